"""Doctrines compared: closed forms, every order by hand, and who breaks off first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.doctrines import at_once, doctrine, doctrines, party_first
from detente.schedule.exchange import Escrow, Exchange, exchange
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.states import states, times_of
from tests.schedule.brute import all_needs, turns
from tests.schedule.checker import Plain, advance, check
from tests.schedule.random_exchanges import exchanges

plain = exchanges(most=5, parties=2, imperfect=False, escrow=False, prerequisites=False)


def bare(e: Exchange) -> Exchange:
    """Without rents and guarantees, as in the closed forms."""
    return exchange(e.actor, e.cost, e.value, parties=e.parties)


@given(plain)
def test_closed_forms_for_two_parties(e: Exchange) -> None:
    e = bare(e)
    found = {(d.name, d.party): d for d in doctrines(e, np.ones(2))}
    moves = [bool((e.actor == p).any()) for p in (0, 1)]
    whole = [float(c) for c in e.own_cost]
    assert found["all at once", None].needs.tolist() == [
        c if m else 0.0 for c, m in zip(whole, moves, strict=True)
    ]
    for p in (0, 1):
        first = found["party first", p].needs
        stake = e.stake[p]
        # It is never ahead: it needs something only if the deal does not pay it at all.
        assert first[p] == pytest.approx(max(0.0, -stake) if moves[p] else whole[p] * 0, abs=1e-9)
        if all(moves):
            assert first[1 - p] == pytest.approx(whole[1 - p], abs=1e-9)
    if all(moves):
        last = min(e.cost)
        assert max(found["best order", None].needs) >= last - 1e-9


@given(exchanges(most=5))
def test_a_best_order_that_is_known_is_not_looked_for_again(e: Exchange) -> None:
    scale = np.ones(e.parties)
    known = least_guarantee(e, scale)
    again = [vars(d) for d in doctrines(e, scale, best=known)]
    np.testing.assert_equal(again, [vars(d) for d in doctrines(e, scale)])
    marked = replace(known, status="GAP")
    assert doctrines(e, scale, best=marked)[-1].status == "GAP"


@given(exchanges(most=5))
def test_the_best_order_asks_for_no_more_than_any_doctrine(e: Exchange) -> None:
    found = doctrines(e, np.ones(e.parties))
    best = found[-1]
    assert best.name == "best order"
    assert best.status == "PROVED"
    assert all(best.needs.max() <= d.needs.max() + 1e-7 for d in found)
    assert [d.name for d in found] == [
        "all at once",
        *["party first"] * e.parties,
        "strict alternation",
        "best order",
    ]


@given(exchanges(most=5))
def test_what_a_doctrine_reports_is_what_its_order_asks(e: Exchange) -> None:
    x = Plain(e)
    for d in doctrines(e, np.ones(e.parties)):
        np.testing.assert_allclose(d.needs, check(e, d.order), atol=1e-7)
        assert d.turns == turns(e, d.order)
        place = {j: float(k) for k, step in enumerate(d.order) for j in step}
        times = [place[j] for j in range(e.commitments)]
        for p in range(e.parties):
            after = [advance(x, {p: 1.0}, times, k + 0.5, 0.0) for k in range(len(d.order))]
            at = [advance(x, {p: 1.0}, times, float(k), 0.0) for k in range(len(d.order))]
            assert d.peak_advance[p] == pytest.approx(max(0.0, *after, *at), abs=1e-9)
            assert d.peak_exposure[p] == pytest.approx(max(0.0, *(-a for a in after)), abs=1e-9)


@given(exchanges(most=5), st.integers(0, 2))
def test_party_first_is_the_best_order_that_puts_it_first(e: Exchange, party: int) -> None:
    party %= e.parties
    found = next(d for d in doctrines(e, np.ones(e.parties)) if d.party == party)
    s = states(e)
    mine = s.holds[:, party]
    early = {j for u in np.flatnonzero(mine | s.before[:, mine].any(axis=1)) for j in s.units[u]}
    allowed = [
        needs
        for order, needs in all_needs(e)
        if {j for step in order[: sum(1 for x in order if set(x) <= early)] for j in step} == early
    ]
    assert found.needs.max() == pytest.approx(min(max(n) for n in allowed), abs=1e-7)


@given(exchanges(most=5))
def test_the_first_defection_is_the_first_broken_condition(e: Exchange) -> None:
    for d in doctrines(e, np.ones(e.parties)):
        tested = conditions(e, times_of(e, d.order), gates=True)
        broken = [
            (len(d.order) if np.isinf(t.time) else t.time, t.party)
            for t, x in zip(tested.tests, tested.excess, strict=True)
            if x > 1e-7 and t.party >= 0
        ]
        assert (d.defection is None) == (not broken) == (d.needs.max() <= 1e-7)
        if d.defection is not None:
            first = min(broken)[0]
            assert d.defection.place == first
            assert (first, d.defection.party) in broken
            assert 0 < d.defection.gain <= d.needs[d.defection.party] + 1e-7
            own = e.actor[list(d.defection.step)]
            assert (own == d.defection.party).all()


def test_who_defects_where_and_what_it_would_not_deliver() -> None:
    e = exchange(np.array([0, 1]), np.array([4.0, 3.0]), np.array([6.0, 7.0]))
    found = {(d.name, d.party): d for d in doctrines(e, np.ones(2))}
    first = found["party first", 0]
    assert first.order == ((0,), (1,))
    assert first.defection is not None
    # From the moment that it has received: what it would not deliver is its own part.
    assert (first.defection.party, first.defection.place) == (1, 0)
    assert (first.defection.step, first.defection.kind) == ((1,), "walk-away")
    assert first.defection.gain == 3.0
    assert first.peak_advance.tolist() == [3.0, 6.0]
    assert first.peak_exposure.tolist() == [4.0, 0.0]
    assert found["strict alternation", None].order == ((0,), (1,))


def test_at_once_means_as_soon_as_prerequisites_allow() -> None:
    before = np.zeros((4, 4), dtype=bool)
    before[0, 1] = before[1, 3] = True
    e = exchange(
        np.array([0, 1, 0, 1]), np.ones(4), np.ones(4), before=before, escrows=(Escrow((1, 2)),)
    )
    assert at_once(states(e)) == ((0,), (1, 2), (3,))


def test_what_the_first_party_waits_for_may_come_before() -> None:
    before = np.zeros((4, 4), dtype=bool)
    before[2, 0] = True
    e = exchange(np.array([0, 0, 1, 1]), np.ones(4), np.ones(4), before=before)
    staged = party_first(e, 0)
    later = {(int(i), int(j)) for i, j in np.argwhere(staged.before)}
    assert later == {(2, 0), (0, 3), (1, 3), (2, 3)}


def test_strict_alternation_can_ask_for_more_than_the_best_order() -> None:
    """B's large delivery is best met by two small ones of A in a row."""
    e = exchange(
        np.array([0, 0, 0, 1, 1]),
        np.array([1.0, 5.0, 5.0, 8.0, 1.0]),
        np.array([2.0, 6.0, 6.0, 12.0, 2.0]),
    )
    found = {d.name: d.needs.max() for d in doctrines(e, np.ones(2))}
    assert found["strict alternation"] > found["best order"]


def test_an_order_of_nothing() -> None:
    e = exchange(np.zeros(0, dtype=int), np.zeros(0), np.zeros((0, 2)), parties=2)
    found = doctrine(e, "best order", None, (), "PROVED")
    assert found.turns == 0
    assert found.defection is None
    assert found.peak_exposure.tolist() == [0.0, 0.0]
