"""Calendars drawn at random from the plan of an inspection game, and what a violator makes of them.

The plan says with which probability to inspect in each state; as it does not depend on
what the inspected party does, whole calendars can be drawn in advance and kept sealed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.schedule.verification.inspection_game import InspectionPlan

MOST = 100_000
"""Most calendars listed one by one; beyond, draw from them."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calendars:
    """Every calendar with a chance of being drawn.

    Attributes
    ----------
    inspected : ndarray of bool, shape (calendars, periods)
    probability : ndarray of float64, shape (calendars,)
    """

    inspected: NDArray[np.bool_]
    probability: Array


def calendars(plan: InspectionPlan) -> Calendars:
    """List every calendar that the plan can produce, with its probability.

    Parameters
    ----------
    plan : InspectionPlan

    Returns
    -------
    Calendars

    Raises
    ------
    UsageError
        Where there would be more than ``MOST``.
    """
    periods, inspections = (size - 1 for size in plan.inspect.shape)
    number = math.comb(periods, min(inspections, periods))
    if number > MOST:
        raise UsageError(f"{number} calendars are too many to list (at most {MOST}): draw some")
    found: list[tuple[tuple[bool, ...], float]] = [((), 1.0)]
    for period in range(periods):
        grown = []
        for days, chance in found:
            here = float(plan.inspect[periods - period, inspections - sum(days)])
            grown += [((*days, True), chance * here), ((*days, False), chance * (1 - here))]
        found = [(days, chance) for days, chance in grown if chance > 0]
    inspected = np.array([days for days, _ in found], dtype=bool).reshape(len(found), periods)
    return Calendars(inspected, np.array([chance for _, chance in found]))


def draw(plan: InspectionPlan, size: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw calendars.

    Parameters
    ----------
    plan : InspectionPlan
    size : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of bool, shape (size, periods)
        Whether each period is inspected.
    """
    periods, inspections = (n - 1 for n in plan.inspect.shape)
    left = np.full(size, inspections)
    inspected = np.zeros((size, periods), dtype=bool)
    for period in range(periods):
        inspected[:, period] = rng.random(size) < plan.inspect[periods - period, left]
        left -= inspected[:, period]
    return inspected


def violator_expects(
    among: Calendars, gain: float = 1.0, loss: float = 1.0, sees: float = 1.0
) -> float:
    """Return what the best violation brings against calendars drawn at random.

    The violator knows the calendars and their probabilities, sees each visit, and chooses
    the period of his violation accordingly, or none.  Any random choice among calendars can
    be judged so: the plan's own (a certificate of its value), a fixed calendar, or all
    calendars alike.

    Parameters
    ----------
    among : Calendars
    gain, loss, sees : float
        As in :func:`~detente.schedule.verification.inspection_game.solve`.

    Returns
    -------
    float
        0 where no violation pays.
    """
    if among.inspected.shape[1] == 0:
        return 0.0
    caught = gain * (1 - sees) - loss * sees

    def best(rows: NDArray[np.bool_], weight: Array) -> float:
        """Return the expectation, times the probability of having come to these rows."""
        if rows.shape[1] == 0 or not weight.size:
            return 0.0
        visit = rows[:, 0]
        now = caught * weight[visit].sum() + gain * weight[~visit].sum()
        later = best(rows[visit, 1:], weight[visit]) + best(rows[~visit, 1:], weight[~visit])
        return max(float(now), later)

    return best(among.inspected, among.probability)
