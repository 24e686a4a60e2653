"""The fewest statements that cannot hold together, by leaving out one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from detente.case.checks.extremes import clearly_possible
from detente.case.orders import OrderTerm

MARGIN: Final = 1e-6
"""Points by which ``a < b`` must differ."""
TOTAL: Final = 100.0
"""What shares sum to."""

Item = TypeVar("Item")


def fewest(items: Sequence[Item], possible: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Return a set of items that is impossible together, and possible without any one of them.

    The items must be impossible together.

    Notes
    -----
    Deletion filter [1]_: as many tests as there are items.

    References
    ----------
    .. [1] J. W. Chinneck and E. W. Dravnieks, "Locating minimal infeasible constraint
       sets in linear programs", ORSA Journal on Computing 3(2), 1991.
    """
    kept = list(items)
    for item in items:
        rest = [other for other in kept if other is not item]
        if not possible(rest):
            kept = rest
    return kept


def contradiction(
    statements: Sequence[Sequence[OrderTerm]],
    ends: Mapping[str, tuple[float, float]],
    *,
    share: bool,
) -> list[int]:
    """Return the positions of the fewest statements that cannot hold, or an empty list.

    Parameters
    ----------
    statements : sequence of sequence of OrderTerm
        Naming only what ``ends`` knows.
    ends : mapping of name to (low, high)
        Points; the ranges always hold.
    share : bool
        Whether the values must sum to 100.
    """
    if not statements or not _possible([], ends, share):
        return []
    positions = range(len(statements))

    def together(chosen: Sequence[int]) -> bool:
        return _possible([t for i in chosen for t in statements[i]], ends, share)

    return [] if together(positions) else fewest(positions, together)


def _possible(
    terms: Sequence[OrderTerm], ends: Mapping[str, tuple[float, float]], share: bool
) -> bool:
    if any(low > high for low, high in ends.values()):
        return False
    bounds = {n: (max(low, 0.0) if share else low, high) for n, (low, high) in ends.items()}
    told = clearly_possible(terms, bounds, MARGIN, TOTAL if share else None)
    return exactly_possible(terms, bounds, share=share) if told is None else told


def exactly_possible(
    terms: Sequence[OrderTerm], bounds: Mapping[str, tuple[float, float]], *, share: bool
) -> bool:
    """Whether statements can hold within ranges, by a linear program."""
    from scipy.optimize import linprog  # slow to import, and rarely needed

    names = list(bounds)
    rows, limits = [], []
    for term in terms:
        row = [0.0] * len(names)
        row[names.index(term.lesser)] += term.factor
        row[names.index(term.greater)] -= 1.0
        rows.append(row)
        limits.append(-MARGIN if term.strict else 0.0)
    found = linprog(
        [0.0] * len(names),
        A_ub=rows or None,
        b_ub=limits or None,
        A_eq=[[1.0] * len(names)] if share else None,
        b_eq=[TOTAL] if share else None,
        bounds=list(bounds.values()),
    )
    # 2 is "infeasible"; anything else the solver says is no proof of a conflict.
    return bool(found.status != 2)
