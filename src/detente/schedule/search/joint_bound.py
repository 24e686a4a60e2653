"""A bound from all parties' conditions at one step, added up.

What one party is behind another is ahead, so the weighted sum of advances depends only on the
surplus that has been delivered.  When x is due, the sum of what everybody then has in hand must
not exceed the sum of the caps: a large delivery needs much surplus still to come.  The order
that is best for the sum alone is a single-machine problem: what lowers the sum comes first, by
the least in hand asked for; of the rest, from the end, what asks for the least beyond its own
addition (Lawler 1973; the rule of Sandholm & Lesser 1995 is the case without prerequisites).

References
----------
Lawler, E. L. (1973). Optimal sequencing of a single machine subject to precedence constraints.
Management Science 19, 544-546.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np

from detente.schedule.search.states import States

# Steps of the grid of weights for two and for three parties.
FINE, COARSE = 16, 4


def joint_bound(states: States, scale: np.ndarray) -> tuple[float, int | None]:
    """Return a lower bound on the guarantee of any order of single units, and its unit.

    Parameters
    ----------
    states : States
        Without losses to others: what is delivered at one time is then no better.
    scale : ndarray, shape (parties,)

    Returns
    -------
    lam : float
        In units of the scale.
    unit : int or None
        Where the sum falls short; None where nothing is needed.
    """
    watched = np.flatnonzero(states.active.all(axis=0))
    if not states.count or not len(watched):
        return 0.0, None
    divisor = np.where(scale > 0, scale, 1.0)
    need = np.where(np.isfinite(states.need), states.need, 0.0)
    best, where = 0.0, None
    for simplex in _weights(len(watched)):
        weight = np.zeros(len(scale))
        weight[watched] = simplex / divisor[watched]
        level, unit = _least_peak(states.effect @ weight, need @ weight, states.before)
        excess = level - float(states.cap @ weight)
        if excess <= states.tolerance * weight.max():
            continue
        unit_of_lam = float(scale @ weight)
        lam = excess / unit_of_lam if unit_of_lam > 0 else np.inf
        if lam > best:
            best, where = lam, unit
    return best, where


def _least_peak(change: np.ndarray, need: np.ndarray, before: np.ndarray) -> tuple[float, int]:
    """Return the least over orders of the largest level before a unit plus its need.

    Prerequisites that involve a unit that lowers the level are left out, which can only lower
    the answer; otherwise it is exact.
    """
    level, peak, where = 0.0, -np.inf, 0
    falling = np.flatnonzero(change < 0)
    for u in falling[np.argsort(need[falling], kind="stable")]:
        if level + need[u] > peak:
            peak, where = level + need[u], int(u)
        level += change[u]
    left = change >= 0
    level += float(change[left].sum())
    followers = (before & left).sum(axis=1)
    while left.any():
        last = np.where(left & (followers == 0), need - change, np.inf)
        u = int(last.argmin())
        level -= change[u]
        if level + need[u] > peak:
            peak, where = level + need[u], u
        left[u] = False
        followers -= before[:, u]
    return float(peak), where


def _weights(parties: int) -> list[np.ndarray]:
    steps = FINE if parties <= 2 else COARSE
    if parties > 4:
        return [np.full(parties, 1.0 / parties)]
    chosen = combinations_with_replacement(range(parties), steps)
    return [np.bincount(each, minlength=parties) / steps for each in chosen]
