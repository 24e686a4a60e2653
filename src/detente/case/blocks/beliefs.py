"""Named sets of beliefs, analysts, shared factors, expected events."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from detente.case.blocks.references import Pointer
from detente.case.quantity import Basis, Day, Model, Number, Quantity, Slug, Text


class Change(Model):
    """One number set, shifted or scaled; exactly one of the three."""

    number: Pointer
    set: Quantity | None = None
    add: Quantity | None = None
    times: Quantity | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _one(self) -> Change:
        if sum(v is not None for v in (self.set, self.add, self.times)) != 1:
            raise ValueError("a change has exactly one of set, add, times")
        return self


class Belief(Model):
    """A named set of beliefs: what would be so if this account were right."""

    label: Text
    description: Text | None = None
    weight: Annotated[Number, Field(gt=0)]
    changes: tuple[Change, ...] = ()
    basis: Basis | None = None


class Event(Model):
    """An expected event: declared on a day, its date uncertain, and what it changes.

    ``in_days`` counts from ``declared``; ``happened`` is given once it is over
    (with ``known_from``, the day from which that was known).
    """

    label: Text
    description: Text | None = None
    declared: Day
    in_days: Quantity
    happened: Day | None = None
    known_from: Day | None = None
    changes: tuple[Change, ...] = ()
    beliefs: tuple[Slug, ...] = ()
    basis: Basis | None = None


class Analyst(Model):
    """Somebody whose values stand beside others' in the case."""

    label: Text
    weight: Annotated[Number, Field(gt=0)] = 1.0


class Factor(Model):
    """A named fact that moves several numbers together."""

    label: Text
    description: Text | None = None
