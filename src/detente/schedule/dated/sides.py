"""What each party, and each feared coalition, looks at when it thinks of breaking off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.schedule.exchange import Exchange


@dataclass(frozen=True)
class Step:
    """Commitments of one side that are faked together: one, or those of an escrow.

    Attributes
    ----------
    members : tuple of int
    surcharge : float
        ``gain (1 - detection) / detection``; infinite where it cannot be policed.
    lag : float
        Days until it is found out.
    window : float
        Days within which others still deliver: the lag, or 0 with gates or in an escrow.
    """

    members: tuple[int, ...]
    surcharge: float
    lag: float
    window: float


@dataclass(frozen=True)
class Side:
    """One side's view.

    Attributes
    ----------
    party : int
        ``-1 - k`` for coalition k.
    effect, whole : ndarray, shape (commitments,)
        What each delivery moves for it, irrevocably and in full.
    own, held : ndarray of bool, shape (commitments,)
        Its own commitments; those in an escrow with one of its own, which release nothing
        without it.
    rent, guarantee : float
    steps : tuple of Step
    """

    party: int
    effect: np.ndarray
    whole: np.ndarray
    own: np.ndarray
    held: np.ndarray
    rent: float
    guarantee: float
    steps: tuple[Step, ...]

    @property
    def cap(self) -> float:
        """Return what it stands to gain and would lose, without discounting."""
        return float(self.whole.sum() + self.rent + self.guarantee)


def sides(exchange: Exchange, *, gates: bool) -> list[Side]:
    """Return the view of every party, then of every coalition.

    Parameters
    ----------
    exchange : Exchange
        Without draws.
    gates : bool
    """
    alone = [(p, {p: 1.0}) for p in range(exchange.parties)]
    together = [
        (-1 - k, dict(zip(c.members, c.weights, strict=True)))
        for k, c in enumerate(exchange.coalitions)
    ]
    return [_side(exchange, party, weights, gates) for party, weights in alone + together]


def _side(exchange: Exchange, party: int, weights: dict[int, float], gates: bool) -> Side:
    scale = np.zeros(exchange.parties)
    for member, weight in weights.items():
        scale[member] = weight
    mine = exchange.actor[:, None] == np.arange(exchange.parties)
    whole = np.where(mine, -exchange.cost[:, None], exchange.value) @ scale
    own = np.isin(exchange.actor, list(weights))
    held = np.zeros(exchange.commitments, dtype=bool)
    worth = scale[exchange.actor]
    steps = []
    for escrow in exchange.escrows:
        members = tuple(m for m in escrow.members if own[m])
        if members:
            held[list(escrow.members)] = True
            gain = float(np.maximum(exchange.gain[list(members)], 0) @ worth[list(members)])
            steps.append(Step(members, _odds(gain, escrow.reliability), 0.0, 0.0))
    in_escrow = {m for escrow in exchange.escrows for m in escrow.members}
    for j in np.flatnonzero(own):
        if j not in in_escrow:
            lag = float(exchange.lag[j])
            gain = float(max(exchange.gain[j], 0.0) * worth[j])
            steps.append(
                Step((int(j),), _odds(gain, float(exchange.detection[j])), lag, 0 if gates else lag)
            )
    return Side(
        party,
        whole * (1.0 - exchange.recoverable),
        whole,
        own,
        held,
        float(exchange.rent @ scale),
        float(sum(exchange.guarantee[m] * w for m, w in weights.items())),
        tuple(steps),
    )


def _odds(gain: float, detection: float) -> float:
    if gain <= 0:
        return 0.0
    return gain * (1.0 - detection) / detection if detection > 0 else np.inf
