"""The calendar as a time-indexed model for CP-SAT: who has delivered what by which period.

References
----------
Pritsker, A. A. B., Watters, L. J. & Wolfe, P. M. (1969). Multiproject scheduling with limited
resources: a zero-one programming approach. Management Science 16, 93-108.
"""

from __future__ import annotations

import itertools
import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.schedule.dated.grid import WHOLE, Terms, down, gap, units, up, waits
from detente.schedule.dated.sides import Side, Step, sides
from detente.schedule.exchange import Exchange

# Largest whole number per item.  With numbers near 2^34 the presolve of ortools 9.15 has called
# a model with a solution infeasible (tests/schedule/dated/test_time_indexed.py).
LARGEST = 2.0**26


@dataclass(frozen=True)
class Answer:
    """What one run of the solver says.

    Attributes
    ----------
    periods : ndarray of int, shape (commitments,), or None
        Period of each delivery.
    bound : float
        Of the objective.
    proved : bool
        Whether the answer, or that there is none, is proved.
    """

    periods: np.ndarray | None
    bound: float
    proved: bool


class TimeIndexed:
    """Deliveries on a grid of periods 0 to ``horizon`` under all conditions of an exchange.

    Parameters
    ----------
    exchange : Exchange
        Without draws; guarantees included.
    given : Terms
    first, last : ndarray of int, shape (commitments,)
        Periods between which each is delivered.
    period : int
        Days.
    horizon : int
        Last period.
    gates : bool
    discount : float
        Of one period.
    tolerance : float
        By how much a condition may be exceeded.
    """

    def __init__(
        self,
        exchange: Exchange,
        given: Terms,
        first: np.ndarray,
        last: np.ndarray,
        *,
        period: int,
        horizon: int,
        gates: bool,
        discount: float,
        tolerance: float,
    ) -> None:
        from ortools.sat.python import cp_model

        self.cp: Any = cp_model
        self.model: Any = cp_model.CpModel()
        self.exchange, self.given, self.period, self.horizon = exchange, given, period, horizon
        self.discount, self.tolerance = discount, tolerance
        self.units = units(exchange)
        self.unit_of = {j: u for u, unit in enumerate(self.units) for j in unit}
        self.first = [int(first[unit[0]]) for unit in self.units]
        self.last = [int(last[unit[0]]) for unit in self.units]
        self._deliveries()
        self._prerequisites()
        self._completion()
        if gates:
            self._gates()
        everyone = [side for side in sides(exchange, gates=gates) if np.isfinite(side.cap)]
        self._whole_numbers(everyone)
        for side in everyone:
            self._conditions(side)

    def _deliveries(self) -> None:
        """Make ``by[u][t]`` (delivered by t; the window's ends are known) and ``at[u, t]``."""
        self.by: list[list[Any]] = []
        self.at: dict[tuple[int, int], Any] = {}
        for u, (first, last) in enumerate(zip(self.first, self.last, strict=True)):
            row: list[Any] = [0] * first
            row += [self.model.new_bool_var(f"by_{u}_{t}") for t in range(first, last)]
            row += [1] * (self.horizon + 1 - last)
            self.by.append(row)
            for t in range(first, last + 1):
                at = self.at[u, t] = self.model.new_bool_var(f"at_{u}_{t}")
                self.model.add(at == row[t] - self._by(u, t - 1))
            self.model.add_exactly_one(self.at[u, t] for t in range(first, last + 1))

    def _by(self, u: int, t: int) -> Any:
        return 0 if t < 0 else self.by[u][min(t, self.horizon)]

    def _prerequisites(self) -> None:
        for i, j in np.argwhere(self.exchange.before):
            wait = gap(int(self.given.durations[j]), self.period)
            before, after = self.unit_of[int(i)], self.unit_of[int(j)]
            for t in range(self.first[after], self.horizon + 1):
                self.model.add(self._by(after, t) <= self._by(before, t - wait))

    def _completion(self) -> None:
        """Make ``done[t]``: everything is delivered by t."""
        self.done = [self.model.new_bool_var(f"done_{t}") for t in range(self.horizon + 1)]
        for t, done in enumerate(self.done):
            for row in self.by:
                self.model.add(done <= row[t])
            delivered = self.cp.LinearExpr.sum([row[t] for row in self.by])
            self.model.add(done >= delivered - (len(self.by) - 1))

    def _gates(self) -> None:
        """Nobody else delivers between a delivery and its verification."""
        lag = waits(self.exchange)
        busy: dict[tuple[int, int], Any] = {}
        for actor, t in itertools.product(
            set(self.exchange.actor.tolist()), range(self.horizon + 1)
        ):
            others = [
                self.at[u, t]
                for u, unit in enumerate(self.units)
                if (u, t) in self.at and any(self.exchange.actor[m] != actor for m in unit)
            ]
            if others:
                busy[actor, t] = self.model.new_bool_var(f"busy_{actor}_{t}")
                for at in others:
                    self.model.add_implication(at, busy[actor, t])
        for (u, t), at in self.at.items():
            j = self.units[u][0]
            for later in range(t + 1, t + up(lag[j], self.period)):
                other = busy.get((int(self.exchange.actor[j]), later))
                if other is not None:
                    self.model.add_implication(at, other.Not())

    def _whole_numbers(self, everyone: list[Side]) -> None:
        """Choose what one point is in the solver's whole numbers.

        Decimals of up to six places stay exact; else every number is rounded to the nearest
        and each condition gets what rounding may have taken from it.
        """
        numbers = [0.0]
        for side in everyone:
            numbers += [*side.effect, *side.whole, side.rent, side.guarantee, side.cap]
            numbers += [step.surcharge for step in side.steps if np.isfinite(step.surcharge)]
        sizes = np.abs(np.array(numbers))
        self.rounding = 0
        if self.discount == 1.0:
            for places in range(7):
                scaled = sizes * 10.0**places
                if scaled.max() <= LARGEST and np.abs(scaled - np.rint(scaled)).max() < 1e-7:
                    self.scale = 10.0**places
                    return
        self.scale = LARGEST / max(float(sizes.max()), 1e-9)
        self.rounding = 2 * self.exchange.commitments + 2

    def _scaled(self, number: float) -> int:
        return round(number * self.scale)

    def _room(self, number: float) -> int:
        return math.floor((number + self.tolerance) * self.scale + WHOLE) + self.rounding

    def _weighted(self, numbers: list[int], variables: list[Any]) -> Any:
        return self.cp.LinearExpr.weighted_sum(variables, numbers)

    def _sums(self, name: str, amounts: np.ndarray) -> list[Any]:
        """Return running totals of an amount per commitment, by period."""
        totals: list[Any] = []
        per_unit = [float(amounts[list(unit)].sum()) for unit in self.units]
        worth = [self._scaled(amount) for amount in per_unit]
        low = sum(min(number, 0) for number in worth) - self.rounding
        high = sum(max(number, 0) for number in worth) + self.rounding
        for t in range(self.horizon + 1):
            total = self.model.new_int_var(low, high, f"{name}_{t}")
            if self.discount == 1.0:
                amount = self._weighted(worth, [row[t] for row in self.by])
            else:
                due = [u for u in range(len(self.units)) if (u, t) in self.at]
                amount = self._weighted(
                    [self._scaled(per_unit[u] * self.discount**t) for u in due],
                    [self.at[u, t] for u in due],
                ) + (totals[-1] if t else 0)
            self.model.add(total == amount)
            totals.append(total)
        return totals

    def _conditions(self, side: Side) -> None:
        late = side.own | side.held
        name = f"side_{side.party}"
        arrived = self._sums(f"{name}_arrived", np.where(late, 0.0, side.effect))
        sunk = self._sums(f"{name}_sunk", np.where(late, side.effect, 0.0))
        harmed = bool((side.effect[~side.own] < 0).any())
        stake = self._stake(name, side)

        def hand(window: int, t: int) -> Any:
            return arrived[min(t + window, self.horizon)] + (sunk[t - 1] if t else 0)

        for t in range(self.horizon + 1):
            moments = [hand(0, t)]
            if harmed:
                moments.append(arrived[t - 1] + sunk[t - 1] if t else 0)
            for moment in moments:
                bounded = self.model.add(moment - stake <= self._cap(side, t))
                if self.discount < 1.0 and t:
                    # Once all is delivered only the end counts, and the guarantee lost then.
                    bounded.only_enforce_if(self.done[t - 1].Not())
        self._end(side, arrived[-1] + sunk[-1] - stake)
        for step in side.steps:
            u = self.unit_of[step.members[0]]
            window = down(step.window, self.period)
            for t in range(self.first[u], self.last[u] + 1):
                self._cheat(side, step, self.at[u, t], hand(window, t) - stake, t)

    def _stake(self, name: str, side: Side) -> Any:
        """Return what going on is worth where that depends on the dates, else 0."""
        if self.discount == 1.0:
            return 0
        worth = self._sums(f"{name}_whole", side.whole)[-1]
        return worth + self._at_the_end(side.rent)

    def _at_the_end(self, amount: float) -> Any:
        """Return an amount as of the last delivery: each period takes off its share."""
        by_period = [self._scaled(amount * self.discount**t) for t in range(self.horizon + 1)]
        steps = [now - later for now, later in itertools.pairwise(by_period)]
        return self._weighted([*steps, by_period[-1]], self.done)

    def _cap(self, side: Side, later: float) -> int:
        if self.discount == 1.0:
            return self._room(side.cap)
        return self._room(side.guarantee * self.discount**later)

    def _end(self, side: Side, hand: Any) -> None:
        if self.discount == 1.0:
            self.model.add(hand <= self._cap(side, 0))
            return
        self.model.add(hand - self._at_the_end(side.guarantee) <= self._room(0.0))

    def _cheat(self, side: Side, step: Step, at: Any, hand: Any, t: int) -> None:
        if not np.isfinite(step.surcharge):
            self.model.add(at == 0)
            return
        extra = self._scaled(step.surcharge * self.discount**t)
        cap = self._cap(side, t + step.lag / self.period)
        self.model.add(hand + extra <= cap).only_enforce_if(at)

    def hint(self, periods: np.ndarray) -> None:
        """Suggest a schedule: a period for each commitment."""
        self.model.clear_hints()
        for u, unit in enumerate(self.units):
            when = int(periods[unit[0]])
            for t in range(self.first[u], self.last[u] + 1):
                self.model.add_hint(self.at[u, t], int(t == when))
                if t < self.last[u]:
                    self.model.add_hint(self.by[u][t], int(t >= when))

    def least_makespan(self, seconds: float) -> Answer:
        """Return dates with the earliest last delivery; the bound is in periods."""
        self.model.minimize(sum(1 - done for done in self.done))
        return self._solve(seconds)

    def fewest_times(self, makespan: int, seconds: float) -> Answer:
        """Return dates with the fewest times of delivery and no later end; to be called last."""
        self.model.add(self.done[makespan] == 1)
        used = [self.model.new_bool_var(f"used_{t}") for t in range(makespan + 1)]
        for (_, t), at in self.at.items():
            if t <= makespan:
                self.model.add_implication(at, used[t])
        self.model.minimize(sum(used))
        return self._solve(seconds)

    def _run(self, seconds: float, *, probing: bool) -> tuple[Any, Any]:
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        if not probing:
            solver.parameters.cp_model_probing_level = 0
        return solver, solver.solve(self.model)

    def _solve(self, seconds: float) -> Answer:
        began = time.monotonic()
        solver, status = self._run(seconds, probing=True)
        if status == self.cp.INFEASIBLE:
            # That there is none is said only if a second run, without the step of presolve
            # that has erred, says so too.
            left = max(seconds - (time.monotonic() - began), 1.0)
            solver, status = self._run(left, probing=False)
        bound = float(solver.best_objective_bound)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return Answer(None, bound, status == self.cp.INFEASIBLE)
        periods = np.zeros(self.exchange.commitments, dtype=int)
        for (u, t), at in self.at.items():
            if solver.boolean_value(at):
                periods[list(self.units[u])] = t
        return Answer(periods, bound, status == self.cp.OPTIMAL)
