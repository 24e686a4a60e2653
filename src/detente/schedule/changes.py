"""What can be done to an exchange so that an order holds: each change is another exchange."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from detente.schedule.exchange import Escrow, Exchange, closure


def split(exchange: Exchange, commitment: int, parts: int) -> Exchange:
    """Return the exchange with a commitment done in equal parts, each verified in turn.

    The first part keeps the commitment's place; the others stand at the end, in their order.
    Costs, values and gains are divided evenly, so that nothing of the whole deal changes.

    Parameters
    ----------
    exchange : Exchange
    commitment : int
        In no escrow.
    parts : int
        At least 1.

    Raises
    ------
    ValueError
        For a commitment in an escrow, or fewer than one part.
    """
    if parts < 1:
        raise ValueError("a commitment has at least one part")
    if any(commitment in escrow.members for escrow in exchange.escrows):
        raise ValueError("what is held in escrow is released at once, not in parts")
    count = exchange.commitments
    index = np.concatenate([np.arange(count), np.full(parts - 1, commitment)])
    divide = np.where(index == commitment, 1.0 / parts, 1.0)
    chain = [commitment, *range(count, count + parts - 1)]
    before = exchange.before[np.ix_(index, index)]
    before[np.ix_(chain, chain)] = False
    for first, second in pairwise(chain):
        before[first, second] = True
    return replace(
        exchange,
        actor=exchange.actor[index],
        cost=exchange.cost[..., index] * divide,
        value=exchange.value[..., index, :] * divide[:, None],
        recoverable=exchange.recoverable[..., index],
        gain=exchange.gain[..., index] * divide,
        detection=exchange.detection[..., index],
        lag=exchange.lag[..., index],
        before=before,
    )


def with_detection(exchange: Exchange, commitment: int, probability: float) -> Exchange:
    """Return the exchange with faking a commitment found out at least so probably."""
    detection = np.array(exchange.detection)
    detection[..., commitment] = np.maximum(detection[..., commitment], probability)
    return replace(exchange, detection=detection)


def with_lag(exchange: Exchange, commitment: int, lag: float) -> Exchange:
    """Return the exchange with faking a commitment found out at most so late."""
    lags = np.array(exchange.lag)
    lags[..., commitment] = np.minimum(lags[..., commitment], lag)
    return replace(exchange, lag=lags)


def with_escrow(
    exchange: Exchange, commitments: tuple[int, ...], reliability: float = 1.0
) -> Exchange:
    """Return the exchange with commitments released together by an agent.

    Raises
    ------
    ValueError
        Where one of them is in an escrow already, or must wait for another of them.
    """
    held = {m for escrow in exchange.escrows for m in escrow.members}
    if held & set(commitments):
        raise ValueError("a commitment is in an escrow already")
    if closure(exchange.before)[np.ix_(commitments, commitments)].any():
        raise ValueError("a commitment that waits for another cannot be released with it")
    return replace(exchange, escrows=(*exchange.escrows, Escrow(commitments, reliability)))


def without(exchange: Exchange, commitment: int) -> tuple[Exchange, np.ndarray]:
    """Return the exchange without a commitment and all that waits for it.

    Returns
    -------
    Exchange
    ndarray of int
        The commitments that stay, by their old index.
    """
    gone = closure(exchange.before)[commitment] | (np.arange(exchange.commitments) == commitment)
    kept = np.flatnonzero(~gone)
    new = {int(old): i for i, old in enumerate(kept)}
    escrows = []
    for escrow in exchange.escrows:
        members = tuple(new[m] for m in escrow.members if m in new)
        if len(members) > 1:
            escrows.append(Escrow(members, escrow.reliability))
    return (
        replace(
            exchange,
            actor=exchange.actor[kept],
            cost=exchange.cost[..., kept],
            value=exchange.value[..., kept, :],
            recoverable=exchange.recoverable[..., kept],
            gain=exchange.gain[..., kept],
            detection=exchange.detection[..., kept],
            lag=exchange.lag[..., kept],
            before=exchange.before[np.ix_(kept, kept)],
            escrows=tuple(escrows),
        ),
        kept,
    )


def average(exchange: Exchange, weights: np.ndarray) -> Exchange:
    """Return one exchange that stands for the weighted mean of the draws.

    The surcharge of a step is not linear in its detection: the mean takes the detection whose
    surcharge is the mean of those of the draws; 0 where a draw has a step that is never found
    out.

    Parameters
    ----------
    exchange : Exchange
        With one leading axis of draws.
    weights : ndarray, shape (draws,)
    """
    w = weights / weights.sum()

    def mean(values: np.ndarray) -> np.ndarray:
        return np.asarray(np.tensordot(w, values, axes=(0, 0)))

    gain = mean(np.maximum(exchange.gain, 0.0))
    surcharge = mean(exchange.surcharge)
    with np.errstate(invalid="ignore", divide="ignore"):
        odds = np.where(gain > 0, surcharge / gain, 0.0)
        detection = np.where(np.isfinite(odds), 1.0 / (1.0 + odds), 0.0)
    return replace(
        exchange,
        cost=mean(exchange.cost),
        value=mean(exchange.value),
        recoverable=mean(exchange.recoverable),
        gain=gain,
        detection=detection,
        lag=mean(exchange.lag),
        rent=mean(exchange.rent),
        guarantee=mean(exchange.guarantee),
    )
