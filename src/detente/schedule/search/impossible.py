"""Whether no order can hold at all: shown twice, and reduced to the conditions that clash.

The second route is an exhaustive search forwards without any bound (small), or the infeasible
relaxed form of the rounds (large).  The explanation comes from deletion filtering: conditions
are left out one after another for as long as no order satisfies the rest.

References
----------
Chinneck, J. W. & Dravnieks, E. W. (1991). Locating minimal infeasible constraint sets in
linear programs. ORSA Journal on Computing 3, 157-168.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from detente.schedule.exchange import Exchange
from detente.schedule.search.bound import Binding, binding, bound, step_excess
from detente.schedule.search.exact import exact
from detente.schedule.search.groups import LARGEST, exact_groups
from detente.schedule.search.least import search
from detente.schedule.search.rounds import infeasible, solved
from detente.schedule.search.states import States, states
from detente.schedule.search.turn_model import TurnModel, enough

EXHAUSTIVE = 16
GROUPS = 9
SETS = 100_000


@dataclass(frozen=True)
class Impossibility:
    """Two answers to "is there an order in which nobody does better by breaking off?".

    Attributes
    ----------
    impossible : bool or None
        What both routes say; None where they do not both say it.
    first, second : bool or None
        Whether each route says that there is none; None where it did not finish.
    routes : tuple of str
        The two methods, in words.
    """

    impossible: bool | None
    first: bool | None
    second: bool | None
    routes: tuple[str, str]

    @property
    def agree(self) -> bool:
        """Whether both routes finished and say the same."""
        return self.first is not None and self.first == self.second


@dataclass(frozen=True)
class Clash:
    """Conditions that no order satisfies together.

    Attributes
    ----------
    conditions : tuple of Binding
        Party, step and kind.  The amount is by how much the condition is broken in the order
        most favourable to it alone: 0 or less where it clashes only with the others.
    minimal : bool
        Whether leaving out any one of them makes an order possible, as far as was checked.
    """

    conditions: tuple[Binding, ...]
    minimal: bool


def impossibility(exchange: Exchange, *, seconds: float = 20.0) -> Impossibility:
    """Ask by two routes whether no order holds without further guarantees.

    Parameters
    ----------
    exchange : Exchange
    seconds : float
        For each route.
    """
    problem = states(exchange)
    found = search(problem, np.ones(exchange.parties), seconds=seconds)
    first: bool | None = None
    if found.lower > 0:
        first = True
    elif found.lam <= 0:
        first = False
    second, route = _second(problem, seconds)
    both = first if first is not None and first == second else None
    return Impossibility(both, first, second, (found.method, route))


def _second(problem: States, seconds: float) -> tuple[bool | None, str]:
    if problem.count <= (GROUPS if problem.has_losses else EXHAUSTIVE):
        return _exhausted(problem, time.monotonic() + seconds), "exhaustive search"
    route = "constraint programming, relaxed rounds"
    if problem.has_losses:
        return None, route
    if not np.isfinite(problem.surcharge).all():
        return True, "a step that cannot be policed"
    none = np.zeros(len(problem.cap))
    model = TurnModel(problem, none, enough(problem), strict=False)
    _, status = model.solve(seconds / 2)
    if infeasible(status):
        return True, route
    model = TurnModel(problem, none, enough(problem), strict=True)
    solver, status = model.solve(seconds / 2)
    if not solved(status):
        return None, route
    needs = problem.needs(problem.order(model.steps(solver)))
    return (None if needs.any() else False), "constraint programming, rounds"


def _exhausted(problem: States, limit: float) -> bool | None:
    """Return whether every way forward ends before everything is delivered."""
    if (problem.end > problem.tolerance).any():
        return True
    everything = frozenset(range(problem.count))
    dead: set[frozenset[int]] = set()
    stack: list[frozenset[int]] = [frozenset()]
    while stack:
        if time.monotonic() > limit:
            return None
        done = stack.pop()
        if done == everything:
            return False
        if done in dead:
            continue
        dead.add(done)
        room = problem.cap - problem.effect[sorted(done)].sum(axis=0) + problem.tolerance
        for group in _next(problem, done):
            if (problem.group_need(group) <= room).all():
                stack.append(done | frozenset(group))
    return True


def _next(problem: States, done: frozenset[int]) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = []
    for u in range(problem.count):
        if u not in done and all(int(i) in done for i in np.flatnonzero(problem.before[:, u])):
            groups += [*([(*g, u) for g in groups] if problem.has_losses else []), (u,)]
    return groups


def clash(exchange: Exchange, *, seconds: float = 20.0) -> Clash | None:
    """Return a minimal set of conditions that no order satisfies together.

    Returns
    -------
    Clash or None
        None where an order exists, or where it could not be shown in time that none does.
    """
    problem, limit = states(exchange), time.monotonic() + seconds
    none = np.zeros(exchange.parties)
    shown = bound(problem, np.ones(exchange.parties))
    if shown.source in ("step", "end") and shown.binding is not None:
        return Clash((shown.binding,), True)
    if _excluded(problem, none, limit) is not True:
        return None
    active, minimal = problem.active.copy(), True
    for party in range(exchange.parties):
        trial = active.copy()
        trial[:, party] = False
        gone = _excluded(problem.only(trial), none, limit)
        active = trial if gone else active
    # What a party must itself deliver says more than what it only receives: that goes last.
    held = np.vstack([problem.holds, np.zeros(exchange.parties, dtype=bool)])
    for row, party in [*np.argwhere(active & ~held), *np.argwhere(active & held)]:
        trial = active.copy()
        trial[row, party] = False
        gone = _excluded(problem.only(trial), none, limit)
        active = trial if gone else active
        minimal = minimal and gone is not None
    amounts = np.vstack([step_excess(problem), problem.end])
    kept = tuple(
        binding(problem, int(p), int(u) if u < problem.count else None, amounts[u, p])
        for u, p in np.argwhere(active)
    )
    return Clash(kept, minimal)


def _excluded(problem: States, none: np.ndarray, limit: float) -> bool | None:
    """Return whether no order satisfies the active conditions; None where it is not known."""
    left = limit - time.monotonic()
    if left <= 0 or (problem.has_losses and problem.count > LARGEST):
        return None
    if problem.has_losses:
        return bool(np.isinf(exact_groups(problem, none)[1]))
    found = exact(problem, none, sets=SETS, seconds=left)
    if found.units is not None:
        return False
    return True if found.proved else None
