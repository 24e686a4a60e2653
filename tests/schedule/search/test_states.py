"""Units, closed sets and what a step asks, against the conditions themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.exchange import Escrow, Exchange, exchange
from detente.schedule.search.states import states, times_of
from tests.schedule.brute import orders
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


@given(exchanges(most=5, losses=True, gainful=True), st.integers(0, 10**6))
def test_needs_of_any_order_of_steps_are_those_of_the_conditions(e: Exchange, seed: int) -> None:
    every = list(orders(e, together=True))
    order = every[seed % len(every)]
    needs = states(e).needs(order)
    tested = conditions(e, times_of(e, order), gates=True).needs(e.parties)
    np.testing.assert_allclose(needs, tested, atol=1e-7)
    np.testing.assert_allclose(needs, check(e, order), atol=1e-7)


def test_available_is_what_has_all_it_waits_for() -> None:
    before = np.zeros((3, 3), dtype=bool)
    before[0, 1] = before[1, 2] = True
    s = states(exchange(np.array([0, 1, 0]), np.ones(3), np.ones(3), before=before))
    done = np.array([[False, False, False], [True, False, False], [True, True, False]])
    assert s.available(done).tolist() == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_an_escrow_waits_for_what_any_member_waits_for() -> None:
    before = np.zeros((4, 4), dtype=bool)
    before[0, 2] = before[1, 3] = True
    e = exchange(
        np.array([0, 1, 0, 1]), np.ones(4), np.ones(4), before=before, escrows=(Escrow((0, 3)),)
    )
    s = states(e)
    assert s.units == ((0, 3), (1,), (2,))
    assert s.available(np.zeros(3, dtype=bool)).tolist() == [False, True, False]


@pytest.mark.parametrize("pairs", [[(0, 2), (2, 1)], [(0, 1)]])
def test_a_circle_through_an_escrow_is_an_error(pairs: list[tuple[int, int]]) -> None:
    before = np.zeros((3, 3), dtype=bool)
    for i, j in pairs:
        before[i, j] = True
    e = exchange(
        np.array([0, 1, 0]), np.ones(3), np.ones(3), before=before, escrows=(Escrow((0, 1)),)
    )
    with pytest.raises(ValueError, match=r"circle through an escrow: \[0, 1"):
        states(e)


def test_an_axis_of_draws_is_an_error() -> None:
    e = exchange(np.array([0, 1]), np.ones((5, 2)), np.ones((5, 2)))
    with pytest.raises(ValueError, match="axis of draws"):
        states(e)
