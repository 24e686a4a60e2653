"""Dividing few inspections among many sites by lot, so that no site is known to be safe.

The inspector draws one division at random and keeps it sealed; the violator knows the
odds and chooses the site.  What he expects there depends only on how often k = 0, 1, ...
inspections are drawn for it.  As each further inspection of a site lowers it by less, the
best odds put each site's number between two neighbouring integers, so a linear program over
the mean numbers of inspections, with a piecewise linear expectation, is exact.  Systematic
sampling (Madow 1949) turns the means into at most as many divisions as there are sites,
plus one, each of them of whole inspections that do not exceed the total.

References
----------
W. G. Madow, "On the theory of systematic sampling, II", Annals of Mathematical Statistics
20 (1949) 333-354.
R. Avenhaus and M. J. Canty, "Compliance Quantified" (Cambridge University Press, 1996).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.schedule.verification.limits import require_not_negative
from detente.schedule.verification.sites import Sites

Array = NDArray[np.float64]
DECIMALS = 8
"""To which the odds of a division are kept: the last places are the solver's noise."""


@dataclass(frozen=True, slots=True)
class Lottery:
    """Divisions to draw from.

    Attributes
    ----------
    divisions : ndarray of int64, shape (divisions, sites)
    probability : ndarray of float64, shape (divisions,)
    mean : ndarray of float64, shape (sites,)
        Inspections each site gets on average.
    expectation : ndarray of float64, shape (sites,)
        What a violation at each site brings.
    worst : float
        The greatest of them; a violation is deterred where it is at most 0.
    """

    divisions: NDArray[np.int64]
    probability: Array
    mean: Array
    expectation: Array
    worst: float

    def draw(self, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """Draw divisions.

        Parameters
        ----------
        size : int
        rng : numpy.random.Generator

        Returns
        -------
        ndarray of int64, shape (size, sites)
        """
        return self.divisions[rng.choice(len(self.divisions), size=size, p=self.probability)]


def divide_at_random(sites: Sites, inspections: int) -> Lottery:
    """Find the odds under which the violator's best expectation is least.

    Parameters
    ----------
    sites : Sites
    inspections : int

    Returns
    -------
    Lottery
        Never worse for the inspector than the best division in the open.
    """
    require_not_negative("the number of inspections", inspections)
    mean = _means(sites, inspections)
    divisions, probability = _systematic(mean)
    expectation = probability @ sites.expectation(divisions)
    return Lottery(divisions, probability, mean, expectation, float(expectation.max()))


def _means(sites: Sites, inspections: int) -> Array:
    """Solve for the mean number of inspections of each site."""
    from scipy.optimize import linprog

    number = len(sites.sees)
    if inspections == 0:
        return np.zeros(number)
    steps = np.arange(inspections + 1)[:, None] * np.ones(number, dtype=int)
    at = sites.expectation(steps)  # (inspections + 1, sites)
    drop = (at[:-1] - at[1:]).T  # what the k-th inspection of a site takes off
    # Variables: the share of the k-th inspection that each site gets, then the worst case.
    rows = np.zeros((number + 1, number * inspections + 1))
    for i in range(number):
        rows[i, i * inspections : (i + 1) * inspections] = -drop[i]
    rows[:number, -1] = -1
    rows[number, :-1] = 1
    limits = np.concatenate([-at[0], [inspections]])
    goal = np.zeros(rows.shape[1])
    goal[-1] = 1
    bounds = [(0, 1)] * (number * inspections) + [(None, None)]
    solved = linprog(goal, A_ub=rows, b_ub=limits, bounds=bounds, method="highs")
    # What the program leaves open (sites that are not worst) changes no worst case.
    shares = np.asarray(solved.x[:-1], dtype=np.float64)
    return np.asarray(shares.reshape(number, inspections).sum(axis=1))


def _systematic(mean: Array) -> tuple[NDArray[np.int64], Array]:
    """Return divisions of whole inspections with these means, and their probabilities."""
    whole = np.floor(mean).astype(np.int64)
    ends = np.concatenate([[0.0], np.cumsum(mean - whole)])
    # One uniform number u decides: a site gets one more where u + an integer falls on its
    # stretch.  Between two neighbouring breaks of u nothing changes.
    breaks = np.concatenate([[0.0, 1.0], ends - np.floor(ends)])
    breaks = np.unique(np.round(breaks, DECIMALS))
    middle = (breaks[:-1] + breaks[1:]) / 2
    passed = np.floor(ends[None, :] - middle[:, None])
    return whole + np.diff(passed, axis=1).astype(np.int64), np.diff(breaks)
