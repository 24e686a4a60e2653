"""What is done to an exchange leaves the deal as it is, but for what it says it changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule import changes
from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange, closure, exchange
from tests.schedule.making import exchanges


@given(exchanges(), st.integers(1, 4), st.data())
def test_a_split_changes_nothing_of_the_whole_deal(
    one: Exchange, parts: int, data: st.DataObject
) -> None:
    j = data.draw(st.integers(0, one.commitments - 1))
    many = changes.split(one, j, parts)
    assert many.commitments == one.commitments + parts - 1
    assert np.allclose(many.stake, one.stake)
    assert np.allclose(many.effect.sum(axis=0), one.effect.sum(axis=0))
    assert np.allclose(many.surcharge.sum(), one.surcharge.sum())
    pieces = [j, *range(one.commitments, many.commitments)]
    reach, old = closure(many.before), closure(one.before)
    for k in range(one.commitments):
        if k != j:
            assert all(reach[k, p] == old[k, j] for p in pieces)
            assert all(reach[p, k] == old[j, k] for p in pieces)
    assert all(reach[a, b] for i, a in enumerate(pieces) for b in pieces[i + 1 :])


@given(exchanges(), st.integers(2, 4), st.data())
def test_a_split_done_in_one_go_needs_no_more_than_the_whole(
    one: Exchange, parts: int, data: st.DataObject
) -> None:
    j = data.draw(st.integers(0, one.commitments - 1))
    many = changes.split(one, j, parts)
    times = np.arange(one.commitments, dtype=float)
    apart = np.concatenate([times, j + np.arange(1, parts) / parts])
    whole = conditions(one, times, gates=True).needs(2)
    # With values that are no losses, doing it bit by bit asks for nothing more of anybody.
    assert (conditions(many, apart, gates=True).needs(2) <= whole + 1e-9).all()


def test_what_is_in_escrow_is_not_split() -> None:
    held = changes.with_escrow(exchange([0, 1], [1, 1], [2, 2]), (0, 1))
    with pytest.raises(ValueError, match="released at once"):
        changes.split(held, 0, 2)
    with pytest.raises(ValueError, match="in an escrow already"):
        changes.with_escrow(held, (1, 0))
    with pytest.raises(ValueError, match="at least one part"):
        changes.split(exchange([0], [1], [1], parties=2), 0, 0)


def test_no_escrow_of_what_waits_for_each_other() -> None:
    before = np.zeros((3, 3), dtype=bool)
    before[0, 1] = before[1, 2] = True
    one = exchange([0, 1, 0], [1, 1, 1], [2, 2, 2], before=before)
    with pytest.raises(ValueError, match="waits for another"):
        changes.with_escrow(one, (0, 2))


def test_a_reliable_swap_needs_no_guarantee() -> None:
    one = exchange([0, 1], [4, 5], [6, 7])
    swap = changes.with_escrow(one, (0, 1))
    assert conditions(one, np.array([0.0, 1.0]), gates=True).needs(2).max() > 0
    assert conditions(swap, np.zeros(2), gates=True).needs(2).tolist() == [0, 0]
    weak = changes.with_escrow(one, (0, 1), 0.5)
    # Found out half the time, faking gains as much as it costs: 4 against a stake of 7 - 4 = 3.
    assert conditions(weak, np.zeros(2), gates=True).needs(2).tolist() == [1, 4]


@given(exchanges(), st.floats(0, 1), st.data())
def test_detection_and_lag_only_get_better(one: Exchange, q: float, data: st.DataObject) -> None:
    j = data.draw(st.integers(0, one.commitments - 1))
    seen = changes.with_detection(one, j, q)
    assert seen.detection[j] == max(q, one.detection[j])
    assert (seen.surcharge <= one.surcharge).all()
    others = np.arange(one.commitments) != j
    assert (seen.detection[others] == one.detection[others]).all()
    soon = changes.with_lag(one, j, 1.0)
    assert soon.lag[j] == min(1.0, one.lag[j])


@given(exchanges(most=5), st.data())
def test_without_takes_what_waits_for_it_too(one: Exchange, data: st.DataObject) -> None:
    j = data.draw(st.integers(0, one.commitments - 1))
    rest, kept = changes.without(one, j)
    reach = closure(one.before)
    assert set(kept) == {k for k in range(one.commitments) if k != j and not reach[j, k]}
    assert (rest.cost == one.cost[kept]).all()
    assert (rest.value == one.value[kept]).all()
    assert (rest.before == one.before[np.ix_(kept, kept)]).all()


def test_without_keeps_the_escrows_that_are_left() -> None:
    one = exchange([0, 1, 0, 1], [1, 1, 1, 1], [2, 2, 2, 2])
    held = changes.with_escrow(changes.with_escrow(one, (0, 1)), (2, 3))
    rest, _ = changes.without(held, 0)
    assert [e.members for e in rest.escrows] == [(1, 2)]


def test_the_mean_of_draws_keeps_the_mean_surcharge() -> None:
    one = exchange(
        np.array([0, 1]),
        np.array([[2.0, 4.0], [4.0, 4.0]]),
        np.array([[3.0, 5.0], [5.0, 7.0]]),
        detection=np.array([[0.5, 1.0], [0.8, 1.0]]),
    )
    mean = changes.average(one, np.array([1.0, 3.0]))
    assert mean.cost.tolist() == [3.5, 4.0]
    assert mean.stake == pytest.approx(one.stake.T @ [0.25, 0.75])
    assert mean.surcharge[0] == pytest.approx(0.25 * 2 + 0.75 * 1)
    assert mean.detection[1] == 1


def test_the_mean_of_a_step_that_is_never_found_out_is_never_found_out() -> None:
    one = exchange(
        np.array([0, 1]),
        np.array([[2.0, 4.0], [4.0, 4.0]]),
        np.array([[3.0, 5.0], [5.0, 7.0]]),
        detection=np.array([[0.0, 1.0], [0.8, 1.0]]),
    )
    assert np.isinf(changes.average(one, np.ones(2)).surcharge[0])
