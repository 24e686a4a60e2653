"""Several cheats in a row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search.compound import best_deviation
from detente.schedule.search.least import least_guarantee
from tests.schedule.brute import orders
from tests.schedule.checker import needs
from tests.schedule.random_exchanges import exchanges


def safe(e: Exchange, order: tuple[tuple[int, ...], ...]) -> Exchange:
    place = {j: float(k) for k, step in enumerate(order) for j in step}
    return e.guaranteed(np.array(needs(e, [place[j] for j in range(e.commitments)])))


@given(exchanges(most=5), st.integers(0, 10**6))
def test_where_all_conditions_hold_no_plan_of_cheats_pays(e: Exchange, seed: int) -> None:
    """The conditions are sufficient where faking saves at least the irrecoverable cost."""
    every = list(orders(e))
    order = every[seed % len(every)]
    e = replace(e, gain=np.maximum(e.gain, e.cost))
    e = safe(e, order)
    if np.isinf(e.guarantee).any():
        return
    for party in range(e.parties):
        found = best_deviation(e, order, party)
        assert found.value <= found.complying + 1e-9


@given(exchanges(most=5), st.integers(0, 10**6))
def test_where_a_condition_is_broken_some_plan_pays(e: Exchange, seed: int) -> None:
    """They are necessary too."""
    every = list(orders(e))
    order = every[seed % len(every)]
    place = {j: float(k) for k, step in enumerate(order) for j in step}
    needed = needs(e, [place[j] for j in range(e.commitments)])
    for party in range(e.parties):
        found = best_deviation(e, order, party)
        if needed[party] > 1e-9:
            assert found.value > found.complying


def test_a_gain_below_the_cost_lets_cheats_add_up() -> None:
    e = exchange(
        np.array([1, 0, 1, 0]),
        np.array([0.0, 10.0, 0.0, 10.0]),
        np.array([18.0, 5.0, 10.0, 5.0]),
        gain=np.array([0.0, 2.0, 0.0, 2.0]),
        detection=np.array([1.0, 0.5, 1.0, 0.5]),
        rent=np.array([12.0, 0.0]),
    )
    order = ((0,), (1,), (2,), (3,))
    assert least_guarantee(e, np.ones(2)).lam == 0.0
    found = best_deviation(e, order, 0, may_leave=False)
    assert (found.complying, found.value) == (20.0, 22.0)
    assert found.fakes == ((1,), (3,))
    # Having faked the first unseen, it does better still to leave than to fake the second.
    leaving = best_deviation(e, order, 0)
    assert (leaving.value, leaving.fakes, leaving.leaves) == (23.0, ((1,),), 3)
    once = best_deviation(replace(e, detection=np.array([1.0, 0.5, 1.0, 1.0])), order, 0)
    assert once.value >= once.complying


def test_steps_with_several_of_a_party_are_refused() -> None:
    e = exchange(np.array([0, 0, 1]), np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match="several units"):
        best_deviation(e, ((0, 1), (2,)), 0)
    assert best_deviation(e, ((0, 2), (1,)), 0).complying == -1.0
