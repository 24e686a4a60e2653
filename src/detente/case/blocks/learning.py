"""What parties refused and said: beside their offers, what the record says of their values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from detente.case.orders import parse_order
from detente.case.quantity import Basis, Model, Number, Quantity, Slug, Text

ERRS = Quantity(range=(5.0, 30.0))
RATIONALITY = Quantity(range=(2.0, 10.0))

Percent = Annotated[Number, Field(ge=0, le=100)]

ChoiceSet = Literal["all", "record", "neighbours"]
"""What a party is taken to have chosen among."""


class Refusal(Model):
    """A party turned a package of the record down.

    Known from the day on which the package and all items it rests on were known.
    ``tactical`` is the chance, in percent, that the refusal was not meant.
    """

    by: Slug
    package: Slug
    tactical: Quantity | None = None
    record: tuple[Slug, ...] = ()


class Said(Model):
    """A party said in which order it holds things dear.

    ``says`` is a statement of order, of issues by importance, or of the options of ``issue``.
    ``errs`` is how often such a statement is not so, in percent.
    """

    by: Slug
    says: Text
    issue: Slug | None = None
    errs: Quantity = ERRS
    record: tuple[Slug, ...] = ()
    basis: Basis | None = None

    @field_validator("says")
    @classmethod
    def _order(cls, value: str) -> str:
        parse_order(value)
        return value


class _Codes(Model):
    """A table by Admiralty code; the last code means that nothing is known."""

    @model_validator(mode="before")
    @classmethod
    def _no_unknown(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for code in ("F", "6"):
                if code in value:
                    raise ValueError(
                        f"'{code}' means that nothing is known: any weight is as likely, and no "
                        "number stands for it; leave it out"
                    )
        return value


class Reliability(_Codes):
    """How much an item counts by the letter of its source, in percent."""

    A: Percent = 100.0
    B: Percent = 90.0
    C: Percent = 70.0
    D: Percent = 40.0
    E: Percent = 10.0


class Credibility(_Codes):
    """How much an item counts by the digit of what it reports, in percent."""

    d1: Percent = Field(100.0, alias="1")
    d2: Percent = Field(90.0, alias="2")
    d3: Percent = Field(70.0, alias="3")
    d4: Percent = Field(40.0, alias="4")
    d5: Percent = Field(10.0, alias="5")


class Kinds(Model):
    """How much a package counts by its kind, in percent."""

    offer: Percent = 100.0
    demand: Percent = 50.0
    draft: Percent = 50.0


class Learning(Model):
    """How one learns from the record.

    ``rationality`` is how sharply offers follow value, over the whole span of a party's values:
    at 0 a party offers anything alike.  ``choice_set``: what it is taken to have chosen among.
    """

    rationality: Quantity = RATIONALITY
    choice_set: ChoiceSet = "all"
    reliability: Reliability = Reliability()
    credibility: Credibility = Credibility.model_validate({})
    kinds: Kinds = Kinds()
    basis: Basis | None = None
