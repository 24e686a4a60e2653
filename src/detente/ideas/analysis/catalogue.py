"""What a catalogue of measures may say, ours and the user's own."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from detente.case.blocks.interests import InterestKind
from detente.case.models import OptionRef
from detente.case.quantity import Basis, Model, Quantity, Slug, Text

Level = Literal["low", "medium", "high"]
"""What a measure typically costs the one who gives it."""

Role = Literal["receiver", "giver", "both", "others"]
"""Whose interest a measure serves; ``others`` are neither giver nor receiver."""

LegalBar = Literal[
    "sanctions-law",
    "council-resolution",
    "constitution",
    "treaty",
    "budget",
    "export-control",
    "travel-rules",
    "banking-rules",
    "secrecy-law",
    "liability",
    "criminal-law",
]


def _dated(value: str) -> str:
    if not re.search(r"\b[12][0-9]{3}\b", value):
        raise ValueError(f"'{value[:60]}' names no year: write 1972, May 1972 or 25 May 1972")
    return value


class Serves(Model):
    """One interest that a measure serves: of what kind, whose, and how far."""

    interest: InterestKind
    of: Role = "receiver"
    how: Literal["mainly", "also"] = "mainly"


class Price(Model):
    """What a measure typically costs its giver, and which of the giver's interests it strains."""

    level: Level
    why: Text
    strains: tuple[InterestKind, ...] = ()


class Citation(Model):
    """Where a precedent was looked up."""

    title: Text
    url: Text
    how: Text = "stored public page, read for this catalogue"


class Precedent(Model):
    """Where a measure has been taken before, and how it fared.

    Either ``checked`` names the page that bears it out, or ``unverified: true``
    says that nobody has looked it up.
    """

    name: Text
    date: Annotated[Text, AfterValidator(_dated)]
    where: Text
    fared: Text
    checked: Citation | None = None
    unverified: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Precedent:
        if (self.checked is None) == (self.unverified is None):
            raise ValueError(
                "a precedent has either checked: {title: ..., url: ...} or unverified: true"
            )
        return self


class Measure(Model):
    """Something the parties could add to a deal.

    Attributes
    ----------
    by : {"giver", "both", "third"}
        Who does it: one party for another, both together, or an outsider.
    gives : str
        What it gives to whom, in one sentence.
    serves : tuple of Serves
    cost : Price
    preconditions : tuple of str
    legal_bars : tuple of LegalBar
        Kinds of law that may stand against it; empty where none is usual.
    precedents : tuple of Precedent
    """

    label: Text
    description: Text
    by: Literal["giver", "both", "third"]
    gives: Text
    serves: tuple[Serves, ...] = Field(min_length=1)
    cost: Price
    preconditions: tuple[Text, ...] = ()
    legal_bars: tuple[LegalBar, ...] = ()
    precedents: tuple[Precedent, ...] = ()


class RoughValue(Model):
    """What the user thinks a measure would be worth: points added to each party's deal.

    ``when`` names options (two at most) without which it has no worth.
    """

    points: dict[Slug, Quantity] = Field(min_length=1)
    when: tuple[OptionRef, ...] = Field(default=(), max_length=2)
    basis: Basis | None = None


class IdeasFile(Model):
    """A catalogue file, or ``ideas.yaml`` of a case: any of these blocks.

    Attributes
    ----------
    measures : dict of slug to Measure
        The user's own.
    already : dict of measure to names
        Options (``issue/option``) or levers of the case that are this measure.
    aside : dict of measure to str
        Measures not to be proposed here, and why.
    values : dict of measure to RoughValue
    """

    measures: dict[Slug, Measure] = Field(default_factory=dict)
    already: dict[Slug, tuple[Text, ...]] = Field(default_factory=dict)
    aside: dict[Slug, Text] = Field(default_factory=dict)
    values: dict[Slug, RoughValue] = Field(default_factory=dict)
