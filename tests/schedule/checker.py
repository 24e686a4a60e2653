"""A plain-Python checker of schedules, written from the text; no code shared with the solver.

Text: the advance of p at t with lag L is what others delivered to it by t + L, less what p's own
commitments sunk before t cost it, each without its recoverable share.  Nobody's advance may
exceed the net gain of the whole deal plus its guarantee, at any time, the end included; at
an own commitment's due time the lag counts and the surcharge g (1 - q) / q is added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from detente.schedule.exchange import Exchange


class Plain:
    """An exchange as lists of Python numbers."""

    def __init__(self, e: Exchange) -> None:
        self.n, self.p = len(e.actor), e.rent.shape[-1]
        for name in ("actor", "cost", "value", "recoverable", "gain", "detection", "lag"):
            setattr(self, name, getattr(e, name).tolist())
        self.rent, self.guarantee = e.rent.tolist(), e.guarantee.tolist()
        self.before: Any = e.before.tolist()
        self.escrows = [(set(x.members), x.reliability) for x in e.escrows]
        self.coalitions = [dict(zip(c.members, c.weights, strict=True)) for c in e.coalitions]

    def escrow_of(self, j: int) -> tuple[set[int], float] | None:
        return next((x for x in self.escrows if j in x[0]), None)


def advance(
    x: Plain, side: dict[int, float], times: Sequence[float], t: float, lag: float
) -> float:
    total = 0.0
    for k in range(x.n):
        if x.actor[k] in side:
            if times[k] < t:
                total -= side[x.actor[k]] * (1 - x.recoverable[k]) * x.cost[k]
                total += sum(w * (1 - x.recoverable[k]) * x.value[k][p] for p, w in side.items())
        elif times[k] <= t + lag:
            held = x.escrow_of(k)
            if held and any(x.actor[m] in side for m in held[0]) and times[k] >= t:
                continue  # what the side does not put in releases nothing
            total += sum(w * (1 - x.recoverable[k]) * x.value[k][p] for p, w in side.items())
    return total


def worth(x: Plain, side: dict[int, float]) -> float:
    total = sum(w * (x.rent[p] + x.guarantee[p]) for p, w in side.items())
    for k in range(x.n):
        total += sum(w * x.value[k][p] for p, w in side.items())
        total -= side.get(x.actor[k], 0.0) * x.cost[k]
    return total


def surcharge(gain: float, found: float) -> float:
    if gain <= 0:
        return 0.0
    return math.inf if found == 0 else gain * (1 - found) / found


def excess_of(x: Plain, side: dict[int, float], times: Sequence[float], *, gates: bool) -> float:
    """The most by which breaking off is better for a side, over all conditions."""
    cap = worth(x, side)
    moments = sorted(set(times))
    between = [a / 2 + b / 2 for a, b in pairwise(moments)]
    ends = [moments[0] - 1, moments[-1] + 1] if moments else [0.0]
    found = [advance(x, side, times, t, 0.0) - cap for t in (*moments, *between, *ends)]
    for j in range(x.n):
        if x.actor[j] not in side:
            continue
        held = x.escrow_of(j)
        if held:
            mine = [m for m in held[0] if x.actor[m] in side]
            lag = 0.0
            extra = sum(side[x.actor[m]] * max(x.gain[m], 0.0) for m in mine)
            extra = surcharge(extra, held[1])
        else:
            lag = 0.0 if gates else x.lag[j]
            extra = surcharge(side[x.actor[j]] * max(x.gain[j], 0.0), x.detection[j])
        found.append(advance(x, side, times, times[j], lag) + extra - cap)
    return max(found)


def needs(e: Exchange, times: Sequence[float], *, gates: bool = True) -> list[float]:
    """Least extra guarantee of each party."""
    x = Plain(e)
    return [max(0.0, excess_of(x, {p: 1.0}, times, gates=gates)) for p in range(x.p)]


def coalition_excess(e: Exchange, times: Sequence[float], *, gates: bool = True) -> list[float]:
    x = Plain(e)
    return [excess_of(x, side, times, gates=gates) for side in x.coalitions]


def legal(e: Exchange, order: Sequence[Sequence[int]]) -> bool:
    """Everything once, prerequisites strictly earlier, escrows whole."""
    place = {j: k for k, step in enumerate(order) for j in step}
    if sorted(j for step in order for j in step) != list(range(len(e.actor))):
        return False
    x = Plain(e)
    waits = all(place[i] < place[j] for i in range(x.n) for j in range(x.n) if x.before[i][j])
    return waits and all(len({place[m] for m in members}) == 1 for members, _ in x.escrows)


def check(e: Exchange, order: Sequence[Sequence[int]]) -> list[float]:
    """Assert that an order can be carried out and return what it needs of each party."""
    assert legal(e, order)
    place = {j: float(k) for k, step in enumerate(order) for j in step}
    return needs(e, [place[j] for j in range(len(e.actor))])
