"""The least guarantees on expected inputs, what binds, and the proof where none would do."""

from __future__ import annotations

import numpy as np

from detente.schedule.analysis.prepared import Prepared
from detente.schedule.findings import BreakFinding, SearchFinding
from detente.schedule.search.bound import Binding
from detente.schedule.search.impossible import clash, impossibility
from detente.schedule.search.least import Least, least_guarantee
from detente.schedule.search.states import Order
from detente.schedule.search.turns import fewest_turns
from detente.schedule.search.vector import least_of_party, least_sum


def find_least(ready: Prepared, seconds: float) -> tuple[Least, SearchFinding]:
    """Return the order with the least guarantee on expected inputs, and what is to be told.

    Parameters
    ----------
    ready : Prepared
    seconds : float
        For each search.
    """
    exchange = ready.typical
    found = least_guarantee(exchange, ready.scale, seconds=seconds)
    alone = [
        least_of_party(exchange, p, seconds=seconds / exchange.parties).amount
        for p in range(exchange.parties)
    ]
    unit, total = ready.plan.unit, None
    if unit is not None:
        weights = np.array([unit.per_point.get(p, 1.0) for p in ready.parties])
        total = least_sum(exchange, weights, seconds=seconds).amount
    turns = fewest_turns(exchange, found.needs + 1e-9, seconds=seconds)
    confirmed: str = ""
    clashing: tuple[BreakFinding, ...] = ()
    if found.lam > 0:
        confirmed, clashing = _proof(ready, seconds)
    return found, SearchFinding(
        found.status,
        found.method,
        ready.scale_words,
        float(found.lam),
        float(found.lower),
        ready.by_party(found.needs),
        ready.by_party(np.array(alone)),
        total,
        turns.turns or 0,
        turns.status,
        _told(ready, found.binding, found.order),
        confirmed,
        clashing,
    )


def _proof(ready: Prepared, seconds: float) -> tuple[str, tuple[BreakFinding, ...]]:
    routes = impossibility(ready.typical, seconds=seconds)
    if routes.impossible:
        confirmed = f"shown twice: {routes.routes[0]}; {routes.routes[1]}"
    else:
        confirmed = "not confirmed by a second route"
    found = clash(ready.typical, seconds=seconds)
    if found is None:
        return confirmed, ()
    told = [_told(ready, binding, ()) for binding in found.conditions]
    return confirmed, tuple(t for t in told if t is not None)


def _told(ready: Prepared, binding: Binding | None, order: Order) -> BreakFinding | None:
    if binding is None:
        return None
    places = [k for k, step in enumerate(order) if set(binding.step) & set(step)]
    # Without an order, or for the end, there is no number of a step to tell.
    step = places[0] + 1 if places and binding.step else len(order) + 1 if order else 0
    return ready.broken(binding.party, binding.kind, step, binding.step, binding.amount)
