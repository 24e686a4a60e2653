"""Which line of one version is which line of the other.

Lines with the same id belong together.  What is left is matched by its words: first lines that
are alike letter by letter, then the most similar between the same neighbours, then the most
similar anywhere, so that an article that was renamed, renumbered or moved is found; a heading
goes with most of what stands under it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from detente.drafting.sequences import increasing, matches
from detente.drafting.text import LineKind
from detente.drafting.words import tokens

NEAR: Final = 0.4
"""Similarity that is enough between the same neighbours."""
FAR: Final = 0.6
"""Similarity that is enough anywhere, for lines of at least :data:`FEW` words."""
FEW: Final = 4
_COMMON: Final = 60
"""A word on more lines than this points to none of them."""
_HEADING: Final = 1_000.0
"""What staying in place is worth to a heading, against one for each word of a paragraph."""
_FAMILIES: Final[dict[LineKind, str]] = {
    "title": "title",
    "article": "heading",
    "annex": "heading",
    "part": "heading",
    "signature": "signature",
}


@dataclass(frozen=True)
class Row:
    """A line as it is printed.

    Attributes
    ----------
    id : str
    kind : str
        Of :class:`detente.drafting.text.Line`.
    label : str
        ``Article 3``, ``3.2``, ``(a)``; empty where nothing stands before the words.
    words : str
    number, place : str
        As :class:`detente.drafting.docx_ids.RecordedLine` has them; not compared.
    """

    id: str
    kind: LineKind
    label: str
    words: str
    number: str = ""
    place: str = ""

    @property
    def printed(self) -> str:
        """Label, a tab and words; the words alone where there is no label."""
        return f"{self.label}\t{self.words}" if self.label else self.words


@dataclass(frozen=True)
class Pair:
    """A place in the redline: a line of the old version, of the new one, or of both.

    Attributes
    ----------
    old, new : int or None
        Positions.
    moved : bool
        Whether the pair stands for two places; it then comes twice, and the first
        of the two is not always the old one.
    here : {"old", "new", "both"}
        Which of the two this place is.
    """

    old: int | None
    new: int | None
    moved: bool = False
    here: str = "both"


def align(old: Sequence[Row], new: Sequence[Row], by_id: bool = True) -> list[Pair]:
    """Return the places of a redline, in order of reading.

    Parameters
    ----------
    old, new : sequence of Row
    by_id : bool
        Whether ids mean the same in both; they do not where they were counted off.

    Returns
    -------
    list of Pair
        Those with ``here`` old or both are the old lines in order; new or both, the new ones.
    """
    found = _Found(old, new)
    if by_id:
        # Should an id stand twice, its lines are taken in order.
        where: dict[tuple[str, str], list[int]] = defaultdict(list)
        for j, row in enumerate(new):
            where[row.id, _family(row)].append(j)
        for i, row in enumerate(old):
            if waiting := where.get((row.id, _family(row))):
                found.put(i, waiting.pop(0))
    _alike(found)
    _near(found)
    _far(found)
    _headings(found)
    return _places(found)


def similarity(
    one: Counter[str], other: Counter[str], weights: Mapping[str, float] | None = None
) -> float:
    """Return the share of words that two lines have in common, 0 to 1 (Dice 1945).

    Parameters
    ----------
    one, other : Counter
        Of :func:`word_counts`.
    weights : dict of str to float, optional
        What a word counts; one each where left out.
    """
    if weights is None:
        total: float = one.total() + other.total()
        shared: float = (one & other).total()
    else:
        total = sum(weights[w] * n for c in (one, other) for w, n in c.items())
        shared = sum(weights[w] * n for w, n in (one & other).items())
    return 2 * shared / total if total else 1.0


def rarity(old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> dict[str, float]:
    """Return what each word of two versions counts: the more, the fewer lines of one have it.

    "As provided for in step 1 of Annex I" makes no two paragraphs alike (Spärck Jones 1972).
    """
    on_old, on_new = (Counter(word for line in lines for word in line) for lines in (old, new))
    count = max(len(old), len(new))
    return {w: math.log((1 + count) / max(on_old[w], on_new[w])) for w in {*on_old, *on_new}}


def word_counts(words: str) -> Counter[str]:
    """Return the words, numbers and dates of a line, counted, without capitals."""
    kept = ("word", "number", "date")
    return Counter(t.text.lower() for t in tokens(words) if t.kind in kept)


class _Found:
    """Pairs found so far."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self.old, self.new = old, new
        self.of_old: dict[int, int] = {}
        self.of_new: dict[int, int] = {}
        self._counts = (
            [word_counts(row.words) for row in old],
            [word_counts(row.words) for row in new],
        )
        self._rarity = rarity(*self._counts)

    def put(self, i: int, j: int) -> None:
        self.of_old[i], self.of_new[j] = j, i

    def free_old(self) -> list[int]:
        return [i for i in range(len(self.old)) if i not in self.of_old]

    def free_new(self) -> list[int]:
        return [j for j in range(len(self.new)) if j not in self.of_new]

    def counts(self, side: int, at: int) -> Counter[str]:
        return self._counts[side][at]

    def similar(self, i: int, j: int) -> float:
        if _family(self.old[i]) != _family(self.new[j]):
            return 0.0
        return similarity(self.counts(0, i), self.counts(1, j), self._rarity)


