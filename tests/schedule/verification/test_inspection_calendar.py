"""Calendars drawn from the plan: their odds, and what a violator can make of them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.inspection_calendar import (
    Calendars,
    calendars,
    draw,
    violator_expects,
)
from detente.schedule.verification.inspection_game import solve


@given(st.integers(1, 7), st.integers(0, 7), st.floats(0.1, 9), st.floats(0, 9), st.floats(0, 1))
def test_the_plan_holds_every_violator_to_the_value(
    n: int, m: int, gain: float, loss: float, sees: float
) -> None:
    plan = solve(n, m, gain, loss, sees)
    among = calendars(plan)
    assert among.probability.sum() == pytest.approx(1)
    expected = violator_expects(among, gain, loss, sees)
    assert expected == pytest.approx(-plan.value[n, m], abs=1e-9)


@given(st.integers(1, 4), st.integers(0, 4), st.lists(st.floats(0.01, 1), min_size=6, max_size=6))
def test_no_other_odds_do_better(n: int, m: int, odds: list[float]) -> None:
    """Any random choice among calendars leaves the violator at least the value."""
    chosen = list(itertools.combinations(range(n), min(n, m)))
    days = np.array([[p in c for p in range(n)] for c in chosen])
    weight = np.resize(odds, len(chosen))
    among = Calendars(days, weight / weight.sum())
    assert violator_expects(among) >= -solve(n, m).value[n, m] - 1e-9


def expects_by_strategy(among: Calendars, gain: float, loss: float) -> float:
    """Try every rule "what I have seen so far -> violate now or wait"."""
    n = among.inspected.shape[1]
    histories = [h for k in range(n) for h in itertools.product((False, True), repeat=k)]
    best = -math.inf
    for rule in itertools.product((False, True), repeat=len(histories)):
        violates = dict(zip(histories, rule, strict=True))
        total = 0.0
        for days, chance in zip(among.inspected.tolist(), among.probability, strict=True):
            for period in range(n):
                if violates[tuple(days[:period])]:
                    total += chance * (-loss if days[period] else gain)
                    break
        best = max(best, total)
    return best


@given(st.lists(st.floats(0, 1), min_size=8, max_size=8), st.floats(0.1, 5), st.floats(0, 5))
def test_the_best_violation_is_that_of_the_best_rule(
    odds: list[float], gain: float, loss: float
) -> None:
    days = np.array(list(itertools.product((False, True), repeat=3)))
    weight = np.array(odds) + 0.01
    among = Calendars(days, weight / weight.sum())
    found = violator_expects(among, gain, loss)
    assert found == pytest.approx(expects_by_strategy(among, gain, loss), abs=1e-9)


def test_a_calendar_known_in_advance_deters_nothing() -> None:
    known = Calendars(np.array([[True, True, False]]), np.ones(1))
    assert violator_expects(known, gain=5, loss=1000) == 5


def test_drawn_calendars_have_the_listed_odds() -> None:
    plan = solve(5, 2, 1, 3)
    among, size = calendars(plan), 20_000
    drawn = draw(plan, size, np.random.default_rng(1))
    assert (drawn.sum(axis=1) == 2).all()
    assert len(among.probability) == math.comb(5, 2)
    for days, chance in zip(among.inspected, among.probability, strict=True):
        share = (drawn == days).all(axis=1).mean()
        assert share == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / size))


def test_too_many_calendars_are_refused_in_words() -> None:
    with pytest.raises(UsageError, match=r"155117520 calendars are too many .* draw some"):
        calendars(solve(30, 15))


def test_no_period_no_violation() -> None:
    among = calendars(solve(0, 2))
    assert among.inspected.shape == (1, 0)
    assert violator_expects(among) == 0
