"""What information is worth: by enumeration of all policies, and the order of the measures."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.terms.information import act_by_group, best_act, evpi, evppi, evsi, expected_value

NEAR = 1e-9


def by_policies(payoff: np.ndarray, prior: np.ndarray, likelihood: np.ndarray) -> float:
    """Return the gain of the best of all maps from results to acts, one by one."""
    acts, states = payoff.shape
    weights = prior / prior.sum()
    best = -np.inf
    for policy in itertools.product(range(acts), repeat=len(likelihood)):
        total = 0.0
        for result, act in enumerate(policy):
            for s in range(states):
                total += weights[s] * likelihood[result, s] * payoff[act, s]
        best = max(best, total)
    alone = max(sum(weights[s] * payoff[a, s] for s in range(states)) for a in range(acts))
    return float(best - alone)


def problem(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return payoffs, a prior, groups of states and a sample that bears on the group alone."""
    rng = np.random.default_rng(seed)
    acts, states, groups, results = (int(n) for n in rng.integers(2, 5, 4))
    payoff = rng.normal(size=(acts, states))
    prior = rng.uniform(0.1, 3.0, states)
    group = rng.integers(0, groups, states)
    given_group = rng.dirichlet(np.ones(results), groups).T
    return payoff, prior, group, given_group[:, group]


@given(st.integers(0, 10_000))
def test_a_sample_is_worth_what_the_best_policy_gains(seed: int) -> None:
    payoff, prior, _, likelihood = problem(seed)
    found = evsi(payoff, prior, likelihood)
    assert found == pytest.approx(by_policies(payoff, prior, likelihood), abs=NEAR)


@given(st.integers(0, 10_000))
def test_learning_a_part_is_worth_what_the_best_policy_on_it_gains(seed: int) -> None:
    payoff, prior, group, _ = problem(seed)
    labels = sorted(set(group.tolist()))
    sure = np.array([[float(g == k) for g in group] for k in labels])
    assert evppi(payoff, prior, group) == pytest.approx(by_policies(payoff, prior, sure), abs=NEAR)
    chosen = act_by_group(payoff, prior, group)
    told = sum(
        prior[s] * payoff[chosen[int(group[s])], s] for s in range(len(prior))
    ) / prior.sum() - expected_value(payoff, prior)
    assert evppi(payoff, prior, group) == pytest.approx(told, abs=NEAR)


@given(st.integers(0, 10_000))
def test_the_measures_stand_in_their_order(seed: int) -> None:
    payoff, prior, group, likelihood = problem(seed)
    sample, part = evsi(payoff, prior, likelihood), evppi(payoff, prior, group)
    assert -NEAR <= sample <= part + NEAR
    assert part <= evpi(payoff, prior) + NEAR


def test_nothing_learnt_is_worth_nothing_and_what_moves_no_act_neither() -> None:
    payoff = np.array([[3.0, 1.0, 2.0], [1.0, 0.0, 1.5]])
    prior = np.array([1.0, 2.0, 1.0])
    assert evppi(payoff, prior, np.zeros(3, dtype=int)) == 0
    assert evpi(payoff, prior) == pytest.approx(0, abs=NEAR)
    assert best_act(payoff, prior) == 0


def test_weights_need_not_sum_to_one_and_the_first_of_equal_acts_is_taken() -> None:
    payoff, prior, group, likelihood = problem(7)
    assert evsi(payoff, 5 * prior, likelihood) == pytest.approx(evsi(payoff, prior, likelihood))
    assert evppi(payoff, 5 * prior, group) == pytest.approx(evppi(payoff, prior, group))
    assert best_act(np.ones((3, 2)), np.ones(2)) == 0
