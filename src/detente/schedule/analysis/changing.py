"""Commitments added to a deal or dropped: what one option changed does to its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from detente.beliefs.packages import feasible_packages
from detente.deals import mean
from detente.schedule.analysis.orders import kept
from detente.schedule.analysis.prepared import TOLERANCE, Prepared
from detente.schedule.conditions import conditions
from detente.schedule.findings import RepairFinding
from detente.schedule.search.least import Least, least_guarantee
from detente.schedule.search.states import times_of

FEW = 512
"""Draws on which the expected inputs of a changed deal are taken."""
SECONDS = 1.0
TOLD = 5


def changed_deals(
    ready: Prepared,
    least: Least,
    before: np.ndarray,
    price: float,
    tick: Callable[[str], None] = lambda _: None,
) -> list[RepairFinding]:
    """Return the deals that differ in one option and ask for less, the most often kept first.

    Parameters
    ----------
    ready : Prepared
    least : Least
        The best order of the deal as it is.
    before : ndarray of bool, shape (fresh draws,)
        Where the deal is signed and the chosen order holds as it is.
    price : float
        Of one option changed.
    tick : callable
    """
    found = []
    for package, issue, old, new in _neighbours(ready):
        tick(f"one option changed: {issue}")
        changed = replace(ready, package=package, choosing_on=FEW)
        told = _told(ready, changed, least, before, (issue, old, new), price)
        if told is not None:
            found.append(told)
    return sorted(found, key=lambda r: (r.common > 0, -r.kept.value, r.label))[:TOLD]


def _neighbours(ready: Prepared) -> Iterator[tuple[np.ndarray, str, str, str]]:
    """Yield packages with one option changed that the linkages allow, options on the table."""
    structure = ready.model.structure
    options = structure.options
    for i, issue in enumerate(options.issues):
        current = int(ready.package[i])
        for option in map(int, options.of(i)):
            if option == current or not options.on_table[option]:
                continue
            package = np.array(ready.package)
            package[i] = option
            if not feasible_packages(structure, package[None, :])[0]:
                continue
            old, new = (options.names[o].partition("/")[2] for o in (current, option))
            yield package, issue, old, new


def _told(
    ready: Prepared,
    changed: Prepared,
    least: Least,
    before: np.ndarray,
    what: tuple[str, str, str],
    price: float,
) -> RepairFinding | None:
    if not changed.names or set(changed.names) == set(ready.names):
        return None
    found = least_guarantee(changed.typical, changed.scale, seconds=SECONDS)
    loses = (changed.typical.stake < -TOLERANCE).any()
    if loses or not np.isfinite(found.lam) or not found.lam < least.lam - TOLERANCE:
        return None
    times = times_of(changed.typical, found.order)
    holds = conditions(changed.fresh.exchange, times, gates=True).holds(TOLERANCE)
    both = changed.signed & holds
    issue, old, new = what
    options = ready.case.issues[issue].options
    label = (
        f"{ready.case.issues[issue].label}: {options[new].label} instead of {options[old].label}"
    )
    return RepairFinding(
        "change",
        label,
        tuple(sorted(set(changed.names) ^ set(ready.names))),
        f"{issue}/{old}/{new}",
        0.0,
        0.0,
        price,
        max(float(found.lam), 0.0),
        changed_needs(ready, changed, found),
        kept(changed, holds),
        mean(both.astype(float) - before.astype(float), ready.fresh.weights),
        _lever(ready, issue, old, new, label),
    )


def changed_needs(ready: Prepared, changed: Prepared, found: Least) -> dict[str, float]:
    """Return the guarantees needed by the parties of the deal as it was."""
    needs = changed.by_party(found.needs)
    return {p: needs.get(p, 0.0) for p in ready.parties}


def _lever(ready: Prepared, issue: str, old: str, new: str, label: str) -> dict[str, object]:
    cost = {"text": "Not judged: say what it would cost whom."}
    plain: dict[str, object] = {"label": label, "author": "made from the case", "cost": cost}
    if new == ready.case.issues[issue].status_quo:
        return {**plain, "kind": "drop", "issue": issue}
    return {**plain, "kind": "change-format", "closes": [f"{issue}/{old}"]}
