"""Whether a schedule is self-enforcing: no party is ever ahead by more than it would lose.

The walk-away condition holds for every party at every time, the end included; the cheat
condition for every commitment at its due time (Telser 1980 for agreements that enforce
themselves; the vector form, detection and escrow are derived in docs/explanation/schedules.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.schedule.exchange import Exchange

WALK_AWAY: Literal["walk-away"] = "walk-away"
CHEAT: Literal["cheat"] = "cheat"
END = np.inf


@dataclass(frozen=True)
class Test:
    """One condition of a schedule.

    Attributes
    ----------
    kind : str
        ``walk-away`` or ``cheat``.
    party : int
        Who is tempted; ``-1 - k`` for coalition k.
    time : float
        Infinite for the end.
    commitments : tuple of int
        Of that party's (or coalition's), due at that time: what it would not do, or fake.
    """

    kind: Literal["walk-away", "cheat"]
    party: int
    time: float
    commitments: tuple[int, ...]

    __test__ = False


@dataclass(frozen=True)
class Conditions:
    """Every condition of a schedule, and by how much it is broken.

    Attributes
    ----------
    tests : tuple of Test
    advance : ndarray, shape (..., tests)
        What the party has irrevocably received less what it has paid, surcharge included.
    cap : ndarray, shape (..., tests)
        What it still stands to gain plus what it would lose by being caught.
    """

    tests: tuple[Test, ...]
    advance: np.ndarray
    cap: np.ndarray

    @property
    def excess(self) -> np.ndarray:
        """By how much breaking off is better, below 0 where it is worse; shape (..., tests)."""
        return np.asarray(self.advance - self.cap)

    def needs(self, parties: int) -> np.ndarray:
        """Return the least extra guarantee of each party; shape (..., parties).

        Coalitions are left out: their guarantee is in a unit of its own.
        """
        excess = self.excess
        needs = np.zeros((*excess.shape[:-1], parties))
        for p in range(parties):
            mine = [k for k, test in enumerate(self.tests) if test.party == p]
            if mine:
                needs[..., p] = np.maximum(excess[..., mine].max(axis=-1), 0.0)
        return needs

    def holds(self, tolerance: float) -> np.ndarray:
        """Return whether no condition is broken by more than the tolerance; shape (...)."""
        return np.asarray((self.excess <= tolerance).all(axis=-1))


def conditions(exchange: Exchange, times: np.ndarray, *, gates: bool) -> Conditions:
    """Return all conditions of a schedule.

    Parameters
    ----------
    exchange : Exchange
    times : ndarray, shape (commitments,)
        When each is delivered; commitments of equal time are delivered at once.
    gates : bool
        Whether nothing moves until the last step is verified: the lag of detection then
        costs time, not safety.

    Returns
    -------
    Conditions
    """
    groups = _Groups(exchange, np.asarray(times, dtype=float))
    tests: list[Test] = []
    advance: list[np.ndarray] = []
    caps: list[np.ndarray] = []
    sides: list[tuple[int, tuple[int, ...], tuple[float, ...]]] = [
        (p, (p,), (1.0,)) for p in range(exchange.parties)
    ]
    sides += [(-1 - k, c.members, c.weights) for k, c in enumerate(exchange.coalitions)]
    for side, members, weights in sides:
        effect = sum(w * exchange.effect[..., p] for p, w in zip(members, weights, strict=True))
        cap = sum(w * exchange.cap[..., p] for p, w in zip(members, weights, strict=True))
        own = np.isin(exchange.actor, members)
        weight = dict(zip(members, weights, strict=True))
        worth = np.array([weight.get(int(a), 0.0) for a in exchange.actor])
        for test, value in groups.tests(side, own, np.asarray(effect), worth, gates):
            tests.append(test)
            advance.append(value)
            caps.append(np.asarray(cap))
    return Conditions(tuple(tests), np.stack(advance, axis=-1), np.stack(caps, axis=-1))


class _Groups:
    """The deliveries of one schedule, and what a side has in hand when."""

    def __init__(self, exchange: Exchange, times: np.ndarray) -> None:
        self.exchange, self.times = exchange, times
        self.escrow = np.full(len(times), -1)
        for k, escrow in enumerate(exchange.escrows):
            self.escrow[list(escrow.members)] = k
            if len(set(times[list(escrow.members)])) > 1:
                raise ValueError("the commitments of an escrow are delivered at one time")

    def tests(
        self, side: int, own: np.ndarray, effect: np.ndarray, worth: np.ndarray, gates: bool
    ) -> list[tuple[Test, np.ndarray]]:
        found = []
        for time in [*sorted(set(self.times)), END]:
            due = tuple(int(j) for j in np.flatnonzero(own & (self.times == time)))
            in_hand = self._in_hand(own, effect, time, np.zeros(effect.shape[:-1]))
            # Where what arrives is a loss, the side leaves just before it.
            in_hand = np.maximum(in_hand, self._before(effect, time))
            found.append((Test(WALK_AWAY, side, float(time), due), in_hand))
        for step in self._own_steps(own):
            time = float(self.times[step[0]])
            held = int(self.escrow[step[0]])
            if held >= 0 or gates:
                lag = np.zeros(effect.shape[:-1])
            else:
                lag = np.asarray(self.exchange.lag[..., step[0]])
            in_hand = self._in_hand(own, effect, time, lag)
            extra = self._surcharge(step, held, worth)
            found.append((Test(CHEAT, side, time, step), in_hand + extra))
        return found

    def _own_steps(self, own: np.ndarray) -> list[tuple[int, ...]]:
        """Return the side's commitments: one by one, those of an escrow together."""
        single = [(int(j),) for j in np.flatnonzero(own & (self.escrow < 0))]
        together = [tuple(m for m in escrow.members if own[m]) for escrow in self.exchange.escrows]
        return single + [step for step in together if step]

    def _surcharge(self, step: tuple[int, ...], held: int, worth: np.ndarray) -> np.ndarray:
        if held < 0:
            return np.asarray(worth[step[0]] * self.exchange.surcharge[..., step[0]])
        reliability = self.exchange.escrows[held].reliability
        gain = np.maximum(self.exchange.gain[..., list(step)], 0.0) @ worth[list(step)]
        if reliability > 0:
            return np.asarray(gain * (1.0 - reliability) / reliability)
        return np.asarray(np.where(gain > 0, np.inf, 0.0))

    def _before(self, effect: np.ndarray, time: float) -> np.ndarray:
        return np.asarray((effect * (self.times < time)).sum(axis=-1))

    def _in_hand(
        self, own: np.ndarray, effect: np.ndarray, time: float, lag: np.ndarray
    ) -> np.ndarray:
        """Sum what others have delivered by ``time + lag`` and what is sunk before ``time``.

        An escrow that holds something of the side's own gives it nothing at its time: what it
        does not put in releases nothing.
        """
        until = time + lag[..., None]
        received = np.asarray(~own & (self.times <= until))
        for k, escrow in enumerate(self.exchange.escrows):
            members = np.flatnonzero(self.escrow == k)
            if own[members].any() and self.times[escrow.members[0]] >= time:
                received = received & (self.escrow != k)
        sunk = own & (self.times < time)
        return np.asarray((effect * (received | sunk)).sum(axis=-1))
