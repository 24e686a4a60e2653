"""How likely offers, refusals and statements are, given what a party wants.

An offer reveals what a party was ready to have signed, given what it thought
the other side would accept; so offering a thing is not read as liking it.

References
----------
Luce, R. D. (1959). Individual Choice Behavior. Wiley.
McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior.
"""

from __future__ import annotations

import numpy as np

POINTS = 100.0
"""Points from a party's worst package to its best: beta is stated on that span."""


def attraction(margins: np.ndarray, chances: np.ndarray, beta: np.ndarray) -> np.ndarray:
    """Return beta * a(x) * (U(x) - no deal), the log of how readily each package is offered.

    Parameters
    ----------
    margins : ndarray, shape (packages, draws)
        Points over no deal.
    chances : ndarray, shape (packages,)
        The party's belief that the other side accepts, 0 to 1.
    beta : ndarray, shape (draws,)
        Rationality over the whole span of points.
    """
    return np.asarray(beta * chances[:, None] * margins / POINTS)


def bundled(attractions: np.ndarray, owner: np.ndarray, bundles: int) -> np.ndarray:
    """Return the attraction of packages that stand for one offer the record leaves open.

    The log of the mean over its completions: any of them may have been meant.

    Parameters
    ----------
    attractions : ndarray, shape (packages, draws)
    owner : ndarray of int, shape (packages,)
        Bundle of each package, rising.
    bundles : int

    Returns
    -------
    ndarray, shape (bundles, draws)
    """
    result = np.empty((bundles, attractions.shape[1]))
    for k in range(bundles):
        some = attractions[owner == k]
        top = some.max(axis=0)
        result[k] = top + np.log(np.exp(some - top).mean(axis=0))
    return result


def offers(attractions: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return the log-likelihood of offers out of a choice set that has no offer in it too.

    Parameters
    ----------
    attractions : ndarray, shape (alternatives, draws)
        Of the choice set; no offer, which leaves no deal, stands at 0.
    chosen : ndarray of int, shape (offers,)
        Alternative that was offered; the number of alternatives stands for no offer.

    Returns
    -------
    ndarray, shape (offers, draws)
    """
    top = np.maximum(attractions.max(axis=0), 0.0)
    whole = top + np.log(np.exp(-top) + np.exp(attractions - top).sum(axis=0))
    return np.asarray(np.vstack([attractions, np.zeros_like(whole)])[chosen] - whole)


def refusals(margins: np.ndarray, beta: np.ndarray) -> np.ndarray:
    """Return the log-likelihood that packages are refused: one less that of acceptance.

    The choice is between the package and no deal, and who made the offer
    stands by it.

    Parameters
    ----------
    margins : ndarray, shape (packages, draws)
        Points over no deal.
    beta : ndarray, shape (draws,)
    """
    return np.asarray(-np.logaddexp(0.0, beta * margins / POINTS))


def statements(holds: np.ndarray, errors: np.ndarray) -> np.ndarray:
    """Return the log-likelihood of statements of order that err at a rate.

    Parameters
    ----------
    holds : ndarray of bool, shape (statements, draws)
    errors : ndarray, shape (statements, draws)
        Chance that what is said is not so, strictly between 0 and 1.
    """
    return np.asarray(np.log(np.where(holds, 1.0 - errors, errors)))


def discounted(logs: np.ndarray, weights: np.ndarray, unknown: np.ndarray) -> np.ndarray:
    """Return log-likelihoods under their weights.

    A known weight is an exponent.  Of an unknown one every value from 0 to ``weights`` is as
    likely, and the likelihood is the mean over them: with x = weight * log-likelihood,
    the integral of exp(u x) over u from 0 to 1 is (exp(x) - 1) / x.

    Parameters
    ----------
    logs : ndarray, shape (items, particles)
        Not above 0.
    weights : ndarray, shape (items,)
    unknown : ndarray of bool, shape (items,)

    Returns
    -------
    ndarray, shape (items, particles)
    """
    raised = weights[:, None] * logs
    small = np.abs(raised) < 1e-8
    safe = np.where(small, -1.0, raised)
    # log((1 - exp(x)) / -x) for x below 0; near 0 it is x / 2.
    mixed = np.where(small, raised / 2.0, np.log(-np.expm1(safe)) - np.log(-safe))
    return np.asarray(np.where(unknown[:, None], mixed, raised))
