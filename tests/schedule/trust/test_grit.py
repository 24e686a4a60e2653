"""Announced unilateral steps, against walking them one at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.trust.grit import initiative, share_trusting

AMOUNT = st.integers(-3, 10)


@given(
    st.lists(st.tuples(AMOUNT, AMOUNT), max_size=7),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(-5, 10),
)
def test_steps_are_taken_until_one_would_break_a_limit(
    steps: list[tuple[int, int]], floor: int, budget: int, rent: int
) -> None:
    spent = given_ = reach = exposure = used = 0
    stopped = (False, False)
    for cost, value in steps:
        stopped = (spent + cost > floor, given_ + value > rent + budget)
        if any(stopped):
            break
        spent, given_, reach = spent + cost, given_ + value, reach + 1
        exposure, used = max(exposure, spent), max(used, given_ - rent)
    found = initiative([c for c, _ in steps], [v for _, v in steps], floor, budget, rent)
    assert (found.reach, found.exposure, found.trust_used) == (reach, exposure, used)
    assert (found.stopped_by_floor, found.stopped_by_trust) == stopped
    alone = [cost <= floor and value <= rent + budget for cost, value in steps]
    assert found.may_open.tolist() == alone


def test_floor_and_trust_each_stop() -> None:
    cost, value = [1, 2, 4], [2, 2, 2]
    by_floor = initiative(cost, value, 6, 100)
    assert (by_floor.reach, by_floor.exposure, by_floor.trust_used) == (2, 3, 4)
    assert by_floor.stopped_by_floor
    assert not by_floor.stopped_by_trust
    by_trust = initiative(cost, value, 100, 3)
    assert (by_trust.reach, by_trust.exposure, by_trust.trust_used) == (1, 1, 2)
    assert by_trust.stopped_by_trust
    # What the other still stands to gain needs no trust.
    assert initiative(cost, value, 100, 3, rent=3).reach == 3
    assert initiative(cost, value, 100, 3, rent=3).trust_used == 3


def test_a_limit_that_is_just_met_is_kept() -> None:
    assert initiative([0.1, 0.2], [0.1, 0.2], 0.3, 0.3).reach == 2


def test_draws_of_costs_and_of_limits() -> None:
    cost = np.array([[1.0, 1.0], [3.0, 1.0], [1.0, 3.0]])
    found = initiative(cost, [1, 1], [2, 2, 2], 10)
    assert found.reach.tolist() == [2, 0, 1]
    assert found.stopped_by_floor.tolist() == [False, True, True]
    by_limit = initiative([1, 1], [1, 1], [2, 1, 0], 10)
    assert by_limit.reach.tolist() == [2, 1, 0]


def test_the_share_of_draws_in_which_trust_is_enough() -> None:
    # Thresholds are .5, .5, .5 and, where being cheated costs 9, .9.
    trust, cheated = [0.6, 0.5, 0.4, 0.8], [0, 0, 0, -8]
    assert share_trusting(trust, 4, 3, 1, cheated) == 0.5
    assert share_trusting(trust, 4, 3, 1, cheated, [3, 1, 2, 4]) == pytest.approx(0.4)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="security floor must not be negative"):
        initiative([1], [1], -1, 1)
    with pytest.raises(UsageError, match="trust budget must not be negative"):
        initiative([1], [1], 1, -1)
    with pytest.raises(UsageError, match="one cost and one value"):
        initiative([1, 2, 3], [1, 2], 1, 1)
