"""Guarantees as a vector, against every order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search.states import states
from detente.schedule.search.vector import _Labels, least_of_party, least_sum
from tests.schedule.brute import all_needs
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


@given(exchanges(most=5), st.integers(0, 1))
def test_least_of_one_party_whatever_the_others_need(e: Exchange, party: int) -> None:
    answer = least_of_party(e, party)
    assert answer.status == "PROVED"
    assert answer.amount == pytest.approx(min(needs[party] for _, needs in all_needs(e)), abs=1e-7)
    np.testing.assert_allclose(answer.needs, check(e, answer.order), atol=1e-7)
    assert answer.needs[party] == pytest.approx(answer.amount, abs=1e-7)


@given(exchanges(most=5), st.integers(0, 1), st.integers(0, 10**6))
def test_least_of_one_party_with_the_others_at_stated_values(
    e: Exchange, party: int, seed: int
) -> None:
    others = np.random.default_rng(seed).integers(0, 6, e.parties).astype(float)
    within = [
        needs[party]
        for _, needs in all_needs(e)
        if all(needs[q] <= others[q] + 1e-9 for q in range(e.parties) if q != party)
    ]
    answer = least_of_party(e, party, others)
    assert answer.status == "PROVED"
    truth = min(within, default=np.inf)
    assert answer.amount == truth or answer.amount == pytest.approx(truth, abs=1e-7)


@given(exchanges(most=5), st.integers(0, 10**6))
def test_least_weighted_sum(e: Exchange, seed: int) -> None:
    weights = np.random.default_rng(seed).choice([0.5, 1.0, 3.0], e.parties)
    truth = min(float(np.dot(needs, weights)) for _, needs in all_needs(e))
    answer = least_sum(e, weights)
    assert answer.status == "PROVED"
    assert answer.amount == pytest.approx(truth, abs=1e-7)
    if np.isfinite(truth):
        assert np.dot(check(e, answer.order), weights) == pytest.approx(truth, abs=1e-7)


@given(exchanges(most=4, losses=True))
def test_least_weighted_sum_with_steps_of_several(e: Exchange) -> None:
    truth = min(sum(needs) for _, needs in all_needs(e, together=True))
    answer = least_sum(e, np.ones(e.parties))
    assert answer.status == "PROVED"
    assert answer.amount == pytest.approx(truth, abs=1e-7)


@settings(max_examples=5)
@given(exchanges(least=4, most=5), st.integers(0, 10**6))
def test_rounds_alone_find_the_sum_too(e: Exchange, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.schedule.search.vector.EXACT", 0)
        answer = least_sum(e, np.ones(e.parties), seconds=5)
    truth = min(sum(needs) for _, needs in all_needs(e))
    assert answer.lower <= truth + 1e-6
    assert answer.amount == truth or answer.amount == pytest.approx(truth, abs=1e-4)


def test_one_party_s_guarantee_is_paid_for_by_another_s() -> None:
    """Who goes last needs one: either can be spared at the other's expense."""
    e = exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]))
    assert [least_of_party(e, p).amount for p in (0, 1)] == [0.0, 0.0]
    assert least_of_party(e, 0).needs.tolist() == [0.0, 3.0]
    assert least_of_party(e, 1, np.array([3.0, 0.0])).amount == 3.0
    assert least_of_party(e, 1, np.array([4.0, 0.0])).amount == 0.0
    assert least_sum(e, np.array([1.0, 1.0])).needs.tolist() == [0.0, 3.0]
    assert least_sum(e, np.array([1.0, 2.0])).needs.tolist() == [4.0, 0.0]


def test_weights_are_above_zero() -> None:
    e = exchange(np.array([0, 1]), np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="above 0"):
        least_sum(e, np.array([1.0, 0.0]))


def test_a_cheaper_way_to_a_set_does_not_hide_a_better_vector() -> None:
    """Found by search: the first way to some set has the lesser sum, another the better end."""
    rng = np.random.default_rng(67)
    e = exchange(
        rng.integers(0, 2, 5),
        rng.integers(0, 8, 5).astype(float),
        rng.integers(0, 9, 5).astype(float),
        parties=2,
        detection=rng.choice([1.0, 0.5, 0.8], 5),
    )
    truth = min(sum(needs) for _, needs in all_needs(e))
    steps, cost = _Labels(states(e), np.ones(2)).search(np.inf)
    assert steps is not None
    assert cost == pytest.approx(truth)
    assert sum(check(e, states(e).order(steps))) == pytest.approx(truth)
