"""What could be done, and its effect."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.blocks.beliefs import Change
from detente.case.blocks.references import OptionRef, Pointer
from detente.case.quantity import Basis, Day, Model, Quantity, Slug, Text


class Cost(Model):
    """What a lever costs whom: in words, and in points where a value is given."""

    text: Text
    points: dict[Slug, Quantity] = {}


LeverKind = Literal[
    "settle-reading",
    "inform",
    "add-measure",
    "drop",
    "link",
    "compensate",
    "guarantee",
    "ratify",
    "wait",
    "change-format",
    "leave-open",
    "sequence",
]


class Lever(Model):
    """Something that could be done to make a deal acceptable, and its effect.

    Effects (any that fit): ``term`` + ``reading`` (one, or several with
    likelihoods), ``number`` (to learn), ``event`` (to wait for), ``issue`` (to
    drop: fixed at its status quo), ``opens`` / ``closes`` (options), ``together``
    (options that are linked: all or none), ``points`` (added to a party's value
    of every deal, or of those with all options in ``when``), ``changes``.
    On how a deal is carried out: ``guarantee`` (points that a party would lose by
    being found in breach), ``escrow`` (commitments released together, with the
    agent's ``reliability`` in percent), ``split`` (commitment to number of
    verified parts).
    """

    label: Text
    kind: LeverKind
    author: Text
    cost: Cost
    description: Text | None = None
    term: Slug | None = None
    reading: Slug | dict[Slug, Quantity] | None = None
    number: Pointer | None = None
    event: Slug | None = None
    issue: Slug | None = None
    opens: tuple[OptionRef, ...] = ()
    closes: tuple[OptionRef, ...] = ()
    together: tuple[OptionRef, ...] = ()
    points: dict[Slug, Quantity] = {}
    when: tuple[OptionRef, ...] = Field(default=(), max_length=2)
    changes: tuple[Change, ...] = ()
    guarantee: dict[Slug, Quantity] = {}
    escrow: tuple[Slug, ...] = ()
    reliability: Quantity | None = None
    split: dict[Slug, Annotated[int, Field(strict=True, ge=2, le=100)]] = {}
    forum: Text | None = None
    until: Day | None = None
    known_from: Day | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _effect(self) -> Lever:
        needs = {
            "settle-reading": ("term", "reading"),
            "inform": ("number",),
            "drop": ("issue",),
            "link": ("together",),
            "compensate": ("points",),
            "wait": ("event",),
            "leave-open": ("opens", "forum", "until"),
        }.get(self.kind, ())
        missing = [n for n in needs if not getattr(self, n)]
        if missing:
            raise ValueError(f"a lever of kind {self.kind} needs {', '.join(missing)}")
        ordered = self.guarantee or self.escrow or self.split
        if self.kind in ("add-measure", "guarantee", "ratify", "change-format") and not (
            self.points or self.changes or self.opens or self.closes or ordered
        ):
            raise ValueError(
                f"a lever of kind {self.kind} states its effect: points, changes, opens or closes"
            )
        if self.kind == "sequence" and not (ordered or self.changes):
            raise ValueError(
                "a lever of kind sequence states its effect: guarantee, escrow, split or changes"
            )
        if self.escrow and len(self.escrow) < 2:
            raise ValueError("an escrow holds at least two commitments")
        if self.reliability is not None and not self.escrow:
            raise ValueError("reliability goes with escrow")
        if self.when and not self.points:
            raise ValueError("when goes with points")
        return self
