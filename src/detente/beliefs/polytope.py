"""Uniform draws of weights consistent with ranges and statements of order.

The weights of one party are shares that sum to one; ranges and statements of
order cut a polytope out of the simplex.  Two exact proposals are tried (a box
with one share left to the sum, after Smith 1984's rejection principle, and a
shifted Dirichlet, Rubinstein 1982); where both are hopeless, hit-and-run
(Smith 1984) runs one chain per draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from detente.beliefs.chains import sortable_chains

_TRIES = 400
_HOPELESS = 0.002
_PILOTS = 256
_ROUNDS = 16
_TILTS = (0.0, -50.0, -25.0, -12.0, -6.0, -3.0, 3.0, 6.0, 12.0, 25.0, 50.0)


class EmptyPolytopeError(Exception):
    """No weights satisfy the statements."""


@dataclass(frozen=True)
class WeightRules:
    """The statements on one party's weights.

    Attributes
    ----------
    low, high : ndarray, shape (d,)
        Bounds of each share, 0 to 1.
    order : ndarray, shape (k, d)
        Rows a with a @ w <= 0.
    quantiles : tuple of callables or None
        For each share, its quantile function on shares; None where the share
        is uniform between its bounds.
    densities : tuple of callables or None
        For each share, its relative density (0 to 1); None where uniform.
    kept : ndarray of bool, shape (d,)
        Shares that are not left to the sum while others can be: those that a
        shared factor moves, and those of single values.
    discrete : bool
        Whether some share takes single values only.
    """

    low: np.ndarray
    high: np.ndarray
    order: np.ndarray
    quantiles: tuple[Callable[[np.ndarray], np.ndarray] | None, ...]
    densities: tuple[Callable[[np.ndarray], np.ndarray] | None, ...]
    kept: np.ndarray
    discrete: bool = False


Uniforms = Callable[[np.random.Generator, np.ndarray], np.ndarray]
"""(generator, indices of draws) -> uniforms of shape (len(indices), d)."""


def _plain(size: int) -> Uniforms:
    return lambda rng, index: rng.random((len(index), size))


class WeightSampler:
    """Draws weights uniformly (or by their densities) from one polytope.

    Parameters
    ----------
    rules : WeightRules

    Raises
    ------
    EmptyPolytopeError
        When the bounds alone leave no weights.
    """

    def __init__(self, rules: WeightRules) -> None:
        self.rules = rules
        if rules.low.sum() > 1 + 1e-9 or rules.high.sum() < 1 - 1e-9:
            raise EmptyPolytopeError
        ways: list[Callable[[WeightRules, Uniforms], Proposal]] = [
            *(partial(_box, tilt=tilt) for tilt in _TILTS),
            _dirichlet,
        ]
        trial = np.random.default_rng(0)
        index = np.arange(1024)
        rates = [
            float(make(rules, _plain(len(rules.low)))(trial, index)[1].mean()) for make in ways
        ]
        self._make = ways[int(np.argmax(rates))]
        # On a face cut by an equality nothing is ever hit from outside.
        self._rate = 0.0 if equalities(rules).any() else max(rates)
        if rules.discrete:
            # A walk never meets single values: proposals are all there is.
            self._rate = max(self._rate, _HOPELESS)

    def draw(
        self, count: int, rng: np.random.Generator, uniforms: Uniforms | None = None
    ) -> np.ndarray:
        """Draw weights.

        Parameters
        ----------
        count : int
            Number of draws.
        rng : numpy.random.Generator
        uniforms : callable, optional
            Source of uniforms for the proposals of the named draws; by it
            shared factors reach the weights.

        Returns
        -------
        ndarray of float64, shape (count, d)
            Rows sum to 1.

        Raises
        ------
        EmptyPolytopeError
            When no weights satisfy the rules, or none were found of single values.
        """
        size = len(self.rules.low)
        propose = self._make(self.rules, uniforms or _plain(size))
        weights = np.empty((count, size))
        pending = np.arange(count)
        if self._rate >= _HOPELESS:
            for _ in range(_TRIES):
                # Several proposals a draw, the first accepted one taken: fewer, larger steps.
                each = max(1, min(int(1 / self._rate), 4 * count // len(pending), 256))
                proposal, accepted = propose(rng, np.repeat(pending, each))
                table = accepted.reshape(len(pending), each)
                done = table.any(axis=1)
                first = np.arange(len(pending)) * each + table.argmax(axis=1)
                weights[pending[done]] = proposal[first[done]]
                pending = pending[~done]
                if not len(pending):
                    return weights
        if self.rules.discrete:
            raise EmptyPolytopeError
        weights[pending] = hit_and_run(self.rules, len(pending), rng)
        return weights


def draw_weights(
    rules: WeightRules, count: int, rng: np.random.Generator, uniforms: Uniforms | None = None
) -> np.ndarray:
    """Draw weights from a polytope once; see :class:`WeightSampler`."""
    return WeightSampler(rules).draw(count, rng, uniforms)


Proposal = Callable[[np.random.Generator, np.ndarray], tuple[np.ndarray, np.ndarray]]


def _satisfies(rules: WeightRules, weights: np.ndarray) -> np.ndarray:
    inside = ((weights >= rules.low - 1e-12) & (weights <= rules.high + 1e-12)).all(axis=1)
    if len(rules.order):
        inside &= (weights @ rules.order.T <= 1e-12).all(axis=1)
    return np.asarray(inside)


def _box(rules: WeightRules, source: Uniforms, tilt: float = 0.0) -> Proposal:
    """Propose all shares but one, preferably the widest; that one is what is left of 1.

    Uniform shares are proposed with a density rising (or falling) as
    exp(tilt * share), so that their sum comes near 1.  As all shares sum to 1
    that tilt is a constant but for the shares not tilted, and is taken out
    again by rejection.
    """
    width = rules.high - rules.low
    fixed = width <= 1e-12
    # What is left of 1 follows neither its own uniforms nor single values: others go first.
    pivot = int(np.argmax(width + 2.0 * (~rules.kept & ~fixed)))
    shaped = np.array([q is not None for q in rules.quantiles]) & ~fixed
    rest = shaped.copy()
    rest[pivot] = True
    furthest = float((rules.high if tilt > 0 else rules.low)[rest].sum())
    growth = np.expm1(tilt * width)

    def propose(rng: np.random.Generator, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        u = source(rng, index)
        weights = rules.low + (np.log1p(u * growth) / tilt if tilt else width * u)
        for i in np.flatnonzero(shaped):
            quantile = rules.quantiles[i]
            assert quantile is not None
            weights[:, i] = quantile(u[:, i])
        weights[:, pivot] = 0.0
        weights[:, pivot] = 1.0 - weights.sum(axis=1)
        accepted = _satisfies(rules, weights)
        if tilt:
            kept = np.exp(np.minimum(tilt * (weights[:, rest].sum(axis=1) - furthest), 0.0))
            accepted &= rng.random(len(weights)) < kept
        density = rules.densities[pivot]
        if density is not None:
            accepted &= rng.random(len(weights)) < density(weights[:, pivot])
        return weights, accepted

    return propose


def _dirichlet(rules: WeightRules, source: Uniforms) -> Proposal:
    """Propose uniformly on the simplex above the lower bounds; plain chains are sorted."""
    slack = 1.0 - rules.low.sum()
    moved = rules.kept | np.array([d is not None for d in rules.densities])
    chains = sortable_chains(rules.order, rules.low, rules.high, moved) or []
    free = rules.high - rules.low > 1e-12

    def propose(rng: np.random.Generator, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # Rising in the uniforms, so that a factor moves a share the way its loading says.
        gamma = -np.log1p(-np.clip(source(rng, index), 1e-300, 1 - 1e-16)) * free
        total = gamma.sum(axis=1, keepdims=True)
        weights = rules.low + slack * gamma / np.where(total > 0, total, 1.0)
        for chain in chains:
            weights[:, chain] = np.sort(weights[:, chain], axis=1)
        accepted = _satisfies(rules, weights) & (np.abs(weights.sum(axis=1) - 1) < 1e-9)
        for i, density in enumerate(rules.densities):
            if density is not None:
                accepted &= rng.random(len(weights)) < density(weights[:, i])
        return weights, accepted

    return propose


def equalities(rules: WeightRules) -> np.ndarray:
    """Return which rows of the order come both ways round, and so are equalities.

    Returns
    -------
    ndarray of bool, shape (k,)
    """
    rows = rules.order / np.linalg.norm(rules.order, axis=1, keepdims=True)
    return np.array(
        [bool((np.abs(rows + row).max(axis=1) < 1e-12).any()) for row in rows], dtype=bool
    )


def _walls(rules: WeightRules) -> tuple[np.ndarray, np.ndarray]:
    """Return the walls of the polytope as rows a and limits b, a @ w <= b."""
    size = len(rules.low)
    walls = np.vstack([-np.eye(size), np.eye(size), rules.order.reshape(-1, size)])
    return walls, np.concatenate([-rules.low, rules.high, np.zeros(len(rules.order))])


def _furthest(walls: np.ndarray, limits: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return the weights, and at the end how far inside they lie; ``share`` weighs the walls."""
    from scipy.optimize import linprog

    size = walls.shape[1]
    solved = linprog(
        np.r_[np.zeros(size), -1.0],
        A_ub=np.hstack([walls, share[:, None]]),
        b_ub=limits,
        A_eq=np.r_[np.ones(size), 0.0][None, :],
        b_eq=[1.0],
        # No weights are further than 1 from a wall; a bound keeps the programme bounded.
        bounds=[(None, None)] * size + [(0, 1)],
    )
    if solved.status != 0:
        raise EmptyPolytopeError
    return np.asarray(solved.x)


