"""The definition of what holds, against a checker written from the text, and worked values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import CHEAT, END, WALK_AWAY, conditions
from detente.schedule.exchange import Coalition, Escrow, Exchange, exchange
from tests.schedule.checker import coalition_excess, needs
from tests.schedule.random_exchanges import exchanges


def some_times(e: Exchange, seed: int) -> np.ndarray:
    """Random times with ties; those of an escrow equal.  Prerequisites play no part here."""
    rng = np.random.default_rng(seed)
    times = rng.integers(0, 4, e.commitments).astype(float)
    for escrow in e.escrows:
        times[list(escrow.members)] = times[escrow.members[0]]
    return times


@given(exchanges(most=7, losses=True, gainful=True), st.integers(0, 10**6), st.booleans())
def test_every_condition_agrees_with_the_plain_checker(e: Exchange, seed: int, gates: bool) -> None:
    times = some_times(e, seed)
    tested = conditions(e, times, gates=gates)
    np.testing.assert_allclose(
        tested.needs(e.parties), needs(e, times.tolist(), gates=gates), atol=1e-9
    )
    for k, excess in enumerate(coalition_excess(e, times.tolist(), gates=gates)):
        mine = [i for i, test in enumerate(tested.tests) if test.party == -1 - k]
        assert tested.excess[mine].max() == pytest.approx(excess, abs=1e-9)


@given(exchanges(most=6, losses=True), st.integers(0, 10**6))
def test_draws_are_tested_one_by_one(e: Exchange, seed: int) -> None:
    times = some_times(e, seed)
    lower = conditions(e, times, gates=False)
    stacked = exchange(
        e.actor,
        np.stack([e.cost, e.cost * 2]),
        np.stack([e.value, e.value]),
        parties=e.parties,
        recoverable=np.stack([e.recoverable] * 2),
        gain=np.stack([e.gain] * 2),
        detection=np.stack([e.detection] * 2),
        lag=np.stack([e.lag] * 2),
        rent=np.stack([e.rent] * 2),
        guarantee=np.stack([e.guarantee] * 2),
        escrows=e.escrows,
        coalitions=e.coalitions,
    )
    both = conditions(stacked, times, gates=False)
    np.testing.assert_allclose(both.excess[0], lower.excess)
    np.testing.assert_allclose(
        both.excess[1], conditions(stacked.draw(1), times, gates=False).excess
    )


def two(**kinds: object) -> Exchange:
    """A: cost 4, worth 6 to B; B: cost 3, worth 7 to A."""
    return exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]), **kinds)


def test_who_delivers_last_is_tempted_by_its_cost() -> None:
    tested = conditions(two(), np.array([0.0, 1.0]), gates=True)
    assert tested.needs(2).tolist() == [0.0, 3.0]
    broken = [t for t, x in zip(tested.tests, tested.excess, strict=True) if x > 0]
    # From the first delivery on: it has what it wants and has yet to pay.
    assert {(t.party, t.time, t.commitments) for t in broken} == {(1, 0.0, ()), (1, 1.0, (1,))}


def test_at_once_each_is_tempted_by_its_whole_cost() -> None:
    assert conditions(two(), np.zeros(2), gates=True).needs(2).tolist() == [4.0, 3.0]


def test_the_lag_counts_only_without_gates() -> None:
    late = two(lag=1.0)
    assert conditions(late, np.array([0.0, 1.0]), gates=True).needs(2).tolist() == [0.0, 3.0]
    assert conditions(late, np.array([0.0, 1.0]), gates=False).needs(2).tolist() == [4.0, 3.0]
    assert conditions(late, np.array([0.0, 1.1]), gates=False).needs(2).tolist() == [0.0, 3.0]


def test_a_reliable_escrow_removes_the_need_for_guarantees() -> None:
    swap = two(escrows=(Escrow((0, 1), 1.0),))
    assert conditions(swap, np.zeros(2), gates=True).needs(2).tolist() == [0.0, 0.0]


def test_an_unreliable_escrow_adds_its_surcharge() -> None:
    # A: gain 4, found out half the time: 4 (1 - .5) / .5 = 4, less its stake 7 - 4 = 3.
    swap = two(escrows=(Escrow((0, 1), 0.5),))
    assert conditions(swap, np.zeros(2), gates=True).needs(2).tolist() == [1.0, 0.0]


def test_an_escrow_is_delivered_at_one_time() -> None:
    with pytest.raises(ValueError, match="at one time"):
        conditions(two(escrows=(Escrow((0, 1)),)), np.array([0.0, 1.0]), gates=True)


def test_what_can_never_be_found_out_needs_an_infinite_guarantee() -> None:
    tested = conditions(two(detection=0.0), np.array([0.0, 1.0]), gates=True)
    assert np.isinf(tested.needs(2)).all()
    assert {t.kind for t, x in zip(tested.tests, tested.excess, strict=True) if x > 99} == {CHEAT}


def test_end_state_trap_walking_away_pays_after_the_last_step() -> None:
    """B's delivery sticks, A's comes undone: A gets its own back and keeps B's."""
    e = exchange(
        np.array([0, 1]), np.array([4.0, 1.0]), np.array([6.0, 7.0]), recoverable=np.array([1.0, 0])
    )
    tested = conditions(e, np.array([0.0, 1.0]), gates=True)
    end = {
        t.party: float(x)
        for t, x in zip(tested.tests, tested.excess, strict=True)
        if t.time == END and t.kind == WALK_AWAY
    }
    assert end == {0: 4.0, 1: -6.0}


def test_a_party_leaves_just_before_a_delivery_that_costs_it() -> None:
    """C loses 5 by x, gets 2 by y: it is out from the start, whichever comes first."""
    e = exchange(
        np.array([0, 1]),
        np.zeros(2),
        np.array([[0.0, 1.0, -5.0], [1.0, 0.0, 2.0]]),
        parties=3,
    )
    for times in ([0.0, 1.0], [1.0, 0.0], [0.0, 0.0]):
        tested = conditions(e, np.array(times), gates=True)
        assert tested.needs(3)[2] >= 3.0
        first = [
            x
            for t, x in zip(tested.tests, tested.excess, strict=True)
            if t.party == 2 and t.time == 0.0
        ]
        assert max(first) >= 3.0


def test_a_coalition_adds_its_members_up_with_their_weights() -> None:
    e = exchange(
        np.array([0, 1, 2]),
        np.array([2.0, 3.0, 5.0]),
        np.array([[0.0, 0.0, 4.0], [0.0, 0.0, 6.0], [3.0, 4.0, 0.0]]),
        coalitions=(Coalition((0, 1), (1.0, 2.0)),),
    )
    # C first: the two hold 3 + 2 * 4, stand to gain (3 - 2) + 2 (4 - 3), and would be ahead.
    tested = conditions(e, np.array([1.0, 1.0, 0.0]), gates=True)
    together = [x for t, x in zip(tested.tests, tested.excess, strict=True) if t.party == -1]
    assert max(together) == 11.0 - 3.0
    assert tested.needs(3).tolist() == [2.0, 3.0, 0.0]


@given(exchanges(most=6), st.integers(0, 10**6))
def test_a_guarantee_lowers_every_excess_by_itself(e: Exchange, seed: int) -> None:
    times = some_times(e, seed)
    extra = np.arange(1.0, e.parties + 1)
    plain = conditions(e, times, gates=True)
    backed = conditions(e.guaranteed(extra), times, gates=True)
    for k, test in enumerate(plain.tests):
        if test.party >= 0:
            change = plain.excess[k] - backed.excess[k]
            assert np.isinf(plain.excess[k]) or change == pytest.approx(extra[test.party])
