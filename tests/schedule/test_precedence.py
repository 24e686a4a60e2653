"""Orders that precedences admit, against trying every permutation."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.exchange import closure
from detente.schedule.precedence import circle, count_orders, orders


@st.composite
def precedences(draw: st.DrawFn) -> np.ndarray:
    count = draw(st.integers(1, 6))
    flags = draw(st.lists(st.booleans(), min_size=count**2, max_size=count**2))
    sparse = draw(st.lists(st.booleans(), min_size=count**2, max_size=count**2))
    before = (np.array(flags) & np.array(sparse)).reshape(count, count)
    np.fill_diagonal(before, False)
    return before


def tried(before: np.ndarray) -> list[tuple[int, ...]]:
    count = len(before)
    return [
        order
        for order in itertools.permutations(range(count))
        if not any(before[b, a] for k, a in enumerate(order) for b in order[k + 1 :])
    ]


@given(precedences())
def test_the_orders_are_those_that_trying_all_finds(before: np.ndarray) -> None:
    expected = tried(before)
    assert list(orders(before)) == expected
    assert count_orders(before) == len(expected)


@given(precedences())
def test_a_circle_is_found_just_where_there_is_no_order(before: np.ndarray) -> None:
    found = circle(before)
    assert bool(found) == (not tried(before))
    for i, j in itertools.pairwise((*found, *found[:1])):
        assert before[i, j]


@given(precedences())
def test_no_circle_is_shorter(before: np.ndarray) -> None:
    found = circle(before)
    steps = np.eye(len(before), dtype=bool)
    for length in range(1, len(found)):
        steps = (steps.astype(int) @ before.astype(int)) > 0
        assert not steps.diagonal().any(), length
    assert bool(found) == bool(closure(before).diagonal().any())


def test_too_many_to_count_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 20"):
        count_orders(np.zeros((21, 21), dtype=bool))


def test_n_free_things_have_n_factorial_orders() -> None:
    assert count_orders(np.zeros((10, 10), dtype=bool)) == 3628800