def inner_point(rules: WeightRules) -> tuple[np.ndarray, np.ndarray]:
    """Return a point as far from the walls as they allow, and the walls it cannot leave.

    Returns
    -------
    point : ndarray, shape (d,)
    tight : ndarray of bool, shape (2 d + k,)
        Low ends, high ends and rows of the order that hold with equality
        wherever the others do.

    Raises
    ------
    EmptyPolytopeError
    """
    walls, limits = _walls(rules)
    fixed = rules.high - rules.low <= 1e-12
    tight = np.concatenate([fixed, fixed, equalities(rules)])
    norms = np.linalg.norm(walls, axis=1)
    found = _furthest(walls, limits, norms * ~tight)
    if found[-1] <= 1e-9:
        for i in np.flatnonzero(~tight):
            alone = np.zeros(len(walls))
            alone[i] = norms[i]
            tight[i] = _furthest(walls, limits, alone)[-1] <= 1e-9
        found = _furthest(walls, limits, norms * ~tight)
    return found[:-1], tight


def hit_and_run(rules: WeightRules, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw by hit-and-run, one chain per draw.

    A few pilot chains leave an inner point first and tell the shape of the
    polytope; the others start where they end and step in its proportions, for
    in a thin polytope (a long chain of order) equal steps never get anywhere.

    Returns
    -------
    ndarray of float64, shape (count, d)
    """
    from scipy.linalg import null_space

    start, tight = inner_point(rules)
    size = len(start)
    walls, limits = _walls(rules)
    basis = null_space(np.vstack([np.ones((1, size)), walls[tight]])).T
    if not len(basis):
        return np.tile(start, (count, 1))
    walls, limits = walls[~tight], limits[~tight]
    length = 30 + 6 * size
    pilots, steps = np.tile(start, (_PILOTS, 1)), basis
    for _ in range(_ROUNDS):
        pilots = _walk(rules, pilots, steps, (walls, limits), length, rng)
        spread = np.atleast_2d(np.cov(basis @ pilots.T))
        # A little of the old steps stays, so that no direction is lost to chance.
        spread += 1e-3 * np.trace(spread) / len(basis) * np.eye(len(basis))
        steps = np.linalg.cholesky(spread).T @ basis
    begun = pilots[rng.integers(_PILOTS, size=count)]
    return _walk(rules, begun, steps, (walls, limits), length, rng)


def _walk(
    rules: WeightRules,
    weights: np.ndarray,
    steps: np.ndarray,
    inside: tuple[np.ndarray, np.ndarray],
    length: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Move every chain ``length`` times: a random line, a uniform point of it."""
    walls, limits = inside
    count = len(weights)
    for _ in range(length):
        step = rng.standard_normal((count, len(steps))) @ steps
        along = step @ walls.T
        slack = limits - weights @ walls.T
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.maximum(slack, 0.0) / along
        top = np.where(along > 1e-12, ratio, np.inf).min(axis=1)
        bottom = np.where(along < -1e-12, ratio, -np.inf).max(axis=1)
        span = np.where(np.isfinite(top - bottom), top - bottom, 0.0)
        bottom = np.where(np.isfinite(bottom), bottom, 0.0)
        moved = weights + (bottom + rng.random(count) * span)[:, None] * step
        weights = _metropolis(rules, weights, moved, rng)
    return weights


def _metropolis(
    rules: WeightRules, old: np.ndarray, new: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    if all(density is None for density in rules.densities):
        return new
    ratio = np.ones(len(old))
    for i, density in enumerate(rules.densities):
        if density is not None:
            ratio *= density(new[:, i]) / np.maximum(density(old[:, i]), 1e-300)
    return np.where((rng.random(len(old)) < ratio)[:, None], new, old)
