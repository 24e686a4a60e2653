"""Acceptability: screening, racing, and the share of draws that accept.

Packages are screened on few draws, the best are raced on more, and the shares
that are reported come from draws no selection has seen (the winner's screened
share is biased upwards).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.beliefs.packages import Grid
from detente.beliefs.structure import Structure
from detente.beliefs.utilities import Utilities
from detente.deals.acceptance import accepts
from detente.deals.search import Searcher
from detente.deals.shares import mean
from detente.finding import Share

SCREENED = 256
RACED = 2_000
FIRST_LOOK = 64
NEAR = 0.7
FIRST_LAP = 768
SECOND_LAP = 200
FINALISTS = 30


@dataclass(frozen=True)
class Race:
    """Packages that survived screening, best first.

    Attributes
    ----------
    packages : ndarray of int, shape (raced, issues)
    share : ndarray, shape (raced,)
        On the racing draws; for selection only.
    screened : int
        Packages looked at.
    """

    packages: np.ndarray
    share: np.ndarray
    screened: int


def race(
    structure: Structure, grid: Grid, screening: Utilities, racing: Utilities, keep: int = RACED
) -> Race:
    """Screen every package, then race the best on more draws.

    Parameters
    ----------
    structure : Structure
    grid : Grid
    screening : Utilities
        About 256 draws.
    racing : Utilities
        About 5,000 draws, none of them in ``screening``.
    keep : int
        How many packages are raced.

    Returns
    -------
    Race
    """
    counts = _screen(Searcher(structure, grid), screening)
    counts[~grid.feasible] = -1.0
    flat = counts.ravel()
    keep = min(keep, int(grid.feasible.sum()))
    best = _top(flat, keep)
    rows, columns = np.divmod(best, counts.shape[1])
    packages = grid.packages(rows, columns)
    first = min(FIRST_LAP, racing.draws)
    share = shares_of(racing.cut(0, first), packages, structure)
    order = np.argsort(-share, kind="stable")[:SECOND_LAP]
    packages = packages[order]
    share = shares_of(racing, packages, structure)
    order = np.argsort(-share, kind="stable")
    return Race(packages[order], share[order], grid.count)


def _screen(searcher: Searcher, screening: Utilities) -> np.ndarray:
    """Return how often each package is accepted on the screening draws.

    After a first look, halves none of whose packages comes near the best are
    not looked at again; their packages keep the count of the first look.
    """
    if screening.draws <= 2 * FIRST_LOOK:
        return searcher.counts(screening)
    counts = searcher.counts(screening.cut(0, FIRST_LOOK))
    near = counts >= NEAR * counts.max()
    rows, columns = np.flatnonzero(near.any(axis=1)), np.flatnonzero(near.any(axis=0))
    rest = searcher.counts(screening.cut(FIRST_LOOK, screening.draws), rows, columns)
    counts[np.ix_(rows, columns)] += rest
    return counts


def _top(flat: np.ndarray, keep: int) -> np.ndarray:
    """Return the indices of the greatest values, greatest first, ties by index."""
    if keep < len(flat):
        edge = np.partition(flat, len(flat) - keep)[len(flat) - keep]
        above = np.flatnonzero(flat > edge)
        at = np.flatnonzero(flat == edge)[: keep - len(above)]
        chosen = np.concatenate([above, at])
    else:
        chosen = np.arange(len(flat))
    return chosen[np.lexsort((chosen, -flat[chosen]))]


def shares_of(utilities: Utilities, packages: np.ndarray, structure: Structure) -> np.ndarray:
    """Return the weighted share of draws in which each package is acceptable.

    Returns
    -------
    ndarray, shape (packages,)
    """
    good = accepts(utilities, packages, structure.acceptors)
    return np.asarray(good @ utilities.weights / utilities.weights.sum())


def difference(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> Share:
    """Return how much larger one share is than another on the same draws.

    Parameters
    ----------
    first, second : ndarray of bool, shape (draws,)
    weights : ndarray, shape (draws,)
    """
    return mean(first.astype(float) - second.astype(float), weights)
