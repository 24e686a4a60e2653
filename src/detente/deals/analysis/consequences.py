"""Consequences of a package in units of their own, summed before any value is put on them."""

from __future__ import annotations

import numpy as np

from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import spread
from detente.finding import Spread


def consequences(workspace: Workspace, packages: np.ndarray) -> dict[str, Spread]:
    """Return each consequence of a package over draws.

    Parameters
    ----------
    workspace : Workspace
    packages : ndarray of int, shape (completions, issues)
        The draws are shared out among the completions in turn.

    Returns
    -------
    dict of consequence to Spread
        Only those that some option of the package states.
    """
    case, options = workspace.study.case, workspace.model.structure.options
    block = SELECTION // BLOCK
    size = min(BLOCK, workspace.draws)
    result: dict[str, Spread] = {}
    for slug, consequence in case.consequences.items():
        total = np.zeros(size)
        stated = False
        for k, package in enumerate(packages):
            drawn = [
                workspace.study.number(
                    f"/issues/{issue}/options/{option}/consequences/{slug}", block
                )[:size]
                for issue, option in (options.names[o].split("/") for o in package)
                if slug in case.issues[issue].options[option].consequences
            ]
            mine = np.arange(size) % len(packages) == k
            if drawn:
                stated = True
                stacked = np.stack(drawn)[:, mine]
                if consequence.combine == "sum":
                    total[mine] = stacked.sum(axis=0)
                elif consequence.combine == "max":
                    total[mine] = stacked.max(axis=0)
                else:
                    total[mine] = stacked.min(axis=0)
        if stated:
            result[slug] = spread(total, np.ones(size))
    return result
