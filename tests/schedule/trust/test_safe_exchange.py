"""The order of delivery against all orders, and payments against all plans of payment."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.trust.safe_exchange import (
    delivery_order,
    fewest_payments,
    least_slack,
    needs,
    safe_order,
)

CHUNKS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6)


def by_hand(cost: list[int], value: list[int], order: tuple[int, ...]) -> float:
    """Least slack of one order, from the definition: a debt P for every delivery.

    P must be at least what is left to deliver, and at most what is left to receive after it.
    """
    slack = 0.0
    for k in range(len(order)):
        left_to_bear = sum(cost[j] for j in order[k:])
        left_to_get = sum(value[j] for j in order[k + 1 :])
        slack = max(slack, left_to_bear - left_to_get)
    return slack


def best_of_all(cost: list[int], value: list[int]) -> float:
    return min(by_hand(cost, value, way) for way in itertools.permutations(range(len(cost))))


def best_of_all_quickly(cost: np.ndarray, value: np.ndarray) -> float:
    """The same for integers, all orders at once."""
    ways = np.array(list(itertools.permutations(range(len(cost)))))
    c, v = cost[ways], value[ways]
    left_to_bear = c[:, ::-1].cumsum(axis=1)[:, ::-1]
    left_to_get = v[:, ::-1].cumsum(axis=1)[:, ::-1] - v
    return float((left_to_bear - left_to_get).max(axis=1).min())


@given(CHUNKS)
def test_no_order_needs_less(chunks: list[tuple[int, int]]) -> None:
    cost, value = [c for c, _ in chunks], [v for _, v in chunks]
    least = best_of_all(cost, value)
    assert least_slack(cost, value) == least
    order = safe_order(cost, value, least)
    assert order is not None
    assert by_hand(cost, value, tuple(order)) == least
    assert safe_order(cost, value, least - 0.5) is None


@pytest.mark.parametrize("size", range(1, 8))
def test_no_order_needs_less_on_thousands_of_instances(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(100 if size == 7 else 700):
        cost, value = rng.integers(0, rng.integers(2, 30), (2, size))
        assert least_slack(cost, value) == best_of_all_quickly(cost, value)


@given(CHUNKS, st.floats(0, 40))
def test_the_rule_step_by_step_finds_the_same(chunks: list[tuple[int, int]], slack: float) -> None:
    """The rule as published, stopping where nothing left can be borne."""
    left, have, safe = list(chunks), slack, True
    while left and safe:
        gaining = [x for x in left if x[1] >= x[0]]
        pick = min(gaining) if gaining else max(left, key=lambda x: x[1])
        safe = pick[0] <= have
        have += pick[1] - pick[0]
        left.remove(pick)
    found = safe_order([c for c, _ in chunks], [v for _, v in chunks], slack)
    assert (found is not None) == safe


def test_what_each_delivery_needs_is_in_order_of_delivery() -> None:
    # Last is chunk 0: it needs its cost. Before it, 6 + 2 are due against 5 still to come.
    assert needs([2, 6], [5, 1], [1, 0]).tolist() == [3, 2]
    assert needs([2, 6], [5, 1], [0, 1]).tolist() == [7, 6]


def test_nothing_to_deliver_needs_nothing() -> None:
    assert least_slack([], []) == 0
    assert delivery_order([], []).tolist() == []
    assert fewest_payments([], [], [], 0, supplier=0, demander=0) == pytest.approx([0])


def is_safe(
    cost: list[int],
    value: list[int],
    paid: np.ndarray,
    price: float,
    supplier: float,
    demander: float,
) -> bool:
    """Whether nobody gains by stopping at any time, each payment and delivery a time."""
    owed, bear, get = price, float(sum(cost)), float(sum(value))
    small = 1e-6

    def holds() -> bool:
        return owed - bear >= -supplier - small and get - owed >= -demander - small

    good = holds() and bool((paid >= -small).all())
    for k, amount in enumerate(paid):
        owed -= amount
        good = good and holds()
        if k < len(cost):
            bear, get = bear - cost[k], get - value[k]
            good = good and holds()
    return good and abs(owed) <= small


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5),
    st.integers(0, 30),
    st.integers(0, 15),
    st.integers(0, 15),
)
def test_no_plan_has_fewer_payments(
    chunks: list[tuple[int, int]], price: int, supplier: int, demander: int
) -> None:
    order = delivery_order([c for c, _ in chunks], [v for _, v in chunks])
    cost, value = [chunks[k][0] for k in order], [chunks[k][1] for k in order]
    n = len(chunks)
    paid = fewest_payments(cost, value, range(n), price, supplier=supplier, demander=demander)
    # All plans: a set of times to pay, and debts from among all the bounds there are.
    debts = {0, price} | {max(sum(cost[k:]) - supplier, 0) for k in range(n)}
    possible = []
    for count in range(n + 2):
        for times in itertools.combinations(range(n + 1), count):
            for after in itertools.combinations(sorted(debts, reverse=True), count):
                plan, owed = np.zeros(n + 1), price
                for time, debt in zip(times, after, strict=True):
                    plan[time], owed = owed - debt, debt
                if is_safe(cost, value, plan, price, supplier, demander):
                    possible.append(count)
        if possible:
            break
    if paid is None:
        assert not possible
    else:
        assert is_safe(cost, value, paid, price, supplier, demander)
        assert (paid > 1e-6).sum() == possible[0]


def test_more_slack_makes_one_round() -> None:
    cost, value = [3, 3, 3], [4, 4, 4]
    tight = fewest_payments(cost, value, [0, 1, 2], 10, supplier=3, demander=0)
    loose = fewest_payments(cost, value, [0, 1, 2], 10, supplier=0, demander=10)
    assert tight is not None
    assert loose is not None
    assert ((tight > 0).sum(), (loose > 0).sum()) == (3, 1)


def test_a_price_that_one_side_would_not_begin_at() -> None:
    assert fewest_payments([5], [6], [0], 7, supplier=5, demander=0) is None
    assert fewest_payments([5], [6], [0], 4, supplier=0, demander=5) is None


def test_no_payments_keep_an_unsafe_order() -> None:
    # The first order needs 3 and the other 7; the price is one at which both would begin.
    assert fewest_payments([2, 6], [5, 1], [1, 0], 7, supplier=2, demander=2) is not None
    assert fewest_payments([2, 6], [5, 1], [0, 1], 7, supplier=2, demander=2) is None


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="cost of a chunk must not be negative; found -1"):
        delivery_order([-1], [2])
    with pytest.raises(UsageError, match="value of a chunk must not be negative"):
        least_slack([1], [-2])
    with pytest.raises(UsageError, match="one cost and one value"):
        least_slack([1, 2], [2])
    with pytest.raises(UsageError, match="every chunk once"):
        needs([1, 2], [2, 2], [0, 0])
    with pytest.raises(UsageError, match="the price must not be negative"):
        fewest_payments([1], [2], [0], -1, supplier=1, demander=1)
