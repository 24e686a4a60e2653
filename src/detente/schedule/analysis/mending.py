"""Repairs of a deal's order, each as a lever, with what it gains over the draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from detente.finding import Share
from detente.schedule.analysis.changing import changed_deals
from detente.schedule.analysis.orders import gain, kept
from detente.schedule.analysis.prepared import TOLERANCE, Prepared
from detente.schedule.changes import split, with_detection, with_escrow
from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange
from detente.schedule.findings import RepairFinding
from detente.schedule.repairs import PRICES, Repair, repairs
from detente.schedule.search.least import Least, least_guarantee
from detente.schedule.search.states import Order

TOLD = 12


def mend(
    ready: Prepared,
    least: Least,
    before: np.ndarray,
    seconds: float,
    tick: Callable[[str], None],
    changes: bool = False,
) -> tuple[RepairFinding, ...]:
    """Return what would let an order hold on expected inputs, cheapest first.

    Parameters
    ----------
    ready : Prepared
    least : Least
    before : ndarray of bool, shape (fresh draws,)
        Where the deal is signed and the chosen order holds as things are.
    seconds : float
    tick : callable
    changes : bool
        Whether deals that differ in one option are tried too.
    """
    prices = {**PRICES, **{str(k): v for k, v in ready.plan.prices.items()}}
    found = repairs(ready.typical, ready.scale, least, prices=prices, seconds=seconds, tick=tick)
    # A part of a commitment that a lever splits already is nothing a case can name.
    whole = [r for r in found if not any(" (" in ready.names[j] for j in r.commitments)]
    told = [_told(ready, item, before) for item in whole]
    told += _credibility(ready, least, before, prices)
    told = list(enough_first(told)[:TOLD])
    if changes and least.lam > 0:
        told += changed_deals(ready, least, before, prices["change"], tick)
    return enough_first(told)


def _told(ready: Prepared, item: Repair, before: np.ndarray) -> RepairFinding:
    names = tuple(ready.names[j] for j in item.commitments)
    after, raised = _shares(ready, _changed(ready.fresh.exchange, item), item.least.order, before)
    needs = np.zeros(len(ready.parties)) if item.kind == "guarantee" else item.least.needs
    largest = int(np.argmax(item.size)) if isinstance(item.size, np.ndarray) else -1
    label, lever = _as_lever(ready, item, names)
    return RepairFinding(
        item.kind,
        label,
        names,
        ready.parties[largest] if largest >= 0 else "",
        float(np.max(item.size)),
        item.was,
        item.price,
        0.0 if item.enough else float(item.least.lam),
        ready.by_party(needs),
        after,
        raised,
        lever,
    )


def _shares(
    ready: Prepared, fresh: Exchange, order: Order, before: np.ndarray
) -> tuple[Share, Share]:
    times = np.zeros(fresh.commitments)
    for k, step in enumerate(order):
        times[list(step)] = k
    holds = conditions(fresh, times, gates=True).holds(TOLERANCE)
    return kept(ready, holds), gain(ready, ready.signed & holds, before)


def _changed(fresh: Exchange, item: Repair) -> Exchange:
    if item.kind == "guarantee":
        return fresh.guaranteed(np.asarray(item.size))
    assert isinstance(item.size, float)
    if item.kind == "split":
        return split(fresh, item.commitments[0], int(item.size))
    if item.kind == "escrow":
        return with_escrow(fresh, item.commitments, item.size)
    return with_detection(fresh, item.commitments[0], item.size)


def _as_lever(
    ready: Prepared, item: Repair, names: tuple[str, ...]
) -> tuple[str, dict[str, object]]:
    """Return a label and the lever of a case that does the same."""
    what = [ready.case.commitments[n].label for n in names]
    if item.kind == "guarantee":
        assert isinstance(item.size, np.ndarray)
        points = {
            p: round(float(v), 2) for p, v in zip(ready.parties, item.size, strict=True) if v > 0
        }
        who = " and ".join(ready.case.parties[p].label for p in points)
        label = f"Guarantee given by {who}"
        return label, _lever(label, "guarantee", guarantee=points)
    assert isinstance(item.size, float)
    if item.kind == "split":
        label = f"{what[0]}: in {int(item.size)} verified parts"
        return label, _lever(label, "sequence", split={names[0]: int(item.size)})
    if item.kind == "escrow":
        label = f"{what[0]}, and {what[1]}: released together by an agent"
        more = {"escrow": list(names), "reliability": item.size * 100}
        return label, _lever(label, "sequence", **more)
    label = f"{what[0]}: seen with at least {int(np.ceil(item.size * 100))} in 100"
    change = {"number": f"/commitments/{names[0]}/detection", "set": round(item.size * 100, 1)}
    return label, _lever(label, "sequence", changes=[change])


def _lever(label: str, kind: str, **effect: object) -> dict[str, object]:
    cost = {"text": "Not judged: say what it would cost whom."}
    return {"label": label, "kind": kind, "author": "made from the case", "cost": cost, **effect}


def _credibility(
    ready: Prepared, least: Least, before: np.ndarray, prices: dict[str, float]
) -> list[RepairFinding]:
    """Return how credible each guarantee of the case would have to be, where that can be."""
    found = []
    for slug, guarantee in ready.case.guarantees.items():
        if guarantee.on not in ready.parties or guarantee.credibility is None:
            continue
        p = ready.parties.index(guarantee.on)
        points, was = ready.guarantee_of(slug)
        if not least.needs[p] > 0 or points <= 0:
            continue
        size = min(was + float(least.needs[p]) / points, 1.0)
        if size <= was:
            continue
        extra = np.zeros(len(ready.parties))
        extra[p] = (size - was) * points
        left = least_guarantee(ready.typical.guaranteed(extra), ready.scale, seconds=2.0)
        after, raised = _shares(ready, ready.fresh.exchange.guaranteed(extra), left.order, before)
        label = f"{guarantee.label}: credible with at least {int(np.ceil(size * 100))} in 100"
        change = {"number": f"/guarantees/{slug}/credibility", "set": round(size * 100, 1)}
        found.append(
            RepairFinding(
                "credibility",
                label,
                (),
                guarantee.on,
                size,
                was,
                prices["credibility"] * (size - was) * 10,
                max(float(left.lam), 0.0),
                ready.by_party(left.needs),
                after,
                raised,
                _lever(label, "sequence", changes=[change]),
            )
        )
    return found


def pull(ready: Prepared, before: np.ndarray, price: float, label: str, slug: str) -> RepairFinding:
    """Return what a lever of the case, in force in ``ready``, does to the order.

    Parameters
    ----------
    ready : Prepared
        With the lever.
    before : ndarray of bool, shape (fresh draws,)
        Where the deal is signed and the chosen order holds without it.
    price : float
        0 where nobody gives one.
    label, slug : str
    """
    found = least_guarantee(ready.typical, ready.scale, seconds=3.0)
    after, raised = _shares(ready, ready.fresh.exchange, found.order, before)
    return RepairFinding(
        "lever",
        label,
        (),
        "",
        0.0,
        0.0,
        price,
        max(float(found.lam), 0.0),
        ready.by_party(found.needs),
        after,
        raised,
        {"slug": slug},
    )


def enough_first(found: Iterable[RepairFinding]) -> tuple[RepairFinding, ...]:
    """Return repairs in order: those that are enough, by price; then by what is missing."""
    return tuple(sorted(found, key=lambda r: (r.common > 0, r.price, r.common, r.label)))
