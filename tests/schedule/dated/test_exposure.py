from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.schedule.conditions import WALK_AWAY, conditions
from detente.schedule.dated.exposure import exposure
from detente.schedule.exchange import Escrow, exchange
from tests.schedule.dated.making import dating


def four(**more):
    """The worked exchange: A has (4, 6) and (2, 5), B has (3, 7) and (5, 4)."""
    return exchange(
        np.array([0, 0, 1, 1]), np.array([4.0, 2, 3, 5]), np.array([6.0, 5, 7, 4]), **more
    )


def test_exposure_by_hand():
    found = exposure(four(), np.array([10, 30, 20, 30]))
    assert found.turns == 3
    assert found.times.tolist() == [10, 20, 30]
    # A pays 4, gets 7, then pays 2 and gets 4 on one day.
    assert found.after[:, 0].tolist() == [-4, 3, 5]
    assert found.after[:, 1].tolist() == [6, 3, 3]
    assert found.ahead[:, 0].tolist() == [0, 3, 7]
    assert found.behind[:, 0].tolist() == [-4, -4, 1]
    assert found.behind[:, 1].tolist() == [0, 3, -2]
    assert found.cap.tolist() == [5, 3]
    assert found.greatest.tolist() == [4, 2]
    assert found.when.tolist() == [10, 30]


def test_escrow_leaves_nobody_exposed():
    found = exposure(four(escrows=(Escrow((0, 1, 2, 3)),)), np.full(4, 7))
    assert found.greatest.tolist() == [0, 0]
    assert np.isnan(found.when).all()
    assert found.ahead.tolist() == [[0, 0]]
    assert found.after.tolist() == [[5, 3]]


@given(st.integers(0, 10**6), st.booleans())
def test_what_a_party_can_run_off_with_is_its_walk_away_condition(seed, harm):
    case = dating(seed, 6, 3, harm=harm)
    finish = np.random.default_rng(seed).integers(0, 5, 6)
    for escrow in case.exchange.escrows:
        finish[list(escrow.members)] = finish[escrow.members[0]]
    found = exposure(case.exchange, finish)
    result = conditions(case.exchange, finish, gates=True)
    for test, advance in zip(result.tests, result.advance, strict=True):
        if test.kind == WALK_AWAY and test.party >= 0 and np.isfinite(test.time):
            t = found.times.tolist().index(test.time)
            just_before = found.after[t - 1, test.party] if t else 0.0
            assert advance == pytest.approx(max(found.ahead[t, test.party], just_before))


@given(st.integers(0, 10**6))
def test_exposure_mirrors_the_others_defection(seed):
    """Without escrows a party is behind by its own by that day less the others' till the last."""
    case = dating(seed, 5, 2)
    e = exchange(case.exchange.actor, case.exchange.cost, case.exchange.value, parties=2)
    finish = np.random.default_rng(seed).integers(0, 4, 5)
    found = exposure(e, finish)
    for p in range(2):
        lowest, first = 0.0, np.nan
        for t, time in enumerate(found.times):
            paid = sum(e.cost[j] for j in range(5) if e.actor[j] == p and finish[j] <= time)
            got = sum(e.value[j, p] for j in range(5) if finish[j] < time)
            assert found.behind[t, p] == pytest.approx(got - paid)
            if got - paid < lowest:
                lowest, first = got - paid, time
        assert found.greatest[p] == pytest.approx(-lowest)
        assert found.when[p] == first or np.isnan(first)
