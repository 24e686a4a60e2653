"""Contributions in turns, against backward induction over a grid that knows no formula."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.trust.gradualism import project, steps_from_the_end

GRID = 400


def backward(discount: float, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Contribution of the party whose turn it is, and its worth, for every amount left.

    Both are worth 1 when nothing is left.  The best contribution is made among those that
    are no worse than waiting for the other to make the same; none, if none is worth it.
    """
    give, mover, other = np.zeros(most + 1, int), np.zeros(most + 1), np.zeros(most + 1)
    for left in range(1, most + 1):
        after = np.arange(left)
        worth = np.where(after == 0, 1.0, discount * other[after]) - (left - after) / GRID
        as_other = np.where(after == 0, 1.0, discount * mover[after])
        worth[worth < discount * as_other - 1e-12] = -1.0
        best = int(worth.argmax())
        if worth[best] > 0:
            give[left], mover[left], other[left] = left - best, worth[best], as_other[best]
    return give, mover


@pytest.mark.parametrize("discount", [0.6, 0.8, 0.9])
def test_backward_induction_finds_the_same_reach_and_payoffs(discount: float) -> None:
    give, worth = backward(discount, 420)
    steps = steps_from_the_end(1.0, discount, 60)
    reach = np.cumsum(steps)
    # Away from the ends of a turn's reach, where the grid decides for or against a step.
    for left in range(1, 380):
        cost = left / GRID
        if abs(reach - cost).min() < 6 / GRID:
            continue
        found = project(cost, 1.0, discount)
        assert give[left] / GRID == pytest.approx(found.contributions[0], abs=6 / GRID)
        assert worth[left] == pytest.approx(found.first, abs=6 / GRID)
    assert (give[GRID:] == 0).all()


@given(st.floats(0.05, 0.97), st.floats(0.1, 50), st.floats(0.01, 0.999))
def test_no_turn_is_better_waited_for(discount: float, value: float, share: float) -> None:
    """At every turn what the mover has left to win is at least what waiting brings."""
    found = project(share * value, value, discount)
    steps = found.contributions
    assert found.finished
    assert steps.sum() == pytest.approx(share * value)
    small = 1e-9 * value
    for turn in range(len(steps)):
        left = steps[turn:]
        worth = value * discount ** (len(left) - 1)
        paid = left * discount ** np.arange(len(left))
        mover, other = worth - paid[::2].sum(), worth - paid[1::2].sum()
        if turn == 0:
            assert (mover, other) == pytest.approx((found.first, found.second))
        assert mover >= discount * other - small
        # From the second turn on the contribution is the most that is not waited for.
        if turn:
            assert mover == pytest.approx(discount * other)


@given(st.floats(0.1, 0.99), st.integers(1, 40))
def test_the_fewest_turns_are_taken(discount: float, count: int) -> None:
    steps = steps_from_the_end(1.0, discount, count)
    assume(1 - steps.sum() > 1e-8)
    just = project(float(steps.sum()), 1.0, discount)
    np.testing.assert_allclose(just.contributions[::-1], steps)
    more = project(float(steps.sum()) + 1e-3 * (1 - float(steps.sum())), 1.0, discount)
    assert len(more.contributions) == count + 1


def test_what_subscription_makes_possible() -> None:
    kinds = {cost: project(cost, 1.0, 0.9) for cost in (0.99, 1.0, 1.99, 2.0)}
    assert {cost: (p.finished, p.subscription) for cost, p in kinds.items()} == {
        0.99: (True, False),
        1.0: (False, True),
        1.99: (False, True),
        2.0: (False, False),
    }
    assert len(kinds[1.0].contributions) == 0
    assert (kinds[1.0].first, kinds[1.0].second) == (0, 0)


def test_no_turn_at_all() -> None:
    assert steps_from_the_end(1.0, 0.9, 0).tolist() == []


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="between 0 and 1; found 1"):
        project(1, 2, 1.0)
    with pytest.raises(UsageError, match="cost of the project must be above 0"):
        project(0, 2, 0.9)
    with pytest.raises(UsageError, match="value of the project must be above 0"):
        steps_from_the_end(0, 0.9, 3)
    with pytest.raises(UsageError, match="more than 100,000 turns"):
        project(1 - 1e-9, 1, 0.9999)
