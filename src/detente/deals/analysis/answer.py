"""The whole answer on deals, from one study."""

from __future__ import annotations

import numpy as np

from detente.deals.acceptability import SCREENED, difference
from detente.deals.analysis.final import Final, final
from detente.deals.analysis.must_believe import must_believe
from detente.deals.analysis.packages import describe, found, recorded
from detente.deals.analysis.picture import deal_map
from detente.deals.analysis.tradeoff import tradeoff
from detente.deals.analysis.why_not import why_not
from detente.deals.analysis.workspace import Tick, Workspace, silent
from detente.deals.analysis.zone import zone, zone_draws
from detente.deals.findings import DealsFinding, Rival
from detente.deals.shares import share

RIVALS = 12
ASSUMPTIONS = (
    "Acceptability is the share of the stated beliefs in which every party and every ratifier "
    "whose consent is needed prefers the package to no deal; it does not forecast a signature.",
    "A party's value of a package is the weighted sum of its scores, plus stated synergies.",
    "No deal includes the hope of a better deal later, as the case states it.",
    "What a package of the record does not name is taken to stay as it is.",
)


def deals(workspace: Workspace, jobs: int = 1, tick: Tick = silent) -> DealsFinding:
    """Answer which deal is most acceptable, how sure that is, and what stands in the way.

    Parameters
    ----------
    workspace : Workspace
    jobs : int
        Processes for the final draws; the answer does not depend on it.
    tick : callable
        Told of each step.

    Returns
    -------
    DealsFinding
    """
    tick("screening packages")
    on_record = recorded(workspace)
    named = [*found(workspace), *on_record]
    tick("fresh draws")
    full = [item.full for item in on_record]
    issues = len(workspace.model.structure.options.issues)
    others = np.vstack([np.zeros((0, issues), dtype=int), *full])
    done, early = final(workspace, others, jobs, tick)
    tick("zone of agreement")
    some, exact = zone_draws(workspace)
    tick("why not")
    conflicts = why_not(workspace, some, tick)
    tick("packages of the record")
    described = describe(workspace, named, done, early)
    tick("what one must believe")
    believed = must_believe(workspace, named)
    race = workspace.race
    if workspace.grid is not None:
        method = (
            f"all {race.screened:,} packages screened on {SCREENED} draws, "
            f"{len(race.packages)} raced on {workspace.selection.draws - SCREENED:,}; "
            "shares from fresh draws"
        )
    else:
        method = (
            f"coordinate ascent with restarts over {race.screened:,} packages; a better one "
            "may exist; shares from fresh draws"
        )
    return DealsFinding(
        "exact" if workspace.grid is not None and exact else "searched",
        method,
        ASSUMPTIONS,
        race.screened,
        described,
        _rivals(workspace, done),
        tradeoff(workspace),
        zone(workspace, some),
        conflicts,
        deal_map(workspace, named),
        believed,
        tuple(sorted(workspace.study.effective.to_scale | workspace.study.effective.unknown)),
    )


def _rivals(workspace: Workspace, done: Final) -> tuple[Rival, ...]:
    """Return the finalists that two standard errors cannot tell from the best."""
    best = done.rows(workspace.best_signed[None, :])[0]
    base = workspace.named(workspace.best_signed)
    result = []
    for package in workspace.finalists:
        row = done.rows(package[None, :])[0]
        if row == best:
            continue
        behind = difference(done.signed[best], done.signed[row], done.weights)
        if behind.value <= 2 * behind.se:
            named = workspace.named(package)
            result.append(
                Rival(
                    named,
                    {i: o for i, o in named.items() if base[i] != o},
                    share(done.signed[row], done.weights),
                    behind,
                )
            )
    result.sort(key=lambda r: (r.behind.value, len(r.differs)))
    return tuple(result[:RIVALS])
