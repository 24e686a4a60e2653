"""What has been delivered so far: sets closed under prerequisites, and the advance they mean.

A *unit* is what is delivered indivisibly: one commitment, or the members of an escrow.  A
*step* is one unit, or several at one time.  With verification gates the conditions of a
schedule depend only on the set delivered before a step and on the step, which is what every
search of this folder rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.schedule.exchange import Exchange, closure

Step = tuple[int, ...]
Order = tuple[Step, ...]


@dataclass(frozen=True)
class States:
    """An exchange as units, for sequences with verification gates.

    Attributes
    ----------
    units : tuple of tuple of int
        Commitments of each unit, ascending.
    before : ndarray of bool, shape (units, units)
        ``before[i, j]``: i is delivered before j, directly or not.
    effect : ndarray, shape (units, parties)
        How far delivery moves each party's advance for good.
    holds : ndarray of bool, shape (units, parties)
        Whose commitments are in the unit.
    surcharge : ndarray, shape (units, parties)
        What imperfect detection adds for its holders; 0 for the others.
    active : ndarray of bool, shape (units + 1, parties)
        Which conditions count: of each party when each unit is delivered, and (last row) at
        the end.  All, unless some are left out on purpose.
    cap : ndarray, shape (parties,)
        How far ahead each party may be.
    tolerance : float
        Excess that counts as none.
    """

    units: tuple[Step, ...]
    before: np.ndarray
    effect: np.ndarray
    holds: np.ndarray
    surcharge: np.ndarray
    active: np.ndarray
    cap: np.ndarray
    tolerance: float

    @property
    def count(self) -> int:
        """Number of units."""
        return len(self.units)

    @property
    def need(self) -> np.ndarray:
        """What each party would have in hand at a unit, beyond its advance before it.

        A holder: the surcharge.  Another: what reaches it, or nothing where it would leave
        rather than suffer a loss.  Shape (units, parties); minus infinity where left out.
        """
        reach = np.where(self.holds, self.surcharge, np.maximum(self.effect, 0.0))
        return np.asarray(np.where(self.active[:-1], reach, -np.inf))

    @property
    def end(self) -> np.ndarray:
        """Excess of each party after the last step; shape (parties,)."""
        return np.asarray(np.where(self.active[-1], self.effect.sum(axis=0) - self.cap, -np.inf))

    @property
    def has_losses(self) -> bool:
        """Whether a delivery harms somebody else, so that steps of several units matter."""
        return bool(((self.effect < 0) & ~self.holds).any())

    def advance(self, units: Sequence[int]) -> np.ndarray:
        """Return the advance of each party once the units are delivered; shape (parties,)."""
        return np.asarray(self.effect[list(units)].sum(axis=0))

    def available(self, done: np.ndarray) -> np.ndarray:
        """Return which units can come next; shape (..., units).

        Parameters
        ----------
        done : ndarray of bool, shape (..., units)
            Closed under prerequisites.
        """
        missing = (~done).astype(np.float32) @ self.before.astype(np.float32)
        return np.asarray(~done & (missing == 0))

    def group_need(self, group: Sequence[int]) -> np.ndarray:
        """Return what :attr:`need` is for several units at one time; shape (parties,)."""
        g = list(group)
        reach = np.where(self.holds[g], 0.0, self.effect[g]).sum(axis=0)
        cheat = np.where(self.holds[g], reach + self.surcharge[g], reach)
        counted = np.where(self.active[g], np.maximum(cheat, 0.0), -np.inf)
        return np.asarray(counted.max(axis=0))

    def share(self, excess: np.ndarray, scale: np.ndarray) -> np.ndarray:
        """Return the least common guarantee, in units of each party's scale; shape (...).

        Parameters
        ----------
        excess : ndarray, shape (..., parties)
        scale : ndarray, shape (parties,)
            0 for a party that must need nothing: the answer is then infinite if it does.
        """
        divisor = np.where(scale > 0, scale, 1.0)
        each = np.where(scale > 0, excess / divisor, np.inf)
        return np.asarray(np.where(excess > self.tolerance, each, 0.0).max(axis=-1))

    def order(self, units: Sequence[int] | Sequence[Sequence[int]]) -> Order:
        """Return an order of units (or of groups of units) as steps of commitments."""
        steps = []
        for entry in units:
            group = [entry] if isinstance(entry, int | np.integer) else list(entry)
            steps.append(tuple(sorted(j for u in group for j in self.units[u])))
        return tuple(steps)

    def positions(self, order: Order) -> list[tuple[int, ...]]:
        """Return the units of each step of an order of commitments."""
        unit = {j: u for u, members in enumerate(self.units) for j in members}
        return [tuple(sorted({unit[j] for j in step})) for step in order]

    def only(self, active: np.ndarray) -> States:
        """Return the same with some conditions left out; shape (units + 1, parties)."""
        return replace(self, active=np.asarray(active, dtype=bool))

    def needs(self, order: Order) -> np.ndarray:
        """Return the least extra guarantee of each party in an order; shape (parties,)."""
        worst, advance = self.end, np.zeros(len(self.cap))
        for group in self.positions(order):
            worst = np.maximum(worst, advance + self.group_need(group) - self.cap)
            advance = advance + self.advance(group)
        return np.asarray(np.where(worst > self.tolerance, worst, 0.0))


def states(exchange: Exchange) -> States:
    """Return an exchange as units.

    Raises
    ------
    ValueError
        When the exchange has an axis of draws, or prerequisites go round in a circle through
        an escrow (a member that must wait for another member, directly or not).
    """
    if exchange.cost.ndim != 1:
        raise ValueError("an order is searched for one exchange, without an axis of draws")
    escrowed = {j for escrow in exchange.escrows for j in escrow.members}
    units: list[Step] = [(j,) for j in range(exchange.commitments) if j not in escrowed]
    units += [tuple(sorted(escrow.members)) for escrow in exchange.escrows if escrow.members]
    units.sort()
    inside = np.zeros((len(units), exchange.commitments), dtype=bool)
    for u, members in enumerate(units):
        inside[u, list(members)] = True
    before = closure(inside @ exchange.before @ inside.T)
    if before.diagonal().any():
        circle = [j for u in np.flatnonzero(before.diagonal()) for j in units[u]]
        raise ValueError(f"the prerequisites go round in a circle through an escrow: {circle}")
    own = exchange.actor[:, None] == np.arange(exchange.parties)
    effect = np.array([exchange.effect[list(m)].sum(axis=0) for m in units])
    holds = np.array([own[list(m)].any(axis=0) for m in units])
    extra = np.array([_surcharge(exchange, own, m, escrowed) for m in units])
    size = np.abs(exchange.effect).sum() + np.abs(exchange.cap).sum()
    shape = (len(units), exchange.parties)
    return States(
        tuple(units),
        before,
        effect.reshape(shape),
        holds.astype(bool).reshape(shape),
        extra.reshape(shape),
        np.ones((len(units) + 1, exchange.parties), dtype=bool),
        np.asarray(exchange.cap),
        1e-9 * (1.0 + float(size)),
    )


def _surcharge(
    exchange: Exchange, own: np.ndarray, members: Step, escrowed: set[int]
) -> np.ndarray:
    if members[0] not in escrowed:
        return np.asarray(np.where(own[members[0]], exchange.surcharge[members[0]], 0.0))
    held = next(e for e in exchange.escrows if members[0] in e.members)
    gain = np.maximum(exchange.gain[list(members)], 0.0) @ own[list(members)]
    if held.reliability > 0:
        return np.asarray(gain * (1.0 - held.reliability) / held.reliability)
    return np.asarray(np.where(gain > 0, np.inf, 0.0))


def times_of(exchange: Exchange, order: Order) -> np.ndarray:
    """Return the place of each commitment's step in the order; shape (commitments,)."""
    times = np.full(exchange.commitments, np.nan)
    for k, step in enumerate(order):
        times[list(step)] = k
    return times
