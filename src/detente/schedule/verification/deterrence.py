"""What probability of detection keeps a party from violating.

A violation gains G if undetected and costs b if detected; a legal party is wrongly accused
with probability alpha, which costs it f.  Legal conduct pays at least as well if
-f alpha >= G beta - b (1 - beta), that is, if the probability of overlooking
beta <= (b - f alpha) / (b + G), that is, if detection >= (G + f alpha) / (G + b).

References
----------
R. Avenhaus and M. J. Canty, "Compliance Quantified" (Cambridge University Press, 1996).
R. Avenhaus, B. von Stengel and S. Zamir, "Inspection games", in Handbook of Game Theory 3
(North-Holland, 2002) ch. 51.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.schedule.verification.limits import require_not_negative, require_share

Array = NDArray[np.float64]

ROUNDING = 1e-12
"""Relative error below which two amounts count as equal."""


def detection_needed(
    gain: ArrayLike, loss: ArrayLike, alarm: ArrayLike = 0.0, alarm_cost: ArrayLike = 0.0
) -> Array:
    """Return the least probability of detection that deters.

    Parameters
    ----------
    gain, loss : array_like of float
        G and b, not negative, in one unit; they and the others broadcast.
    alarm : array_like of float
        Probability of a false alarm, alpha.
    alarm_cost : array_like of float
        What one costs the legal party, f.

    Returns
    -------
    ndarray of float64
        NaN where no probability deters: the false alarms cost a legal party more than
        detection costs a violator.  Where nothing is gained and nothing lost, 0.

    Raises
    ------
    UsageError
    """
    g, b, surcharge = _amounts(gain, loss, alarm, alarm_cost)
    whole = g + b
    # A loss near nothing makes the ratio infinite, which is out of reach all the same.
    with np.errstate(over="ignore"):
        wanted = np.divide(g + surcharge, whole, out=np.zeros(whole.shape), where=whole > 0)
    wanted[(whole == 0) & (surcharge > 0)] = np.nan
    wanted[wanted > 1 + ROUNDING] = np.nan
    return np.minimum(wanted, 1.0)


def loss_needed(
    gain: ArrayLike, detection: ArrayLike, alarm: ArrayLike = 0.0, alarm_cost: ArrayLike = 0.0
) -> Array:
    """Return how much a detected violator must lose at least (a bond, a snapback).

    Parameters
    ----------
    gain, detection, alarm, alarm_cost : array_like of float

    Returns
    -------
    ndarray of float64
        Infinite where nothing is ever detected and something is to be gained.

    Raises
    ------
    UsageError
    """
    require_share("the probability of detection", detection)
    g, q, surcharge = _amounts(gain, detection, alarm, alarm_cost)
    owed = g * (1 - q) + surcharge
    out = np.where(owed > 0, np.inf, 0.0)
    with np.errstate(over="ignore"):
        return np.asarray(np.divide(owed, q, out=out, where=q > 0))


def deters(
    detection: ArrayLike,
    gain: ArrayLike,
    loss: ArrayLike,
    alarm: ArrayLike = 0.0,
    alarm_cost: ArrayLike = 0.0,
) -> NDArray[np.bool_]:
    """Tell whether legal conduct pays at least as well as a violation.

    Parameters
    ----------
    detection, gain, loss, alarm, alarm_cost : array_like of float

    Returns
    -------
    ndarray of bool

    Raises
    ------
    UsageError
    """
    require_share("the probability of detection", detection)
    g, b, surcharge = _amounts(gain, loss, alarm, alarm_cost)
    q = np.asarray(detection, dtype=np.float64)
    # Equality deters; the tolerance keeps a threshold computed above on its own side.
    return np.asarray(q * b - (1 - q) * g >= surcharge - ROUNDING * (g + b + surcharge))


def _amounts(
    first: ArrayLike, second: ArrayLike, alarm: ArrayLike, alarm_cost: ArrayLike
) -> tuple[Array, Array, Array]:
    """Return both amounts and alpha * f, broadcast against one another."""
    require_not_negative("the gain of a violation", first)
    require_not_negative("the loss of a violator who is caught", second)
    require_share("the probability of a false alarm", alarm)
    require_not_negative("the cost of a false alarm", alarm_cost)
    each = np.broadcast_arrays(
        *(np.asarray(x, dtype=np.float64) for x in (first, second, alarm, alarm_cost))
    )
    return each[0], each[1], each[2] * each[3]
