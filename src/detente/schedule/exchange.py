"""What is exchanged: the numbers that every method of this folder works on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Escrow:
    """Commitments that are handed to an agent and released together, or not at all.

    Attributes
    ----------
    members : tuple of int
        Commitments.
    reliability : float
        Probability that the agent finds out a member that is withheld or faked, 0 to 1.
    """

    members: tuple[int, ...]
    reliability: float = 1.0


@dataclass(frozen=True)
class Coalition:
    """Parties feared to break off together.

    Attributes
    ----------
    members : tuple of int
        Parties.
    weights : tuple of float
        Common units in one point of each member: points of two parties do not add up.
    """

    members: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Exchange:
    """Commitments of several parties, what they cost and are worth, and what holds them.

    Arrays may have a leading axis of draws, written ``...`` below; all that have one have
    the same.  Costs, values, gains, rents and guarantees of a party are on that party's own
    scale (points of the deal model).

    Attributes
    ----------
    actor : ndarray of int, shape (commitments,)
        Party that carries out each commitment.
    cost : ndarray, shape (..., commitments)
        To its actor; below 0 where the actor gains by it.
    value : ndarray, shape (..., commitments, parties)
        To every other party, below 0 for a loss; 0 for the actor.
    recoverable : ndarray, shape (..., commitments)
        Share that is undone if the deal collapses, 0 to 1.
    gain : ndarray, shape (..., commitments)
        Of the actor from faking the commitment.
    detection : ndarray, shape (..., commitments)
        Probability that faking it is found out, 0 to 1.
    lag : ndarray, shape (..., commitments)
        Time from the due date until it is found out, in the unit of the schedule's times.
    before : ndarray of bool, shape (commitments, commitments)
        ``before[i, j]``: i is delivered before j is begun.
    rent : ndarray, shape (..., parties)
        Value of the relationship once the deal is complete, lost on breach; what a party has
        without a deal is taken off here.
    guarantee : ndarray, shape (..., parties)
        What a party loses when it is found in breach, times the probability that it bites.
    escrows : tuple of Escrow
        Disjoint.
    coalitions : tuple of Coalition
    """

    actor: np.ndarray
    cost: np.ndarray
    value: np.ndarray
    recoverable: np.ndarray
    gain: np.ndarray
    detection: np.ndarray
    lag: np.ndarray
    before: np.ndarray
    rent: np.ndarray
    guarantee: np.ndarray
    escrows: tuple[Escrow, ...] = ()
    coalitions: tuple[Coalition, ...] = ()

    @property
    def commitments(self) -> int:
        """Number of commitments."""
        return len(self.actor)

    @property
    def parties(self) -> int:
        """Number of parties."""
        return int(self.rent.shape[-1])

    @property
    def stake(self) -> np.ndarray:
        """Net gain of the whole deal to each party, rent included; shape (..., parties)."""
        own = np.asarray(self.actor[:, None] == np.arange(self.parties))
        return np.asarray(
            self.value.sum(axis=-2) - (self.cost[..., None] * own).sum(axis=-2) + self.rent
        )

    @property
    def cap(self) -> np.ndarray:
        """How far ahead each party may be: stake and guarantee; shape (..., parties)."""
        return np.asarray(self.stake + self.guarantee)

    @property
    def effect(self) -> np.ndarray:
        """What each delivery irrevocably moves for each party; shape (..., commitments, parties).

        Others gain the value that cannot be undone; the actor pays the cost that cannot.
        """
        own = np.asarray(self.actor[:, None] == np.arange(self.parties))
        kept = (1.0 - self.recoverable)[..., None]
        return np.asarray(kept * np.where(own, -self.cost[..., None], self.value))

    @property
    def surcharge(self) -> np.ndarray:
        """What imperfect detection adds to each step's condition; shape (..., commitments).

        ``gain * (1 - detection) / detection``; infinite where faking pays and is never found.
        """
        gain = np.maximum(self.gain, 0.0)
        missed = 1.0 - self.detection
        with np.errstate(divide="ignore", invalid="ignore"):
            odds = np.where(self.detection > 0, missed / self.detection, np.inf)
            return np.asarray(np.where(gain > 0, gain * odds, 0.0))

    @property
    def own_cost(self) -> np.ndarray:
        """Whole cost of each party's own commitments; shape (..., parties)."""
        own = np.asarray(self.actor[:, None] == np.arange(self.parties))
        return np.asarray((np.maximum(self.cost, 0.0)[..., None] * own).sum(axis=-2))

    def draw(self, index: int) -> Exchange:
        """Return one draw of an exchange that has an axis of draws."""
        return replace(
            self,
            cost=self.cost[index],
            value=self.value[index],
            recoverable=self.recoverable[index],
            gain=self.gain[index],
            detection=self.detection[index],
            lag=self.lag[index],
            rent=self.rent[index],
            guarantee=self.guarantee[index],
        )

    def guaranteed(self, extra: np.ndarray) -> Exchange:
        """Return the exchange with guarantees added to what is there; shape (..., parties)."""
        return replace(self, guarantee=self.guarantee + extra)


