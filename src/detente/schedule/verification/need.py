"""What a step needs of verification: how sure, how soon, how many inspections.

Faking a step pays unless A + g (1-q)/q <= cap, where A is what the party is ahead when the
fake is detected, g what faking gains, q the probability of detection and cap what the party
still stands to gain plus what its guarantee takes.  With slack = cap - A the detection
needed is q = g / (g + slack).  It follows from q (A - guarantee) + (1-q) (T + g) <= T, with
cap = T + guarantee.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.schedule.verification.limits import require_not_negative, require_share

Array = NDArray[np.float64]

ROUNDING = 1e-9
"""Relative error below which two numbers count as equal."""


def detection_needed(gain: ArrayLike, slack: ArrayLike) -> Array:
    """Return the least probability of detection under which faking a step does not pay.

    Parameters
    ----------
    gain : array_like of float
        Not negative; broadcast against slack.
    slack : array_like of float
        Cap less advance at the step; may be negative.

    Returns
    -------
    ndarray of float64
        From 0 to 1; NaN where the slack is negative: walking away pays however sure
        detection is.

    Raises
    ------
    UsageError
    """
    require_not_negative("the gain from faking a step", gain)
    g, room = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (gain, slack)))
    whole = g + room
    needed = np.divide(g, whole, out=np.zeros(whole.shape), where=(room >= 0) & (g > 0))
    return np.where(room >= 0, needed, np.nan)


def inspections_needed(detection: ArrayLike, sees: ArrayLike) -> Array:
    """Return the smallest number of inspections that reach a probability of detection.

    Parameters
    ----------
    detection : array_like of float
        Wanted; NaN (out of reach) stays.
    sees : array_like of float
        Probability that one inspection detects, independently of the others.

    Returns
    -------
    ndarray of float64
        Whole numbers; infinite where none is enough.

    Raises
    ------
    UsageError
    """
    wanted, p = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (detection, sees)))
    require_share("the probability of detection wanted", wanted[~np.isnan(wanted)])
    require_share("the probability that one inspection detects", p)
    number = np.full(wanted.shape, np.inf)
    partial = (wanted < 1) & (p > 0) & (p < 1)
    ratio = np.log1p(-wanted, where=partial, out=np.zeros(wanted.shape)) / np.log1p(
        -p, where=partial, out=np.ones(p.shape)
    )
    number[partial] = np.ceil(ratio * (1 - ROUNDING))[partial]
    number[(p == 1) & (wanted > 0)] = 1
    number[wanted == 0] = 0
    number[np.isnan(wanted)] = np.nan
    return number


def longest_lag(advance: ArrayLike, surcharge: ArrayLike, cap: ArrayLike) -> NDArray[np.int64]:
    """Return how many periods detection may take, so that faking does not pay.

    Parameters
    ----------
    advance : array_like of float, shape (steps, lags)
        What the party is ahead if the fake of a step is detected 0, 1, ... periods later.
    surcharge : array_like of float, shape (steps,)
        g (1-q)/q of each step; may be infinite.
    cap : array_like of float, shape (steps,) or ()

    Returns
    -------
    ndarray of int64, shape (steps,)
        The last lag up to which the condition always holds; -1 where not even detection
        at once would do, and the last lag given where all hold.
    """
    ahead = np.asarray(advance, dtype=np.float64)
    room = np.asarray(cap, dtype=np.float64) - np.asarray(surcharge, dtype=np.float64)
    room = np.broadcast_to(room, ahead.shape[:1])
    size = 1 + np.maximum(np.abs(ahead), np.abs(np.where(np.isfinite(room), room, 0.0))[:, None])
    holds = ahead <= room[:, None] + 1e-12 * size
    # A loss still to come can make a longer lag hold again; one must not count on it.
    return np.asarray(np.logical_and.accumulate(holds, axis=1).sum(axis=1) - 1, dtype=np.int64)
