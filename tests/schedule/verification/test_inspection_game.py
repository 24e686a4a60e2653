"""The game's values and odds against linear programming, the closed form, and each other."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.inspection_game import closed_form, solve
from tests.schedule.verification.oracle import matrix_value

amounts = st.floats(0.1, 20)


def oracle(periods: int, inspections: int, gain: float, loss: float, sees: float) -> float:
    """Offer the inspector every choice he has at every state, and solve each matrix game."""
    caught = sees * loss - (1 - sees) * gain

    @functools.cache
    def value(n: int, m: int) -> float:
        if n == 0:
            return 0.0
        choices = [[-gain, value(n - 1, m)]]
        if m > 0:
            choices.append([caught, value(n - 1, m - 1)])
        return matrix_value(choices)

    return value(periods, inspections)


@given(st.integers(1, 5), st.integers(0, 5), amounts, st.floats(0, 20), st.floats(0, 1))
def test_values_are_those_of_the_matrix_games(
    n: int, m: int, gain: float, loss: float, sees: float
) -> None:
    plan = solve(n, m, gain, loss, sees)
    assert plan.value[n, m] == pytest.approx(oracle(n, m, gain, loss, sees), abs=1e-7)


@given(st.integers(0, 12), st.integers(0, 14), amounts, st.floats(0, 20))
def test_the_closed_form_is_the_recursion(n: int, m: int, gain: float, loss: float) -> None:
    value = solve(n, m, gain, loss).value[n, m]
    assert value == pytest.approx(closed_form(n, m, gain, loss), abs=1e-9)


@given(st.integers(1, 9), st.integers(0, 9), amounts, amounts, st.floats(0, 1))
def test_both_sides_odds_guarantee_the_value_at_every_state(
    n: int, m: int, gain: float, loss: float, sees: float
) -> None:
    plan, caught = solve(n, m, gain, loss, sees), sees * loss - (1 - sees) * gain
    for a in range(1, n + 1):
        for b in range(m + 1):
            p, q, v = plan.inspect[a, b], plan.violate[a, b], plan.value[a, b]
            after_visit, after_none = plan.value[a - 1, max(b - 1, 0)], plan.value[a - 1, b]
            if b == 0:
                assert p == 0
            violated = p * caught - (1 - p) * gain
            assert min(violated, p * after_visit + (1 - p) * after_none) >= v - 1e-9
            replies = [-q * gain + (1 - q) * after_none]
            if b > 0:
                replies.append(q * caught + (1 - q) * after_visit)
            assert max(replies) <= v + 1e-9


@given(st.integers(1, 10), amounts, amounts, st.floats(0, 1), st.floats(0, 1))
def test_more_inspections_better_ones_and_fewer_periods_help(
    n: int, gain: float, loss: float, one: float, other: float
) -> None:
    worse, better = (solve(n, n, gain, loss, s).value for s in sorted([one, other]))
    assert (worse <= better + 1e-9).all()
    assert (np.diff(better, axis=1) >= -1e-9).all()
    assert (np.diff(better[1:], axis=0)[:, :] <= 1e-9).all()
    assert (better <= 1e-12).all()
    assert (better >= -gain - 1e-9).all()


def test_values_lie_between_minus_one_and_zero() -> None:
    value = solve(30, 30).value
    assert value.min() == -1
    assert value.max() == 0
    assert (value[np.arange(31)[:, None] <= np.arange(31)] == 0).all()
    inside = value[np.arange(31)[:, None] > np.arange(31)]
    assert ((inside >= -1) & (inside < 0)).all()


def test_the_scale_of_the_payoffs_scales_the_value_and_leaves_the_odds() -> None:
    small, large = solve(8, 3, 1, 4), solve(8, 3, 10, 40)
    np.testing.assert_allclose(large.value, 10 * small.value)
    np.testing.assert_allclose(large.inspect, small.inspect)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1, 0), "number of periods must not be negative; found -1"),
        ((3, -2), "number of inspections must not be negative"),
        ((3, 1, 0.0), "gain of a violation must be above 0; found 0"),
        ((3, 1, 1.0, -1.0), "loss of a violator who is caught must not be negative"),
        ((3, 1, 1.0, 1.0, 1.5), "must lie between 0 and 1; found 1.5"),
        ((3, 1, 1.0, 1.0, float("nan")), "must lie between 0 and 1; found nan"),
    ],
)
def test_numbers_out_of_range_are_named(arguments: tuple[float, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        solve(*arguments)
