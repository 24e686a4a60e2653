"""What do offers, refusals and statements of the record say about what each side wants?"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from detente.answers.header import header
from detente.answers.learn_findings import (
    ItemFinding,
    LearnedNumber,
    LearnedPackage,
    LearnFinding,
)
from detente.answers.learn_items import Item
from detente.answers.learn_numbers import Tracked, tracked
from detente.answers.learn_run import LearnRun, learned_from, refuse_few, settings_told
from detente.beliefs.learning.parties import (
    RATIONALITY,
    PartyItems,
    alone,
    log_likelihoods,
    number,
)
from detente.beliefs.learning.smc import Learned, State, effective_sample
from detente.beliefs.learning.study import with_particles
from detente.beliefs.streams import BLOCK
from detente.beliefs.utilities import Model, Utilities, joined
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import effective_draws, mean, share, spread
from detente.finding import Spread

HARDLY = 0.25
"""An item this much less likely than a choice at random contradicts the beliefs."""
COUNTS = 0.05
"""Standard deviations that an item must move a number to be told as its cause."""
QUESTION = "What do offers, refusals and statements of the record say about what each side wants?"
ASSUMPTIONS = (
    "offers",
    "refusals",
    "statements",
    "chances",
    "weights",
    "origins",
    "tactical",
    "scale",
)


def answer_learn(
    ready: Workspace,
    without: Collection[str] = (),
    tick: Callable[[str], None] = lambda _: None,
) -> LearnFinding:
    """Let the record update the draws of a case, and show every number before and after.

    Parameters
    ----------
    ready : Workspace
        Its draws are the particles, in whole blocks of 4,096.
    without : collection of str
        Items to leave out.
    tick : callable

    Raises
    ------
    UsageError
        For an unknown item, a case whose record has nothing to learn from, or
        one that leaves too few effective draws.
    """
    run = learned_from(ready, without, tick)
    tick("before and after")
    return _finding(ready, run)


def _finding(ready: Workspace, run: LearnRun) -> LearnFinding:
    learned, before, parties, items = run.learned, run.before, run.parties, run.items
    blocks = len(learned.ancestors) // BLOCK
    old, new = run.model(before), run.model(learned.state)
    names = tuple(p.party for p in parties)
    was = tracked(ready, old, names, blocks)
    now = tracked(ready, new, names, blocks)
    groups = {
        group: row
        for p, part in zip(parties, learned.logs, strict=True)
        for group, row in zip(run.groups(p.party), part, strict=True)
    }
    moves, left = _moves(was, now, groups)
    numbers = tuple(
        sorted(
            (
                _number(w, n, k, moves, learned)
                for k, (w, n) in enumerate(zip(was, now, strict=True))
            ),
            key=lambda n: (-abs(n.moved), n.pointer),
        )
    )
    effective = min(n.effective for n in numbers)
    refuse_few(effective)
    prior_logs = _logs(run, before)
    shares = _account_shares(run)
    found = tuple(
        _item(
            run,
            item,
            prior_logs[item.name],
            moves[item.group],
            left[item.group],
            was,
            shares[item.name],
        )
        for item in items.used
    )
    top = header(ready, "learn")
    return LearnFinding(
        top,
        QUESTION,
        found,
        items.doubles,
        items.left_out,
        numbers,
        _packages(ready, old, new, blocks, learned),
        _drawn(run, before, RATIONALITY, blocks),
        _drawn(run, learned.state, RATIONALITY, blocks),
        len(learned.ancestors),
        effective,
        learned.powers,
        learned.log_evidence,
        max((p.menu.bundles for p in parties), default=0),
        settings_told(ready.study.case),
        ASSUMPTIONS,
    )


def _drawn(run: LearnRun, state: State, pointer: str, blocks: int) -> Spread:
    """Return a number that serves learning alone."""
    stated = run.stated(pointer)
    study = with_particles(run.ready.study, state)
    values = np.concatenate([number(study, pointer, stated, b) for b in range(blocks)])
    return spread(values, np.ones(len(values)))


def _moves(
    was: list[Tracked], now: list[Tracked], logs: dict[str, np.ndarray]
) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """Return how far each item moved each number, in standard deviations before."""
    values = np.stack([n.values for n in now])
    spreads = np.array([max(float(w.values.std()), 1e-12) for w in was])
    spreads[[float(np.ptp(w.values)) < 1e-9 for w in was]] = np.inf
    centre = values.mean(axis=1)
    moves, left = {}, {}
    for name, row in logs.items():
        weights = np.exp(-(row - row.min()))
        away = values @ (weights / weights.sum())
        moves[name] = (centre - away) / spreads
        left[name] = effective_draws(weights)
    return moves, left


def _logs(run: LearnRun, state: State) -> dict[str, np.ndarray]:
    """Return each item's log-likelihood against chance, before its weight."""
    found: dict[str, np.ndarray] = {}
    for p in run.parties:
        rows = log_likelihoods(alone(run.ready.model, p.party), p, run.rationality, state)
        found |= dict(zip(p.names, rows, strict=True))
    return found


