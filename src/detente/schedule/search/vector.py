"""Guarantees as a vector: each party's least given the others', and the least weighted sum.

Points of two parties are not comparable, so no single figure serves where there is no common
unit.
"""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass
from itertools import count

import numpy as np

from detente.schedule.exchange import Exchange
from detente.schedule.search.bound import bound
from detente.schedule.search.least import Status, met, search
from detente.schedule.search.rounds import solved
from detente.schedule.search.states import Order, States, states
from detente.schedule.search.turn_model import TurnModel, enough, enough_strict

LABELS = 100_000
EXACT = 18
# Whole numbers of a weight of 1.
WEIGHT = 1000


@dataclass(frozen=True)
class Guarantees:
    """An order and what it needs, least in one respect.

    Attributes
    ----------
    order : tuple of tuple of int
        Steps of commitments.
    needs : ndarray, shape (parties,)
        Extra guarantee of each party in this order, on its own scale.
    amount : float
        What was to be least: one party's guarantee, or the weighted sum; infinite where no
        order keeps the others within what is stated for them.
    lower : float
        It cannot be less.
    status : str
        ``PROVED``, ``GAP`` or ``NOT FOUND IN TIME``.
    """

    order: Order
    needs: np.ndarray
    amount: float
    lower: float
    status: Status


def least_of_party(
    exchange: Exchange,
    party: int,
    others: np.ndarray | None = None,
    *,
    seconds: float = 20.0,
    width: int = 50,
) -> Guarantees:
    """Return the order in which one party needs the least guarantee.

    Parameters
    ----------
    exchange : Exchange
    party : int
    others : ndarray, shape (parties,), optional
        Extra guarantees of the other parties (the party's own entry is not read); without it
        they may need any.
    seconds : float
    width : int
        Of the beam.
    """
    whole = states(exchange)
    only = np.arange(exchange.parties) == party
    if others is None:
        problem = whole.only(whole.active & only)
    else:
        extra = np.where(only, 0.0, np.asarray(others, dtype=float))
        problem = states(exchange.guaranteed(extra))
    found = search(problem, only.astype(float), seconds=seconds, width=width)
    order = problem.order(found.steps)
    status: Status = "PROVED" if met(found.lam, found.lower) else "GAP"
    if status == "GAP" and np.isinf(found.lam):
        status = "NOT FOUND IN TIME"
    return Guarantees(order, whole.needs(order), found.lam, found.lower, status)


def least_sum(
    exchange: Exchange, weights: np.ndarray, *, seconds: float = 20.0, width: int = 50
) -> Guarantees:
    """Return the order with the least weighted sum of guarantees.

    Parameters
    ----------
    exchange : Exchange
    weights : ndarray, shape (parties,)
        Above 0: common units in one point of each party, or what a guarantee costs.
    seconds : float
    width : int

    Raises
    ------
    ValueError
        When a weight is not above 0.
    """
    weights = np.asarray(weights, dtype=float)
    if not (weights > 0).all():
        raise ValueError("weights of guarantees are above 0")
    problem = states(exchange)
    limit = time.monotonic() + seconds
    start = search(problem, 1.0 / weights, seconds=seconds / 4, width=width)
    steps, lower = start.steps, float(bound(problem, weights).each @ weights)
    # The largest of weighted needs is not above their sum.
    lower = max(lower, start.lower)
    best = _total(problem, weights, steps)
    if met(best, lower) or not np.isfinite(best):
        return _answer(problem, steps, best, lower)
    if problem.count <= (10 if problem.has_losses else EXACT):
        labels = _Labels(problem, weights)
        found, reached = labels.search(limit)
        lower = max(lower, reached)
        if found is not None:
            steps, best = found, _total(problem, weights, found)
        if found is not None and met(best, lower):
            return _answer(problem, steps, best, lower)
    steps, best = _by_rounds(problem, weights, steps, best, lower, limit)
    if not problem.has_losses:
        lower = max(lower, _excluded(problem, weights, best, limit))
    return _answer(problem, steps, best, min(lower, best))


def _total(problem: States, weights: np.ndarray, steps: list[tuple[int, ...]]) -> float:
    return float(problem.needs(problem.order(steps)) @ weights)


def _answer(
    problem: States, steps: list[tuple[int, ...]], amount: float, lower: float
) -> Guarantees:
    order = problem.order(steps)
    status: Status = "PROVED" if met(amount, lower) else "GAP"
    if status == "GAP" and np.isinf(amount):
        status = "NOT FOUND IN TIME"
    return Guarantees(order, problem.needs(order), amount, lower, status)


