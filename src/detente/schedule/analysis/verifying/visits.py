"""The visits divided among declared places, drawn by lot, and put into times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.schedule.analysis.verifying.watch import Array, Watch
from detente.schedule.verification.inspection_game import solve
from detente.schedule.verification.sites import Division, Sites, divide
from detente.schedule.verification.sites_at_random import Lottery, divide_at_random
from detente.schedule.verification.timeliness import LATEST, SURPRISE_DELAY
from detente.schedule.verification_findings import GameFinding, PlanFinding, SurpriseFinding

MOST_STATES = 50_000
"""States of a game (times left, visits left) beyond which it is not solved."""
MOST_LISTED = 600
"""States beyond which the plan of a game is not listed one by one."""
NO_PROBABILITY = 1e-9
MOST_VISITS = 1_000
"""Visits beyond which it is not asked whether they would be enough."""


@dataclass(frozen=True)
class Visits:
    """The plan on expected inputs.

    Attributes
    ----------
    sites : Sites
    known : Division
    by_lot : Lottery
    """

    sites: Sites
    known: Division
    by_lot: Lottery


def divided(watch: Watch) -> Visits | None:
    """Return the division of the visits; None where no place is declared."""
    places = watch.declared
    if not places:
        return None
    sites = Sites(
        watch.means(p.sees for p in places),
        watch.means(p.gain for p in places),
        np.full(len(places), watch.mean(watch.loss)),
    )
    visits = watch.block.visits
    return Visits(sites, divide(sites, visits), divide_at_random(sites, visits))


def plan_finding(watch: Watch, visits: Visits) -> PlanFinding:
    """Return the plan by the names of the places."""
    slugs = [p.slug for p in watch.declared]
    lots = tuple(
        (float(chance), {s: int(n) for s, n in zip(slugs, row, strict=True)})
        for chance, row in zip(visits.by_lot.probability, visits.by_lot.divisions, strict=True)
        if chance > NO_PROBABILITY
    )
    return PlanFinding(
        watch.block.visits,
        int(visits.known.counts.sum()),
        enough(visits.sites),
        visits.known.worst,
        visits.by_lot.worst,
        slugs[int(np.argmax(visits.known.expectation))],
        lots,
    )


def enough(sites: Sites) -> int | None:
    """Return the fewest visits with which a violation pays at no site; None beyond the most."""
    # Where nothing is lost by being caught, only certainty would do; beyond it, digits run out.
    never = bool(((sites.loss <= 0) & (sites.sees < 1)).any())
    if never or divide(sites, MOST_VISITS).worst > 0:
        return None
    low, high = -1, MOST_VISITS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if divide(sites, middle).worst <= 0 else (middle, high)
    return high


def seen(sees: Array, visits: int) -> Array:
    """Return the probability that one of several visits finds a violation."""
    return np.asarray(1 - (1 - sees) ** visits)


def game(periods: int, visits: int, gain: float, loss: float, sees: float) -> GameFinding | None:
    """Return the plan by lot over the times; None where there is nothing to draw."""
    if not 0 < visits < periods or periods * visits > MOST_STATES or sees <= 0:
        return None
    plan = solve(periods, visits, gain, loss, sees)
    grid: tuple[tuple[int, int, float], ...] = ()
    if periods * visits <= MOST_LISTED:
        grid = tuple(
            (n, m, float(plan.inspect[n, m])) for n, m in _reached(periods, visits, plan.inspect)
        )
    value = max(-float(plan.value[periods, visits]), 0.0)
    return GameFinding(periods, visits, value, float(plan.inspect[periods, visits]), grid)


def _reached(periods: int, visits: int, inspect: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the states that the plan can come to and that leave a choice."""
    now, found = {visits}, []
    for n in range(periods, 0, -1):
        found += [(n, m) for m in sorted(now, reverse=True) if m]
        after = {m for m in now if m == 0 or inspect[n, m] < 1}
        now = after | {m - 1 for m in now if m and inspect[n, m] > 0}
    return found


def surprise(visits: int) -> SurpriseFinding | None:
    """Return what one surprise visit does; None for any other number of visits."""
    return SurpriseFinding(LATEST, SURPRISE_DELAY) if visits == 1 else None
