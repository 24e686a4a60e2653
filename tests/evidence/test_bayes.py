"""The posterior against enumeration, and its defining properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.bayes import (
    ALONE,
    ContradictionError,
    Rows,
    alone,
    assumptions_hold,
    given_others,
    holds_given,
    log_likelihood,
    posterior,
    without_each,
)
from tests.evidence.random_rows import by_enumeration, problems


@given(problems())
def test_it_is_the_sum_over_all_states(problem: tuple[np.ndarray, Rows]) -> None:
    prior, rows = problem
    found = posterior(prior, rows)
    assert found == pytest.approx(by_enumeration(prior, rows), abs=1e-12)
    assert found.sum(axis=0) == pytest.approx(1)


@given(problems(), st.randoms())
def test_the_order_of_evidence_never_matters(
    problem: tuple[np.ndarray, Rows], chance: object
) -> None:
    prior, rows = problem
    order = list(range(len(rows.group)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
    shuffled = rows.chosen(np.array(order, dtype=int))
    assert posterior(prior, shuffled) == pytest.approx(posterior(prior, rows), abs=1e-12)


@given(problems())
def test_leaving_each_out_is_leaving_it_out(problem: tuple[np.ndarray, Rows]) -> None:
    prior, rows = problem
    for r, left in enumerate(without_each(prior, rows)):
        keep = np.arange(len(rows.group)) != r
        assert left == pytest.approx(by_enumeration(prior, rows.chosen(keep)), abs=1e-12)


@given(problems(), st.sampled_from([0.0, 1e-200, 1e-60, 1e-12, 1e-8]), st.randoms())
def test_what_is_impossible_or_almost_is_summed_and_left_out_like_the_rest(
    problem: tuple[np.ndarray, Rows], tiny: float, chance: object
) -> None:
    prior, rows = problem
    rng = np.random.default_rng(chance.getrandbits(32))  # type: ignore[attr-defined]  # a random.Random
    likelihood, otherwise = rows.likelihood.copy(), rows.otherwise.copy()
    if len(likelihood):  # one cell of one row; one row where its assumption fails
        likelihood[rng.integers(len(likelihood)), rng.integers(len(prior))] = tiny
        otherwise[rng.integers(len(likelihood))] = tiny
    rows = Rows(likelihood, rows.group, rows.holds, otherwise)
    assert posterior(prior, rows) == pytest.approx(by_enumeration(prior, rows), abs=1e-12)
    for r, (left, held) in enumerate(
        zip(without_each(prior, rows), given_others(rows), strict=True)
    ):
        others = rows.chosen(np.arange(len(rows.group)) != r)
        assert left == pytest.approx(by_enumeration(prior, others), abs=1e-12)
        if rows.group[r] != ALONE:
            assert held == pytest.approx(holds_given(others, rows.group[r]), abs=1e-12)


@given(problems(), st.floats(0.05, 0.95))
def test_a_row_that_fits_all_equally_changes_nothing(
    problem: tuple[np.ndarray, Rows], level: float
) -> None:
    prior, rows = problem
    flat = np.full((1, *rows.likelihood.shape[1:]), level)
    more = Rows(
        np.concatenate([rows.likelihood, flat]),
        np.append(rows.group, ALONE),
        rows.holds,
        np.concatenate([rows.otherwise, np.ones((1, prior.shape[1]))]),
    )
    assert posterior(prior, more) == pytest.approx(posterior(prior, rows), abs=1e-12)


def test_a_row_that_fits_all_equally_matters_where_it_shares_an_assumption() -> None:
    # It speaks of the assumption, and by that of what the other row is worth.
    one = Rows(np.array([[[0.9], [0.1]]]), np.array([0]), np.array([[0.5]]), np.array([[0.5]]))
    two = Rows(
        np.array([[[0.9], [0.1]], [[0.8], [0.8]]]),
        np.array([0, 0]),
        np.array([[0.5]]),
        np.array([[0.5], [0.2]]),
    )
    even = np.array([[0.5], [0.5]])
    assert posterior(even, two)[0, 0] > posterior(even, one)[0, 0] + 0.05


@given(problems(), st.floats(0, 0.9))
def test_what_is_likelier_under_a_hypothesis_speaks_for_it(
    problem: tuple[np.ndarray, Rows], part: float
) -> None:
    prior, rows = problem
    if not len(rows.group):
        return
    raised = rows.likelihood.copy()
    raised[0, 0] += part * (1 - raised[0, 0])
    more = Rows(raised, rows.group, rows.holds, rows.otherwise)
    assert (posterior(prior, more)[0] >= posterior(prior, rows)[0] - 1e-12).all()


@given(problems())
def test_how_likely_an_assumption_is_to_hold(problem: tuple[np.ndarray, Rows]) -> None:
    prior, rows = problem
    found = assumptions_hold(prior, rows)
    for g in range(len(rows.holds)):
        # Held for sure, its share of all the weight.
        sure = rows.holds.copy()
        sure[g] = 1.0
        held = Rows(rows.likelihood, rows.group, sure, rows.otherwise)
        weight = (prior * np.exp(log_likelihood(held))).sum(axis=0) * rows.holds[g]
        whole = (prior * np.exp(log_likelihood(rows))).sum(axis=0)
        assert found[g] == pytest.approx(weight / whole, abs=1e-9)


def test_many_rows_do_not_underflow() -> None:
    likelihood = np.full((5_000, 2, 1), 1e-6)
    likelihood[0, 0] = 3e-6
    rows = alone(likelihood)
    assert posterior(np.ones((2, 1)), rows)[:, 0] == pytest.approx([0.75, 0.25])
    without = list(without_each(np.ones((2, 1)), rows))
    assert without[0][:, 0] == pytest.approx([0.5, 0.5])
    assert without[1][:, 0] == pytest.approx([0.75, 0.25])
    # Seven of these multiplied are below the smallest number there is.
    rows = alone(np.full((100, 2, 1), 1e-60) * np.array([[1.0], [1.01]]))
    found = posterior(np.ones((2, 1)), rows)
    assert found[1, 0] / found[0, 0] == pytest.approx(1.01**100, rel=1e-9)


def test_what_is_impossible_is_out_and_can_be_left_out() -> None:
    likelihood = np.array([[[0.0], [0.5]], [[0.9], [0.1]]])
    rows = alone(likelihood)
    assert posterior(np.ones((2, 1)), rows)[:, 0].tolist() == [0, 1]
    without = [left[:, 0] for left in without_each(np.ones((2, 1)), rows)]
    assert without[0] == pytest.approx([0.9, 0.1])
    assert without[1].tolist() == [0, 1]


def test_a_contradiction_is_told() -> None:
    rows = alone(np.array([[[0.0], [0.5]], [[0.5], [0.0]]]))
    with pytest.raises(ContradictionError, match="no hypothesis is possible"):
        posterior(np.ones((2, 1)), rows)
