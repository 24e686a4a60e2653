"""Statements of order: readable, about known names, and possible together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.case.bounds import bounds
from detente.case.checks.conflicts import contradiction
from detente.case.checks.context import Context
from detente.case.orders import GRAMMAR, OrderError, OrderTerm, parse_order
from detente.case.quantity import Quantity
from detente.errors import Problem


def ordering(context: Context) -> Iterator[Problem]:
    """Yield problems of the statements of order over issues and over options."""
    for slug, values in context.case.values.items():
        weights = {name: value.importance for name, value in values.issues.items()}
        at = f"/values/{slug}/order"
        yield from _statements(context, at, values.order, "issue", weights)
        for name, value in values.issues.items():
            at = f"/values/{slug}/issues/{name}/order"
            yield from _statements(context, at, value.order, "option", value.scores)


def _statements(
    context: Context,
    at: str,
    statements: Sequence[str],
    what: str,
    known: Mapping[str, Quantity | None],
) -> Iterator[Problem]:
    read: dict[int, list[OrderTerm]] = {}
    for i, text in enumerate(statements):
        where = f"{at}/{i}"
        try:
            terms = parse_order(text)
        except OrderError as error:
            yield context.error(where, str(error), "order", allowed=GRAMMAR)
            continue
        problems = list(_terms(context, where, terms, what, known))
        yield from problems
        if not problems:
            read[i] = terms
    conflict = contradiction(list(read.values()), _ends(known), share=what == "issue")
    if conflict:
        places = [list(read)[i] for i in conflict]
        named = ", ".join(f"'{statements[i]}'" for i in places)
        alone = len(places) == 1
        yield context.error(
            f"{at}/{places[0]}",
            f"{named} cannot hold {'with the ranges given' if alone else 'together'}",
            "contradiction",
            hint="change a range, or drop the statement"
            if alone
            else "drop one of them, or widen the ranges they speak of",
        )


def _terms(
    context: Context,
    where: str,
    terms: Sequence[OrderTerm],
    what: str,
    known: Mapping[str, Quantity | None],
) -> Iterator[Problem]:
    told = set()
    for name in (n for term in terms for n in (term.lesser, term.greater)):
        if name not in known and name not in told:
            told.add(name)
            yield context.unknown(where, f"{what} valued here", name, known)
    if what == "option" and any(t.equal or t.factor != 1 for t in terms):
        yield context.error(
            where,
            "an order of options knows < and > only",
            "order",
            allowed="a < b < c",
            hint="give options of the same worth the same score",
        )


def _ends(known: Mapping[str, Quantity | None]) -> dict[str, tuple[float, float]]:
    ends = {}
    points = [q.point for q in known.values() if q is not None and q.point is not None]
    # Importances that are all points are shares of their sum, whatever it is.
    scale = 100.0 / sum(points) if len(points) == len(known) and sum(points) > 0 else 1.0
    for name, quantity in known.items():
        low, high = (0.0, 100.0) if quantity is None else bounds(quantity)
        ends[name] = (low * scale, high * scale)
    return ends
