"""Where a deal founders: the gates it must pass in turn, belief set by belief set.

A belief set is counted at the first gate that nothing gets through, or as one in which
something gets through all of them, so that the shares sum to 1.  Beside that each gate is
taken by itself: whether something comes as far as it and is stopped there, whatever becomes of
the rest; and whether something would get through all if this gate alone stood open.
"""

from __future__ import annotations

import numpy as np


def reached(stages: np.ndarray) -> np.ndarray:
    """Return which packages get through each stage and all before it.

    Parameters
    ----------
    stages : ndarray of bool, shape (stages, packages, draws)

    Returns
    -------
    ndarray of bool, shape (stages, packages, draws)
    """
    return np.logical_and.accumulate(stages, axis=0)


def first_failed(zone: np.ndarray, stages: np.ndarray) -> np.ndarray:
    """Return the number of the first gate that nothing gets through, draw by draw.

    Gate 0 is whether anything at all could be agreed; gates 1 and up are the stages, which the
    packages pass in turn.

    Parameters
    ----------
    zone : ndarray of bool, shape (draws,)
        Where some package could be agreed, tabled or not.
    stages : ndarray of bool, shape (stages, packages, draws)
        Which of the packages in question pass each stage; there may be no package.

    Returns
    -------
    ndarray of int, shape (draws,)
        ``stages + 1`` where some package gets through everything.
    """
    through = np.vstack([zone[None, :], reached(stages).any(axis=1)])
    return np.asarray(np.logical_and.accumulate(through, axis=0).sum(axis=0))


def stopped(stages: np.ndarray) -> np.ndarray:
    """Return where some package comes as far as a stage and is stopped there.

    Parameters
    ----------
    stages : ndarray of bool, shape (stages, packages, draws)

    Returns
    -------
    ndarray of bool, shape (stages, packages, draws)
    """
    before = np.ones_like(stages)
    before[1:] = reached(stages)[:-1]
    return np.asarray(before & ~stages)


def with_open_gate(zone: np.ndarray, stages: np.ndarray, stage: int) -> np.ndarray:
    """Return where some package would get through everything if one stage stood open.

    Parameters
    ----------
    zone : ndarray of bool, shape (draws,)
    stages : ndarray of bool, shape (stages, packages, draws)
    stage : int

    Returns
    -------
    ndarray of bool, shape (draws,)
    """
    rest = np.delete(stages, stage, axis=0)
    return np.asarray(zone & rest.all(axis=0).any(axis=0))
