"""Sources and what they report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.quantity import Day, Model, Number, Slug, Text


class Source(Model):
    """Somebody who reports: a paper, an office, a data set."""

    label: Text
    url: Text | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    note: Text | None = None


class Occurrence(Model):
    """One thing of which several accounts are told; none of them is the true one."""

    label: Text
    note: Text | None = None


class Coded(Model):
    """An item as an event between two parties, by the CAMEO scheme.

    Without ``goldstein`` the scale of the table counts.  What is ``mutual`` both did, and it
    counts in both directions.  ``by`` says who coded it: the case's authors, unless it names
    somebody or a data set.
    """

    code: Text
    source: Slug
    target: Slug
    goldstein: Annotated[Number, Field(ge=-10, le=10)] | None = None
    mutual: bool = False
    by: Text | None = None


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
    account_of: Slug | None = None
    cameo: Coded | None = None
    key: Text | None = None
    note: Text | None = None
