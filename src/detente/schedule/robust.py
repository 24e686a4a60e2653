"""Schedules under uncertain inputs: the share of draws in which one holds, and the worst case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange


@dataclass(frozen=True)
class Robust:
    """The order that holds most often.

    Attributes
    ----------
    index : int
        Of the candidate chosen; the first of those that hold equally often.
    share, error : float
        Weighted share of the fresh draws in which it holds, and its standard error.
    selection : ndarray, shape (candidates,)
        Share of the draws it was chosen on in which each candidate holds: too high for the
        one chosen, as it was chosen for it.
    """

    index: int
    share: float
    error: float
    selection: np.ndarray


def share_holding(
    exchange: Exchange,
    times: Sequence[np.ndarray],
    weights: np.ndarray,
    *,
    gates: bool,
    tolerance: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return in what share of the draws each schedule breaks no condition.

    Parameters
    ----------
    exchange : Exchange
        With a leading axis of draws.
    times : sequence of ndarray, each of shape (commitments,)
        Candidates.
    weights : ndarray, shape (draws,)
        Not negative; need not sum to 1.
    gates : bool
    tolerance : float
        By how much a condition may be exceeded, in points.

    Returns
    -------
    shares, errors : ndarray, shape (candidates,)
        Standard errors of the weighted mean.

    Raises
    ------
    ValueError
        When the weights do not fit the draws, or are negative or all 0.
    """
    weights = np.asarray(weights, dtype=float)
    if weights.shape != exchange.cost.shape[:1] or exchange.cost.ndim != 2:
        raise ValueError("weights has one number for each draw of the exchange")
    if (weights < 0).any() or not weights.sum() > 0:
        raise ValueError("weights are not negative, and one at least is above 0")
    share = weights / weights.sum()
    holds = np.array(
        [conditions(exchange, plan, gates=gates).holds(tolerance) for plan in times], dtype=float
    ).reshape(len(times), len(weights))
    shares = holds @ share
    errors = np.sqrt(((holds - shares[:, None]) ** 2) @ share**2)
    return shares, errors


def most_robust(
    selection: Exchange,
    fresh: Exchange,
    times: Sequence[np.ndarray],
    weights: tuple[np.ndarray, np.ndarray],
    *,
    gates: bool,
    tolerance: float,
) -> Robust:
    """Return the candidate that holds in the largest share of draws.

    Parameters
    ----------
    selection, fresh : Exchange
        Draws to choose on, and others to report on.
    times : sequence of ndarray, each of shape (commitments,)
        Candidates, one at least.
    weights : tuple of two ndarrays
        Of the draws of ``selection`` and of ``fresh``.
    gates : bool
    tolerance : float
    """
    chosen, _ = share_holding(selection, times, weights[0], gates=gates, tolerance=tolerance)
    index = int(chosen.argmax())
    share, error = share_holding(
        fresh, [times[index]], weights[1], gates=gates, tolerance=tolerance
    )
    return Robust(index, float(share[0]), float(error[0]), chosen)


def worst_case(low: Exchange, high: Exchange, *, gates: bool, party: int | None = None) -> Exchange:
    """Return the exchange that is hardest to keep if every number lies between two.

    Low value, rent, guarantee, detection and reliability of escrows; high cost, gain from
    faking and lag.  A schedule that holds for it holds for everything in between.

    Parameters
    ----------
    low, high : Exchange
        Alike but for their numbers, none of ``low`` above that of ``high``.
    gates : bool
        Whether lags cost no safety.
    party : int, optional
        Whose conditions are meant.  Needed where the recoverable share is uncertain: the
        party fears that what it has paid comes back (it is less sunk), and that what it has
        received does not.

    Raises
    ------
    ValueError
        Where no end is worst for everybody: an uncertain recoverable share without a party,
        or an uncertain lag without gates where a delivery may be a loss.
    """
    names = ("cost", "value", "recoverable", "gain", "detection", "lag", "rent", "guarantee")
    for name in names:
        if (getattr(low, name) > getattr(high, name)).any():
            raise ValueError(f"{name} of the low end is above that of the high end")
    if not gates and (low.value < 0).any() and (low.lag != high.lag).any():
        raise ValueError("with losses and without gates, a longer lag is not always worse")
    reliable = {escrow.members: escrow.reliability for escrow in high.escrows}
    return replace(
        low,
        cost=high.cost,
        gain=high.gain,
        lag=high.lag,
        recoverable=_recoverable(low, high, party),
        escrows=tuple(
            replace(escrow, reliability=min(escrow.reliability, reliable[escrow.members]))
            for escrow in low.escrows
        ),
    )


def _recoverable(low: Exchange, high: Exchange, party: int | None) -> np.ndarray:
    if (low.recoverable == high.recoverable).all():
        return low.recoverable
    if party is None:
        raise ValueError(
            "which end of an uncertain recoverable share is worse depends on the party: name one"
        )
    own = low.actor == party
    # Coefficients of the share in what the party has in hand: cost (own), less value (others).
    raises = np.where(own, high.cost > 0, low.value[..., party] < 0)
    return np.where(raises, high.recoverable, low.recoverable)
