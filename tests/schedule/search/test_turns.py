"""Fewest turns, against every order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.states import states
from detente.schedule.search.turns import count_turns, fewest_turns
from tests.schedule.brute import all_needs, turns
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


def truth(e: Exchange, guarantee: np.ndarray, *, together: bool = False) -> int | None:
    return min(
        (
            turns(e, order)
            for order, needs in all_needs(e, together=together)
            if (np.array(needs) <= guarantee + 1e-9).all()
        ),
        default=None,
    )


@given(exchanges(most=5), st.integers(0, 12))
def test_fewest_turns_within_a_guarantee(e: Exchange, amount: int) -> None:
    guarantee = np.arange(e.parties) + float(amount)
    answer = fewest_turns(e, guarantee)
    assert answer.status == "PROVED"
    assert answer.turns == truth(e, guarantee)
    if answer.turns is not None:
        assert (np.array(check(e, answer.order)) <= guarantee + 1e-6).all()
        assert count_turns(e.actor, answer.order) == answer.turns


@given(exchanges(most=4, losses=True), st.integers(0, 8))
def test_with_losses_steps_of_several_count(e: Exchange, amount: int) -> None:
    guarantee = np.full(e.parties, float(amount))
    answer = fewest_turns(e, guarantee)
    assert answer.status == "PROVED"
    assert answer.turns == truth(e, guarantee, together=states(e).has_losses)


@settings(max_examples=12)
@given(exchanges(least=2, most=5), st.integers(0, 12))
def test_rounds_from_below_agree(e: Exchange, amount: int) -> None:
    guarantee = np.full(e.parties, float(amount))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.schedule.search.turns.EXACT", 0)
        answer = fewest_turns(e, guarantee, seconds=5)
    expected = truth(e, guarantee)
    if expected is None:
        assert answer.turns is None
        assert answer.status == "NOT FOUND IN TIME"
        return
    assert answer.lower <= expected
    assert answer.turns == expected
    if not e.escrows and (e.detection == 1).all():
        assert answer.status == "PROVED"


def test_the_tighter_the_guarantee_the_more_turns() -> None:
    e = exchange(np.arange(8) % 2, np.full(8, 4.0), np.full(8, 5.0))
    assert least_guarantee(e, np.ones(2)).lam == 4.0
    # With 4 each, one at a time; with the whole cost, one side after the other.
    found = [fewest_turns(e, np.full(2, g)).turns for g in (3.0, 4.0, 8.0, 16.0)]
    assert found[0] is None
    assert found[3] == 2
    assert found[1] is not None
    assert found[2] is not None
    assert found[1] > found[2] > 2


def test_turns_are_runs_of_the_same_parties() -> None:
    actor = np.array([0, 0, 1, 1])
    assert count_turns(actor, ((0,), (1,), (2,), (3,))) == 2
    assert count_turns(actor, ((0,), (2,), (1,), (3,))) == 4
    assert count_turns(actor, ((0, 2), (1, 3))) == 1
    assert count_turns(actor, ((0, 2), (1,), (3,))) == 3
    assert count_turns(actor, ()) == 0
