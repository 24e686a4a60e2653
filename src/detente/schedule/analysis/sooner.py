"""Where steps do not wait for verification: how soon a fake must be found out."""

from __future__ import annotations

import numpy as np

from detente.schedule.analysis.orders import gain, kept
from detente.schedule.analysis.prepared import TOLERANCE, Prepared
from detente.schedule.changes import with_lag
from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange
from detente.schedule.findings import RepairFinding

HALVINGS = 12
"""Bisections of a lag: to a day for lags of up to ten years."""


def sooner(
    ready: Prepared, finish: np.ndarray, before: np.ndarray, price: float
) -> list[RepairFinding]:
    """Return the lags whose shortening lets the dated plan hold, or need less.

    Parameters
    ----------
    ready : Prepared
    finish : ndarray, shape (commitments,)
        Day of each delivery.
    before : ndarray of bool, shape (fresh draws,)
        Where the deal is signed and the chosen order holds.
    price : float
        Of thirty days less.
    """
    if ready.plan.gates:
        return []
    exchange = ready.typical
    worst = _needs(exchange, finish)
    if worst.max(initial=0.0) <= TOLERANCE:
        return []
    found = []
    for j in range(exchange.commitments):
        lag = float(exchange.lag[j])
        if lag <= 0:
            continue
        least = _needs(with_lag(exchange, j, 0.0), finish)
        if not (least < worst - TOLERANCE).any():
            continue
        size = _longest(exchange, j, finish, least)
        changed = with_lag(exchange, j, size)
        found.append(_told(ready, j, size, _needs(changed, finish), finish, before, price))
    return found


def _needs(exchange: Exchange, finish: np.ndarray) -> np.ndarray:
    return conditions(exchange, finish, gates=False).needs(exchange.parties)


def _longest(exchange: Exchange, j: int, finish: np.ndarray, least: np.ndarray) -> float:
    """Return the longest lag with which as little is needed as with none."""
    low, high = 0.0, float(exchange.lag[j])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (_needs(with_lag(exchange, j, middle), finish) <= least + TOLERANCE).all():
            low = middle
        else:
            high = middle
    return float(np.floor(low + 1e-9))


def _told(
    ready: Prepared,
    j: int,
    size: float,
    needs: np.ndarray,
    finish: np.ndarray,
    before: np.ndarray,
    price: float,
) -> RepairFinding:
    name, was = ready.names[j], float(ready.typical.lag[j])
    fresh = with_lag(ready.fresh.exchange, j, size)
    holds = conditions(fresh, finish, gates=False).holds(TOLERANCE)
    whole = name.partition(" (")[0]
    label = f"{ready.case.commitments[whole].label}: a fake found out within {size:g} days"
    change = {"number": f"/commitments/{whole}/detection_lag_days", "set": size}
    costs = ready.typical.own_cost
    share = np.where(costs > 0, needs / np.where(costs > 0, costs, 1.0), needs)
    return RepairFinding(
        "lag",
        label,
        (name,),
        "",
        size,
        was,
        price * (was - size) / 30.0,
        float(share.max(initial=0.0)) if needs.max(initial=0.0) > TOLERANCE else 0.0,
        ready.by_party(needs),
        kept(ready, holds),
        gain(ready, ready.signed & holds, before),
        {
            "label": label,
            "kind": "sequence",
            "author": "made from the case",
            "cost": {"text": "Not judged: say what it would cost whom."},
            "changes": [change],
        },
    )
