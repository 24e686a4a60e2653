"""Particles of a study, the moves that keep its prior, and the run that makes them learn.

Three kinds of move: the numbers of one party step on the normal scale; its
weights are drawn afresh, given the shared factors and beliefs; what is common
(belief sets, factors, rationality) steps together with all weights drawn
afresh, since weights depend on it.  Each keeps the prior exactly, whatever way
the weights of the case are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
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


def prior(
    model: Model, parties: tuple[PartyItems, ...], rationality: Quantity, blocks: int
) -> State:
    """Return draws of the prior for everything that the items touch.

    Returns
    -------
    State
        Uniforms by stream, and the weights of the parties.
    """
    study = with_particles(model.study, {})
    state: State = {}
    for items in parties:
        name = SHARES + items.party
        state[name] = np.concatenate([study.shares(items.party, b) for b in range(blocks)], axis=1)
    asked = study.asked | {RATIONALITY}
    for items in parties:
        small = alone(model, items.party)
        first = with_particles(model.study, {k: v[..., :BLOCK] for k, v in state.items()})
        small.study = first
        block_logs(small, first, items, rationality, 0)
        asked |= first.asked
    for key in sorted(asked):
        state[key] = np.concatenate([study.stream(key, b) for b in range(blocks)])
    return state


def owned(key: str, party: str) -> bool:
    """Return whether a stream is of one party's own numbers alone."""
    return key.startswith((f"/values/{party}/", f"/parties/{party}/"))


def kernels(
    model: Model, parties: tuple[PartyItems, ...], state: State, blocks: int
) -> list[Kernel]:
    """Return the moves; see the module."""
    names = [items.party for items in parties]
    streams = [k for k in state if not k.startswith(SHARES)]
    found: list[Kernel] = []
    for k, party in enumerate(names):
        own = [s for s in streams if owned(s, party)]
        found.append(Kernel((k,), partial(_stepped, own), 0.5, adaptive=True))
        found.append(Kernel((k,), partial(_weighed, model, [party], [], blocks)))
    common = [s for s in streams if not any(owned(s, party) for party in names)]
    everybody = tuple(range(len(names)))
    found.append(
        Kernel(everybody, partial(_weighed, model, names, common, blocks), 0.5, adaptive=True)
    )
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
    state = prior(model, parties, rationality, blocks)

    def weighted(small: Model, items: PartyItems, particles: State) -> np.ndarray:
        return items.combined(log_likelihoods(small, items, rationality, particles))

    likelihoods = tuple(partial(weighted, alone(model, items.party), items) for items in parties)
    moves = kernels(model, parties, state, blocks)
    return state, temper(state, likelihoods, moves, rng, tick)
