"""How long each delivery may be late, alone, before a condition of the plan breaks.

The delay of one delivery moves every later one that waits for it by a whole number of days or
not at all, so which deliveries count in a condition changes only where a moved date passes
another's, or its date of verification: only these delays are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.schedule.conditions import conditions
from detente.schedule.dated.grid import WHOLE, Terms, first_periods, terms, units, waits
from detente.schedule.dated.serial import overlapping
from detente.schedule.exchange import Exchange

DEADLINE = "deadline"

Propagate = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Slack:
    """How late one delivery may be, and what breaks a day later.

    Attributes
    ----------
    days : float
        Whole days; infinite where nothing ever breaks.
    kind : str
        ``walk-away``, ``cheat`` or ``deadline``; empty where nothing breaks.
    party : int
        Who would then be better off breaking off, ``-1 - k`` for coalition k; for a deadline
        the actor; -1 with an empty ``kind``.
    commitments : tuple of int
        What it would not do, or fake, or is delivered past its deadline.
    """

    days: float
    kind: str
    party: int
    commitments: tuple[int, ...]


def slack(
    exchange: Exchange,
    finish: np.ndarray,
    durations: np.ndarray,
    *,
    gates: bool,
    wait: bool,
    deadlines: np.ndarray | None = None,
    tolerance: float = 1e-9,
) -> list[Slack]:
    """Return for each commitment how late it may be.

    Parameters
    ----------
    exchange : Exchange
        Without draws; guarantees included.
    finish : ndarray of int, shape (commitments,)
        Planned day of each delivery.
    durations : ndarray of int, shape (commitments,)
        Days.
    gates : bool
    wait : bool
        Whether everything planned later waits for what is late, so that the order stays (and
        what is planned at the same time does not); else only what has it as a prerequisite
        waits, and the rest stays as planned.
    deadlines : ndarray, shape (commitments,), optional
    tolerance : float
        By how much a condition may be exceeded.

    Raises
    ------
    ValueError
        When the plan itself breaks a condition or a prerequisite: add the guarantees that it
        needs (``exchange.guaranteed``) first.
    """
    given = terms(exchange.commitments, durations, None, deadlines)
    plan = np.asarray(finish, dtype=int)
    if _first_broken(exchange, plan, given, gates, tolerance) is not None:
        raise ValueError("the plan itself breaks a condition: give the guarantees it needs")
    kept = _pushed(exchange, plan, given)
    if wait:
        kept = overlapping(exchange, plan, given.durations, gates=gates, floor=kept).finish
    if (kept != plan).any():
        raise ValueError("the plan itself does not wait for a prerequisite or a verification")
    found = [Slack(math.inf, "", -1, ())] * exchange.commitments
    for unit in units(exchange):
        moved = _moved(exchange, plan, given, unit, gates, wait)
        for delay in _delays(exchange, plan, given, unit, moved, gates):
            broken = _first_broken(exchange, moved(delay), given, gates, tolerance)
            if broken is not None:
                for j in unit:
                    found[j] = Slack(delay - 1, *broken)
                break
    return found


def _moved(
    exchange: Exchange,
    plan: np.ndarray,
    given: Terms,
    unit: tuple[int, ...],
    gates: bool,
    wait: bool,
) -> Callable[[int], np.ndarray]:
    """Return the dates of all as a function of the delay of one unit."""

    def dates(delay: int) -> np.ndarray:
        floor = plan.copy()
        floor[list(unit)] += delay
        if not wait:
            return _pushed(exchange, floor, given)
        turn = plan.astype(float)
        # What was planned for the same day goes ahead; what was planned later waits.
        turn[list(unit)] += 0.5
        return overlapping(exchange, turn, given.durations, gates=gates, floor=floor).finish

    return dates


def _pushed(exchange: Exchange, floor: np.ndarray, given: Terms) -> np.ndarray:
    """Return the earliest dates not before ``floor`` that keep prerequisites and escrows."""
    held = Terms(given.durations, floor - given.durations, given.deadlines)
    pushed = first_periods(exchange, held, 1)
    if pushed is None:
        raise ValueError("escrows and prerequisites wait for one another in a circle")
    return pushed


def _delays(
    exchange: Exchange,
    plan: np.ndarray,
    given: Terms,
    unit: tuple[int, ...],
    moved: Callable[[int], np.ndarray],
    gates: bool,
) -> list[int]:
    """Return the delays at which something may change, rising."""
    lag = waits(exchange)
    far = int(plan.max() + given.durations.sum() + np.ceil(lag).sum() + len(plan) + 1)
    # Dates are the greatest of what was planned and the delay plus a constant.
    offsets = moved(far) - far
    shifts = np.flatnonzero(moved(far) > plan)
    marks = [plan, given.deadlines[np.isfinite(given.deadlines)]]
    if not gates:
        marks += [plan + lag]
    values = np.concatenate(marks)
    found: set[int] = {1}
    for m in shifts:
        for value in [*values, *([] if gates else plan - lag[m])]:
            day = math.floor(value - offsets[m] + WHOLE)
            found |= {day, day + 1}
    return sorted(delay for delay in found if delay >= 1)


def _first_broken(
    exchange: Exchange, dates: np.ndarray, given: Terms, gates: bool, tolerance: float
) -> tuple[str, int, tuple[int, ...]] | None:
    """Return kind, party and commitments of the earliest broken condition."""
    result = conditions(exchange, dates, gates=gates)
    found: list[tuple[float, str, int, tuple[int, ...]]] = [
        (test.time, test.kind, test.party, test.commitments)
        for test, excess in zip(result.tests, result.excess, strict=True)
        if excess > tolerance
    ]
    for j in np.flatnonzero(dates > given.deadlines):
        found.append((float(given.deadlines[j]), DEADLINE, int(exchange.actor[j]), (int(j),)))
    return min(found, key=lambda broken: broken[0])[1:] if found else None
