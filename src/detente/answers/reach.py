"""How can these parties still reach a deal?  The main question, from one case."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.answers.header import header
from detente.answers.inputs import input_numbers, weakest
from detente.answers.interests import interests_of
from detente.answers.learned_draws import LearnedDraws, compared
from detente.answers.open_words import open_deals
from detente.answers.order import BEST, chosen, schedule_of
from detente.beliefs.learning.study import FewParticlesError
from detente.beliefs.study import Study
from detente.case.loaded import LoadedCase
from detente.case.models import Lever
from detente.deals.acceptance import accepts
from detente.deals.analysis.answer import deals
from detente.deals.analysis.packages import Named, recorded
from detente.deals.analysis.points import points
from detente.deals.analysis.workspace import HELD_OUT, Tick, Workspace, silent
from detente.deals.analysis.zone import zone_draws
from detente.deals.findings import DealsFinding
from detente.deals.shares import share
from detente.errors import UsageError
from detente.levers.analysis import levers
from detente.levers.findings import LeversFinding
from detente.levers.generated import generated
from detente.schedule.analysis.answer import BRIEF

LEAST_DRAWS = 100
MOST_DRAWS = 10_000_000
TOLD_LEVERS = 3
MARKED = 4
FULL = 6


def workspace(
    loaded: LoadedCase,
    draws: int = 100_000,
    seed: int = 1,
    as_of: datetime.date | None = None,
    believe: str | None = None,
    analyst: str | None = None,
) -> Workspace:
    """Return a case made ready for the analyses.

    Raises
    ------
    UsageError
        For a number of draws or a seed out of range, an unknown belief set or
        analyst.
    """
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise UsageError(f"{draws} draws: take between {LEAST_DRAWS} and {MOST_DRAWS:,}")
    if seed < 0:
        raise UsageError(f"seed {seed}: a seed is a whole number from 0 up")
    return Workspace(Study(loaded.case, seed, as_of, believe, analyst), draws)


def known_levers(ready: Workspace, answer: DealsFinding | None) -> dict[str, Lever]:
    """Return the case's levers and those generated from it."""
    case = ready.study.case
    influential: dict[str, str] = {}
    if answer is not None and answer.must_believe:
        turning = answer.must_believe[0].numbers[:TOLD_LEVERS]
        influential = {n.pointer: n.label for n in turning}
    blocked = None if answer is None else _blocked(answer)
    return {**case.levers, **generated(case, influential, blocked)}


def _blocked(answer: DealsFinding) -> frozenset[str]:
    """Return the issues on which the best deal, or any deal, most often founders."""
    found = [*answer.best.obstacles[:TOLD_LEVERS], *answer.why_not.conflicts[:TOLD_LEVERS]]
    return frozenset(d.issue for conflict in found for d in conflict.demands if d.issue)


def marked_packages(ready: Workspace, answer: DealsFinding) -> list[Named]:
    """Return the packages of the record on which levers are judged too: the best few."""
    ranked = sorted(
        (p for p in answer.packages if p.origin == "record" and p.feasible),
        key=lambda p: -p.a_sign.value,
    )
    chosen = [p.slug for p in ranked[:MARKED]]
    return [replace(item, full=item.full[:FULL]) for item in recorded(ready) if item.slug in chosen]


def reach(
    loaded: LoadedCase,
    draws: int = 100_000,
    seed: int = 1,
    as_of: datetime.date | None = None,
    believe: str | None = None,
    analyst: str | None = None,
    jobs: int = 1,
    tick: Tick = silent,
) -> ReachFinding:
    """Answer the main question for a case.

    Parameters
    ----------
    loaded : LoadedCase
        Checked.
    draws : int
        Fresh draws to report on; selection takes 8,192 more.
    seed : int
    as_of : date, optional
        What was known by that day; default the case's own.
    believe, analyst : str, optional
        Condition on one belief set or analyst.
    jobs : int
        Processes; the answer does not depend on it.
    tick : callable
        Told of each step.

    Returns
    -------
    ReachFinding
    """
    return answered(
        workspace(loaded, draws, seed, as_of, believe, analyst), loaded, jobs=jobs, tick=tick
    )


