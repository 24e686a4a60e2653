"""Acceptability against what the parties gain: larger deals are accepted in fewer draws."""

from __future__ import annotations

import numpy as np

from detente.beliefs.utilities import TOLERANCE
from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import Alternative
from detente.deals.points import pareto
from detente.deals.shares import share

SHOWN = 10
POOL = 600


def tradeoff(workspace: Workspace) -> tuple[Alternative, ...]:
    """Return deals that trade acceptability against the least gain of any signatory.

    From the raced packages and the undominated ones on expected values; each
    is worth more to the signatory that gains least than all more acceptable
    ones.

    Returns
    -------
    tuple of Alternative
    """
    structure = workspace.model.structure
    everything, gains = workspace.everything, workspace.everything_gains
    worthwhile = np.flatnonzero((gains >= -TOLERANCE).all(axis=0))
    front = worthwhile[pareto(gains[:, worthwhile])] if len(worthwhile) else worthwhile
    if len(front) > POOL:
        front = front[np.linspace(0, len(front) - 1, POOL).astype(int)]
    pool = np.unique(np.vstack([workspace.race.packages[:POOL], everything[front]]), axis=0)
    held = workspace.held_out
    good = accepts(held, pool, structure.acceptors)
    acceptable = good @ held.weights / held.weights.sum()
    mine = workspace.expected_gains(pool)
    least = mine.min(axis=0)
    order = np.lexsort((-least, -acceptable))
    kept: list[int] = []
    for k in order:
        if not kept or least[k] > least[kept[-1]] + 0.25:
            kept.append(int(k))
    if len(kept) > SHOWN:
        kept = [kept[i] for i in np.linspace(0, len(kept) - 1, SHOWN).astype(int)]
    base = workspace.named(workspace.best_signed)
    names = structure.acceptors.names[: structure.acceptors.signatories]
    found = []
    for k in kept:
        options = workspace.named(pool[k])
        found.append(
            Alternative(
                options,
                share(good[k], held.weights),
                {name: float(mine[p, k]) for p, name in enumerate(names)},
                {i: o for i, o in options.items() if base[i] != o},
            )
        )
    return tuple(found)
