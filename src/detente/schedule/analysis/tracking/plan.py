"""The planned day of each commitment: the case's own, else that of a calendar."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from detente.schedule.analysis.prepared import Prepared
from detente.schedule.dated.grid import units
from detente.schedule.dated.serial import overlapping
from detente.schedule.exchange import Exchange, closure
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.states import times_of

DUE, CALENDAR, PREREQUISITES = "due", "calendar", "prerequisites"


@dataclass(frozen=True)
class Planned:
    """When each commitment was to be delivered.

    Attributes
    ----------
    starts : date
        First day of carrying the deal out.
    stated : bool
        Whether the case says so.
    finish : ndarray of int, shape (commitments,)
        Days as ordinals (``date.toordinal``).
    by : tuple of str
        Where each comes from.
    """

    starts: datetime.date
    stated: bool
    finish: np.ndarray
    by: tuple[str, ...]


def planned(ready: Prepared, signed: datetime.date, seconds: float) -> Planned:
    """Return the planned day of each commitment.

    Parameters
    ----------
    ready : Prepared
    signed : date
        First day where the case states none.
    seconds : float
        To look for the order that the calendar follows, where the case leaves days open.
    """
    starts = ready.plan.starts or signed
    first = starts.toordinal()
    named = [ready.case.commitments[name] for name in ready.names]
    finish = np.array([c.due.toordinal() if c.due else 0 for c in named], dtype=int)
    by = np.array([DUE if c.due else "" for c in named], dtype=object)
    open_ones = np.flatnonzero(by == "")
    if open_ones.size:
        earliest = np.array(
            [max((c.not_before - starts).days, 0) if c.not_before else 0 for c in named], dtype=int
        )
        dated, source = _calendar(ready, earliest, seconds)
        finish[open_ones], by[open_ones] = first + dated[open_ones], source
        _after_prerequisites(ready, finish, open_ones)
    return Planned(starts, ready.plan.starts is not None, finish, tuple(by))


def _calendar(ready: Prepared, earliest: np.ndarray, seconds: float) -> tuple[np.ndarray, str]:
    """Return the days of delivery of the order with the least guarantee, from day 0."""
    exchange = ready.typical
    order = least_guarantee(exchange, ready.scale, seconds=seconds).order
    if not order:
        return earliest + ready.durations, PREREQUISITES
    turn = times_of(exchange, order)
    dated = overlapping(exchange, turn, ready.durations, gates=ready.plan.gates, earliest=earliest)
    return dated.finish, CALENDAR


def _after_prerequisites(ready: Prepared, finish: np.ndarray, open_ones: np.ndarray) -> None:
    """Move what the case leaves open behind what it waits for, where that has days of its own."""
    before = ready.typical.before
    for j in np.argsort(closure(before).sum(axis=0), kind="stable"):
        if j in open_ones:
            ready_on = finish[before[:, j]].max(initial=0) + ready.durations[j]
            finish[j] = max(finish[j], ready_on)


def together(exchange: Exchange, days: np.ndarray) -> np.ndarray:
    """Return days of delivery at which each escrow releases all it holds: when the last is in.

    Parameters
    ----------
    exchange : Exchange
    days : ndarray of float, shape (commitments,)
        NaN for what is not delivered: then nothing of that escrow is.
    """
    found = np.array(days, dtype=float)
    for unit in units(exchange):
        found[list(unit)] = found[list(unit)].max()
    return found
