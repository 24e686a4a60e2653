"""Delays against integration, simulation and the violator's best reply."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from detente.errors import UsageError
from detente.schedule.verification.timeliness import (
    LATEST,
    SURPRISE_DELAY,
    delay_at_fixed_times,
    equally_spaced,
    expected_delay,
    surprise_density,
    surprise_time,
)

GRID = np.linspace(0, 1, 101)


@given(st.floats(0, 1))
def test_the_expected_delay_is_the_integral_over_the_density(begin: float) -> None:
    cut = min(begin, LATEST)
    before, _ = quad(lambda x: float(surprise_density(x)) * (1 - begin), 0, cut)
    after, _ = quad(lambda x: float(surprise_density(x)) * (x - begin), cut, LATEST)
    assert expected_delay(begin) == pytest.approx(before + after, abs=1e-9)


def test_the_drawn_times_have_the_density_and_the_delay() -> None:
    size = 40_000
    times = surprise_time(size, np.random.default_rng(3))
    assert (times >= 0).all()
    assert (times <= LATEST).all()
    for edge in (0.1, 0.3, 0.5):
        share, _ = quad(lambda x: float(surprise_density(x)), 0, edge)
        error = 4.5 * math.sqrt(share * (1 - share) / size)
        assert (times < edge).mean() == pytest.approx(share, abs=error)
    for begin in (0.0, 0.2, 0.6, 0.9):
        delay = np.where(times > begin, times - begin, 1 - begin)
        error = 4.5 * delay.std() / math.sqrt(size) + 1e-12
        assert delay.mean() == pytest.approx(float(expected_delay(begin)), abs=error)


def test_no_time_of_the_inspection_holds_this_violator_below_one_in_e() -> None:
    """The violator's own odds: at 0 with 1/e, else with density 1/(e (1-t)^2) up to 1-1/e."""
    for time in np.linspace(0, 1, 21):

        def late(t: float, x: float = float(time)) -> float:
            return (x - t if x > t else 1 - t) / (math.e * (1 - t) ** 2)

        assured, _ = quad(late, 0, LATEST, points=[min(float(time), LATEST)])
        # A violation begun at 0 in the moment of an inspection is missed by it.
        at_start = float(time) if time > 0 else 1.0
        assert at_start / math.e + assured >= SURPRISE_DELAY - 1e-9


@given(st.integers(0, 9))
def test_equal_spacing_holds_the_delay_to_one_interval(inspections: int) -> None:
    times = equally_spaced(inspections)
    starts = np.concatenate([[0], times])
    assert delay_at_fixed_times(starts, times) == pytest.approx(1 / (inspections + 1))
    assert (delay_at_fixed_times(GRID, times) <= 1 / (inspections + 1) + 1e-12).all()


@given(st.lists(st.floats(0, 1), max_size=6))
def test_one_start_after_another_assures_a_violator_who_sees_of_the_mean_interval(
    times: list[float],
) -> None:
    starts = np.array([0.0, *times])
    distinct = np.unique(starts)
    delays = delay_at_fixed_times(distinct, times)
    assert delays.sum() == pytest.approx(1)
    assert delays.max() >= 1 / (len(times) + 1) - 1e-12


@given(st.lists(st.floats(0, 1), max_size=4), st.floats(0, 1), st.floats(0, 1))
def test_the_delay_with_imperfect_inspections_counts_every_outcome(
    times: list[float], begin: float, sees: float
) -> None:
    later = sorted(t for t in times if t > begin)
    total = sum(sees * (1 - sees) ** k * (t - begin) for k, t in enumerate(later))
    total += (1 - sees) ** len(later) * (1 - begin)
    assert delay_at_fixed_times(begin, times, sees) == pytest.approx(total, abs=1e-12)


def test_times_outside_the_reference_time_are_named() -> None:
    with pytest.raises(UsageError, match=r"violation begins must lie between 0 and 1; found 1.5"):
        expected_delay(1.5)
    with pytest.raises(UsageError, match="time of an inspection must lie between 0 and 1"):
        delay_at_fixed_times(0.5, [2.0])
