from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.dated.serial import one_by_one, overlapping
from detente.schedule.exchange import Escrow, exchange
from tests.schedule.dated.checker import dates_kept
from tests.schedule.dated.making import dating


def three(**more):
    return exchange(
        np.array([0, 1, 0]), np.ones(3), np.ones(3), lag=np.array([5.0, 0.0, 0.0]), **more
    )


def test_one_by_one_by_hand():
    turn, durations = np.array([0, 1, 2]), np.array([10, 20, 30])
    plain = one_by_one(three(), turn, durations, gates=False)
    assert plain.start.tolist() == [0, 10, 30]
    assert plain.finish.tolist() == [10, 30, 60]
    verified = one_by_one(three(), turn, durations, gates=True)
    assert verified.finish.tolist() == [10, 35, 65]
    late = one_by_one(three(), turn, durations, gates=False, earliest=np.array([0, 40, 0]))
    assert late.start.tolist() == [0, 40, 60]
    monthly = one_by_one(three(), turn, durations, gates=False, period=30)
    assert monthly.finish.tolist() == [30, 60, 90]
    assert monthly.makespan == 90


def test_overlapping_by_hand():
    turn, durations = np.array([0, 1, 2]), np.array([10, 20, 30])
    plain = overlapping(three(), turn, durations, gates=False)
    assert plain.finish.tolist() == [10, 20, 30]
    assert plain.start.tolist() == [0, 0, 0]
    swift = overlapping(three(), turn, np.array([10, 2, 2]), gates=False)
    assert swift.finish.tolist() == [10, 11, 12]
    verified = overlapping(three(), turn, np.array([10, 2, 2]), gates=True)
    assert verified.finish.tolist() == [10, 15, 16]


def test_own_next_delivery_does_not_wait_for_the_verification_of_ones_own():
    own = overlapping(three(), np.array([0, 2, 1]), np.array([10, 2, 2]), gates=True)
    assert own.finish.tolist() == [10, 15, 11]


def test_escrow_is_verified_at_once():
    held = three(escrows=(Escrow((0, 1)),))
    dated = overlapping(held, np.array([0, 0, 1]), np.array([1, 4, 1]), gates=True)
    assert dated.finish.tolist() == [4, 4, 5]


def test_order_against_a_prerequisite_or_an_escrow_is_refused():
    waits = three(before=np.array([[0, 1, 0], [0] * 3, [0] * 3]))
    for turn in ([1, 0, 2], [0, 0, 1]):
        with pytest.raises(ValueError, match="before, or with, what it waits for"):
            one_by_one(waits, np.array(turn), np.zeros(3), gates=True)
    with pytest.raises(ValueError, match="escrow are delivered at one time"):
        overlapping(three(escrows=(Escrow((0, 1)),)), np.arange(3), np.zeros(3), gates=True)


@given(st.integers(0, 10**6), st.booleans(), st.integers(1, 3))
def test_dates_keep_the_order_and_overlap_is_never_later(seed, gates, period):
    case = dating(seed, 6, 3)
    e = dataclasses.replace(case.exchange, escrows=())
    turn = np.arange(6)
    common = {"gates": gates, "period": period, "earliest": case.earliest}
    serial = one_by_one(e, turn, case.durations, **common)
    overlap = overlapping(e, turn, case.durations, **common)
    assert (overlap.finish <= serial.finish).all()
    for dated in (serial, overlap):
        assert (np.diff(dated.finish) >= period).all()
        assert (dated.finish % period == 0).all()
        assert dates_kept(e, dated.finish, case.durations, case.earliest, np.full(6, np.inf), gates)
    begins = serial.start[1:]
    verified = serial.finish[:-1] + (e.lag[:-1] if gates else 0)
    assert (begins >= verified).all()


@given(st.integers(0, 10**6), st.booleans())
def test_overlapping_dates_cannot_be_earlier(seed, gates):
    """Pulling any one delivery forward by a day breaks the order, a begin or a verification."""
    case = dating(seed, 4, 2)
    e = dataclasses.replace(case.exchange, escrows=())
    dated = overlapping(e, np.arange(4), case.durations, gates=gates, earliest=case.earliest)
    for j in range(4):
        pulled = dated.finish.copy()
        pulled[j] -= 1
        in_order = (np.diff(pulled) > 0).all() and pulled[0] >= 0
        assert not (
            in_order
            and dates_kept(e, pulled, case.durations, case.earliest, np.full(4, np.inf), gates)
        )
