"""What hangs together, and what interest does to a rate."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.components import components
from detente.evidence.interest import false_with_interest

bonds = st.lists(st.lists(st.integers(0, 7), max_size=4), max_size=6)


@given(bonds)
def test_components_are_what_can_be_reached(tied: list[list[int]]) -> None:
    reach = np.eye(8, dtype=bool)
    for bond in tied:
        for a in bond:
            for b in bond:
                reach[a, b] = True
    for _ in range(8):
        reach = (reach.astype(int) @ reach.astype(int)) > 0
    slow = sorted({tuple(np.flatnonzero(row).tolist()) for row in reach})
    assert components(8, tied) == slow


def test_nothing_tied_is_everybody_alone() -> None:
    assert components(3, [[], [1]]) == [(0,), (1,), (2,)]
    assert components(0, []) == []


shares = st.floats(0.01, 0.99)


@given(shares, shares, st.floats(0.05, 20))
def test_interest_moves_the_odds_and_stops_at_what_is_true(
    true: float, false: float, times: float
) -> None:
    (moved,) = false_with_interest(np.array([true]), np.array([false]), np.array([times]))
    odds = times * false / (1 - false)
    assert moved <= odds / (1 + odds) + 1e-12
    if times > 1:
        assert moved <= max(true, false) + 1e-12
        assert moved >= false - 1e-12
    else:
        np.testing.assert_allclose(moved, odds / (1 + odds))
