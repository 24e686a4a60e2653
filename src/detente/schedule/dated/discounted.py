r"""The conditions of a dated schedule where later is worth less.

A delivery at time s is worth delta^s of what it is worth at once, delta being the discount of
one period and times counted in periods.  With M the time of the last delivery, going on is
worth to a party, seen from the start,

    T = sum over all deliveries of delta^s (value or -cost) + delta^M rent,

and breaking off at t leaves it with

    A(t) - delta^t guarantee,
    A(t) = sum of delta^s (1 - recoverable) (value or -cost),

over what others delivered by t and what itself delivered before t.  It does not gain by
breaking off if A(t) <= T + delta^t guarantee: at every delivery, just before it, and after the
last (t = M).  Faking j at s, found out with probability q at s + L, is worth
q (A - delta^(s+L) guarantee) + (1 - q) (T + delta^s gain); it is not above T if

    A + delta^s gain (1 - q) / q <= T + delta^(s+L) guarantee,

A counting what others delivered by s + L, or by s where gates hold them back.  With delta = 1
these are the conditions of :mod:`detente.schedule.conditions`.
"""

from __future__ import annotations

import numpy as np

from detente.schedule.dated.sides import Side, sides
from detente.schedule.exchange import Exchange


def excess(
    exchange: Exchange, finish: np.ndarray, *, discount: float, period: int, gates: bool
) -> float:
    """Return by how much breaking off is better at worst, below 0 where it never is.

    Parameters
    ----------
    exchange : Exchange
        Without draws; guarantees included.
    finish : ndarray, shape (commitments,)
        Day of each delivery.
    discount : float
        What one period's delay leaves of a value, above 0 and at most 1.
    period : int
        Days.
    gates : bool

    Returns
    -------
    float
        Worst over parties, coalitions and times, on the party's own scale; infinite where a
        commitment can be faked and never found out.
    """
    times = np.asarray(finish, dtype=float)
    weight = discount ** (times / period)
    found = [-np.inf]
    for side in sides(exchange, gates=gates):
        last = discount ** (times.max(initial=0.0) / period)
        total = float(side.whole @ weight + side.rent * last)
        kept = side.effect * weight
        for time in sorted(set(times.tolist())):
            room = total + side.guarantee * discount ** (time / period)
            found.append(_in_hand(side, kept, times, time, 0.0) - room)
            found.append(float(kept[times < time].sum()) - room)
        found.append(float(kept.sum()) - total - side.guarantee * last)
        for step in side.steps:
            time = float(times[step.members[0]])
            hand = _in_hand(side, kept, times, time, step.window)
            caught = side.guarantee * discount ** ((time + step.lag) / period)
            if np.isinf(step.surcharge):
                return np.inf
            extra = step.surcharge * discount ** (time / period)
            found.append(hand + extra - total - caught)
    return max(found)


def _in_hand(side: Side, kept: np.ndarray, times: np.ndarray, time: float, window: float) -> float:
    """Sum what others delivered by ``time + window`` and what is sunk before ``time``."""
    received = ~side.own & ~side.held & (times <= time + window)
    earlier = (side.own | side.held) & (times < time)
    return float(kept[received | earlier].sum())
