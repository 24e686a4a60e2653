"""What must be settled: issues, options, linkages, consequences."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Day, Model, Quantity, Slug, Text


class Under(Model):
    """What an ambiguous option amounts to under each reading of a term."""

    term: Slug
    means: dict[Slug, Slug] = Field(min_length=1)


class Option(Model):
    """One way to settle an issue."""

    label: Text
    description: Text | None = None
    on_table: bool = True
    under: Under | None = None
    names: dict[Slug, Slug] = {}
    commitments: tuple[Slug, ...] = ()
    consequences: dict[Slug, Quantity] = {}
    delivered_by: tuple[Text, ...] = ()
    known_from: Day | None = None
    basis: Basis | None = None


class Issue(Model):
    """A question the parties must settle, with the options for it."""

    label: Text
    description: Text | None = None
    status_quo: Slug
    options: dict[Slug, Option] = Field(min_length=2)


class Linkage(Model):
    """A rule on which options go together; exactly one of the four forms.

    ``option`` + ``requires`` (all of them); ``if`` (all of them) + ``then``
    (one of them at least); ``excludes`` (no two of them); ``at_most`` + ``of``.
    """

    option: OptionRef | None = None
    requires: tuple[OptionRef, ...] = ()
    if_: tuple[OptionRef, ...] = Field(default=(), alias="if")
    then: tuple[OptionRef, ...] = ()
    excludes: tuple[OptionRef, ...] = ()
    at_most: Annotated[int, Field(strict=True, ge=0)] | None = None
    of: tuple[OptionRef, ...] = ()
    why: Text | None = None

    @property
    def form(self) -> str:
        """Return ``requires``, ``if``, ``excludes`` or ``at_most``."""
        if self.option is not None:
            return "requires"
        if self.if_:
            return "if"
        return "excludes" if self.excludes else "at_most"

    @model_validator(mode="after")
    def _one_form(self) -> Linkage:
        forms = {
            "requires": (self.option is not None, bool(self.requires)),
            "if": (bool(self.if_), bool(self.then)),
            "excludes": (len(self.excludes) > 1,) * 2 if self.excludes else (False, False),
            "at_most": (self.at_most is not None, bool(self.of)),
        }
        if self.excludes and len(self.excludes) < 2:
            raise ValueError("excludes names at least two options")
        begun = [name for name, parts in forms.items() if any(parts)]
        if len(begun) != 1 or not all(forms[begun[0]]):
            raise ValueError(
                "a linkage is one of: option + requires, if + then, excludes, at_most + of"
            )
        return self


class Consequence(Model):
    """A consequence counted in a unit of its own, before any value is put on it."""

    label: Text
    unit: Text
    combine: Literal["sum", "max", "min"] = "sum"
    description: Text | None = None
