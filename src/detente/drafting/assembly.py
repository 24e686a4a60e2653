"""A text put together from lines in the order of printing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from detente.drafting.alignment import Row
from detente.drafting.brackets import bracketed
from detente.drafting.docx_ids import places
from detente.drafting.labels import labels
from detente.drafting.text import Annex, Article, Kind, LineKind, Paragraph, Text, plain

HEADINGS = ("article", "annex", "part")


@dataclass(frozen=True)
class ReadLine:
    """A line as it was read: kind, number and words, and its id where it had one.

    ``closing`` says that it stands after the last article, with the signatures.
    """

    kind: LineKind
    number: str
    words: str
    id: str = ""
    closing: bool = False


@dataclass
class _Open:
    """An article that is being read."""

    line: ReadLine
    id: str
    paragraphs: list[Paragraph] = field(default_factory=list)

    def closed(self) -> Article:
        return Article(self.id, self.line.number, self.line.words, tuple(self.paragraphs))


@dataclass
class _OpenAnnex:
    """An annex that is being read."""

    line: ReadLine
    id: str
    parts: list[_Open] = field(default_factory=list)


def assembled(
    found: Sequence[ReadLine],
    language: str,
    parties: tuple[tuple[str, str], ...] = (),
    date: datetime.date | None = None,
    version: str = "",
) -> Text:
    """Return the text that prints these lines.

    Parameters
    ----------
    found : sequence of ReadLine
        A line without an id gets one from its place.
    language : str
    parties : tuple of (str, str)
        To know the proposers of brackets by.
    """
    title = ""
    preamble: list[Paragraph] = []
    closing: list[Paragraph] = []
    articles: list[_Open] = []
    annexes: list[_OpenAnnex] = []
    ids = {x.id for x in found if x.id}

    def name(wanted: str) -> str:
        k, given = 2, wanted
        while given in ids:
            k, given = k + 1, f"{wanted}-{k}"
        ids.add(given)
        return given

    for line in found:
        if line.kind == "title":
            title = f"{title}\n{line.words}" if title else line.words
        elif line.kind == "annex":
            annexes.append(_OpenAnnex(line, line.id or name(f"annex-{line.number or 'n'}".lower())))
        elif line.kind in HEADINGS:
            if annexes:
                above = f"{annexes[-1].id}/part-{line.number or len(annexes[-1].parts) + 1}"
                annexes[-1].parts.append(_Open(line, line.id or name(above)))
            else:
                wanted = f"article-{line.number or len(articles) + 1}"
                articles.append(_Open(line, line.id or name(wanted)))
        elif line.closing or line.kind == "signature":
            closing.append(_paragraph(line, "closing", closing, parties, name))
        elif annexes:
            if not annexes[-1].parts:
                bare = ReadLine("part", "", "")
                annexes[-1].parts.append(_Open(bare, name(f"{annexes[-1].id}/text")))
            part = annexes[-1].parts[-1]
            part.paragraphs.append(_paragraph(line, part.id, part.paragraphs, parties, name))
        elif articles:
            article = articles[-1]
            made = _paragraph(line, article.id, article.paragraphs, parties, name)
            article.paragraphs.append(made)
        else:
            preamble.append(_paragraph(line, "preamble", preamble, parties, name))
    return Text(
        title,
        language,
        parties,
        tuple(preamble),
        tuple(a.closed() for a in articles),
        tuple(
            Annex(x.id, x.line.number, x.line.words, tuple(p.closed() for p in x.parts))
            for x in annexes
        ),
        tuple(closing),
        date,
        version,
    )


def rows(text: Text) -> list[Row]:
    """Return a text as lines to be compared; headings that print nothing are left out."""
    names, where = dict(text.parties), places(text)
    found = [
        Row(
            line.id,
            line.kind,
            label,
            plain(line.content, names),
            line.number,
            where.get(line.id, ""),
        )
        for line, label in labels(text)
    ]
    return [row for row in found if row.printed or row.kind not in (*HEADINGS, "title")]


def _paragraph(
    line: ReadLine,
    place: str,
    before: Sequence[Paragraph],
    parties: tuple[tuple[str, str], ...],
    name: Callable[[str], str],
) -> Paragraph:

    ident = line.id or name(f"{place}/{_tail(line, before)}")
    return Paragraph(ident, line.number, bracketed(line.words, parties), cast(Kind, line.kind))


def _tail(line: ReadLine, before: Sequence[Paragraph]) -> str:
    if line.kind == "item" and before:
        above = next((p for p in reversed(before) if p.kind != "item"), None)
        if above is not None and line.number:
            return f"{above.id.rpartition('/')[2]}/{line.number}"
    return line.number.rpartition(".")[2] or str(len(before) + 1)
