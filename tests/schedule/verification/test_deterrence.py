"""Thresholds against the payoffs that define them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.deterrence import detection_needed, deters, loss_needed

amounts = st.floats(0, 20)
shares = st.floats(0, 1)


def better_to_violate(
    detection: float, gain: float, loss: float, alarm: float, cost: float
) -> float:
    """Return by how much a violation pays more than legal conduct."""
    return detection * -loss + (1 - detection) * gain - -cost * alarm


@given(amounts, amounts, shares, amounts)
def test_at_the_threshold_a_violation_pays_nothing_and_below_it_something(
    gain: float, loss: float, alarm: float, cost: float
) -> None:
    (needed,) = detection_needed([gain], loss, alarm, cost)
    if np.isnan(needed):
        assert better_to_violate(1.0, gain, loss, alarm, cost) > 0
        return
    assert better_to_violate(needed, gain, loss, alarm, cost) <= 1e-9
    assert deters(needed, gain, loss, alarm, cost)
    if gain + loss > 1e-3 and needed > 0.01:
        assert better_to_violate(needed - 0.01, gain, loss, alarm, cost) > 0
        assert not deters(needed - 0.01, gain, loss, alarm, cost)


@given(amounts, st.floats(0.01, 1), shares, amounts)
def test_the_loss_needed_is_the_least_that_deters(
    gain: float, detection: float, alarm: float, cost: float
) -> None:
    (loss,) = loss_needed([gain], detection, alarm, cost)
    assert deters(detection, gain, loss, alarm, cost)
    if loss > 0.1:
        assert not deters(detection, gain, loss - 0.1, alarm, cost)


def test_false_alarms_raise_what_is_needed_until_nothing_deters() -> None:
    needed = detection_needed(2, 6, [0, 0.1, 0.6, 0.7], 10)
    np.testing.assert_allclose(needed, [0.25, 0.375, 1, np.nan])


def test_where_nothing_is_detected_no_loss_is_enough() -> None:
    np.testing.assert_array_equal(loss_needed([1, 0], 0), [np.inf, 0])


def test_where_nothing_is_at_stake_nothing_is_needed() -> None:
    assert detection_needed(0, 0) == 0
    assert np.isnan(detection_needed(0, 0, 0.5, 1))


def test_numbers_out_of_range_are_named() -> None:
    with pytest.raises(UsageError, match="gain of a violation must not be negative; found -1"):
        detection_needed([2, -1], 1)
    with pytest.raises(UsageError, match="false alarm must lie between 0 and 1; found 2"):
        detection_needed(1, 1, 2, 1)
    with pytest.raises(UsageError, match="probability of detection must lie between 0 and 1"):
        loss_needed(1, 1.2)
