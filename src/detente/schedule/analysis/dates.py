"""The dated plan on expected inputs: shortest with the least guarantees, then fewest times."""

from __future__ import annotations

import datetime

import numpy as np

from detente.deals import share
from detente.schedule.analysis.prepared import DAYS_PER_YEAR, TOLERANCE, Prepared
from detente.schedule.conditions import conditions
from detente.schedule.dated.calendar import Calendar, calendar
from detente.schedule.dated.exposure import exposure
from detente.schedule.dated.serial import Dated, one_by_one, overlapping
from detente.schedule.exchange import Exchange
from detente.schedule.findings import CalendarFinding, DatedFinding, ExposureFinding
from detente.schedule.search.states import Order, times_of

PERIODS = 80
"""Periods that a plan is cut into at most, unless the case's own grid is coarser."""
MOMENT = 1e-3
"""Part of a day between what waits for each other on one day."""
ROOM = 1e-7
"""Share of the largest number by which guarantees are rounded up, so that they are enough."""


def dated_plan(
    ready: Prepared, order: Order, needs: np.ndarray, seconds: float
) -> tuple[CalendarFinding | None, str, np.ndarray | None]:
    """Return the dated plan, why there is none, and the day of each delivery.

    Parameters
    ----------
    ready : Prepared
    order : tuple of tuple of int
        An order that holds with these guarantees; its dates are the longest looked at.
    needs : ndarray, shape (parties,)
    seconds : float
        0: the dates of that order, work overlapping, without a search for shorter ones.
    """
    exchange = ready.typical
    given = needs + ROOM * max(1.0, float(np.abs(exchange.cap).max(initial=0.0)))
    turn = times_of(exchange, order)
    earliest, deadlines = ready.days
    serial = one_by_one(exchange, turn, ready.durations, gates=ready.plan.gates, earliest=earliest)
    if seconds <= 0:
        plan = overlapping(
            exchange, turn, ready.durations, gates=ready.plan.gates, earliest=earliest
        )
        if (plan.finish > deadlines).any():
            return None, _late(ready, np.flatnonzero(plan.finish > deadlines)), None
        found = _finding(ready, plan, given, needs, "GAP", 0.0, 1, serial.makespan)
        return found, "", plan.finish
    period = _period(ready, serial)
    discount = (1.0 - ready.plan.discount / 100.0) ** (period / DAYS_PER_YEAR)
    best = calendar(
        exchange,
        ready.durations,
        given,
        period=period,
        earliest=earliest,
        deadlines=deadlines,
        gates=ready.plan.gates,
        discount=discount,
        seconds=seconds,
        hint_order=turn,
    )
    if best.start is None or best.finish is None:
        due = agreed_days(ready)
        if due is None:
            return None, _why(ready, best), None
        agreed = Dated(np.floor(due).astype(int) - ready.durations, np.floor(due).astype(int))
        found = _finding(ready, agreed, given, needs, "GAP", 0.0, 1, serial.makespan)
        return found, "agreed", due
    plan = Dated(best.start, best.finish)
    found = _finding(
        ready,
        plan,
        given,
        needs,
        best.makespan.status,
        best.makespan.bound,
        period,
        serial.makespan,
    )
    return found, "", plan.finish


def _period(ready: Prepared, serial: Dated) -> int:
    """Return the days of the grid: the case's own, or fewer periods of more days."""
    return max(ready.plan.period_days, -(-serial.makespan // PERIODS))


def agreed_days(ready: Prepared) -> np.ndarray | None:
    """Return the last day that the case gives for each commitment; shape (commitments,).

    What waits for something of the same day comes a moment after it.  None where a day is
    missing, or the days do not keep the prerequisites.
    """
    _, due = ready.days
    exchange = ready.typical
    if not len(due) or not np.isfinite(due).all():
        return None
    early = exchange.before & (due[:, None] > due)
    torn = any(len(set(due[list(e.members)].tolist())) > 1 for e in exchange.escrows)
    if early.any() or torn:
        return None
    return np.asarray(due + MOMENT * _depth(exchange.before))


def _depth(before: np.ndarray) -> np.ndarray:
    """Return how many commitments come one after another before each; shape (commitments,)."""
    depth = np.zeros(len(before), dtype=int)
    for _ in range(len(before)):
        depth = np.where(before, depth[:, None] + 1, 0).max(axis=0, initial=0)
    return depth


def _why(ready: Prepared, found: Calendar) -> str:
    if found.too_late:
        return _late(ready, found.too_late)
    if found.impossible and found.complete:
        grid = f"on a grid of {found.period} days" if found.period > 1 else "to the day"
        return f"{grid}, no dates exist that keep all deadlines and every condition (proved)"
    if found.impossible:
        return f"no dates exist within {found.horizon} days (proved); later ones were not looked at"
    return "no dates were found in time, which does not mean that there are none"


def _late(ready: Prepared, late: object) -> str:
    names = ", ".join(f"'{ready.names[int(j)]}'" for j in np.asarray(late, dtype=int))
    return f"not in time whatever the order, by durations and prerequisites alone: {names}"


def _finding(
    ready: Prepared,
    plan: Dated,
    given: np.ndarray,
    needs: np.ndarray,
    status: str,
    bound: float,
    period: int,
    serial: float,
) -> CalendarFinding:
    moments = sorted(set(plan.finish.tolist()))
    held = conditions(
        ready.fresh.exchange,
        plan.finish + MOMENT * _depth(ready.typical.before),
        gates=ready.plan.gates,
    ).holds(TOLERANCE)
    lags = ready.typical.lag
    rows = []
    for j in np.lexsort((np.arange(len(ready.names)), plan.finish)):
        name = ready.names[int(j)]
        commitment = ready.case.commitments[name.partition(" (")[0]]
        rows.append(
            DatedFinding(
                name,
                commitment.label + name[len(name.partition(" (")[0]) :],
                commitment.actor,
                _day(ready, int(plan.start[j])),
                _day(ready, int(plan.finish[j])),
                _day(ready, int(np.ceil(plan.finish[j] + round(float(lags[j]), 6)))),
                moments.index(int(plan.finish[j])) + 1,
            )
        )
    return CalendarFinding(
        status,
        _day(ready, 0),
        _day(ready, plan.makespan),
        float(bound),
        ready.plan.gates,
        period,
        ready.by_party(needs),
        tuple(rows),
        _exposure(ready, ready.typical.guaranteed(given), plan.finish),
        float(serial),
        share(held, ready.fresh.weights),
    )


def _exposure(
    ready: Prepared, exchange: Exchange, finish: np.ndarray
) -> tuple[ExposureFinding, ...]:
    found = exposure(exchange, finish)
    days = (_day(ready, 0), *(_day(ready, int(t)) for t in found.times))
    return tuple(
        ExposureFinding(
            party,
            days,
            (0.0, *(float(v) for v in found.after[:, p])),
            float(found.cap[p]),
        )
        for p, party in enumerate(ready.parties)
    )


def _day(ready: Prepared, days: int) -> datetime.date:
    return ready.starts + datetime.timedelta(days=days)
