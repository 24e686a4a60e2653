"""How much a row of evidence tells apart: bits of information, and the greatest ratio.

References
----------
Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of
Mathematical Statistics 27, 986-1005.
Good, I. J. (1950). Probability and the Weighing of Evidence. Griffin.
"""

from __future__ import annotations

import numpy as np


def information(prior: np.ndarray, likelihood: np.ndarray) -> np.ndarray:
    """Return the mutual information of the hypothesis and of whether the row is seen, in bits.

    Parameters
    ----------
    prior : ndarray of float64, shape (hypotheses, draws)
        Each draw sums to 1.
    likelihood : ndarray of float64, shape (..., hypotheses, draws)
        Of the row being seen.

    Returns
    -------
    ndarray of float64, shape (..., draws)
        0 where the row fits every hypothesis equally well.
    """
    seen = (prior * likelihood).sum(axis=-2)
    left = (prior * _entropy(likelihood)).sum(axis=-2)
    return np.asarray(np.maximum(_entropy(seen) - left, 0.0))


def _entropy(p: np.ndarray) -> np.ndarray:
    """Return the entropy of a yes or no, in bits."""
    q = 1.0 - p
    with np.errstate(divide="ignore", invalid="ignore"):
        return -(np.where(p > 0, p * np.log2(p), 0.0) + np.where(q > 0, q * np.log2(q), 0.0))


def greatest_log_ratio(log_likelihood: np.ndarray) -> np.ndarray:
    """Return the greatest |log likelihood ratio| between two hypotheses.

    Parameters
    ----------
    log_likelihood : ndarray of float64, shape (..., hypotheses, draws)
        -inf where the row is impossible.

    Returns
    -------
    ndarray of float64, shape (..., draws)
        In natural units; inf where the row rules a hypothesis out.
    """
    top, bottom = log_likelihood.max(axis=-2), log_likelihood.min(axis=-2)
    return np.where(top == bottom, 0.0, top - np.where(top == bottom, 0.0, bottom))
