"""A workspace whose draws have learned from the record, for every analysis that asks for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from detente.answers.findings import LearnedReach
from detente.answers.learn_numbers import tracked
from detente.answers.learn_run import LearnRun, learned_from, refuse_few
from detente.beliefs.learning.smc import effective_sample
from detente.beliefs.learning.study import FewParticlesError, Posterior, posterior
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Model
from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Tick, Workspace, silent
from detente.deals.analysis.zone import zone_draws
from detente.deals.shares import share
from detente.finding import Share

USUAL = 16_384
"""Draws that report where learning is asked for and no number is: a draw that learns is dear."""


@dataclass(frozen=True)
class LearnedDraws:
    """What was learned, and a workspace whose draws have learned it.

    Attributes
    ----------
    run : LearnRun
    ready : Workspace
    effective : float
        Least effective sample over the numbers that learned.
    """

    run: LearnRun
    ready: Workspace
    effective: float


def learned_draws(
    ready: Workspace, without: Collection[str] = (), tick: Tick = silent
) -> LearnedDraws:
    """Return draws that have learned from the record, as many to choose and to report as before.

    Parameters
    ----------
    ready : Workspace
        Before learning.
    without : collection of str
        Items to leave out.
    tick : callable

    Raises
    ------
    UsageError
        For an unknown item, a case whose record has nothing to learn from, or where too few
        effective draws are left.
    """
    run = learned_from(ready, without, tick, SELECTION + ready.draws)
    learned = run.learned
    blocks = len(learned.ancestors) // BLOCK
    model = run.model(learned.state)
    numbers = tracked(ready, model, tuple(p.party for p in run.parties), blocks)
    effective = min(effective_sample(n.values, learned.ancestors) for n in numbers)
    refuse_few(effective)
    names = tuple(i.name for i in run.items.used)
    reporting = effective * ready.draws / len(learned.ancestors)
    study = posterior(ready.study, learned.state, names, reporting)
    made = Workspace(study, ready.draws)
    # The scale is that of the case as stated, as for levers and belief sets.
    made.__dict__["model"] = Model(study, ready.model)
    made.__dict__["grid"] = ready.grid
    return LearnedDraws(run, made, effective)


def compared(learned: LearnedDraws, tick: Tick = silent) -> LearnedReach:
    """Return the main numbers before and after.

    Parameters
    ----------
    learned : LearnedDraws
    tick : callable
    """
    tick("before and after learning")
    before, after = learned.run.ready, learned.ready
    ancestors = learned.run.learned.ancestors[SELECTION:]
    pair = np.stack([before.best_signed, after.best_signed])
    then, now = (_accepted(w, pair) for w in (before, after))
    zones = [zone_draws(w)[0] for w in (before, after)]
    told = [_told(row, ancestors) for row in (*now, zones[1])]
    least = min(
        effective_sample(row.astype(float), ancestors[: len(row)]) * after.draws / len(row)
        for row in (*now, zones[1])
    )
    refuse_few(least)
    even = np.ones(before.draws)
    return LearnedReach(
        tuple(i.name for i in learned.run.items.used),
        min(after.study.n_eff or learned.effective, least),
        share(zones[0], np.ones(len(zones[0]))),
        told[2],
        before.named(pair[0]),
        share(then[0], even),
        told[0],
        share(then[1], even),
        told[1],
        bool((pair[0] == pair[1]).all()),
        _beliefs(learned),
        _few(learned.ready),
    )


def _accepted(ready: Workspace, packages: np.ndarray) -> np.ndarray:
    acceptors = ready.model.structure.acceptors
    stop = SELECTION + ready.draws
    return np.concatenate(
        [
            accepts(ready.model.utilities(s, min(s + BLOCK, stop)), packages, acceptors)
            for s in range(SELECTION, stop, BLOCK)
        ],
        axis=1,
    )


def _told(holds: np.ndarray, ancestors: np.ndarray) -> Share:
    """Return a share of learned draws: particles are related, so its error is that of fewer."""
    plain = share(np.asarray(holds), np.ones(len(holds)))
    own = effective_sample(holds.astype(float), ancestors[: len(holds)])
    return Share(plain.value, float(plain.se * np.sqrt(len(holds) / own)))


def _beliefs(learned: LearnedDraws) -> tuple[tuple[str, float, float], ...]:
    study = learned.ready.study
    case = study.case
    if not isinstance(study, Posterior) or study.believe is not None:
        return ()
    total = sum(b.weight for b in case.beliefs.values())
    found = []
    for slug, belief in case.beliefs.items():
        held = study.only("believe", slug)
        if held is not None:
            found.append((slug, belief.weight / total, float(held.mean())))
    return tuple(found)


def _few(ready: Workspace) -> tuple[str, ...]:
    study, case = ready.study, ready.study.case
    found = []
    for slug in case.beliefs if study.believe is None else ():
        try:
            study.sibling(believe=slug)
        except FewParticlesError:
            found.append(slug)
    for slug in case.analysts if study.analyst is None else ():
        try:
            study.sibling(analyst=slug)
        except FewParticlesError:
            found.append(slug)
    return tuple(found)
