"""How much of an agreement is implemented, on the scale of implementation research.

Per provision 0 none, 1 minimal, 2 intermediate, 3 complete; the aggregate is the sum over
three times the number of provisions.  Activity (something was done), output (what it
produced) and verified outcome (what the text asks for is the case) are never added up:
official trackers have shown full implementation of obligations that were not met.

References
----------
M. Joshi, J. M. Quinn and P. M. Regan, "Annualized implementation data on comprehensive
intrastate peace accords, 1989-2012", Journal of Peace Research 52 (2015) 551-562.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError

COMPLETE = 3


@dataclass(frozen=True)
class Aggregate:
    """One aspect of the implementation, in percent.

    Attributes
    ----------
    score : float
        Of the provisions that are coded; NaN where none is.
    least, most : float
        Of all provisions, those not coded taken as none or as complete.
    coded, provisions : int
    """

    score: float
    least: float
    most: float
    coded: int
    provisions: int


@dataclass(frozen=True)
class Implementation:
    """The three aspects side by side.

    Attributes
    ----------
    activity, output, outcome : Aggregate
    ahead : ndarray of bool, shape (provisions,)
        Activity or output is coded higher than the verified outcome.
    unverified : ndarray of bool, shape (provisions,)
        Activity or output is coded above none, and no outcome is.
    """

    activity: Aggregate
    output: Aggregate
    outcome: Aggregate
    ahead: NDArray[np.bool_]
    unverified: NDArray[np.bool_]


def aggregate(levels: ArrayLike) -> Aggregate:
    """Return the implementation of an agreement in one aspect.

    Parameters
    ----------
    levels : array_like of float, shape (provisions,)
        0, 1, 2 or 3; NaN where a provision is not coded.

    Returns
    -------
    Aggregate

    Raises
    ------
    UsageError
    """
    found = _levels(levels)
    coded = found[~np.isnan(found)]
    whole, points, missing = COMPLETE * len(found), coded.sum(), len(found) - len(coded)
    return Aggregate(
        100 * points / (COMPLETE * len(coded)) if len(coded) else np.nan,
        100 * points / whole,
        100 * (points + COMPLETE * missing) / whole,
        len(coded),
        len(found),
    )


def implementation(activity: ArrayLike, output: ArrayLike, outcome: ArrayLike) -> Implementation:
    """Return the implementation of an agreement, its three aspects kept apart.

    Parameters
    ----------
    activity, output, outcome : array_like of float, shape (provisions,)

    Returns
    -------
    Implementation

    Raises
    ------
    UsageError
    """
    aspects = [_levels(x) for x in (activity, output, outcome)]
    if len({len(x) for x in aspects}) > 1:
        raise UsageError("activity, output and outcome are levels of the same provisions")
    claimed = np.fmax(aspects[0], aspects[1])
    return Implementation(
        aggregate(aspects[0]),
        aggregate(aspects[1]),
        aggregate(aspects[2]),
        # Comparisons with NaN are false: what is not coded is neither ahead nor behind.
        claimed > aspects[2],
        (claimed > 0) & np.isnan(aspects[2]),
    )


def _levels(levels: ArrayLike) -> NDArray[np.float64]:
    found = np.asarray(levels, dtype=np.float64)
    if found.ndim != 1 or not len(found):
        raise UsageError("an agreement has at least one provision, with one level each")
    wrong = found[~(np.isnan(found) | np.isin(found, (0, 1, 2, COMPLETE)))]
    if len(wrong):
        raise UsageError(f"a level of implementation is 0, 1, 2 or 3; found {wrong[0]:g}")
    return found
