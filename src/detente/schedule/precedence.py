"""Orders that a text admits: how many there are, and where two readings contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

COUNTED = 20
"""Things up to which orders are counted: the count visits every set that may be done first."""


def orders(before: np.ndarray) -> Iterator[tuple[int, ...]]:
    """Yield every order that keeps the precedences, in lexicographic order.

    Parameters
    ----------
    before : ndarray of bool, shape (things, things)
        ``before[i, j]``: i comes before j.
    """
    count = len(before)
    chosen: list[int] = []

    def extend(left: frozenset[int]) -> Iterator[tuple[int, ...]]:
        if not left:
            yield tuple(chosen)
        for j in sorted(left):
            if not any(before[i, j] for i in left):
                chosen.append(j)
                yield from extend(left - {j})
                chosen.pop()

    yield from extend(frozenset(range(count)))


def count_orders(before: np.ndarray) -> int:
    """Return how many orders keep the precedences (0 where they go round in a circle).

    Counted over prerequisite-closed sets (Schrage & Baker 1978).

    Raises
    ------
    ValueError
        For more than :data:`COUNTED` things.
    """
    count = len(before)
    if count > COUNTED:
        raise ValueError(f"orders of more than {COUNTED} things are not counted")
    needs = [sum(1 << i for i in range(count) if before[i, j]) for j in range(count)]
    ways = {0: 1}
    for _ in range(count):
        further: dict[int, int] = {}
        for done, number in ways.items():
            for j in range(count):
                if not done >> j & 1 and needs[j] & done == needs[j]:
                    further[done | 1 << j] = further.get(done | 1 << j, 0) + number
        ways = further
    return sum(ways.values())


def circle(before: np.ndarray) -> tuple[int, ...]:
    """Return things that wait for one another in a circle, shortest first; empty for none.

    Parameters
    ----------
    before : ndarray of bool, shape (things, things)
    """
    best: tuple[int, ...] = ()
    for start in range(len(before)):
        found = _back_to(before, start)
        if found and (not best or len(found) < len(best)):
            best = found
    return best


def _back_to(before: np.ndarray, start: int) -> tuple[int, ...]:
    """Return the shortest way from a thing back to itself (breadth first)."""
    came: dict[int, int] = {}
    edge = [start]
    while edge:
        further = []
        for i in edge:
            for j in map(int, np.flatnonzero(before[i])):
                if j == start:
                    path = [i]
                    while path[-1] != start:
                        path.append(came[path[-1]])
                    return tuple(reversed(path))
                if j not in came:
                    came[j] = i
                    further.append(j)
        edge = further
    return ()
