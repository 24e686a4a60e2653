"""Least guarantee by constraint programming, in rounds: beyond what exact search can hold.

The number of rounds grows until nothing improves.  What is found is tested again in exact
arithmetic of the conditions; what is excluded is excluded by the relaxed form with enough
rounds for every order.

References
----------
Perron, L. & Furnon, V. (2024). OR-Tools, CP-SAT. Google.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from detente.schedule.search.states import States
from detente.schedule.search.turn_model import TurnModel, enough, enough_strict

# Above this the proof by enough rounds is not tried: units times turns.
LARGEST_PROOF = 20_000
# Doublings of the number of rounds without improvement that end the search.
IDLE = 3


@dataclass(frozen=True)
class Rounds:
    """Outcome of the search in rounds.

    Attributes
    ----------
    steps : list of tuple of int
        The best order known, in units.
    lam : float
        Its guarantee, in units of the scale.
    lower : float
        No order needs less.
    """

    steps: list[tuple[int, ...]]
    lam: float
    lower: float


def rounds(
    states: States,
    scale: np.ndarray,
    start: list[tuple[int, ...]],
    *,
    lower: float = 0.0,
    seconds: float = 20.0,
    prove: bool = True,
) -> Rounds:
    """Improve an order until its guarantee meets the bound, nothing improves or time is up.

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)
    start : list of tuple of int
        An order of units.
    lower : float
        A bound that is known.
    seconds : float
    prove : bool
        Whether to try to raise the bound afterwards.
    """
    limit = time.monotonic() + seconds
    best, lam = start, guarantee(states, scale, start)
    most, cycles, idle = enough_strict(states), 3, 0
    while _gap(lam, lower) and time.monotonic() < limit:
        cycles = min(cycles, most)
        model = TurnModel(states, scale, cycles, strict=True)
        model.model.minimize(model.lam[0])
        model.hint(best)
        floor = int(np.floor(lower * model.unit))
        model.model.add(model.lam[0] >= floor)
        if np.isfinite(lam):
            model.model.add(model.lam[0] <= int(np.ceil(lam * model.unit)))
        solver, status = model.solve((limit - time.monotonic()) / 2)
        if solved(status):
            steps = model.steps(solver)
            found = guarantee(states, scale, steps)
            idle = 0 if found < lam else idle + 1
            if found < lam:
                best, lam = steps, found
        if cycles == most or idle == IDLE:
            break
        cycles *= 2
    left = limit - time.monotonic()
    if prove and _gap(lam, lower) and left > 0:
        lower = max(lower, least_of_any(states, scale, lam, seconds=left))
    return Rounds(best, lam, min(lower, lam))


def least_of_any(states: States, scale: np.ndarray, upper: float, *, seconds: float) -> float:
    """Return a guarantee that no order can do without, as high as time allows.

    0 where groups of units would have to be excluded too, or the model is too large.
    """
    most = enough(states)
    if states.has_losses or states.count * most > LARGEST_PROOF:
        return 0.0
    model = TurnModel(states, scale, most, strict=False)
    model.model.minimize(model.lam[0])
    solver, status = model.solve(seconds)
    if infeasible(status):
        return np.inf
    # One unit of the whole numbers for every number rounded.
    slack = (states.count + 2) / model.unit
    reached = max(float(solver.best_objective_bound) / model.unit, 0.0)
    return upper if reached >= upper - slack else max(reached - slack, 0.0)


def guarantee(states: States, scale: np.ndarray, steps: list[tuple[int, ...]]) -> float:
    """Return the least guarantee of an order of units, in units of the scale."""
    worst = states.end
    advance = np.zeros(len(states.cap))
    for step in steps:
        worst = np.maximum(worst, advance + states.group_need(step) - states.cap)
        advance = advance + states.advance(step)
    return float(states.share(worst, scale))


def _gap(lam: float, lower: float) -> bool:
    return not lam <= lower + 1e-9 * max(1.0, abs(lower))


def solved(status: int) -> bool:
    """Return whether the solver has an order."""
    from ortools.sat.python import cp_model

    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def infeasible(status: int) -> bool:
    """Return whether the solver has shown that there is none."""
    from ortools.sat.python import cp_model

    return bool(status == cp_model.INFEASIBLE)
