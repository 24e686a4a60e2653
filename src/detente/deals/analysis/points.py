"""Bargaining points on expected values, and how far they spread over draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from detente.beliefs.structure import Structure
from detente.beliefs.utilities import TOLERANCE, Utilities
from detente.deals.acceptance import called_for, package_values
from detente.deals.analysis.workspace import Tick, Workspace, silent, typical_values
from detente.deals.dominance import exchangeable, useful
from detente.deals.findings import PointFinding, PointsFinding
from detente.deals.points import RULES, bargaining_points, pareto
from detente.deals.search import Searcher
from detente.deals.shares import share, spread

SPREAD_DRAWS = 48


def points(workspace: Workspace, tick: Tick = silent) -> PointsFinding:
    """Return the bargaining points between the signatories.

    Parameters
    ----------
    workspace : Workspace
    tick : callable

    Returns
    -------
    PointsFinding
    """
    acceptors = workspace.model.structure.acceptors
    s = acceptors.signatories
    typical, everything = workspace.typical, workspace.everything
    gains = workspace.everything_gains
    values = gains + typical.floor[:s]
    chosen = bargaining_points(gains)
    rational = int((gains >= -TOLERANCE).all(axis=0).sum())
    tick("spread of bargaining points")
    per_draw, with_zone, weights = _over_draws(workspace)
    found = {}
    for rule in RULES if rational else ():
        index = chosen[rule]
        best = everything[index]
        drawn = per_draw[rule]
        found[rule] = PointFinding(
            rule,
            tuple(workspace.named(p) for p in best),
            {n: float(values[p, index[0]]) for p, n in enumerate(acceptors.names[:s])},
            {n: float(gains[p, index[0]]) for p, n in enumerate(acceptors.names[:s])},
            {
                n: spread(np.array([g[p] for g, _ in drawn]), weights[with_zone])
                for p, n in enumerate(acceptors.names[:s])
                if drawn
            },
            _option_shares(workspace, [package for _, package in drawn]),
        )
    return PointsFinding(
        bool(rational),
        rational,
        len(pareto(values)),
        found,
        len(with_zone),
        share(with_zone, weights),
        {rule: _ratifiers(workspace, typical, everything[chosen[rule][:1]]) for rule in found},
        _method(workspace),
    )


def _ratifiers(workspace: Workspace, typical: Utilities, package: np.ndarray) -> dict[str, bool]:
    acceptors = workspace.model.structure.acceptors
    margins = (package_values(typical, package) - typical.floor[:, None, :])[:, 0, 0]
    called = called_for(package, acceptors)[:, 0]
    return {
        name: bool(margins[r] >= -TOLERANCE or not called[r])
        for r, name in enumerate(acceptors.names)
        if r >= acceptors.signatories
    }


def _signatories_only(structure: Structure) -> Structure:
    acceptors, s = structure.acceptors, structure.acceptors.signatories
    return replace(
        structure,
        acceptors=replace(
            acceptors,
            names=acceptors.names[:s],
            leader=acceptors.leader[:s],
            veto=acceptors.veto[:s],
            weight=acceptors.weight[:s],
            needed=acceptors.needed[:s],
        ),
    )


def _method(workspace: Workspace) -> str:
    if workspace.grid is not None:
        return "every package"
    if workspace.frontier is not None:
        return "every undominated package, by summing the issues one after another"
    return "packages found by coordinate ascent; better ones may exist"


_Drawn = dict[str, list[tuple[np.ndarray, np.ndarray]]]


def _over_draws(workspace: Workspace) -> tuple[_Drawn, np.ndarray, np.ndarray]:
    """Return each rule's gains and package in every draw that has a zone."""
    structure = _signatories_only(workspace.model.structure)
    s = structure.acceptors.signatories
    held = workspace.held_out.cut(0, SPREAD_DRAWS)
    held = replace(
        held,
        parts=held.parts[:s],
        pair_points=held.pair_points[:s],
        floor=held.floor[:s],
        audience=held.audience[:s],
    )
    found: _Drawn = {rule: [] for rule in RULES}
    zone = np.zeros(held.draws, dtype=bool)
    for d, packages in enumerate(_candidates(workspace, structure, held)):
        one = held.cut(d, d + 1)
        gains = typical_values(one, packages, s) - one.floor
        chosen = bargaining_points(gains)
        if len(chosen["nash"]):
            zone[d] = True
            for rule in RULES:
                index = int(chosen[rule][0])
                found[rule].append((gains[:, index], packages[index]))
    return found, zone, held.weights


def _candidates(
    workspace: Workspace, structure: Structure, held: Utilities
) -> Iterator[np.ndarray]:
    """Yield, draw by draw, the packages that could be some rule's choice.

    Those worth no deal to every signatory; packages with an option that
    another is at least as good as for all of them are left out, for no rule
    prefers them.
    """
    if workspace.grid is None:
        for _ in range(held.draws):
            yield workspace.race.packages
        return
    grid = workspace.grid
    searcher = Searcher(structure, grid)
    kept = useful(
        held.parts, structure.options.on_table, exchangeable(structure), np.unique(held.pairs)
    )
    left, right = searcher.halves(held)
    crossing = searcher.crossing(held)
    for d in range(held.draws):
        rows = np.flatnonzero(kept[grid.left, d].all(axis=1))
        columns = np.flatnonzero(kept[grid.right, d].all(axis=1))
        crossed = [(held.pair_points[:, k, d], a, b) for k, a, b in crossing]
        good = searcher.good(
            left[d], right[d], held.floor[:, d], held.audience[:, d], rows, columns, crossed
        )
        a, b = np.nonzero(good)
        yield grid.packages(rows[a], columns[b])


def _option_shares(workspace: Workspace, packages: list[np.ndarray]) -> dict[str, dict[str, float]]:
    options = workspace.model.structure.options
    result: dict[str, dict[str, float]] = {}
    for i, issue in enumerate(options.issues):
        counted = Counter(options.names[p[i]].split("/")[1] for p in packages)
        result[issue] = {o: n / len(packages) for o, n in counted.most_common()}
    return result
