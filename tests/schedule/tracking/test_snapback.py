"""The clock of a consequence, day by day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.tracking.snapback import clock

PLAN = [("commission", 15), ("ministers", 15), ("opinion", 5), ("council", 30)]


def test_the_stages_of_the_plan_have_their_days() -> None:
    found = clock(PLAN, 100)
    assert [(s.first, s.last) for s in found.stages] == [
        (100, 115),
        (116, 130),
        (131, 135),
        (136, 165),
    ]
    assert [s.next for s in found.stages] == ["ministers", "opinion", "council", None]
    assert found.back_from == 166


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=5),
    st.integers(-50, 50),
    st.one_of(st.none(), st.integers(0, 40)),
)
def test_the_clock_ticked_day_by_day(
    days: list[int], start: int, settled_after: int | None
) -> None:
    stages = [(f"s{k}", d) for k, d in enumerate(days)]
    found = clock(stages, start)
    settled = None if settled_after is None else start + settled_after
    # One name for the day of the complaint, then one for each day of each stage.
    names = ["s0"] + [label for label, d in stages for _ in range(d)]
    for offset in range(-3, sum(days) + 45):
        at = found.at(start + offset, settled)
        label = None if at.stage is None else at.stage.label
        stopped = settled_after is not None and settled_after <= min(offset, sum(days))
        if stopped:
            assert (label, at.days_left, at.in_force, at.settled) == (None, 0, False, True)
        elif offset > sum(days):
            assert (label, at.days_left, at.in_force, at.settled) == (None, 0, True, False)
        elif offset < 0:
            assert (label, at.days_left, at.in_force) == (None, len(names), False)
        else:
            assert label == names[offset]
            assert (at.days_left, at.in_force) == (len(names) - offset, False)


def test_a_settlement_stops_the_clock_only_in_time() -> None:
    found = clock(PLAN, 0)
    assert found.at(80, settled=65).settled
    late = found.at(80, settled=66)
    assert late.in_force
    assert not late.settled
    assert found.at(10, settled=12).stage == found.stages[0]


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="stage 'council' cannot last -3 days"):
        clock([("commission", 15), ("council", -3)], 0)
    with pytest.raises(UsageError, match="at least one stage"):
        clock([], 0)
    with pytest.raises(UsageError, match="settled after it is made"):
        clock(PLAN, 10).at(12, settled=9)
