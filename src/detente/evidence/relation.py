"""How two parties act towards each other over time: scores of events in a moving window.

Each day looks back over the window.  The mean says how friendly what was done was, the sum
how much of it there was; the standard error is that of a mean of independent events, which
events of one week hardly are: it is a floor.

References
----------
Goldstein, J. S. (1992). A conflict-cooperation scale for WEIS events data. Journal of
Conflict Resolution 36(2), 369-385.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Relation:
    """The index of one directed pair.

    Attributes
    ----------
    days : ndarray of int64, shape (points,)
        Days (ordinals) on which the window changes.
    count : ndarray of int64, shape (points,)
    total, mean, error : ndarray of float64, shape (points,)
        Of the scores in the window; NaN where there is none (the mean), or where there are
        fewer than two (the standard error).
    """

    days: np.ndarray
    count: np.ndarray
    total: np.ndarray
    mean: np.ndarray
    error: np.ndarray


def relation(days: np.ndarray, scores: np.ndarray, window: int) -> Relation:
    """Return the index on every day on which an event comes into the window or leaves it.

    Parameters
    ----------
    days : ndarray of int64, shape (events,)
        Day of each event, in any order.
    scores : ndarray of float64, shape (events,)
        From -10 to 10.
    window : int
        Days that count, the day itself included; at least 1.

    Raises
    ------
    ValueError
        For a window below 1.
    """
    if window < 1:
        raise ValueError("a window has at least one day")
    order = np.argsort(days, kind="stable")
    days, scores = np.asarray(days)[order], np.asarray(scores, dtype=float)[order]
    points = np.unique(np.concatenate([days, days + window]))
    begin = np.searchsorted(days, points - window, side="right")
    end = np.searchsorted(days, points, side="right")
    count = end - begin
    total = np.zeros(len(points))
    mean, error = np.full((2, len(points)), np.nan)
    # Few events stand in a window; sums of differences would lose digits that these keep.
    for k, (first, last) in enumerate(zip(begin, end, strict=True)):
        inside = scores[first:last]
        total[k] = inside.sum()
        if len(inside):
            mean[k] = inside.mean()
        if len(inside) > 1:
            error[k] = inside.std(ddof=1) / np.sqrt(len(inside))
    return Relation(points, count, total, mean, error)
