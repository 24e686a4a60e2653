"""Which condition fails next while something stays undone.

What is held up is never delivered as long as the delay lasts; all else is delivered on its
day.  A guarantee that ends on the way lowers what a party may be ahead by from the next day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from detente.schedule.conditions import WALK_AWAY, conditions
from detente.schedule.dated.sides import sides
from detente.schedule.exchange import Exchange


@dataclass(frozen=True)
class Failing:
    """A condition that fails.

    Attributes
    ----------
    party : int
        ``-1 - k`` for coalition k.
    kind : str
        ``walk-away`` or ``cheat``.
    day : float
        The first on which it does.
    commitments : tuple of int
        What the party would then not do, or fake; empty where nothing of its own is due.
    gain : float
        Points by which breaking off is better for it.
    """

    party: int
    kind: str
    day: float
    commitments: tuple[int, ...]
    gain: float


def lasting(
    epochs: Sequence[tuple[float, Exchange]],
    finish: ArrayLike,
    held: ArrayLike,
    today: float,
    *,
    gates: bool,
    tolerance: float = 1e-6,
) -> dict[int, Failing]:
    """Return for each side the first condition that fails, from today on.

    Parameters
    ----------
    epochs : sequence of (float, Exchange)
        The exchange as it stands from that day on, guarantees included; rising, the first no
        later than today.  They differ in guarantees alone.
    finish : array_like of float, shape (commitments,)
        Day of each delivery, past and planned; members of an escrow have the same.
    held : array_like of bool, shape (commitments,)
        Not delivered as long as the delay lasts.
    today : float
    gates : bool
    tolerance : float
        Points by which a condition may be exceeded.

    Returns
    -------
    dict of int to Failing
        A side for which nothing fails is not in it.

    Raises
    ------
    ValueError
        Without an epoch that holds today.
    """
    if not epochs or epochs[0][0] > today:
        raise ValueError("the first epoch begins no later than today")
    late = np.asarray(held, dtype=bool)
    times = np.asarray(finish, dtype=float).copy()
    # Later than any day that a condition looks at, late detection included.
    lag = float(np.ceil(epochs[0][1].lag.max(initial=0.0)))
    far = max(today, epochs[-1][0], float(times.max(initial=today))) + lag + 1.0
    times[late] = far
    found: dict[int, Failing] = {}
    ends = [begin for begin, _ in epochs[1:]] + [math.inf]
    for (begin, exchange), end in zip(epochs, ends, strict=True):
        first, last = max(begin, today), min(end, far)
        if first < last:
            for failing in _failing(exchange, times, first, last, gates, tolerance):
                known = found.get(failing.party)
                if known is None or _rank(failing) < _rank(known):
                    found[failing.party] = failing
    return found


def _rank(failing: Failing) -> tuple[float, bool, float]:
    return failing.day, failing.kind != WALK_AWAY, -failing.gain


def _failing(
    exchange: Exchange, times: np.ndarray, first: float, last: float, gates: bool, tolerance: float
) -> list[Failing]:
    """Return what fails from the first day on and before the last one."""
    tested = conditions(exchange, times, gates=gates)
    found = [
        Failing(test.party, test.kind, test.time, test.commitments, float(excess))
        for test, excess in zip(tested.tests, tested.excess, strict=True)
        if first <= test.time < last and excess > tolerance
    ]
    # Between deliveries nothing moves, but for a guarantee that ended or a day not looked at yet.
    for side in sides(exchange, gates=gates):
        gain = float(side.effect @ (times <= first)) - side.cap
        if gain > tolerance:
            found.append(Failing(side.party, WALK_AWAY, first, (), gain))
    return found
