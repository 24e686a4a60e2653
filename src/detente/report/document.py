"""What a report is made of, before it becomes HTML, PDF, CSV or lines in a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from detente.finding import Header


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, and where it leads (``#anchor`` or an address), if anywhere.

    ``lang`` is the language of the text where it is not that of the report.
    """

    text: str
    href: str = ""
    lang: str = ""


Sentence = tuple[Span, ...]
"""Text with links in it; plain text is the joined ``text`` of its spans."""


def say(*parts: str | Span | Sentence) -> Sentence:
    """Return a sentence made of strings, links and other sentences; empty parts fall away."""
    found: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            part = Span(part)
        found.extend([part] if isinstance(part, Span) else part)
    return tuple(s for s in found if s.text)


def link(text: str, href: str) -> Span:
    """Return text that leads somewhere."""
    return Span(text, href)


def plain_text(sentence: Sentence) -> str:
    """Return a sentence without its links."""
    return "".join(s.text for s in sentence)


def joined(sentences: list[Sentence], between: str = "; ") -> Sentence:
    """Return sentences as one, with text between them."""
    found: list[Span] = []
    for i, sentence in enumerate(sentences):
        if i:
            found.append(Span(between))
        found.extend(sentence)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    content : Sentence
        As shown.
    value : float, int, str or None
        As written to CSV; the text shown when None.
    """

    content: Sentence
    value: float | int | str | None = None

    @property
    def text(self) -> str:
        """Return the text shown."""
        return plain_text(self.content)


def cell(content: str | Span | Sentence, value: float | int | str | None = None) -> Cell:
    """Return a cell of text, a link or a sentence."""
    return Cell(say(content), value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    key : str
        Its name in CSV.
    title : str
        Its heading; a column without one is written to CSV only.
    numeric : bool
    """

    key: str
    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column heads each row.

    Attributes
    ----------
    slug, caption : str
    columns : tuple of Column
    rows : tuple of tuple of Cell
    anchors : tuple of str
        One anchor for each row, or none at all.
    note : str
        How to read it, in one or two sentences.
    """

    slug: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchors: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a Vega-Lite specification, with its words and its table twin."""

    slug: str
    title: str
    caption: str
    alt: str
    spec: dict[str, Any]
    table: Table


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the first page with its paragraphs and a short list.

    Attributes
    ----------
    slug, heading : str
    paragraphs, items : tuple of Sentence
    items_first : bool
        Whether the list stands above the paragraphs.
    """

    slug: str
    heading: str
    paragraphs: tuple[Sentence, ...]
    items: tuple[Sentence, ...] = ()
    items_first: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section after the first page.

    Attributes
    ----------
    long : bool
        Whether its tables are long, and so closed until asked for.
    """

    slug: str
    title: str
    lead: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[Sentence, ...] = ()
    long: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, in the order in which it is read.

    Attributes
    ----------
    title, question : str
    byline : Sentence
    first : tuple of Part
        The first page.
    hero : Figure or None
        The figure of the first page.
    sections : tuple of Section
    header : Header
    language : str
    labels : dict of str to str
        The fixed words of the page in that language.
    extra : tuple of Table
        Written as CSV only.
    """

    title: str
    question: str
    byline: Sentence
    first: tuple[Part, ...]
    hero: Figure | None
    sections: tuple[Section, ...]
    header: Header
    language: str = "en"
    labels: dict[str, str] = field(default_factory=dict)
    extra: tuple[Table, ...] = field(default=())

    def figures(self) -> tuple[Figure, ...]:
        """Return every figure, in order."""
        hero = (self.hero,) if self.hero else ()
        return hero + tuple(f for s in self.sections for f in s.figures)

    def tables(self) -> tuple[Table, ...]:
        """Return every table, those behind the figures included, in order."""
        found = {f.table.slug: f.table for f in self.figures()}
        for section in self.sections:
            found.update((t.slug, t) for t in section.tables)
        found.update((t.slug, t) for t in self.extra)
        return tuple(found.values())
