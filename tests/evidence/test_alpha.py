"""Alpha against its definition, pair by pair, and its defining properties."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.evidence.alpha import Level, alpha, bootstrap

LEVELS: list[Level] = ["nominal", "ordinal", "interval", "ratio"]


@st.composite
def codings(draw: st.DrawFn) -> np.ndarray:
    coders, units = draw(st.integers(2, 4)), draw(st.integers(1, 7))
    one = st.one_of(st.just(math.nan), st.integers(0, 4).map(float))
    row = st.lists(one, min_size=units, max_size=units)
    return np.array(draw(st.lists(row, min_size=coders, max_size=coders)))


def oracle(values: np.ndarray, level: str) -> float:
    """Add up the disagreement of every pair, within units and of all values, one by one."""
    units = [[v for v in column if not math.isnan(v)] for column in values.T]
    units = [unit for unit in units if len(unit) >= 2]
    all_values = [v for unit in units for v in unit]
    counts = {v: all_values.count(v) for v in all_values}

    def apart(a: float, b: float) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        if level == "ratio":
            return ((a - b) / (a + b)) ** 2 if a + b else 0.0
        low, high = min(a, b), max(a, b)
        between = sum(n for v, n in counts.items() if low <= v <= high)
        return (between - (counts[a] + counts[b]) / 2) ** 2 if a != b else 0.0

    n = len(all_values)
    observed = sum(
        apart(a, b) / (len(unit) - 1) for unit in units for a, b in itertools.permutations(unit, 2)
    )
    expected = sum(apart(a, b) for a, b in itertools.permutations(all_values, 2))
    if n == 0 or expected == 0:
        return math.nan
    return 1 - (observed / n) / (expected / (n * (n - 1)))


@pytest.mark.parametrize("level", LEVELS)
@given(codings())
def test_alpha_is_its_definition(level: Level, values: np.ndarray) -> None:
    assert alpha(values, level) == pytest.approx(oracle(values, level), nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@given(codings(), st.randoms())
def test_who_codes_and_in_which_order_does_not_matter(
    level: Level, values: np.ndarray, chance: Any
) -> None:
    coders, units = list(range(values.shape[0])), list(range(values.shape[1]))
    chance.shuffle(coders)
    chance.shuffle(units)
    shuffled = values[coders][:, units]
    assert alpha(shuffled, level) == pytest.approx(alpha(values, level), nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@given(st.lists(st.integers(0, 9).map(float), min_size=2, max_size=8))
def test_equal_codings_agree_fully(level: Level, row: list[float]) -> None:
    assume(len(set(row)) > 1)
    assert alpha(np.array([row, row, row]), level) == pytest.approx(1.0)


@given(codings(), st.floats(0.1, 10), st.floats(-5, 5))
def test_interval_data_may_be_moved_and_stretched(
    values: np.ndarray, times: float, add: float
) -> None:
    moved = np.round(values * times + add, 12)
    assert alpha(moved, "interval") == pytest.approx(
        alpha(values, "interval"), nan_ok=True, abs=1e-6
    )
    assert alpha(np.exp(values), "ordinal") == pytest.approx(
        alpha(values, "ordinal"), nan_ok=True, abs=1e-9
    )


@given(codings())
def test_a_unit_coded_once_says_nothing(values: np.ndarray) -> None:
    lonely = np.full((values.shape[0], 1), math.nan)
    lonely[0, 0] = 99.0
    assert alpha(np.hstack([values, lonely]), "interval") == pytest.approx(
        alpha(values, "interval"), nan_ok=True
    )


def test_nothing_coded_twice_and_nothing_that_varies_have_no_alpha() -> None:
    assert math.isnan(alpha(np.array([[1.0, math.nan], [math.nan, 2.0]]), "interval"))
    assert math.isnan(alpha(np.array([[3.0, 3.0], [3.0, 3.0]]), "nominal"))
    assert math.isnan(bootstrap(np.zeros((2, 0)), "nominal", np.random.default_rng(1)).se)


def test_coders_who_guess_agree_as_chance_has_it() -> None:
    rng = np.random.default_rng(5)
    guesses = rng.integers(0, 5, (3, 3000)).astype(float)
    for level in LEVELS:
        assert abs(alpha(guesses, level)) < 0.03


def test_the_bootstrap_repeats_and_covers_what_other_samples_would_give() -> None:
    rng = np.random.default_rng(7)
    truth = rng.integers(0, 5, 60).astype(float)
    noise = rng.integers(-1, 2, (2, 60))
    values = np.clip(truth + noise, 0, 4)
    one = bootstrap(values, "ordinal", np.random.default_rng(1), 400)
    assert one == bootstrap(values, "ordinal", np.random.default_rng(1), 400)
    assert one.low < alpha(values, "ordinal") < one.high
    # The spread over fresh samples of units is what the standard error estimates.
    fresh = []
    for _ in range(200):
        again = rng.integers(0, 5, 60).astype(float)
        fresh.append(alpha(np.clip(again + rng.integers(-1, 2, (2, 60)), 0, 4), "ordinal"))
    assert one.se == pytest.approx(np.std(fresh), rel=0.4)
