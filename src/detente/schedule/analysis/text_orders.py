"""Orders that a text admits: each stated reading, what it needs, and where readings clash."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.case.models import OrderReading
from detente.case.orders import parse_order
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.findings import OrderReadingFinding
from detente.schedule.precedence import COUNTED, circle, count_orders
from detente.schedule.search.least import least_guarantee


def text_orders(
    ready: Prepared, seconds: float
) -> tuple[tuple[OrderReadingFinding, ...], tuple[str, ...]]:
    """Return every reading of the order, and commitments that clash when all are taken together.

    Statements on commitments that are not part of the deal are left out.

    Parameters
    ----------
    ready : Prepared
    seconds : float
        For the search under each reading.
    """
    found, together = [], np.array(ready.typical.before)
    for slug, order in ready.case.orders.items():
        after = precedences(ready.names, order)
        together |= after
        found.append(_reading(ready, slug, order, after, seconds))
    clash = circle(together) if len(found) > 1 else ()
    return tuple(found), tuple(ready.names[j] for j in clash)


def precedences(names: tuple[str, ...], order: OrderReading) -> np.ndarray:
    """Return what comes before what under one reading; bool, shape (names, names)."""
    after = np.zeros((len(names),) * 2, dtype=bool)
    for text in order.after:
        for term in parse_order(text):
            if term.lesser in names and term.greater in names:
                after[names.index(term.lesser), names.index(term.greater)] = True
    return after


def _reading(
    ready: Prepared, slug: str, order: OrderReading, after: np.ndarray, seconds: float
) -> OrderReadingFinding:
    before = ready.typical.before | after
    loop = circle(before)
    count = -1
    if not loop and len(before) <= COUNTED:
        count = count_orders(before)
    needs: dict[str, float] = {}
    common, status = None, ""
    if not loop:
        exchange = replace(ready.typical, before=before)
        least = least_guarantee(exchange, ready.scale, seconds=seconds)
        needs, common, status = ready.by_party(least.needs), float(least.lam), least.status
    return OrderReadingFinding(
        slug,
        order.label,
        order.by,
        order.after,
        0 if loop else count,
        tuple(ready.names[j] for j in loop),
        needs,
        common,
        status,
    )