def _family(row: Row) -> str:
    return _FAMILIES.get(row.kind, "paragraph")


def _alike(found: _Found) -> None:
    """Pair lines with the same words: in order first, then those that stand once on both sides."""
    left, right = found.free_old(), found.free_new()
    keys = [(_family(found.old[i]), found.old[i].words) for i in left]
    others = [(_family(found.new[j]), found.new[j].words) for j in right]
    for a, b in matches(keys, others):
        found.put(left[a], right[b])
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, key in zip(right, others, strict=True):
        if j not in found.of_new:
            waiting[key].append(j)
    for i, key in zip(left, keys, strict=True):
        if i not in found.of_old and waiting.get(key):
            found.put(i, waiting[key].pop(0))


def _near(found: _Found) -> None:
    """Pair the most similar lines between the same neighbours, where they are few."""
    steady = increasing_pairs(found.of_old)
    bounds = [(-1, -1), *steady, (len(found.old), len(found.new))]
    for (a, c), (b, d) in pairwise(bounds):
        left = [i for i in range(a + 1, b) if i not in found.of_old]
        right = [j for j in range(c + 1, d) if j not in found.of_new]
        if left and right and len(left) * len(right) <= 2_500:
            _best(found, ((i, j) for i in left for j in right), NEAR)


def _far(found: _Found) -> None:
    """Pair the most similar lines anywhere, by the rarer of their words."""
    index: dict[str, list[int]] = defaultdict(list)
    for j in found.free_new():
        for word in found.counts(1, j):
            index[word].append(j)
    pairs: set[tuple[int, int]] = set()
    for i in found.free_old():
        if found.counts(0, i).total() < FEW:
            continue
        shared: Counter[int] = Counter()
        for word in found.counts(0, i):
            if len(index[word]) <= _COMMON:
                shared.update(index[word])
        pairs.update((i, j) for j, _ in shared.most_common(10))
    _best(found, pairs, FAR)


def _best(
    found: _Found, pairs: Iterator[tuple[int, int]] | set[tuple[int, int]], least: float
) -> None:
    scored = [(found.similar(i, j), -abs(i - j), i, j) for i, j in pairs]
    for score, _, i, j in sorted(scored, key=lambda s: (-s[0], -s[1], s[2], s[3])):
        if score < least:
            return
        if i not in found.of_old and j not in found.of_new:
            found.put(i, j)


def _headings(found: _Found) -> None:
    """Pair headings that are left by what stands under them."""
    under_old, under_new = _under(found.old), _under(found.new)
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for i, j in found.of_old.items():
        if i in under_old and j in under_new:
            votes[under_old[i]][under_new[j]] += 1
    for i in found.free_old():
        for j, count in votes[i].most_common(1) if i in votes else ():
            if j not in found.of_new and 2 * count > sum(1 for x in under_old.values() if x == i):
                found.put(i, j)


def _under(rows: Sequence[Row]) -> dict[int, int]:
    """Return the position of the heading above each line that has one."""
    above: dict[int, int] = {}
    at = -1
    for i, row in enumerate(rows):
        if _family(row) == "heading":
            at = i
        elif at >= 0 and _family(row) == "paragraph":
            above[i] = at
    return above


def increasing_pairs(
    pairs: dict[int, int], weights: dict[int, float] | None = None
) -> list[tuple[int, int]]:
    """Return the pairs that stay in order; the others were moved."""
    order = sorted(pairs)
    given = [weights[i] for i in order] if weights else None
    return [(order[k], pairs[order[k]]) for k in increasing([pairs[i] for i in order], given)]


def _places(found: _Found) -> list[Pair]:
    weights = {
        i: (_HEADING if _family(found.old[i]) == "heading" else 1.0) + found.counts(0, i).total()
        for i in found.of_old
    }
    steady = increasing_pairs(found.of_old, weights)
    places: list[Pair] = []
    a = c = 0
    for i, j in [*steady, (len(found.old), len(found.new))]:
        for gone in range(a, i):
            twin = found.of_old.get(gone)
            places.append(Pair(gone, twin, twin is not None, "old"))
        for come in range(c, j):
            twin = found.of_new.get(come)
            places.append(Pair(twin, come, twin is not None, "new"))
        if i < len(found.old):
            places.append(Pair(i, j))
        a, c = i + 1, j + 1
    return places
