from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import conditions
from detente.schedule.exchange import Coalition, Escrow, exchange
from detente.schedule.robust import most_robust, share_holding, worst_case

NAMES = ("cost", "value", "recoverable", "gain", "detection", "lag", "rent", "guarantee")


def drawn(seed, draws, n=4, parties=2, **more):
    rng = np.random.default_rng(seed)
    actor = rng.integers(0, parties, n)
    value = rng.uniform(0, 8, (draws, n, parties)) * (actor[:, None] != np.arange(parties))
    return exchange(
        actor,
        rng.uniform(1, 5, (draws, n)),
        value,
        parties=parties,
        gain=rng.uniform(0, 2, (draws, n)),
        detection=rng.uniform(0.4, 1, (draws, n)),
        lag=rng.uniform(0, 2, (draws, n)),
        rent=rng.uniform(0, 4, (draws, parties)),
        guarantee=rng.uniform(0, 8, (draws, parties)),
        **more,
    )


@given(st.integers(0, 10**6), st.booleans())
def test_shares_are_those_of_one_draw_after_another(seed, gates):
    e = drawn(seed, 10)
    rng = np.random.default_rng(seed)
    times = [np.arange(4), rng.integers(0, 4, 4), np.zeros(4)]
    weights = rng.uniform(0, 1, 10)
    shares, errors = share_holding(e, times, weights, gates=gates, tolerance=1e-9)
    for plan, share, error in zip(times, shares, errors, strict=True):
        holds = [
            bool((conditions(e.draw(d), plan, gates=gates).excess <= 1e-9).all()) for d in range(10)
        ]
        mean = sum(w for w, good in zip(weights, holds, strict=True) if good) / weights.sum()
        assert share == pytest.approx(mean)
        spread = sum((w * (good - mean)) ** 2 for w, good in zip(weights, holds, strict=True))
        assert error == pytest.approx(spread**0.5 / weights.sum())


def test_standard_error_of_equal_weights_is_the_binomial_one():
    e = drawn(7, 400).guaranteed(np.array([3.0, 3.0]))
    shares, errors = share_holding(e, [np.arange(4)], np.ones(400), gates=True, tolerance=0)
    assert 0.05 < shares[0] < 0.95
    assert errors[0] == pytest.approx((shares[0] * (1 - shares[0]) / 400) ** 0.5)


def test_most_robust_is_chosen_on_one_sample_and_reported_on_another():
    selection, fresh = drawn(7, 60), drawn(7, 600)
    fresh = dataclasses.replace(fresh, guarantee=fresh.guarantee * 0.5)
    rng = np.random.default_rng(0)
    times = [rng.permutation(4) for _ in range(8)]
    weights = (np.ones(60), np.ones(600))
    found = most_robust(selection, fresh, times, weights, gates=True, tolerance=0)
    on_selection, _ = share_holding(selection, times, weights[0], gates=True, tolerance=0)
    assert found.selection.tolist() == on_selection.tolist()
    assert found.selection[found.index] == on_selection.max()
    assert on_selection.max() > on_selection.min()
    on_fresh, error = share_holding(
        fresh, [times[found.index]], weights[1], gates=True, tolerance=0
    )
    assert (found.share, found.error) == (on_fresh[0], error[0])
    assert found.share != found.selection[found.index]


@pytest.mark.parametrize("weights", [np.ones(3), -np.ones(5), np.zeros(5)])
def test_weights_that_do_not_fit_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        share_holding(drawn(1, 5), [np.arange(4)], weights, gates=True, tolerance=0)


def between(low, high, rng):
    numbers = {
        name: getattr(low, name)
        + rng.choice([0.0, 1.0, 0.3], getattr(low, name).shape)
        * (getattr(high, name) - getattr(low, name))
        for name in NAMES
    }
    return dataclasses.replace(low, **numbers)


@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_nothing_between_needs_more_than_the_worst_case(seed, gates, uncertain):
    rng = np.random.default_rng(seed)
    sides = {"coalitions": (Coalition((0, 1), (1.0, 2.0)),), "escrows": (Escrow((0, 3), 0.9),)}
    low = drawn(seed, 1, parties=3, **sides).draw(0)
    low = dataclasses.replace(low, detection=low.detection * 0.5)
    if gates:
        low = dataclasses.replace(low, value=low.value - 3.0 * (low.value > 0))
    high = dataclasses.replace(
        low,
        **{name: getattr(low, name) * 1.0 + rng.uniform(0, 1, getattr(low, name).shape) * 0.5
           for name in NAMES if name not in ("value", "recoverable")},
        value=low.value + (low.value != 0) * rng.uniform(0, 2, low.value.shape),
        recoverable=low.recoverable + (rng.uniform(0, 1, 4) if uncertain else 0.0),
    )  # fmt: skip
    plan = rng.integers(0, 4, 4)
    plan[3] = plan[0]
    for party in range(3):
        worst = worst_case(low, high, gates=gates, party=party)
        most = excess(worst, plan, gates, party)
        for _ in range(5):
            assert excess(between(low, high, rng), plan, gates, party) <= most + 1e-9
        if not uncertain:
            assert (
                excess(worst_case(low, high, gates=gates), plan, gates, -1)
                >= max(excess(between(low, high, rng), plan, gates, -1) for _ in range(5)) - 1e-9
            )


def excess(e, plan, gates, party):
    result = conditions(e, plan, gates=gates)
    mine = [test.party == party for test in result.tests]
    return result.excess[mine].max()


def test_worst_case_takes_the_less_reliable_agent():
    low, high = (
        drawn(3, 1, escrows=(Escrow((0, 3), reliability),)).draw(0) for reliability in (0.9, 0.7)
    )
    assert worst_case(low, high, gates=True).escrows[0].reliability == 0.7


def test_ends_that_are_not_worst_for_everybody_are_refused():
    low = drawn(2, 1).draw(0)
    returns = dataclasses.replace(low, recoverable=low.recoverable + 0.5)
    with pytest.raises(ValueError, match="depends on the party"):
        worst_case(low, returns, gates=True)
    harmed = dataclasses.replace(low, value=low.value - 9.0 * (low.value > 0))
    later = dataclasses.replace(harmed, lag=harmed.lag + 1)
    with pytest.raises(ValueError, match="a longer lag is not always worse"):
        worst_case(harmed, later, gates=False)
    assert (worst_case(harmed, later, gates=True).lag == later.lag).all()
    with pytest.raises(ValueError, match="cost of the low end is above"):
        worst_case(dataclasses.replace(low, cost=low.cost + 1), low, gates=True)
