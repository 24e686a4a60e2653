"""Two versions of a text compared: every line, and what each change does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.drafting.alignment import Row
from detente.drafting.assembly import rows
from detente.drafting.reading import Source
from detente.drafting.redline import LineChange, redline
from detente.drafting.substantive import LEVELS, Level, Named, defined_terms, named
from detente.drafting.text import Text


@dataclass(frozen=True)
class ComparedLine:
    """One place of a redline and what its change does."""

    change: LineChange
    named: tuple[Named, ...]

    @property
    def row(self) -> Row:
        """The line as the place shows it: the old one where it went, the new one elsewhere."""
        gone = self.change.how in ("deleted", "moved-away")
        row = self.change.old if gone else self.change.new
        if row is None:
            raise ValueError("a place without a line")
        return row


@dataclass(frozen=True)
class Compared:
    """A redline of two versions.

    Attributes
    ----------
    title, language : str
        Of the new version.
    old, new : str
        What the versions are called.
    parties : tuple of (str, str)
        Slug and name, of both versions.
    lines : tuple of ComparedLine
        In order of reading.
    ids : bool
        Whether lines were aligned by their ids, or by their words alone.
    """

    title: str
    language: str
    old: str
    new: str
    parties: tuple[tuple[str, str], ...]
    lines: tuple[ComparedLine, ...]
    ids: bool

    def counts(self) -> dict[Level, int]:
        """Return how many things changed at each level."""
        found = Counter(n.level for line in self.lines for n in line.named)
        return {level: found[level] for level in LEVELS}

    @property
    def same(self) -> bool:
        """Whether nothing changed at all."""
        return all(line.change.how == "same" for line in self.lines)


def compare(old: Source, new: Source) -> Compared:
    """Return the redline from one version to another."""
    by_id = old.ids and new.ids
    before, after = rows(old.text), rows(new.text)
    parties = _parties(old.text, new.text)
    terms = defined_terms([(r.kind, r.words) for r in (*before, *after)])
    lines = tuple(
        ComparedLine(change, named(change, new.text.language, parties, terms))
        for change in redline(before, after, by_id)
    )
    return Compared(
        new.text.title or new.name, new.text.language, old.name, new.name, parties, lines, by_id
    )


def _parties(*texts: Text) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for text in texts:
        found |= dict(text.parties)
    return tuple(found.items())
