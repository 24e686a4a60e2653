"""Importances are shares of one whole: they must be able to sum to 100 percent."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.bounds import bounds, certain
from detente.case.checks.context import Context
from detente.case.models import Values
from detente.errors import Problem


def importance(context: Context) -> Iterator[Problem]:
    """Yield an error for every party whose importances cannot sum to 100 percent."""
    for slug, values in context.case.values.items():
        negative = list(_negative(context, slug, values))
        yield from negative
        if not negative and values.issues:
            yield from _sums(context, slug, values)


def _negative(context: Context, slug: str, values: Values) -> Iterator[Problem]:
    for name, value in values.issues.items():
        quantity = value.importance
        if quantity is not None and quantity.normal is None and bounds(quantity)[0] < 0:
            yield context.error(
                f"/values/{slug}/issues/{name}/importance",
                "an importance cannot be below 0",
                "out-of-bounds",
                hint="who wants the opposite gives the options the opposite scores",
            )


def _sums(context: Context, slug: str, values: Values) -> Iterator[Problem]:
    stated = [v.importance for v in values.issues.values()]
    at, who = f"/values/{slug}/issues", context.label(slug)
    if all(q is not None and certain(q) for q in stated):
        if sum(bounds(q)[1] for q in stated if q is not None) <= 0:
            yield context.error(at, f"all importances of {who} are 0", "zero-importance")
        return
    ends = [(0.0, 100.0) if q is None else bounds(q) for q in stated]
    lows = sum(max(low, 0.0) for low, _ in ends)
    highs = sum(min(high, 100.0) for _, high in ends)
    # Sums of decimals such as 33.3 + 33.3 + 33.4 may pass 100 by a rounding error.
    if lows > 100 + 1e-9:
        yield context.error(
            at,
            f"the importances of {who} are at least {lows:g} in sum: more than 100 percent",
            "importance-sum",
            hint="lower the low ends: an importance is a share of everything the party wants",
        )
    elif highs < 100 - 1e-9:
        yield context.error(
            at,
            f"the importances of {who} are at most {highs:g} in sum: less than 100 percent",
            "importance-sum",
            hint="raise the high ends: an importance is a share of everything the party wants",
        )
