"""Declared and undeclared places stay apart; completeness against numerical integration."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from detente.errors import UsageError
from detente.schedule.verification.completeness import posterior, reweighted
from detente.schedule.verification.declaration import detection

shares = st.floats(0, 1)


@given(shares, shares, shares, shares)
def test_detection_by_where_the_violator_goes(c: float, q: float, u: float, go: float) -> None:
    found = detection([c], q, u, go)
    assert found.declared == q
    assert found.undeclared == u
    if c < 1:
        assert found.worst == min(q, u)
        assert found.mixed == pytest.approx((1 - go) * q + go * u)
    assert found.worst <= found.mixed + 1e-12


@given(shares, shares, shares)
def test_without_a_stated_mix_a_place_is_a_place(c: float, q: float, u: float) -> None:
    assert detection(c, q, u).mixed == pytest.approx(c * q + (1 - c) * u)


def test_inspecting_declared_places_harder_does_not_mend_the_worst_case() -> None:
    some = np.array([0.5, 0.9, 1.0])
    found = detection(some, [0.5, 0.9, 0.9], 0.2, 1.0)
    np.testing.assert_array_equal(found.worst, [0.2, 0.2, 0.9])
    np.testing.assert_array_equal(found.mixed, [0.2, 0.2, 0.9])


def test_a_simulated_violator_is_detected_as_often() -> None:
    rng, size = np.random.default_rng(5), 40_000
    c = rng.beta(8, 2, size)
    hidden = rng.random(size) < 1 - c
    seen = rng.random(size) < np.where(hidden, 0.25, 0.9)
    assert seen.mean() == pytest.approx(detection(c, 0.9, 0.25).mixed.mean(), abs=4.5 * 0.0025)


def test_shares_out_of_range_are_named() -> None:
    with pytest.raises(UsageError, match=r"declared must lie between 0 and 1; found 1.1"):
        detection([0.5, 1.1], 0.9, 0.2)
    with pytest.raises(UsageError, match="uses an undeclared place must lie between 0 and 1"):
        detection(0.5, 0.9, 0.2, -1)


@given(
    st.floats(0.6, 6), st.floats(0.6, 6), st.integers(0, 8), st.integers(0, 8), st.floats(0.05, 1)
)
def test_the_posterior_mean_is_the_integral(
    a: float, b: float, visits: int, finds: int, sees: float
) -> None:
    finds = min(finds, visits)

    def density(t: float, power: int) -> float:
        # c = sin(t)^2 takes the corners out of the beta density.
        s, k = math.sin(t) ** 2, math.cos(t) ** 2
        likely = (sees * k) ** finds * (1 - sees * k) ** (visits - finds)
        return s**power * likely * math.sin(t) ** (2 * a - 1) * math.cos(t) ** (2 * b - 1)

    # Relative precision only: after many finds the integrals are small.
    above, below = (
        quad(density, 0, math.pi / 2, args=(power,), epsabs=0, epsrel=1e-8)[0] for power in (1, 0)
    )
    assert posterior(a, b, visits, finds, sees).mean == pytest.approx(above / below, rel=1e-6)


@given(st.integers(0, 40))
def test_visits_without_a_find_follow_the_rule_of_succession(visits: int) -> None:
    assert posterior(1, 1, visits).mean == pytest.approx((visits + 1) / (visits + 2))


@given(st.floats(0.5, 5), st.floats(0.5, 5), st.integers(0, 20), st.floats(0, 1))
def test_visits_without_a_find_raise_completeness_the_more_the_sharper_they_are(
    a: float, b: float, visits: int, sees: float
) -> None:
    before, blunt = posterior(a, b, 0).mean, posterior(a, b, visits, 0, sees).mean
    assert before - 1e-12 <= blunt <= posterior(a, b, visits).mean + 1e-12
    assert blunt <= posterior(a, b, visits + 1, 0, sees).mean + 1e-12
    if visits:
        assert posterior(a, b, visits, 1, 0.9).mean < posterior(a, b, visits, 0, 0.9).mean


def test_draws_and_reweighted_draws_agree_with_the_posterior() -> None:
    rng, size = np.random.default_rng(6), 40_000
    exact = posterior(4, 2, 12, 2, 0.7)
    drawn = exact.draw(size, rng)
    assert drawn.mean() == pytest.approx(exact.mean, abs=4.5 * drawn.std() / math.sqrt(size))
    prior = rng.beta(4, 2, size)
    weight = reweighted(prior, np.full(size, 1 / size), 12, 2, 0.7)
    assert weight.sum() == pytest.approx(1)
    error = 4.5 * drawn.std() * math.sqrt(float((weight**2).sum()))
    assert weight @ prior == pytest.approx(exact.mean, abs=error)


def test_visits_that_see_nothing_teach_nothing() -> None:
    assert posterior(3, 2, 9, 0, 0.0).mean == pytest.approx(0.6)
    np.testing.assert_allclose(
        reweighted(np.array([0.2, 0.9]), np.array([1, 3]), 5, 0, 0), [0.25, 0.75]
    )


def test_impossible_records_of_visits_are_refused() -> None:
    with pytest.raises(UsageError, match="3 finds in 2 visits"):
        posterior(1, 1, 2, 3)
    with pytest.raises(UsageError, match="see nothing have found something"):
        posterior(1, 1, 2, 1, 0.0)
    with pytest.raises(UsageError, match="impossible under every draw"):
        reweighted(np.ones(3), np.ones(3), 2, 1)
    with pytest.raises(UsageError, match="parameter of the prior must be above 0"):
        posterior(0, 1, 2)
