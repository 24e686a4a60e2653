"""Declared and undeclared places, kept apart.

Inspections at declared places say nothing of undeclared ones, so the two probabilities of
detection are never merged without saying where a violator would go.  How complete the
declaration is, is uncertain: ``completeness`` holds draws of the share c of all places that
are declared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.schedule.verification.limits import require_share

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Detection:
    """Probabilities of detecting a violation, in each draw.

    Attributes
    ----------
    declared, undeclared : ndarray of float64, shape (draws,)
        Where the violation is at a declared place, or at an undeclared one.
    worst : ndarray of float64, shape (draws,)
        Where the violator goes to the less watched kind of place; only to declared ones
        in draws in which all are declared.
    mixed : ndarray of float64, shape (draws,)
        Under the stated share of violations at undeclared places.
    """

    declared: Array
    undeclared: Array
    worst: Array
    mixed: Array


def detection(
    completeness: ArrayLike,
    declared: ArrayLike,
    undeclared: ArrayLike,
    goes_undeclared: ArrayLike | None = None,
) -> Detection:
    """Return the detection of a violation somewhere, by where the violator would go.

    Parameters
    ----------
    completeness : array_like of float, shape (draws,) or ()
        Share of all places that are declared.
    declared : array_like of float, shape (draws,) or ()
        Detection at declared places, by inspection.
    undeclared : array_like of float, shape (draws,) or ()
        Detection at undeclared places, by national means and tips.
    goes_undeclared : array_like of float, shape (draws,) or (), optional
        Probability that the violator uses an undeclared place if there is one; without
        it, 1 - completeness: a place is a place.

    Returns
    -------
    Detection

    Raises
    ------
    UsageError
    """
    require_share("the share of places that are declared", completeness)
    require_share("the probability of detection at declared places", declared)
    require_share("the probability of detection at undeclared places", undeclared)
    c = np.asarray(completeness, dtype=np.float64)
    go = 1 - c if goes_undeclared is None else np.asarray(goes_undeclared, dtype=np.float64)
    require_share("the probability that a violator uses an undeclared place", go)
    both = (np.asarray(x, dtype=np.float64) for x in (declared, undeclared))
    c, q, u, go = (np.array(x) for x in np.broadcast_arrays(c, *both, go))
    hidden = c < 1
    go = np.where(hidden, go, 0.0)
    return Detection(q, u, np.where(hidden, np.minimum(q, u), q), (1 - go) * q + go * u)
