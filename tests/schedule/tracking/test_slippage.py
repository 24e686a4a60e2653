"""Propagated delays, against the longest of all chains and against trying a delay."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.tracking.slippage import Plan, plan, slippage

NAN = np.nan


@st.composite
def situations(draw: st.DrawFn) -> tuple[Plan, np.ndarray, int, np.ndarray]:
    """A plan in whole days, what was performed, today, and what was begun."""
    n = draw(st.integers(1, 6))
    days = st.integers(0, 12)
    start, duration, spare = (
        np.array(draw(st.lists(days, min_size=n, max_size=n)), float) for _ in range(3)
    )
    names = draw(st.permutations(range(n)))
    before = np.zeros((n, n), bool)
    for j in range(n):
        for i in range(j):
            before[names[i], names[j]] = draw(st.integers(0, 2)) == 0
    today = draw(st.integers(0, 30))
    done = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    performed = np.array([draw(st.integers(0, today)) if x else NAN for x in done], float)
    begun = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    return plan(start, start + duration + spare, duration, before), performed, today, begun


def longest(
    agreed: Plan, performed: np.ndarray, today: float, begun: np.ndarray, extra: np.ndarray
) -> np.ndarray:
    """Finish of each, as the longest of all chains that end in it, each chain written out."""

    def chains(j: int) -> list[list[int]]:
        earlier = [i for i in range(len(performed)) if agreed.before[i, j]]
        return [[j], *([*c, j] for i in earlier for c in chains(i))]

    def length(chain: list[int]) -> float:
        when = -np.inf
        for j in chain:
            if np.isnan(performed[j]):
                when = max(when, agreed.start[j], -np.inf if begun[j] else today)
                when = max(when + agreed.duration[j], today) + extra[j]
            else:
                when = performed[j]
        return when

    # What is performed keeps its day whatever came before it.
    return np.array(
        [
            performed[j] if not np.isnan(performed[j]) else max(map(length, chains(j)))
            for j in range(len(performed))
        ]
    )


@given(situations())
def test_new_dates_are_the_longest_chains(
    situation: tuple[Plan, np.ndarray, int, np.ndarray],
) -> None:
    agreed, performed, today, begun = situation
    found = slippage(agreed, performed, today, begun)
    expected = longest(agreed, performed, today, begun, np.zeros(len(performed)))
    np.testing.assert_array_equal(found.finish, expected)
    np.testing.assert_array_equal(found.delay, expected - agreed.finish)
    assert found.end == expected.max()
    late = np.isnan(performed) & (agreed.finish < today)
    assert found.overdue.tolist() == late.tolist()


@given(situations())
def test_slack_is_the_most_that_does_not_move_the_end(
    situation: tuple[Plan, np.ndarray, int, np.ndarray],
) -> None:
    agreed, performed, today, begun = situation
    found = slippage(agreed, performed, today, begun)
    for j in range(len(performed)):
        if not np.isnan(performed[j]):
            assert np.isnan(found.slack[j])
            continue
        extra = np.zeros(len(performed))
        extra[j] = found.slack[j]
        assert longest(agreed, performed, today, begun, extra).max() == found.end
        extra[j] += 1
        assert longest(agreed, performed, today, begun, extra).max() == found.end + 1


@given(situations())
def test_the_critical_chain_is_tight_and_ends_last(
    situation: tuple[Plan, np.ndarray, int, np.ndarray],
) -> None:
    agreed, performed, today, begun = situation
    found = slippage(agreed, performed, today, begun)
    chain = list(found.chain)
    assert bool(chain) == bool(np.isnan(performed).any())
    if not chain:
        return
    assert found.finish[chain[-1]] == found.end
    assert (found.slack[chain] == 0).all()
    for i, j in itertools.pairwise(chain):
        assert agreed.before[i, j]
        assert found.finish[i] == found.start[j]
    first = chain[0]
    waits_on = agreed.before[:, first] & np.isnan(performed)
    assert not (found.finish[waits_on] == found.start[first]).any()


def test_a_delay_runs_through_the_plan() -> None:
    # 0 (days 0-10) before 1 (10-15) before 3 (20-25, five days spare); 2 stands alone.
    before = np.zeros((4, 4), bool)
    before[0, 1] = before[1, 3] = True
    agreed = plan([0, 10, 0, 20], [10, 15, 40, 25], [10, 5, 5, 5], before)
    on_time = slippage(agreed, [NAN] * 4, 5)
    assert on_time.delay.tolist() == [0, 0, -35, 0]
    late = slippage(agreed, [NAN] * 4, 18)
    assert late.finish.tolist() == [18, 23, 18, 28]
    assert late.delay.tolist() == [8, 8, -22, 3]
    assert late.slack.tolist() == [0, 0, 10, 0]
    assert late.chain == (0, 1, 3)
    assert late.overdue.tolist() == [True, True, False, False]
    not_begun = slippage(agreed, [NAN] * 4, 18, begun=[False, True, True, True])
    assert not_begun.finish.tolist() == [28, 33, 18, 38]
    done = slippage(agreed, [9, 14, NAN, NAN], 18)
    assert done.finish.tolist() == [9, 14, 18, 25]
    assert done.delay.tolist() == [-1, -1, -22, 0]


def test_nobody_begins_before_the_planned_start() -> None:
    before = np.array([[False, True], [False, False]])
    agreed = plan([0, 10], [10, 12], [10, 2], before)
    assert slippage(agreed, [1, NAN], 2).start[1] == 10


def test_what_has_days_to_spare_is_not_in_the_chain() -> None:
    # 0 and 1 before 2, which is planned for day 10; only 1 is finished as late as that.
    before = np.zeros((3, 3), bool)
    before[0, 2] = before[1, 2] = True
    assert slippage(plan([0, 0, 10], [9, 10, 12], [9, 10, 2], before), [NAN] * 3, 0).chain == (1, 2)
    assert slippage(plan([0, 0, 10], [9, 9, 12], [9, 9, 2], before), [NAN] * 3, 0).chain == (2,)


def test_when_all_is_performed_there_is_no_chain() -> None:
    agreed = plan([0], [5], [5], [[False]])
    found = slippage(agreed, [4], 9)
    assert found.chain == ()
    assert found.end == 4
    assert not found.overdue.any()


def test_what_makes_no_sense_is_refused() -> None:
    none = np.zeros((2, 2), bool)
    with pytest.raises(UsageError, match="go round in a circle"):
        plan([0, 0], [1, 1], [1, 1], [[False, True], [True, False]])
    with pytest.raises(UsageError, match="commitment 1 is planned to take less"):
        plan([0, 0], [1, 1], [1, 2], none)
    with pytest.raises(UsageError, match="duration must not be negative"):
        plan([0, 0], [1, 1], [1, -2], none)
    with pytest.raises(UsageError, match="start or finish is missing"):
        plan([0, NAN], [1, 1], [1, 1], none)
    with pytest.raises(UsageError, match="prerequisites for each"):
        plan([0, 0], [1, 1], [1, 1], [[False]])
    agreed = plan([0, 0], [1, 1], [1, 1], none)
    with pytest.raises(UsageError, match="after today"):
        slippage(agreed, [5, NAN], 4)
    with pytest.raises(UsageError, match="stated for every commitment"):
        slippage(agreed, [1], 4)