def _account_shares(run: LearnRun) -> dict[str, tuple[float, float]]:
    """Return how likely each account of its offer is, before and after; 1 where it is the only."""
    found: dict[str, tuple[float, float]] = {}
    for p in run.parties:
        found |= dict.fromkeys(p.names, (1.0, 1.0))
        assert p.group is not None
        assert p.shares is not None
        rival = [g for g in set(p.group.tolist()) if (p.group == g).sum() > 1]
        if not rival:
            continue
        logs = p.weighed(_party_logs(run, p))
        for g in rival:
            rows = np.flatnonzero(p.group == g)
            each = p.shares[rows, None] * np.exp(logs[rows] - logs[rows].max(axis=0))
            after = (each / each.sum(axis=0)).mean(axis=1)
            found |= {
                p.names[r]: (float(p.shares[r]), float(a)) for r, a in zip(rows, after, strict=True)
            }
    return found


def _party_logs(run: LearnRun, items: PartyItems) -> np.ndarray:
    model = alone(run.ready.model, items.party)
    return log_likelihoods(model, items, run.rationality, run.learned.state)


def _number(
    was: Tracked, now: Tracked, k: int, moves: dict[str, np.ndarray], learned: Learned
) -> LearnedNumber:
    even = np.ones(len(now.values))
    wide = float(was.values.std())
    moved = float(now.values.mean() - was.values.mean()) / wide if wide > 1e-9 else 0.0
    sign = 1.0 if moved >= 0 else -1.0
    cause = max(moves, key=lambda name: (sign * moves[name][k], name))
    counts = sign * moves[cause][k] >= COUNTS and abs(moved) >= COUNTS
    return LearnedNumber(
        was.pointer,
        was.kind,
        was.party,
        spread(was.values, even),
        spread(now.values, even),
        moved,
        cause if counts else "",
        effective_sample(now.values, learned.ancestors),
    )


def _item(
    run: LearnRun,
    item: Item,
    logs: np.ndarray,
    moves: np.ndarray,
    left: float,
    was: list[Tracked],
    shares: tuple[float, float],
) -> ItemFinding:
    case = run.ready.study.case
    expected = float(np.exp(logs).mean())
    package, tactical = "", None
    if item.kind != "statement":
        package = item.slug if item.kind == "offer" else case.refusals[item.slug].package
        block = "packages" if item.kind == "offer" else "refusals"
        if getattr(case, block)[item.slug].tactical is not None:
            pointer = f"/{block}/{item.slug}/tactical"
            blocks = len(run.learned.ancestors) // BLOCK
            tactical = _drawn(run, run.before, pointer, blocks)
    most = np.argsort(-np.abs(moves), kind="stable")[:3]
    return ItemFinding(
        item.name,
        item.kind,
        package,
        case.packages[package].kind if package else "",
        item.by,
        item.weight,
        item.unknown,
        item.code,
        expected,
        expected < HARDLY,
        tuple((was[k].pointer, float(moves[k])) for k in most if abs(moves[k]) >= COUNTS),
        left,
        item.account_of if shares[0] < 1.0 else "",
        shares[0],
        shares[1],
        tactical,
    )


def _packages(
    ready: Workspace, old: Model, new: Model, blocks: int, learned: Learned
) -> tuple[LearnedPackage, ...]:
    named = [("most-acceptable", "Most acceptable deal", ready.best_signed[None, :])]
    named += [(i.slug, i.label, i.full) for i in recorded(ready) if i.feasible]
    was, now = (_utilities(m, blocks) for m in (old, new))
    acceptors = ready.model.structure.acceptors
    found = []
    for slug, label, full in named:
        a = accepts(was, full, acceptors).mean(axis=0)
        b = accepts(now, full, acceptors).mean(axis=0)
        after = share(b, now.weights) if b.dtype == bool else mean(b, now.weights)
        factor = np.sqrt(len(b) / effective_sample(b, learned.ancestors))
        # Particles are related: the error is that of the effective sample.
        told = type(after)(after.value, float(after.se * factor))
        found.append(LearnedPackage(slug, label, mean(a, was.weights), told))
    return tuple(found)


def _utilities(model: Model, blocks: int) -> Utilities:
    return joined([model.block(b) for b in range(blocks)])
