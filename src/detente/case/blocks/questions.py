"""Questions about what will happen, what was forecast of them, and how they came out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Day, Model, Number, Slug, Text

QuestionKind = Literal["event", "clause", "choice", "date", "position"]
"""Yes or no; part of a signed text or not; named outcomes; when; where on a scale of 0 to 100."""

Percent = Annotated[Number, Field(ge=0, le=100)]


class QuestionOutcome(Model):
    """One of the ways in which a question can come out.

    ``until`` is the last day of a span of days, in questions of kind ``date``; the last
    outcome has none and holds everything later, or never.
    """

    label: Text
    until: Day | None = None


class Stake(Model):
    """Where a party stands on a scale of 0 to 100, and what weight it has there."""

    position: Percent
    capability: Annotated[Number, Field(ge=0)]
    salience: Percent
    basis: Basis | None = None


class BaseRate(Model):
    """How often such questions come out each way, before anything of this one is known.

    ``least`` and ``most`` are how far the chance of the first outcome could be held to lie
    elsewhere, where the rate is a judgement.
    """

    chances: dict[Slug, Percent] = {}
    least: Percent | None = None
    most: Percent | None = None
    position: Percent | None = None
    of: Text | None = None
    basis: Basis


class Stated(Model):
    """A forecast that somebody stated.

    ``reference`` marks one that others are measured against.
    """

    by: Text
    made_on: Day
    chances: dict[Slug, Percent] = {}
    position: Percent | None = None
    reference: bool = False
    record: tuple[Slug, ...] = ()
    basis: Basis | None = None


class Computed(Model):
    """What of the tool's own analyses stands for the question, and for which outcome.

    Exactly one of ``zone`` (some deal exists), ``package`` (it is acceptable) and ``option``
    (it is part of an acceptable deal).
    """

    outcome: Slug = "yes"
    zone: bool = False
    package: Slug | None = None
    option: OptionRef | None = None


class Resolution(Model):
    """How a question came out, and from which day that was known."""

    known_from: Day
    outcome: Slug | None = None
    position: Percent | None = None
    record: tuple[Slug, ...] = ()
    note: Text | None = None


class Question(Model):
    """A question that will have an answer on a day, by a rule said beforehand."""

    label: Text
    description: Text | None = None
    kind: QuestionKind
    resolves_on: Day
    rule: Text
    option: OptionRef | None = None
    ordered: bool = False
    outcomes: dict[Slug, QuestionOutcome] = {}
    positions: dict[Slug, Stake] = {}
    base_rate: BaseRate | None = None
    computed: Computed | None = None
    forecasts: dict[Slug, Stated] = {}
    resolution: Resolution | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the outcomes in order; none for a position."""
        if self.kind in ("event", "clause"):
            return ("yes", "no")
        return tuple(self.outcomes)

    @property
    def in_order(self) -> bool:
        """Whether the outcomes stand in an order that counts."""
        return self.kind == "date" or self.ordered
