"""Why not: conflicts over the held-out draws in which no package is acceptable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from detente.beliefs.utilities import Utilities
from detente.deals.analysis.workspace import Tick, Workspace, silent
from detente.deals.cells import DrawCells, draw_cells
from detente.deals.conflicts import LARGEST, Conflict, Relaxation, cheapest
from detente.deals.dominance import exchangeable, useful
from detente.deals.findings import ConflictFinding, DemandFinding, WhyNotFinding
from detente.deals.search import Searcher
from detente.deals.shares import share, spread
from detente.finding import Share, Spread

SHOWN = 8
FAILING = 100
ALONE = 40
MANY = 24


def failing_cells(workspace: Workspace, utilities: Utilities) -> Iterator[DrawCells]:
    """Yield, draw by draw, the packages that could matter.

    Options that another is at least as good as for everybody are left out;
    that loses no conflict.
    """
    structure = workspace.model.structure
    grid = workspace.grid
    assert grid is not None
    searcher = Searcher(structure, grid)
    options = structure.options
    tied = np.unique(utilities.pairs)
    kept = useful(utilities.parts, options.on_table, exchangeable(structure), tied)
    s = structure.acceptors.signatories
    best = np.stack(
        [
            utilities.parts[:s, (options.issue == i) & options.on_table].max(axis=1)
            for i in range(len(options.issues))
        ],
        axis=1,
    )
    for start in range(0, utilities.draws, 64):
        piece = utilities.cut(start, min(start + 64, utilities.draws))
        left, right = searcher.halves(piece)
        for d in range(piece.draws):
            yield draw_cells(
                searcher, piece, d, left[d], right[d], kept[:, start + d], best[:, :, start + d]
            )


def why_not(workspace: Workspace, some: np.ndarray, tick: Tick = silent) -> WhyNotFinding:
    """Return the conflicts over failing draws, with shares and relaxations.

    Parameters
    ----------
    workspace : Workspace
    some : ndarray of bool, shape (held-out draws,)
        Draws in which some package is acceptable.
    tick : callable
    """
    acceptors = workspace.model.structure.acceptors
    failing = np.flatnonzero(~some)[:FAILING]
    if not len(failing) or workspace.grid is None:
        looked = workspace.grid is not None
        return WhyNotFinding(0, {}, (), {}, {}, {}, {}, looked)
    utilities = workspace.held_out.chosen(failing)
    per_draw: list[set[Conflict]] = []
    alone = np.empty((acceptors.signatories, min(ALONE, len(failing))))
    relaxed: dict[Conflict, list[Relaxation]] = defaultdict(list)
    for d, cells in enumerate(failing_cells(workspace, utilities)):
        found, packages = cells.conflicts(LARGEST)
        per_draw.append(found)
        if d < alone.shape[1]:
            alone[:, d] = cells.least_points()
        for conflict in found:
            assert packages is not None
            told = len(found) <= MANY and d < ALONE
            relaxation = cheapest(packages, conflict, acceptors) if told else None
            if relaxation is not None:
                relaxed[conflict].append(relaxation)
        tick(f"failing draw {d + 1} of {len(failing)}")
    return _summary(workspace, per_draw, alone, relaxed, utilities.weights)


def points_alone(workspace: Workspace, some: np.ndarray) -> dict[str, tuple[Share, Spread | None]]:
    """Return what would do if given to one signatory alone, over draws without a package.

    Parameters
    ----------
    workspace : Workspace
    some : ndarray of bool, shape (held-out draws,)

    Returns
    -------
    dict of party to (Share, Spread or None)
        In how many of the draws some points to it alone would do, and the least that would;
        empty where every draw has a package, or there are too many packages to look at.
    """
    failing = np.flatnonzero(~some)[:ALONE]
    if not len(failing) or workspace.grid is None:
        return {}
    utilities = workspace.held_out.chosen(failing)
    least = np.stack([c.least_points() for c in failing_cells(workspace, utilities)], axis=1)
    names, weights = workspace.model.structure.acceptors.names, utilities.weights
    found: dict[str, tuple[Share, Spread | None]] = {}
    for name, points in zip(names, least, strict=False):
        reached = np.isfinite(points)
        told = spread(points[reached], weights[reached]) if reached.any() else None
        found[name] = share(reached, weights), told
    return found


def _summary(
    workspace: Workspace,
    per_draw: list[set[Conflict]],
    alone: np.ndarray,
    relaxed: dict[Conflict, list[Relaxation]],
    weights: np.ndarray,
) -> WhyNotFinding:
    names = workspace.model.structure.acceptors.names
    issues = workspace.model.structure.options.issues
    count: Counter[Conflict] = Counter()
    for found, weight in zip(per_draw, weights, strict=True):
        for conflict in found:
            count[conflict] += weight
    ranked = sorted(count.items(), key=lambda item: (-item[1], sorted(item[0])))

    def in_draws(holds: list[bool]) -> np.ndarray:
        return np.array(holds)

    conflicts = tuple(
        ConflictFinding(
            tuple(
                DemandFinding(names[a], issues[i] if i >= 0 else None) for a, i in sorted(conflict)
            ),
            share(in_draws([conflict in found for found in per_draw]), weights),
            _points(workspace, relaxed.get(conflict, [])),
            _settles(workspace, conflict, relaxed.get(conflict, [])),
        )
        for conflict, _ in ranked[:SHOWN]
    )
    sizes = [min((len(c) for c in found), default=0) for found in per_draw]
    reached = np.isfinite(alone)
    some_weights = weights[: alone.shape[1]]
    return WhyNotFinding(
        len(per_draw),
        {
            (str(k) if k else "more"): share(in_draws([s == k for s in sizes]), weights)
            for k in sorted(set(sizes))
        },
        conflicts,
        {
            name: share(in_draws([any(a == p for c in f for a, _ in c) for f in per_draw]), weights)
            for p, name in enumerate(names)
        },
        {
            issue: share(
                in_draws([any(i == k for c in f for _, i in c) for f in per_draw]), weights
            )
            for k, issue in enumerate(issues)
        },
        {
            names[s]: spread(alone[s, reached[s]], some_weights[reached[s]])
            for s in range(len(alone))
            if reached[s].any()
        },
        {names[s]: share(~reached[s], some_weights) for s in range(len(alone))},
    )


def _points(workspace: Workspace, found: list[Relaxation]) -> dict[str, float]:
    if not found:
        return {}
    short = np.median(np.stack([r.short for r in found]), axis=0)
    return {
        n: float(v) for n, v in zip(workspace.model.structure.acceptors.names, short, strict=False)
    }


def _settles(
    workspace: Workspace, conflict: Conflict, found: list[Relaxation]
) -> dict[str, dict[str, float]]:
    options = workspace.model.structure.options
    result: dict[str, dict[str, float]] = {}
    for i in sorted({i for _, i in conflict if i >= 0}):
        picked = Counter(options.names[r.options[i]].split("/")[1] for r in found)
        total = max(sum(picked.values()), 1)
        result[options.issues[i]] = {o: n / total for o, n in picked.most_common()}
    return result
