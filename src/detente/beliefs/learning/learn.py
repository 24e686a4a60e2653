"""Particles of a study, the moves that keep its prior, and the run that makes them learn.

Four kinds of move: the numbers that bear on one party alone step on the normal
scale; its weights are drawn afresh, given what they depend on; numbers that
bear on several parties step together; and what weights depend on (belief sets,
analysts, shared factors of importances) steps with all weights drawn afresh.
Each keeps the prior exactly, whatever way the weights of the case are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from detente.beliefs.learning.parties import (
    RATIONALITY,
    PartyItems,
    alone,
    block_logs,
    log_likelihoods,
)
from detente.beliefs.learning.smc import Kernel, Learned, State, crank_nicolson, temper
from detente.beliefs.learning.study import SHARES, redrawn_shares, with_particles
from detente.beliefs.streams import BLOCK
from detente.beliefs.utilities import Model
from detente.case.quantity import Quantity


@dataclass(frozen=True)
class Prior:
    """Draws of the prior for everything that the items touch.

    Attributes
    ----------
    state : State
        Uniforms by stream, and the weights of the parties.
    asked : dict of str to frozenset of str
        By party, the streams on which what it offers, refuses and says depends.
    gates : frozenset of str
        Streams on which the drawing of weights depends.
    """

    state: State
    asked: dict[str, frozenset[str]]
    gates: frozenset[str]

    def own(self, party: str) -> list[str]:
        """Return the streams that bear on one party alone, by way of its numbers."""
        others = set().union(*(s for p, s in self.asked.items() if p != party), self.gates)
        return sorted(self.asked[party] - others)

    def common(self) -> list[str]:
        """Return the streams that bear on several parties, by way of their numbers."""
        own = {key for party in self.asked for key in self.own(party)}
        return sorted(set().union(*self.asked.values()) - own - self.gates)


def prior(
    model: Model, parties: tuple[PartyItems, ...], rationality: Quantity, blocks: int
) -> Prior:
    """Return draws of the prior.

    Parameters
    ----------
    model : Model
    parties : tuple of PartyItems
    rationality : Quantity
    blocks : int
    """
    study = with_particles(model.study, {})
    state: State = {}
    for items in parties:
        name = SHARES + items.party
        state[name] = np.concatenate([study.shares(items.party, b) for b in range(blocks)], axis=1)
    gates = frozenset(study.asked)
    shares = {name: values[..., :BLOCK] for name, values in state.items()}
    asked = {}
    for items in parties:
        small = alone(model, items.party)
        first = with_particles(model.study, shares)
        block_logs(small, first, items, rationality, 0)
        asked[items.party] = frozenset(first.asked | {RATIONALITY})
    for key in sorted(gates.union(*asked.values())):
        state[key] = np.concatenate([study.stream(key, b) for b in range(blocks)])
    return Prior(state, asked, gates)


def kernels(
    model: Model, parties: tuple[PartyItems, ...], drawn: Prior, blocks: int
) -> list[Kernel]:
    """Return the moves; see the module."""
    names = [items.party for items in parties]
    found: list[Kernel] = []
    for k, party in enumerate(names):
        own = drawn.own(party)
        if own:
            found.append(Kernel((k,), partial(_stepped, own), 0.5, adaptive=True))
        found.append(Kernel((k,), partial(_weighed, model, [party], [], blocks)))
    everybody = tuple(range(len(names)))
    common = drawn.common()
    if common:
        found.append(Kernel(everybody, partial(_stepped, common), 0.5, adaptive=True))
    if drawn.gates:
        gates = partial(_weighed, model, names, sorted(drawn.gates), blocks)
        found.append(Kernel(everybody, gates, 0.5, adaptive=True))
    return found


def _stepped(keys: list[str], state: State, rng: np.random.Generator, scale: float) -> State:
    return {key: crank_nicolson(state[key], rng, scale) for key in keys}


def _weighed(
    model: Model,
    parties: list[str],
    keys: list[str],
    blocks: int,
    state: State,
    rng: np.random.Generator,
    scale: float,
) -> State:
    changed = _stepped(keys, state, rng, scale)
    proposed = {**state, **changed}
    for party in parties:
        changed[SHARES + party] = redrawn_shares(model.study, party, proposed, blocks, rng)
    return changed


def learn(
    model: Model,
    parties: tuple[PartyItems, ...],
    rationality: Quantity,
    count: int,
    rng: np.random.Generator,
    tick: Callable[[float], None] = lambda _: None,
) -> tuple[State, Learned]:
    """Learn from the items of the record.

    Parameters
    ----------
    model : Model
        Of the study as it stands.
    parties : tuple of PartyItems
    rationality : Quantity
    count : int
        Particles; rounded up to whole blocks.
    rng : numpy.random.Generator
    tick : callable
        Told of each power of the likelihood.

    Returns
    -------
    prior : State
    learned : Learned
        Log-likelihoods by party, weighted.
    """
    blocks = -(-count // BLOCK)
    drawn = prior(model, parties, rationality, blocks)

    def weighted(small: Model, items: PartyItems, particles: State) -> np.ndarray:
        return items.combined(log_likelihoods(small, items, rationality, particles))

    likelihoods = tuple(partial(weighted, alone(model, items.party), items) for items in parties)
    moves = kernels(model, parties, drawn, blocks)
    return drawn.state, temper(drawn.state, likelihoods, moves, rng, tick)
