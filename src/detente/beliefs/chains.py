"""Statements of order that form plain chains, which sorting satisfies exactly."""

from __future__ import annotations

import numpy as np


def sortable_chains(
    order: np.ndarray, low: np.ndarray, high: np.ndarray, kept: np.ndarray
) -> list[list[int]] | None:
    """Return the chains that the statements form, least first, if sorting does.

    Draws of shares that may be exchanged for one another, put in order, are
    uniform on the ordered part (David and Nagaraja 2003, for uniforms).  That
    needs shares with the same bounds, none of them moved by a factor or a
    distribution of its own, and statements that form chains without a branch.

    Parameters
    ----------
    order : ndarray, shape (k, d)
        Rows a with a @ w <= 0.
    low, high : ndarray, shape (d,)
    kept : ndarray of bool, shape (d,)
        Shares that something else moves.

    Returns
    -------
    list of list of int, or None
        None where sorting would not give the right distribution.
    """
    after: dict[int, int] = {}
    for row in order:
        lesser, greater = np.flatnonzero(row == 1.0), np.flatnonzero(row == -1.0)
        if len(lesser) != 1 or len(greater) != 1 or np.count_nonzero(row) != 2:
            return None
        if after.get(int(lesser[0]), int(greater[0])) != int(greater[0]):
            return None
        after[int(lesser[0])] = int(greater[0])
    if len(set(after.values())) != len(after):
        return None
    chains = []
    for start in sorted(set(after) - set(after.values())):
        chain = [start]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        if np.ptp(low[chain]) > 1e-12 or np.ptp(high[chain]) > 1e-12 or kept[chain].any():
            return None
        chains.append(chain)
    # A circle has no start and is no chain.
    return chains if sum(len(c) - 1 for c in chains) == len(after) else None
