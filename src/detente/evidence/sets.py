"""Reports that name a set: "this one, or one of these", among states of which one is so.

References
----------
Kowalewska, A. & Urbaniak, R. (2023). Measuring coherence with Bayesian networks. Artificial
Intelligence and Law 31(2), 369-395.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np


def rate_of_set(
    states: int, named: Collection[int], hit: np.ndarray, false_report: np.ndarray
) -> np.ndarray:
    """Return how likely a report is to name a set, given each state.

    Parameters
    ----------
    states : int
    named : collection of int
        The states in the set.
    hit, false_report : ndarray of float64, shape (draws,)
        If what is so is in the set, and if it is not.

    Returns
    -------
    ndarray of float64, shape (states, draws)
    """
    inside = np.isin(np.arange(states), list(named))[:, None]
    return np.where(inside, hit, false_report)
