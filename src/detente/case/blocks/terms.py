"""Words of the deal and how parties read them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from detente.case.quantity import Basis, Model, Quantity, Slug, Text


class Reading(Model):
    """One meaning of a term: which of its elements it covers."""

    label: Text
    elements: tuple[Slug, ...] = ()


class ReadBy(Model):
    """How one party reads a term: reading to probability in percent, normalised."""

    readings: dict[Slug, Quantity] = Field(min_length=1)
    basis: Basis | None = None


class Term(Model):
    """A word of the deal that parties may read in different ways."""

    label: Text
    description: Text | None = None
    elements: dict[Slug, Text] = {}
    readings: dict[Slug, Reading] = Field(min_length=1)
    read_by: dict[Slug, ReadBy] = {}
    ambiguity: Literal["deliberate", "accidental", "deferred", "unknown"] = "unknown"
    basis: Basis | None = None
