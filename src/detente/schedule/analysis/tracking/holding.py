"""Who is ahead now, whether breaking off pays, and which condition fails next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from detente.beliefs.study import SELECTION
from detente.deals import share
from detente.schedule.analysis.prepared import CHOOSING, FRESH, TOLERANCE, Prepared
from detente.schedule.analysis.reading import drawn
from detente.schedule.analysis.tracking.plan import together
from detente.schedule.exchange import Exchange, closure
from detente.schedule.tracking.lasting import Failing, lasting
from detente.schedule.tracking.slippage import Slippage
from detente.schedule.tracking_findings import FailingFinding, StandingFinding


@dataclass(frozen=True)
class InForce:
    """The exchange with the guarantees in force.

    Attributes
    ----------
    fresh : Exchange
        Over the draws that are reported on, on the day.
    epochs : tuple of (float, Exchange)
        On expected inputs, from each day on which it changes; the first is the day's own.
    """

    fresh: Exchange
    epochs: tuple[tuple[float, Exchange], ...]

    @property
    def typical(self) -> Exchange:
        """On expected inputs, on the day."""
        return self.epochs[0][1]


def in_force(ready: Prepared, day: datetime.date) -> InForce:
    """Return the exchange of a day, without guarantees that have expired.

    Parameters
    ----------
    ready : Prepared
    day : date
    """
    ends = {
        slug: g.until
        for slug, g in ready.case.guarantees.items()
        if g.until is not None
        and g.on in ready.parties
        and not (g.known_from is not None and g.known_from > day)
    }
    gone = [slug for slug, until in ends.items() if until < day]
    epochs = [(float(day.toordinal()), _without(ready, gone))]
    for until in sorted({u for u in ends.values() if u >= day}):
        gone = [slug for slug, end in ends.items() if end <= until]
        epochs.append((float(until.toordinal() + 1), _without(ready, gone)))
    fresh = ready.fresh.exchange
    stop = SELECTION + min(FRESH, ready.draws)
    for slug in (s for s, until in ends.items() if until < day):
        fresh = fresh.guaranteed(-_points(ready, slug, SELECTION, stop))
    return InForce(fresh, tuple(epochs))


def _without(ready: Prepared, gone: list[str]) -> Exchange:
    exchange, weights = ready.typical, ready.choosing.weights
    for slug in gone:
        lost = np.average(_points(ready, slug, 0, CHOOSING), axis=0, weights=weights)
        exchange = exchange.guaranteed(-lost)
    return exchange


def _points(ready: Prepared, slug: str, start: int, stop: int) -> np.ndarray:
    """Return what a guarantee of the case adds for each party; shape (draws, parties)."""
    at = f"/guarantees/{slug}"
    points = drawn(ready.model, f"{at}/points", start, stop)
    bites = np.clip(drawn(ready.model, f"{at}/credibility", start, stop, 100.0) / 100, 0, 1)
    on = np.array(ready.parties) == ready.case.guarantees[slug].on
    return np.asarray((points * bites)[:, None] * on)


def standing(
    ready: Prepared, force: InForce, done: np.ndarray, claimed: np.ndarray
) -> tuple[StandingFinding, ...]:
    """Return where each party stands now.

    Parameters
    ----------
    ready : Prepared
    force : InForce
    done : ndarray of bool, shape (commitments,)
        Delivered; of an escrow only what it has released.
    claimed : ndarray of bool, shape (commitments,)
        The same with what is in dispute.
    """
    one, fresh = force.typical, force.fresh
    advances = (fresh.effect * done[:, None]).sum(axis=-2)
    found = []
    for p, party in enumerate(ready.parties):
        own, effect = one.actor == p, one.effect[:, p]
        received = float(effect @ (done & ~own))
        paid = float(-effect @ (done & own))
        cap = float(one.cap[p])
        pays = advances[:, p] > fresh.cap[:, p] + TOLERANCE
        found.append(
            StandingFinding(
                party,
                received,
                paid,
                received - paid,
                cap,
                float(one.stake[p]),
                float(one.own_cost[p]),
                received - paid > cap + TOLERANCE,
                share(np.asarray(pays), ready.fresh.weights),
                float(effect @ claimed),
            )
        )
    return tuple(found)


def held_up(exchange: Exchange, done: np.ndarray, overdue: np.ndarray) -> np.ndarray:
    """Return what is not delivered while the overdue is not: that, and what waits for it.

    What is in escrow with it waits too.

    Parameters
    ----------
    exchange : Exchange
    done : ndarray of bool, shape (commitments,)
        Delivered; of an escrow only what it has released.
    overdue : ndarray of bool, shape (commitments,)
    """
    held = overdue & ~done
    waits = closure(exchange.before)
    while True:
        more = held | (waits[held].any(axis=0) & ~done)
        for escrow in exchange.escrows:
            members = list(escrow.members)
            more[members] |= bool(more[members].any()) & ~done[members]
        if (more == held).all():
            return np.asarray(held)
        held = more


def failing(
    ready: Prepared, force: InForce, slip: Slippage, held: np.ndarray, today: float
) -> tuple[FailingFinding, ...]:
    """Return the first condition that fails for each party while the delay lasts.

    Parameters
    ----------
    ready : Prepared
    force : InForce
    slip : Slippage
        Expected days of what is not held up.
    held : ndarray of bool, shape (commitments,)
    today : float
        As an ordinal.
    """
    days = together(force.typical, slip.finish)
    gates = ready.plan.gates
    lasts = lasting(force.epochs, days, held, today, gates=gates, tolerance=TOLERANCE)
    nothing = np.zeros_like(held)
    ends = lasting(force.epochs, days, nothing, today, gates=gates, tolerance=TOLERANCE)
    sides = [*range(len(ready.parties)), *(s for s in lasts if s < 0)]
    return tuple(_told(ready, side, lasts.get(side), ends.get(side)) for side in sides)


def first_to_fail(
    ready: Prepared,
    force: InForce,
    slip: Slippage,
    done: np.ndarray,
    today: float,
) -> tuple[str, tuple[FailingFinding, ...]]:
    """Return the commitment whose delay alone would first make a condition fail.

    With what then fails for each party; a commitment without a name and what fails as things
    are where no delay alone makes anything fail.
    """
    nothing = np.zeros_like(done)
    best: tuple[str, tuple[FailingFinding, ...]] = (
        "",
        failing(ready, force, slip, nothing, today),
    )
    earliest = datetime.date.max
    for j in np.flatnonzero(~done):
        alone = np.arange(len(done)) == j
        told = failing(ready, force, slip, held_up(force.typical, done, alone), today)
        days = [f.day for f in told if f.day is not None and not f.anyway]
        if days and min(days) < earliest:
            earliest, best = min(days), (ready.names[int(j)], told)
    return best


def _told(
    ready: Prepared, side: int, lasts: Failing | None, ends: Failing | None
) -> FailingFinding:
    who = ready.party_name(side)
    if lasts is None:
        return FailingFinding(who, "", None, (), 0.0, False)
    return FailingFinding(
        who,
        lasts.kind,
        datetime.date.fromordinal(int(lasts.day)),
        tuple(ready.names[j] for j in lasts.commitments),
        lasts.gain,
        ends is not None and ends.day <= lasts.day,
    )
