"""What a delay moves: earliest new dates, slack and the chain that decides the end.

The forward and backward pass of the critical path method over a plan in progress.  What is
performed keeps its day; nothing else can be finished before today; nobody begins before
its planned start or before all its prerequisites are finished.

References
----------
J. E. Kelley and M. R. Walker, "Critical-path planning and scheduling", Proceedings of the
Eastern Joint Computer Conference (1959) 160-173.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.exchange import closure
from detente.schedule.verification.limits import require_not_negative

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Plan:
    """What was agreed; days count from any day, the same for all.

    Attributes
    ----------
    start, finish : ndarray of float64, shape (commitments,)
        Planned days.
    duration : ndarray of float64, shape (commitments,)
        Days that each takes once begun; at most finish - start.
    before : ndarray of bool, shape (commitments, commitments)
        ``before[i, j]``: i is finished before j is begun.
    """

    start: Array
    finish: Array
    duration: Array
    before: Mask


@dataclass(frozen=True)
class Slippage:
    """Where a plan stands today.

    Attributes
    ----------
    start : ndarray of float64, shape (commitments,)
        Earliest; NaN for what is performed.
    finish : ndarray of float64, shape (commitments,)
        Earliest, or the day of performance.
    delay : ndarray of float64, shape (commitments,)
        Against the planned finish; below 0 where early.
    slack : ndarray of float64, shape (commitments,)
        Days by which the finish may slip further without moving the end; NaN for what is
        performed.
    end : float
        Day on which the last commitment is finished.
    overdue : ndarray of bool, shape (commitments,)
        Not performed though its planned finish is past.
    chain : tuple of int
        Commitments that decide the end, each beginning when the one before is finished;
        empty when all is performed.
    """

    start: Array
    finish: Array
    delay: Array
    slack: Array
    end: float
    overdue: Mask
    chain: tuple[int, ...]


def plan(start: ArrayLike, finish: ArrayLike, duration: ArrayLike, before: ArrayLike) -> Plan:
    """Return a checked plan.

    Parameters
    ----------
    start, finish, duration : array_like of float, shape (commitments,)
    before : array_like of bool, shape (commitments, commitments)

    Raises
    ------
    UsageError
        Where shapes do not fit, days are no numbers, a duration is negative or longer than
        planned, or the prerequisites go round in a circle.
    """
    s, f, d = (np.asarray(x, dtype=np.float64) for x in (start, finish, duration))
    needs = np.asarray(before, dtype=bool)
    if s.ndim != 1 or s.shape != f.shape or s.shape != d.shape or needs.shape != s.shape * 2:
        raise UsageError("a plan has a start, a finish, a duration and prerequisites for each")
    if not (np.isfinite(s).all() and np.isfinite(f).all()):
        raise UsageError("a planned start or finish is missing")
    require_not_negative("a duration", d)
    if (wrong := np.flatnonzero(d > f - s + 1e-9)).size:
        raise UsageError(f"commitment {wrong[0]} is planned to take less than its duration")
    if closure(needs).diagonal().any():
        raise UsageError("the prerequisites go round in a circle")
    return Plan(s, f, d, needs)


def slippage(agreed: Plan, performed: ArrayLike, today: float, begun: ArrayLike = True) -> Slippage:
    """Propagate what was performed, and what was not, through the plan.

    Parameters
    ----------
    agreed : Plan
    performed : array_like of float, shape (commitments,)
        Day on which each was finished; NaN where it was not.
    today : float
    begun : array_like of bool, shape (commitments,) or ()
        Whether a commitment whose turn has come was begun then.  Where it was not, it takes
        its whole duration from today.

    Returns
    -------
    Slippage

    Raises
    ------
    UsageError
        Also where something was performed after today.
    """
    done_on = np.asarray(performed, dtype=np.float64)
    if done_on.shape != agreed.start.shape:
        raise UsageError("performance is stated for every commitment of the plan")
    if (done_on > today).any():
        raise UsageError("what is performed after today is not performed yet")
    done = ~np.isnan(done_on)
    release = np.where(np.broadcast_to(np.asarray(begun, dtype=bool), done.shape), -np.inf, today)
    release = np.maximum(agreed.start, release)
    # A commitment has more ancestors than any of its ancestors has.
    order = np.argsort(closure(agreed.before).sum(axis=0), kind="stable")
    start, finish = np.full(len(done), np.nan), np.where(done, done_on, np.nan)
    for j in order[~done[order]]:
        start[j] = finish[agreed.before[:, j]].max(initial=release[j])
        finish[j] = max(start[j] + agreed.duration[j], today)
    end = float(finish.max(initial=-np.inf))
    return Slippage(
        start,
        finish,
        finish - agreed.finish,
        _slack(agreed, start, finish, done, order, end),
        end,
        ~done & (agreed.finish < today),
        _chain(agreed.before, start, finish, done),
    )


def _slack(
    agreed: Plan, start: Array, finish: Array, done: Mask, order: NDArray[np.intp], end: float
) -> Array:
    latest = np.full(len(done), np.nan)
    for j in order[::-1]:
        if not done[j]:
            waiting = agreed.before[j] & ~done
            latest[j] = (latest[waiting] - agreed.duration[waiting]).min(initial=end)
    return latest - finish


def _chain(before: Mask, start: Array, finish: Array, done: Mask) -> tuple[int, ...]:
    # What is open is finished today at the earliest, and so after all that is performed.
    open_ones = np.flatnonzero(~done)
    found = [int(open_ones[finish[open_ones].argmax()])] if open_ones.size else []
    chain: list[int] = []
    while found:
        j = found[0]
        chain.insert(0, j)
        found = [int(i) for i in np.flatnonzero(before[:, j] & ~done) if finish[i] == start[j]]
    return tuple(chain)
