"""What would be seen if a deal were broken, and the time that each of its steps buys."""

from __future__ import annotations

from collections.abc import Callable

from detente.schedule.analysis.prepared import Prepared
from detente.schedule.analysis.verifying.detected import (
    completeness_finding,
    detection_finding,
    deterrence_finding,
    place_finding,
    undeclared,
)
from detente.schedule.analysis.verifying.months import months_finding
from detente.schedule.analysis.verifying.steps import step_findings
from detente.schedule.analysis.verifying.visits import divided, plan_finding
from detente.schedule.analysis.verifying.watch import Watch, whole
from detente.schedule.findings import ScheduleFinding
from detente.schedule.verification_findings import VerificationFinding, WatchFinding

ALWAYS = ("expected-plan", "visits-independent", "before-anything", "all-run-today")


def verify(
    ready: Prepared,
    ordered: ScheduleFinding,
    tick: Callable[[str], None] = lambda _: None,
) -> VerificationFinding:
    """Return the verification of a deal: the same tests for every party that is watched.

    Parameters
    ----------
    ready : Prepared
    ordered : ScheduleFinding
        Of the same deal: the steps follow the order that it chose.
    tick : callable
        Told of each step.
    """
    notes: set[str] = set()
    watches = []
    for slug, block in ready.case.verification.items():
        tick(f"watching {block.of}")
        watch = Watch(slug, ready, notes)
        watches.append(_watched(watch))
    tick("what each step needs")
    chosen = next(d for d in ordered.doctrines if d.slug == ordered.chosen)
    actors = {ready.case.commitments[whole(n)].actor for n in ready.names}
    watched = {w.of for w in watches}
    order = [*ALWAYS, "gates" if ready.plan.gates else "no-gates", *sorted(notes)]
    return VerificationFinding(
        ordered.package,
        ordered.label,
        ready.parties,
        tuple(watches),
        tuple(p for p in ready.parties if p in actors and p not in watched),
        ordered.chosen,
        ready.plan.gates,
        step_findings(ready, chosen.steps),
        len(ready.fresh.weights),
        tuple(order),
    )


def _watched(watch: Watch) -> WatchFinding:
    block = watch.block
    months = months_finding(watch)
    found = (watch.slug, block.label, block.of, block.by or "", block.visits, block.periods)
    if not watch.places:
        return WatchFinding(*found, (), None, None, None, None, months)
    visits, hidden = divided(watch), undeclared(watch)
    return WatchFinding(
        *found,
        tuple(place_finding(watch, visits, hidden, p) for p in watch.places),
        detection_finding(watch, visits, hidden),
        completeness_finding(watch, hidden),
        None if visits is None else plan_finding(watch, visits),
        deterrence_finding(watch, visits, hidden),
        months,
    )
