"""What it is worth to learn something before one acts.

With the same prior, ``0 <= EVSI <= EVPPI <= EVPI`` where the sample bears on the part of the
state that EVPPI learns.

References
----------
Raiffa, H. (1968). Decision Analysis: Introductory Lectures on Choices under Uncertainty.
Addison-Wesley.
"""

from __future__ import annotations

import numpy as np


def best_act(payoff: np.ndarray, prior: np.ndarray) -> int:
    """Return the act of the greatest expected value; of equal ones the first.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
        Weights, not negative; they need not sum to 1.
    """
    return int(np.argmax(_expected(payoff, prior)))


def act_by_group(payoff: np.ndarray, prior: np.ndarray, group: np.ndarray) -> dict[int, int]:
    """Return the best act for each group of states that can be told apart.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
    group : ndarray of int, shape (states,)
        What is learnt: states of one group stay unknown from each other.
    """
    return {int(g): best_act(payoff[:, group == g], prior[group == g]) for g in np.unique(group)}


def expected_value(payoff: np.ndarray, prior: np.ndarray) -> float:
    """Return the expected value of the best act, nothing being learnt.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
    """
    return float(_expected(payoff, prior).max() / prior.sum())


def evpi(payoff: np.ndarray, prior: np.ndarray) -> float:
    """Return what it is worth to learn the state.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
    """
    return evppi(payoff, prior, np.arange(len(prior)))


def evppi(payoff: np.ndarray, prior: np.ndarray, group: np.ndarray) -> float:
    """Return what it is worth to learn in which group the state is.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
    group : ndarray of int, shape (states,)
    """
    _, inverse = np.unique(group, return_inverse=True)
    sure = (inverse.reshape(-1)[None, :] == np.arange(inverse.max() + 1)[:, None]).astype(float)
    return evsi(payoff, prior, sure)


def evsi(payoff: np.ndarray, prior: np.ndarray, likelihood: np.ndarray) -> float:
    """Return what it is worth to see a sample, its cost left aside.

    Parameters
    ----------
    payoff : ndarray, shape (acts, states)
    prior : ndarray of float64, shape (states,)
    likelihood : ndarray of float64, shape (results, states)
        How likely each result is in each state; sums to 1 over results.
    """
    # Result by result the joint weights: the posterior times how likely the result is.
    told = sum(float(_expected(payoff, prior * row).max()) for row in likelihood)
    return told / float(prior.sum()) - expected_value(payoff, prior)


def _expected(payoff: np.ndarray, prior: np.ndarray) -> np.ndarray:
    # Sums, not dot products, whose last digits depend on threads.
    return np.asarray((payoff * prior).sum(axis=1))
