"""Dates as whole days and as periods of a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from detente.schedule.exchange import Exchange, closure

# Quotients of whole numbers that should be whole are, but for rounding.
WHOLE = 1e-9


@dataclass(frozen=True)
class Terms:
    """What the calendar asks of each commitment, in days from the start (day 0).

    Attributes
    ----------
    durations : ndarray of int, shape (commitments,)
        Work from begin to delivery.
    earliest : ndarray of int, shape (commitments,)
        Day before which work cannot begin.
    deadlines : ndarray of float, shape (commitments,)
        Last day of delivery; infinite where there is none.
    """

    durations: np.ndarray
    earliest: np.ndarray
    deadlines: np.ndarray


def terms(
    commitments: int,
    durations: np.ndarray,
    earliest: np.ndarray | None = None,
    deadlines: np.ndarray | None = None,
) -> Terms:
    """Return checked terms; left out, work may begin on day 0 and has no deadline.

    Raises
    ------
    ValueError
        When a shape does not fit, or durations or first days are not whole or below 0.
    """
    given = {
        "durations": np.asarray(durations, dtype=float),
        "earliest": np.zeros(commitments) if earliest is None else np.asarray(earliest, float),
        "deadlines": np.full(commitments, np.inf)
        if deadlines is None
        else np.asarray(deadlines, dtype=float),
    }
    for name, days in given.items():
        if days.shape != (commitments,):
            raise ValueError(f"{name} has one number for each commitment")
        if name != "deadlines" and not ((days >= 0) & (days == np.floor(days))).all():
            raise ValueError(f"{name} are whole days, not below 0")
    return Terms(given["durations"].astype(int), given["earliest"].astype(int), given["deadlines"])


def up(days: float, period: int) -> int:
    """Return the first period that ends no sooner than ``days``."""
    return math.ceil(days / period - WHOLE)


def down(days: float, period: int) -> int:
    """Return the last period that ends no later than ``days``."""
    return math.floor(days / period + WHOLE)


def gap(duration: float, period: int) -> int:
    """Return the least periods from a prerequisite's delivery to a delivery: one at least."""
    return max(1, up(duration, period))


def units(exchange: Exchange) -> list[tuple[int, ...]]:
    """Return what is delivered at one time: the members of each escrow, all others singly."""
    held = {m for escrow in exchange.escrows for m in escrow.members}
    single = [(j,) for j in range(exchange.commitments) if j not in held]
    return single + [tuple(escrow.members) for escrow in exchange.escrows]


def waits(exchange: Exchange) -> np.ndarray:
    """Return days until each delivery is verified; an escrow agent verifies at once.

    Returns
    -------
    ndarray of float, shape (commitments,)
    """
    lag = np.array(exchange.lag, dtype=float)
    for escrow in exchange.escrows:
        lag[list(escrow.members)] = 0.0
    return lag


def first_periods(exchange: Exchange, given: Terms, period: int) -> np.ndarray | None:
    """Return the earliest period of delivery by prerequisites, durations and first days alone.

    Returns
    -------
    ndarray of int, shape (commitments,), or None
        None where escrows and prerequisites wait for one another in a circle.
    """
    count = exchange.commitments
    merged = exchange.before.copy()
    for unit in units(exchange):
        # What one member waits for, all wait for; what waits for one waits for all.
        merged[list(unit)] = merged[list(unit)].any(axis=0)
        merged[:, list(unit)] = merged[:, list(unit)].any(axis=1, keepdims=True)
    if closure(merged).diagonal().any():
        return None
    first = np.array([up(given.earliest[j] + given.durations[j], period) for j in range(count)])
    for _ in range(count + 1):
        for j in range(count):
            for i in np.flatnonzero(exchange.before[:, j]):
                first[j] = max(first[j], first[i] + gap(given.durations[j], period))
        for unit in units(exchange):
            first[list(unit)] = first[list(unit)].max()
    return first


def last_periods(exchange: Exchange, given: Terms, period: int, horizon: int) -> np.ndarray:
    """Return the latest period of delivery by deadlines, given that others wait for it.

    Returns
    -------
    ndarray of int, shape (commitments,)
    """
    count = exchange.commitments
    last = np.array(
        [horizon if np.isinf(day) else min(horizon, down(day, period)) for day in given.deadlines]
    )
    for _ in range(count + 1):
        for j in range(count):
            for i in np.flatnonzero(exchange.before[:, j]):
                last[i] = min(last[i], last[j] - gap(given.durations[j], period))
        for unit in units(exchange):
            last[list(unit)] = last[list(unit)].min()
    return last
