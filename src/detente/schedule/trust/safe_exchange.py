"""In which order to deliver the parts of a purchase, so that neither side gains by stopping.

A supplier delivers chunks, a demander pays between deliveries.  With C and V the cost and
value of all that is not yet delivered and P what is not yet paid, nobody stops as long as
C - r <= P <= V + s, where r and s are what stopping would cost the supplier and the
demander (reputation, bond).  P does not move while a chunk of cost c is handed over, so the
chunk can be delivered if and only if c <= slack + (value - cost of all chunks after it), with
slack = r + s.  Seen from the end, chunks worth at least their cost raise what can be borne and
are placed first, cheapest first; the others lower it and follow in decreasing value, which is
the same argument with time reversed.  This order does not depend on the slack, so the least
slack is the greatest need along it.

References
----------
T. Sandholm and V. Lesser, "Equilibrium analysis of the possibilities of unenforced exchange
in multiagent systems", IJCAI 14 (1995) 694-701.
T. Sandholm and V. Ferrandon, "Safe exchange planner", ICMAS (2000) 255-262.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_not_negative

Array = NDArray[np.float64]
Order = NDArray[np.intp]

ROUNDING = 1e-9
"""Share of the whole amount at stake below which two amounts count as equal."""


def delivery_order(cost: ArrayLike, value: ArrayLike) -> Order:
    """Return the order that needs the least slack, first delivery first.

    Parameters
    ----------
    cost : array_like of float, shape (chunks,)
        To the supplier, not negative.
    value : array_like of float, shape (chunks,)
        To the demander, not negative, in the same unit.

    Returns
    -------
    ndarray of int, shape (chunks,)

    Raises
    ------
    UsageError
    """
    c, v = _amounts(cost, value)
    losing = v < c
    from_the_end = np.lexsort((np.where(losing, -v, c), losing))
    return from_the_end[::-1]


def needs(cost: ArrayLike, value: ArrayLike, order: ArrayLike) -> Array:
    """Return the slack that each delivery of an order needs.

    Parameters
    ----------
    cost, value : array_like of float, shape (chunks,)
    order : array_like of int, shape (chunks,)

    Returns
    -------
    ndarray of float64, shape (chunks,)
        In the order of delivery; below 0 where the delivery would bear a debt.

    Raises
    ------
    UsageError
    """
    c, v = _amounts(cost, value)
    way = np.asarray(order, dtype=np.intp)
    if sorted(way.tolist()) != list(range(len(c))):
        raise UsageError("an order of delivery names every chunk once")
    c, v = c[way], v[way]
    return c - _after(v - c)


def least_slack(cost: ArrayLike, value: ArrayLike) -> float:
    """Return the least slack with which some order is safe; 0 when there is nothing to deliver.

    Parameters
    ----------
    cost, value : array_like of float, shape (chunks,)

    Raises
    ------
    UsageError
    """
    return float(needs(cost, value, delivery_order(cost, value)).max(initial=0.0))


def safe_order(cost: ArrayLike, value: ArrayLike, slack: float) -> Order | None:
    """Return an order in which nobody gains by stopping, or None when there is none.

    Parameters
    ----------
    cost, value : array_like of float, shape (chunks,)
    slack : float
        What stopping would cost the two sides together.

    Raises
    ------
    UsageError
    """
    c, v = _amounts(cost, value)
    rounding = ROUNDING * (c.sum() + v.sum())
    return delivery_order(c, v) if least_slack(c, v) <= slack + rounding else None


def fewest_payments(
    cost: ArrayLike,
    value: ArrayLike,
    order: ArrayLike,
    price: float,
    *,
    supplier: float,
    demander: float,
) -> Array | None:
    """Return payments that keep an order safe, as few as this order allows.

    Deliveries between which nothing is paid make one round.  Another order may do with fewer
    payments; the order given is not changed.

    Parameters
    ----------
    cost, value : array_like of float, shape (chunks,)
    order : array_like of int, shape (chunks,)
    price : float
        Of the whole, not negative.
    supplier, demander : float
        What stopping would cost each of them, not negative.

    Returns
    -------
    ndarray of float64, shape (chunks + 1,), or None
        Paid before each delivery, and after the last; 0 where nothing is.  None where the
        order is not safe, or a side would not even begin at this price.

    Raises
    ------
    UsageError
    """
    for name, amount in (
        ("the price", price),
        ("what stopping costs the supplier", supplier),
        ("what stopping costs the demander", demander),
    ):
        require_not_negative(name, amount)
    c, v = _amounts(cost, value)
    rounding = ROUNDING * (c.sum() + v.sum() + price)
    safe = (needs(c, v, order) <= supplier + demander + rounding).all()
    begun = c.sum() - supplier - rounding <= price <= v.sum() + demander + rounding
    if not safe or not begun:
        return None
    way = np.asarray(order, dtype=np.intp)
    least = np.maximum(_after(c[way]) + c[way] - supplier, 0.0)
    most = _after(v[way]) + demander
    paid, owed = np.zeros(len(way) + 1), price
    for k in range(len(way)):
        # Both bounds fall from delivery to delivery: paying late and then as much as the
        # supplier needs leaves the lowest debt that any plan of as many payments can have.
        if owed > most[k] + rounding:
            paid[k], owed = owed - least[k], float(least[k])
    paid[-1] = owed
    return paid


def _after(amounts: Array) -> Array:
    """Return the sum of all that follows each entry, without differences of large sums."""
    return np.concatenate([np.cumsum(amounts[::-1])[::-1][1:], np.zeros(min(1, len(amounts)))])


def _amounts(cost: ArrayLike, value: ArrayLike) -> tuple[Array, Array]:
    require_not_negative("the cost of a chunk", cost)
    require_not_negative("the value of a chunk", value)
    c, v = np.asarray(cost, dtype=np.float64), np.asarray(value, dtype=np.float64)
    if c.ndim != 1 or c.shape != v.shape:
        raise UsageError("every chunk has one cost and one value")
    return c, v
