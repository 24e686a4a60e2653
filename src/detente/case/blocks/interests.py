"""Interests behind positions, and names per edition."""

from __future__ import annotations

from typing import Final, Literal

from detente.case.blocks.references import OptionRef
from detente.case.quantity import Basis, Model, Slug, Text

InterestKind = Literal[
    "survival",
    "security",
    "disarmament",
    "transparency",
    "compliance",
    "no-accident",
    "room-to-move",
    "momentum",
    "relief",
    "growth",
    "shared-resources",
    "recognition",
    "dignity",
    "support-at-home",
    "legality",
    "alliances",
    "regional-calm",
    "rules",
    "kinship",
    "welfare",
    "contact",
    "rights",
    "justice",
    "territory",
]
"""What interests are about; the words by which a case and a catalogue of measures meet."""

INTEREST_KINDS: Final[dict[InterestKind, str]] = {
    "survival": "the safety of a leadership or form of government",
    "security": "safety from attack",
    "disarmament": "fewer or less dangerous arms on the other side",
    "transparency": "knowing what the other side has and does",
    "compliance": "certainty that promises are kept",
    "no-accident": "no war by accident or misreading",
    "room-to-move": "a way back if the other side does not keep its word",
    "momentum": "talks that go on",
    "relief": "an end to economic pressure",
    "growth": "income, trade and investment",
    "shared-resources": "water, energy and other shared resources",
    "recognition": "recognition and standing",
    "dignity": "honour, and the acknowledgement of the past",
    "support-at-home": "something to show at home",
    "legality": "keeping to one's own law and its bodies",
    "alliances": "the trust of allies",
    "regional-calm": "calm in the region and on its borders",
    "rules": "general rules to which others will point",
    "kinship": "families, the missing and the dead",
    "welfare": "the welfare of civilians",
    "contact": "contact between people",
    "rights": "the rights and safety of a community",
    "justice": "law and accountability",
    "territory": "land, borders and jurisdiction",
}
"""Each kind in words for a reader."""


class Interest(Model):
    """What a party or constituency needs, behind what it asks for.

    ``kind`` says what it is about, in words shared by all cases; ``served_by``
    and ``harmed_by`` name the options that touch it.
    """

    label: Text
    of: Slug
    kind: InterestKind | None = None
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
