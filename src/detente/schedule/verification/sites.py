"""Dividing a number of inspections among sites, each in whole inspections, in the open.

A violation at site i gains g_i if undetected and costs b_i if detected; each inspection
there detects it with probability p_i, independently, so that k inspections detect it with
1 - (1-p_i)^k.  The violator goes where he expects most; the inspector makes that least.
With all g_i = 1 and b_i = 0 this is the greatest least probability of detection.

Giving the next inspection to the site that is now worst, of those where it changes anything,
is exact.  Let v be the worst case it ends with, at site i.  If another inspection changes
nothing at i, no division is better.  Otherwise the expectation at every other site before its
last inspection was at least that at i, so at least v; hence a division with a lower worst
case needs as many inspections at every site, and one more at i: more than there are.

References
----------
T. Ibaraki and N. Katoh, "Resource Allocation Problems: Algorithmic Approaches" (MIT Press,
1988), ch. 5 (minimax resource allocation).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import (
    require_not_negative,
    require_positive,
    require_share,
)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sites:
    """Sites among which inspections are divided.

    Attributes
    ----------
    sees : ndarray of float64, shape (sites,)
        Probability that one inspection detects a violation there.
    gain : ndarray of float64, shape (sites,)
        Of an undetected violation there; the strategic weight of the site.
    loss : ndarray of float64, shape (sites,)
        Of a detected one.

    Raises
    ------
    UsageError
        For numbers out of range, no sites, or lengths that differ.
    """

    sees: Array
    gain: Array
    loss: Array

    def __post_init__(self) -> None:
        if not len(self.sees) == len(self.gain) == len(self.loss) or not len(self.sees):
            raise UsageError("each site needs a probability of detection, a gain and a loss")
        require_share("the probability that one inspection detects", self.sees)
        require_positive("the gain of an undetected violation", self.gain)
        require_not_negative("the loss of a detected violation", self.loss)

    def expectation(self, counts: NDArray[np.integer]) -> Array:
        """Return what a violation at each site brings after so many inspections.

        Parameters
        ----------
        counts : ndarray of int, shape (..., sites)

        Returns
        -------
        ndarray of float64, shape (..., sites)
        """
        unseen = (1 - self.sees) ** counts
        return np.asarray(unseen * self.gain - (1 - unseen) * self.loss)


@dataclass(frozen=True, slots=True)
class Division:
    """How many inspections each site gets.

    Attributes
    ----------
    counts : ndarray of int64, shape (sites,)
    detection : ndarray of float64, shape (sites,)
        Probability of detecting a violation there.
    expectation : ndarray of float64, shape (sites,)
        What a violation there brings.
    worst : float
        The greatest of them; a violation is deterred where it is at most 0.
    """

    counts: NDArray[np.int64]
    detection: Array
    expectation: Array
    worst: float


def divide(sites: Sites, inspections: int) -> Division:
    """Divide inspections so that the violator's best expectation is least.

    Parameters
    ----------
    sites : Sites
    inspections : int

    Returns
    -------
    Division
        Inspections that can change nothing (at sites where they see nothing or everything
        is already seen) are not given out.
    """
    require_not_negative("the number of inspections", inspections)
    counts = np.zeros(len(sites.sees), dtype=np.int64)
    for _ in range(inspections):
        now = sites.expectation(counts)
        useful = sites.expectation(counts + 1) < now
        if not useful.any():
            break
        counts[np.argmax(np.where(useful, now, -np.inf))] += 1
    expectation = sites.expectation(counts)
    detection = 1 - (1 - sites.sees) ** counts
    return Division(counts, detection, expectation, float(expectation.max()))
