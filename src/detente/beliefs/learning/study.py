"""A Study whose draws have learned: particles stand where its streams stood.

A particle is a vector of uniforms, one for each element of the case that the
learning touches, and the drawn weights of the parties concerned.  What it does
not touch keeps its own stream, so that it is drawn as if nothing was learned,
given what was.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from typing import Any

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
    first: int

    def stream(self, key: str, block: int) -> np.ndarray:
        """Return the particles' uniforms of an element, else its own stream."""
        if key in self.particles:
            return self._of(self.particles[key], block)
        self.asked.add(key)
        return super().stream(key, block + self.first)

    def generator(self, key: str, block: int) -> np.random.Generator:
        """Return the generator that weights are drawn from."""
        return super().generator(key, block + self.first) if self.fresh is None else self.fresh

    def shares(self, party: str, block: int) -> np.ndarray:
        """Return a party's weights: the particles' where it has learned."""
        name = SHARES + party
        if name in self.particles:
            return self._of(self.particles[name], block)
        return super().shares(party, block)

    def _of(self, values: np.ndarray, block: int) -> np.ndarray:
        # Past the last particle they begin again, with all that they do not hold drawn afresh.
        start = block * BLOCK % values.shape[-1]
        return values[..., start : start + BLOCK]


class Posterior(LearnedStudy):
    """A study to be analysed whose draws, from the first, are those of the posterior.

    Its siblings have learned the same: under one belief set or analyst the draws are the
    particles of that set or analyst; under wider ranges each keeps its place in the range, and
    weights stay as learned.
    """

    def sibling(self, **changed: Any) -> Study:
        """Return a study that differs in what is named; see :meth:`Study.sibling`.

        Raises
        ------
        FewParticlesError
            When too few particles are of the belief set or analyst.
        """
        made = with_particles(super().sibling(**changed), self.particles)
        made.__class__ = Posterior
        made.first, made.learned, made.n_eff = 0, self.learned, self.n_eff
        for what in ("believe", "analyst"):
            wanted = getattr(made, what)
            if wanted is not None and getattr(self, what) is None:
                made.particles = self._only(what, wanted)
        return made

    def only(self, what: str, name: str) -> np.ndarray | None:
        """Return which particles are of a belief set or analyst; bool, shape (particles,).

        None where nothing was learned on that.

        Parameters
        ----------
        what : str
            ``believe`` or ``analyst``.
        name : str
        """
        key = {"believe": "beliefs", "analyst": "analysts"}[what]
        if key not in self.particles:
            return None
        blocks = len(self.particles[key]) // BLOCK
        drawn = np.concatenate([getattr(self, key)(b) for b in range(blocks)])
        return np.asarray(drawn == list(getattr(self.case, key)).index(name))

    def _only(self, what: str, name: str) -> State:
        held = self.only(what, name)
        if held is None:
            return self.particles
        # Draws that choose and draws that report stay apart.
        index = np.arange(len(held))
        for part in (index[:SELECTION], index[SELECTION:]):
            rows = part[held[part]]
            if len(rows) < FEWEST:
                raise FewParticlesError(name)
            part[:] = rows[np.arange(len(part)) % len(rows)]
        return {key: values[..., index] for key, values in self.particles.items()}


class FewParticlesError(ValueError):
    """After learning hardly a draw is of a belief set or analyst."""


FEWEST = 100
"""Fewest particles of a belief set or analyst, choosing and reporting, that are looked at."""


def posterior(study: Study, particles: State, learned: tuple[str, ...], n_eff: float) -> Posterior:
    """Return a study whose draws are particles.

    Parameters
    ----------
    study : Study
        Before learning.
    particles : State
        A whole number of blocks; those that choose first.
    learned : tuple of str
        Items that they have learned from.
    n_eff : float
    """
    made = with_particles(study, particles)
    made.__class__ = Posterior
    assert isinstance(made, Posterior)
    made.first, made.learned, made.n_eff = 0, learned, n_eff
    return made


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
    made.particles, made.asked, made.fresh, made.first = particles, set(), fresh, FIRST
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
