"""Interests behind positions, and names per edition."""

from __future__ import annotations

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Model, Slug, Text


class Interest(Model):
    """What a party or constituency needs, behind what it asks for.

    ``served_by`` and ``harmed_by`` name the options that touch it.
    """

    label: Text
    of: Slug
    description: Text | None = None
    served_by: tuple[OptionRef, ...] = ()
    harmed_by: tuple[OptionRef, ...] = ()
    basis: Basis | None = None


class Edition(Model):
    """How one readership calls things: a language, and names that replace labels.

    ``names`` maps the JSON pointer of a label (``/parties/north-korea/label``)
    to the words of this edition.
    """

    label: Text
    language: Text = "en"
    names: dict[str, Text] = {}
