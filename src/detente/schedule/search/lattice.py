"""Best merging of two given sequences: a monotone path through a lattice.

With the order inside each party fixed, what has been delivered is a pair of counts; the best
path is a dynamic programme of the product of the counts.
"""

from __future__ import annotations

import numpy as np

from detente.schedule.search.states import States


def merge(
    states: States, scale: np.ndarray, first: list[int], second: list[int]
) -> tuple[list[int], float] | None:
    """Return the best order that keeps each of two sequences of units.

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)
    first, second : list of int
        Every unit once.

    Returns
    -------
    tuple of (order of units, least guarantee) or None
        None where prerequisites leave no path.
    """
    rows, columns = len(first), len(second)
    a = np.vstack([np.zeros(len(scale)), np.cumsum(states.effect[first], axis=0)])
    b = np.vstack([np.zeros(len(scale)), np.cumsum(states.effect[second], axis=0)])
    room = states.cap - a[:, None, :] - b[None, :, :]
    down = states.share(states.need[first][:, None, :] - room[:-1], scale)
    right = states.share(states.need[second][None, :, :] - room[:, :-1], scale)
    # A unit may come only when its prerequisites in the other sequence have.
    place = np.arange(columns) + 1
    required = (states.before[np.ix_(second, first)] * place[:, None]).max(axis=0, initial=0)
    down = np.where(np.arange(columns + 1) >= required[:, None], down, np.nan)
    place = np.arange(rows) + 1
    required = (states.before[np.ix_(first, second)] * place[:, None]).max(axis=0, initial=0)
    right = np.where(np.arange(rows + 1)[:, None] >= required, right, np.nan)
    worst = np.full((rows + 1, columns + 1), np.nan)
    worst[0, 0] = float(states.share(states.end, scale))
    for total in range(1, rows + columns + 1):
        i = np.arange(max(0, total - columns), min(rows, total) + 1)
        j = total - i
        above = np.full(len(i), np.nan)
        left = above.copy()
        up, back = i > 0, j > 0
        above[up] = _later(worst[i[up] - 1, j[up]], down[i[up] - 1, j[up]])
        left[back] = _later(worst[i[back], j[back] - 1], right[i[back], j[back] - 1])
        worst[i, j] = np.fmin(above, left)
    if np.isnan(worst[-1, -1]):
        return None
    return _path(worst, down, right, first, second), float(worst[-1, -1])


def _later(worst: np.ndarray, step: np.ndarray) -> np.ndarray:
    # Unlike max(), a path that does not exist (not a number) stays one.
    return np.asarray(np.maximum(worst, step))


def _path(
    worst: np.ndarray,
    down: np.ndarray,
    right: np.ndarray,
    first: list[int],
    second: list[int],
) -> list[int]:
    i, j, order = len(first), len(second), []
    while i or j:
        if i and _later(worst[i - 1, j], down[i - 1, j]) == worst[i, j]:
            i -= 1
            order.append(first[i])
        else:
            j -= 1
            order.append(second[j])
    return order[::-1]
