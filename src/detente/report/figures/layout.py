"""Places for labels beside a plot, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def spaced(wanted: Sequence[float], sizes: Sequence[float], height: float) -> list[float]:
    """Return places near the wanted ones at which labels do not overlap.

    Parameters
    ----------
    wanted : sequence of float
        Centres, from top to bottom as the labels are to stand.
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


def uncrossed(
    ends: Sequence[Point], sizes: Sequence[float], at: float, height: float
) -> list[float]:
    """Return places of labels in a column such that no two lines to them cross.

    Parameters
    ----------
    ends : sequence of (float, float)
        Where each line starts, in pixels; y counts downwards.
    sizes : sequence of float
        Heights of the labels.
    at : float
        Where the column of labels stands, to the right of all ends.
    height : float

    Returns
    -------
    list of float
        Centre of each label.

    Notes
    -----
    Exchanging two labels whose lines cross makes the lines shorter, so that the
    exchanges come to an end (Bekos et al. 2007, boundary labelling).
    """
    order = sorted(range(len(ends)), key=lambda i: (ends[i][1], ends[i][0]))
    for _ in range(len(ends) ** 2):
        places = spaced([ends[i][1] for i in order], [sizes[i] for i in order], height)
        crossing = next(
            (
                (a, b)
                for a in range(len(order))
                for b in range(a + 1, len(order))
                if _cross(ends[order[a]], (at, places[a]), ends[order[b]], (at, places[b]))
            ),
            None,
        )
        if crossing is None:
            break
        a, b = crossing
        order[a], order[b] = order[b], order[a]
    places = spaced([ends[i][1] for i in order], [sizes[i] for i in order], height)
    return [place for _, place in sorted(zip(order, places, strict=True))]


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0
