"""A negotiating text as rows to be printed: the same for every output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.drafting.labels import label
from detente.drafting.text import Annotation, Bracket, LineKind, Piece, Text, lines
from detente.report.draft.language import words

Notes = Mapping[str, Sequence[Annotation]]

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"})


@dataclass(frozen=True)
class Open:
    """A bracket as printed.

    Attributes
    ----------
    alternatives : tuple of (str, str)
        Who proposes, by the names of the text (empty where nobody is named), and what.
    by : tuple of str
        Slug of the first of them, by alternative; empty where nobody is named.
    status : str
    """

    alternatives: tuple[tuple[str, str], ...]
    by: tuple[str, ...]
    status: str

    def printed(self) -> list[str]:
        """Return each alternative as ``[A: this]``."""
        return [f"[{by}: {said}]" if by else f"[{said}]" for by, said in self.alternatives]


Shown = str | Open


@dataclass(frozen=True)
class Row:
    """One printed row.

    Attributes
    ----------
    id, kind : str
        Of :class:`detente.drafting.text.Line`.
    label : str
        What stands before the words: ``Article 3``, ``3.2``, ``(a)``; empty where nothing.
    pieces : tuple of str or Open
    keeps : tuple of str
        What proposers keep back and how far brackets are settled, in words.
    notes : tuple of Annotation
    """

    id: str
    kind: LineKind
    label: str
    pieces: tuple[Shown, ...]
    keeps: tuple[str, ...] = ()
    notes: tuple[Annotation, ...] = ()


def rows(text: Text, notes: Notes | None = None) -> list[Row]:
    """Return everything that is printed of a text, in order.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Given for the annotated edition.
    """
    called = names(text)
    return [
        Row(
            line.id,
            line.kind,
            label(line.kind, line.number, text.language),
            tuple(p if isinstance(p, str) else _open(p, called) for p in line.content),
            tuple(_keeps(line.content, called, text.language)),
            tuple((notes or {}).get(line.id, ())),
        )
        for line in lines(text)
    ]


def names(text: Text) -> dict[str, str]:
    """Return what the text calls each party, by slug."""
    return dict(text.parties)


def direction(language: str) -> str:
    """Return ``rtl`` for languages written from the right, else ``ltr``."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def printed(pieces: Sequence[Shown]) -> str:
    """Return what a row says, without its label."""
    return "".join(p if isinstance(p, str) else " ".join(p.printed()) for p in pieces)


def _open(bracket: Bracket, called: Mapping[str, str]) -> Open:
    shown = tuple(
        (", ".join(called.get(slug, slug) for slug in one.by), one.text)
        for one in bracket.alternatives
    )
    first = tuple(one.by[0] if one.by else "" for one in bracket.alternatives)
    return Open(shown, first, bracket.status)


def _keeps(content: Sequence[Piece], called: Mapping[str, str], language: str) -> list[str]:
    said = words(language)
    found = []
    for piece in content:
        if isinstance(piece, str):
            continue
        if piece.status != "open":
            found.append(said.text(f"draft.status.{piece.status}"))
        for one in piece.alternatives:
            if one.reservation:
                by = ", ".join(called.get(slug, slug) for slug in one.by)
                key = "draft.keeps" if by else "draft.keeps-nobody"
                found.append(said.text(key, party=by, reservation=one.reservation))
    return found
