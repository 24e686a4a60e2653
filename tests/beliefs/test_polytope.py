"""Weights: inside their polytope, uniform on it, and an error exactly when there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import linprog

from detente.beliefs import polytope
from detente.beliefs.polytope import (
    EmptyPolytopeError,
    Uniforms,
    WeightRules,
    WeightSampler,
    draw_weights,
    equalities,
    hit_and_run,
    inner_point,
)
from detente.beliefs.shapes import quantile, relative_density, support
from detente.case.quantity import Quantity

ALPHA = 1e-4
"""Level of every comparison of samples: one false alarm in ten thousand, and the seed is fixed."""

Row = dict[int, float]


def rules_of(
    low: list[float], high: list[float], order: tuple[Row, ...] = (), **kept: list[bool]
) -> WeightRules:
    size = len(low)
    rows = np.zeros((len(order), size))
    for k, row in enumerate(order):
        for i, factor in row.items():
            rows[k, i] = factor
    return WeightRules(
        np.array(low, dtype=float),
        np.array(high, dtype=float),
        rows,
        (None,) * size,
        (None,) * size,
        np.array(kept.get("kept", [False] * size)),
    )


def shaped(quantities: list[Quantity], order: tuple[Row, ...] = ()) -> WeightRules:
    """Rules of shares with densities; the quantities are of shares, 0 to 1."""
    ends = np.clip([support(q) for q in quantities], 0, 1)
    plain = rules_of(list(ends[:, 0]), list(ends[:, 1]), order)
    special = [q.range is None and q.point is None for q in quantities]
    return WeightRules(
        plain.low,
        plain.high,
        plain.order,
        tuple(
            partial(quantile, q) if s else None for q, s in zip(quantities, special, strict=True)
        ),
        tuple(
            partial(relative_density, q) if s else None
            for q, s in zip(quantities, special, strict=True)
        ),
        np.array([q.empirical is not None for q in quantities]),
        any(q.empirical is not None for q in quantities),
    )


def inside(rules: WeightRules, weights: np.ndarray, slack: float = 1e-9) -> bool:
    return bool(
        (weights >= rules.low - slack).all()
        and (weights <= rules.high + slack).all()
        and (weights @ rules.order.T <= slack).all()
        and np.allclose(weights.sum(axis=1), 1, atol=1e-9)
    )


def plain_rejection(
    rules: WeightRules, count: int, density: Callable[[np.ndarray], np.ndarray] | None = None
) -> np.ndarray:
    """Uniform on the simplex (Dirichlet with all parameters 1), kept where the rules hold."""
    rng = np.random.default_rng(1)
    kept: list[np.ndarray] = []
    for _ in range(200):
        proposed = rng.dirichlet(np.ones(len(rules.low)), 50_000)
        ok = ((proposed >= rules.low) & (proposed <= rules.high)).all(axis=1)
        ok &= (proposed @ rules.order.T <= 0).all(axis=1)
        proposed = proposed[ok]
        if density is not None:
            proposed = proposed[rng.random(len(proposed)) < density(proposed)]
        kept.append(proposed)
        if sum(map(len, kept)) >= count:
            return np.concatenate(kept)[:count]
    raise AssertionError("the oracle finds too few")


def same_distribution(drawn: np.ndarray, reference: np.ndarray) -> None:
    """Compare every share, and a mix of them all, by Kolmogorov and Smirnov."""
    mix = np.sqrt(np.arange(1, drawn.shape[1] + 1)) % 1 + np.arange(drawn.shape[1]) % 2
    for i in range(drawn.shape[1]):
        if np.ptp(reference[:, i]) > 1e-9:
            assert stats.ks_2samp(drawn[:, i], reference[:, i]).pvalue > ALPHA, i
    assert stats.ks_2samp(drawn @ mix, reference @ mix).pvalue > ALPHA
    error = reference.std(axis=0) * np.sqrt(1 / len(drawn) + 1 / len(reference))
    assert (np.abs(drawn.mean(axis=0) - reference.mean(axis=0)) <= 4.5 * error + 1e-12).all()


# -- uniform on the polytope -------------------------------------------------------------

BOXED = rules_of([0.1, 0.2, 0.0, 0.05], [0.3, 0.5, 0.6, 0.25])
ORDERED = rules_of([0, 0.1, 0, 0], [1, 1, 0.5, 1], ({0: 1, 1: -1}, {2: 2, 3: -1}))
SIMPLEX = rules_of([0] * 4, [1] * 4)
WAYS = {
    "box": partial(polytope._box),
    "box tilted down": partial(polytope._box, tilt=-6.0),
    "box tilted up": partial(polytope._box, tilt=3.0),
    "dirichlet": polytope._dirichlet,
}


@pytest.mark.parametrize("rules", [BOXED, ORDERED, SIMPLEX], ids=["boxed", "ordered", "simplex"])
@pytest.mark.parametrize("way", [*WAYS, "walk"])
def test_every_way_of_drawing_is_uniform(rules: WeightRules, way: str) -> None:
    rng = np.random.default_rng(7)
    if way == "walk":
        drawn = hit_and_run(rules, 2500, rng)
    else:
        sampler = WeightSampler(rules)
        sampler._make, sampler._rate = WAYS[way], 0.05
        drawn = sampler.draw(2500, rng)
    assert inside(rules, drawn)
    same_distribution(drawn, plain_rejection(rules, 5000))


def test_what_the_sampler_chooses_itself_is_uniform() -> None:
    for rules in (BOXED, ORDERED, SIMPLEX):
        drawn = draw_weights(rules, 4000, np.random.default_rng(3))
        same_distribution(drawn, plain_rejection(rules, 5000))


@pytest.mark.parametrize(("size", "count"), [(8, 2000), (14, 1000)])
def test_the_walk_on_a_long_chain_of_order_is_the_sorted_simplex(size: int, count: int) -> None:
    """A thin polytope: rejection would keep one in 40,320 and in 87 thousand million."""
    chain = tuple({i: 1.0, i + 1: -1.0} for i in range(size - 1))
    rules = rules_of([0] * size, [1] * size, chain)
    drawn = hit_and_run(rules, count, np.random.default_rng(5))
    assert inside(rules, drawn)
    exact = np.sort(np.random.default_rng(6).dirichlet(np.ones(size), 6000), axis=1)
    same_distribution(drawn, exact)


def test_many_narrow_ranges() -> None:
    low = [0.02, 0.05, 0.1, 0.01, 0.03, 0.08, 0.0, 0.04, 0.1, 0.02]
    rules = rules_of(low, [x + 0.12 for x in low])
    drawn = draw_weights(rules, 4000, np.random.default_rng(8))
    assert inside(rules, drawn)
    same_distribution(drawn, hit_and_run(rules, 2000, np.random.default_rng(9)))


def test_draws_left_over_by_rejection_are_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polytope, "_TRIES", 1)
    sampler = WeightSampler(ORDERED)
    sampler._make, sampler._rate = partial(polytope._box, tilt=12.0), 0.5
    drawn = sampler.draw(4000, np.random.default_rng(4))
    same_distribution(drawn, plain_rejection(ORDERED, 5000))


# -- faces -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "share"),
    [
        (({0: 1, 1: -1}, {0: -1, 1: 1}), (1, 1)),
        (({0: 0.5, 1: -1}, {1: 2, 0: -1}), (2, 1)),
        (({0: 1, 1: -1}, {1: 1, 2: -1}, {2: 1, 0: -1}), (1, 1, 1)),
    ],
    ids=["a = b", "a = 2 b", "a <= b <= c <= a"],
)
def test_equalities_leave_a_uniform_face(order: tuple[Row, ...], share: tuple[int, ...]) -> None:
    rules = rules_of([0.0] * (len(share) + 1), [1.0] * (len(share) + 1), order)
    drawn = draw_weights(rules, 3000, np.random.default_rng(2))
    np.testing.assert_allclose(drawn[:, : len(share)], drawn[:, -2:-1] * np.array(share), atol=1e-9)
    # One line is left: the last share is uniform from 0 to 1.
    assert stats.kstest(drawn[:, -1], "uniform").pvalue > ALPHA
    assert inside(rules, drawn)


def test_a_face_of_the_ranges_is_found_too() -> None:
    rules = rules_of([0.2, 0.3, 0, 0], [0.3, 0.4, 1, 1], ({1: 1, 0: -1},))
    drawn = draw_weights(rules, 2000, np.random.default_rng(2))
    np.testing.assert_allclose(drawn[:, :2], 0.3, atol=1e-9)
    assert stats.kstest(drawn[:, 2], stats.uniform(0, 0.4).cdf).pvalue > ALPHA


@pytest.mark.parametrize(
    ("low", "high"),
    [([0.2, 0.3, 0.5], [1, 1, 1]), ([0, 0, 0], [0.2, 0.3, 0.5]), ([0.6, 0.4], [0.6, 0.4])],
)
def test_a_single_point(low: list[float], high: list[float]) -> None:
    drawn = draw_weights(rules_of(low, high), 50, np.random.default_rng(0))
    expected = low if sum(low) == 1 else high
    np.testing.assert_allclose(drawn, np.tile(expected, (50, 1)), atol=1e-9)


def test_equalities_are_rows_both_ways_round_whatever_their_scale() -> None:
    rules = rules_of(
        [0] * 3, [1] * 3, ({0: 0.5, 1: -1}, {1: 2, 0: -1}, {0: 1, 2: -1}, {2: 1, 1: -1})
    )
    assert equalities(rules).tolist() == [True, True, False, False]


# -- any polytope ------------------------------------------------------------------------


@st.composite
def any_rules(draw: st.DrawFn) -> WeightRules:
    """Bounds on a grid of twentieths and up to four rows of order: often empty, often a face."""
    size = draw(st.integers(1, 5))
    low = [draw(st.sampled_from([0, 0, 0, 1, 2, 4, 7])) / 20 for _ in range(size)]
    high = [min(1.0, x + draw(st.sampled_from([0, 1, 3, 8, 20])) / 20) for x in low]
    pair = st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True)
    order = draw(
        st.lists(st.tuples(pair, st.sampled_from([0.5, 1.0, 1.0, 2.0])), max_size=4)
        if size > 1
        else st.just([])
    )
    return rules_of(low, high, tuple({a: factor, b: -1.0} for (a, b), factor in order))


def feasible(rules: WeightRules) -> bool:
    solved = linprog(
        np.zeros(len(rules.low)),
        A_ub=rules.order if len(rules.order) else None,
        b_ub=np.zeros(len(rules.order)) if len(rules.order) else None,
        A_eq=np.ones((1, len(rules.low))),
        b_eq=[1.0],
        bounds=list(zip(rules.low, rules.high, strict=True)),
    )
    return bool(solved.status == 0)


@given(any_rules())
def test_draws_lie_inside_or_there_are_none(rules: WeightRules) -> None:
    if not feasible(rules):
        with pytest.raises(EmptyPolytopeError):
            draw_weights(rules, 8, np.random.default_rng(0))
        return
    drawn = draw_weights(rules, 25, np.random.default_rng(0))
    assert drawn.shape == (25, len(rules.low))
    assert inside(rules, drawn)
    # As many directions as the polytope has: no chain is stuck in a corner.
    _, tight = inner_point(rules)
    walls = np.vstack([np.ones((1, len(rules.low))), polytope._walls(rules)[0][tight]])
    expected = len(rules.low) - np.linalg.matrix_rank(walls)
    assert np.linalg.matrix_rank(drawn - drawn.mean(axis=0), tol=1e-9) == expected


@given(any_rules())
def test_the_walk_stays_inside(rules: WeightRules) -> None:
    if feasible(rules):
        assert inside(rules, hit_and_run(rules, 10, np.random.default_rng(1)))


# -- densities ---------------------------------------------------------------------------

THREE = {
    "triangular": [
        Quantity(triangular=(0.1, 0.2, 0.6)),
        Quantity(range=(0.1, 0.7)),
        Quantity(range=(0.0, 0.8)),
    ],
    "normal": [
        Quantity(normal=(0.4, 0.1)),
        Quantity(range=(0.1, 0.7)),
        Quantity(triangular=(0.0, 0.3, 0.5)),
    ],
    "beta": [
        Quantity(beta=(2, 5), within=(0, 1)),
        Quantity(range=(0.0, 0.9)),
        Quantity(normal=(0.3, 0.2), within=(0.1, 0.9)),
    ],
    "all shaped": [
        Quantity(beta=(3, 3), within=(0, 1)),
        Quantity(triangular=(0.1, 0.1, 0.7)),
        Quantity(normal=(0.2, 0.15)),
    ],
}


def density_of(quantities: list[Quantity], weights: np.ndarray) -> np.ndarray:
    """Product of the stated densities, from scipy; the oracle's rejection takes out the scale."""
    total = np.ones(len(weights))
    for i, quantity in enumerate(quantities):
        if quantity.triangular is not None:
            low, mode, high = quantity.triangular
            width = high - low
            pdf = stats.triang((mode - low) / width, low, width).pdf
        elif quantity.normal is not None:
            pdf = stats.norm(*quantity.normal).pdf
        elif quantity.beta is not None:
            pdf = stats.beta(*quantity.beta).pdf
        else:
            continue
        total *= pdf(weights[:, i]) / pdf(np.linspace(0, 1, 5001)).max()
    return total


