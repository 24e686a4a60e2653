"""Levels of implementation, kept apart by what they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.tracking.implementation import aggregate, implementation

LEVEL = st.sampled_from([0.0, 1.0, 2.0, 3.0, math.nan])


@given(st.lists(LEVEL, min_size=1, max_size=12))
def test_what_is_not_coded_bounds_the_whole(levels: list[float]) -> None:
    found = aggregate(levels)
    assert found.provisions == len(levels)
    assert found.coded == sum(not math.isnan(x) for x in levels)
    none = [0 if math.isnan(x) else x for x in levels]
    full = [3 if math.isnan(x) else x for x in levels]
    assert found.least == pytest.approx(100 * sum(none) / (3 * len(levels)))
    assert found.most == pytest.approx(100 * sum(full) / (3 * len(levels)))
    if found.coded:
        seen = [x for x in levels if not math.isnan(x)]
        assert found.score == pytest.approx(100 * np.mean(seen) / 3)
        assert found.least - 1e-9 <= found.score <= found.most + 1e-9
    else:
        assert math.isnan(found.score)


def test_a_tracker_that_shows_all_done_does_not_hide_what_is_not() -> None:
    nan = math.nan
    found = implementation([3, 3, 3, 2, nan], [3, 3, 1, nan, 0], [3, 0, 1, nan, 1])
    assert found.activity.score == pytest.approx(100 * 11 / 12)
    assert found.output.score == pytest.approx(100 * 7 / 12)
    assert found.outcome.score == pytest.approx(100 * 5 / 12)
    assert found.ahead.tolist() == [False, True, True, False, False]
    assert found.unverified.tolist() == [False, False, False, True, False]


def test_an_output_alone_can_be_ahead_of_the_outcome() -> None:
    found = implementation([1, math.nan], [2, 2], [1, 1])
    assert found.ahead.tolist() == [True, True]


def test_what_was_not_begun_is_not_unverified() -> None:
    nan = math.nan
    found = implementation([0, nan], [0, nan], [nan, nan])
    assert not found.unverified.any()
    assert found.outcome.coded == 0


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="is 0, 1, 2 or 3; found 4"):
        aggregate([1, 4])
    with pytest.raises(UsageError, match=r"found 1\.5"):
        aggregate([1.5])
    with pytest.raises(UsageError, match="at least one provision"):
        aggregate([])
    with pytest.raises(UsageError, match="same provisions"):
        implementation([1], [1], [1, 2])
