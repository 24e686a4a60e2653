"""Which variables hang together: those that any one bond names, and so on."""

from __future__ import annotations

from collections.abc import Iterable


def components(count: int, bonds: Iterable[Iterable[int]]) -> list[tuple[int, ...]]:
    """Return the groups of variables that bonds tie together, each in rising order.

    Parameters
    ----------
    count : int
        How many variables there are.
    bonds : iterable of iterable of int
        Each ties all that it names.

    Returns
    -------
    list of tuple of int
        Every variable once; groups by their first.
    """
    head = list(range(count))

    def find(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    for bond in bonds:
        first, *rest = [find(n) for n in bond] or [-1]
        for n in rest:
            low, high = sorted((find(first), find(n)))
            head[high] = low
    groups: dict[int, list[int]] = {}
    for n in range(count):
        groups.setdefault(find(n), []).append(n)
    return [tuple(g) for g in groups.values()]
