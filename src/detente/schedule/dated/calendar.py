"""The shortest calendar in which nobody ever does better by breaking off.

Time is counted in periods of ``period`` days; a delivery is made at the end of a period, so
begin plus duration is rounded up to the grid, and what is proved is proved for that grid.  A
period of one day is exact; a model of some 80 periods stays small.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente.schedule.dated.discounted import excess
from detente.schedule.dated.grid import Terms, down, first_periods, gap, last_periods, terms, up
from detente.schedule.dated.serial import Dated, one_by_one, overlapping
from detente.schedule.dated.time_indexed import TimeIndexed
from detente.schedule.exchange import Exchange

PROVED: Literal["PROVED"] = "PROVED"
GAP: Literal["GAP"] = "GAP"
NOT_FOUND: Literal["NOT FOUND IN TIME"] = "NOT FOUND IN TIME"

LONGEST = 240
"""Periods that are looked at if nobody says how many."""

# Of the largest number of an exchange: how far a condition may be exceeded by rounding.
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Objective:
    """One aim of the calendar.

    Attributes
    ----------
    value : int or None
        Best found; None where no calendar was found.
    bound : float
        What it cannot be below; infinite where it is proved that there is no calendar.
    status : str
        ``PROVED``, ``GAP`` or ``NOT FOUND IN TIME``.
    """

    value: int | None
    bound: float
    status: Literal["PROVED", "GAP", "NOT FOUND IN TIME"]


@dataclass(frozen=True)
class Calendar:
    """Dates of every commitment, in days from the start, and what is known of them.

    Attributes
    ----------
    start, finish : ndarray of int, shape (commitments,), or None
        Begin of work, as late as its duration allows, and delivery; None where there is none.
    makespan : Objective
        Day of the last delivery.
    turns : Objective
        Times of delivery that differ, with the makespan no longer than that found.
    period : int
        Days of the grid.
    horizon : int
        Last day looked at.
    complete : bool
        Whether a longer horizon cannot help.
    too_late : tuple of int
        Commitments whose deadline cannot be met whatever the order, by prerequisites,
        durations and first days alone, to the day.
    excess : float
        By how much breaking off is better at worst (not above rounding; below 0 where it
        never is); NaN without dates.
    """

    start: np.ndarray | None
    finish: np.ndarray | None
    makespan: Objective
    turns: Objective
    period: int
    horizon: int
    complete: bool
    too_late: tuple[int, ...]
    excess: float

    @property
    def impossible(self) -> bool:
        """Whether it is proved that no calendar exists on this grid within the horizon."""
        return self.finish is None and self.makespan.status == PROVED


def calendar(
    exchange: Exchange,
    durations: np.ndarray,
    guarantee_needed: np.ndarray,
    *,
    period: int,
    earliest: np.ndarray | None = None,
    deadlines: np.ndarray | None = None,
    gates: bool,
    discount: float = 1.0,
    horizon: int | None = None,
    seconds: float = 20.0,
    hint_order: np.ndarray | None = None,
) -> Calendar:
    """Return the dates with the earliest end, and of those with the fewest times of delivery.

    Every condition holds at every period: prerequisites (delivered at an earlier time, and
    before work begins), first days, deadlines, escrows at one time, and that no party and no
    coalition is ahead by more than its cap, lags of detection included.

    Parameters
    ----------
    exchange : Exchange
        Without draws.
    durations : ndarray of int, shape (commitments,)
        Days of work.
    guarantee_needed : ndarray, shape (parties,)
        Guarantees beyond those of the exchange; infinite to leave a party's conditions out.
    period : int
        Days of the grid.
    earliest : ndarray of int, shape (commitments,), optional
        Day before which work cannot begin.
    deadlines : ndarray of float, shape (commitments,), optional
        Last day of delivery; infinite for none.
    gates : bool
        With gates a delivery of anybody else waits until the last is verified (delivery plus
        lag): the lag costs time.  Without, what others deliver before a fake is found out
        counts as received: the lag costs safety.
    discount : float
        What a delay of one period leaves of a value, above 0 and at most 1; the conditions
        are then those of :mod:`detente.schedule.dated.discounted`.
    horizon : int, optional
        Last day; without it, as far as a calendar may need, but no more than 240 periods.
    seconds : float
        For both aims together.
    hint_order : ndarray, shape (commitments,), optional
        A turn for each commitment; if its dates hold, the result is no longer.

    Returns
    -------
    Calendar

    Raises
    ------
    ValueError
        When a number does not fit its meaning, or the order given breaks a prerequisite.
    """
    if period < 1 or not 0 < discount <= 1:
        raise ValueError("a period is 1 day or more, a discount above 0 and at most 1")
    given = terms(exchange.commitments, durations, earliest, deadlines)
    held = exchange.guaranteed(np.asarray(guarantee_needed, dtype=float))
    problem = _Problem(held, given, period, gates, discount)
    first = first_periods(held, given, period)
    known = None if hint_order is None else problem.dates_of(np.asarray(hint_order))
    end, complete = problem.horizon(known, horizon)
    if first is None:
        return problem.none(end, True, ())
    if (first > last_periods(held, given, period, end)).any():
        return problem.none(end, complete, problem.too_late())
    stop = time.monotonic() + seconds
    found = _earliest_end(problem, first, end, known, stop - 0.4 * seconds)
    if found.periods is None or found.model is None:
        if found.proved:
            return problem.none(end, complete, ())
        open_ended = Objective(None, found.bound * period, NOT_FOUND), Objective(None, 1, NOT_FOUND)
        return problem.result(None, *open_ended, end, complete)
    periods = found.periods
    longest = int(periods.max(initial=0))
    makespan = Objective(longest * period, found.bound * period, PROVED if found.proved else GAP)
    found.model.hint(periods)
    fewer = found.model.fewest_times(longest, max(stop - time.monotonic(), 0.1))
    if fewer.periods is not None:
        periods = fewer.periods
    count = len(set(periods.tolist()))
    done = fewer.periods is not None and fewer.proved
    least = count if done else min(max(1.0, fewer.bound), count)
    turns = Objective(count, least, PROVED if done else GAP)
    return problem.result(periods, makespan, turns, end, complete)


@dataclass(frozen=True)
class _Found:
    """Dates with the earliest end that was found, a bound on it in periods, and their model."""

    periods: np.ndarray | None
    bound: float
    proved: bool
    model: TimeIndexed | None


def _earliest_end(
    problem: _Problem, first: np.ndarray, end: int, known: np.ndarray | None, stop: float
) -> _Found:
    """Look for dates within short horizons first: small models, and each is a bound if empty."""
    lower = int(first.max(initial=0))
    model = None
    for horizon in _horizons(lower, end):
        last = last_periods(problem.exchange, problem.given, problem.period, horizon)
        final = horizon == end
        if time.monotonic() > stop and known is None:
            return _Found(None, lower, False, None)
        model = problem.model(first, last, horizon)
        fits = known is not None and (known <= last).all()
        if fits and known is not None:
            model.hint(known)
        left = max(stop - time.monotonic(), 0.1)
        answer = model.least_makespan(left if final else left / 2)
        if answer.periods is not None:
            longest = int(answer.periods.max(initial=0))
            bound = longest if answer.proved else max(lower, min(answer.bound, longest))
            return _Found(answer.periods, bound, answer.proved, model)
        if fits and known is not None:
            # The solver has not even taken up the dates it was given.
            return _Found(known, lower, int(known.max(initial=0)) == lower, model)
        if answer.proved:
            lower = horizon + 1
    return _Found(None, lower, lower > end, model)


def _horizons(lower: int, end: int) -> list[int]:
    steps, step = [], lower + max(2, lower // 5)
    while step < end:
        steps.append(step)
        step += max(2, step // 2)
    return [*steps, end]


@dataclass(frozen=True)
class _Problem:
    exchange: Exchange
    given: Terms
    period: int
    gates: bool
    discount: float

    @property
    def tolerance(self) -> float:
        sizes = [self.exchange.effect, self.exchange.cap, self.exchange.stake]
        largest = max(float(np.abs(size[np.isfinite(size)]).max(initial=0)) for size in sizes)
        return TOLERANCE * max(largest, 1e-9)

    def dates_of(self, order: np.ndarray) -> np.ndarray | None:
        """Return periods of an order's dates, the shortest that hold."""
        exchange, given = self.exchange, self.given
        slower = replace(exchange, lag=exchange.lag + self.period)

        def serial(what: Exchange, gates: bool) -> Dated:
            return one_by_one(
                what,
                order,
                given.durations,
                gates=gates,
                period=self.period,
                earliest=given.earliest,
            )

        tries = [
            overlapping(
                exchange,
                order,
                given.durations,
                gates=self.gates,
                period=self.period,
                earliest=given.earliest,
            ),
            serial(exchange, self.gates),
            # Without gates, whatever the order needs: nobody delivers within another's lag.
            serial(slower, True),
        ]
        good = [
            dated.finish
            for dated in tries
            if (dated.finish <= given.deadlines).all()
            and self.excess(dated.finish) <= self.tolerance
        ]
        best = min(good, key=lambda finish: int(finish.max(initial=0)), default=None)
        return None if best is None else best // self.period

    def model(self, first: np.ndarray, last: np.ndarray, horizon: int) -> TimeIndexed:
        return TimeIndexed(
            self.exchange,
            self.given,
            first,
            last,
            period=self.period,
            horizon=horizon,
            gates=self.gates,
            discount=self.discount,
            tolerance=self.tolerance,
        )

    def excess(self, finish: np.ndarray) -> float:
        return excess(
            self.exchange,
            finish,
            discount=self.discount,
            period=self.period,
            gates=self.gates,
        )

    def horizon(self, known: np.ndarray | None, days: int | None) -> tuple[int, bool]:
        """Return the last period to look at, and whether a later one cannot help.

        Without discounting any schedule can be pushed together until every delivery is held
        by its begin, a prerequisite, a gate or lag of another, or its place in the order.
        """
        if known is not None and (days is None or known.max(initial=0) * self.period <= days):
            return int(known.max(initial=0)), True
        given, period = self.given, self.period
        lags = [up(lag, period) + 1 if lag > 0 else 0 for lag in self.exchange.lag]
        work = [gap(int(duration), period) for duration in given.durations]
        begun = [up(day, period) for day in given.earliest + given.durations]
        needed = max(begun, default=0) + sum(work) + sum(lags)
        if not self.gates and (self.exchange.effect[self._others()] < 0).any():
            # A loss that arrives within a lag helps: lags may have to be kept, not left.
            needed = max(begun, default=0) + len(work) * max([*work, *lags])
        forever = self.discount == 1.0
        if np.isfinite(given.deadlines).all():
            final = max((down(day, period) for day in given.deadlines), default=0)
            needed = min(needed, final) if forever else final
            forever = True
        longest = LONGEST if days is None else down(days, period)
        return max(min(needed, longest), 0), forever and needed <= longest

    def _others(self) -> np.ndarray:
        return np.asarray(self.exchange.actor[:, None] != np.arange(self.exchange.parties))

    def too_late(self) -> tuple[int, ...]:
        first = first_periods(self.exchange, self.given, 1)
        if first is None:
            return ()
        return tuple(int(j) for j in np.flatnonzero(first > self.given.deadlines))

    def none(self, end: int, complete: bool, too_late: tuple[int, ...]) -> Calendar:
        never = Objective(None, np.inf, PROVED)
        return replace(self.result(None, never, never, end, complete), too_late=too_late)

    def result(
        self,
        periods: np.ndarray | None,
        makespan: Objective,
        turns: Objective,
        end: int,
        complete: bool,
    ) -> Calendar:
        finish = None if periods is None else periods * self.period
        return Calendar(
            None if finish is None else finish - self.given.durations,
            finish,
            makespan,
            turns,
            self.period,
            end * self.period,
            complete,
            (),
            np.nan if finish is None else self.excess(finish),
        )