def exchange(
    actor: np.ndarray,
    cost: np.ndarray,
    value: np.ndarray,
    *,
    parties: int | None = None,
    recoverable: np.ndarray | float = 0.0,
    gain: np.ndarray | None = None,
    detection: np.ndarray | float = 1.0,
    lag: np.ndarray | float = 0.0,
    before: np.ndarray | None = None,
    rent: np.ndarray | float = 0.0,
    guarantee: np.ndarray | float = 0.0,
    escrows: tuple[Escrow, ...] = (),
    coalitions: tuple[Coalition, ...] = (),
) -> Exchange:
    """Return a checked exchange; what is left out takes its plain default.

    Parameters
    ----------
    value : ndarray, shape (..., commitments, parties) or (..., commitments)
        The short form is for two parties: the value to whoever does not act.
    gain : ndarray, optional
        Defaults to the cost.

    Raises
    ------
    ValueError
        When shapes do not fit, a share is outside 0 to 1, the prerequisites have a cycle,
        or escrows overlap.
    """
    actor = np.asarray(actor, dtype=int)
    cost = np.asarray(cost, dtype=float)
    value = np.asarray(value, dtype=float)
    count = parties or int(actor.max(initial=0)) + 1
    own = actor[:, None] == np.arange(count)
    if value.shape == cost.shape:
        value = np.where(own, 0.0, value[..., None])
    shape, leading = cost.shape, cost.shape[:-1]

    def spread(number: np.ndarray | float, to: tuple[int, ...]) -> np.ndarray:
        return np.broadcast_to(np.asarray(number, dtype=float), to)

    made = Exchange(
        actor,
        cost,
        spread(value, (*shape, count)),
        spread(recoverable, shape),
        spread(cost if gain is None else gain, shape),
        spread(detection, shape),
        spread(lag, shape),
        np.zeros((len(actor),) * 2, dtype=bool) if before is None else np.asarray(before, bool),
        spread(rent, (*leading, count)),
        spread(guarantee, (*leading, count)),
        escrows,
        coalitions,
    )
    _check(made, own)
    return made


def _check(made: Exchange, own: np.ndarray) -> None:
    if made.before.shape != (made.commitments,) * 2:
        raise ValueError("before has one row and one column for each commitment")
    for name in ("recoverable", "detection"):
        share = getattr(made, name)
        if ((share < 0) | (share > 1)).any():
            raise ValueError(f"{name} is a share, 0 to 1")
    if (made.value * own != 0).any():
        raise ValueError("an actor's own commitment has a cost to it, not a value")
    if closure(made.before).diagonal().any():
        raise ValueError("the prerequisites go round in a circle")
    members = [m for escrow in made.escrows for m in escrow.members]
    if len(members) != len(set(members)):
        raise ValueError("a commitment is in two escrows")


def closure(before: np.ndarray) -> np.ndarray:
    """Return which commitments come before which, directly or not.

    Parameters
    ----------
    before : ndarray of bool, shape (commitments, commitments)
    """
    reach = np.array(before, dtype=bool)
    for k in range(len(reach)):
        reach |= reach[:, k, None] & reach[k]
    return reach
