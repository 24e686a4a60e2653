"""The least and greatest value that a quantity can take."""

from __future__ import annotations

import math

from detente.case.quantity import Quantity


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return (low, high); infinite for a normal that is not cut, the hull over analysts."""
    if quantity.point is not None:
        return quantity.point, quantity.point
    if quantity.range is not None:
        return quantity.range
    if quantity.triangular is not None:
        return quantity.triangular[0], quantity.triangular[2]
    if quantity.empirical is not None:
        return min(quantity.empirical), max(quantity.empirical)
    if quantity.analysts is not None:
        ends = [bounds(q) for q in quantity.analysts.values()]
        return min(low for low, _ in ends), max(high for _, high in ends)
    if quantity.within is not None:
        return quantity.within
    return (-math.inf, math.inf) if quantity.normal is not None else (0.0, 100.0)


def certain(quantity: Quantity) -> bool:
    """Whether the quantity has one value only (each analyst's, where there are several)."""
    if quantity.analysts is not None:
        return all(certain(q) for q in quantity.analysts.values())
    low, high = bounds(quantity)
    return low == high
