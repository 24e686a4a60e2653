"""Fewest turns: how seldom the parties have to wait for one another.

A turn is a longest run of steps by one party (or by one set of parties).  Breadth first by
turns over what can be delivered within the guarantees; beyond that, rounds from below.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from detente.schedule.exchange import Exchange
from detente.schedule.search.least import Status
from detente.schedule.search.rounds import infeasible, solved
from detente.schedule.search.states import Order, States, states
from detente.schedule.search.turn_model import TurnModel, slots

STATES = 200_000
EXACT = 22
GROUPS = 12


@dataclass(frozen=True)
class Turns:
    """An order with few turns.

    Attributes
    ----------
    order : tuple of tuple of int
        Steps of commitments; empty where none was found.
    turns : int or None
        None where none was found.
    lower : int
        No order within the guarantees has fewer.
    status : str
        ``PROVED`` (with no order: there is none), ``GAP`` or ``NOT FOUND IN TIME``.
    """

    order: Order
    turns: int | None
    lower: int
    status: Status


def fewest_turns(exchange: Exchange, guarantee: np.ndarray, *, seconds: float = 20.0) -> Turns:
    """Return an order with the fewest turns that needs no more than the guarantees.

    Steps of several commitments are considered only where a delivery harms somebody else.

    Parameters
    ----------
    exchange : Exchange
    guarantee : ndarray, shape (parties,)
        Extra guarantee of each party, on its own scale; met within a millionth of what is
        exchanged where rounds are used.
    seconds : float
    """
    problem = states(exchange.guaranteed(np.asarray(guarantee, dtype=float)))
    limit = time.monotonic() + seconds
    if problem.count <= (GROUPS if problem.has_losses else EXACT):
        found = _breadth_first(problem, limit)
        if found is not None:
            return found
    if not np.isfinite(problem.surcharge).all():
        return Turns((), None, 1, "NOT FOUND IN TIME")
    return _from_below(problem, limit)


def count_turns(actor: np.ndarray, order: Order) -> int:
    """Return the number of longest runs of steps by one party, or one set of parties."""
    movers = [frozenset(actor[list(step)].tolist()) for step in order]
    return sum(1 for k, mover in enumerate(movers) if not k or mover != movers[k - 1])


class _Moves:
    def __init__(self, problem: States) -> None:
        self.problem = problem
        self.required = [
            sum(1 << int(i) for i in np.flatnonzero(problem.before[:, j]))
            for j in range(problem.count)
        ]
        self.known: dict[tuple[int, ...], tuple[frozenset[int], list[float], int]] = {}
        self.effect = [tuple(row) for row in problem.effect.tolist()]

    def of(self, done: int) -> list[tuple[int, ...]]:
        groups: list[tuple[int, ...]] = []
        for u, required in enumerate(self.required):
            if done >> u & 1 or required & done != required:
                continue
            more = [(*group, u) for group in groups] if self.problem.has_losses else []
            groups += [*more, (u,)]
        return groups

    def about(self, group: tuple[int, ...]) -> tuple[frozenset[int], list[float], int]:
        """Return who moves, what must not be exceeded before it, and the mask."""
        if group not in self.known:
            problem = self.problem
            mover = frozenset(np.flatnonzero(problem.holds[list(group)].any(axis=0)).tolist())
            room = (problem.cap + problem.tolerance - problem.group_need(group)).tolist()
            self.known[group] = (mover, room, sum(1 << u for u in group))
        return self.known[group]


def _breadth_first(problem: States, limit: float) -> Turns | None:
    """Return the answer, or None where it is too large to be found so."""
    if (problem.end > problem.tolerance).any():
        return Turns((), None, 0, "PROVED")
    if not problem.count:
        return Turns((), 0, 0, "PROVED")
    moves, full = _Moves(problem), (1 << problem.count) - 1
    parties = range(len(problem.cap))
    start: tuple[int, frozenset[int]] = (0, frozenset())
    came: dict[tuple[int, frozenset[int]], tuple[tuple[int, frozenset[int]], tuple[int, ...]]]
    came = {start: (start, ())}
    advance: dict[int, list[float]] = {0: [0.0] * len(problem.cap)}
    now, turn = [start], 0
    while now:
        turn += 1
        later: list[tuple[int, frozenset[int]]] = []
        # Breadth first over turns; within a turn, everything the mover can go on to.
        stack: list[tuple[tuple[int, frozenset[int]], frozenset[int] | None]]
        stack = [(state, None) for state in now]
        while stack:
            state, running = stack.pop()
            done, last = state
            ahead = advance[done]
            for group in moves.of(done):
                mover, room, mask = moves.about(group)
                if running is None and mover == last:
                    continue
                if running is not None and mover != running:
                    continue
                if any(ahead[p] > room[p] for p in parties):
                    continue
                reached = (done | mask, mover)
                if reached in came:
                    continue
                came[reached] = (state, group)
                moved = [sum(moves.effect[u][p] for u in group) for p in parties]
                advance.setdefault(done | mask, [ahead[p] + moved[p] for p in parties])
                if done | mask == full:
                    return Turns(problem.order(_steps(came, reached)), turn, turn, "PROVED")
                stack.append((reached, mover))
                later.append(reached)
            if len(came) > STATES or time.monotonic() > limit:
                return None
        now = later
    return Turns((), None, 0, "PROVED")


def _steps(
    came: dict[tuple[int, frozenset[int]], tuple[tuple[int, frozenset[int]], tuple[int, ...]]],
    state: tuple[int, frozenset[int]],
) -> list[tuple[int, ...]]:
    steps = []
    while state[0]:
        state, group = came[state]
        steps.append(group)
    return steps[::-1]


def _from_below(problem: States, limit: float) -> Turns:
    """Raise the number of cycles until the relaxed form and an order meet."""
    none = np.zeros(len(problem.cap))
    used = len(set(slots(problem).tolist()))
    lower, best, steps, cycles = used, None, [], 1
    size = float(np.abs(problem.effect).sum() + np.abs(problem.cap).sum())
    # Tight guarantees would be lost in rounding against the order.
    loose = replace(problem, cap=problem.cap + 1e-7 * size)
    shared = int((problem.holds.sum(axis=1) > 1).sum())
    movers = [frozenset(np.flatnonzero(row).tolist()) for row in problem.holds]
    while time.monotonic() < limit and (best is None or lower < best):
        fits = 2 * cycles - 1 if used == 2 else cycles
        # Two escrows of the same parties are one turn, but the model gives each its own.
        if not problem.has_losses and shared < 2:
            lower = max(lower, _relaxed(problem, none, cycles, fits, limit))
        model = TurnModel(loose, none, cycles, strict=True)
        turns = model.use_turns()
        model.model.minimize(sum(turns))
        solver, status = model.solve((limit - time.monotonic()) / 2)
        if solved(status):
            found = model.steps(solver)
            number = _runs(movers, found)
            needs = problem.needs(problem.order(found))
            if (needs <= 1e-6 * size).all() and (best is None or number < best):
                best, steps = number, found
        if cycles > problem.count + 1:
            break
        cycles += 1 if cycles < 8 else cycles // 4
    if best is None:
        return Turns((), None, lower, "NOT FOUND IN TIME")
    return Turns(problem.order(steps), best, lower, "PROVED" if lower >= best else "GAP")


def _runs(movers: list[frozenset[int]], steps: list[tuple[int, ...]]) -> int:
    each = [frozenset().union(*(movers[u] for u in step)) for step in steps]
    return sum(1 for k, mover in enumerate(each) if not k or mover != each[k - 1])


def _relaxed(problem: States, none: np.ndarray, cycles: int, fits: int, limit: float) -> int:
    """Return a bound: orders of up to ``fits`` turns all fit into these cycles."""
    model = TurnModel(problem, none, cycles, strict=False)
    model.model.minimize(sum(model.use_turns()))
    solver, status = model.solve((limit - time.monotonic()) / 2)
    if infeasible(status):
        return fits + 1
    if not solved(status):
        return 0
    return min(int(np.ceil(solver.best_objective_bound - 1e-6)), fits + 1)
