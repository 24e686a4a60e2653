"""What each commitment needs of verification, in the order that holds most often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from detente.deals import share, spread
from detente.schedule.analysis.prepared import TOLERANCE, Prepared
from detente.schedule.analysis.verifying.watch import Array, whole
from detente.schedule.conditions import CHEAT, Conditions, conditions
from detente.schedule.dated.serial import one_by_one
from detente.schedule.exchange import Exchange
from detente.schedule.search.states import Order, times_of
from detente.schedule.verification.need import detection_needed, inspections_needed, longest_lag
from detente.schedule.verification_findings import StepFinding


def step_findings(ready: Prepared, steps: Sequence[Sequence[str]]) -> tuple[StepFinding, ...]:
    """Return every commitment with what it needs, step by step.

    Parameters
    ----------
    ready : Prepared
    steps : sequence of sequence of str
        The order, by the names of the commitments.
    """
    order: Order = tuple(tuple(ready.names.index(n) for n in step) for step in steps)
    turn = times_of(ready.typical, order)
    earliest, _ = ready.days
    gates = ready.plan.gates
    days = one_by_one(ready.typical, turn, ready.durations, gates=gates, earliest=earliest).finish
    return _Steps(ready, turn, days.astype(float)).findings()


class _Steps:
    def __init__(self, ready: Prepared, turn: np.ndarray, days: np.ndarray) -> None:
        self.ready, self.turn, self.days = ready, turn, days
        self.gates = ready.plan.gates
        self.typical, self.fresh = ready.typical, ready.fresh.exchange
        self.expected = conditions(_seen_surely(self.typical), days, gates=self.gates)
        self.drawn = conditions(_seen_surely(self.fresh), days, gates=self.gates)
        self.holds = conditions(self.fresh, days, gates=self.gates)
        # A condition of a commitment is the same test in all three.
        self.place = {
            j: k
            for k, test in enumerate(self.expected.tests)
            if test.kind == CHEAT and test.party >= 0
            for j in test.commitments
        }

    def findings(self) -> tuple[StepFinding, ...]:
        longest = self._longest()
        order = np.lexsort((np.arange(len(self.days)), self.turn))
        return tuple(self._step(int(j), longest[int(j)]) for j in order)

    def _step(self, j: int, longest: float | None) -> StepFinding:
        ready, k = self.ready, self.place[j]
        members = list(self.expected.tests[k].commitments)
        name = ready.names[j]
        w = ready.fresh.weights
        gain = float(np.maximum(self.typical.gain[members], 0.0).sum())
        slack = _slack(self.expected, k)
        needed = float(detection_needed(gain, float(slack)))
        gains = np.maximum(self.fresh.gain[:, members], 0.0).sum(axis=1)
        needs = detection_needed(gains, _slack(self.drawn, k))
        enough = self.holds.excess[:, k] <= TOLERANCE
        return StepFinding(
            name,
            ready.case.commitments[whole(name)].actor,
            sorted(set(self.turn.tolist())).index(self.turn[j]) + 1,
            gain,
            float(slack),
            float(self.typical.detection[j]),
            None if np.isnan(needed) else needed,
            spread(np.where(np.isnan(needs), 1.0, needs), w),
            share(np.asarray(enough), w),
            float(self.typical.lag[j]),
            longest,
            self._visits(name, needed),
        )

    def _visits(self, name: str, needed: float) -> dict[str, int | None]:
        """Return the visits that reach the detection at each place that names the commitment."""
        found: dict[str, int | None] = {}
        for slug, facility in self.ready.case.facilities.items():
            if whole(name) not in facility.commitments:
                continue
            sees = np.clip(self.ready.expected(f"/facilities/{slug}/detection", 0.0) / 100, 0, 1)
            number = float(inspections_needed(needed, float(sees)))
            found[slug] = int(number) if np.isfinite(number) else None
        return found

    def _longest(self) -> dict[int, float | None]:
        """Return how many days the detection of each fake may take; None for any time."""
        gaps = {j: self._gaps(j) for j in self.place}
        most = max((len(g) for g in gaps.values()), default=0)
        ahead = np.zeros((len(self.days), most))
        for i in range(most):
            lag = np.array([gaps[j][min(i, len(gaps[j]) - 1)] for j in range(len(self.days))])
            tested = conditions(
                replace(_seen_surely(self.typical), lag=lag), self.days, gates=False
            )
            for j, k in self.place.items():
                ahead[j, i] = tested.advance[k]
        now = conditions(self.typical, self.days, gates=True)
        sure = conditions(_seen_surely(self.typical), self.days, gates=True)
        found: dict[int, float | None] = {}
        for j, k in self.place.items():
            with np.errstate(invalid="ignore"):
                extra = np.nan_to_num(now.advance[k] - sure.advance[k], nan=np.inf, posinf=np.inf)
            last = int(longest_lag(ahead[j : j + 1, : len(gaps[j])], extra[None], now.cap[k])[0])
            if last < 0:
                found[j] = 0.0
            elif last == len(gaps[j]) - 1:
                found[j] = None
            else:
                # It must be found before the delivery that would put the party too far ahead.
                found[j] = float(gaps[j][last + 1])
        return found

    def _gaps(self, j: int) -> Array:
        """Return the days from a commitment until each later delivery, from 0."""
        later = self.days[self.days > self.days[j]] - self.days[j]
        return np.unique(np.concatenate([[0.0], later]))


def _slack(tested: Conditions, k: int) -> Array:
    return np.asarray(tested.cap[..., k] - tested.advance[..., k])


def _seen_surely(exchange: Exchange) -> Exchange:
    """Return the exchange with every fake found out, so that conditions hold the advance alone."""
    return replace(
        exchange,
        detection=np.ones_like(exchange.detection),
        escrows=tuple(replace(e, reliability=1.0) for e in exchange.escrows),
    )
