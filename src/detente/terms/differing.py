"""How likely two parties read a term differently, and by how much."""

from __future__ import annotations

import numpy as np

from detente.terms.breach import symmetric_difference


def differing(extension: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how likely two readings cover different elements.

    Given a draw the two read independently of each other.  Two readings of one extension do
    not differ; a term without elements differs where the names of the readings do.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)
    one, other : ndarray of float64, shape (readings, draws)
        Probabilities, which sum to 1 over readings.

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    if extension.shape[1]:
        apart = symmetric_difference(extension).any(axis=2).astype(float)
    else:
        apart = 1.0 - np.eye(len(extension))
    return np.asarray((one * (apart @ other)).sum(axis=0))


def elements_apart(extension: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how many elements two parties can be expected to read differently.

    Parameters
    ----------
    extension : ndarray of bool, shape (readings, elements)
    one, other : ndarray of float64, shape (readings, draws)

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    count = symmetric_difference(extension).sum(axis=2).astype(float)
    return np.asarray((one * (count @ other)).sum(axis=0))
