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
from detente.beliefs.utilities import Model
from detente.case.orders import OrderTerm
from detente.case.quantity import Quantity

RATIONALITY = "/learning/rationality"


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
    """Return the log-likelihood of each item, before its weight.

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
    beta = quantile(rationality, study.stream(RATIONALITY, block))
    logs = []
    if len(items.offers) or items.refused.bundles:
        asking = copy.copy(model)
        asking.study = study
        margins_of = _margins(asking, block)
        if len(items.offers):
            drawn = likelihood.attraction(margins_of(items.menu.packages), items.chances, beta)
            bundles = likelihood.bundled(drawn, items.menu.owner, items.menu.bundles)
            logs.append(likelihood.offers(bundles, items.offers))
        if items.refused.bundles:
            said = likelihood.refusals(margins_of(items.refused.packages), beta)
            logs.append(likelihood.bundled(said, items.refused.owner, items.refused.bundles))
    for statement in items.statements:
        errs = quantile(statement.errs, study.stream(statement.stream, block)) / 100.0
        safe = np.clip(errs, 1e-6, 1 - 1e-6)
        holds = _holds(study, items.party, statement, block)
        logs.append(likelihood.statements(holds[None, :], safe[None, :]))
    return np.concatenate(logs) if logs else np.zeros((0, BLOCK))


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
