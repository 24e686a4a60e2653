"""Dates of an order that is given: one step after the other, or overlapping.

An order is an array of turns: what has the lower turn is delivered earlier, what has the same
turn at once.  Work ends with the delivery and is begun as late as its duration allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.schedule.dated.grid import Terms, gap, terms, up, waits
from detente.schedule.exchange import Exchange


@dataclass(frozen=True)
class Dated:
    """Dates of every commitment, in days from the start.

    Attributes
    ----------
    start, finish : ndarray of int, shape (commitments,)
        Begin of work, and delivery.
    """

    start: np.ndarray
    finish: np.ndarray

    @property
    def makespan(self) -> int:
        """Day of the last delivery."""
        return int(self.finish.max(initial=0))


def one_by_one(
    exchange: Exchange,
    turn: np.ndarray,
    durations: np.ndarray,
    *,
    gates: bool,
    period: int = 1,
    earliest: np.ndarray | None = None,
) -> Dated:
    """Return the dates where each step is begun when the one before is delivered.

    Parameters
    ----------
    exchange : Exchange
        Without draws.
    turn : ndarray, shape (commitments,)
    durations : ndarray of int, shape (commitments,)
        Days.
    gates : bool
        Whether a step is begun only when the one before is verified.
    period : int
        Days of the grid that deliveries are rounded up to; two steps are at least one apart.
    earliest : ndarray of int, shape (commitments,), optional
        Day before which work cannot begin.

    Raises
    ------
    ValueError
        Where the order delivers something before, or with, what it waits for, or tears an
        escrow apart.
    """
    given = terms(exchange.commitments, durations, earliest)
    verified = waits(exchange)

    def ready(step: np.ndarray, done: np.ndarray, finish: np.ndarray) -> int:
        passed = finish + (verified if gates else 0.0)
        free = float(passed[done].max(initial=0))
        day = max(max(free, given.earliest[j]) + given.durations[j] for j in step)
        return up(day, period)

    return _by_turn(exchange, np.asarray(turn), given, period, ready)


def overlapping(
    exchange: Exchange,
    turn: np.ndarray,
    durations: np.ndarray,
    *,
    gates: bool,
    period: int = 1,
    earliest: np.ndarray | None = None,
    floor: np.ndarray | None = None,
) -> Dated:
    """Return the earliest dates where work runs at once but deliveries keep the order.

    Parameters
    ----------
    exchange, turn, durations, period, earliest
        As in :func:`one_by_one`.
    gates : bool
        Whether a delivery waits until those of all other parties before it are verified.
    floor : ndarray, shape (commitments,), optional
        Day before which each is not delivered.

    Raises
    ------
    ValueError
        As in :func:`one_by_one`.
    """
    given = terms(exchange.commitments, durations, earliest)
    verified = waits(exchange)

    def ready(step: np.ndarray, done: np.ndarray, finish: np.ndarray) -> int:
        periods = [0]
        for j in step:
            periods.append(up(given.earliest[j] + given.durations[j], period))
            periods += [
                up(finish[i], period) + gap(given.durations[j], period)
                for i in np.flatnonzero(exchange.before[:, j])
            ]
            if gates:
                others = done & (exchange.actor != exchange.actor[j])
                periods.append(up(float((finish + verified)[others].max(initial=0)), period))
            if floor is not None:
                periods.append(up(float(floor[j]), period))
        return max(periods)

    return _by_turn(exchange, np.asarray(turn), given, period, ready)


def _by_turn(
    exchange: Exchange,
    turn: np.ndarray,
    given: Terms,
    period: int,
    ready: Callable[[np.ndarray, np.ndarray, np.ndarray], int],
) -> Dated:
    """Deliver turn by turn, each at the period that ``ready`` gives and after the one before."""
    if (exchange.before & (turn[:, None] >= turn)).any():
        raise ValueError("the order delivers something before, or with, what it waits for")
    for escrow in exchange.escrows:
        if len(set(turn[list(escrow.members)].tolist())) > 1:
            raise ValueError("the commitments of an escrow are delivered at one time")
    finish = np.zeros(len(turn), dtype=int)
    before, done = -1, np.zeros(len(turn), dtype=bool)
    for number in sorted(set(turn.tolist())):
        step = np.flatnonzero(turn == number)
        before = max(before + 1, ready(step, done, finish))
        finish[step] = before * period
        done[step] = True
    return Dated(finish - given.durations, finish)
