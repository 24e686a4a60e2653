"""The order that needs the least guarantee, and whether that is proved.

Cheap methods come first and stop the search where their answers meet: a bound by
prerequisites, beam search, exact search over closed sets, constraint programming in rounds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.schedule.conditions import Conditions, conditions
from detente.schedule.exchange import Exchange
from detente.schedule.search.beam import beam
from detente.schedule.search.bound import Binding, bound
from detente.schedule.search.exact import exact
from detente.schedule.search.groups import LARGEST, exact_groups
from detente.schedule.search.lattice import merge
from detente.schedule.search.rounds import guarantee, rounds
from detente.schedule.search.states import Order, States, states, times_of

Status = Literal["PROVED", "GAP", "NOT FOUND IN TIME"]
# Exact search is complete up to here; above it is tried with few sets, to raise the bound.
EXACT = 22
SETS = 400_000
FEW_SETS = 40_000


@dataclass(frozen=True)
class Least:
    """An order that needs the least guarantee known.

    Attributes
    ----------
    order : tuple of tuple of int
        Steps of commitments; those of one step are delivered at one time.
    lam : float
        Guarantee in units of the scale; infinite where the order cannot hold.
    needs : ndarray, shape (parties,)
        Extra guarantee of each party in this order, on its own scale.
    lower : float
        No order needs less than this, in units of the scale.
    status : str
        ``PROVED``: lam is the least; ``GAP``: the least is between lower and lam; ``NOT FOUND
        IN TIME``: no order that can hold was found, which does not mean that there is none.
    method : str
        What was done, in words.
    binding : Binding or None
        The condition of this order that needs the most; None where nothing is needed.
    """

    order: Order
    lam: float
    needs: np.ndarray
    lower: float
    status: Status
    method: str
    binding: Binding | None


def least_guarantee(
    exchange: Exchange, scale: np.ndarray, *, seconds: float = 20.0, width: int = 50
) -> Least:
    """Return the order with the least guarantee common to all parties.

    Parameters
    ----------
    exchange : Exchange
        Without an axis of draws.  Coalitions are not part of the objective.
    scale : ndarray, shape (parties,)
        What one unit is to each party: ones in a declared common unit, or
        :attr:`Exchange.own_cost` for shares of the own total cost.  0: must need nothing.
    seconds : float
        For all methods together.
    width : int
        Of the beam.

    Raises
    ------
    ValueError
        When there is an axis of draws or a circle through an escrow.
    """
    problem, scale = states(exchange), np.asarray(scale, dtype=float)
    found = search(problem, scale, seconds=seconds, width=width)
    order = problem.order(found.steps)
    tested = conditions(exchange, times_of(exchange, order), gates=True)
    return Least(
        order,
        found.lam,
        tested.needs(exchange.parties),
        found.lower,
        _status(found.lam, found.lower),
        found.method,
        worst(tested, scale, problem.tolerance),
    )


@dataclass(frozen=True)
class Found:
    """Outcome of :func:`search`, in units.

    Attributes
    ----------
    steps : list of tuple of int
    lam : float
    lower : float
    method : str
    """

    steps: list[tuple[int, ...]]
    lam: float
    lower: float
    method: str


def search(problem: States, scale: np.ndarray, *, seconds: float = 20.0, width: int = 50) -> Found:
    """Run the methods in turn until bound and order meet.

    Parameters
    ----------
    problem : States
    scale : ndarray, shape (parties,)
    seconds : float
    width : int
    """
    limit = time.monotonic() + seconds
    lower = bound(problem, scale).lam
    units, lam = beam(problem, scale, width=width, target=lower)
    state = Found([(u,) for u in units], lam, lower, "bound by prerequisites, beam search")
    if problem.has_losses and problem.count <= LARGEST and not met(lam, 0.0):
        groups, lam = exact_groups(problem, scale)
        return Found(groups, lam, lam, "exact search over closed sets, with steps of several")
    state = _merged(problem, scale, state)
    if met(state.lam, state.lower):
        return state
    # Where losses matter, excluding orders of single units excludes too little.
    raise_bound = not problem.has_losses
    state = _exactly(problem, scale, state, limit, raise_bound)
    if met(state.lam, state.lower) or not np.isfinite(problem.surcharge).all():
        return state
    left = limit - time.monotonic()
    if left > 0.1:
        better = rounds(problem, scale, state.steps, lower=state.lower, seconds=left)
        method = f"{state.method}, constraint programming in rounds"
        state = Found(better.steps, better.lam, max(state.lower, better.lower), method)
    return state


def met(lam: float, lower: float) -> bool:
    """Return whether an order meets a bound, within rounding."""
    return bool(lam <= lower + 1e-7 * max(1.0, abs(lower)))


def worst(tested: Conditions, scale: np.ndarray, tolerance: float) -> Binding | None:
    """Return the condition that needs the most in units of the scale, or None."""
    best, found, own = 0.0, None, False
    for test, excess in zip(tested.tests, tested.excess, strict=True):
        if test.party < 0 or excess <= tolerance:
            continue
        share = excess / scale[test.party] if scale[test.party] > 0 else np.inf
        # Of equals, the one at which the party has something to deliver says more.
        if share > best or (share == best and test.commitments and not own):
            best, own = share, bool(test.commitments)
            step = test.commitments or _due(tested, test.time)
            found = Binding(test.party, step, test.kind, float(excess))
    return found


def _due(tested: Conditions, time: float) -> tuple[int, ...]:
    """Return everything delivered at a time, by whomever; nothing at the end."""
    return tuple(sorted({j for t in tested.tests if t.time == time for j in t.commitments}))


def _status(lam: float, lower: float) -> Status:
    if met(lam, lower):
        return "PROVED"
    return "GAP" if np.isfinite(lam) else "NOT FOUND IN TIME"


def _merged(problem: States, scale: np.ndarray, state: Found) -> Found:
    if problem.holds.shape[1] != 2 or met(state.lam, state.lower):
        return state
    units = [u for (u,) in state.steps]
    first = [u for u in units if problem.holds[u, 0]]
    merged = merge(problem, scale, first, [u for u in units if not problem.holds[u, 0]])
    if merged is None or not merged[1] < state.lam:
        return state
    return Found([(u,) for u in merged[0]], merged[1], state.lower, state.method)


def _exactly(
    problem: States, scale: np.ndarray, state: Found, limit: float, raise_bound: bool
) -> Found:
    """Search below the best order; where that is too large, below thresholds nearer the bound."""
    method = f"{state.method}, exact search over closed sets"
    complete = problem.count <= EXACT
    sets = SETS if complete else FEW_SETS
    steps, lam, lower = state.steps, state.lam, state.lower
    threshold, tried = lam, 0
    # Above EXACT most of the time is left to the rounds.
    until = limit if complete else min(limit, time.monotonic() + (limit - time.monotonic()) / 4)
    while not met(lam, lower) and tried < 12 and time.monotonic() < until:
        upper = threshold - 1e-9 * max(1.0, threshold) if np.isfinite(threshold) else threshold
        found = exact(problem, scale, upper=upper, sets=sets, seconds=until - time.monotonic())
        if found.units is not None:
            steps = [(u,) for u in found.units]
            lam = min(lam, guarantee(problem, scale, steps))
            if raise_bound and found.proved:
                lower = lam
            break
        if found.proved and not raise_bound:
            break
        if found.proved:
            lower = max(lower, threshold)
            if threshold == lam:
                break
            threshold = (threshold + min(lam, 2 * threshold + 1)) / 2
        elif not raise_bound or not np.isfinite(threshold):
            break
        else:
            threshold = (lower + threshold) / 2
        tried += 1
    return Found(steps, lam, min(lower, lam), method)
