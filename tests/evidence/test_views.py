"""Diagnosticity, the turning ratio, the matrix of marks, analysts, what to find out next."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.ach import weighted_inconsistency
from detente.evidence.bayes import ALONE, Rows, alone, log_likelihood, posterior
from detente.evidence.coherence import apart, incoherence, pooled, to_simplex
from detente.evidence.diagnosticity import greatest_log_ratio, information
from detente.evidence.next_to_find import expected_information
from detente.evidence.sensitivity import turns
from tests.evidence.random_rows import problems

vectors = st.lists(st.floats(0.01, 1.5), min_size=2, max_size=5)


def entropy(p: np.ndarray) -> float:
    return float(-sum(x * math.log2(x) for x in p if x > 0))


@given(problems(most_rows=1))
def test_bits_are_the_expected_fall_of_doubt(problem: tuple[np.ndarray, Rows]) -> None:
    prior, rows = problem
    p = prior[:, 0] / prior[:, 0].sum()
    for likelihood in rows.likelihood[:, :, 0]:
        expected = entropy(p)
        for seen in (likelihood, 1 - likelihood):
            joint = p * seen
            expected -= joint.sum() * entropy(joint / joint.sum())
        assert information(p[:, None], likelihood[:, None])[0] == pytest.approx(expected, abs=1e-9)


@given(vectors, st.floats(0.01, 0.99))
def test_what_fits_all_equally_tells_nothing(weights: list[float], level: float) -> None:
    prior = np.array(weights)[:, None] / sum(weights)
    flat = np.full(prior.shape, level)
    assert information(prior, flat)[0] == pytest.approx(0, abs=1e-12)
    assert greatest_log_ratio(np.log(flat))[0] == 0


def test_a_row_that_rules_out_has_no_greatest_ratio() -> None:
    with np.errstate(divide="ignore"):
        logs = np.log(np.array([[0.5], [0.0], [0.1]]))
    assert greatest_log_ratio(logs)[0] == math.inf
    assert greatest_log_ratio(logs[[0, 2]])[0] == pytest.approx(math.log(5))


@given(problems())
def test_at_the_turning_ratio_two_hypotheses_draw_level(
    problem: tuple[np.ndarray, Rows],
) -> None:
    prior, rows = problem
    likelihood = rows.likelihood[..., :1]
    if not len(likelihood):
        return
    after = posterior(prior[:, :1], alone(likelihood))[:, 0]
    leader, found = turns(after, likelihood[:, :, 0])
    assert after[leader] == after.max()
    for r, turn in enumerate(found):
        assert turn.at <= turn.now + 1e-12
        changed = likelihood.copy()
        changed[r, leader] *= turn.at / turn.now
        level = posterior(prior[:, :1], alone(changed))[:, 0]
        assert level[leader] == pytest.approx(level[turn.rival])
        assert level[turn.rival] == pytest.approx(level.max())


def test_one_hypothesis_has_no_rival() -> None:
    assert turns(np.array([1.0]), np.array([[0.5]])) == (0, [])


def test_weights_of_the_matrix() -> None:
    marks = [["II", "I", "C"], ["I", "NA", "II"]]
    found = weighted_inconsistency(marks, ["H", "L"], ["M", "L"])
    assert found == pytest.approx([-2 * 1.4142 - 0.5, -1.4142, -1.0], abs=1e-3)


@given(st.lists(vectors, min_size=1, max_size=3))
def test_the_simplex_is_the_nearest_coherent(stated: list[list[float]]) -> None:
    size = min(map(len, stated))
    values = np.array([row[:size] for row in stated])
    near = to_simplex(values)
    assert near.sum(axis=1) == pytest.approx(1)
    assert (near >= 0).all()
    far = np.sqrt(((values - near) ** 2).sum(axis=1))
    assert incoherence(values) == pytest.approx(far)
    rng = np.random.default_rng(0)
    for other in rng.dirichlet(np.ones(size), 200):
        assert (np.sqrt(((values - other) ** 2).sum(axis=1)) >= far - 1e-9).all()
    assert to_simplex(near) == pytest.approx(near, abs=1e-9)


def test_pooling_by_log_odds() -> None:
    both = np.array([[0.9, 0.1], [0.5, 0.5]])
    # The mean of log 9 and log 1 is log 3.
    assert pooled(both, np.ones(2)) == pytest.approx([0.75, 0.25])
    assert pooled(both, np.array([1.0, 0.0])) == pytest.approx([0.9, 0.1])
    assert pooled(both[[1, 1]], np.ones(2)) == pytest.approx([0.5, 0.5])
    assert apart(both[0], both[1]) == pytest.approx(0.4)
    assert apart(both[0], both[0]) == 0


@given(problems(most_rows=3))
def test_what_is_found_next_is_counted_given_what_is_known(
    problem: tuple[np.ndarray, Rows],
) -> None:
    prior, rows = problem
    prior, one = (
        prior[:, :1],
        Rows(rows.likelihood[..., :1], rows.group, rows.holds[:, :1], rows.otherwise[:, :1]),
    )
    if len(one.group) < 2:
        return
    known, sought = one.chosen(np.arange(1, len(one.group))), one.chosen(np.array([0]))
    found = expected_information(prior, known, sought)[0]
    assert found >= 0
    now = posterior(prior, known)
    # The answer is as likely as its share in the likelihood of all rows together.
    given = np.exp(log_likelihood(one) - log_likelihood(known))
    assert found == pytest.approx(information(now, given)[0], abs=1e-9)
    if (one.likelihood[0] == one.likelihood[0][0]).all() and one.group[0] == ALONE:
        assert found == pytest.approx(0, abs=1e-12)


def test_ranges_are_not_information() -> None:
    rng = np.random.default_rng(1)
    wide = 0.1 + 0.8 * rng.random((1, 2, 40_000))
    prior = np.ones((2, 40_000)) / 2
    known = alone(np.ones((0, 2, 40_000)))
    assert expected_information(prior, known, alone(wide))[0] < 1e-3
