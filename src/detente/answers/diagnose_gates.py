"""The structural half of a diagnosis: what was tabled, and at which gate it founders."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from detente.answers.diagnose_findings import GATES, TabledFinding
from detente.answers.order import completion
from detente.beliefs.utilities import TOLERANCE
from detente.case.models import Case
from detente.case.models import Package as CasePackage
from detente.deals.acceptance import accepts
from detente.deals.analysis.gates import Passed, passed
from detente.deals.analysis.packages import Named, found, recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import share
from detente.schedule.analysis.answer import BRIEF
from detente.schedule.analysis.orders import compare
from detente.schedule.analysis.prepared import Prepared
from detente.schedule.conditions import conditions
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.states import times_of

Tick = Callable[[str], None]
STAGES = ("signatories", *GATES[2:])
"""What each package is tested for, in turn."""


@dataclass(frozen=True)
class Ordered:
    """In which draws an order of one package holds, and what each party falls short of.

    Attributes
    ----------
    holds : ndarray of bool, shape (draws,)
        One at least of the orders looked at holds.
    parties : tuple of str
    short : ndarray, shape (parties, draws)
        Guarantee that is missing in the order that holds most often, in points of each.
    """

    holds: np.ndarray
    parties: tuple[str, ...]
    short: np.ndarray


@dataclass(frozen=True)
class Structural:
    """Packages and how each fares at every stage.

    Attributes
    ----------
    named : tuple of Named
        Those tabled, then the most acceptable deal; each with one completion.
    tabled : int
        How many were tabled.
    later : tuple of str
        Left out: told of what came after the outcome.
    passed : Passed
    each : ndarray of bool, shape (stages, packages, draws)
        As in ``STAGES``, every package by itself.
    stages : ndarray of bool, shape (stages, packages, draws)
        The same where a package was on the table: of rival accounts of one offer one is so.
    orders : tuple of Ordered or None
    """

    named: tuple[Named, ...]
    tabled: int
    later: tuple[str, ...]
    passed: Passed
    each: np.ndarray
    stages: np.ndarray
    orders: tuple[Ordered | None, ...]

    @property
    def packages(self) -> np.ndarray:
        """Options of each; int, shape (packages, issues)."""
        return np.stack([item.full[0] for item in self.named])


def happened(case: Case, package: CasePackage) -> datetime.date:
    """Return the day on which a package was put forward.

    As the case says, where it was told of later; else the first day of the items that report
    it, and without any the day from which it was known.
    """
    if package.about is not None:
        return package.about
    days = [case.record[i].happened for i in package.record if i in case.record]
    return min(days, default=package.known_from)


def tabled(ready: Workspace) -> tuple[list[Named], tuple[str, ...]]:
    """Return the packages that were on the table, as they were worded, and those left out.

    On the table is every package of the record known on the day, but for examples and for what
    was made only after the outcome.
    """
    case = ready.study.case
    on_record = [item for item in recorded(ready) if item.origin == "record" and item.feasible]
    end = case.outcome.day if case.outcome else None
    kept, later = [], []
    for item in on_record:
        if end is not None and happened(case, case.packages[item.slug]) > end:
            later.append(item.slug)
        else:
            kept.append(as_worded(ready, item))
    return kept, tuple(later)


def as_worded(ready: Workspace, named: Named) -> Named:
    """Return a package with one completion.

    Where the record leaves a package open and one of the possibilities is a word that can be
    read in several ways, the word stands, since nothing says that it had been settled.  Among
    what is left the completion that most belief sets accept is taken, as for an order.
    """
    if len(named.full) > 1:
        words = np.isin(named.full, ready.ambiguous).sum(axis=1)
        named = replace(named, full=named.full[words == words.max()])
    return replace(named, full=completion(ready, named)[None, :])


def structural(ready: Workspace, tick: Tick) -> Structural:
    """Return how what was tabled, and the most acceptable deal, fare at every stage."""
    kept, later = tabled(ready)
    best = found(ready)[0]
    named = (*kept, best)
    packages = np.stack([item.full[0] for item in named])
    result = passed(ready, packages)
    orders = []
    for item in named:
        tick(f"order of: {item.label}")
        orders.append(_ordered(ready, item.full[0]))
    kept_order = np.stack(
        [np.ones(ready.held_out.draws, dtype=bool) if o is None else o.holds for o in orders]
    )
    each = np.stack([result.signed, result.consented, result.held, kept_order])
    stages = each & _so(ready.study.case, named, ready.held_out.draws)
    return Structural(named, len(kept), later, result, each, stages, tuple(orders))


def _so(case: Case, named: tuple[Named, ...], draws: int) -> np.ndarray:
    """Return in which draws each package is the account that is so; shape (packages, draws).

    The draws are shared out among rival accounts in turn, as among the completions of a package.
    """
    offers: dict[str, list[int]] = {}
    for k, item in enumerate(named):
        package = case.packages.get(item.slug)
        if package is not None and package.account_of is not None:
            offers.setdefault(package.account_of, []).append(k)
    found = np.ones((len(named), draws), dtype=bool)
    for rivals in offers.values():
        for turn, k in enumerate(rivals):
            found[k] = np.arange(draws) % len(rivals) == turn
    return found


def _ordered(ready: Workspace, package: np.ndarray) -> Ordered | None:
    """Return where an order of a package holds; None where no commitment delivers any of it."""
    prepared = Prepared(ready.model, package, ready.draws, choosing_on=BRIEF.choosing)
    if not prepared.names:
        return None
    least = least_guarantee(prepared.typical, prepared.scale, seconds=BRIEF.seconds)
    compared = compare(prepared, least, BRIEF.seconds, BRIEF.sampled, lambda _: None)
    tested = conditions(
        prepared.fresh.exchange, times_of(prepared.typical, compared.order), gates=True
    )
    short = tested.needs(len(prepared.parties)).T
    return Ordered(compared.either, prepared.parties, np.asarray(short))


def tabled_findings(ready: Workspace, seen: Structural) -> tuple[TabledFinding, ...]:
    """Return each package with the gate at which it founders first."""
    weights, signatories = ready.held_out.weights, ready.signatories
    options = ready.model.structure.options
    results = []
    for k, item in enumerate(seen.named):
        through = np.logical_and.accumulate(seen.each[:, k], axis=0)
        first = through.sum(axis=0)
        left_open = {options.ambiguous[int(o)][0] for o in ready.ambiguous if o in item.full[0]}
        results.append(
            TabledFinding(
                item.slug,
                item.label,
                item.by,
                k < seen.tabled,
                {
                    p: share(seen.passed.margins[s, k] >= -TOLERANCE, weights)
                    for s, p in enumerate(signatories)
                },
                {stage: share(first == n, weights) for n, stage in enumerate(STAGES)},
                share(first == len(STAGES), weights),
                tuple(t for t in ready.study.case.terms if t in left_open),
                seen.orders[k] is not None,
            )
        )
    return tuple(results)


def suits_all(ready: Workspace, some: np.ndarray) -> np.ndarray:
    """Return in which draws the most acceptable deal does not do, though another would."""
    acceptors = ready.model.structure.acceptors
    best = accepts(ready.held_out, ready.best_signed[None, :], acceptors)[0]
    return np.asarray(some & ~best)
