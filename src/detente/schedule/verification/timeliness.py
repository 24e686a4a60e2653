"""How late a violation is found: one surprise inspection, or several at fixed times.

The reference time is 1, with a final inspection at its end.  A violation begins at t and is
found by the next inspection.

* Where the violator fixes t in advance, without seeing whether the inspection has been, one
  interim inspection at a random time with density 1/(1-x) on [0, 1-1/e] holds the expected
  delay to 1/e at every t up to 1-1/e and below it afterwards (Diamond 1982).
* Where he sees each inspection and may begin right after it, surprise gains nothing: with k
  interim inspections, equal spacing holds the delay to 1/(k+1), and beginning right after
  one of the k+1 starts chosen at random assures him of that much, whatever the times,
  because the k+1 intervals add up to 1 (compare Derman 1961, Avenhaus & Krieger 2011).

References
----------
H. Diamond, "Minimax policies for unobservable inspections", Mathematics of Operations
Research 7 (1982) 139-153.
C. Derman, "On minimax surveillance schedules", Naval Research Logistics Quarterly 8 (1961)
415-419.
R. Avenhaus and T. Krieger, "Unannounced interim inspections: do false alarms matter?",
Mathematical Modelling and Analysis 16 (2011) 109-118.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.schedule.verification.limits import require_not_negative, require_share

Array = NDArray[np.float64]

SURPRISE_DELAY = 1 / math.e
"""Greatest expected delay under one surprise inspection, as a share of the reference time."""
LATEST = 1 - 1 / math.e
"""Latest time of the surprise inspection."""


def surprise_time(size: int, rng: np.random.Generator) -> Array:
    """Draw times of the one surprise inspection.

    Parameters
    ----------
    size : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float64, shape (size,)
        Shares of the reference time, from 0 to 1 - 1/e.
    """
    # The distribution function is -ln(1 - x), so its inverse is 1 - exp(-u).
    return np.asarray(-np.expm1(-rng.random(size)))


def surprise_density(time: ArrayLike) -> Array:
    """Return the density of the time of the surprise inspection.

    Parameters
    ----------
    time : array_like of float
        Shares of the reference time.

    Returns
    -------
    ndarray of float64
    """
    require_share("a time within the reference time", time)
    x = np.asarray(time, dtype=np.float64)
    return np.where(x <= LATEST, 1 / np.maximum(1 - x, 1 / math.e), 0.0)


def expected_delay(begin: ArrayLike) -> Array:
    """Return the expected delay of a violation under the surprise inspection.

    Parameters
    ----------
    begin : array_like of float
        When it begins, fixed in advance; shares of the reference time.

    Returns
    -------
    ndarray of float64
        Shares of the reference time: 1/e up to 1 - 1/e, then 1 - t.
    """
    require_share("the time at which a violation begins", begin)
    return np.minimum(SURPRISE_DELAY, 1 - np.asarray(begin, dtype=np.float64))


def delay_at_fixed_times(begin: ArrayLike, times: ArrayLike, sees: float = 1.0) -> Array:
    """Return the expected delay of a violation where the times of inspection are fixed.

    Parameters
    ----------
    begin : array_like of float, shape (...)
        A violation begun in the moment of an inspection is missed by it.
    times : array_like of float, shape (inspections,)
        Interim inspections; the final one at 1 is added and sees everything.
    sees : float
        Probability that an interim inspection sees a violation begun before it.

    Returns
    -------
    ndarray of float64, shape (...)
    """
    require_share("the time at which a violation begins", begin)
    require_share("the time of an inspection", times)
    require_share("the probability that an inspection sees a violation", sees)
    t = np.asarray(begin, dtype=np.float64)
    delay, unseen = np.zeros_like(t), np.ones_like(t)
    for time in np.sort(np.asarray(times, dtype=np.float64)):
        after = time > t
        delay = delay + np.where(after, unseen * sees * (time - t), 0.0)
        unseen = np.where(after, unseen * (1 - sees), unseen)
    return np.asarray(delay + unseen * (1 - t))


def equally_spaced(inspections: int) -> Array:
    """Return the times that are best where the violator sees each inspection.

    Parameters
    ----------
    inspections : int
        Number of interim inspections, k.

    Returns
    -------
    ndarray of float64, shape (inspections,)
        i / (k + 1); the greatest delay is 1 / (k + 1).
    """
    require_not_negative("the number of inspections", inspections)
    return np.arange(1, inspections + 1) / (inspections + 1)
