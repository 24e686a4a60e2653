"""Which few overdue obligations hold up the most others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.exchange import closure


@dataclass(frozen=True)
class Unlocking:
    """What waits on each overdue commitment.

    Attributes
    ----------
    waiting : ndarray of int, shape (commitments,)
        Commitments not yet performed that wait on it, directly or not; 0 unless overdue.
    alone : ndarray of int, shape (commitments,)
        Those of them that wait on nothing else overdue, but for what itself waits on it.
    first : tuple of int
        Overdue commitments on which something waits, those that unlock most first.
    """

    waiting: NDArray[np.intp]
    alone: NDArray[np.intp]
    first: tuple[int, ...]


def unlocking(before: ArrayLike, performed: ArrayLike, overdue: ArrayLike) -> Unlocking:
    """Count what waits on each overdue commitment.

    Parameters
    ----------
    before : array_like of bool, shape (commitments, commitments)
        ``before[i, j]``: i is finished before j is begun; without a circle.
    performed, overdue : array_like of bool, shape (commitments,)

    Returns
    -------
    Unlocking

    Raises
    ------
    UsageError
    """
    needs, done, late = (np.asarray(x, dtype=bool) for x in (before, performed, overdue))
    if (done & late).any():
        raise UsageError("what is performed is not overdue")
    # What is performed holds up nobody, so no chain of waiting passes through it.
    waits = closure(needs & ~done)
    if waits.diagonal().any():
        raise UsageError("the prerequisites go round in a circle")
    held = waits & late[:, None]
    # blocked[k, j]: something overdue other than k, and not itself waiting on k, holds up j.
    elsewhere = ~waits & ~np.eye(len(done), dtype=bool)
    blocked = (elsewhere.astype(int) @ held.astype(int)) > 0
    waiting, alone = held.sum(axis=1), (held & ~blocked).sum(axis=1)
    ranked = np.lexsort((np.arange(len(done)), -waiting, -alone))
    return Unlocking(waiting, alone, tuple(int(k) for k in ranked if waiting[k]))
