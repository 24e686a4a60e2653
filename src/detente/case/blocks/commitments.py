"""What parties commit to, in which order, and what holds them to it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.blocks.verification import Action
from detente.case.quantity import Basis, Day, Model, Number, Quantity, Slug, Text

Grade = Literal["shall", "undertakes", "endeavour", "will", "should", "may"]
"""How firmly a text binds: shall, undertakes to, shall endeavour to, will, should, may."""


class Clause(Model):
    """How a commitment is put in the text of an agreement.

    ``text`` goes on after the party and the grade of obligation and takes the place of
    ``what``: ``stop the reactors``; in it ``{term}`` is the word that ``term`` names and
    ``{quantity}`` the quantity.
    """

    grade: Grade = "shall"
    text: Text | None = None
    term: Slug | None = None
    quantity: Text | None = None


class Commitment(Model):
    """What one actor must do; options list the commitments that deliver them.

    ``cost`` (to the actor) and ``value`` (to others) are in points of each party's own scale.
    Left out, they follow from what the parties make of the options that the commitment
    delivers, split by ``share`` among the commitments of an option.  ``recoverable``,
    ``detection`` are in percent; ``gain_from_faking`` defaults to the cost.  ``action`` says
    what is done to the facilities that name the commitment: undoing it takes the months that
    they give for it.
    """

    label: Text
    actor: Slug
    what: Text
    prerequisites: tuple[Slug, ...] = ()
    duration_days: Quantity | None = None
    not_before: Day | None = None
    due: Day | None = None
    cost: Quantity | None = None
    value: dict[Slug, Quantity] = {}
    share: Quantity | None = None
    recoverable: Quantity | None = None
    detection: Quantity | None = None
    detection_lag_days: Quantity | None = None
    gain_from_faking: Quantity | None = None
    verified_by: Text | None = None
    reversible: Text | None = None
    action: Action | None = None
    clause: Clause | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _days(self) -> Commitment:
        if self.not_before is not None and self.due is not None and self.due < self.not_before:
            raise ValueError("due is before not_before")
        return self


class Stage(Model):
    """One stage of a guarantee that comes into force step by step."""

    label: Text
    days: Annotated[int, Field(strict=True, ge=0, le=36_500)]


class Guarantee(Model):
    """What a party loses when it is found in breach: snapback, bond, a guarantor's penalty.

    ``on`` is the party that would lose ``points``; ``credibility`` (percent) is how likely it
    is that the guarantee really bites.  ``wording`` is what follows, as an agreement says it.
    """

    label: Text
    kind: Literal["snapback", "bond", "guarantor", "other"]
    on: Slug
    by: Text | None = None
    points: Quantity
    credibility: Quantity | None = None
    wording: Text | None = None
    until: Day | None = None
    stages: dict[Slug, Stage] = {}
    known_from: Day | None = None
    basis: Basis | None = None


class Escrow(Model):
    """Commitments handed to an agent and released together; reliability in percent."""

    label: Text
    commitments: tuple[Slug, ...] = Field(min_length=2)
    agent: Text | None = None
    reliability: Quantity | None = None
    basis: Basis | None = None


class Coalition(Model):
    """Parties feared to break off together; ``weights`` makes their points comparable."""

    label: Text
    members: tuple[Slug, ...] = Field(min_length=2)
    weights: dict[Slug, Annotated[Number, Field(gt=0)]] = {}
    basis: Basis | None = None


class OrderReading(Model):
    """One reading of the order that a text asks for: ``after`` holds ``elections < border``."""

    label: Text
    by: tuple[Slug, ...] = ()
    after: tuple[Text, ...] = Field(min_length=1)
    basis: Basis | None = None


class Trust(Model):
    """How far the party of this name trusts another to answer in kind.

    ``trustworthy`` is in percent.  Payoffs to the one who trusts, in points: ``both`` (R),
    ``cheated`` (S), ``cheats`` (T), ``neither`` (P).  ``floor`` is the largest loss that it
    can bear if nothing comes back.
    """

    of: Slug
    trustworthy: Quantity
    both: Quantity
    cheated: Quantity
    cheats: Quantity
    neither: Quantity
    floor: Quantity | None = None
    basis: Basis | None = None


class Unit(Model):
    """A common unit, and how much of it one point of each party is."""

    label: Text
    per_point: dict[Slug, Annotated[Number, Field(gt=0)]] = Field(min_length=1)


Price = Literal["gate", "detection", "lag", "escrow", "guarantee", "credibility", "change"]
"""What may be bought to make an order hold."""


class Sequence(Model):
    """How the commitments are to be carried out.

    ``gates``: nothing moves until the last step is verified.  ``rents`` are points that the
    relationship is worth once the deal is complete, lost on breach.  ``discount`` is what a
    year's delay takes off, in percent.  ``prices`` ranks what would make an order hold: of
    one more verification gate, ten points of detection, thirty days less lag, an escrow, one
    point of guarantee, ten points of credibility, one option changed.
    """

    starts: Day | None = None
    period_days: Annotated[int, Field(strict=True, ge=1, le=3_660)] = 30
    gates: bool = True
    discount: Annotated[Number, Field(ge=0, lt=100)] = 0.0
    rents: dict[Slug, Quantity] = {}
    unit: Unit | None = None
    prices: dict[Price, Annotated[Number, Field(ge=0)]] = {}
    basis: Basis | None = None


class Performance(Model):
    """One entry of the log after signature: what was done of a commitment, and who says so.

    ``level`` follows implementation research: 0 none, 1 minimal, 2 intermediate, 3 complete.
    ``aspect`` keeps activity, output and verified outcome apart.
    """

    commitment: Slug
    status: Literal["on-time", "late", "partial", "disputed", "breach"]
    level: Literal[0, 1, 2, 3]
    aspect: Literal["activity", "output", "outcome"] = "outcome"
    happened: Day
    known_from: Day
    by: Text | None = None
    record: tuple[Slug, ...] = ()
    note: Text | None = None
