"""Weighted shares of draws with their standard errors."""

from __future__ import annotations

import numpy as np

from detente.finding import Share, Spread


def effective_draws(weights: np.ndarray) -> float:
    """Return the effective number of draws, (sum w)^2 / sum w^2 (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def share(holds: np.ndarray, weights: np.ndarray) -> Share:
    """Return the weighted share of draws in which something holds.

    Parameters
    ----------
    holds : ndarray of bool, shape (draws,)
    weights : ndarray, shape (draws,)

    Returns
    -------
    Share
        With the standard error of a ratio of weighted sums.
    """
    return mean(holds.astype(float), weights)


def mean(values: np.ndarray, weights: np.ndarray) -> Share:
    """Return the weighted mean of values over draws, with its standard error."""
    # Sums, not dot products: a threaded dot product is slower here and its last digits vary.
    # Divided at the end, so that a share of all the draws is 1 and not a little more.
    centre = float((weights * values).sum() / weights.sum())
    w = weights / weights.sum()
    return Share(centre, float(np.sqrt((w * w * (values - centre) ** 2).sum())))


def spread(values: np.ndarray, weights: np.ndarray) -> Spread:
    """Return the weighted mean and percentiles of values over draws."""
    order = np.argsort(values, kind="stable")
    edges = np.cumsum(weights[order])
    at = np.searchsorted(edges, np.array([0.05, 0.25, 0.5, 0.75, 0.95]) * edges[-1])
    chosen = values[order][np.minimum(at, len(values) - 1)]
    average = float(np.average(values, weights=weights))
    return Spread(average, *(float(v) for v in chosen))
