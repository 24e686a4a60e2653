"""Why did the talks fail?  What the structure of the case says, beside what the record says."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np

from detente.answers.diagnose_findings import (
    GATES,
    DayFinding,
    DiagnoseFinding,
    GateFinding,
)
from detente.answers.diagnose_gates import (
    STAGES,
    Structural,
    structural,
    suits_all,
    tabled_findings,
)
from detente.answers.diagnose_needs import stage_needs, zone_needs
from detente.answers.diagnose_sides import Evidential, evidential, leader, sides
from detente.answers.header import header
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals.analysis.gates import signing_zone
from detente.deals.analysis.workspace import HELD_OUT, Workspace
from detente.deals.analysis.zone import zone_draws
from detente.deals.gates import first_failed, reached, stopped, with_open_gate
from detente.deals.shares import mean, share
from detente.finding import Share

Tick = Callable[[str], None]
METHOD = (
    "gates",
    "zone",
    "tabled",
    "worded",
    "held",
    "order",
    "mandate",
    "evidence",
    "apart",
    "no-cause",
)


def diagnose(
    case: Case,
    seed: int = 1,
    as_of: datetime.date | None = None,
    believe: str | None = None,
    tick: Tick = lambda _: None,
) -> DiagnoseFinding:
    """Answer why the talks of a case failed.

    Parameters
    ----------
    case : Case
        Checked.
    seed : int
    as_of : date, optional
        One day alone; default the day of the outcome, where the case names one, and beside it
        the case's own day.
    believe : str, optional
        One named set of beliefs for the structural half.
    tick : callable
        Told of each step.
    """
    outcome = case.outcome
    wanted: list[tuple[str, datetime.date | None]] = [("now", None)]
    if as_of is not None:
        wanted = [("asked", as_of)]
    elif outcome is not None and case.as_of != outcome.day:
        wanted.insert(0, ("failure", outcome.day))
    elif outcome is not None:
        wanted = [("failure", outcome.day)]
    days, first = [], None
    for which, day in wanted:
        ready = Workspace(Study(case, seed, day, believe), HELD_OUT)
        first = first or ready
        days.append(day_finding(ready, which, tick))
    assert first is not None
    return DiagnoseFinding(
        header(first, "diagnose"),
        "Why did the talks fail?",
        outcome.label if outcome else None,
        outcome.day if outcome else None,
        tuple(days),
        METHOD,
    )


def day_finding(ready: Workspace, which: str, tick: Tick = lambda _: None) -> DayFinding:
    """Return the diagnosis of one study.

    Parameters
    ----------
    ready : Workspace
    which : str
        ``failure``, ``now`` or ``asked``.
    tick : callable
    """
    tick("packages that would have suited all")
    weights = ready.held_out.weights
    some, exact = zone_draws(ready)
    zone, all_seen = signing_zone(ready)
    seen = structural(ready, tick)
    # A tabled package may have an option that no other deal here uses.
    zone = zone | seen.stages[0, : seen.tabled].any(axis=0)
    stages = seen.stages[:, : seen.tabled]
    first = first_failed(zone, stages)
    tick("numbers that would have to change")
    gates = tuple(_gate(ready, seen, zone, some, first, n) for n in range(len(GATES)))
    passes = share(first == len(GATES), weights)
    tick("the record")
    record = evidential(ready.study)
    compared = sides(gates, passes, record)
    nearest = _nearest(seen, weights)
    return DayFinding(
        ready.study.as_of,
        which,
        ready.held_out.draws,
        share(~np.asarray(some), weights),
        share(suits_all(ready, some), weights),
        exact and all_seen,
        gates,
        passes,
        tabled_findings(ready, seen),
        seen.later,
        _differs(ready, seen, nearest),
        seen.named[nearest].slug if nearest is not None else "",
        compared,
        leader({s.cause: s.structural.value for s in compared if s.structural}),
        leader({s.cause: s.evidential.mean for s in compared if s.evidential}),
        *_leading(record),
        record.rows if record else 0,
        record.sought if record else (),
    )


def _leading(record: Evidential | None) -> tuple[str | None, float | None, str | None]:
    return (record.leader, record.likely, record.about) if record else (None, None, None)


def _gate(
    ready: Workspace,
    seen: Structural,
    zone: np.ndarray,
    some: np.ndarray,
    first: np.ndarray,
    number: int,
) -> GateFinding:
    gate, weights = GATES[number], ready.held_out.weights
    here = first == number
    stages = seen.stages[:, : seen.tabled]
    if gate == "zone":
        told = share(here, weights)
        return GateFinding(gate, told, told, None, zone_needs(ready, zone))
    stage = STAGES[number - 1]
    package = _furthest(seen, number - 1, here, weights)
    needs = () if package is None else stage_needs(ready, seen, stage, package, here)
    through = first == len(GATES)
    if gate == "offers":
        alone = some & ~stages[1].any(axis=0)
        opened = first_failed(zone, seen.stages) == len(GATES)
    else:
        alone = stopped(seen.stages)[number - 1].any(axis=0)
        rest = stages
        if gate == "ratification":
            # What holds under every reading is then to be asked of those who sign alone.
            rest = stages.copy()
            rest[STAGES.index("definition")] = seen.passed.signed_and_held[: seen.tabled]
        opened = with_open_gate(zone, rest, number - 1)
    terms: tuple[str, ...] = ()
    if gate == "definition" and package is not None:
        terms = _terms(ready, seen, package)
    return GateFinding(
        gate,
        share(here, weights),
        share(np.asarray(alone), weights),
        _more(opened, through, weights),
        needs,
        "" if package is None else seen.named[package].slug,
        terms,
    )


def _more(after: np.ndarray, before: np.ndarray, weights: np.ndarray) -> Share:
    return mean(after.astype(float) - before.astype(float), weights)


def _furthest(seen: Structural, stage: int, where: np.ndarray, weights: np.ndarray) -> int | None:
    """Return the tabled package that comes as far as a stage most often where talks founder there.

    At the first stage all come as far: then the one that suits all who sign most often at all.
    """
    if not seen.tabled or not where.any():
        return None
    if stage == 0:
        return _nearest(seen, weights)
    before = reached(seen.stages)[stage - 1, : seen.tabled]
    return int(np.argmax((before & where) @ weights))


def _nearest(seen: Structural, weights: np.ndarray) -> int | None:
    if not seen.tabled:
        return None
    return int(np.argmax(seen.passed.signed[: seen.tabled] @ weights))


def _terms(ready: Workspace, seen: Structural, package: int) -> tuple[str, ...]:
    options = ready.model.structure.options
    used = {options.ambiguous[int(o)][0] for o in ready.ambiguous if o in seen.packages[package]}
    return tuple(t for t in ready.study.case.terms if t in used)


def _differs(ready: Workspace, seen: Structural, nearest: int | None) -> dict[str, tuple[str, str]]:
    if nearest is None:
        return {}
    was = ready.named(seen.packages[nearest])
    best = ready.named(ready.best_signed)
    return {i: (was[i], o) for i, o in best.items() if was[i] != o}
