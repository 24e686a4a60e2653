"""What every order needs at least: a bound, and which party and step it comes from.

When j is delivered, all that must come before it has been delivered and nothing that must come
after it has; of the rest the case most favourable to the party tempted is taken.  Where the
bound is met by an order it is also the reason in words: "when j is due, p has already received
at least so much".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.schedule.conditions import CHEAT, WALK_AWAY
from detente.schedule.search.joint_bound import joint_bound
from detente.schedule.search.states import States, Step


@dataclass(frozen=True)
class Binding:
    """A condition that asks for a guarantee.

    Attributes
    ----------
    party : int
    step : tuple of int
        Commitments; empty for the end.
    kind : str
        ``walk-away`` or ``cheat``.
    amount : float
        Guarantee that the party needs there, on its own scale.
    """

    party: int
    step: Step
    kind: Literal["walk-away", "cheat"]
    amount: float


@dataclass(frozen=True)
class Bound:
    """Least guarantee of any order.

    Attributes
    ----------
    lam : float
        In units of the scale.
    each : ndarray, shape (parties,)
        Least guarantee of each party alone, on its own scale.
    source : str
        ``step``: at the binding step, wherever it stands; ``last`` (``first``): whichever
        step is last (first), this being the best; ``end``: after the last step; ``together``:
        of all parties' conditions at one step, added up; ``none``.
    binding : Binding or None
        None where nothing is needed, or where the source is ``together``.
    step : tuple of int
        For ``together``, commitments at which the surplus still to come is too small.
    """

    lam: float
    each: np.ndarray
    source: Literal["step", "last", "first", "end", "together", "none"]
    binding: Binding | None
    step: Step = ()


def bound(states: States, scale: np.ndarray) -> Bound:
    """Return a lower bound on the guarantee of any order, in O(units^2 parties).

    Parameters
    ----------
    states : States
    scale : ndarray, shape (parties,)

    Notes
    -----
    Valid for steps of several units too; the bounds by the first and the last step are then
    left out, as what is delivered together with them is not known.
    """
    steps = step_excess(states)
    every = np.vstack([steps, states.end])
    each = np.maximum(np.where(every > states.tolerance, every, 0.0).max(axis=0), 0.0)
    best = Bound(0.0, each, "none", None)
    alone = np.where(np.eye(len(scale), dtype=bool)[None], every[:, None, :], -np.inf)
    shares = states.share(alone, scale)
    row, party = np.unravel_index(int(shares.argmax()), shares.shape)
    if shares[row, party] > 0:
        at_end = row == states.count
        best = Bound(
            float(shares[row, party]),
            each,
            "end" if at_end else "step",
            binding(states, int(party), None if at_end else int(row), every[row, party]),
        )
    if not states.has_losses and states.count:
        best = _of_one_step(states, scale, best, "last")
        best = _of_one_step(states, scale, best, "first")
        joint, unit = joint_bound(states, scale)
        if unit is not None and joint > best.lam * (1 + 1e-9):
            best = Bound(joint, each, "together", None, states.units[unit])
    return best


def step_excess(states: States) -> np.ndarray:
    """Return the least excess of each party at each unit, over all orders.

    Returns
    -------
    ndarray, shape (units, parties)
    """
    effect = states.effect
    free = ~(states.before | states.before.T | np.eye(states.count, dtype=bool))
    earlier = states.before.T @ effect + free @ np.minimum(effect, 0.0)
    return np.asarray(earlier + states.need - states.cap)


def binding(states: States, party: int, unit: int | None, amount: float) -> Binding:
    """Return a condition in terms of commitments; no unit: the end."""
    if unit is None:
        return Binding(party, (), WALK_AWAY, float(amount))
    cheat = states.holds[unit, party] and states.surcharge[unit, party] > 0
    return Binding(party, states.units[unit], CHEAT if cheat else WALK_AWAY, float(amount))


def _of_one_step(
    states: States, scale: np.ndarray, best: Bound, source: Literal["first", "last"]
) -> Bound:
    if source == "last":
        possible = np.asarray(~states.before.any(axis=1))
        advance = states.effect.sum(axis=0) - states.effect
    else:
        possible = np.asarray(~states.before.any(axis=0))
        advance = np.zeros_like(states.effect)
    excess = advance + states.need - states.cap
    shares = np.where(possible, states.share(excess, scale), np.inf)
    unit = int(shares.argmin())
    if not possible[unit] or shares[unit] <= best.lam:
        return best
    divisor = np.where(scale > 0, scale, 1e-300)
    party = int((excess[unit] / divisor).argmax())
    found = binding(states, party, unit, excess[unit, party])
    return Bound(float(shares[unit]), best.each, source, found)
