"""What parties refused and said: beside their offers, what the record says of their values."""

from __future__ import annotations

from pydantic import field_validator

from detente.case.orders import parse_order
from detente.case.quantity import Basis, Model, Quantity, Slug, Text

ERRS = Quantity(range=(5.0, 30.0))


class Refusal(Model):
    """A party turned a package of the record down.

    Known from the day on which the package and all items it rests on were known.
    """

    by: Slug
    package: Slug
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
