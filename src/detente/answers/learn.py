"""What do offers, refusals and statements of the record say about what each side wants?"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection

import numpy as np

from detente.answers.header import header
from detente.answers.learn_findings import (
    ItemFinding,
    LearnedNumber,
    LearnedPackage,
    LearnFinding,
)
from detente.answers.learn_items import Item, Items, items_of
from detente.answers.learn_numbers import Tracked, tracked
from detente.beliefs.learning.learn import learn
from detente.beliefs.learning.parties import (
    RATIONALITY,
    Menu,
    PartyItems,
    Statement,
    alone,
    log_likelihoods,
)
from detente.beliefs.learning.smc import Learned, State, effective_sample
from detente.beliefs.learning.study import with_particles
from detente.beliefs.shapes import quantile
from detente.beliefs.streams import BLOCK
from detente.beliefs.utilities import Model, Utilities, joined
from detente.case.orders import parse_order
from detente.case.quantity import Quantity
from detente.deals.acceptance import accepts, called_for, package_values, verdict
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import effective_draws, mean, share, spread
from detente.errors import UsageError, did_you_mean

RATIONAL = Quantity(range=(2.0, 10.0))
CHOICE_SET = 100
FLOOR = 200.0
"""Least effective sample that is reported."""
HARDLY = 0.25
"""An item this much less likely than a choice at random contradicts the beliefs."""
COUNTS = 0.05
"""Standard deviations that an item must move a number to be told as its cause."""
QUESTION = "What do offers, refusals and statements of the record say about what each side wants?"
ASSUMPTIONS = ("offers", "refusals", "statements", "chances", "weights", "origins", "scale")


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
    tick("the record")
    items = items_of(ready, without)
    _refuse_unknown(items, without)
    if not items.used:
        raise UsageError(
            "the record has no offer, refusal or statement known on this day to learn from: "
            "packages of kind offer, demand or draft with 'by' are offers"
        )
    parties = _parties(ready, items)
    rng = np.random.default_rng([ready.study.seed, 20_190_228])
    before, learned = learn(
        ready.model, parties, RATIONAL, ready.draws, rng, lambda p: tick(f"learning: {p:.0%}")
    )
    tick("before and after")
    return _finding(ready, items, parties, before, learned)


def _refuse_unknown(items: Items, without: Collection[str]) -> None:
    left = {name for name, why in items.left_out if why == "asked"}
    known = sorted({i.name for i in items.used} | {n for n, _ in items.doubles} | left)
    for name in without:
        if not any(name in (k, k.partition(":")[0]) for k in known):
            raise UsageError(
                f"no item '{name}' to leave out; there are {', '.join(known)}. "
                + did_you_mean(name, known)
            )


def _parties(ready: Workspace, items: Items) -> tuple[PartyItems, ...]:
    names = ready.model.structure.acceptors.names
    by = [p for p in names if any(i.by == p for i in items.used)]
    everything = ready.everything
    rng = np.random.default_rng(0)  # The choice set is of the case, not of the run.
    size = min(CHOICE_SET, len(everything))
    some = everything[np.sort(rng.choice(len(everything), size, replace=False))]
    return tuple(_party(ready, p, [i for i in items.used if i.by == p], some) for p in by)


def _party(ready: Workspace, party: str, used: list[Item], some: np.ndarray) -> PartyItems:
    offered = [i for i in used if i.kind == "offer"]
    refused = [i for i in used if i.kind == "refusal"]
    said = [i for i in used if i.kind == "statement"]
    bundles: list[np.ndarray] = []
    index: dict[tuple[tuple[int, ...], ...], int] = {}
    for packages in (*(i.packages for i in offered), *(row[None, :] for row in some)):
        key = tuple(map(tuple, packages.tolist()))
        if key not in index:
            index[key] = len(bundles)
            bundles.append(packages)
    menu = _menu(bundles, some.shape[1])
    chosen = [index[tuple(map(tuple, i.packages.tolist()))] for i in offered]
    case = ready.study.case
    statements = tuple(
        Statement(
            tuple(parse_order(case.statements[i.slug].says)),
            case.statements[i.slug].issue,
            f"/statements/{i.slug}/errs",
            case.statements[i.slug].errs,
        )
        for i in said
    )
    ordered = [*offered, *refused, *said]
    return PartyItems(
        party,
        menu,
        _chances(ready, party, menu.packages),
        np.array(chosen, dtype=int),
        _menu([i.packages for i in refused], some.shape[1]),
        statements,
        np.array([i.weight for i in ordered]),
        tuple(i.name for i in ordered),
        np.array([i.unknown for i in ordered], dtype=bool),
    )


def _menu(bundles: list[np.ndarray], issues: int) -> Menu:
    if not bundles:
        return Menu(np.zeros((0, issues), dtype=int), np.zeros(0, dtype=int), 0)
    owner = np.repeat(np.arange(len(bundles)), [len(b) for b in bundles])
    return Menu(np.vstack(bundles), owner, len(bundles))


def _chances(ready: Workspace, party: str, packages: np.ndarray) -> np.ndarray:
    """Return in which share of the draws as stated all others accept each package."""
    acceptors = ready.model.structure.acceptors
    leader = acceptors.leader[acceptors.names.index(party)]
    some = ready.selection.cut(0, 2048)
    margins = package_values(some, packages) - some.floor[:, None, :]
    margins[acceptors.leader == leader] = np.inf
    called = called_for(packages, acceptors)[:, :, None]
    good = verdict(margins, called, some.audience[:, None, :], acceptors)
    return np.asarray(good.mean(axis=1))


def _finding(
    ready: Workspace,
    items: Items,
    parties: tuple[PartyItems, ...],
    before: State,
    learned: Learned,
) -> LearnFinding:
    blocks = len(learned.ancestors) // BLOCK
    old, new = (_model(ready.model, s) for s in (before, learned.state))
    names = tuple(p.party for p in parties)
    was = tracked(ready, old, names, blocks)
    now = tracked(ready, new, names, blocks)
    logs = {
        name: row
        for p, part in zip(parties, learned.logs, strict=True)
        for name, row in zip(p.names, part, strict=True)
    }
    moves, left = _moves(was, now, logs)
    prior_logs = _prior_logs(ready, parties, before)
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
    if effective < FLOOR:
        raise UsageError(
            f"only {effective:.0f} effective draws are left: take more with --draws, or leave out "
            "items that the beliefs hardly allow for with --without"
        )
    found = tuple(
        _item(ready, item, prior_logs[item.name], moves[item.name], left[item.name], was)
        for item in items.used
    )
    beta = [quantile(RATIONAL, s[RATIONALITY]) for s in (before, learned.state)]
    even = np.ones(len(learned.ancestors))
    top = header(ready, "learn")
    return LearnFinding(
        top,
        QUESTION,
        found,
        items.doubles,
        items.left_out,
        numbers,
        _packages(ready, old, new, blocks, learned),
        spread(beta[0], even),
        spread(beta[1], even),
        len(learned.ancestors),
        effective,
        learned.powers,
        learned.log_evidence,
        min(CHOICE_SET, len(ready.everything)),
        ASSUMPTIONS,
    )


def _model(model: Model, state: State) -> Model:
    made = copy.copy(model)
    made.study = with_particles(model.study, state)
    return made


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


def _prior_logs(
    ready: Workspace, parties: tuple[PartyItems, ...], before: State
) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    for p in parties:
        rows = log_likelihoods(alone(ready.model, p.party), p, RATIONAL, before)
        chance = np.log(
            [1 / (p.menu.bundles + 1)] * len(p.offers) + [0.5] * (len(p.names) - len(p.offers))
        )
        found |= {n: row - c for n, row, c in zip(p.names, rows, chance, strict=True)}
    return found


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
    ready: Workspace,
    item: Item,
    logs: np.ndarray,
    moves: np.ndarray,
    left: float,
    was: list[Tracked],
) -> ItemFinding:
    case = ready.study.case
    expected = float(np.exp(logs).mean())
    package = ""
    if item.kind != "statement":
        package = item.slug if item.kind == "offer" else case.refusals[item.slug].package
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
