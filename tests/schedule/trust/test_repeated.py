"""Repeated play: thresholds against simulated play and against the best of all deviations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.trust.repeated import (
    complies,
    detection_needed,
    longest_lag,
    punishment_weight,
)

RUNS = 4_000


def simulate(
    r: float, t: float, p: float, q: float, lag: int, d: float, rng: np.random.Generator
) -> np.ndarray:
    """Worth of cheating for ever, in units of one period for ever, per run."""
    periods = math.ceil(math.log(1e-6) / math.log(d))
    worth = np.zeros(RUNS)
    caught = np.full(RUNS, periods + 1)
    for period in range(periods):
        punished = period > caught + lag
        worth += (1 - d) * d**period * np.where(punished, p, t)
        found = (caught > periods) & (rng.random(RUNS) < q)
        caught[found] = period
    return worth


def best_deviation(r: float, t: float, p: float, q: float, lag: int, d: float) -> float:
    """Worth of the best plan of complying and cheating, by iterating its value.

    States: undetected, then the periods left before the punishment of a detected cheat.
    """
    free, waiting = r, np.zeros(lag + 1)
    waiting[0] = p
    for k in range(1, lag + 1):
        waiting[k] = (1 - d) * max(r, t) + d * waiting[k - 1]
    for _ in range(4_000):
        cheat = (1 - d) * t + d * (q * waiting[lag] + (1 - q) * free)
        free = max((1 - d) * r + d * free, cheat)
    return float(free)


@pytest.mark.parametrize(
    ("q", "lag", "d"), [(1.0, 0, 0.9), (0.5, 0, 0.9), (0.5, 3, 0.9), (0.1, 2, 0.8), (0.0, 1, 0.7)]
)
def test_the_worth_of_cheating_agrees_with_simulation(q: float, lag: int, d: float) -> None:
    worth = simulate(3, 5, 1, q, lag, d, np.random.default_rng(7))
    error = worth.std() / math.sqrt(RUNS)
    formula = 5 - 4 * float(punishment_weight(q, lag, d))
    assert abs(worth.mean() - formula) <= 4.5 * error + 1e-4


@pytest.mark.parametrize(("lag", "d"), [(0, 0.9), (2, 0.9), (1, 0.95)])
def test_thresholds_of_detection_agree_with_simulation(lag: int, d: float) -> None:
    r, t, p = 3.0, 4.0, 0.0
    needed = float(detection_needed(r, t, p, lag, d))
    rng = np.random.default_rng(11)
    assert simulate(r, t, p, min(1, 1.4 * needed), lag, d, rng).mean() < r
    assert simulate(r, t, p, 0.7 * needed, lag, d, rng).mean() > r


@given(
    st.integers(1, 10),
    st.integers(1, 10),
    st.floats(0.02, 1),
    st.integers(0, 4),
    st.floats(0.3, 0.95),
)
def test_compliance_pays_only_if_no_deviation_is_better(
    gain: int, loss: int, q: float, lag: int, d: float
) -> None:
    r, t, p = 0.0, float(gain), float(-loss)
    margin = (t - p) * float(punishment_weight(q, lag, d)) - (t - r)
    best = best_deviation(r, t, p, q, lag, d)
    assert complies(r, t, p, q, lag, d) == (margin >= -1e-9)
    if margin > 1e-6:
        assert best == pytest.approx(r, abs=1e-9)
    elif margin < -1e-6:
        assert best > r


@given(st.integers(1, 10), st.integers(0, 30), st.integers(0, 4), st.floats(0.3, 0.98))
def test_the_least_detection(gain: int, loss: int, lag: int, d: float) -> None:
    needed = float(detection_needed(0, gain, -loss, lag, d))
    if math.isnan(needed):
        assert not complies(0, gain, -loss, 1 - 1e-9, lag, d)
    else:
        assert complies(0, gain, -loss, needed, lag, d)
        assert not complies(0, gain, -loss, needed * 0.999, lag, d)


@given(st.integers(1, 10), st.integers(0, 60), st.floats(0.05, 1), st.floats(0.3, 0.98))
def test_the_longest_lag(gain: int, loss: int, q: float, d: float) -> None:
    longest = float(longest_lag(0, gain, -loss, q, d))
    if math.isnan(longest):
        assert not complies(0, gain, -loss, q, 0.001, d)
    else:
        assert longest == int(longest)
        assert complies(0, gain, -loss, q, longest, d)
        assert not complies(0, gain, -loss, q, longest + 1.001, d)


def test_where_cheating_gains_nothing() -> None:
    assert detection_needed(5, 5, 1, 3, 0.9) == 0
    assert detection_needed(5, 4, 1, 3, 0.9) == 0
    assert detection_needed(5, 5, 5, 3, 0.9) == 0
    assert longest_lag(5, 4, 1, 0.0, 0.9) == np.inf
    assert complies(5, 5, 1, 0.0, 3, 0.9)


def test_where_nothing_is_ever_detected() -> None:
    assert np.isnan(longest_lag(4, 5, 1, 0.0, 0.9))
    assert not complies(4, 5, 1, 0.0, 0, 0.9)


def test_a_lag_that_just_holds_is_not_lost_to_rounding() -> None:
    # With q = 1 and P = 0 compliance just pays at the lag L for which T - R = T d^(L+1).
    for d in (0.5, 0.7, 0.9, 0.97):
        lags = np.arange(12)
        tempted = 10 * d ** (lags + 1)
        np.testing.assert_array_equal(longest_lag(10 - tempted, 10, 0, 1.0, d), lags)


def test_arrays_by_draw() -> None:
    found = detection_needed(3, [4, 5, 3], 0, [0, 2, 1], 0.9)
    assert found.shape == (3,)
    assert found[0] == pytest.approx(0.1 / (4 * 0.9 - 0.9))
    assert found[2] == 0


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="discount of a period"):
        punishment_weight(0.5, 0, 1.0)
    with pytest.raises(UsageError, match="lag of a punishment must not be negative"):
        punishment_weight(0.5, -1, 0.9)
    with pytest.raises(UsageError, match="probability of detection must lie between 0 and 1"):
        punishment_weight(1.5, 0, 0.9)
    with pytest.raises(UsageError, match="punishes nobody who prefers it"):
        complies(3, 5, 4, 0.5, 0, 0.9)
