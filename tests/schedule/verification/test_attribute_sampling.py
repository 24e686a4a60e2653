"""Sample sizes against exact fractions, drawing, and what defines them."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.attribute_sampling import (
    items_needed,
    non_detection,
    sample_by_formula,
    smallest_sample,
)

betas = st.sampled_from([0.05, 0.1, 0.2, 0.25, 0.5, 0.8])
stocks = st.integers(1, 9).flatmap(
    lambda items: st.tuples(st.just(items), st.integers(1, items), st.integers(0, items))
)


@given(stocks, st.sampled_from([0.0, 0.3, 0.7, 1.0]))
def test_non_detection_counts_every_sample(stock: tuple[int, int, int], sees: float) -> None:
    items, falsified, sample = stock
    samples = list(itertools.combinations(range(items), sample))
    unseen = sum((1 - sees) ** sum(i < falsified for i in s) for s in samples) / len(samples)
    assert non_detection(items, falsified, sample, sees) == pytest.approx(unseen, abs=1e-12)


def test_non_detection_in_large_stocks_is_exact() -> None:
    items, falsified, sample = 1_000_000, 37, 60_000
    exact = Fraction(1)
    for i in range(falsified):
        exact *= Fraction(items - sample - i, items - i)
    assert non_detection(items, falsified, sample) == pytest.approx(float(exact), rel=1e-9)


def test_non_detection_is_what_is_seen_when_drawing() -> None:
    rng, size = np.random.default_rng(2), 20_000
    inside = rng.hypergeometric(6, 44, 15, size=size)
    missed = (rng.binomial(inside, 0.6) == 0).mean()
    exact = non_detection(50, 6, 15, 0.6)
    assert missed == pytest.approx(exact, abs=4.5 * math.sqrt(exact * (1 - exact) / size))


@given(st.integers(1, 80), st.integers(1, 12), betas, st.sampled_from([0.4, 0.9, 1.0]))
def test_the_smallest_sample_is_the_first_that_is_enough(
    items: int, falsified: int, beta: float, sees: float
) -> None:
    falsified = min(falsified, items)
    enough = [
        n for n in range(items + 1) if non_detection(items, falsified, n, sees) <= beta * (1 + 1e-9)
    ]
    assert smallest_sample(items, falsified, beta, sees) == (enough[0] if enough else None)


@given(st.integers(1, 60), st.integers(1, 12), betas, st.floats(0.1, 1))
def test_the_formula_is_never_too_small(
    items: int, falsified: int, beta: float, sees: float
) -> None:
    falsified = min(falsified, items)
    exact, formula = (f(items, falsified, beta, sees) for f in (smallest_sample, sample_by_formula))
    if formula is not None:
        assert exact is not None
        assert exact <= formula


@given(st.integers(2, 60), st.integers(1, 12), betas)
def test_smaller_beta_and_worse_instruments_ask_for_more(
    items: int, falsified: int, beta: float
) -> None:
    falsified = min(falsified, items)
    for size in (smallest_sample, sample_by_formula):
        sizes = [size(items, falsified, b) for b in (beta, beta / 2, beta / 10)]
        assert sizes == sorted(sizes)
        worse = [size(items, falsified, beta, s) or math.inf for s in (1.0, 0.8, 0.5, 0.1)]
        assert worse == sorted(worse)


def test_a_sample_that_meets_beta_exactly_is_enough() -> None:
    # 7 of 10 leaves one falsified item unseen with exactly 3 in 10, which binary floating
    # point holds for slightly more than 0.3.
    assert sample_by_formula(10, 1, 0.3) == smallest_sample(10, 1, 0.3) == 7
    assert sample_by_formula(20, 1, 0.85) == smallest_sample(20, 1, 0.85) == 3
    assert items_needed(2.1, 0.3) == 7


def test_certainty_asks_for_all_but_what_may_stay_unseen() -> None:
    assert smallest_sample(20, 5, 0.0) == 16
    assert smallest_sample(20, 5, 1.0) == sample_by_formula(20, 5, 1.0) == 0


def test_an_instrument_may_be_too_poor() -> None:
    # All three falsified items are missed with .9 cubed.
    assert smallest_sample(30, 3, 0.7, 0.1) is None
    assert sample_by_formula(30, 3, 0.7, 0.1) is None
    assert smallest_sample(30, 3, 0.73, 0.1) == 30
    assert sample_by_formula(30, 3, 0.5, 0.0) is None


@pytest.mark.parametrize(("goal", "item", "needed"), [(8, 1, 8), (8, 3, 3), (0.5, 3, 1)])
def test_items_that_hold_the_goal_amount(goal: float, item: float, needed: int) -> None:
    assert items_needed(goal, item) == needed


def test_numbers_out_of_range_are_named() -> None:
    with pytest.raises(UsageError, match="goal amount must be above 0; found 0"):
        items_needed(0, 1)
    with pytest.raises(UsageError, match=r"5 falsified items among 4: .* at most all"):
        smallest_sample(4, 5, 0.1)
    with pytest.raises(UsageError, match="sample of 9 cannot be drawn from 4 items"):
        non_detection(4, 1, 9)
    with pytest.raises(UsageError, match=r"overlooking must lie between 0 and 1; found -0.1"):
        sample_by_formula(4, 1, -0.1)
