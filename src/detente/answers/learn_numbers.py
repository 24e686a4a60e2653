"""The numbers of the parties that learn, as they are in each draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.beliefs.utilities import Model
from detente.deals.analysis.workspace import Workspace


@dataclass(frozen=True)
class Tracked:
    """One number over the particles; ``values`` has shape (particles,)."""

    pointer: str
    kind: str
    party: str
    values: np.ndarray


def tracked(ready: Workspace, model: Model, parties: tuple[str, ...], blocks: int) -> list[Tracked]:
    """Return importances (percent of the whole), scores, and no deal over today's state.

    Parameters
    ----------
    ready : Workspace
    model : Model
        Of the study whose draws are to be read.
    parties : tuple of str
    blocks : int
    """
    study, case = model.study, ready.study.case
    names = list(model.structure.acceptors.names)
    quo = model.structure.options.status_quo
    found = []
    floors, today = [], []
    for b in range(blocks):
        drawn = model.block(b)
        floors.append(drawn.floor)
        kept = drawn.parts[:, quo].sum(axis=1)
        for k, (one, two) in enumerate(drawn.pairs):
            if one in quo and two in quo:
                kept = kept + drawn.pair_points[:, k]
        today.append(kept)
    over = np.concatenate(floors, axis=1) - np.concatenate(today, axis=1)
    for party in parties:
        shares = np.concatenate([study.shares(party, b) for b in range(blocks)], axis=1)
        for i, issue in enumerate(case.issues):
            stated = case.values[party].issues.get(issue)
            if stated is None:
                continue
            at = f"/values/{party}/issues/{issue}"
            found.append(Tracked(f"{at}/importance", "importance", party, shares[i] * 100.0))
            scores = [study.scores(party, issue, b) for b in range(blocks)]
            for option in scores[0]:
                values = np.concatenate([d[option] for d in scores])
                found.append(Tracked(f"{at}/scores/{option}", "score", party, values))
        found.append(
            Tracked(f"/values/{party}/no_deal", "no-deal", party, over[names.index(party)])
        )
    return found
