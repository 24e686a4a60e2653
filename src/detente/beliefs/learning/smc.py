"""Tempered sequential Monte Carlo: from draws of the prior to draws of the posterior.

The likelihood is raised to a power that grows from 0 to 1, each step as long
as leaves a stated share of the particles effective; then particles are
resampled and moved by kernels that keep the prior, accepted by the
likelihood alone.

References
----------
Del Moral, P., Doucet, A., Jasra, A. (2006). Sequential Monte Carlo samplers.
Jasra, A. et al. (2011). Inference for Lévy-driven stochastic volatility models
via adaptive sequential Monte Carlo.
Lee, A., Whiteley, N. (2018). Variance estimation in the particle filter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

State = dict[str, np.ndarray]
"""Particles by name; the last axis runs over them."""

Likelihood = Callable[[State], np.ndarray]
"""Weighted log-likelihoods of the items of one part; shape (items, particles)."""

KEPT = 0.5
SWEEPS = 2
LAST_SWEEPS = 8
MOST_STEPS = 200


@dataclass
class Kernel:
    """A move that keeps the prior.

    Attributes
    ----------
    touches : tuple of int
        Parts of the likelihood that may change.
    propose : callable
        (state, generator, scale in (0, 1]) to what changes in the state;
        reversible with respect to the prior.
    scale : float
        1 is a fresh draw; adapted to the acceptance where ``adaptive``.
    adaptive : bool
    """

    touches: tuple[int, ...]
    propose: Callable[[State, np.random.Generator, float], State]
    scale: float = 1.0
    adaptive: bool = False
    accepted: float = 0.0


@dataclass(frozen=True)
class Learned:
    """Draws of the posterior, all of one weight.

    Attributes
    ----------
    state : State
    logs : tuple of ndarray, shape (items of the part, particles)
    powers : tuple of float
        The ladder of powers, the last one 1.
    log_evidence : float
        Log of the prior mean of the likelihood.
    ancestors : ndarray of int, shape (particles,)
        The particle of the prior that each stems from.
    """

    state: State
    logs: tuple[np.ndarray, ...]
    powers: tuple[float, ...]
    log_evidence: float
    ancestors: np.ndarray


def temper(
    state: State,
    likelihoods: tuple[Likelihood, ...],
    kernels: list[Kernel],
    rng: np.random.Generator,
    tick: Callable[[float], None] = lambda _: None,
) -> Learned:
    """Turn draws of the prior into draws of the posterior.

    Parameters
    ----------
    state : State
        Independent draws of the prior.
    likelihoods : tuple of callables
    kernels : list of Kernel
        Their scales are adapted in place.
    rng : numpy.random.Generator
    tick : callable
        Told of each power.
    """
    logs = [make(state) for make in likelihoods]
    count = len(next(iter(state.values())).T)
    ancestors = np.arange(count)
    power, evidence = 0.0, 0.0
    powers: list[float] = []
    while power < 1.0:
        total = sum((part.sum(axis=0) for part in logs), np.zeros(count))
        step = longest_step(total, 1.0 - power) if len(powers) < MOST_STEPS else 1.0 - power
        if not np.ptp(total):
            # Nothing tells the particles apart: they stay what they are.
            return Learned(state, tuple(logs), (1.0,), float(total[0]), ancestors)
        power = min(power + step, 1.0)
        powers.append(power)
        tick(power)
        raised = step * total
        top = raised.max()
        weights = np.exp(raised - top)
        evidence += float(top + np.log(weights.mean()))
        chosen = systematic(weights, rng)
        ancestors = ancestors[chosen]
        state = {name: values[..., chosen] for name, values in state.items()}
        logs = [part[:, chosen] for part in logs]
        for _ in range(LAST_SWEEPS if power == 1.0 else SWEEPS):
            for kernel in kernels:
                state, logs = _move(state, logs, likelihoods, kernel, power, rng)
    return Learned(state, tuple(logs), tuple(powers), evidence, ancestors)


def longest_step(total: np.ndarray, most: float, kept: float = KEPT) -> float:
    """Return the greatest rise of the power that leaves a share of the particles effective.

    Parameters
    ----------
    total : ndarray, shape (particles,)
        Log-likelihoods at power 1.
    most : float
    kept : float
        Least effective share (Kish).
    """

    def left(step: float) -> float:
        w = np.exp(step * (total - total.max()))
        return float(w.sum() ** 2 / (w**2).sum() / len(w))

    if left(most) >= kept:
        return most
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if left(middle) >= kept else (low, middle)
    return max(low, most * 1e-9)


def systematic(weights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return which particles are kept, by systematic resampling; int, shape (particles,)."""
    edges = np.cumsum(weights)
    at = (np.arange(len(weights)) + rng.random()) / len(weights) * edges[-1]
    return np.asarray(np.minimum(np.searchsorted(edges, at, side="right"), len(weights) - 1))


def _move(
    state: State,
    logs: list[np.ndarray],
    likelihoods: tuple[Likelihood, ...],
    kernel: Kernel,
    power: float,
    rng: np.random.Generator,
) -> tuple[State, list[np.ndarray]]:
    changed = kernel.propose(state, rng, kernel.scale)
    proposed = {**state, **changed}
    count = logs[0].shape[1]
    new = {k: likelihoods[k](proposed) for k in kernel.touches}
    gain = sum((new[k].sum(axis=0) - logs[k].sum(axis=0) for k in new), np.zeros(count))
    taken = np.log(rng.random(count)) < power * gain
    kernel.accepted = float(taken.mean())
    if kernel.adaptive:
        factor = 1.25 if kernel.accepted > 0.4 else 0.8 if kernel.accepted < 0.25 else 1.0
        kernel.scale = float(np.clip(kernel.scale * factor, 0.02, 1.0))
    moved = {n: np.where(taken, values, state[n]) for n, values in changed.items()}
    kept = [np.where(taken, new[k], part) if k in new else part for k, part in enumerate(logs)]
    return {**state, **moved}, kept


def crank_nicolson(uniforms: np.ndarray, rng: np.random.Generator, scale: float) -> np.ndarray:
    """Return uniforms moved by a step that keeps them uniform.

    On the normal scale: sqrt(1 - s^2) z + s e (Neal 1998; Cotter et al. 2013).

    Parameters
    ----------
    uniforms : ndarray
    rng : numpy.random.Generator
    scale : float
        1 is a fresh draw.
    """
    from scipy import special

    if scale >= 1.0:
        fresh = rng.random(uniforms.shape)
    else:
        z = special.ndtri(uniforms)
        fresh = special.ndtr(
            np.sqrt(1.0 - scale**2) * z + scale * rng.standard_normal(uniforms.shape)
        )
    return np.asarray(np.clip(fresh, 2.0**-54, 1.0 - 2.0**-53))


def effective_sample(values: np.ndarray, ancestors: np.ndarray) -> float:
    """Return how many independent draws would tell the mean of ``values`` as well.

    By families: what descends from one particle of the prior counts together,
    so that copies that have not moved apart count once (Lee and Whiteley 2018).

    Parameters
    ----------
    values : ndarray, shape (particles,)
    ancestors : ndarray of int, shape (particles,)

    Returns
    -------
    float
        At most the number of particles; that number where nothing varies.
    """
    count = len(values)
    centred = values - values.mean()
    spread = float((centred**2).sum())
    if spread <= 1e-18 * max(1.0, float((values**2).sum())):
        return float(count)
    families = np.bincount(ancestors, centred)
    return min(float(count), count * spread / float((families**2).sum()))
