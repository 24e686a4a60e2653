"""Impossibility by two routes, and the conditions that clash."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange
from detente.schedule.search import impossible
from detente.schedule.search.exact import exact
from detente.schedule.search.impossible import clash, impossibility
from detente.schedule.search.states import states
from tests.schedule.brute import all_needs
from tests.schedule.random_exchanges import exchanges


def none_holds(e: Exchange, *, together: bool = False) -> bool:
    return all(max(needs) > 1e-7 for _, needs in all_needs(e, together=together))


@given(exchanges(most=5), st.integers(0, 6))
def test_both_routes_say_what_every_order_says(e: Exchange, extra: int) -> None:
    e = e.guaranteed(np.full(e.parties, float(extra)))
    answer = impossibility(e)
    assert answer.agree
    assert answer.impossible == none_holds(e)


@given(exchanges(most=4, losses=True), st.integers(0, 6))
def test_with_losses_steps_of_several_are_excluded_too(e: Exchange, extra: int) -> None:
    e = e.guaranteed(np.full(e.parties, float(extra)))
    answer = impossibility(e)
    assert answer.agree
    assert answer.impossible == none_holds(e, together=True)


@given(exchanges(most=5, imperfect=False), st.integers(0, 6))
def test_relaxed_rounds_are_the_second_route_for_many_commitments(e: Exchange, extra: int) -> None:
    e = e.guaranteed(np.full(e.parties, float(extra)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(impossible, "EXHAUSTIVE", 0)
        answer = impossibility(e)
    assert answer.second in (none_holds(e), None)
    if not e.escrows:
        assert answer.agree
    assert "constraint programming" in answer.routes[1]


def test_a_route_that_says_otherwise_is_shown_as_disagreement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    e = exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]))
    assert impossibility(e).impossible is True
    monkeypatch.setattr(impossible, "_second", lambda *_: (False, "a broken route"))
    answer = impossibility(e)
    assert not answer.agree
    assert answer.impossible is None
    monkeypatch.setattr(impossible, "_second", lambda *_: (None, "out of time"))
    assert not impossibility(e).agree


@given(exchanges(most=5))
def test_the_clash_excludes_every_order_and_nothing_can_be_left_out(e: Exchange) -> None:
    found = clash(e)
    if not none_holds(e):
        assert found is None
        return
    assert found is not None
    assert found.minimal
    s = states(e)
    unit = {members: u for u, members in enumerate(s.units)} | {(): s.count}
    rows = [(unit[c.step], c.party) for c in found.conditions]

    def possible(kept: list[tuple[int, int]]) -> bool:
        active = np.zeros_like(s.active)
        for row in kept:
            active[row] = True
        return exact(s.only(active), np.zeros(e.parties)).units is not None

    assert not possible(rows)
    assert all(possible([other for other in rows if other != row]) for row in rows)


def test_the_clash_of_two_who_each_will_not_go_last() -> None:
    e = exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]))
    found = clash(e)
    assert found is not None
    assert {(c.party, c.step) for c in found.conditions} == {(0, (0,)), (1, (1,))}
    # Each alone is met when that party goes first.
    assert all(c.amount <= 0 for c in found.conditions)


def test_one_condition_alone_when_prerequisites_settle_it() -> None:
    before = np.array([[False, True], [False, False]])
    e = exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]), before=before)
    found = clash(e)
    assert found is not None
    (only,) = found.conditions
    assert (only.party, only.kind, only.amount) == (1, "walk-away", 3.0)
