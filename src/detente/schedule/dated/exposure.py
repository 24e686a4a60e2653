"""How far each party is ahead, and behind, over the time of a dated schedule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.schedule.dated.sides import Side, sides
from detente.schedule.exchange import Exchange


@dataclass(frozen=True)
class Exposure:
    """What each party has irrevocably received less what it has paid, as step functions.

    Attributes
    ----------
    times : ndarray, shape (turns,)
        Times of delivery that differ, rising.
    after : ndarray, shape (turns, parties)
        After all that is delivered at each time, and until the next; 0 before the first.
    ahead : ndarray, shape (turns, parties)
        At each time if the party alone does not deliver: most that it can run off with.
    behind : ndarray, shape (turns, parties)
        At each time if all others do not deliver: least, and below 0 where it is out of
        pocket.
    cap : ndarray, shape (parties,)
        How far ahead each may be.
    greatest : ndarray, shape (parties,)
        Most that each has paid and not received back, at any time; not below 0.
    when : ndarray, shape (parties,)
        The first time of that; NaN for a party that is never out of pocket.
    """

    times: np.ndarray
    after: np.ndarray
    ahead: np.ndarray
    behind: np.ndarray
    cap: np.ndarray
    greatest: np.ndarray
    when: np.ndarray

    @property
    def turns(self) -> int:
        """Number of times of delivery that differ."""
        return len(self.times)


def exposure(exchange: Exchange, finish: np.ndarray) -> Exposure:
    """Return how far each party is ahead over time.

    An escrow that holds something of a party's own neither gives nor takes where one side
    does not put in its part.

    Parameters
    ----------
    exchange : Exchange
        Without draws; guarantees included.
    finish : ndarray, shape (commitments,)
    """
    finish = np.asarray(finish, dtype=float)
    times = np.unique(finish)
    before, upto = finish < times[:, None], finish <= times[:, None]
    parties = [side for side in sides(exchange, gates=True) if side.party >= 0]
    after = np.stack([upto @ side.effect for side in parties], axis=1)
    ahead = np.stack([_ahead(side, before, upto) for side in parties], axis=1)
    behind = np.stack([_behind(exchange, side, before, upto) for side in parties], axis=1)
    lowest = np.minimum(behind, after)
    greatest = np.maximum(-lowest.min(axis=0, initial=0.0), 0.0)
    when = np.full(len(parties), np.nan)
    for p in np.flatnonzero(greatest > 0):
        when[p] = times[lowest[:, p].argmin()]
    return Exposure(times, after, ahead, behind, exchange.cap, greatest, when)


def _ahead(side: Side, before: np.ndarray, upto: np.ndarray) -> np.ndarray:
    late = side.own | side.held
    return np.asarray(np.where(late, before, upto) @ side.effect)


def _behind(exchange: Exchange, side: Side, before: np.ndarray, upto: np.ndarray) -> np.ndarray:
    shared = np.zeros(len(side.own), dtype=bool)
    for escrow in exchange.escrows:
        members = list(escrow.members)
        shared[members] = not side.own[members].all()
    paid = side.own & ~shared
    return np.asarray(np.where(paid, upto, before) @ side.effect)
