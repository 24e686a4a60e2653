"""Sources and what they report."""

from __future__ import annotations

from typing import Literal

from detente.case.quantity import Day, Model, Slug, Text


class Source(Model):
    """Somebody who reports: a paper, an office, a data set."""

    label: Text
    url: Text | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    note: Text | None = None


class RecordItem(Model):
    """One thing said or done, with the day it happened and the day it was known."""

    happened: Day
    known_from: Day
    actor: Text
    kind: Text
    text: Text
    sources: tuple[Slug, ...] = ()
    url: tuple[Text, ...] = ()
    credibility: Literal[1, 2, 3, 4, 5, 6]
    provenance: Literal["page", "data", "memory", "mixed", "case"] = "page"
    quotation: bool = False
    bears_on: tuple[Text, ...] = ()
    origin: Slug | None = None
    note: Text | None = None
