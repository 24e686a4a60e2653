"""Doctrines of order on expected inputs and over the draws, and the order that holds most often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from detente.deals import mean, share
from detente.finding import Share
from detente.schedule.analysis.prepared import TOLERANCE, Prepared
from detente.schedule.conditions import conditions
from detente.schedule.dated.serial import one_by_one, overlapping
from detente.schedule.doctrines import Doctrine, doctrine, doctrines
from detente.schedule.findings import DoctrineFinding
from detente.schedule.search.least import Least, least_guarantee
from detente.schedule.search.states import Order, times_of

SLUGS = {
    "all at once": "all-at-once",
    "strict alternation": "alternating",
    "best order": "best",
    "robust": "robust",
}


@dataclass(frozen=True)
class Compared:
    """The doctrines, which of them holds most often, and in which draws.

    Attributes
    ----------
    doctrines : tuple of DoctrineFinding
    chosen : str
        Slug of the one that holds most often on the draws that choose.
    order : tuple of tuple of int
        Its steps.
    holds : ndarray of bool, shape (fresh draws,)
        Where it holds.
    some : Share
        Share of fresh draws in which at least one order looked at holds.
    either : ndarray of bool, shape (fresh draws,)
        Where.
    """

    doctrines: tuple[DoctrineFinding, ...]
    chosen: str
    order: Order
    holds: np.ndarray
    some: Share
    either: np.ndarray


def holding(ready: Prepared, orders: list[Order], fresh: bool) -> np.ndarray:
    """Return in which draws each order breaks no condition; shape (orders, draws)."""
    reading = ready.fresh if fresh else ready.choosing
    return np.array(
        [
            conditions(reading.exchange, times_of(ready.typical, order), gates=True).holds(
                TOLERANCE
            )
            for order in orders
        ]
    )


def compare(
    ready: Prepared,
    least: Least,
    seconds: float,
    sampled: int,
    tick: Callable[[str], None],
    dated: Order | None = None,
) -> Compared:
    """Return every doctrine, and the order that holds in the largest share of draws.

    Candidates are the doctrines' orders and the best orders of ``sampled`` single draws; one
    is chosen on the draws that choose and reported on fresh ones.

    Parameters
    ----------
    ready : Prepared
    least : Least
        The best order on expected inputs.
    seconds : float
    sampled : int
    tick : callable
    dated : tuple of tuple of int, optional
        The order of the dated plan, a candidate too.
    """
    tick("doctrines of order")
    found = list(doctrines(ready.typical, ready.scale, seconds=seconds, best=least))
    tick("orders for single draws")
    known = {d.order for d in found}
    orders = [d.order for d in found]
    if dated is not None and dated not in known:
        known.add(dated)
        orders.append(dated)
    for k in range(sampled):
        one = ready.choosing.exchange.draw(k)
        if not np.isfinite(one.surcharge).all():
            continue
        scale = np.where(ready.scale > 0, ready.scale, 1.0)
        order = least_guarantee(one, scale, seconds=1.0, width=20).order
        if order not in known:
            known.add(order)
            orders.append(order)
    tick("which order holds most often")
    weights = ready.choosing.weights
    selected = holding(ready, orders, fresh=False) @ weights
    # Of orders that hold equally often the doctrine's own name comes first, the best before all;
    # one that cannot be in time comes after all that can.
    rank = [
        (not in_time(ready, orders[k]), -round(float(s), 6), orders[k] != found[-1].order)
        for k, s in enumerate(selected)
    ]
    first = min(range(len(orders)), key=lambda k: rank[k])
    fresh = holding(ready, orders, fresh=True)
    told = list(found)
    if first >= len(found):
        told.append(doctrine(ready.typical, "best order", None, orders[first], "GAP"))
    findings = []
    for k, item in enumerate(told):
        row = k if k < len(found) else first
        slug = "robust" if k >= len(found) else slug_of(ready, item)
        findings.append(_finding(ready, slug, item, share(fresh[row], ready.fresh.weights)))
    chosen = "robust" if first >= len(found) else findings[first].slug
    either = np.asarray(fresh.any(axis=0))
    return Compared(
        tuple(findings),
        chosen,
        orders[first],
        fresh[first],
        share(either, ready.fresh.weights),
        either,
    )


def in_time(ready: Prepared, order: Order) -> bool:
    """Whether an order can keep the case's first and last days, work overlapping."""
    earliest, deadlines = ready.days
    if not np.isfinite(deadlines).any():
        return True
    turn = times_of(ready.typical, order)
    plan = overlapping(
        ready.typical, turn, ready.durations, gates=ready.plan.gates, earliest=earliest
    )
    return bool((plan.finish <= deadlines).all())


def slug_of(ready: Prepared, item: Doctrine) -> str:
    """Return the slug of a doctrine; a party's own carries its name."""
    if item.party is not None:
        return f"{ready.parties[item.party]}-first"
    return SLUGS[item.name]


def finding_of(ready: Prepared, slug: str, item: Doctrine) -> DoctrineFinding:
    """Return what is told of an order, over the fresh draws too."""
    (holds,) = holding(ready, [item.order], fresh=True)
    return _finding(ready, slug, item, share(holds, ready.fresh.weights))


def _finding(ready: Prepared, slug: str, item: Doctrine, holds: Share) -> DoctrineFinding:
    times = times_of(ready.typical, item.order)
    costs = ready.typical.own_cost
    relative = np.where(costs > 0, item.needs / np.where(costs > 0, costs, 1.0), 0.0)
    days = one_by_one(ready.typical, times, ready.durations, gates=ready.plan.gates).makespan
    return DoctrineFinding(
        slug,
        ready.steps(item.order),
        ready.by_party(item.needs),
        ready.by_party(relative),
        item.turns,
        float(days),
        ready.by_party(item.peak_exposure),
        ready.by_party(item.peak_advance),
        ready.first_break(ready.typical, times),
        holds,
    )


def as_agreed(ready: Prepared, due: np.ndarray) -> DoctrineFinding:
    """Return what the days agreed for every commitment ask of each party.

    Parameters
    ----------
    ready : Prepared
    due : ndarray, shape (commitments,)
    """
    gates = ready.plan.gates
    tested = conditions(ready.typical, due, gates=gates)
    order: Order = tuple(
        tuple(map(int, np.flatnonzero(due == day))) for day in sorted(set(due.tolist()))
    )
    plain = _finding(
        ready, "as-agreed", doctrine(ready.typical, "best order", None, order, "GAP"), Share(0, 0)
    )
    needs = tested.needs(len(ready.parties))
    costs = ready.typical.own_cost
    relative = np.where(costs > 0, needs / np.where(costs > 0, costs, 1.0), 0.0)
    holds = conditions(ready.fresh.exchange, due, gates=gates).holds(TOLERANCE)
    return replace(
        plain,
        needs=ready.by_party(needs),
        share_of_cost=ready.by_party(relative),
        days=float(np.floor(due.max())),
        breaks=ready.first_break(ready.typical, due, gates=gates),
        holds=share(holds, ready.fresh.weights),
    )


def kept(ready: Prepared, holds: np.ndarray) -> Share:
    """Return the share of fresh draws in which the deal is signed and the order holds."""
    return share(ready.signed & holds, ready.fresh.weights)


def gain(ready: Prepared, after: np.ndarray, before: np.ndarray) -> Share:
    """Return by how much a share of the fresh draws grew, with its standard error."""
    return mean(after.astype(float) - before.astype(float), ready.fresh.weights)
