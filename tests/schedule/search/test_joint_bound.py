"""The bound from all parties' conditions added up."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search.bound import bound
from detente.schedule.search.exact import exact
from detente.schedule.search.joint_bound import _least_peak, joint_bound
from detente.schedule.search.states import states
from tests.schedule.random_exchanges import exchanges


def peak(order: tuple[int, ...], change: np.ndarray, need: np.ndarray) -> float:
    level, worst = 0.0, -np.inf
    for u in order:
        worst = max(worst, level + need[u])
        level += change[u]
    return worst


@given(st.integers(1, 6), st.integers(0, 10**6), st.booleans())
def test_the_single_machine_order_is_the_best_of_all(n: int, seed: int, waits: bool) -> None:
    rng = np.random.default_rng(seed)
    change = rng.integers(0 if waits else -6, 7, n).astype(float)
    need = rng.integers(0, 12, n).astype(float)
    before = np.triu(rng.random((n, n)) < 0.3, 1) & waits
    for _ in range(n):
        before |= before @ before
    allowed = [
        order
        for order in permutations(range(n))
        if all(order.index(i) < order.index(j) for i, j in np.argwhere(before))
    ]
    truth = min(peak(order, change, need) for order in allowed)
    assert _least_peak(change, need, before)[0] == truth


@given(exchanges(most=7), st.booleans())
def test_no_order_needs_less(e: Exchange, own: bool) -> None:
    s, scale = states(e), e.own_cost if own else np.ones(e.parties)
    assert joint_bound(s, scale)[0] <= exact(s, scale).lam + 1e-7


def test_a_large_delivery_needs_much_surplus_still_to_come() -> None:
    """A's 20 are worth 21 to B: whenever they come, the two cannot both be safe below 9.5.

    The surplus of everything is 1 + 1 = 2; of 21 received, 19 are covered by no surplus.
    """
    e = exchange(
        np.array([0, *[1] * 10]), np.array([20.0, *[2.0] * 10]), np.array([21.0, *[2.1] * 10])
    )
    s = states(e)
    lam, unit = joint_bound(s, np.ones(2))
    assert unit == 0
    assert lam == pytest.approx(9.5)
    found = bound(s, np.ones(2))
    assert (found.source, found.step, found.binding) == ("together", (0,), None)
    assert found.lam <= exact(s, np.ones(2)).lam <= 11


def test_parties_that_are_not_watched_are_left_out() -> None:
    e = exchange(np.array([0, 1]), np.array([9.0, 9.0]), np.array([9.0, 9.0]))
    s = states(e)
    assert joint_bound(s, np.ones(2))[0] > 0
    assert joint_bound(s.only(np.zeros_like(s.active)), np.ones(2)) == (0.0, None)