def answered(
    ready: Workspace,
    loaded: LoadedCase,
    jobs: int = 1,
    tick: Tick = silent,
    learned: LearnedDraws | None = None,
) -> ReachFinding:
    """Answer the main question for a case made ready by :func:`workspace`.

    Parameters
    ----------
    ready : Workspace
    loaded : LoadedCase
        The same case.
    jobs : int
    tick : callable
    learned : LearnedDraws, optional
        Where ``ready`` is the workspace of learned draws.
    """
    study = ready.study
    answer = deals(ready, jobs, tick)
    tick("bargaining points")
    between = points(ready, tick)
    tick("levers")
    pulled = levers(ready, known_levers(ready, answer), tick, marked=marked_packages(ready, answer))
    tick("sets of beliefs")
    sets = belief_findings(ready, pulled, tick) if study.believe is None else ()
    people = analyst_findings(ready, pulled, tick) if study.analyst is None else ()
    tick("order")
    named, options = chosen(ready, BEST)
    ordered = schedule_of(ready, named, options, BRIEF, tick)
    inputs = input_numbers(loaded, ready.study)
    tick("words left open")
    return ReachFinding(
        header(ready, "reach"),
        ready.study.case.question or "How can these parties still reach a deal?",
        answer,
        between,
        pulled,
        sets,
        inputs,
        weakest(answer, ready.study.case, inputs),
        people,
        interests_of(ready, answer) if ready.study.case.interests else None,
        ordered,
        None if learned is None else compared(learned, tick),
        open_deals(ready, answer.packages),
    )


def belief_findings(
    ready: Workspace, pulled: LeversFinding, tick: Tick = silent
) -> tuple[BeliefFinding, ...]:
    """Answer the question again under each named set of beliefs.

    On the scale of the base case, with the same streams of draws.  Levers are
    those that help under the mix, and all that wait for an event or work on
    ratifiers, which may help under one set alone.
    """
    case = ready.study.case
    total = sum(b.weight for b in case.beliefs.values())
    tried = _tried(ready, pulled)
    found = []
    for slug, belief in case.beliefs.items():
        tick(f"beliefs: {belief.label}")
        try:
            inside = ready.study.sibling(believe=slug)
        except FewParticlesError:
            continue
        found.append(_inside(ready, inside, slug, belief.label, belief.weight / total, tried))
    return tuple(found)


def analyst_findings(
    ready: Workspace, pulled: LeversFinding, tick: Tick = silent
) -> tuple[BeliefFinding, ...]:
    """Answer the question again by each analyst's values alone."""
    case = ready.study.case
    total = sum(a.weight for a in case.analysts.values())
    tried = _tried(ready, pulled)
    found = []
    for slug, analyst in case.analysts.items():
        tick(f"analyst: {analyst.label}")
        try:
            inside = ready.study.sibling(analyst=slug)
        except FewParticlesError:
            continue
        found.append(_inside(ready, inside, slug, analyst.label, analyst.weight / total, tried))
    return tuple(found)


def _tried(ready: Workspace, pulled: LeversFinding) -> dict[str, Lever]:
    """Return levers that help under the mix, and those that may help under one set alone."""
    return {
        x.slugs[0]: ready.study.case.levers[x.slugs[0]]
        for x in pulled.levers
        if x.declared and (x.kind in ("wait", "ratify") or x.reoptimised.value > x.reoptimised.se)
    }


def _inside(
    ready: Workspace, study: Study, slug: str, label: str, weight: float, tried: dict[str, Lever]
) -> BeliefFinding:
    inside = Workspace(study, min(ready.draws, HELD_OUT), ready)
    held = inside.held_out
    acceptors = inside.model.structure.acceptors
    best = accepts(held, np.stack([inside.best_signed, ready.best_signed]), acceptors)
    pulled = levers(inside, tried, portfolios=False)
    helping = [x for x in pulled.levers if x.reoptimised.value > 2 * x.reoptimised.se]
    told = [x for x in helping if not x.months][:TOLD_LEVERS]
    told += [x for x in helping if x.months][:TOLD_LEVERS]
    some, _ = zone_draws(inside)
    return BeliefFinding(
        slug,
        label,
        weight,
        inside.named(inside.best_signed),
        share(best[0], held.weights),
        share(best[1], held.weights),
        share(some, held.weights),
        tuple((x.label, x.reoptimised) for x in told),
    )
