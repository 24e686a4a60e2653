"""What a step needs, against the party's own reckoning of faking it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.need import (
    detection_needed,
    inspections_needed,
    longest_lag,
)

amounts = st.floats(0.01, 20)


@given(amounts, st.floats(-10, 30), st.floats(-10, 30), st.floats(0, 20))
def test_faking_pays_exactly_below_the_detection_needed(
    gain: float, advance: float, remaining: float, guarantee: float
) -> None:
    def faking_less_complying(q: float) -> float:
        return q * (advance - guarantee) + (1 - q) * (remaining + gain) - remaining

    (needed,) = detection_needed([gain], remaining + guarantee - advance)
    if np.isnan(needed):
        assert faking_less_complying(1.0) > 0
        return
    assert faking_less_complying(needed) <= 1e-9
    if needed > 0.01:
        assert faking_less_complying(needed - 0.01) > 0


@given(st.floats(0, 20), st.floats(0, 20), st.floats(0, 20))
def test_more_gain_and_less_slack_need_more(gain: float, slack: float, more: float) -> None:
    base = detection_needed(gain, slack)
    assert detection_needed(gain + more, slack) >= base - 1e-12
    assert detection_needed(gain, slack + more) <= base + 1e-12


def test_edges_of_the_detection_needed() -> None:
    found = detection_needed([0, 0, 3, 3, 3, 0], [0, 5, 0, 9, -1, -1])
    np.testing.assert_array_equal(found, [0, 0, 1, 0.25, np.nan, np.nan])


@given(st.floats(0, 0.999), st.floats(0.02, 1))
def test_the_inspections_needed_are_the_first_number_that_is_enough(
    wanted: float, sees: float
) -> None:
    number, missed = 0, 1.0
    while 1 - missed < wanted - 1e-9:
        number, missed = number + 1, missed * (1 - sees)
    assert abs(inspections_needed(wanted, sees) - number) <= (wanted < 1e-8)


def test_inspections_that_are_just_enough_are_enough() -> None:
    sees, number = np.arange(1, 10)[:, None] / 10, np.arange(1, 9)
    found = inspections_needed(1 - (1 - sees) ** number, sees)
    np.testing.assert_array_equal(found, np.broadcast_to(number, found.shape))


def test_edges_of_the_inspections_needed() -> None:
    found = inspections_needed([0, 0.5, 0.5, 1, 1, np.nan, 0.75], [0, 0, 1, 0.9, 1, 0.5, 0.5])
    np.testing.assert_array_equal(found, [0, np.inf, 1, np.inf, 1, np.nan, 2])


@given(
    st.lists(st.lists(st.integers(-5, 20), min_size=4, max_size=4), min_size=1, max_size=3),
    st.integers(0, 5),
    st.integers(0, 20),
)
def test_up_to_the_longest_lag_the_condition_holds(
    advance: list[list[int]], surcharge: int, cap: int
) -> None:
    found = longest_lag(advance, np.full(len(advance), surcharge), cap)
    for row, lag in zip(advance, found, strict=True):
        assert all(a + surcharge <= cap for a in row[: lag + 1])
        assert lag == len(row) - 1 or row[lag + 1] + surcharge > cap


def test_a_step_that_cannot_be_policed_allows_no_lag() -> None:
    np.testing.assert_array_equal(longest_lag([[0, 1], [0, 1]], [np.inf, 0], 5), [-1, 1])


def test_numbers_out_of_range_are_named() -> None:
    with pytest.raises(UsageError, match="gain from faking a step must not be negative; found -2"):
        detection_needed(-2, 1)
    with pytest.raises(UsageError, match=r"detection wanted must lie between 0 and 1; found 1.2"):
        inspections_needed(1.2, 0.5)
    with pytest.raises(UsageError, match="one inspection detects must lie between 0 and 1"):
        inspections_needed(0.5, -0.5)
