"""A deal made ready: its exchange on the draws that choose, on fresh ones, and on average."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Model
from detente.case.models import Case
from detente.case.models import Sequence as SequenceBlock
from detente.deals import accepts
from detente.schedule.analysis.reading import Pulled, Reading, drawn, read
from detente.schedule.changes import average
from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange
from detente.schedule.findings import BreakFinding
from detente.schedule.search.states import Order

CHOOSING = 4_096
"""Draws on which orders are chosen and expected inputs are taken."""
FRESH = 2_000
"""Draws on which they are reported, after all that choose anything."""
TOLERANCE = 1e-6
"""Points by which a condition may be exceeded."""
DAYS_PER_YEAR = 365.25


@dataclass
class Prepared:
    """One deal of a case, made ready.

    Parameters
    ----------
    model : Model
    package : ndarray of int, shape (issues,)
    draws : int
        At most so many fresh draws.
    pulled : Pulled, optional
        A lever in force.
    choosing_on : int
        Draws that choose.
    """

    model: Model
    package: np.ndarray
    draws: int = FRESH
    pulled: Pulled | None = None
    choosing_on: int = CHOOSING

    @property
    def case(self) -> Case:
        """The case."""
        return self.model.study.case

    @property
    def plan(self) -> SequenceBlock:
        """How the case wants the deal carried out."""
        return self.case.sequence or SequenceBlock()

    @cached_property
    def choosing(self) -> Reading:
        """The exchange on the draws that choose."""
        return read(self.model, self.package, 0, self.choosing_on, self.pulled)

    @cached_property
    def fresh(self) -> Reading:
        """The exchange on the draws that are reported on."""
        stop = SELECTION + min(FRESH, self.draws)
        return read(self.model, self.package, SELECTION, stop, self.pulled)

    @cached_property
    def typical(self) -> Exchange:
        """The exchange of the expected inputs."""
        return average(self.choosing.exchange, self.choosing.weights)

    @cached_property
    def durations(self) -> np.ndarray:
        """Whole days that each commitment is expected to take; shape (commitments,)."""
        w = self.choosing.weights / self.choosing.weights.sum()
        return np.asarray(np.ceil(w @ self.choosing.durations - 1e-9), dtype=int)

    @cached_property
    def signed(self) -> np.ndarray:
        """In which of the fresh draws everybody accepts the deal; shape (draws,)."""
        stop = SELECTION + min(FRESH, self.draws)
        revision = self.pulled.revision if self.pulled else None
        utilities = (
            self.model.utilities(SELECTION, stop)
            if revision is None
            else self.model.utilities(SELECTION, stop, revision)
        )
        acceptors = self.model.structure.acceptors
        return np.asarray(accepts(utilities, self.package[None, :], acceptors)[0])

    @property
    def names(self) -> tuple[str, ...]:
        """Commitments."""
        return self.choosing.names

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties of the exchange."""
        return self.choosing.parties

    @cached_property
    def starts(self) -> datetime.date:
        """The first day of carrying it out."""
        return self.plan.starts or self.model.study.as_of or datetime.date(2000, 1, 1)

    @cached_property
    def days(self) -> tuple[np.ndarray, np.ndarray]:
        """First days and last days, from the start; both shape (commitments,)."""
        named = [self.case.commitments[n.partition(" (")[0]] for n in self.names]
        earliest = [max((c.not_before - self.starts).days, 0) if c.not_before else 0 for c in named]
        deadlines = [(c.due - self.starts).days if c.due else np.inf for c in named]
        return np.array(earliest, dtype=int), np.array(deadlines, dtype=float)

    @cached_property
    def scale(self) -> np.ndarray:
        """What one unit of the common figure is to each party; shape (parties,)."""
        unit = self.plan.unit
        if unit is None:
            return np.asarray(self.typical.own_cost)
        return np.array([1.0 / unit.per_point.get(p, 1.0) for p in self.parties])

    @property
    def scale_words(self) -> str:
        """The unit of the common figure; empty for a share of each party's own total cost."""
        return self.plan.unit.label if self.plan.unit else ""

    def expected(self, pointer: str, default: float) -> float:
        """Return the mean of a number over the draws that choose."""
        values = drawn(self.model, pointer, 0, self.choosing_on, default)
        return float(np.average(values, weights=self.choosing.weights))

    def guarantee_of(self, slug: str) -> tuple[float, float]:
        """Return the expected points and credibility (0 to 1) of a guarantee of the case."""
        at = f"/guarantees/{slug}"
        points = self.expected(f"{at}/points", 0.0)
        return points, self.expected(f"{at}/credibility", 100.0) / 100

    def by_party(self, numbers: np.ndarray) -> dict[str, float]:
        """Return one number for each party by its name."""
        return {p: float(v) for p, v in zip(self.parties, numbers, strict=True)}

    def steps(self, order: Order) -> tuple[tuple[str, ...], ...]:
        """Return an order by the names of its commitments."""
        return tuple(tuple(self.names[j] for j in step) for step in order)

    def party_name(self, party: int) -> str:
        """Return the name of a party, or of a coalition counted downwards from -1."""
        if party >= 0:
            return self.parties[party]
        known = [
            slug
            for slug, coalition in self.case.coalitions.items()
            if sum(m in self.parties for m in coalition.members) > 1
        ]
        return known[-1 - party]

    def broken(
        self, party: int, kind: str, step: int, commitments: Sequence[int], gain: float
    ) -> BreakFinding:
        """Return a broken condition by names; ``step`` counts from 1."""
        names = tuple(self.names[j] for j in commitments)
        return BreakFinding(self.party_name(party), kind, step, names, float(gain))

    def first_break(
        self, exchange: Exchange, times: np.ndarray, *, gates: bool = True
    ) -> BreakFinding | None:
        """Return the first condition in time that is broken, coalitions included."""
        tested = conditions(exchange, times, gates=gates)
        moments = sorted(set(times.tolist()))
        found = None
        for test, excess in zip(tested.tests, tested.excess, strict=True):
            if excess <= TOLERANCE:
                continue
            step = len(moments) + 1 if np.isinf(test.time) else moments.index(test.time) + 1
            key = (step, -float(excess), test.kind != "walk-away")
            if found is None or key < found[0]:
                found = (key, test, float(excess))
        if found is None:
            return None
        (step, _, _), test, excess = found
        return self.broken(test.party, test.kind, step, test.commitments, excess)
