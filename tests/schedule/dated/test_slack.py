from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import CHEAT, WALK_AWAY, conditions
from detente.schedule.dated.serial import overlapping
from detente.schedule.dated.slack import DEADLINE, slack
from detente.schedule.exchange import Escrow, exchange
from tests.schedule.dated.checker import worst
from tests.schedule.dated.making import dating


def give_and_take(**more):
    """A gives on day 10, B on day 20, A's last on day 30, which B has no need to wait for."""
    return exchange(
        np.array([0, 1, 0]),
        np.array([1.0, 2.0, 1.0]),
        np.array([3.0, 4.0, 2.0]),
        **more,
    )


PLAN, NOW = np.array([10, 20, 30]), np.zeros(3, dtype=int)


def test_slack_ends_where_the_other_would_be_too_far_ahead():
    # A's stake is 4 - 2 = 2.  If A's first is not delivered by day 20, A is ahead by 4.
    e = give_and_take(rent=np.array([1.0, 9.0]))
    found = slack(e, PLAN, NOW, gates=True, wait=False)
    assert found[0].days == 9
    assert (found[0].kind, found[0].party, found[0].commitments) == (WALK_AWAY, 0, (0,))
    # B may be late for ever: A has paid in any case, and B's stake is large.
    assert (found[1].days, found[1].kind, found[1].party) == (math.inf, "", -1)


def test_if_everybody_waits_only_deadlines_end_it():
    e = give_and_take(rent=np.array([1.0, 9.0]))
    free = slack(e, PLAN, NOW, gates=True, wait=True)
    assert [one.days for one in free] == [math.inf] * 3
    due = slack(e, PLAN, NOW, gates=True, wait=True, deadlines=np.array([np.inf, 25.0, 33.0]))
    # The first may use up the days between: the next one comes a day after it.
    assert [one.days for one in due] == [14, 5, 3]
    assert (due[0].kind, due[0].party, due[0].commitments) == (DEADLINE, 1, (1,))


def test_delay_passes_on_through_prerequisites():
    e = give_and_take(rent=np.full(2, 99.0), before=np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]]))
    found = slack(
        e,
        PLAN,
        np.array([0, 8, 0]),
        gates=True,
        wait=False,
        deadlines=np.array([np.inf, 24.0, np.inf]),
    )
    assert found[0].days == 6
    assert found[0].commitments == (1,)
    assert found[1].days == 4


def test_without_gates_a_delay_may_bring_the_next_delivery_within_the_lag():
    e = give_and_take(lag=np.array([4.0, 0.0, 0.0]), rent=np.array([1.0, 9.0]))
    found = slack(e, PLAN, NOW, gates=False, wait=False)
    assert found[0].days == 5
    assert found[0].kind == CHEAT


def test_loss_that_leaves_the_lag_of_a_fake_breaks_its_condition():
    """Until day 25 the fake of day 10 goes unseen; B's loss to A falls in it, then no more."""
    e = exchange(
        np.array([0, 1, 1]),
        np.ones(3),
        np.array([[0.0, 9.0], [4.0, 0.0], [-3.0, 0.0]]),
        lag=np.array([15.0, 0.0, 0.0]),
        rent=np.array([3.0, 9.0]),
    )
    found = slack(e, np.array([10, 12, 20]), NOW, gates=False, wait=False)
    assert found[2].days == 5
    assert (found[2].kind, found[2].party, found[2].commitments) == (CHEAT, 0, (0,))


def test_escrow_is_late_as_a_whole():
    e = give_and_take(rent=np.full(2, 99.0), escrows=(Escrow((0, 1)),))
    found = slack(
        e,
        np.array([10, 10, 30]),
        NOW,
        gates=True,
        wait=False,
        deadlines=np.array([np.inf, 12.0, np.inf]),
    )
    assert [one.days for one in found] == [2, 2, math.inf]


def test_plan_that_does_not_hold_itself_is_refused():
    with pytest.raises(ValueError, match="breaks a condition"):
        slack(give_and_take(), np.array([30, 10, 20]), NOW, gates=True, wait=False)
    waiting = give_and_take(rent=np.full(2, 99.0), before=np.array([[0, 1, 0], [0] * 3, [0] * 3]))
    with pytest.raises(ValueError, match="does not wait"):
        slack(waiting, PLAN, np.array([0, 11, 0]), gates=True, wait=False)


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_slack_agrees_with_trying_every_day(seed, gates, wait):
    case = dating(seed, 4, 2, harm=bool(seed % 2))
    e = dataclasses.replace(case.exchange, escrows=())
    turn, far = np.arange(4), 25
    plan = overlapping(e, turn, case.durations, gates=gates, earliest=case.earliest).finish
    e = e.guaranteed(conditions(e, plan, gates=gates).needs(2))
    if not np.isfinite(e.guarantee).all():
        return
    deadlines = np.where(np.isfinite(case.deadlines), plan + case.deadlines, np.inf)
    found = slack(e, plan, case.durations, gates=gates, wait=wait, deadlines=deadlines)
    for j in range(4):
        first = math.inf
        for delay in range(1, far):
            dates = late(e, plan, case.durations, j, delay, gates, wait)
            if (dates > deadlines).any() or worst(e, dates, np.zeros(2), gates) > 1e-7:
                first = delay - 1
                break
        assert found[j].days == first
        assert (found[j].kind == "") == math.isinf(first)


def late(e, plan, durations, j, delay, gates, wait):
    """Push what is late, and what waits for it, day by day until nothing moves any more."""
    dates = [int(day) for day in plan]
    dates[j] += delay
    moved = True
    while moved:
        moved = False
        for k in range(len(dates)):
            soonest = dates[k]
            for i in range(len(dates)):
                if e.before[i, k]:
                    soonest = max(soonest, dates[i] + max(1, int(durations[k])))
                earlier = plan[i] < plan[k]
                if wait and earlier:
                    soonest = max(soonest, dates[i] + 1)
                    if gates and e.actor[i] != e.actor[k]:
                        soonest = max(soonest, math.ceil(dates[i] + e.lag[i]))
            if soonest > dates[k]:
                dates[k], moved = soonest, True
    return np.array(dates)
