"""A(zone) and the price of not knowing, on the held-out sample."""

from __future__ import annotations

import numpy as np

from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import ZoneFinding
from detente.deals.search import Searcher
from detente.deals.shares import mean, share


def zone_draws(workspace: Workspace) -> tuple[np.ndarray, bool]:
    """Return in which held-out draws some package is acceptable, and whether that is exact.

    Draws that one of the raced packages settles need no search.
    """
    held = workspace.held_out
    structure = workspace.model.structure
    candidates = np.vstack([workspace.best_signed[None, :], workspace.race.packages[:120]])
    found = np.asarray(accepts(held, candidates, structure.acceptors).any(axis=0))
    open_draws = np.flatnonzero(~found)
    if workspace.grid is None:
        return found, not len(open_draws)
    if len(open_draws):
        searcher = Searcher(structure, workspace.grid)
        found[open_draws] = searcher.exists(held.chosen(open_draws))
    return found, True


def zone(workspace: Workspace, some: np.ndarray) -> ZoneFinding:
    """Return A(zone), the most acceptable deal's share on the same draws, and the price.

    Parameters
    ----------
    workspace : Workspace
    some : ndarray of bool, shape (held-out draws,)
        From :func:`zone_draws`.
    """
    held = workspace.held_out
    acceptors = workspace.model.structure.acceptors
    best = accepts(held, workspace.best_signed[None, :], acceptors)[0]
    gap = some.astype(float) - best.astype(float)
    return ZoneFinding(
        held.draws,
        share(some, held.weights),
        share(best, held.weights),
        mean(gap, held.weights),
        workspace.grid is not None,
    )
