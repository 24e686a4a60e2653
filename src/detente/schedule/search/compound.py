"""Several small cheats in a row: what a party can get out of an order at best.

The conditions test one deviation at a time.  Where faking saves less than the cost that would
be sunk (gain below the irrecoverable cost), each cheat may just break even and several add up;
then the best plan has to be found by dynamic programming over what was faked unseen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.schedule.exchange import Exchange
from detente.schedule.search.states import Order, States, Step, states

LARGEST = 16


@dataclass(frozen=True)
class Deviation:
    """The best plan of one party.

    Attributes
    ----------
    value : float
        What it expects from the plan, on its own scale.
    complying : float
        What it gets by delivering everything.
    fakes : tuple of tuple of int
        What it fakes, each for as long as nothing before was found out.
    leaves : int or None
        Place in the order at which it then walks away; None where it stays to the end.
    """

    value: float
    complying: float
    fakes: tuple[Step, ...]
    leaves: int | None


def best_deviation(
    exchange: Exchange, order: Order, party: int, *, may_leave: bool = True
) -> Deviation:
    """Return what a party can expect at best in an order with verification gates.

    A party found out keeps what it has in hand and loses its guarantee; one not found out
    goes on as if it had delivered, and no earlier fake is discovered later.

    Parameters
    ----------
    exchange : Exchange
        Without an axis of draws.
    order : tuple of tuple of int
        With at most one unit of the party in a step.
    party : int
    may_leave : bool, default True
        Whether it may also walk away; else it can only fake.

    Raises
    ------
    ValueError
        When a step holds several units of the party, or it has more than 16.
    """
    plan = _Plan(exchange, states(exchange), order, party, may_leave)
    value, fakes, leaves = plan.best(0, 0.0, 0.0)
    return Deviation(value, plan.stake, fakes, leaves)


class _Plan:
    def __init__(
        self, exchange: Exchange, problem: States, order: Order, party: int, may_leave: bool
    ) -> None:
        self.problem, self.party, self.exchange = problem, party, exchange
        self.may_leave = may_leave
        self.groups = problem.positions(order)
        self.stake = float(exchange.stake[party])
        self.guarantee = float(exchange.guarantee[party])
        own = [[u for u in group if problem.holds[u, party]] for group in self.groups]
        if any(len(units) > 1 for units in own):
            raise ValueError("a step holds several units of the party")
        if sum(map(len, own)) > LARGEST:
            raise ValueError(f"more than {LARGEST} units of one party")
        self.own = [units[0] if units else None for units in own]
        effect = problem.effect[:, party]
        moved = [float(effect[group].sum()) for group in map(list, self.groups)]
        self.advance = np.concatenate([[0.0], np.cumsum(moved)])
        self.arrives = [
            float(sum(effect[u] for u in group if not problem.holds[u, party]))
            for group in self.groups
        ]

    def best(
        self, place: int, saved: float, gained: float
    ) -> tuple[float, tuple[Step, ...], int | None]:
        """Return value, fakes and place of leaving, given what was faked unseen so far."""
        in_hand = float(self.advance[place]) + saved - self.guarantee
        if place == len(self.groups):
            stay = self.stake + gained
            leave = self.may_leave and in_hand > stay
            return (in_hand, (), place) if leave else (stay, (), None)
        found = self.best(place + 1, saved, gained)
        walk = in_hand + max(self.arrives[place], 0.0)
        if self.may_leave and walk > found[0]:
            found = (walk, (), place)
        unit = self.own[place]
        if unit is not None:
            gain, sunk, caught = self._terms(unit)
            later = self.best(place + 1, saved + sunk, gained + gain)
            value = caught * (in_hand + self.arrives[place]) + (1.0 - caught) * later[0]
            if value > found[0]:
                found = (value, (self.problem.units[unit], *later[1]), later[2])
        return found

    def _terms(self, unit: int) -> tuple[float, float, float]:
        """Return the gain from faking, the cost that is not sunk, and the odds of being found."""
        exchange, members = self.exchange, list(self.problem.units[unit])
        mine = [j for j in members if exchange.actor[j] == self.party]
        gain = float(np.maximum(exchange.gain[mine], 0.0).sum())
        sunk = float(((1.0 - exchange.recoverable[mine]) * exchange.cost[mine]).sum())
        held = next((e for e in exchange.escrows if members[0] in e.members), None)
        caught = float(exchange.detection[members[0]]) if held is None else held.reliability
        return gain, sunk, caught
