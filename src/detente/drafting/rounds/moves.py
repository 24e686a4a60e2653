"""Who moved from one version to the next: brackets opened, withdrawn, accepted, and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final, Literal

from detente.drafting.compared import compare
from detente.drafting.reading import Source
from detente.drafting.rounds.standing import standing_of
from detente.drafting.text import Alternative, Bracket, Paragraph, Piece, Text, paragraphs, plain

MoveKind = Literal[
    "opened", "accepted", "withdrawn", "gave-way", "reworded", "reservation-lifted",
    "reservation-made", "added", "removed", "agreed", "ad-referendum", "reopened",
    "weakened", "strengthened",
]  # fmt: skip
KINDS: Final[tuple[MoveKind, ...]] = (
    "opened", "accepted", "withdrawn", "gave-way", "reworded", "reservation-lifted",
    "reservation-made", "added", "removed", "agreed", "ad-referendum", "reopened",
    "weakened", "strengthened",
)  # fmt: skip
_MOST_TRIED: Final = 256
"""Ways to close the brackets of one paragraph that are compared with its new words."""


@dataclass(frozen=True)
class Move:
    """One thing that somebody did to one paragraph.

    Attributes
    ----------
    kind : str
        ``opened``: put words of its own into brackets; ``accepted``: took another's words for
        its own; ``withdrawn``: took its words out of a bracket that stays; ``gave-way``: its
        words went, and nobody's of the bracket stayed; ``weakened``, ``strengthened``: a grade
        of obligation.
    party : str
        Slug; empty where the version names nobody.
    paragraph : str
    old, new : str
        The words in question.
    """

    kind: MoveKind
    party: str
    paragraph: str
    old: str = ""
    new: str = ""


def moves(old: Text, new: Text, by: Sequence[str]) -> tuple[Move, ...]:
    """Return who moved from one version of a text to the next.

    What stands in brackets is told of those who propose it, everything else of those who put
    the new version forward.

    Parameters
    ----------
    old, new : Text
    by : sequence of str
        Who put the new version forward.
    """
    before = {p.id: p for p in paragraphs(old)}
    after = {p.id: p for p in paragraphs(new)}
    authors = tuple(by) or ("",)
    found: list[Move] = []
    for name, paragraph in after.items():
        if name in before:
            found += _of_paragraph(before[name], paragraph, authors)
        else:
            words = plain(paragraph.content)
            found += [Move("added", who, name, "", words) for who in authors]
            for piece in paragraph.content:
                if isinstance(piece, Bracket):
                    found += _opened(piece, name, authors)
    for name, paragraph in before.items():
        if name not in after:
            words = plain(paragraph.content)
            found += [Move("removed", who, name, words) for who in authors]
    found += _grades(old, new, authors)
    return tuple(dict.fromkeys(found))


def _grades(old: Text, new: Text, authors: Sequence[str]) -> Iterator[Move]:
    compared = compare(Source(old, True, ""), Source(new, True, ""))
    for line in compared.lines:
        for one in line.named:
            if one.kind == "grade" and one.weaker is not None:
                kind: MoveKind = "weakened" if one.weaker else "strengthened"
                for who in authors:
                    yield Move(kind, who, line.row.id, one.old, one.new)


def _of_paragraph(old: Paragraph, new: Paragraph, authors: Sequence[str]) -> Iterator[Move]:
    before = [p for p in old.content if isinstance(p, Bracket)]
    after = [p for p in new.content if isinstance(p, Bracket)]
    kept = _matched(before, after)
    for i, j in kept.items():
        yield from _changed(before[i], after[j], new.id)
    closed = [i for i in range(len(before)) if i not in kept]
    if closed:
        taken = _taken(old.content, new.content, closed)
        for i in closed:
            yield from _closed(before[i], taken.get(i), new.id)
    for j, bracket in enumerate(after):
        if j not in kept.values():
            yield from _opened(bracket, new.id, authors)
    was, now = standing_of(old), standing_of(new)
    if was != now:
        kind: MoveKind = "reopened" if now == "open" else now
        for who in authors:
            yield Move(kind, who, new.id)


def _matched(before: Sequence[Bracket], after: Sequence[Bracket]) -> dict[int, int]:
    """Return which bracket of the new version continues which of the old one."""

    def alike(one: Bracket, other: Bracket) -> tuple[int, int]:
        texts = {a.text for a in one.alternatives} & {a.text for a in other.alternatives}
        who = {p for a in one.alternatives for p in a.by}
        return len(texts), len(who & {p for a in other.alternatives for p in a.by})

    scored = sorted(
        (
            (alike(one, other), -abs(i - j), i, j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
        ),
        key=lambda s: (s[0], s[1]),
        reverse=True,
    )
    kept: dict[int, int] = {}
    for score, _, i, j in scored:
        if score != (0, 0) and i not in kept and j not in kept.values():
            kept[i] = j
    return kept


def _words_of(bracket: Bracket) -> dict[str, Alternative]:
    return {who: a for a in bracket.alternatives for who in a.by}


def _changed(old: Bracket, new: Bracket, name: str) -> Iterator[Move]:
    before, after = _words_of(old), _words_of(new)
    for who in dict.fromkeys((*before, *after)):
        one, other = before.get(who), after.get(who)
        if one is None and other is not None:
            theirs = any(other.text == a.text for p, a in before.items() if p != who)
            yield Move("accepted" if theirs else "opened", who, name, "", other.text)
        elif one is not None and other is None:
            yield Move("withdrawn", who, name, one.text)
        elif one is not None and other is not None and one.text != other.text:
            theirs = any(other.text == a.text for p, a in before.items() if p != who)
            yield Move("accepted" if theirs else "reworded", who, name, one.text, other.text)
        kept, keeps = (a.reservation if a else "" for a in (one, other))
        if kept and not keeps:
            yield Move("reservation-lifted", who, name, kept)
        elif keeps and not kept:
            yield Move("reservation-made", who, name, "", keeps)


def _closed(bracket: Bracket, taken: str | None, name: str) -> Iterator[Move]:
    for who, own in _words_of(bracket).items():
        if taken is None:
            yield Move("gave-way", who, name, own.text)
        elif own.text != taken:
            yield Move("accepted", who, name, own.text, taken)
        if own.reservation:
            yield Move("reservation-lifted", who, name, own.reservation)


def _opened(bracket: Bracket, name: str, authors: Sequence[str]) -> Iterator[Move]:
    own = _words_of(bracket)
    openers = [who for who in own if who in authors] or list(own)
    for who in openers:
        yield Move("opened", who, name, "", own[who].text)
    for who, way in own.items():
        if way.reservation:
            yield Move("reservation-made", who, name, "", way.reservation)


def _taken(old: Sequence[Piece], new: Sequence[Piece], closed: Sequence[int]) -> dict[int, str]:
    """Return which words of each closed bracket stayed; empty where the words are others."""
    at = [k for k, piece in enumerate(old) if isinstance(piece, Bracket)]
    ways = [_texts(old[at[i]]) for i in closed]
    if prod(map(len, ways)) > _MOST_TRIED:
        return {}
    wanted = _flat(new)
    for chosen in product(*ways):
        tried: list[Piece] = list(old)
        for i, words in zip(closed, chosen, strict=True):
            tried[at[i]] = words
        if _flat(tried) == wanted:
            return dict(zip(closed, chosen, strict=True))
    return {}


def _texts(piece: Piece) -> list[str]:
    return [] if isinstance(piece, str) else [a.text for a in piece.alternatives]


def _flat(content: Sequence[Piece]) -> tuple[str, ...]:
    """Return the words around the brackets, with single spaces; what is in them may differ."""
    words = "".join(p if isinstance(p, str) else "\0" for p in content)
    return tuple(" ".join(part.split()) for part in words.split("\0"))
