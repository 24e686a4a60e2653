"""Scores: best at the truth, best for the sure and right, the same whatever outcomes are called."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.scores import (
    FLOOR,
    brier,
    brier_yes,
    log_score,
    ranked_probability,
    weighted_mean,
)

CHANCES = st.lists(st.floats(0.01, 1), min_size=2, max_size=6).map(
    lambda parts: np.array(parts) / sum(parts)
)


def plain_log(chances: np.ndarray, happened: np.ndarray) -> np.ndarray:
    return log_score(chances, happened, floor=0)[0]


PROPER = {"brier": brier, "log": plain_log, "ranked": ranked_probability}


def expected(score: str, said: np.ndarray, truth: np.ndarray) -> float:
    k = len(truth)
    return float(truth @ PROPER[score](np.tile(said, (k, 1)), np.arange(k)))


@pytest.mark.parametrize("score", PROPER)
@given(data=st.data())
def test_nobody_does_better_than_by_saying_what_is_so(score: str, data: st.DataObject) -> None:
    truth = data.draw(CHANCES)
    other = data.draw(CHANCES.filter(lambda c: len(c) == len(truth)))
    gap = expected(score, other, truth) - expected(score, truth, truth)
    far = float(((np.cumsum(other) - np.cumsum(truth)) ** 2).sum())
    assert gap >= -1e-12
    if far > 1e-3:
        assert gap > 1e-6


@given(truth=st.floats(0, 1), said=st.floats(0, 1))
def test_the_score_of_yes_is_best_at_the_truth(truth: float, said: float) -> None:
    def mean(p: float) -> float:
        both = brier_yes(np.array([p, p]), np.array([True, False]))
        return float(truth * both[0] + (1 - truth) * both[1])

    # By hand: the gap is the square of what one is off.
    assert mean(said) - mean(truth) == pytest.approx((said - truth) ** 2, abs=1e-12)


@given(chances=CHANCES, seed=st.integers(0, 99), data=st.data())
def test_what_outcomes_are_called_does_not_matter(
    chances: np.ndarray, seed: int, data: st.DataObject
) -> None:
    happened = data.draw(st.integers(0, len(chances) - 1))
    order = np.random.default_rng(seed).permutation(len(chances))
    moved = np.array([list(order).index(happened)])
    one, other = chances[None, :], chances[order][None, :]
    for score in (brier, plain_log):
        assert score(one, np.array([happened])) == pytest.approx(score(other, moved))


@given(chances=CHANCES, data=st.data())
def test_turning_the_order_round_leaves_the_ranked_score(
    chances: np.ndarray, data: st.DataObject
) -> None:
    happened = data.draw(st.integers(0, len(chances) - 1))
    k = len(chances)
    one = ranked_probability(chances[None, :], np.array([happened]))
    back = ranked_probability(chances[::-1][None, :], np.array([k - 1 - happened]))
    assert one == pytest.approx(back)


@given(st.floats(0, 1), st.booleans())
def test_with_two_outcomes_all_quadratic_scores_are_one(chance: float, yes: bool) -> None:
    both = np.array([[chance, 1 - chance]])
    at = np.array([0 if yes else 1])
    single = brier_yes(np.array([chance]), np.array([yes]))
    assert brier(both, at) == pytest.approx(2 * single)
    assert ranked_probability(both, at) == pytest.approx(single)


@given(chances=CHANCES, data=st.data())
def test_against_sums_written_out(chances: np.ndarray, data: st.DataObject) -> None:
    happened = data.draw(st.integers(0, len(chances) - 1))
    squares, ranked, below, seen = 0.0, 0.0, 0.0, 0
    for k, chance in enumerate(chances):
        squares += (chance - (1 if k == happened else 0)) ** 2
        below += chance
        seen += k == happened
        if k < len(chances) - 1:
            ranked += (below - seen) ** 2
    at = np.array([happened])
    assert brier(chances[None, :], at)[0] == pytest.approx(squares)
    assert ranked_probability(chances[None, :], at)[0] == pytest.approx(ranked / (len(chances) - 1))
    assert plain_log(chances[None, :], at)[0] == pytest.approx(-math.log(chances[happened]))


def test_nearly_right_beats_far_off_in_order_only() -> None:
    near, far = np.array([[0.0, 1.0, 0.0]]), np.array([[0.0, 0.0, 1.0]])
    first = np.array([0])
    assert ranked_probability(near, first) == [0.5]
    assert ranked_probability(far, first) == [1.0]
    assert brier(near, first) == brier(far, first) == [2.0]


def test_a_chance_of_nothing_is_counted_as_one_in_200_and_told() -> None:
    chances = np.array([[0.0, 1.0], [0.004, 0.996], [0.005, 0.995], [1.0, 0.0]])
    scores, cut = log_score(chances, np.zeros(4, dtype=int))
    assert scores == pytest.approx([-math.log(FLOOR)] * 3 + [0.0])
    assert cut.tolist() == [True, True, False, False]
    assert plain_log(chances[:1], np.zeros(1, dtype=int)) == [math.inf]


def test_the_mean_of_positions_by_weight_by_hand() -> None:
    found = weighted_mean(np.array([0, 100]), np.array([1, 3]), np.array([50, 50]))
    assert found == 75
    assert weighted_mean(np.array([20, 80]), np.array([1, 0]), np.array([90, 90])) == 20


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(1, 100)), min_size=1, max_size=6
    ).filter(lambda rows: max(c for _, c, _ in rows) > 0.1),
    st.floats(0.01, 1000),
)
def test_the_mean_lies_among_the_positions_whatever_the_unit(
    rows: list[tuple[float, float, float]], unit: float
) -> None:
    positions, capability, salience = np.array(rows).T
    mean = weighted_mean(positions, capability, salience)
    assert positions.min() - 1e-9 <= mean <= positions.max() + 1e-9
    assert weighted_mean(positions, capability * unit, salience) == pytest.approx(mean)
    twice = [np.concatenate([a, a]) for a in (positions, capability, salience)]
    assert weighted_mean(*twice) == pytest.approx(mean)
