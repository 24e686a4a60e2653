"""A negotiating text: articles of numbered paragraphs, each with its origin and its brackets.

Everything a reader sees of a text is a paragraph of it, so that one walk serves every output,
every redline and every check.  What nobody may see (confidential notes) is not in it at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "item", "definition", "recital", "step", "signature"]
"""What a paragraph is; an item stands one level below the paragraph before it."""

Status = Literal["open", "ad-referendum", "agreed"]
"""How far a bracket is settled; nothing is agreed until everything is agreed."""

OriginKind = Literal[
    "document", "issue", "commitment", "term", "guarantee", "verification", "schedule", "pattern"
]


@dataclass(frozen=True)
class Origin:
    """What a statement comes from.

    Attributes
    ----------
    kind : str
    name : str
        Slug in the case, ``document/article`` of a template, or name of a pattern.
    """

    kind: OriginKind
    name: str


@dataclass(frozen=True)
class Alternative:
    """One way to put it, of those who propose it.

    Attributes
    ----------
    text : str
        Empty where they would rather have nothing there.
    by : tuple of str
        Parties, by slug.
    reservation : str
        What they keep back, in words that may be read by all; empty where nothing.
    options : tuple of (str, str)
        Issue and option that it settles in the model of the case; not printed.
    """

    text: str
    by: tuple[str, ...] = ()
    reservation: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bracket:
    """A place where the text is not agreed; shown as ``[A: this] [B: that]``."""

    alternatives: tuple[Alternative, ...]
    status: Status = "open"


Piece = str | Bracket


@dataclass(frozen=True)
class Paragraph:
    """The smallest unit with a name of its own.

    Attributes
    ----------
    id : str
        Unique in the text, the same in every version and language: ``article-3/2``.
    number : str
        As printed, without the full stop: ``3.2``, ``a``; empty where none is printed.
    content : tuple of str or Bracket
    kind : str
    origins : tuple of Origin
        Never empty in a text that Détente wrote.
    status : str
        Of the whole paragraph.
    options : tuple of (str, str)
        Issue and option that it settles in the model of the case; not printed.
    """

    id: str
    number: str
    content: tuple[Piece, ...]
    kind: Kind = "paragraph"
    origins: tuple[Origin, ...] = ()
    status: Status = "open"
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Article:
    """An article, or a part of an annex.

    Attributes
    ----------
    id : str
        ``article-3`` or ``schedule/part-1``.
    number : str
        ``3``; empty where none is printed.
    heading : str
    paragraphs : tuple of Paragraph
    origins : tuple of Origin
        The template article that it refines.
    """

    id: str
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An annex: its articles are printed as parts."""

    id: str
    number: str
    heading: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Text:
    """One version of a negotiating text, in one language.

    Attributes
    ----------
    title : str
    language : str
        BCP 47: ``en``, ``ko``, ``ar``, ``ru``.
    parties : tuple of (str, str)
        Slug, and name as the text has it, in the order of the signatures.
    preamble, articles, annexes, closing
        ``closing`` is the testimonium and the signatures.
    date : date or None
        Of this version.
    version : str
        Slug of this version; empty where it has none.
    """

    title: str
    language: str
    parties: tuple[tuple[str, str], ...]
    preamble: tuple[Paragraph, ...]
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    date: datetime.date | None = None
    version: str = ""


@dataclass(frozen=True)
class Annotation:
    """Why a paragraph says what it says; printed in the annotated edition alone.

    Attributes
    ----------
    text : str
    link : str
        A page of evidence (http or https), or ``#id`` of another paragraph; empty where none.
    """

    text: str
    link: str = ""


LineKind = Literal[
    "title", "article", "annex", "part", "paragraph", "item", "definition", "recital", "step",
    "signature",
]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a text as printed: a heading or a paragraph.

    Attributes
    ----------
    id : str
        Of the article, annex or paragraph; ``title`` for the title.
    kind : str
    number : str
    content : tuple of str or Bracket
    origins : tuple of Origin
    """

    id: str
    kind: LineKind
    number: str
    content: tuple[Piece, ...]
    origins: tuple[Origin, ...] = ()


def lines(text: Text) -> Iterator[Line]:
    """Yield everything that is printed of a text, in the order of printing."""
    yield Line("title", "title", "", (text.title,))
    yield from map(_line, text.preamble)
    for article in text.articles:
        yield from _article(article, "article")
    yield from map(_line, text.closing)
    for annex in text.annexes:
        yield Line(annex.id, "annex", annex.number, (annex.heading,))
        for article in annex.articles:
            yield from _article(article, "part")


def _article(article: Article, kind: Literal["article", "part"]) -> Iterator[Line]:
    yield Line(article.id, kind, article.number, (article.heading,), article.origins)
    yield from map(_line, article.paragraphs)


def _line(paragraph: Paragraph) -> Line:
    return Line(
        paragraph.id, paragraph.kind, paragraph.number, paragraph.content, paragraph.origins
    )


def plain(content: tuple[Piece, ...], names: dict[str, str] | None = None) -> str:
    """Return content as printed, brackets with their proposers: ``[A: this] [B: that]``.

    Parameters
    ----------
    content : tuple of str or Bracket
    names : dict of str to str, optional
        What parties are called; their slugs where left out.
    """
    return "".join(p if isinstance(p, str) else _bracket(p, names or {}) for p in content)


def _bracket(bracket: Bracket, names: dict[str, str]) -> str:
    shown = []
    for one in bracket.alternatives:
        by = ", ".join(names.get(slug, slug) for slug in one.by)
        shown.append(f"[{by}: {one.text}]" if by else f"[{one.text}]")
    return " ".join(shown)


def paragraphs(text: Text) -> Iterator[Paragraph]:
    """Yield every paragraph of a text, in the order of printing."""
    yield from text.preamble
    for article in text.articles:
        yield from article.paragraphs
    yield from text.closing
    for annex in text.annexes:
        for article in annex.articles:
            yield from article.paragraphs
