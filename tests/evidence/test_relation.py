"""The index of a relation: against adding up by hand, and what a window means."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.relation import relation

EVENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(-100, 100).map(lambda n: n / 10)),
    min_size=1,
    max_size=12,
)


def by_hand(events, day, window):
    """Count, sum, mean and standard error of what stands in the window that ends on a day."""
    inside = [s for d, s in events if day - window < d <= day]
    mean = statistics.mean(inside) if inside else math.nan
    error = statistics.stdev(inside) / math.sqrt(len(inside)) if len(inside) > 1 else math.nan
    return len(inside), sum(inside), mean, error


@given(EVENTS, st.integers(1, 30))
def test_every_point_is_what_adding_up_gives(events, window):
    found = relation(np.array([d for d, _ in events]), np.array([s for _, s in events]), window)
    for k, day in enumerate(found.days):
        count, total, mean, error = by_hand(events, day, window)
        assert found.count[k] == count
        assert found.total[k] == pytest.approx(total, abs=1e-9)
        assert found.mean[k] == pytest.approx(mean, abs=1e-9, nan_ok=True)
        assert found.error[k] == pytest.approx(error, abs=1e-9, nan_ok=True)


@given(EVENTS, st.integers(1, 30))
def test_between_two_points_nothing_changes_and_at_the_end_nothing_is_left(events, window):
    found = relation(np.array([d for d, _ in events]), np.array([s for _, s in events]), window)
    for day in range(0, 95):
        at = np.searchsorted(found.days, day, side="right") - 1
        count = by_hand(events, day, window)[0]
        assert (found.count[at] if at >= 0 else 0) == count
    assert found.count[-1] == 0
    assert math.isnan(found.mean[-1])


def test_a_worked_example():
    found = relation(np.array([10, 5, 10]), np.array([4.0, -8.0, 1.0]), 6)
    assert found.days.tolist() == [5, 10, 11, 16]
    assert found.count.tolist() == [1, 3, 2, 0]
    assert found.total.tolist() == [-8.0, -3.0, 5.0, 0.0]
    assert found.mean.tolist()[:3] == [-8.0, -1.0, 2.5]
    assert found.error[2] == pytest.approx(1.5)


def test_a_window_has_a_day():
    with pytest.raises(ValueError, match="at least one day"):
        relation(np.array([1]), np.array([1.0]), 0)
