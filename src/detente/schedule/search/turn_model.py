"""The rounds form of an exchange as a constraint model: turn k belongs to one party.

A party's turn may deliver several of its commitments, or none.  Escrows that hold commitments
of several parties have a turn of their own in each cycle.  The reals are scaled to whole
numbers, rounded against the order (``strict``) or for it (the relaxed form).

Two forms:

* strict: every new unit of a turn is tested against what was in hand before the turn.  What
  it finds holds; with too few turns it asks too much.
* relaxed: every new unit is tested as if it were the last of its turn.  With enough turns
  (:attr:`TurnModel.enough`) every order fits, so what it excludes does not exist.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from detente.schedule.search.states import States

# Whole numbers stay far below what the solver can add up.
LARGEST_SUM = 1e8


class TurnModel:
    """Turns over a number of cycles.

    Parameters
    ----------
    states : States
        All conditions of a party count, or none.
    scale : ndarray, shape (parties,)
        0 for a party that must need nothing.
    cycles : int
    strict : bool
    common : bool, default True
        Whether one guarantee, in units of the scale, serves all parties.

    Attributes
    ----------
    lam : list of integer variable
        Guarantee of each party in units of the scale times :attr:`unit`; the same variable
        for all where it is common.
    unit : float
    together : bool
        Whether the new units of a turn are delivered at one time, because a delivery may harm
        somebody or benefit its actor; else one after another.
    """

    def __init__(
        self, states: States, scale: np.ndarray, cycles: int, *, strict: bool, common: bool = True
    ) -> None:
        from ortools.sat.python import cp_model

        if not np.isfinite(states.surcharge).all():
            raise ValueError("a step that cannot be policed has no finite guarantee")
        self.states, self.cycles, self.strict = states, cycles, strict
        self.model = cp_model.CpModel()
        self.slots = slots(states)
        self.width = int(self.slots.max(initial=0)) + 1
        parties = len(states.cap)
        self.width = max(self.width, parties)
        own = np.where(states.holds, states.effect, 0.0)
        lone = states.holds.sum(axis=1) == 1
        self.together = states.has_losses or bool((own[lone] > 0).any())
        self.divisor = np.where(scale > 0, scale, 1.0)
        self.free = scale > 0
        size = (np.abs(states.effect).sum(axis=0) / self.divisor).max(initial=0.0)
        largest = max(float(size), float((states.surcharge / self.divisor).max(initial=0.0)))
        self.unit = 10.0 ** np.floor(np.log10(LARGEST_SUM / max(largest, 1e-12)))
        names = ["lam"] if common else [f"lam {p}" for p in range(parties)]
        free = [self.model.new_int_var(0, int(4 * LARGEST_SUM), name) for name in names]
        self.lam = free * parties if common else free
        self._decide()
        self._prerequisites()
        self._conditions()

    @property
    def enough(self) -> int:
        """Cycles in which every order fits."""
        return enough(self.states)

    def solve(self, seconds: float, *, workers: int = 2) -> tuple[Any, Any]:
        """Return the solver and its status."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        return solver, solver.solve(self.model)

    def hint(self, steps: list[tuple[int, ...]]) -> None:
        """Start the solver from an order of units, as far as it fits."""
        turn = 0
        for step in steps:
            slot = int(self.slots[step[0]])
            turn += (slot - turn) % self.width
            for u in step:
                cycle = turn // self.width
                for c in range(self.cycles - 1):
                    self.model.add_hint(self.done[u][c], c >= cycle)
            if slot >= len(self.states.cap) or self.together:
                turn += 1

    def use_turns(self) -> list[Any]:
        """Return one variable for each turn in which anything is delivered."""
        used = []
        for cycle in range(self.cycles):
            for slot in range(self.width):
                members = self._members(slot)
                if members:
                    turn = self.model.new_bool_var("used")
                    for u in members:
                        self.model.add(self._new(u, cycle) <= turn)
                    used.append(turn)
        return used

    def steps(self, solver: Any) -> list[tuple[int, ...]]:
        """Return the order of units that was found."""
        order: list[tuple[int, ...]] = []
        for cycle in range(self.cycles):
            for slot in range(self.width):
                new = [u for u in self._members(slot) if solver.value(self._new(u, cycle))]
                if self.together and new:
                    order.append(tuple(new))
                else:
                    order.extend((u,) for u in self._one_by_one(new))
        return order

    def _one_by_one(self, units: list[int]) -> list[int]:
        """Order the units of a turn: what asks for the least in hand first."""
        surcharge = self.states.surcharge.max(axis=1)
        left, order = set(units), []
        while left:
            ready = [u for u in left if not any(self.states.before[v, u] for v in left)]
            pick = min(ready, key=lambda u: (surcharge[u], u))
            order.append(pick)
            left.remove(pick)
        return order

    def _members(self, slot: int) -> list[int]:
        return [int(u) for u in np.flatnonzero(self.slots == slot)]

    def _decide(self) -> None:
        self.done: list[list[Any]] = []
        for u in range(self.states.count):
            row: list[Any] = [
                self.model.new_bool_var(f"done {u} {c}") for c in range(self.cycles - 1)
            ]
            row.append(1)
            for earlier, later in pairwise(row):
                self.model.add(earlier <= later)
            self.done.append(row)

    def _at(self, unit: int, turn: int) -> Any:
        """Return whether a unit is done by the end of a turn."""
        cycle = (turn - int(self.slots[unit])) // self.width
        return self.done[unit][cycle] if cycle >= 0 else 0

    def _new(self, unit: int, cycle: int) -> Any:
        return self.done[unit][cycle] - (self.done[unit][cycle - 1] if cycle else 0)

    def _prerequisites(self) -> None:
        for i, j in np.argwhere(_direct(self.states.before)):
            same = self.strict and self.together and self.slots[i] == self.slots[j]
            for cycle in range(self.cycles):
                turn = cycle * self.width + int(self.slots[j])
                self.model.add(self.done[j][cycle] <= self._at(i, turn - same))

    def _whole(self, number: float, party: int) -> int:
        scaled = number / self.divisor[party] * self.unit
        return int(np.ceil(scaled - 1e-6) if self.strict else np.floor(scaled + 1e-6))

    def _advance(self, party: int, turn: int) -> Any:
        effect = self.states.effect[:, party]
        return sum(
            self._whole(effect[u], party) * self._at(int(u), turn) for u in np.flatnonzero(effect)
        )

    def _limit(self, party: int) -> Any:
        cap = -self._whole(-self.states.cap[party], party)
        return cap + self.lam[party] if self.free[party] else cap

    def _conditions(self) -> None:
        states, parties = self.states, len(self.states.cap)
        last = self.cycles * self.width - 1
        for turn in range(last + 1):
            cycle, slot = divmod(turn, self.width)
            members = self._members(slot)
            if slot >= parties:
                self.model.add(sum(self._new(u, cycle) for u in members) <= 1)
            for party in range(parties):
                # Between its own turns a party only receives: the next own turn tests it.
                if (self.together or slot == party) and states.active[:, party].all():
                    self.model.add(self._advance(party, turn - 1) <= self._limit(party))
                self._step(party, turn, cycle, members)
        for party in range(parties):
            if states.active[-1, party]:
                self.model.add(self._advance(party, last) <= self._limit(party))

    def _step(self, party: int, turn: int, cycle: int, members: list[int]) -> None:
        states = self.states
        for u in members:
            if not states.active[u, party] or not states.holds[u, party]:
                continue
            extra = states.surcharge[u, party]
            shared = states.holds[u].sum() > 1
            if extra <= 0 and not shared and states.active[:, party].all():
                continue
            before = self._advance(party, turn - 1)
            if not self.strict and not shared:
                # As if everything else of the turn that costs the party were sunk before.
                before += sum(
                    self._whole(min(states.effect[v, party], 0.0), party) * self._new(v, cycle)
                    for v in members
                    if v != u
                )
            tested = self._whole(extra, party) * self._new(u, cycle)
            self.model.add(before + tested <= self._limit(party))


def slots(states: States) -> np.ndarray:
    """Return whose turn delivers each unit; the number of parties for those held by several."""
    several = states.holds.sum(axis=1) > 1
    return np.where(several, len(states.cap), states.holds.argmax(axis=1)).astype(int)


def enough(states: States) -> int:
    """Return a number of cycles in which every order of units fits.

    Between two units outside the largest slot there is at most one run of the largest.
    """
    sizes = np.bincount(slots(states), minlength=1)
    return int(sizes.sum() - sizes.max(initial=0)) + 1


def enough_strict(states: States) -> int:
    """Return a number of cycles in which the strict form asks for no more than it must.

    With surcharges a run may have to be spread over turns: one unit a cycle is enough.
    """
    plain = enough(states)
    return max(plain, states.count) if states.surcharge.any() else plain


def _direct(before: np.ndarray) -> np.ndarray:
    """Return the prerequisites that do not follow from others."""
    through = (before.astype(np.float32) @ before.astype(np.float32)) > 0
    return np.asarray(before & ~through)