@pytest.mark.parametrize("way", ["box", "box tilted down", "dirichlet", "walk", "its own"])
@pytest.mark.parametrize("name", THREE)
def test_shaped_weights_follow_their_densities(name: str, way: str) -> None:
    quantities, rng = THREE[name], np.random.default_rng(7)
    if (name, way) == ("all shaped", "box tilted down"):
        way = "box"  # nothing is left to tilt
    rules = shaped(quantities, ({0: 1, 1: -1.5},))
    if way == "walk":
        drawn = hit_and_run(rules, 2500, rng)
    else:
        sampler = WeightSampler(rules)
        if way != "its own":
            sampler._make, sampler._rate = WAYS[way], 0.05
        drawn = sampler.draw(2500, rng)
    assert inside(rules, drawn)
    same_distribution(drawn, plain_rejection(rules, 5000, partial(density_of, quantities)))


def test_single_values_stay_single() -> None:
    values = Quantity(empirical=(0.1, 0.2, 0.4), weights=(1, 2, 1))
    free = Quantity(range=(0.0, 1.0))
    drawn = draw_weights(shaped([values, free, free]), 4000, np.random.default_rng(1))
    found, count = np.unique(np.round(drawn[:, 0], 9), return_counts=True)
    assert found.tolist() == [0.1, 0.2, 0.4]
    # The others have 1 - w to share, a line of that length.
    expected = np.array([1 * 0.9, 2 * 0.8, 1 * 0.6])
    assert stats.chisquare(count, expected / expected.sum() * 4000).pvalue > ALPHA


