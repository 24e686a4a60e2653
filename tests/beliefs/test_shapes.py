"""Quantiles and densities against scipy.stats; widening by its definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from detente.beliefs.shapes import middle, quantile, relative_density, support, widened
from detente.case.quantity import Quantity

U = np.array([1e-9, 0.001, 0.03, 0.2, 0.25, 0.4999, 0.5, 0.61, 0.75, 0.99, 1 - 1e-9])
numbers = st.floats(-200, 200).map(lambda x: round(x, 3))
widths = st.floats(0.01, 150).map(lambda x: round(x, 3))
shares = st.floats(0, 1).map(lambda x: round(x, 3))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Quantity, Any]:
    low, width = draw(numbers), draw(widths)
    return Quantity(range=(low, low + width)), stats.uniform(low, width)


@st.composite
def triangulars(draw: st.DrawFn) -> tuple[Quantity, Any]:
    low, width, share = draw(numbers), draw(widths), draw(shares)
    shape = (low, low + share * width, low + width)
    return Quantity(triangular=shape), stats.triang(share, low, width)


@st.composite
def normals(draw: st.DrawFn) -> tuple[Quantity, Any]:
    mean, sd = draw(numbers), draw(widths)
    if draw(st.booleans()):
        return Quantity(normal=(mean, sd)), stats.norm(mean, sd)
    # The ends up to six standard deviations off, both on one side too.
    low, width = mean + sd * draw(st.floats(-6, 6)), sd * draw(st.floats(0.05, 6))
    a, b = (low - mean) / sd, (low + width - mean) / sd
    quantity = Quantity(normal=(mean, sd), within=(low, low + width))
    return quantity, stats.truncnorm(a, b, mean, sd)


@st.composite
def betas(draw: st.DrawFn, least: float = 0.4) -> tuple[Quantity, Any]:
    a, b = draw(st.floats(least, 20)), draw(st.floats(least, 20))
    if draw(st.booleans()):
        return Quantity(beta=(a, b)), stats.beta(a, b, 0, 100)
    low, width = draw(numbers), draw(widths)
    return Quantity(beta=(a, b), within=(low, low + width)), stats.beta(a, b, low, width)


@st.composite
def empiricals(draw: st.DrawFn) -> Quantity:
    values = draw(st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=8))
    if draw(st.booleans()):
        return Quantity(empirical=values)
    weights = draw(
        st.lists(st.sampled_from([0, 1, 2, 4]), min_size=len(values), max_size=len(values))
    )
    assume(sum(weights) > 0)
    return Quantity(empirical=values, weights=[float(w) for w in weights])


@given(st.one_of(ranges(), triangulars(), normals(), betas()))
def test_quantiles_equal_those_of_scipy(drawn: tuple[Quantity, Any]) -> None:
    quantity, reference = drawn
    low, high = support(quantity)
    # Where the density is nearly 0, quantiles of either are only as good as probabilities.
    got, expected = quantile(quantity, U), reference.ppf(U)
    scale = reference.std() + 1e-9 * abs(reference.mean())
    np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6 * scale)
    assert (np.diff(got) >= 0).all()
    assert low - 1e-9 <= got.min() <= got.max() <= high + 1e-9


def test_a_normal_cut_far_out_keeps_its_shape() -> None:
    far = Quantity(normal=(0, 1), within=(20, 30))
    near_the_end = stats.expon(20, 1 / 20.0)  # the tail beyond 20 falls like exp(-20 x)
    np.testing.assert_allclose(quantile(far, U[3:8]), near_the_end.ppf(U[3:8]), rtol=1e-3)
    mirrored = Quantity(normal=(0, 1), within=(-30, -20))
    np.testing.assert_allclose(quantile(mirrored, U[3:8]), -quantile(far, 1 - U[3:8]))


@given(empiricals(), st.lists(st.floats(0.001, 0.999), min_size=1, max_size=5))
def test_an_empirical_quantile_is_the_least_value_with_that_much_below(
    quantity: Quantity, levels: list[float]
) -> None:
    assert quantity.empirical is not None
    weights = quantity.weights or (1.0,) * len(quantity.empirical)
    for level in levels:
        reached = [
            v
            for v in quantity.empirical
            if sum(w for x, w in zip(quantity.empirical, weights, strict=True) if x <= v)
            >= level * sum(weights) - 1e-12
        ]
        got = float(quantile(quantity, np.array([level]))[0])
        assert got == min(reached)


def test_an_empirical_value_comes_as_often_as_its_weight() -> None:
    quantity = Quantity(empirical=(3, 1, 2), weights=(1, 5, 2))
    u = (np.arange(8000) + 0.5) / 8000
    counts = np.unique(quantile(quantity, u), return_counts=True)[1]
    assert counts.tolist() == [5000, 2000, 1000]


def test_points_and_shapes_without_width_are_constant() -> None:
    for written in (7, [7, 7], {"triangular": [7, 7, 7]}, {"normal": [7, 0]}, {"empirical": [7]}):
        assert (quantile(Quantity.model_validate(written), U) == 7).all()


def test_analysts_have_no_single_quantile() -> None:
    both = Quantity.model_validate({"analysts": {"ada": 1, "ben": 2}})
    with pytest.raises(ValueError, match="analyst by analyst"):
        quantile(both, U)
    with pytest.raises(ValueError, match="no single support"):
        support(both)


# -- widening ----------------------------------------------------------------------------


@given(
    st.one_of(
        st.one_of(ranges(), triangulars(), normals(), betas()).map(lambda pair: pair[0]),
        empiricals(),
    ),
    st.sampled_from([1.0, 1.5, 2.0, 3.0]),
)
def test_widening_stretches_every_quantile_about_the_median(
    quantity: Quantity, times: float
) -> None:
    wide, centre = widened(quantity, times), middle(quantity)
    span = np.ptp(quantile(quantity, U)) + abs(centre) + 1
    np.testing.assert_allclose(
        quantile(wide, U),
        centre + times * (quantile(quantity, U) - centre),
        rtol=0,
        atol=1e-7 * span,
    )
    assert wide.shape == quantity.shape


def test_widening_keeps_points_factors_and_who_said_it() -> None:
    assert widened(Quantity(point=3.0), 2.0).point == 3
    moved = Quantity.model_validate({"range": [1, 3], "factors": {"rain": 0.5}})
    assert widened(moved, 2.0).factors == {"rain": 0.5}
    both = widened(Quantity.model_validate({"analysts": {"ada": [0, 2], "ben": 4}}), 2.0)
    assert both.analysts is not None
    assert both.analysts["ada"].range == (-1, 3)
    assert both.analysts["ben"].point == 4


# -- densities ---------------------------------------------------------------------------


@given(st.one_of(ranges(), triangulars(), normals(), betas(least=1.0)))
def test_relative_density_is_the_density_over_its_greatest_value(
    drawn: tuple[Quantity, Any],
) -> None:
    quantity, reference = drawn
    inner = reference.ppf(np.linspace(0.02, 0.98, 25))
    got, expected = relative_density(quantity, inner), reference.pdf(inner)
    np.testing.assert_allclose(got * expected.max(), expected * got.max(), rtol=1e-6, atol=1e-12)
    everywhere = reference.ppf(np.linspace(1e-6, 1 - 1e-6, 4001))
    assert 0.95 <= relative_density(quantity, everywhere).max() <= 1 + 1e-12
    low, high = support(quantity)
    outside = np.array([low - 1.0, high + 1.0])
    assert (relative_density(quantity, outside)[np.isfinite(outside)] == 0).all()


def test_a_beta_with_a_pole_is_cut_near_its_end_only() -> None:
    quantity, reference = Quantity(beta=(0.5, 0.7)), stats.beta(0.5, 0.7, 0, 100)
    inner = np.linspace(5, 95, 19)
    ratio = relative_density(quantity, inner) / reference.pdf(inner)
    np.testing.assert_allclose(ratio, ratio[0])
    assert relative_density(quantity, np.array([1e-4, 50.0])).tolist() == [1.0, pytest.approx(0.1)]


@given(empiricals())
def test_the_likelihood_of_an_empirical_value_is_that_of_drawing_it(quantity: Quantity) -> None:
    assert quantity.empirical is not None
    u = (np.arange(5040) + 0.5) / 5040
    drawn = quantile(quantity, u)
    values = np.unique(np.asarray(quantity.empirical))
    often = np.array([(drawn == v).sum() for v in values])
    np.testing.assert_allclose(relative_density(quantity, values), often / often.max(), atol=5e-3)
    assert not relative_density(quantity, values + 0.25).any()
