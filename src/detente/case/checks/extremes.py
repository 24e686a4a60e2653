"""The least and the greatest values that statements of order leave, without a solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from detente.case.orders import OrderTerm

CLOSE: Final = 1e-6
"""Points; what goes beyond a bound by less than this is left to the exact test."""
ROUNDING: Final = 1e-9
_ROUNDS_PER_NAME: Final = 2


def clearly_possible(
    terms: Sequence[OrderTerm],
    ends: Mapping[str, tuple[float, float]],
    margin: float,
    total: float | None,
) -> bool | None:
    """Whether statements of order can hold within ranges; ``None``: too close to tell here.

    Parameters
    ----------
    terms : sequence of OrderTerm
    ends : mapping of name to (low, high)
        Points.
    margin : float
        Points by which the sides of a strict statement differ.
    total : float or None
        What the values must sum to.

    Notes
    -----
    Each statement says that one value is at least a positive multiple of another, so the
    values that satisfy all of them have a least and a greatest element, found by raising the
    lows and lowering the highs until nothing moves.  Everything between the two, on a line,
    satisfies them too: a sum is reached if it lies between their sums.
    """
    least = _moved({n: low for n, (low, _) in ends.items()}, terms, margin, up=True)
    if least is None:
        return None
    gaps = [high - least[n] for n, (_, high) in ends.items()]
    if total is not None:
        greatest = _moved({n: high for n, (_, high) in ends.items()}, terms, margin, up=False)
        if greatest is None:
            return None
        gaps += [total - sum(least.values()), sum(greatest.values()) - total]
    if all(gap >= -ROUNDING for gap in gaps):
        return True
    return False if any(gap < -CLOSE for gap in gaps) else None


def _moved(
    values: dict[str, float], terms: Sequence[OrderTerm], margin: float, *, up: bool
) -> dict[str, float] | None:
    """Return the values moved until every statement holds; ``None`` when they go on moving."""
    for _ in range(_ROUNDS_PER_NAME * len(values) + 1):
        moved = False
        for term in terms:
            gap = margin if term.strict else 0.0
            if up:
                bound = term.factor * values[term.lesser] + gap
                if bound > values[term.greater]:
                    values[term.greater], moved = bound, True
            else:
                bound = (values[term.greater] - gap) / term.factor
                if bound < values[term.lesser]:
                    values[term.lesser], moved = bound, True
        if not moved:
            return values
    return None