class _Labels:
    """Uniform-cost search over (set, needs so far); dominated needs are dropped.

    References: Martins, E. (1984). On a multicriteria shortest path problem. European Journal
    of Operational Research 16, 236-245.
    """

    def __init__(self, problem: States, weights: np.ndarray) -> None:
        self.problem, self.weights = problem, weights
        self.full = (1 << problem.count) - 1
        self.required = [
            sum(1 << int(i) for i in np.flatnonzero(problem.before[:, j]))
            for j in range(problem.count)
        ]
        self.group_cache: dict[tuple[int, ...], tuple[np.ndarray, np.ndarray]] = {}

    def search(self, limit: float) -> tuple[list[tuple[int, ...]] | None, float]:
        """Return the best order, or None where it was not reached, and a lower bound."""
        problem, ticket = self.problem, count()
        start = bound(problem, self.weights).each
        zero = np.zeros(len(problem.cap))
        path: tuple[tuple[int, ...], ...] = ()
        heap = [(float(start @ self.weights), 0, next(ticket), 0, start, zero, path)]
        settled: dict[int, list[np.ndarray]] = {}
        cost = 0.0
        while heap and len(heap) < LABELS and time.monotonic() < limit:
            cost, _, _, done, needs, advance, path = heapq.heappop(heap)
            known = settled.setdefault(done, [])
            if any((other <= needs).all() for other in known):
                continue
            known.append(needs)
            if done == self.full:
                return list(path), cost
            for group in self._groups(done):
                reach, effect = self._of(group)
                excess = advance + reach - problem.cap
                worse = np.maximum(needs, np.where(excess > problem.tolerance, excess, 0.0))
                total = float(worse @ self.weights)
                if np.isfinite(total):
                    mask = done | sum(1 << u for u in group)
                    left = -mask.bit_count()
                    after, way = advance + effect, (*path, group)
                    heapq.heappush(heap, (total, left, next(ticket), mask, worse, after, way))
        return None, cost

    def _groups(self, done: int) -> list[tuple[int, ...]]:
        groups: list[tuple[int, ...]] = []
        for u, required in enumerate(self.required):
            if done >> u & 1 or required & done != required:
                continue
            more = [(*group, u) for group in groups] if self.problem.has_losses else []
            groups += [*more, (u,)]
        return groups

    def _of(self, group: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        if group not in self.group_cache:
            need = self.problem.group_need(group), self.problem.advance(group)
            self.group_cache[group] = need
        return self.group_cache[group]


def _by_rounds(
    problem: States,
    weights: np.ndarray,
    steps: list[tuple[int, ...]],
    best: float,
    lower: float,
    limit: float,
) -> tuple[list[tuple[int, ...]], float]:
    cycles, most = 3, enough_strict(problem)
    while not met(best, lower) and time.monotonic() < limit:
        cycles = min(cycles, most)
        model = TurnModel(problem, np.ones(len(weights)), cycles, strict=True, common=False)
        _minimise(model, weights)
        model.hint(steps)
        solver, status = model.solve((limit - time.monotonic()) / 2)
        if solved(status):
            found = model.steps(solver)
            total = _total(problem, weights, found)
            if total < best:
                steps, best = found, total
        if cycles == most:
            break
        cycles *= 2
    return steps, best


def _excluded(problem: States, weights: np.ndarray, best: float, limit: float) -> float:
    left = limit - time.monotonic()
    if left <= 0:
        return 0.0
    model = TurnModel(problem, np.ones(len(weights)), enough(problem), strict=False, common=False)
    scale = _minimise(model, weights)
    solver, _ = model.solve(left)
    slack = (problem.count + 2) * float(weights.sum()) / model.unit
    reached = float(solver.best_objective_bound) / scale
    return best if reached >= best - slack else max(reached - slack, 0.0)


def _minimise(model: TurnModel, weights: np.ndarray) -> float:
    """Set the weighted sum as objective; return what one unit of the sum is in it.

    Weights are rounded down, so that the objective is never above the true sum.
    """
    whole = np.floor(weights / weights.max() * WEIGHT).astype(int)
    model.model.minimize(sum(int(w) * lam for w, lam in zip(whole, model.lam, strict=True)))
    return float(model.unit * WEIGHT / weights.max())
