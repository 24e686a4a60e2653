"""What changed between two versions, line by line and word by word.

Accepting every change gives the new version, rejecting every change the old one, letter by
letter, labels and brackets included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from detente.drafting.alignment import Row, align, similarity, word_counts
from detente.drafting.sequences import matches
from detente.drafting.words import Token, tokens

RunKind = Literal["equal", "deleted", "inserted"]
How = Literal["same", "changed", "deleted", "inserted", "moved-away", "moved-here"]

SPECKLED: Final = 0.3
"""Below this similarity a line is replaced as a whole: islands of chance are no help."""


@dataclass(frozen=True)
class Run:
    """A stretch of text that both versions have, or one of them."""

    kind: RunKind
    text: str


@dataclass(frozen=True)
class LineChange:
    """One place of the redline.

    Attributes
    ----------
    how : str
    old, new : Row or None
        Both at the two places of a line that was moved.
    label, words : tuple of Run
        As marked at this place; at the places of a move all of one kind.
    within : tuple of Run
        What changed inside a line that was moved; empty elsewhere.
    """

    how: How
    old: Row | None
    new: Row | None
    label: tuple[Run, ...]
    words: tuple[Run, ...]
    within: tuple[Run, ...] = ()

    @property
    def difference(self) -> tuple[Run, ...]:
        """The change of the words, wherever the line stands."""
        return self.within or self.words


def redline(old: Sequence[Row], new: Sequence[Row], by_id: bool = True) -> tuple[LineChange, ...]:
    """Return every line of both versions with its changes, in order of reading.

    Parameters
    ----------
    old, new : sequence of Row
    by_id : bool
        Whether ids mean the same in both versions.
    """
    found: list[LineChange] = []
    for place in align(old, new, by_id):
        before = old[place.old] if place.old is not None else None
        after = new[place.new] if place.new is not None else None
        if before and after and place.here == "both":
            label, words = _whole(before.label, after.label), difference(before.words, after.words)
            same = before.printed == after.printed
            found.append(LineChange("same" if same else "changed", before, after, label, words))
            continue
        within: tuple[Run, ...] = ()
        if before and after:
            within = difference(before.words, after.words)
        kind: RunKind = "deleted" if place.here == "old" else "inserted"
        row = before if place.here == "old" else after
        assert row is not None, "a place is a line of one version at least"
        how: How = "deleted" if place.here == "old" else "inserted"
        if place.moved:
            how = "moved-away" if place.here == "old" else "moved-here"
        found.append(
            LineChange(how, before, after, _run(kind, row.label), _run(kind, row.words), within)
        )
    return tuple(found)


def difference(old: str, new: str) -> tuple[Run, ...]:
    """Return what changed from one line to another, in whole words.

    Joining what is equal or deleted gives ``old``; what is equal or inserted, ``new``.
    """
    if old == new:
        return _run("equal", old)
    if similarity(word_counts(old), word_counts(new)) < SPECKLED:
        return _whole(old, new)
    before, after = tokens(old), tokens(new)
    return tuple(_runs(_joined(list(_stretches(before, after)))))


def accepted(changes: Sequence[LineChange]) -> list[str]:
    """Return the printed lines of the new version."""
    return [x for c in changes if (x := _side(c, "inserted")) is not None]


def rejected(changes: Sequence[LineChange]) -> list[str]:
    """Return the printed lines of the old version."""
    return [x for c in changes if (x := _side(c, "deleted")) is not None]


def _side(change: LineChange, kind: RunKind) -> str | None:
    gone = ("deleted", "moved-away") if kind == "inserted" else ("inserted", "moved-here")
    if change.how in gone:
        return None
    label, words = (
        "".join(r.text for r in runs if r.kind in ("equal", kind))
        for runs in (change.label, change.words)
    )
    return f"{label}\t{words}" if label else words


@dataclass
class _Stretch:
    """Tokens of both sides; equal where ``same``."""

    same: bool
    old: list[Token]
    new: list[Token]


def _stretches(old: list[Token], new: list[Token]) -> Iterator[_Stretch]:
    i = j = 0
    for a, b in [*matches([t.text for t in old], [t.text for t in new]), (len(old), len(new))]:
        if i < a or j < b:
            yield _Stretch(False, old[i:a], new[j:b])
        if a < len(old):
            yield _Stretch(True, [old[a]], [new[b]])
        i, j = a + 1, b + 1


def _joined(found: list[_Stretch]) -> list[_Stretch]:
    """Join equal neighbours, and changes that nothing but a space keeps apart."""
    merged: list[_Stretch] = []
    for one in found:
        if merged and merged[-1].same == one.same:
            merged[-1].old += one.old
            merged[-1].new += one.new
        else:
            merged.append(_Stretch(one.same, list(one.old), list(one.new)))
    result: list[_Stretch] = []
    for k, one in enumerate(merged):
        inside = 0 < k < len(merged) - 1
        space = one.same and inside and all(t.kind == "space" for t in one.old)
        if result and not result[-1].same and (space or not one.same):
            result[-1].old += one.old
            result[-1].new += one.new
        else:
            result.append(one)
    return result


def _runs(found: list[_Stretch]) -> Iterator[Run]:
    for one in found:
        if one.same:
            yield from _run("equal", _text(one.old))
        else:
            yield from _run("deleted", _text(one.old))
            yield from _run("inserted", _text(one.new))


def _whole(old: str, new: str) -> tuple[Run, ...]:
    if old == new:
        return _run("equal", old)
    return _run("deleted", old) + _run("inserted", new)


def _run(kind: RunKind, text: str) -> tuple[Run, ...]:
    return (Run(kind, text),) if text else ()


def _text(found: list[Token]) -> str:
    return "".join(t.text for t in found)
