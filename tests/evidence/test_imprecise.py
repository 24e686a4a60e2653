"""The ends of the posterior: reached, never passed, and exact against all corners."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import imprecise
from detente.evidence.bayes import Rows, posterior
from detente.evidence.imprecise import Ranges, bounds


def ends(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return np.sort(0.02 + 0.96 * rng.random((*shape, 2)), axis=-1)


def some_ranges(seed: int, rows: int, groups: int, hypotheses: int = 3) -> Ranges:
    rng = np.random.default_rng(seed)
    return Ranges(
        ends(rng, hypotheses),
        ends(rng, rows, hypotheses),
        rng.integers(-1, groups, rows),
        ends(rng, groups),
        ends(rng, rows),
    )


def within(low_high: np.ndarray, u: np.ndarray) -> np.ndarray:
    return low_high[..., [0]] + u * (low_high[..., [1]] - low_high[..., [0]])


def drawn(ranges: Ranges, rng: np.random.Generator, draws: int) -> np.ndarray:
    def some(part: np.ndarray) -> np.ndarray:
        u = rng.random((*part.shape[:-1], draws))
        # Some at the very ends, where the extremes are.
        return within(part, np.where(rng.random(u.shape) < 0.5, u.round(), u))

    rows = Rows(some(ranges.likelihood), ranges.group, some(ranges.holds), some(ranges.otherwise))
    return posterior(some(ranges.prior), rows)


@given(st.integers(0, 2**32 - 1), st.integers(0, 6), st.integers(0, 3))
def test_no_draw_passes_the_ends(seed: int, rows: int, groups: int) -> None:
    ranges = some_ranges(seed, rows, groups)
    found = drawn(ranges, np.random.default_rng(seed), 200)
    low, high = bounds(ranges).T
    assert (found >= low[:, None] - 1e-12).all()
    assert (found <= high[:, None] + 1e-12).all()


@given(st.integers(0, 2**32 - 1), st.integers(0, 1))
def test_the_ends_are_reached_at_a_corner(seed: int, groups: int) -> None:
    ranges = some_ranges(seed, 2, groups, 2)
    parts = (ranges.prior, ranges.likelihood, ranges.holds, ranges.otherwise)
    sizes = [p[..., 0].size for p in parts]
    corners = np.array(list(itertools.product((0.0, 1.0), repeat=sum(sizes)))).T
    cut = np.split(corners, np.cumsum(sizes)[:-1])
    prior, likelihood, holds, otherwise = (
        within(p, u.reshape(*p.shape[:-1], corners.shape[1]))
        for p, u in zip(parts, cut, strict=True)
    )
    found = posterior(prior, Rows(likelihood, ranges.group, holds, otherwise))
    assert bounds(ranges)[:, 0] == pytest.approx(found.min(axis=1), abs=1e-9)
    assert bounds(ranges)[:, 1] == pytest.approx(found.max(axis=1), abs=1e-9)


@given(st.integers(0, 2**32 - 1))
def test_with_many_assumptions_the_ends_are_still_safe(seed: int) -> None:
    ranges = some_ranges(seed, 6, 3)
    exact = bounds(ranges)
    most, imprecise.MOST_CORNERS = imprecise.MOST_CORNERS, 0
    try:
        safe = bounds(ranges)
    finally:
        imprecise.MOST_CORNERS = most
    assert (safe[:, 0] <= exact[:, 0] + 1e-12).all()
    assert (safe[:, 1] >= exact[:, 1] - 1e-12).all()


@given(st.integers(0, 2**32 - 1))
def test_points_have_one_posterior(seed: int) -> None:
    ranges = some_ranges(seed, 3, 2)
    flat = Ranges(
        ranges.prior[:, [0, 0]],
        ranges.likelihood[..., [0, 0]],
        ranges.group,
        ranges.holds[:, [0, 0]],
        ranges.otherwise[:, [0, 0]],
    )
    rows = Rows(flat.likelihood[..., :1], flat.group, flat.holds[:, :1], flat.otherwise[:, :1])
    one = posterior(flat.prior[:, :1], rows)
    assert bounds(flat) == pytest.approx(one[:, [0, 0]], abs=1e-12)


def test_wide_ranges_narrow_with_what_is_ruled_out() -> None:
    ranges = Ranges(
        np.array([[0.5, 0.5], [0.5, 0.5]]),
        np.array([[[0.0, 0.0], [0.2, 0.9]]]),
        np.array([-1]),
        np.empty((0, 2)),
        np.ones((1, 2)),
    )
    assert bounds(ranges).tolist() == [[0, 0], [1, 1]]
