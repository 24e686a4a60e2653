"""Places for labels beside a plot, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def spaced(wanted: Sequence[float], sizes: Sequence[float], height: float) -> list[float]:
    """Return places near the wanted ones at which labels do not overlap.

    Parameters
    ----------
    wanted : sequence of float
        Centres, in rising order.
    sizes : sequence of float
        Heights of the labels.
    height : float
        All labels lie between 0 and this, if they fit at all.

    Returns
    -------
    list of float
        Centres, in the same order.
    """
    placed = [float(w) for w in wanted]
    low = 0.0
    for i, size in enumerate(sizes):
        placed[i] = max(placed[i], low + size / 2)
        low = placed[i] + size / 2
    high = max(height, sum(sizes))
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], high - sizes[i] / 2)
        high = placed[i] - sizes[i] / 2
    return placed


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull of points, closed (Andrew 1979: monotone chain)."""
    known = sorted(set(points))
    if len(known) < 3:
        return known
    lower, upper = _chain(known), _chain(known[::-1])
    ring = lower[:-1] + upper[:-1]
    return [*ring, ring[0]]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
