"""Several analysts: made coherent, compared, and pooled.

Probabilities of hypotheses that exclude one another and leave nothing out sum to 1; what
people state often does not.  The nearest probabilities that do are the projection to the
simplex.  Pooling by mean log-odds lets nobody's doubt be averaged away.

References
----------
Held, M., Wolfe, P. & Crowder, H. P. (1974). Validation of subgradient optimization.
Mathematical Programming 6, 62-88.
Mandel, D. R., Karvetski, C. W. & Dhami, M. K. (2018). Boosting intelligence analysts' judgment
accuracy: what works, what fails? Judgment and Decision Making 13, 607-621.
"""

from __future__ import annotations

import numpy as np

_LEAST = 1e-12


def to_simplex(stated: np.ndarray) -> np.ndarray:
    """Return the nearest point whose values are not negative and sum to 1.

    Parameters
    ----------
    stated : ndarray of float64, shape (analysts, hypotheses)

    Returns
    -------
    ndarray of float64, shape (analysts, hypotheses)
    """
    ordered = -np.sort(-stated, axis=1)
    over = np.cumsum(ordered, axis=1) - 1.0
    index = np.arange(1, stated.shape[1] + 1)
    last = (ordered - over / index > 0).sum(axis=1)
    shift = over[np.arange(len(stated)), last - 1] / last
    return np.asarray(np.maximum(stated - shift[:, None], 0.0))


def incoherence(stated: np.ndarray) -> np.ndarray:
    """Return how far each analyst is from coherent (Euclidean); shape (analysts,)."""
    return np.asarray(np.sqrt(((stated - to_simplex(stated)) ** 2).sum(axis=1)))


def pooled(probability: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return analysts pooled by weighted mean log-odds, scaled to sum to 1.

    Parameters
    ----------
    probability : ndarray of float64, shape (analysts, hypotheses)
    weight : ndarray of float64, shape (analysts,)

    Returns
    -------
    ndarray of float64, shape (hypotheses,)
    """
    p = np.clip(probability, _LEAST, 1.0 - _LEAST)
    odds = np.average(np.log(p) - np.log1p(-p), axis=0, weights=weight)
    found = 1.0 / (1.0 + np.exp(-odds))
    return np.asarray(found / found.sum())


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Return the total variation distance of two sets of probabilities, 0 to 1."""
    return float(np.abs(one - other).sum() / 2.0)
