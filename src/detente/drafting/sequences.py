"""What two sequences have in common: unique anchors first, then the shortest edit between them.

References
----------
Cohen, B. (2010). Patience diff advantages (anchors are the items that stand once on both sides,
in a longest increasing run).
Myers, E. W. (1986). An O(ND) difference algorithm and its variations. Algorithmica 1, 251-266.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

MOST: Final = 600
"""Edits that the shortest-edit search spends on one stretch before it gives up."""


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return pairs of positions that hold the same item, rising on both sides.

    Parameters
    ----------
    old, new : sequence of hashable

    Returns
    -------
    list of (int, int)
        A longest common subsequence between anchors; on stretches that differ in more than
        :data:`MOST` items it may leave some out, never pair what differs.
    """
    found: list[tuple[int, int]] = []
    stack = [(0, len(old), 0, len(new))]
    while stack:
        a, b, c, d = stack.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, a, b, c, d)
        if not anchors:
            found.extend((a + i, c + j) for i, j in shortest(old[a:b], new[c:d]))
            continue
        for i, j in anchors:
            found.append((i, j))
            stack.append((a, i, c, j))
            a, c = i + 1, j + 1
        stack.append((a, b, c, d))
    return sorted(found)


def increasing(positions: Sequence[int], weights: Sequence[float] | None = None) -> list[int]:
    """Return the indices of a heaviest strictly increasing subsequence.

    Parameters
    ----------
    positions : sequence of int
    weights : sequence of float, optional
        Positive; all 1 where left out.  O(n log n).
    """
    n = len(positions)
    ranks = {p: r for r, p in enumerate(sorted(set(positions)), 1)}
    # A Fenwick tree of the heaviest run that ends at or below a rank.
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before = [-1] * n
    top = (0.0, -1)
    for i, position in enumerate(positions):
        at, heaviest = ranks[position] - 1, (0.0, -1)
        while at > 0:
            heaviest = max(heaviest, best[at], key=lambda x: x[0])
            at -= at & -at
        before[i] = heaviest[1]
        own = (heaviest[0] + (weights[i] if weights else 1.0), i)
        if own[0] > top[0]:
            top = own
        at = ranks[position]
        while at <= len(ranks):
            if own[0] > best[at][0]:
                best[at] = own
            at += at & -at
    chain, at = [], top[1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> list[tuple[int, int]]:
    once = Counter(old[a:b])
    other = Counter(new[c:d])
    where = {item: j for j, item in enumerate(new[c:d], c) if other[item] == 1}
    pairs = [(i, where[x]) for i, x in enumerate(old[a:b], a) if once[x] == 1 and x in where]
    kept: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for i, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j, key=lambda k: pairs[k][1])
        before.append(tails[at - 1] if at else -1)
        tails[at : at + 1] = [i]
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.append(at)
        at = before[at]
    return [pairs[k] for k in reversed(kept)]


def shortest(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a shortest edit (Myers 1986), the last first.

    Nothing is yielded where the edit is longer than :data:`MOST`.
    """
    n, m = len(old), len(new)
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(n + m, MOST) + 1):
        trace.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < n and y < m and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x >= n and y >= m:
                yield from _back(trace, edits, n, m)
                return


def _back(trace: list[dict[int, int]], edits: int, x: int, y: int) -> Iterator[tuple[int, int]]:
    for step in range(edits, -1, -1):
        reach, k = trace[step], x - y
        down = k == -step or (k != step and reach[k - 1] < reach[k + 1])
        from_k = k + 1 if down else k - 1
        from_x = reach[from_k] if step else 0
        from_y = from_x - from_k if step else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            yield x, y
        x, y = from_x, from_y
