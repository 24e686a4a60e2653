"""Packages of the record and those found: what the stated beliefs say of each."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from detente.beliefs.effective import WIDENED
from detente.beliefs.packages import feasible_packages
from detente.beliefs.streams import BLOCK
from detente.beliefs.structure import Acceptors, Structure
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Model, Utilities
from detente.deals.acceptance import accepts, called_for, package_values, verdict
from detente.deals.analysis.consequences import consequences
from detente.deals.analysis.final import Final
from detente.deals.analysis.workspace import Workspace
from detente.deals.conflicts import Conflict, DrawPackages, smallest_conflicts
from detente.deals.findings import ConflictFinding, DemandFinding, PackageFinding
from detente.deals.shares import mean, share, spread
from detente.finding import Share

MOST_COMPLETIONS = 64
LOOKED = 20_000
WIDENED_DRAWS = BLOCK
OBSTACLE_DRAWS = 100
"""Draws in which a package is refused that are looked at for what it leaves unmet."""


@dataclass(frozen=True)
class Named:
    """A package by name, with the full packages it stands for."""

    slug: str
    label: str
    origin: str
    options: dict[str, tuple[str, ...]]
    full: np.ndarray
    completed: str
    feasible: bool
    by: tuple[str, ...] = ()
    known_from: datetime.date | None = None
    record: tuple[str, ...] = ()


def recorded(workspace: Workspace) -> list[Named]:
    """Return the packages of the record known on the day, each completed.

    What a package does not name stays at its status quo; what it leaves open
    gives one full package for each possibility (at most 64).
    """
    case, study = workspace.study.case, workspace.study
    options = workspace.model.structure.options
    found = []
    for slug, package in case.packages.items():
        if study.as_of is not None and package.known_from > study.as_of:
            continue
        stated = {
            issue: (chosen,) if isinstance(chosen, str) else tuple(chosen)
            for issue, chosen in package.options.items()
        }
        per_issue = [
            [options.index(f"{issue}/{o}") for o in stated[issue]]
            if issue in stated
            else [int(options.status_quo[i])]
            for i, issue in enumerate(options.issues)
        ]
        full, feasible = _completions(workspace.model.structure, per_issue)
        missing = [case.issues[i].label for i in options.issues if i not in stated]
        words = []
        if missing:
            words.append("left as they are: " + ", ".join(missing))
        if len(full) > 1:
            cut = "the first " if len(full) == MOST_COMPLETIONS else ""
            words.append(f"{cut}{len(full)} ways to read what the record leaves open")
        if not options.on_table[full].all():
            words.append("with an option that is not on the table, which no other deal here uses")
        found.append(
            Named(
                slug,
                package.label,
                "example" if package.kind == "example" else "record",
                stated,
                full,
                "; ".join(words),
                feasible,
                package.by,
                package.known_from,
                package.record,
            )
        )
    return found


def _completions(structure: Structure, per_issue: list[list[int]]) -> tuple[np.ndarray, bool]:
    """Return full packages that keep the linkages; where none is found, some that do not."""
    readings = product(*per_issue)
    first = np.array(list(islice(readings, LOOKED)), dtype=int)
    kept = first[feasible_packages(structure, first)]
    if len(kept):
        return kept[:MOST_COMPLETIONS], True
    return first[:MOST_COMPLETIONS], False


def found(workspace: Workspace) -> list[Named]:
    """Return the most acceptable deals by ``A_sign`` and, where another, by ``A_hold``."""
    result: list[Named] = []
    for slug, label, package in (
        ("most-acceptable", "Most acceptable deal", workspace.best_signed),
        ("most-acceptable-held", "Most acceptable when terms are held to", workspace.best_held),
    ):
        if result and (package == result[0].full[0]).all():
            continue
        named = workspace.named(package)
        options: dict[str, tuple[str, ...]] = {issue: (option,) for issue, option in named.items()}
        result.append(Named(slug, label, "found", options, package[None, :], "", True))
    return result


def describe(
    workspace: Workspace, named: list[Named], finalists: Final, others: Final
) -> tuple[PackageFinding, ...]:
    """Return the Findings of several packages.

    Parameters
    ----------
    workspace : Workspace
    named : list of Named
    finalists, others : Final
        Acceptance of those found, and of those of the record.
    """
    widened = _widened(workspace, named)
    return tuple(
        _describe(
            workspace,
            item,
            finalists if item.origin == "found" else others,
            {name: shares[k] for name, shares in widened.items()},
        )
        for k, item in enumerate(named)
    )


def _widened(workspace: Workspace, named: list[Named]) -> dict[str, list[Share]]:
    """Return ``A_sign`` of each package with ranges widened, on the scale of the base case."""
    stop = SELECTION + min(WIDENED_DRAWS, workspace.draws)
    full = np.vstack([item.full for item in named])
    owner = np.repeat(np.arange(len(named)), [len(item.full) for item in named])
    result: dict[str, list[Share]] = {}
    for variant in WIDENED:
        model = Model(workspace.study.sibling(variant=variant), workspace.model)
        utilities = model.utilities(SELECTION, stop)
        good = accepts(utilities, full, model.structure.acceptors)
        result[variant.name] = [
            _average(good[owner == k], utilities.weights) for k in range(len(named))
        ]
    return result


def _average(good: np.ndarray, weights: np.ndarray) -> Share:
    """Return the mean share over completions, with the standard error of the mean."""
    return mean(good.mean(axis=0), weights)


def _describe(
    workspace: Workspace, item: Named, final: Final, widened: dict[str, Share]
) -> PackageFinding:
    rows = final.rows(item.full)
    signed, weights = final.signed[rows], final.weights
    each = [share(row, weights) for row in signed]
    held = workspace.held_out
    margins = package_values(held, item.full) - held.floor[:, None, :]
    acceptors = workspace.model.structure.acceptors
    content = accepted_by(held, item.full, acceptors)
    return PackageFinding(
        slug=item.slug,
        label=item.label,
        origin=item.origin,
        options=item.options,
        completions=len(item.full),
        completed=item.completed,
        feasible=item.feasible,
        a_sign=_average(signed, weights),
        a_hold=_average(final.held[rows], weights),
        lowest=min(each, key=lambda s: s.value),
        highest=max(each, key=lambda s: s.value),
        widened=widened,
        accepted_by={
            name: _average(content[p], held.weights) for p, name in enumerate(acceptors.names)
        },
        gains={
            name: spread(margins[p].mean(axis=0), held.weights)
            for p, name in enumerate(acceptors.names)
        },
        by_issue=_by_issue(workspace, held, item.full),
        consequences=consequences(workspace, item.full),
        readings=_readings(workspace, item.full),
        by=item.by,
        known_from=item.known_from,
        record=item.record,
        obstacles=_obstacles(workspace, item.full),
    )


def accepted_by(utilities: Utilities, packages: np.ndarray, acceptors: Acceptors) -> np.ndarray:
    """Return in which draws each one whose consent is needed is content with each package.

    A signatory is where it would accept if all others were content, its own ratifiers apart;
    one whose consent a package does not call for is content with it.

    Parameters
    ----------
    utilities : Utilities
    packages : ndarray of int, shape (packages, issues)
    acceptors : Acceptors

    Returns
    -------
    ndarray of bool, shape (acceptors, packages, draws)
    """
    margins = package_values(utilities, packages) - utilities.floor[:, None, :]
    called = called_for(packages, acceptors)[:, :, None]
    content = np.asarray(margins >= -1e-6)
    for s in range(acceptors.signatories):
        # With the others and theirs content, and its own vetoes, the verdict is this one's.
        only = margins.copy()
        only[acceptors.leader != s] = np.inf
        content[s] = verdict(
            _without_vetoes(only, acceptors.veto, acceptors.signatories),
            called,
            utilities.audience[:, None, :],
            acceptors,
        )
    content |= ~called
    return content


def _without_vetoes(margins: np.ndarray, veto: np.ndarray, signatories: int) -> np.ndarray:
    lenient = margins.copy()
    for r in np.flatnonzero(veto):
        if r >= signatories:
            lenient[r] = np.inf
    return lenient


def _by_issue(
    workspace: Workspace, utilities: Utilities, packages: np.ndarray
) -> dict[str, dict[str, float]]:
    """Return expected points against the status quo, issue by issue."""
    options, names = workspace.model.structure.options, workspace.model.structure.acceptors.names
    expected = utilities.parts @ utilities.weights / utilities.weights.sum()
    return {
        name: {
            issue: float((expected[p, packages[:, i]] - expected[p, options.status_quo[i]]).mean())
            for i, issue in enumerate(options.issues)
        }
        for p, name in enumerate(names)
    }


def _readings(workspace: Workspace, packages: np.ndarray) -> dict[str, str]:
    """Return, for each term a package uses, the reading it names, or ``open``."""
    case, options = workspace.study.case, workspace.model.structure.options
    result: dict[str, str] = {}
    for package in packages:
        for index in package:
            issue, name = options.names[index].split("/")
            option = case.issues[issue].options[name]
            for term, reading in option.names.items():
                if result.setdefault(term, reading) != reading:
                    result[term] = "open"
            if option.under is not None:
                result[option.under.term] = "open"
    return result


def _obstacles(workspace: Workspace, packages: np.ndarray) -> tuple[ConflictFinding, ...]:
    """Return the demands a package fails to meet, over the draws in which it is refused."""
    structure = workspace.model.structure
    acceptors, options = structure.acceptors, structure.options
    everybody = accepts(workspace.held_out, packages, acceptors).any(axis=0)
    held = workspace.held_out.chosen(np.flatnonzero(~everybody)[:OBSTACLE_DRAWS])
    s = acceptors.signatories
    best = np.stack(
        [
            held.parts[:s, (options.issue == i) & options.on_table].max(axis=1)
            for i in range(len(options.issues))
        ],
        axis=1,
    )
    values = package_values(held, packages)
    called = called_for(packages, acceptors)
    count: Counter[Conflict] = Counter()
    per_draw: list[set[Conflict]] = []
    for d in range(held.draws):
        gaps = np.maximum(best[:, None, :, d] - held.parts[:s, :, d][:, packages], 0.0)
        flat = DrawPackages(
            packages, values[:, :, d] - held.floor[:, None, d], called, gaps, held.audience[:, d]
        )
        sets = smallest_conflicts(flat, acceptors)
        per_draw.append(sets)
        count.update(sets)
    if not per_draw:
        return ()
    ranked = sorted(count.items(), key=lambda item: (-item[1], sorted(item[0])))[:4]
    return tuple(
        ConflictFinding(
            tuple(
                DemandFinding(acceptors.names[a], options.issues[i] if i >= 0 else None)
                for a, i in sorted(conflict)
            ),
            share(np.array([conflict in sets for sets in per_draw]), held.weights),
            {},
            {},
        )
        for conflict, _ in ranked
    )