def test_single_values_that_sum_to_one_in_one_way_only() -> None:
    rules = shaped(
        [Quantity(empirical=(0.1, 0.3)), Quantity(empirical=(0.2, 0.4)), Quantity(point=0.5)]
    )
    drawn = draw_weights(rules, 200, np.random.default_rng(1))
    assert {tuple(row) for row in np.round(drawn, 9).tolist()} == {(0.1, 0.4, 0.5), (0.3, 0.2, 0.5)}


def test_single_values_that_never_sum_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polytope, "_TRIES", 20)
    with pytest.raises(EmptyPolytopeError):
        draw_weights(
            shaped([Quantity(empirical=(0.1, 0.3)), Quantity(empirical=(0.2, 0.95))]),
            20,
            np.random.default_rng(1),
        )


# -- uniforms from outside ---------------------------------------------------------------


def fixed_uniforms(share: int, level: np.ndarray, size: int) -> Uniforms:
    """A source whose uniforms of one share are given, as a shared factor gives them."""

    def source(rng: np.random.Generator, index: np.ndarray) -> np.ndarray:
        u = rng.random((len(index), size))
        u[:, share] = level[index]
        return u

    return source


@pytest.mark.parametrize("share", [0, 1, 2])
@pytest.mark.parametrize("way", WAYS)
def test_a_share_rises_with_its_uniforms_whatever_the_way(way: str, share: int) -> None:
    kept = [i == share for i in range(3)]
    rules = rules_of([0.0, 0.1, 0.05], [1.0, 0.9, 1.0], kept=kept)
    # Low ones only: beside a high one there may be no room for the others' least.
    level = 0.3 * np.random.default_rng(3).random(2000)
    sampler = WeightSampler(rules)
    sampler._make, sampler._rate = WAYS[way], 0.05
    drawn = sampler.draw(2000, np.random.default_rng(4), fixed_uniforms(share, level, 3))
    assert stats.spearmanr(drawn[:, share], level).statistic > 0.5


def test_each_draw_uses_its_own_uniforms() -> None:
    rules = rules_of([0.1, 0, 0], [0.3, 1, 1], kept=[True, False, False])
    level = np.linspace(0.01, 0.99, 500)
    sampler = WeightSampler(rules)
    sampler._make, sampler._rate = WAYS["box"], 0.05
    drawn = sampler.draw(500, np.random.default_rng(4), fixed_uniforms(0, level, 3))
    np.testing.assert_allclose(drawn[:, 0], 0.1 + 0.2 * level)
