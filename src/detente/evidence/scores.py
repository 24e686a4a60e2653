"""Scores of single forecasts: the lower, the better."""

from __future__ import annotations

import numpy as np

Array = np.ndarray

FLOOR = 0.005
"""Least chance that the log score counts: 1 in 200."""


def brier(chances: Array, happened: Array) -> Array:
    """Return the quadratic score over all outcomes, 0 (best) to 2 (worst).

    Strictly proper: on average it is best for whoever states what they believe.  For a
    question with two outcomes it is twice :func:`brier_yes`.

    Parameters
    ----------
    chances : ndarray, shape (questions, outcomes)
        0 to 1; each row sums to 1.
    happened : ndarray of int, shape (questions,)
        Index of the outcome that came about.

    Returns
    -------
    ndarray, shape (questions,)

    References
    ----------
    Brier (1950), Monthly Weather Review 78, 1-3.
    """
    seen = np.zeros_like(chances)
    seen[np.arange(len(chances)), happened] = 1.0
    return np.asarray(((chances - seen) ** 2).sum(axis=1))


def brier_yes(chance: Array, yes: Array) -> Array:
    """Return the squared error of the chance of yes, 0 (best) to 1 (worst).

    Parameters
    ----------
    chance : ndarray, shape (questions,)
        Of yes, 0 to 1.
    yes : ndarray of bool, shape (questions,)

    References
    ----------
    Brier (1950), in the form for two outcomes that is usual since Murphy (1973).
    """
    return np.asarray((chance - yes) ** 2)


def log_score(chances: Array, happened: Array, floor: float = FLOOR) -> tuple[Array, Array]:
    """Return minus the natural logarithm of the chance given to what came about.

    A chance of 0 for what came about would be infinitely bad, and one such forecast would
    hide all others.  Chances below ``floor`` are therefore counted as ``floor``; which were
    is returned too, as the score is no longer proper there.

    Parameters
    ----------
    chances : ndarray, shape (questions, outcomes)
    happened : ndarray of int, shape (questions,)
    floor : float
        0 for none.

    Returns
    -------
    scores : ndarray, shape (questions,)
    cut : ndarray of bool, shape (questions,)

    References
    ----------
    Good (1952), Journal of the Royal Statistical Society B 14, 107-114.
    """
    given = chances[np.arange(len(chances)), happened]
    cut = given < floor
    with np.errstate(divide="ignore"):
        return -np.log(np.maximum(given, floor)), cut


def ranked_probability(chances: Array, happened: Array) -> Array:
    """Return the ranked probability score of outcomes in order, 0 (best) to 1 (worst).

    Squared differences of the summed chances, over all outcomes but the last, divided by
    their number: what is nearly right is better than what is far off.

    Parameters
    ----------
    chances : ndarray, shape (questions, outcomes)
        Two outcomes or more, in their order.
    happened : ndarray of int, shape (questions,)

    References
    ----------
    Epstein (1969), Journal of Applied Meteorology 8, 985-987; Murphy (1971), 10, 155-156.
    """
    outcomes = chances.shape[1]
    seen = np.arange(outcomes)[None, :] >= happened[:, None]
    gaps = np.cumsum(chances, axis=1) - seen
    return np.asarray((gaps[:, :-1] ** 2).sum(axis=1) / (outcomes - 1))


def weighted_mean(positions: Array, capability: Array, salience: Array) -> float:
    """Return the mean of the parties' positions, weighted by capability times salience.

    Parameters
    ----------
    positions, capability, salience : ndarray, shape (parties,)
        Not all weights may be 0.

    References
    ----------
    Achen (2006), in Thomson, Stokman, Achen & König (eds.), The European Union Decides.
    """
    weights = capability * salience
    # Scaled first, so that very small or large units of capability are the same.
    weights = weights / weights.max()
    return float((weights * positions).sum() / weights.sum())
