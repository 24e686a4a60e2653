"""Expected gains of two signatories, for the deal map."""

from __future__ import annotations

import numpy as np

from detente.deals.analysis.packages import Named
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import DealMap
from detente.deals.points import pareto

CLOUD = 700


def expected_gains(workspace: Workspace, packages: np.ndarray) -> np.ndarray:
    """Return the signatories' expected gains over no deal.

    Returns
    -------
    ndarray, shape (signatories, packages)
    """
    held = workspace.held_out
    s = workspace.model.structure.acceptors.signatories
    w = held.weights / held.weights.sum()
    parts = held.parts[:s] @ w
    gains = parts[:, packages].sum(axis=2) - (held.floor[:s] @ w)[:, None]
    for k, (a, b) in enumerate(held.pairs):
        both = (packages == a).any(axis=1) & (packages == b).any(axis=1)
        gains += (held.pair_points[:s, k] @ w)[:, None] * both
    return np.asarray(gains)


def all_packages(workspace: Workspace) -> np.ndarray:
    """Return every feasible package, or those the search found where they are too many."""
    if workspace.grid is None:
        return workspace.race.packages
    return workspace.grid.packages(*np.nonzero(workspace.grid.feasible))


def deal_map(workspace: Workspace, named: list[Named]) -> DealMap | None:
    """Return the picture's data, or None where fewer than two parties sign."""
    acceptors = workspace.model.structure.acceptors
    if acceptors.signatories < 2:
        return None
    everything = all_packages(workspace)
    gains = expected_gains(workspace, everything)[:2]
    front = gains[:, pareto(gains)]
    rng = np.random.default_rng(workspace.study.seed)
    some = rng.choice(len(everything), min(CLOUD, len(everything)), replace=False)
    cloud = gains[:, np.sort(some)]
    marks = {
        item.slug: tuple((float(x), float(y)) for x, y in expected_gains(workspace, item.full)[:2].T)
        for item in named
    }
    return DealMap(
        (acceptors.names[0], acceptors.names[1]),
        tuple((float(x), float(y)) for x, y in cloud.T),
        tuple((float(x), float(y)) for x, y in front.T),
        marks,
        float((gains >= 0).all(axis=0).mean()),
    )
