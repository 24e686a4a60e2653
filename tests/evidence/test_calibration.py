"""Calibration: the parts add up, the groups hold what they should, the interval is Wilson's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from detente.evidence.calibration import TENTHS, Z95, calibration, placed, wilson

FORECASTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def columns(rows: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([p for p, _ in rows]), np.array([y for _, y in rows])


@given(FORECASTS)
def test_the_parts_add_up(rows: list[tuple[float, bool]]) -> None:
    chance, yes = columns(rows)
    bins, parts = calibration(chance, yes)
    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert parts.score == pytest.approx(((chance - yes) ** 2).mean())
    assert whole == pytest.approx(parts.score, abs=1e-12)
    assert sum(b.count for b in bins) == len(rows)
    assert sum(b.yes for b in bins) == yes.sum()
    for b in bins:
        assert b.low - 1e-8 <= b.said <= b.high
        assert 0 <= b.seen_low <= b.seen <= b.seen_high <= 1


@given(st.lists(st.tuples(st.sampled_from([0.05, 0.3, 0.31, 0.7, 1.0]), st.booleans()), min_size=1))
def test_nothing_is_left_within_where_chances_do_not_differ(
    rows: list[tuple[float, bool]],
) -> None:
    chance, yes = columns([(p if p != 0.31 else 0.3, y) for p, y in rows])
    _, parts = calibration(chance, yes)
    assert parts.within == pytest.approx(0, abs=1e-12)
    assert parts.reliability >= 0
    assert parts.resolution >= 0


@given(FORECASTS, st.integers(0, 99))
def test_order_does_not_matter_and_doubling_changes_no_mean(
    rows: list[tuple[float, bool]], seed: int
) -> None:
    chance, yes = columns(rows)
    _, parts = calibration(chance, yes)
    order = np.random.default_rng(seed).permutation(len(rows))
    for other in (
        calibration(chance[order], yes[order])[1],
        calibration(np.tile(chance, 2), np.tile(yes, 2))[1],
    ):
        for key in ("score", "reliability", "resolution", "uncertainty", "within"):
            assert getattr(other, key) == pytest.approx(getattr(parts, key), abs=1e-12)


def test_whoever_always_says_the_share_seen_scores_the_uncertainty() -> None:
    yes = np.array([True, False, False, True, False])
    _, parts = calibration(np.full(5, 0.4), yes)
    assert parts.score == pytest.approx(0.24)
    assert parts.uncertainty == pytest.approx(0.24)
    assert parts.reliability == pytest.approx(0)
    assert parts.resolution == pytest.approx(0)


def test_a_chance_at_an_edge_belongs_above_it() -> None:
    said = np.array([0.0, 0.1, 1 - 0.9, 1 - 0.8, 0.29999, 0.3, 0.7, 0.99, 1.0])
    assert placed(said).tolist() == [0, 1, 1, 2, 2, 3, 7, 9, 9]
    assert TENTHS[-1] == 1


@pytest.mark.parametrize(("yes", "count"), [(0, 4), (4, 4), (3, 10), (15, 148)])
def test_the_interval_holds_the_shares_that_a_score_test_does_not_reject(
    yes: int, count: int
) -> None:
    def off(p: float) -> float:
        return (yes / count - p) ** 2 * count - Z95**2 * p * (1 - p)

    share = yes / count
    low, high = wilson(yes, count)
    below = 0.0 if yes == 0 else optimize.brentq(off, 1e-12, share - 1e-9)
    above = 1.0 if yes == count else optimize.brentq(off, share + 1e-9, 1 - 1e-12)
    assert (low, high) == pytest.approx((below, above))
