"""Calendars against all dates on small grids, and against a checker of our own."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.dated.calendar import GAP, NOT_FOUND, PROVED, calendar
from detente.schedule.dated.discounted import excess
from detente.schedule.dated.serial import one_by_one
from detente.schedule.exchange import Escrow, exchange
from tests.schedule.dated.checker import best, dates_kept, every_schedule, worst
from tests.schedule.dated.making import dating

LAST = 5


def swap(**more):
    """Each gives once: costs 3, worth 5 to the other."""
    return exchange(np.array([0, 1]), np.array([3.0, 3.0]), np.array([5.0, 5.0]), **more)


def agrees(case, *, period, gates, discount=1.0, last=LAST):
    e, extra = case.exchange, case.extra
    dates = (case.durations, case.earliest, case.deadlines)
    found = calendar(
        e,
        case.durations,
        extra,
        period=period,
        earliest=case.earliest,
        deadlines=case.deadlines,
        gates=gates,
        discount=discount,
        horizon=last,
    )
    expected = best(
        every_schedule(e, extra, *dates, period=period, last=last, gates=gates, discount=discount)
    )
    if expected is None:
        assert found.impossible
        assert found.finish is None
        return found
    assert (found.makespan.value, found.turns.value) == expected
    assert (found.makespan.status, found.turns.status) == (PROVED, PROVED)
    assert found.makespan.bound == expected[0]
    assert dates_kept(e, found.finish, *dates, gates)
    assert worst(e, found.finish, extra, gates, discount, period) <= 1e-7
    assert found.excess == pytest.approx(
        excess(e.guaranteed(extra), found.finish, discount=discount, period=period, gates=gates)
    )
    return found


@given(st.integers(0, 10**6), st.integers(1, 4), st.booleans(), st.booleans())
def test_calendar_agrees_with_all_dates(seed, n, gates, harm):
    agrees(dating(seed, n, 2, harm=harm), period=1, gates=gates, last=LAST if n < 4 else 4)


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_calendar_of_three_parties_with_coalitions_agrees_with_all_dates(seed, gates, harm):
    agrees(dating(seed, 3, 3, harm=harm), period=1, gates=gates)


@given(st.integers(0, 10**6), st.booleans())
def test_calendar_on_a_coarser_grid_agrees_with_all_dates_of_that_grid(seed, gates):
    agrees(dating(seed, 3, 2, days=6), period=2, gates=gates, last=10)


@given(st.integers(0, 10**6), st.booleans(), st.booleans(), st.sampled_from([0.9, 0.6]))
def test_discounted_calendar_agrees_with_all_dates(seed, gates, harm, discount):
    agrees(dating(seed, 3, 2, harm=harm), period=1, gates=gates, discount=discount, last=4)


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_without_discount_the_formula_is_that_of_conditions(seed, gates, harm):
    case = dating(seed, 5, 3, harm=harm)
    finish = np.random.default_rng(seed).integers(0, 6, 5)
    for escrow in case.exchange.escrows:
        finish[list(escrow.members)] = finish[escrow.members[0]]
    ours = excess(case.exchange, finish, discount=1.0, period=1, gates=gates)
    theirs = conditions(case.exchange, finish, gates=gates).excess.max()
    assert ours == pytest.approx(theirs)
    zero = np.zeros(case.exchange.parties)
    assert ours == pytest.approx(worst(case.exchange, finish, zero, gates))


@given(st.integers(0, 10**6), st.booleans(), st.sampled_from([0.9, 0.5]))
def test_discounted_formula_agrees_with_the_checker(seed, gates, discount):
    case = dating(seed, 5, 2, harm=True)
    finish = np.random.default_rng(seed).integers(0, 6, 5)
    for escrow in case.exchange.escrows:
        finish[list(escrow.members)] = finish[escrow.members[0]]
    ours = excess(case.exchange, finish, discount=discount, period=2, gates=gates)
    theirs = worst(case.exchange, finish, np.zeros(2), gates, discount, 2)
    # The checker looks at idle days too, when a guarantee not yet lost is worth less.
    assert ours == pytest.approx(theirs)


@given(st.integers(0, 10**6), st.booleans())
def test_calendar_is_never_longer_than_one_step_after_the_other(seed, gates):
    case = dating(seed, 6, 2)
    e = dataclasses.replace(case.exchange, before=np.zeros((6, 6), dtype=bool))
    turn = np.random.default_rng(seed).permutation(6)
    for escrow in e.escrows:
        turn[list(escrow.members)] = turn[escrow.members[0]]
    serial = one_by_one(e, turn, case.durations, gates=gates, earliest=case.earliest)
    extra = conditions(e, serial.finish, gates=gates).needs(2)
    found = calendar(
        e,
        case.durations,
        extra,
        period=1,
        earliest=case.earliest,
        gates=gates,
        hint_order=turn,
        seconds=4.0,
    )
    assert found.makespan.value <= serial.makespan
    assert found.complete
    assert worst(e, found.finish, extra, gates) <= 1e-6


def test_short_lag_is_safe_with_gates_and_unsafe_without():
    """A fake of A's first step is found after four days; till then B's next has come."""
    e = exchange(
        np.array([0, 1]),
        np.array([3.0, 3.0]),
        np.array([5.0, 5.0]),
        lag=np.array([4.0, 0.0]),
        before=np.array([[0, 1], [0, 0]]),
        rent=np.array([0.0, 2.0]),
    )
    limit = np.array([6.0, 3.0])
    with_gates = calendar(e, np.zeros(2), np.array([0.0, 1.0]), period=1, gates=True)
    assert with_gates.makespan.value == 4
    without = calendar(e, np.zeros(2), np.array([0.0, 1.0]), period=1, gates=False, deadlines=limit)
    assert without.impossible
    later = calendar(e, np.zeros(2), np.array([0.0, 1.0]), period=1, gates=False)
    # Without gates B's must come after the lag; at day 4 it still counts as within.
    assert later.makespan.value == 5
    assert worst(e, [0, 1], np.array([0.0, 1.0]), gates=True) <= 0
    assert worst(e, [0, 1], np.array([0.0, 1.0]), gates=False) > 0


def test_escrow_makes_a_swap_possible_that_no_order_allows():
    plain = calendar(swap(), np.array([2, 4]), np.zeros(2), period=1, gates=True)
    assert plain.impossible
    assert plain.complete
    assert plain.too_late == ()
    held = swap(escrows=(Escrow((0, 1)),))
    together = calendar(held, np.array([2, 4]), np.zeros(2), period=1, gates=True)
    assert together.finish.tolist() == [4, 4]
    assert together.start.tolist() == [2, 0]
    assert together.turns.value == 1


def test_deadline_that_no_dates_can_meet_is_named():
    e = swap(before=np.array([[0, 1], [0, 0]]))
    late = calendar(
        e,
        np.array([20, 20]),
        np.full(2, 9.0),
        period=10,
        gates=True,
        deadlines=np.array([np.inf, 39.0]),
    )
    assert late.impossible
    assert late.too_late == (1,)
    assert late.makespan.bound == np.inf
    just = calendar(
        e,
        np.array([20, 20]),
        np.full(2, 9.0),
        period=10,
        gates=True,
        deadlines=np.array([np.inf, 40.0]),
    )
    assert just.makespan.value == 40


def test_deadline_missed_by_the_grid_alone_names_nobody():
    late = calendar(
        swap(), np.array([5, 5]), np.full(2, 9.0), period=10, gates=True, deadlines=np.full(2, 8.0)
    )
    assert late.impossible
    assert late.too_late == ()
    exact = calendar(
        swap(), np.array([5, 5]), np.full(2, 9.0), period=1, gates=True, deadlines=np.full(2, 8.0)
    )
    assert exact.makespan.value == 5


def test_not_found_in_time_is_not_impossible():
    case = dating(3, 30, 2)
    e = dataclasses.replace(
        case.exchange, cost=case.exchange.cost + 0.123457, escrows=(), detection=np.ones(30)
    )
    found = calendar(e, np.full(30, 3), np.zeros(2), period=1, gates=True, seconds=1e-3)
    assert found.makespan.status == NOT_FOUND
    assert found.finish is None
    assert not found.impossible
    assert np.isnan(found.excess)
    assert np.isfinite(found.makespan.bound)


def test_hint_stands_where_time_runs_out_and_the_gap_is_given():
    # Large enough that no machine is done in the tenth of a second that is always given.
    n = 90
    case = dating(3, n, 2)
    e = dataclasses.replace(
        case.exchange, escrows=(), before=np.zeros((n, n), dtype=bool), gain=np.zeros(n)
    )
    turn = np.arange(n)
    serial = one_by_one(e, turn, np.full(n, 3), gates=True)
    extra = conditions(e, serial.finish, gates=True).needs(2)
    found = calendar(e, np.full(n, 3), extra, period=1, gates=True, seconds=1e-3, hint_order=turn)
    assert found.makespan.status == GAP
    assert found.makespan.bound < found.makespan.value <= serial.makespan
    assert found.turns.status == GAP
    assert worst(e, found.finish, extra, True) <= 1e-6


def test_horizon_too_short_is_said():
    short = calendar(swap(), np.array([5, 5]), np.full(2, 9.0), period=1, gates=True, horizon=4)
    assert short.impossible
    assert not short.complete


def test_step_that_nobody_can_police_has_no_calendar():
    e = swap(detection=np.array([0.0, 1.0]))
    found = calendar(e, np.zeros(2), np.full(2, 99.0), period=1, gates=True)
    assert found.impossible


def test_prerequisite_inside_an_escrow_has_no_calendar():
    e = swap(before=np.array([[0, 1], [0, 0]]), escrows=(Escrow((0, 1)),))
    found = calendar(e, np.zeros(2), np.full(2, 9.0), period=1, gates=True)
    assert found.impossible
    assert found.complete


@pytest.mark.parametrize(("guarantee", "exists"), [(5.0, False), (6.0, True)])
def test_break_between_two_deliveries_counts(guarantee, exists):
    """After a swap A is ahead by 9; what follows at once harms it by 8, so it leaves before."""
    e = exchange(
        np.array([0, 1, 1]),
        np.array([1.0, 1.0, 1.0]),
        np.array([[0.0, 5.0], [10.0, 0.0], [-8.0, 0.0]]),
        rent=np.array([2.0, 9.0]),
        before=np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0]]),
        escrows=(Escrow((0, 1)),),
    )
    found = calendar(e, np.zeros(3), np.array([guarantee, 0.0]), period=1, gates=True)
    assert (found.finish is not None) == exists


def test_discounted_guarantee_counts_as_of_the_end_and_not_later():
    """A gets back what it paid if the deal collapses: only its guarantee of 4 holds it."""
    e = swap(
        recoverable=np.array([1.0, 0.0]),
        escrows=(Escrow((0, 1)),),
        rent=np.array([-1.0, 0.0]),
        guarantee=np.array([4.0, 0.0]),
    )
    ends = calendar(e, np.ones(2), np.zeros(2), period=1, gates=True, discount=0.5, horizon=9)
    assert ends.makespan.value == 1
    assert ends.excess == pytest.approx(0.0)


def test_fewest_times_come_after_the_earliest_end():
    """With guarantees for all, what can be delivered at once is; the first waits for it."""
    e = exchange(
        np.array([0, 1, 1]), np.ones(3), np.ones(3), before=np.array([[0, 0, 1], [0] * 3, [0] * 3])
    )
    found = calendar(e, np.array([1, 2, 3]), np.full(2, np.inf), period=1, gates=True)
    assert found.makespan.value == 4
    assert found.turns.value == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"period": 0}, "a period is 1 day"),
        ({"discount": 1.1}, "a discount above 0"),
        ({"durations": np.array([1.5, 0])}, "durations are whole days"),
        ({"earliest": np.array([-1, 0])}, "earliest are whole days"),
        ({"deadlines": np.array([1.0])}, "deadlines has one number"),
        ({"hint_order": np.array([1, 0])}, "before, or with, what it waits for"),
    ],
)
def test_what_does_not_fit_is_named(change, words):
    e = swap(before=np.array([[0, 1], [0, 0]]))
    arguments = {"durations": np.zeros(2), "period": 1, "gates": True} | change
    with pytest.raises(ValueError, match=words):
        calendar(e, arguments.pop("durations"), np.zeros(2), **arguments)
