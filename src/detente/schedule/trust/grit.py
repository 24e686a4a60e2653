"""Announced unilateral steps within a stated security floor (GRIT).

A party announces steps in a fixed order and carries them out without waiting for an answer.
It may go on as long as

* what it has spent and cannot get back stays within its floor: the largest loss it can bear
  if nothing comes back, and
* what the other has received stays within what the other still stands to gain (``rent``)
  plus a trust budget: how far the other is trusted not to pocket it and stop.  The budget
  stands where a guarantee of the other would stand in the walk-away condition, and what is
  used of it is reported: it is an assumption, not a safeguard.

References
----------
C. E. Osgood, "An Alternative to War or Surrender" (University of Illinois Press, 1962).
S. Lindskold, "Trust development, the GRIT proposal, and the effects of conciliatory acts on
conflict and cooperation", Psychological Bulletin 85 (1978) 772-793.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.trust.threshold import cooperates
from detente.schedule.verification.limits import require_not_negative

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

ROUNDING = 1e-9
"""Share of all steps together below which two amounts count as equal."""


@dataclass(frozen=True)
class Initiative:
    """How far a party may go before the other must answer.

    Attributes
    ----------
    may_open : ndarray of bool, shape (..., steps)
        Whether the step, taken alone, would be within floor and budget.
    reach : ndarray of int, shape (...)
        How many steps, in the announced order, come before an answer.
    exposure : ndarray of float64, shape (...)
        Greatest loss on the way if nothing comes back.
    trust_used : ndarray of float64, shape (...)
        Greatest part of the trust budget used on the way.
    stopped_by_floor, stopped_by_trust : ndarray of bool, shape (...)
        What the next step would break; neither where all steps are taken.
    """

    may_open: Mask
    reach: NDArray[np.intp]
    exposure: Array
    trust_used: Array
    stopped_by_floor: Mask
    stopped_by_trust: Mask


def initiative(
    cost: ArrayLike, value: ArrayLike, floor: ArrayLike, budget: ArrayLike, rent: ArrayLike = 0.0
) -> Initiative:
    """Return how far announced steps may go before the other must answer.

    Parameters
    ----------
    cost : array_like of float, shape (..., steps)
        Irrecoverable, to the party, on its own scale; in the announced order.
    value : array_like of float, shape (..., steps)
        Irrevocable, to the other, on the other's scale.
    floor : array_like of float, shape (...)
        Not negative, on the party's scale.
    budget : array_like of float, shape (...)
        Trust in the other, not negative, on the other's scale.
    rent : array_like of float, shape (...)
        What the other stands to gain from the whole deal, lost if it stops.

    Returns
    -------
    Initiative

    Raises
    ------
    UsageError
    """
    require_not_negative("the security floor", floor)
    require_not_negative("the trust budget", budget)
    c, v = np.asarray(cost, dtype=np.float64), np.asarray(value, dtype=np.float64)
    if c.ndim == 0 or c.shape[-1:] != v.shape[-1:]:
        raise UsageError("every announced step has one cost and one value")
    bearable, trusted, gain = (
        np.asarray(x, dtype=np.float64)[..., None] for x in (floor, budget, rent)
    )
    c, v, bearable, trusted, gain = np.broadcast_arrays(*(c, v, bearable, trusted, gain))
    spent, given = np.cumsum(c, axis=-1), np.cumsum(v, axis=-1)
    small = ROUNDING * (abs(c).sum(axis=-1) + abs(v).sum(axis=-1))[..., None]
    within_floor, within_trust = spent <= bearable + small, given - gain <= trusted + small
    taken = np.logical_and.accumulate(within_floor & within_trust, axis=-1)
    next_one = ~taken & np.concatenate([np.ones_like(taken[..., :1]), taken[..., :-1]], axis=-1)
    return Initiative(
        (c <= bearable + small) & (v - gain <= trusted + small),
        taken.sum(axis=-1),
        np.where(taken, spent, 0.0).max(axis=-1, initial=0.0),
        np.where(taken, given - gain, 0.0).max(axis=-1, initial=0.0),
        (next_one & ~within_floor).any(axis=-1),
        (next_one & ~within_trust).any(axis=-1),
    )


def share_trusting(
    trust: ArrayLike,
    both: ArrayLike,
    cheats: ArrayLike,
    neither: ArrayLike,
    cheated: ArrayLike,
    weights: ArrayLike | None = None,
) -> float:
    """Return the share of draws in which trust is enough for the party to cooperate.

    Parameters
    ----------
    trust : array_like of float, shape (draws,)
        Probability that the other is trustworthy.
    both, cheats, neither, cheated : array_like of float, shape (draws,) or ()
        Payoffs of the party, as in :mod:`detente.schedule.trust.threshold`.
    weights : array_like of float, shape (draws,), optional

    Returns
    -------
    float
        0 to 1.

    Raises
    ------
    UsageError
    """
    met = np.atleast_1d(cooperates(trust, both, cheats, neither, cheated))
    return float(np.average(met, weights=None if weights is None else np.asarray(weights)))
