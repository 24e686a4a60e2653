"""Weights under plain chains of order: sorted draws, against rejection."""

import numpy as np
import pytest
from scipy import stats

from detente.beliefs.chains import sortable_chains
from detente.beliefs.polytope import WeightRules, WeightSampler


def rules(size: int, pairs: list[tuple[int, int]], high: float = 1.0) -> WeightRules:
    order = np.zeros((len(pairs), size))
    for row, (lesser, greater) in zip(order, pairs, strict=True):
        row[lesser], row[greater] = 1.0, -1.0
    nothing = (None,) * size
    return WeightRules(
        np.zeros(size), np.full(size, high), order, nothing, nothing, np.zeros(size, dtype=bool)
    )


@pytest.mark.parametrize(
    ("pairs", "high"), [([(0, 1), (1, 2)], 1.0), ([(2, 0), (1, 3)], 0.6), ([(3, 2)], 1.0)]
)
def test_sorted_draws_are_those_of_rejection(pairs: list[tuple[int, int]], high: float) -> None:
    size = 4
    drawn = WeightSampler(rules(size, pairs, high)).draw(6000, np.random.default_rng(5))
    plain = np.random.default_rng(6).dirichlet(np.ones(size), 200_000)
    kept = plain[
        np.all([plain[:, a] <= plain[:, b] for a, b in pairs], axis=0) & (plain.max(axis=1) <= high)
    ]
    for i in range(size):
        assert stats.ks_2samp(drawn[:, i], kept[:, i]).pvalue > 1e-4


def test_a_ranking_of_fourteen_issues_is_drawn_exactly_and_not_by_a_walk() -> None:
    chain = [(i, i + 1) for i in range(13)]
    sampler = WeightSampler(rules(14, chain))
    drawn = sampler.draw(4096, np.random.default_rng(1))
    assert (np.diff(drawn, axis=1) >= 0).all()
    # Expected order statistics of shares of a whole: sums of 1/k (Barron and Barrett 1996).
    expected = [sum(1 / k for k in range(14 - i, 15)) / 14 for i in range(14)]
    assert drawn.mean(axis=0) == pytest.approx(expected, abs=0.004)


@pytest.mark.parametrize(
    "pairs",
    [[(0, 1), (0, 2)], [(0, 2), (1, 2)], [(0, 1), (1, 0)], [(0, 1), (1, 2), (2, 0)]],
)
def test_branches_and_circles_are_not_sorted(pairs: list[tuple[int, int]]) -> None:
    some = rules(3, pairs)
    assert sortable_chains(some.order, some.low, some.high, some.kept) is None


def test_unequal_bounds_or_a_factor_are_not_sorted() -> None:
    some = rules(3, [(0, 1)])
    high = np.array([1.0, 0.5, 1.0])
    assert sortable_chains(some.order, some.low, high, some.kept) is None
    moved = np.array([True, False, False])
    assert sortable_chains(some.order, some.low, some.high, moved) is None
