"""Months bought against the definition, route by route and combination by combination."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.reconstitution import (
    Actions,
    Routes,
    after,
    bought,
    breakout,
    warning,
)

months = st.integers(0, 30).map(float)
DRAWS = 2


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Routes, Actions]:
    routes, facilities, actions = (draw(st.integers(1, 4)) for _ in range(3))
    needs = draw(
        st.lists(st.booleans(), min_size=routes * facilities, max_size=routes * facilities)
    )
    own = draw(st.lists(months, min_size=routes, max_size=routes))
    place = draw(st.lists(st.integers(0, facilities - 1), min_size=actions, max_size=actions))
    undo = draw(st.lists(months, min_size=actions * DRAWS, max_size=actions * DRAWS))
    return (
        Routes(np.array(needs).reshape(routes, facilities), np.array(own)),
        Actions(np.array(place), np.array(undo).reshape(actions, DRAWS)),
    )


def oracle(routes: Routes, actions: Actions, done: tuple[bool, ...], draw: int) -> float:
    quickest = float("inf")
    for needs, own in zip(routes.needs, routes.months, strict=True):
        wait = 0.0
        for k, facility in enumerate(actions.facility):
            if done[k] and needs[facility]:
                wait = max(wait, actions.months[k, draw])
        quickest = min(quickest, wait + own)
    return quickest


@given(programmes())
def test_every_combination_buys_what_the_quickest_route_says(
    programme: tuple[Routes, Actions],
) -> None:
    routes, actions = programme
    found, number = bought(routes, actions), len(actions.facility)
    assert {tuple(row) for row in found.done.tolist()} == set(
        itertools.product((False, True), repeat=number)
    )
    nothing, everything = (False,) * number, (True,) * number
    for draw in range(DRAWS):
        start = oracle(routes, actions, nothing, draw)
        end = oracle(routes, actions, everything, draw)
        assert found.before[draw] == start
        for row, gained in zip(found.done, found.months, strict=True):
            assert gained[draw] == oracle(routes, actions, tuple(row), draw) - start
        for k in range(number):
            only = tuple(i == k for i in range(number))
            without = tuple(i != k for i in range(number))
            assert found.alone[k, draw] == oracle(routes, actions, only, draw) - start
            assert found.last[k, draw] == end - oracle(routes, actions, without, draw)


@given(programmes())
def test_doing_more_never_shortens_the_time(programme: tuple[Routes, Actions]) -> None:
    found = bought(*programme)
    for one, other in itertools.product(range(len(found.done)), repeat=2):
        if (found.done[one] <= found.done[other]).all():
            assert (found.months[one] <= found.months[other]).all()


def test_an_undeclared_route_caps_what_all_actions_buy() -> None:
    needs = np.array([[True, True], [False, False]])
    actions = Actions(np.array([0, 1]), np.array([[24.0], [36.0]]))
    open_route = Routes(needs, np.array([2.0, 9.0]))
    assert bought(open_route, actions).months[-1] == 7
    assert bought(Routes(needs[:1], np.array([2.0])), actions).months[-1] == 36


def test_two_routes_must_both_be_closed() -> None:
    routes = Routes(np.eye(2, dtype=bool), np.array([1.0, 1.0]))
    actions = Actions(np.array([0, 1]), np.array([[12.0], [18.0]]))
    found = bought(routes, actions)
    assert found.alone.ravel().tolist() == [0, 0]
    assert found.last.ravel().tolist() == [12, 12]
    assert found.months[-1] == 12


def test_the_deepest_action_at_a_facility_counts_not_the_sum() -> None:
    routes = Routes(np.ones((1, 1), dtype=bool), np.zeros(1))
    actions = Actions(np.zeros(3, dtype=int), np.array([[1.0], [6.0], [30.0]]))
    assert after(routes, actions, [True, True, False]) == 6
    assert after(routes, actions, [True, True, True]) == 30


def test_months_of_a_route_may_be_drawn() -> None:
    routes = Routes(np.ones((1, 1), dtype=bool), np.array([[1.0, 5.0]]))
    np.testing.assert_array_equal(breakout(routes, np.array([[10.0, 20.0]])), [11, 25])


def test_warning_is_what_the_lag_leaves() -> None:
    np.testing.assert_array_equal(warning(np.array([12.0, 2.0]), 3), [9, -1])
    with pytest.raises(UsageError, match="lag of detection must not be negative; found -1"):
        warning(np.array([12.0]), -1)


def test_what_makes_no_programme_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one route"):
        Routes(np.zeros((0, 2), dtype=bool), np.zeros(0))
    with pytest.raises(UsageError, match="each route needs its own months"):
        Routes(np.zeros((2, 2), dtype=bool), np.zeros(1))
    with pytest.raises(UsageError, match="months to undo an action must not be negative"):
        Actions(np.zeros(1, dtype=int), np.array([[-2.0]]))
    with pytest.raises(UsageError, match="needs a facility and draws"):
        Actions(np.zeros(2, dtype=int), np.array([[2.0]]))
    many = Actions(np.zeros(13, dtype=int), np.ones((13, 1)))
    with pytest.raises(UsageError, match="13 actions have too many combinations"):
        bought(Routes(np.ones((1, 1), dtype=bool), np.zeros(1)), many)
