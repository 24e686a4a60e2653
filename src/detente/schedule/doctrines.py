"""Doctrines of delivery compared: all at once, one party first, in turn, and the best order.

Each is given its best case: the order inside what the doctrine leaves open that needs the
least guarantee.  Verification gates are assumed throughout.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from detente.schedule.conditions import WALK_AWAY, Conditions, conditions
from detente.schedule.exchange import Exchange
from detente.schedule.search.alternation import alternate
from detente.schedule.search.least import Least, Status, least_guarantee, met
from detente.schedule.search.states import Order, States, Step, states, times_of
from detente.schedule.search.turns import count_turns

Name = Literal["all at once", "party first", "strict alternation", "best order"]


@dataclass(frozen=True)
class Defection:
    """Where a party first does better by breaking off.

    Attributes
    ----------
    party : int
    place : int
        Of the step in the order, from 0; the number of steps for the end.
    step : tuple of int
        What it would not deliver, or fake: its own commitments due there, or those due next;
        empty where it has delivered everything.
    kind : str
        ``walk-away`` or ``cheat``.
    gain : float
        By how much breaking off is better, on its own scale.
    """

    party: int
    place: int
    step: Step
    kind: Literal["walk-away", "cheat"]
    gain: float


@dataclass(frozen=True)
class Doctrine:
    """What a doctrine asks of each party.

    Attributes
    ----------
    name : str
    party : int or None
        Who goes first, for ``party first``.
    order : tuple of tuple of int
        Steps of commitments.
    needs : ndarray, shape (parties,)
        Extra guarantee of each party.
    status : str
        Whether the order is the best that the doctrine allows (``PROVED``), or may not be.
    turns : int
        Longest runs of steps by one party, or one set of parties.
    defection : Defection or None
        The first in time, without extra guarantees; None where nobody gains by breaking off.
    peak_advance : ndarray, shape (parties,)
        Most that each is ahead at any time: received for good less paid for good.
    peak_exposure : ndarray, shape (parties,)
        Most that each is behind at any time; 0 where it never is.
    """

    name: Name
    party: int | None
    order: Order
    needs: np.ndarray
    status: Status
    turns: int
    defection: Defection | None
    peak_advance: np.ndarray
    peak_exposure: np.ndarray


def doctrines(
    exchange: Exchange,
    scale: np.ndarray,
    *,
    seconds: float = 20.0,
    width: int = 50,
    best: Least | None = None,
) -> tuple[Doctrine, ...]:
    """Return every doctrine: all at once, each party first, strict alternation, best order.

    Parameters
    ----------
    exchange : Exchange
        Without an axis of draws.
    scale : ndarray, shape (parties,)
        As for :func:`detente.schedule.search.least.least_guarantee`.
    seconds : float
        For all searches together.
    width : int
        Of beams.
    best : Least, optional
        The best order, where it was looked for before.
    """
    problem, limit = states(exchange), time.monotonic() + seconds
    share = seconds / (exchange.parties + 1)
    found = [doctrine(exchange, "all at once", None, at_once(problem), "PROVED")]
    for party in range(exchange.parties):
        staged = party_first(exchange, party)
        least = least_guarantee(staged, scale, seconds=share, width=width)
        found.append(doctrine(exchange, "party first", party, least.order, least.status))
    sets = max(width, 400_000 // max(problem.count, 1) ** 2)
    turn = alternate(problem, scale, width=sets)
    none = met(turn.lam, 0.0) or turn.proved
    found.append(
        doctrine(
            exchange,
            "strict alternation",
            None,
            problem.order(turn.units),
            "PROVED" if none else "GAP",
        )
    )
    if best is None:
        left = max(limit - time.monotonic(), share)
        best = least_guarantee(exchange, scale, seconds=left, width=width)
    found.append(doctrine(exchange, "best order", None, best.order, best.status))
    return tuple(found)


def at_once(problem: States) -> Order:
    """Return the order in which everything is delivered as soon as its prerequisites allow.

    Without prerequisites that is one step.
    """
    level = np.zeros(problem.count, dtype=int)
    for u in np.argsort(problem.before.sum(axis=0), kind="stable"):
        earlier = level[problem.before[:, u]]
        level[u] = earlier.max(initial=-1) + 1
    groups = [np.flatnonzero(level == k).tolist() for k in range(int(level.max(initial=-1)) + 1)]
    return problem.order(groups)


def party_first(exchange: Exchange, party: int) -> Exchange:
    """Return the exchange with everything of a party before whatever it need not wait for.

    What others must deliver before one of the party's commitments may still come earlier, and
    so does what is in one escrow with it.
    """
    problem = states(exchange)
    mine = problem.holds[:, party]
    early = mine | problem.before[:, mine].any(axis=1)
    commitments = np.zeros(exchange.commitments, dtype=bool)
    for u in np.flatnonzero(early):
        commitments[list(problem.units[u])] = True
    return replace(exchange, before=exchange.before | (commitments[:, None] & ~commitments))


def doctrine(
    exchange: Exchange, name: Name, party: int | None, order: Order, status: Status
) -> Doctrine:
    """Return what an order asks of each party, and where it first fails.

    Parameters
    ----------
    exchange : Exchange
    name : str
    party : int or None
    order : tuple of tuple of int
    status : str
    """
    problem = states(exchange)
    tested = conditions(exchange, times_of(exchange, order), gates=True)
    after = np.cumsum([exchange.effect[list(step)].sum(axis=0) for step in order], axis=0)
    ahead = np.zeros(exchange.parties)
    for test, advance in zip(tested.tests, tested.advance, strict=True):
        if test.kind == WALK_AWAY and test.party >= 0:
            ahead[test.party] = max(ahead[test.party], advance)
    exposure = -after.min(axis=0, initial=0.0) if len(order) else np.zeros(exchange.parties)
    return Doctrine(
        name,
        party,
        order,
        tested.needs(exchange.parties),
        status,
        count_turns(exchange.actor, order),
        first_defection(exchange, order, tested, problem.tolerance),
        ahead,
        np.asarray(exposure),
    )


def first_defection(
    exchange: Exchange, order: Order, tested: Conditions, tolerance: float
) -> Defection | None:
    """Return the first broken condition in time, the most broken one of that time.

    Parameters
    ----------
    exchange : Exchange
    order : tuple of tuple of int
    tested : Conditions
        Of the schedule whose times are the places in the order.
    tolerance : float
    """
    place = [len(order) if np.isinf(test.time) else int(test.time) for test in tested.tests]
    broken = [
        Defection(
            test.party,
            at,
            test.commitments or _next_own(exchange, order[at:], test.party),
            test.kind,
            float(excess),
        )
        for test, at, excess in zip(tested.tests, place, tested.excess, strict=True)
        if excess > tolerance and test.party >= 0
    ]
    return min(broken, key=lambda d: (d.place, -d.gain, d.kind != WALK_AWAY), default=None)


def _next_own(exchange: Exchange, order: Order, party: int) -> Step:
    """Return the first commitments of a party in an order."""
    each = (tuple(j for j in step if exchange.actor[j] == party) for step in order)
    return next((own for own in each if own), ())
