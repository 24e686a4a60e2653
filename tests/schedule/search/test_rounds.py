"""Constraint programming in rounds against exact search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from detente.schedule.exchange import Escrow, Exchange, exchange
from detente.schedule.search.exact import exact
from detente.schedule.search.groups import exact_groups
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.rounds import guarantee, least_of_any, rounds, solved
from detente.schedule.search.states import states
from detente.schedule.search.turn_model import TurnModel, enough
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


def any_order(e: Exchange) -> list[tuple[int, ...]]:
    """The first order that prerequisites allow, however bad."""
    s, order, done = states(e), [], np.zeros(states(e).count, dtype=bool)
    while not done.all():
        u = int(s.available(done).argmax())
        order.append((u,))
        done[u] = True
    return order


@settings(max_examples=15)
@given(exchanges(least=2, most=6))
def test_rounds_find_the_least_and_the_relaxed_form_never_claims_more(e: Exchange) -> None:
    s, scale = states(e), np.ones(e.parties)
    truth = exact(s, scale).lam
    found = rounds(s, scale, any_order(e), seconds=5)
    assert found.lam == pytest.approx(truth, abs=1e-5)
    assert max(check(e, s.order(found.steps))) == pytest.approx(found.lam, abs=1e-6)
    lower = least_of_any(s, scale, np.inf, seconds=5)
    assert lower <= truth + 1e-6
    if not s.surcharge.any():
        assert lower == pytest.approx(truth, abs=1e-5)


@settings(max_examples=10)
@given(exchanges(least=2, most=5, losses=True, gainful=True))
def test_with_losses_or_gainful_deliveries_what_rounds_find_holds(e: Exchange) -> None:
    s, scale = states(e), np.ones(e.parties)
    found = rounds(s, scale, any_order(e), seconds=3, prove=False)
    assert max(check(e, s.order(found.steps))) == pytest.approx(found.lam, abs=1e-6)
    assert found.lam >= exact_groups(s, scale)[1] - 1e-6


@settings(max_examples=10)
@given(exchanges(least=2, most=5, gainful=True))
def test_the_relaxed_form_is_a_bound_where_deliveries_benefit_their_actor(e: Exchange) -> None:
    s, scale = states(e), np.ones(e.parties)
    assert least_of_any(s, scale, np.inf, seconds=3) <= exact_groups(s, scale)[1] + 1e-6


@settings(max_examples=10)
@given(exchanges(least=2, most=5))
def test_rounds_keep_to_what_each_party_s_scale_allows(e: Exchange) -> None:
    s, scale = states(e), np.where(np.arange(e.parties) == 0, 0.0, 2.0)
    truth = exact(s, scale).lam
    found = rounds(s, scale, any_order(e), seconds=5)
    assert found.lam == truth or found.lam == pytest.approx(truth, abs=1e-5)


def test_too_few_rounds_ask_for_too_much() -> None:
    rng = np.random.default_rng(1)
    e = exchange(np.arange(12) % 2, np.full(12, 4.0), 5.0 + rng.integers(0, 2, 12))
    s, scale = states(e), np.ones(2)
    asked = []
    for cycles in (1, 2, enough(s)):
        model = TurnModel(s, scale, cycles, strict=True)
        model.model.minimize(model.lam[0])
        solver, _ = model.solve(10)
        asked.append(guarantee(s, scale, model.steps(solver)))
    assert asked[0] > asked[1] > asked[2]
    assert asked[2] == pytest.approx(exact(s, scale).lam)


def test_a_step_that_cannot_be_policed_is_refused() -> None:
    e = exchange(np.array([0, 1]), np.ones(2), np.ones(2), detection=0.0)
    with pytest.raises(ValueError, match="cannot be policed"):
        TurnModel(states(e), np.ones(2), 2, strict=True)


def test_beyond_exact_search_bound_and_order_meet() -> None:
    """Fifty small commitments a little more valuable than costly: proved at once."""
    rng = np.random.default_rng(7)
    cost = rng.integers(1, 20, 50).astype(float)
    before = np.triu(rng.random((50, 50)) < 0.02, 1)
    e = exchange(
        rng.integers(0, 2, 50), cost, np.round(cost * rng.uniform(1.1, 1.4, 50)), before=before
    )
    answer = least_guarantee(e, np.ones(2), seconds=10)
    assert answer.status == "PROVED"
    assert max(check(e, answer.order)) == pytest.approx(answer.lam)


@settings(max_examples=15)
@given(exchanges(least=2, most=6, losses=True, gainful=True), exchanges(least=2, most=6))
def test_the_strict_form_never_promises_more_than_its_order_keeps(a: Exchange, b: Exchange) -> None:
    for e in (a, b):
        s, scale = states(e), np.ones(e.parties)
        for cycles in (1, 2):
            model = TurnModel(s, scale, cycles, strict=True)
            model.model.minimize(model.lam[0])
            solver, status = model.solve(5)
            if solved(status):
                promised = solver.value(model.lam[0]) / model.unit
                assert promised >= max(check(e, s.order(model.steps(solver)))) - 1e-6


def test_two_escrows_are_not_released_in_one_turn() -> None:
    """Each alone puts A ahead by what it gets; one after the other it is as far ahead again."""
    e = exchange(
        np.array([0, 1, 0, 1]),
        np.array([1.0, 1.0, 1.0, 1.0]),
        np.array([1.0, 4.0, 1.0, 4.0]),
        escrows=(Escrow((0, 1), 0.5), Escrow((2, 3), 0.5)),
    )
    s = states(e)
    model = TurnModel(s, np.ones(2), 1, strict=True)
    _, status = model.solve(5)
    assert not solved(status)
    model = TurnModel(s, np.ones(2), 2, strict=True)
    solver, status = model.solve(5)
    assert solved(status)
    assert len(model.steps(solver)) == 2
