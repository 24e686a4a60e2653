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
    if bundles == len(owner):
        return attractions
    result = np.empty((bundles, attractions.shape[1]))
    for k in range(bundles):
        some = attractions[owner == k]
        top = some.max(axis=0)
        result[k] = top + np.log(np.exp(some - top).mean(axis=0))
    return result


def offers(
    attractions: np.ndarray, chosen: np.ndarray, among: np.ndarray | None = None
) -> np.ndarray:
    """Return the log-likelihood of offers out of a choice set that has no offer in it too.

    Parameters
    ----------
    attractions : ndarray, shape (alternatives, draws)
        Of the choice set; no offer, which leaves no deal, stands at 0.
    chosen : ndarray of int, shape (offers,)
        Alternative that was offered; the number of alternatives stands for no offer.
    among : ndarray of bool, shape (offers, alternatives), optional
        The choice set of each offer; all by default.

    Returns
    -------
    ndarray, shape (offers, draws)
    """
    if among is None:
        whole = _whole(attractions)
        return np.asarray(np.vstack([attractions, np.zeros_like(whole)])[chosen] - whole)
    open_to = np.vstack([attractions, np.zeros(attractions.shape[1])])[chosen]
    return np.stack(
        [own - _whole(attractions[some]) for own, some in zip(open_to, among, strict=True)]
    )


def _whole(attractions: np.ndarray) -> np.ndarray:
    """Return the log of the sum over a choice set and no offer; shape (draws,)."""
    top = np.maximum(attractions.max(axis=0), 0.0)
    return np.asarray(top + np.log(np.exp(-top) + np.exp(attractions - top).sum(axis=0)))


def perhaps(ratios: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return the log-likelihood against chance of what may not have been meant.

    If it was not meant it says nothing: then anything was as likely.

    Parameters
    ----------
    ratios : ndarray, shape (draws,)
        Log-likelihood against a choice at random, if it was meant.
    chances : ndarray, shape (draws,)
        That it was not meant, 0 to 1.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(np.logaddexp(np.log1p(-chances) + ratios, np.log(chances)))


def rivals(ratios: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return the log-likelihood against chance of one thing that is told in several ways.

    Exactly one of the accounts is so: the mean over them, as likely as their shares.

    Parameters
    ----------
    ratios : ndarray, shape (accounts, draws)
        Log-likelihood against a choice at random if the account is so.
    shares : ndarray, shape (accounts,)
        Summing to 1.

    Returns
    -------
    ndarray, shape (draws,)
    """
    top = ratios.max(axis=0)
    return np.asarray(top + np.log(shares @ np.exp(ratios - top)))


def account_shares(weights: np.ndarray, unknown: np.ndarray, nodes: int = 64) -> np.ndarray:
    """Return how likely each of several accounts is, by what its sources are worth.

    In proportion to the weights.  Of an unknown weight every value up to it is as likely: the
    share is the mean over them, by a rule of midpoints.

    Parameters
    ----------
    weights : ndarray, shape (accounts,)
        0 to 1; where all are 0 each account is as likely.
    unknown : ndarray of bool, shape (accounts,)
    nodes : int
        Points for one unknown weight; fewer a side for several, whose combinations are taken.

    Returns
    -------
    ndarray, shape (accounts,)
        Summing to 1.
    """
    free = np.flatnonzero(unknown)
    size = nodes if len(free) < 2 else max(2, int(nodes ** (2 / len(free))))
    sides = np.meshgrid(*[(np.arange(size) + 0.5) / size] * len(free), indexing="ij")
    count = size ** len(free)
    table = np.repeat(np.asarray(weights, dtype=float)[:, None], count, axis=1)
    for row, side in zip(free, sides, strict=True):
        table[row] *= side.ravel()
    total = table.sum(axis=0)
    even = np.full_like(table, 1.0 / len(weights))
    return np.asarray(
        np.where(total > 0, table / np.where(total > 0, total, 1.0), even).mean(axis=1)
    )


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
        Against a choice at random, so that what is no more likely than that stays so.
    weights : ndarray, shape (items,)
    unknown : ndarray of bool, shape (items,)

    Returns
    -------
    ndarray, shape (items, particles)
    """
    raised = weights[:, None] * logs
    if not unknown.any():
        return np.asarray(raised)
    small = np.abs(raised) < 1e-8
    far = np.where(small, 1.0, np.abs(raised))
    # log((exp(x) - 1) / x) = max(x, 0) + log((1 - exp(-|x|)) / |x|); near 0 it is x / 2.
    both = np.maximum(raised, 0.0) + np.log(-np.expm1(-far)) - np.log(far)
    mixed = np.where(small, raised / 2.0, both)
    return np.asarray(np.where(unknown[:, None], mixed, raised))
