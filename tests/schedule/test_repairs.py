"""What would let an order hold, against the definition: with it some order needs nothing."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import assume, given

from detente.schedule import changes
from detente.schedule.conditions import conditions
from detente.schedule.exchange import Exchange, closure, exchange
from detente.schedule.repairs import Repair, repairs
from detente.schedule.search.least import least_guarantee
from tests.schedule.making import exchanges

ONES = np.ones(2)


def mended(one: Exchange, repair: Repair) -> Exchange:
    if repair.kind == "guarantee":
        assert isinstance(repair.size, np.ndarray)
        return one.guaranteed(repair.size)
    assert isinstance(repair.size, float)
    if repair.kind == "split":
        return changes.split(one, repair.commitments[0], int(repair.size))
    if repair.kind == "escrow":
        return changes.with_escrow(one, repair.commitments, repair.size)
    return changes.with_detection(one, repair.commitments[0], repair.size)


def all_found(one: Exchange, **options: object) -> tuple[Repair, ...]:
    return repairs(one, ONES, least_guarantee(one, ONES), **options)  # type: ignore[arg-type]  # passed on


def some_order_holds(one: Exchange) -> bool:
    """Try every order of single commitments and escrows."""
    held = [e.members for e in one.escrows]
    units = [*held, *((j,) for j in range(one.commitments) if not any(j in h for h in held))]
    reach = closure(one.before)
    for order in itertools.permutations(units):
        times = np.zeros(one.commitments)
        for k, unit in enumerate(order):
            times[list(unit)] = k
        if (times[:, None] >= times)[reach].any():
            continue
        if conditions(one, times, gates=True).holds(1e-9):
            return True
    return False


@given(exchanges(least=2, most=4))
def test_what_is_called_enough_is_enough_and_no_more_than_it_takes(one: Exchange) -> None:
    found = all_found(one)
    assume(found)
    for repair in found:
        small = repair.kind != "split" or one.commitments + repair.size < 8
        if not small:
            continue
        assert some_order_holds(mended(one, repair)) == repair.enough, repair
        if repair.enough and repair.kind == "split":
            fewer = changes.split(one, repair.commitments[0], int(repair.size) - 1)
            assert not some_order_holds(fewer)
        if repair.enough and repair.kind == "detection" and isinstance(repair.size, float):
            less = changes.with_detection(one, repair.commitments[0], repair.size - 0.01)
            assert repair.size - 0.01 < repair.was or not some_order_holds(less)


def test_nothing_is_repaired_where_an_order_holds() -> None:
    assert all_found(exchange([0, 1], [1, 1], [5, 5], rent=3)) == ()


def test_cheapest_first_and_what_is_not_enough_last() -> None:
    one = exchange([0, 1, 0, 1], [6, 6, 2, 2], [8, 8, 1, 1], detection=0.7)
    found = all_found(one)
    assert {r.kind for r in found} >= {"guarantee", "split", "escrow"}
    enough = [r.enough for r in found]
    assert enough == sorted(enough, reverse=True)
    prices = [r.price for r in found if r.enough]
    assert prices == sorted(prices)
    dear = all_found(one, prices={"escrow": 100.0})
    (first,) = {r.kind for r in dear[:1]}
    assert first != "escrow"


def test_a_swap_of_the_two_large_items_is_enough() -> None:
    one = exchange([0, 1], [6, 6], [8, 8])
    (swap,) = [r for r in all_found(one) if r.kind == "escrow"]
    assert swap.enough
    assert swap.commitments == (0, 1)
    (weak,) = [r for r in all_found(one, reliability=0.5) if r.kind == "escrow"]
    # Seen half the time, faking gains as much as it costs: 6 against a stake of 2.
    assert not weak.enough
    assert weak.least.lam == pytest.approx(4)


def test_the_least_detection_is_that_of_the_condition() -> None:
    one = exchange([0], [4], [[0, 9]], parties=2, rent=[6, 0], detection=0.5, recoverable=0.0)
    # Stake of the actor: 6 - 4 = 2.  q = g / (g + slack) = 4 / (4 + 2).
    (seen,) = [r for r in all_found(one) if r.kind == "detection"]
    assert seen.enough
    assert seen.size == pytest.approx(2 / 3, abs=0.001)
    assert seen.was == 0.5


def test_an_escrow_that_is_there_stays() -> None:
    one = changes.with_escrow(exchange([0, 1, 0], [6, 6, 3], [8, 8, 0]), (0, 1), 0.9)
    for repair in all_found(one):
        assert repair.kind in ("guarantee", "split", "detection")
        assert not set(repair.commitments) & {0, 1}


def test_no_time_leaves_the_guarantee_alone() -> None:
    one = exchange([0, 1], [6, 6], [8, 8])
    assert [r.kind for r in all_found(one, seconds=-1.0)] == ["guarantee"]
