"""Plain-Python restatement of what a dated schedule must keep; shares no code with the source."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from detente.schedule.exchange import Exchange

TINY = 1e-7


def dates_kept(e: Exchange, finish, durations, earliest, deadlines, gates: bool) -> bool:
    n = len(finish)
    held = {m for escrow in e.escrows for m in escrow.members}
    for j in range(n):
        if finish[j] - durations[j] < earliest[j] or finish[j] > deadlines[j]:
            return False
        for i in range(n):
            late = finish[i] > finish[j] - durations[j] or finish[i] >= finish[j]
            if e.before[i][j] and late:
                return False
            # j was delivered; i of somebody else waits until j is verified
            waits = gates and j not in held and e.actor[i] != e.actor[j]
            if waits and finish[j] < finish[i] < finish[j] + e.lag[j] - TINY:
                return False
    return all(len({int(finish[m]) for m in escrow.members}) == 1 for escrow in e.escrows)


def worst(e: Exchange, finish, extra, gates: bool, discount: float = 1.0, period: int = 1) -> float:
    """Greatest advantage of breaking off: parties, then coalitions, at every day and the end."""
    sides = [{p: 1.0} for p in range(e.parties)]
    sides += [dict(zip(c.members, c.weights, strict=True)) for c in e.coalitions]
    return max(_worst_of(e, finish, extra, gates, discount, period, side) for side in sides)


def _worst_of(e, finish, extra, gates, discount, period, side) -> float:
    n = len(finish)

    def fade(day: float) -> float:
        return discount ** (day / period)

    def moves(j: int) -> float:
        """Full effect of j on the side, at its date."""
        total = 0.0
        for p, weight in side.items():
            total += weight * (-e.cost[j] if e.actor[j] == p else e.value[j][p])
        return float(total) * fade(finish[j])

    own = [j for j in range(n) if e.actor[j] in side]
    end = max(finish)
    guarantee = sum(w * (e.guarantee[p] + extra[p]) for p, w in side.items())
    stake = sum(moves(j) for j in range(n)) + fade(end) * sum(
        w * e.rent[p] for p, w in side.items()
    )
    escrow_of = {m: escrow for escrow in e.escrows for m in escrow.members}

    def released(k: int, day: float) -> bool:
        """Whether k reaches the side though the side does nothing from ``day`` on."""
        escrow = escrow_of.get(k)
        mine = escrow is not None and any(m in own for m in escrow.members)
        return not (mine and finish[k] >= day)

    def hand(day: float, until: float) -> float:
        total = 0.0
        for j in range(n):
            if j in own:
                if finish[j] < day:
                    total += (1 - e.recoverable[j]) * moves(j)
            elif finish[j] <= until and released(j, day):
                total += (1 - e.recoverable[j]) * moves(j)
        return total

    found = []
    for day in range(int(end) + 1):
        found.append(hand(day, day) - stake - guarantee * fade(day))
        # leaving at the last moment before this day's deliveries
        found.append(hand(day, day - 0.5) - stake - guarantee * fade(day))
    found.append(hand(math.inf, math.inf) - stake - guarantee * fade(end))
    for j in own:
        if j in escrow_of:
            escrow = escrow_of[j]
            gain = sum(
                max(float(e.gain[m]), 0.0) * side[int(e.actor[m])]
                for m in escrow.members
                if m in own
            )
            detection, lag = escrow.reliability, 0.0
        else:
            gain = max(float(e.gain[j]), 0.0) * side[int(e.actor[j])]
            detection, lag = float(e.detection[j]), float(e.lag[j])
        if gain > 0 and detection == 0:
            return math.inf
        extra_gain = gain * (1 - detection) / detection if gain > 0 else 0.0
        day = float(finish[j])
        in_hand = hand(day, day if gates else day + lag)
        found.append(in_hand + extra_gain * fade(day) - stake - guarantee * fade(day + lag))
    return max(found)


def every_schedule(
    e: Exchange, extra, durations, earliest, deadlines, *, period, last, gates, discount=1.0
) -> Iterator[tuple[int, ...]]:
    """Yield all dates on the grid up to ``last`` that keep everything."""
    grid = range(0, last + 1, period)
    for finish in itertools.product(grid, repeat=e.commitments):
        if dates_kept(e, finish, durations, earliest, deadlines, gates) and (
            worst(e, finish, extra, gates, discount, period) <= TINY
        ):
            yield finish


def best(schedules) -> tuple[int, int] | None:
    """Return the least end and, with that end, the fewest times of delivery."""
    return min(((max(f), len(set(f))) for f in schedules), default=None)
