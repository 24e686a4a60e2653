"""Quantile functions of the shapes a number may have, and how they widen.

Every shape is drawn by its quantile function from a uniform draw.  So shared
factors can move numbers of different shapes together (a Gaussian copula), and
a widened range keeps the same draws, stretched.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from detente.case.quantity import Quantity


def support(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the greatest value (may be infinite for a normal)."""
    if quantity.point is not None:
        return quantity.point, quantity.point
    if quantity.range is not None:
        return quantity.range
    if quantity.triangular is not None:
        return quantity.triangular[0], quantity.triangular[2]
    if quantity.normal is not None:
        if quantity.normal[1] == 0:
            return quantity.normal[0], quantity.normal[0]
        return quantity.within or (-math.inf, math.inf)
    if quantity.beta is not None:
        return quantity.within or (0.0, 100.0)
    if quantity.empirical is not None:
        return min(quantity.empirical), max(quantity.empirical)
    raise ValueError("a quantity with analysts has no single support")


def quantile(quantity: Quantity, u: np.ndarray) -> np.ndarray:
    """Return the values at the given probabilities.

    Parameters
    ----------
    quantity : Quantity
        Of any shape but ``analysts``.
    u : ndarray, shape (draws,)
        Probabilities strictly between 0 and 1.

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    if quantity.point is not None:
        return np.full(u.shape, quantity.point)
    if quantity.range is not None:
        low, high = quantity.range
        return low + (high - low) * u
    if quantity.triangular is not None:
        return _triangular(quantity.triangular, u)
    if quantity.normal is not None:
        return _normal(quantity, u)
    if quantity.beta is not None:
        low, high = quantity.within or (0.0, 100.0)
        return np.asarray(low + (high - low) * special.betaincinv(*quantity.beta, u))
    if quantity.empirical is not None:
        return _empirical(quantity, u)
    raise ValueError("a quantity with analysts is drawn analyst by analyst")


def _triangular(shape: tuple[float, float, float], u: np.ndarray) -> np.ndarray:
    low, mode, high = shape
    if low == high:
        return np.full(u.shape, low)
    width = high - low
    rising = u < (mode - low) / width
    up = low + np.sqrt(u * width * (mode - low))
    down = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(rising, up, down)


def _normal(quantity: Quantity, u: np.ndarray) -> np.ndarray:
    assert quantity.normal is not None
    mean, sd = quantity.normal
    if sd == 0:
        return np.full(u.shape, mean)
    if quantity.within is not None:
        # By logarithms and the lower tail: far out, plain probabilities round to 0 or 1.
        side = -1.0 if quantity.within[0] > mean else 1.0
        low, high = (special.log_ndtr(side * (edge - mean) / sd) for edge in quantity.within)
        drawn = mean + side * sd * special.ndtri_exp(
            np.logaddexp(low + np.log1p(-u), high + np.log(u))
        )
        return np.asarray(np.clip(drawn, *quantity.within))
    return np.asarray(mean + sd * special.ndtri(u))


def _empirical(quantity: Quantity, u: np.ndarray) -> np.ndarray:
    values = np.asarray(quantity.empirical, dtype=float)
    weights = np.asarray(quantity.weights or np.ones(len(values)), dtype=float)
    order = np.argsort(values, kind="stable")
    edges = np.cumsum(weights[order]) / weights.sum()
    index = np.minimum(np.searchsorted(edges, u, side="left"), len(values) - 1)
    return np.asarray(values[order][index])


def relative_density(quantity: Quantity, x: np.ndarray) -> np.ndarray:
    """Return the density at ``x`` as a share of its greatest value, 0 outside the support.

    A beta with a pole is cut at ten times its density in the middle.  Of
    ``empirical`` values it is the likelihood of the very value.
    """
    if quantity.empirical is not None:
        return _relative_likelihood(quantity, x)
    low, high = support(quantity)
    inside = (x >= low) & (x <= high)
    if quantity.triangular is not None:
        a, mode, b = quantity.triangular
        left = (x - a) / (mode - a) if mode > a else np.ones_like(x)
        right = (b - x) / (b - mode) if b > mode else np.ones_like(x)
        return np.where(inside, np.clip(np.minimum(left, right), 0, 1), 0.0)
    if quantity.normal is not None and quantity.normal[1] > 0:
        mean, sd = quantity.normal
        best = min(max(mean, low), high)
        log = ((best - mean) ** 2 - (x - mean) ** 2) / (2 * sd * sd)
        return np.where(inside, np.exp(np.minimum(log, 0.0)), 0.0)
    if quantity.beta is not None:
        a, b = quantity.beta
        t = np.clip((x - low) / (high - low), 1e-9, 1 - 1e-9)
        log = (a - 1) * np.log(t) + (b - 1) * np.log1p(-t)
        if a >= 1 and b >= 1:
            mode = min(max((a - 1) / (a + b - 2), 1e-9), 1 - 1e-9) if a + b > 2 else 0.5
            top = (a - 1) * math.log(mode) + (b - 1) * math.log1p(-mode)
        else:
            top = (a + b - 2) * math.log(0.5) + math.log(10)
        return np.where(inside, np.exp(np.minimum(log - top, 0.0)), 0.0)
    return inside.astype(float)


def _relative_likelihood(quantity: Quantity, x: np.ndarray) -> np.ndarray:
    values, place = np.unique(np.asarray(quantity.empirical, dtype=float), return_inverse=True)
    weights = np.bincount(place, quantity.weights)
    near = np.clip(np.searchsorted(values, x), 1, len(values) - 1) if len(values) > 1 else 0
    index = np.where(np.abs(values[near - 1] - x) < np.abs(values[near] - x), near - 1, near)
    hit = np.abs(values[index] - x) <= 1e-9 * np.maximum(np.abs(x), 1.0)
    return np.where(hit, weights[index] / weights.max(), 0.0)


def middle(quantity: Quantity) -> float:
    """Return the median."""
    return float(quantile(quantity, np.array([0.5]))[0])


def widened(quantity: Quantity, times: float) -> Quantity:
    """Return the quantity with its spread about the median multiplied.

    Parameters
    ----------
    quantity : Quantity
        Points stay points: a point claims no spread to widen.
    times : float
        At least 1.

    Returns
    -------
    Quantity
        Of the same shape; basis and factors kept.
    """
    if quantity.analysts is not None:
        each = {name: widened(q, times) for name, q in quantity.analysts.items()}
        return quantity.model_copy(update={"analysts": each})
    if quantity.point is not None:
        return quantity
    centre = middle(quantity)

    def stretch(x: float) -> float:
        return centre + times * (x - centre)

    update: dict[str, object] = {}
    if quantity.range is not None:
        update["range"] = tuple(map(stretch, quantity.range))
    elif quantity.triangular is not None:
        update["triangular"] = tuple(map(stretch, quantity.triangular))
    elif quantity.normal is not None:
        update["normal"] = (stretch(quantity.normal[0]), quantity.normal[1] * times)
        if quantity.within is not None:
            update["within"] = tuple(map(stretch, quantity.within))
    elif quantity.beta is not None:
        update["within"] = tuple(map(stretch, quantity.within or (0.0, 100.0)))
    else:
        assert quantity.empirical is not None
        update["empirical"] = tuple(map(stretch, quantity.empirical))
    return quantity.model_copy(update=update)
