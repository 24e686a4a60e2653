"""What one party's items of the record say, as likelihoods of its particles."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from detente.beliefs.learning import likelihood
from detente.beliefs.learning.smc import State
from detente.beliefs.learning.study import LearnedStudy, with_particles
from detente.beliefs.packages import half_sum
from detente.beliefs.shapes import quantile
from detente.beliefs.streams import BLOCK
from detente.beliefs.structure import Acceptors
from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.case.orders import OrderTerm
from detente.case.quantity import Quantity

RATIONALITY = "/learning/rationality"


@dataclass(frozen=True)
class Chance:
    """A chance in percent: the pointer of its number, and the number."""

    stream: str
    quantity: Quantity


@dataclass(frozen=True)
class Menu:
    """Packages in bundles: each bundle is one thing said, open or not.

    Attributes
    ----------
    packages : ndarray of int, shape (packages, issues)
    owner : ndarray of int, shape (packages,)
        Bundle of each package, rising.
    bundles : int
    """

    packages: np.ndarray
    owner: np.ndarray
    bundles: int


@dataclass(frozen=True)
class Statement:
    """A statement of order.

    Attributes
    ----------
    terms : tuple of OrderTerm
        All must hold.
    issue : str or None
        Whose options are compared; None: issues by their importance.
    stream : str
        Of its rate of error.
    errs : Quantity
        Percent.
    """

    terms: tuple[OrderTerm, ...]
    issue: str | None
    stream: str
    errs: Quantity


@dataclass(frozen=True)
class PartyItems:
    """The items of one party, in the order offers, refusals, statements.

    Rival accounts are items of one group: exactly one of them is so.

    Attributes
    ----------
    party : str
    offers : ndarray of int, shape (offers,)
        Bundle of the menu that was offered.
    menu : Menu
        The choice set; no offer is in it besides.
    chances : ndarray, shape (packages of the menu,)
        The party's belief that the other side accepts.
    refused : Menu
        One bundle a refusal.
    statements : tuple of Statement
    weights : ndarray, shape (items,)
        Exponent of each item's likelihood, 0 to 1.
    names : tuple of str
    unknown : ndarray of bool, shape (items,), optional
        Items of which it is not known how far they can be relied on: every exponent from 0 to
        the weight is as likely.  None by default.
    among : ndarray of bool, shape (offers, bundles of the menu), optional
        The choice set of each offer where they differ.
    tactical : dict of int to Chance
        By item: how likely it was not meant.
    group : ndarray of int, shape (items,), optional
        By default each item is a group of its own.
    shares : ndarray, shape (items,), optional
        How likely each account is before; 1 in a group of one.
    """

    party: str
    menu: Menu
    chances: np.ndarray
    offers: np.ndarray
    refused: Menu
    statements: tuple[Statement, ...] = ()
    weights: np.ndarray = field(default_factory=lambda: np.zeros(0))
    names: tuple[str, ...] = ()
    unknown: np.ndarray | None = None
    among: np.ndarray | None = None
    tactical: dict[int, Chance] = field(default_factory=dict)
    group: np.ndarray | None = None
    shares: np.ndarray | None = None

    def combined(self, logs: np.ndarray) -> np.ndarray:
        """Return what the groups say; shape (groups, particles).

        Parameters
        ----------
        logs : ndarray, shape (items, particles)
            Of :func:`log_likelihoods`.
        """
        weighed = self.weighed(logs)
        if self.group is None or self.shares is None:
            return weighed
        rows = [np.flatnonzero(self.group == g) for g in range(int(self.group.max()) + 1)]
        return np.stack(
            [
                weighed[r[0]] if len(r) == 1 else likelihood.rivals(weighed[r], self.shares[r])
                for r in rows
            ]
        )

    def weighed(self, logs: np.ndarray) -> np.ndarray:
        """Return the log-likelihoods under their weights; shape (items, particles)."""
        unknown = self.unknown if self.unknown is not None else np.zeros(len(logs), dtype=bool)
        return likelihood.discounted(logs, self.weights, unknown)


def alone(model: Model, party: str) -> Model:
    """Return a model of one acceptor (and of the leader that a ratifier reads with)."""
    whole = model.structure.acceptors
    p = whole.names.index(party)
    rows = [p] if whole.leader[p] == p else [p, int(whole.leader[p])]
    last = len(rows) - 1
    acceptors = Acceptors(
        tuple(whole.names[r] for r in rows),
        1,
        np.full(len(rows), last),
        ("veto",),
        np.zeros(1),
        whole.veto[rows],
        whole.weight[rows],
        whole.needed[rows],
    )
    small = copy.copy(model)
    small.structure = replace(model.structure, acceptors=acceptors)
    scale = model.scale
    small.scale = replace(
        scale,
        score_low=scale.score_low[rows],
        score_span=scale.score_span[rows],
        total_low=scale.total_low[rows],
        total_factor=scale.total_factor[rows],
    )
    return small


def log_likelihoods(
    model: Model, items: PartyItems, rationality: Quantity, state: State
) -> np.ndarray:
    """Return the log-likelihood of each item against a choice at random, before its weight.

    Parameters
    ----------
    model : Model
        Of :func:`alone`.
    items : PartyItems
    rationality : Quantity
    state : State
        Particles; a whole number of blocks.

    Returns
    -------
    ndarray, shape (items, particles)
    """
    count = len(state[RATIONALITY])
    study = with_particles(model.study, state)
    pieces = [
        block_logs(model, study, items, rationality, block) for block in range(count // BLOCK)
    ]
    return np.concatenate(pieces, axis=1)


def block_logs(
    model: Model, study: LearnedStudy, items: PartyItems, rationality: Quantity, block: int
) -> np.ndarray:
    """Return the log-likelihoods of one block of particles; shape (items, BLOCK)."""
    beta = number(study, RATIONALITY, rationality, block)
    logs = []
    if len(items.offers) or items.refused.bundles:
        asking = copy.copy(model)
        asking.study = study
        margins_of = _margins(asking, block)
        if len(items.offers):
            drawn = likelihood.attraction(margins_of(items.menu.packages), items.chances, beta)
            bundles = likelihood.bundled(drawn, items.menu.owner, items.menu.bundles)
            offered = likelihood.offers(bundles, items.offers, items.among)
            logs.append(offered + np.log(choices(items) + 1.0)[:, None])
        if items.refused.bundles:
            said = likelihood.refusals(margins_of(items.refused.packages), beta)
            refused = likelihood.bundled(said, items.refused.owner, items.refused.bundles)
            logs.append(refused + np.log(2.0))
    for statement in items.statements:
        errs = number(study, statement.stream, statement.errs, block) / 100.0
        safe = np.clip(errs, 1e-6, 1 - 1e-6)
        holds = _holds(study, items.party, statement, block)
        logs.append(likelihood.statements(holds[None, :], safe[None, :]) + np.log(2.0))
    if not logs:
        return np.zeros((0, BLOCK))
    rows = np.concatenate(logs)
    for row, chance in items.tactical.items():
        percent = number(study, chance.stream, chance.quantity, block)
        rows[row] = likelihood.perhaps(rows[row], np.clip(percent / 100.0, 0.0, 1.0))
    return rows


def choices(items: PartyItems) -> np.ndarray:
    """Return how many packages each offer was chosen among; shape (offers,)."""
    if items.among is None:
        return np.full(len(items.offers), items.menu.bundles)
    return np.asarray(items.among.sum(axis=1))


def number(study: Study, pointer: str, stated: Quantity, block: int) -> np.ndarray:
    """Return draws of a number of the case, or of a setting that it does not write.

    A setting says how to read the record, not what was known: it holds on every day.
    """
    known = study.effective
    if pointer in known.numbers and pointer not in known.unknown | known.to_scale:
        return study.number(pointer, block)
    return quantile(stated, study.stream(pointer, block))


def _margins(model: Model, block: int) -> Callable[[np.ndarray], np.ndarray]:
    """Return what gives packages' points over no deal in one block."""
    drawn = model.block(block)

    def margins(packages: np.ndarray) -> np.ndarray:
        values = half_sum(packages, drawn.parts[0]) - drawn.floor[0]
        for k, (a, b) in enumerate(drawn.pairs):
            both = (packages == a).any(axis=1) & (packages == b).any(axis=1)
            values[both] += drawn.pair_points[0, k]
        return np.asarray(values)

    return margins


def _holds(study: LearnedStudy, party: str, statement: Statement, block: int) -> np.ndarray:
    """Return in which draws a statement is so; its ends count as so."""
    if statement.issue is None:
        shares = study.shares(party, block)
        known = {name: shares[i] for i, name in enumerate(study.case.issues)}
    else:
        known = study.scores(party, statement.issue, block)
    holds = np.ones(BLOCK, dtype=bool)
    for term in statement.terms:
        holds &= known[term.greater] >= term.factor * known[term.lesser] - 1e-12
    return holds
