"""Differences of scores, their error, and how many questions it takes to tell."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from detente.evidence.skill import difference, needed_for_chances, needed_questions

ONE = st.floats(0, 1).map(lambda x: round(x, 6))
SCORES = st.lists(st.tuples(ONE, ONE), min_size=2, max_size=12)


def power(n: int, ratio: float) -> float:
    """Return the power of the paired t test, two-sided at 5 in 100."""
    edge = stats.t.ppf(0.975, n - 1)
    away = ratio * math.sqrt(n)
    return float(stats.nct.sf(edge, n - 1, away) + stats.nct.cdf(-edge, n - 1, away))


@pytest.mark.parametrize("ratio", [0.1, 0.2, 0.35, 0.5, 0.8])
def test_the_number_needed_is_that_of_the_exact_test(ratio: float) -> None:
    exact = next(n for n in itertools.count(2) if power(n, ratio) >= 0.8)
    found = needed_questions(ratio, 1.0)
    assert found is not None
    assert abs(found - exact) <= 1


def test_there_is_no_number_for_no_difference() -> None:
    assert needed_questions(0.0, 1.0) is None
    assert needed_questions(1e-9, 1.0) is None
    assert needed_questions(0.5, 0.0) == 2
    assert needed_questions(0.5, math.nan) is None


@given(st.floats(0.01, 1), st.floats(0.01, 1))
def test_smaller_and_more_varied_differences_need_more(size: float, sd: float) -> None:
    one = needed_questions(size, sd)
    half, wide = needed_questions(size / 2, sd), needed_questions(size, sd * 2)
    assert one is not None
    assert half is not None
    assert wide is not None
    assert half == wide >= one
    assert needed_questions(-size, sd) == one


@pytest.mark.parametrize(("truth", "other"), [(0.7, 0.6), (0.5, 0.9), (0.05, 0.2)])
def test_two_steady_forecasters_by_adding_up_both_answers(truth: float, other: float) -> None:
    gaps = [(other - yes) ** 2 - (truth - yes) ** 2 for yes in (1, 0)]
    mean = truth * gaps[0] + (1 - truth) * gaps[1]
    variance = truth * gaps[0] ** 2 + (1 - truth) * gaps[1] ** 2 - mean**2
    assert needed_for_chances(truth, other) == needed_questions(mean, math.sqrt(variance))


def test_so_many_questions_do_tell_with_a_power_of_80_in_100() -> None:
    n = needed_for_chances(0.7, 0.5)
    assert n is not None
    rng = np.random.default_rng(5)
    yes = rng.random((4000, n)) < 0.7
    gaps = (0.5 - yes) ** 2 - (0.7 - yes) ** 2
    t = gaps.mean(axis=1) / (gaps.std(axis=1, ddof=1) / math.sqrt(n))
    told = (np.abs(t) > stats.t.ppf(0.975, n - 1)).mean()
    assert told == pytest.approx(0.8, abs=0.03)


@given(SCORES, st.integers(0, 99))
def test_the_mean_the_skill_and_the_error(rows: list[tuple[float, float]], seed: int) -> None:
    own, other = np.array(rows).T
    found = difference(own, other, np.random.default_rng(seed))
    n = len(rows)
    assert found.questions == n
    assert found.mean == pytest.approx(other.mean() - own.mean(), abs=1e-12)
    if other.mean() > 1e-9:
        assert found.skill == pytest.approx(1 - own.mean() / other.mean(), abs=1e-9)
    else:
        assert found.skill is None
    # Of a mean the bootstrap has a closed form.
    assert found.sd == pytest.approx((other - own).std(ddof=1), abs=1e-12)
    assert found.se == pytest.approx((other - own).std(ddof=1) / math.sqrt(n), rel=0.1, abs=1e-9)
    back = difference(other, own, np.random.default_rng(seed))
    assert back.mean == pytest.approx(-found.mean, abs=1e-12)
    assert back.se == pytest.approx(found.se)


def test_doubled_questions_leave_the_mean_and_seem_surer() -> None:
    rng = np.random.default_rng(2)
    own, other = rng.random(30), rng.random(30)
    once = difference(own, other, np.random.default_rng(1))
    twice = difference(np.tile(own, 2), np.tile(other, 2), np.random.default_rng(1))
    assert twice.mean == pytest.approx(once.mean)
    assert twice.skill == pytest.approx(once.skill)
    assert once.se is not None
    assert twice.se == pytest.approx(once.se / math.sqrt(2), rel=0.1)


def test_one_question_has_no_error() -> None:
    found = difference(np.array([0.1]), np.array([0.3]), np.random.default_rng(1))
    assert (found.se, found.sd, found.skill_se, found.needed) == (None, None, None, None)
    assert found.mean == pytest.approx(0.2)
