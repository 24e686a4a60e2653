"""Expected gains of two signatories, for the deal map."""

from __future__ import annotations

import numpy as np

from detente.deals.analysis.packages import Named
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import DealMap
from detente.deals.points import pareto

CLOUD = 700


def deal_map(workspace: Workspace, named: list[Named]) -> DealMap | None:
    """Return the picture's data, or None where fewer than two parties sign."""
    acceptors = workspace.model.structure.acceptors
    if acceptors.signatories < 2:
        return None
    everything = workspace.everything
    gains = workspace.everything_gains[:2]
    front = gains[:, pareto(gains)]
    rng = np.random.default_rng(workspace.study.seed)
    some = rng.choice(len(everything), min(CLOUD, len(everything)), replace=False)
    cloud = gains[:, np.sort(some)]
    marks = {
        item.slug: tuple((float(x), float(y)) for x, y in workspace.expected_gains(item.full)[:2].T)
        for item in named
    }
    return DealMap(
        (acceptors.names[0], acceptors.names[1]),
        tuple((float(x), float(y)) for x, y in cloud.T),
        tuple((float(x), float(y)) for x, y in front.T),
        marks,
        float((gains >= 0).all(axis=0).mean()),
    )
