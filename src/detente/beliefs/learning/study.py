"""A Study whose draws have learned: particles stand where its streams stood.

A particle is a vector of uniforms, one for each element of the case that the
learning touches, and the drawn weights of the parties concerned.  What it does
not touch keeps its own stream, so that it is drawn as if nothing was learned,
given what was.
"""

from __future__ import annotations

import copy
from collections import OrderedDict

import numpy as np

from detente.beliefs.learning.smc import State
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION, Study

SHARES = "shares:"
FIRST = SELECTION // BLOCK
"""Particles begin where draws report: those that choose packages are not among them."""


class LearnedStudy(Study):
    """A study with particles; made by :func:`with_particles`."""

    particles: State
    asked: set[str]
    fresh: np.random.Generator | None

    def stream(self, key: str, block: int) -> np.ndarray:
        """Return the particles' uniforms of an element, else its own stream."""
        if key in self.particles:
            return self.particles[key][block * BLOCK : (block + 1) * BLOCK]
        self.asked.add(key)
        return super().stream(key, block + FIRST)

    def generator(self, key: str, block: int) -> np.random.Generator:
        """Return the generator that weights are drawn from."""
        return super().generator(key, block + FIRST) if self.fresh is None else self.fresh

    def shares(self, party: str, block: int) -> np.ndarray:
        """Return a party's weights: the particles' where it has learned."""
        name = SHARES + party
        if name in self.particles:
            return self.particles[name][:, block * BLOCK : (block + 1) * BLOCK]
        return super().shares(party, block)


def with_particles(
    study: Study, particles: State, fresh: np.random.Generator | None = None
) -> LearnedStudy:
    """Return a study that takes its chance from particles.

    Parameters
    ----------
    study : Study
    particles : State
        Uniforms by stream, shape (particles,), and weights by ``shares:party``,
        shape (issues, particles); a whole number of blocks.
    fresh : numpy.random.Generator, optional
        Draw weights that are no particles from here.
    """
    made = copy.copy(study)
    made.__class__ = LearnedStudy
    assert isinstance(made, LearnedStudy)
    made.particles, made.asked, made.fresh = particles, set(), fresh
    made._blocks = OrderedDict()
    return made


def redrawn_shares(
    study: Study, party: str, particles: State, blocks: int, rng: np.random.Generator
) -> np.ndarray:
    """Return fresh weights of a party, given the particles' beliefs and shared factors.

    Returns
    -------
    ndarray, shape (issues, particles)
    """
    kept = {name: v for name, v in particles.items() if name != SHARES + party}
    drawing = with_particles(study, kept, rng)
    return np.concatenate([drawing.shares(party, b) for b in range(blocks)], axis=1)
