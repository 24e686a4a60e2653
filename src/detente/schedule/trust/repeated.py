"""When repetition alone keeps a party to its word, though detection is uncertain and late.

Every period a party complies (R) or cheats (T).  A cheat is detected with probability q; from
L periods after the next on, nobody cooperates any more (P for ever).  With discount d per
period, cheating for ever is worth T - (T-P) phi, in units of one period for ever, where
phi = q d^(L+1) / (1 - d (1-q)) is the expected discount of the punishment.  Compliance pays
if T - R <= (T-P) phi.  No other deviation is better: what does not pay once pays in no
period, and once detected a party loses nothing more by going on.

References
----------
J. W. Friedman, "A non-cooperative equilibrium for supergames", Review of Economic Studies 38
(1971) 1-12.
L. G. Telser, "A theory of self-enforcing agreements", Journal of Business 53 (1980) 27-44.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_not_negative, require_share

Array = NDArray[np.float64]

ROUNDING = 1e-12
"""Relative error below which a threshold counts as met."""


def punishment_weight(detection: ArrayLike, lag: ArrayLike, discount: ArrayLike) -> Array:
    """Return phi, the expected discount of the punishment of one who cheats for ever.

    Parameters
    ----------
    detection : array_like of float
        q, probability per period in which a party cheats.
    lag : array_like of float
        L, periods from detection until the punishment can begin, beyond the first.
    discount : array_like of float
        d, above 0 and below 1.

    Returns
    -------
    ndarray of float64
        0 to d.

    Raises
    ------
    UsageError
    """
    q, late, d = _checked(detection, lag, discount)
    return np.asarray(q * d ** (late + 1) / (1 - d * (1 - q)))


def complies(
    both: ArrayLike,
    cheats: ArrayLike,
    neither: ArrayLike,
    detection: ArrayLike,
    lag: ArrayLike,
    discount: ArrayLike,
) -> NDArray[np.bool_]:
    """Tell whether compliance pays at least as well as cheating for ever.

    Parameters
    ----------
    both, cheats, neither : array_like of float
        R, T and P, in one unit.
    detection, lag, discount : array_like of float

    Returns
    -------
    ndarray of bool

    Raises
    ------
    UsageError
    """
    tempted, lost = _stakes(both, cheats, neither)
    phi = punishment_weight(detection, lag, discount)
    return np.asarray(tempted <= lost * phi + ROUNDING * (abs(tempted) + abs(lost)))


def detection_needed(
    both: ArrayLike, cheats: ArrayLike, neither: ArrayLike, lag: ArrayLike, discount: ArrayLike
) -> Array:
    """Return the least probability of detection per period with which compliance pays.

    Parameters
    ----------
    both, cheats, neither, lag, discount : array_like of float

    Returns
    -------
    ndarray of float64
        0 where cheating gains nothing; NaN where even certain detection is not enough.

    Raises
    ------
    UsageError
    """
    tempted, lost = _stakes(both, cheats, neither)
    _, late, d = _checked(1.0, lag, discount)
    # From tempted (1 - d + d q) <= lost q d^(L+1).
    bite = np.asarray(lost * d ** (late + 1) - tempted * d)
    price = np.asarray(np.broadcast_to(tempted * (1 - d), bite.shape))
    needed = np.divide(price, bite, out=np.full_like(bite, np.nan), where=bite > 0)
    needed = np.where(needed <= 1 + ROUNDING, np.minimum(needed, 1.0), np.nan)
    return np.asarray(np.where(price <= 0, 0.0, needed))


def longest_lag(
    both: ArrayLike,
    cheats: ArrayLike,
    neither: ArrayLike,
    detection: ArrayLike,
    discount: ArrayLike,
) -> Array:
    """Return the most whole periods that punishment may lag with compliance still paying.

    Parameters
    ----------
    both, cheats, neither, detection, discount : array_like of float

    Returns
    -------
    ndarray of float64
        Whole numbers; infinite where cheating gains nothing; NaN where even immediate
        punishment is not enough.

    Raises
    ------
    UsageError
    """
    tempted, lost = _stakes(both, cheats, neither)
    q, _, d = _checked(detection, 0.0, discount)
    gain, at_once = np.broadcast_arrays(tempted, lost * punishment_weight(q, 0.0, d))
    # at_once * d^L >= gain
    ratio = np.divide(gain, at_once, out=np.full_like(at_once, np.inf), where=at_once > 0)
    periods = np.floor(np.log(np.where(gain > 0, ratio, 1.0)) / np.log(d) + 1e-9)
    periods = np.where(periods >= 0, np.abs(periods), np.nan)
    return np.asarray(np.where(gain <= 0, np.inf, periods))


def _stakes(both: ArrayLike, cheats: ArrayLike, neither: ArrayLike) -> tuple[Array, Array]:
    """Return what cheating gains a period, T - R, and what the punishment takes, T - P."""
    r, t, p = (np.asarray(x, dtype=np.float64) for x in (both, cheats, neither))
    if not (np.isfinite(r).all() and np.isfinite(t).all() and np.isfinite(p).all()):
        raise UsageError("a payoff must be a finite number")
    if (p > np.minimum(r, t)).any():
        raise UsageError("the end of cooperation punishes nobody who prefers it")
    return np.asarray(t - r), np.asarray(t - p)


def _checked(
    detection: ArrayLike, lag: ArrayLike, discount: ArrayLike
) -> tuple[Array, Array, Array]:
    require_share("the probability of detection", detection)
    require_not_negative("the lag of a punishment", lag)
    q, late, d = (np.asarray(x, dtype=np.float64) for x in (detection, lag, discount))
    if not ((d > 0) & (d < 1)).all():
        raise UsageError("the discount of a period lies between 0 and 1, both excluded")
    return q, late, d
