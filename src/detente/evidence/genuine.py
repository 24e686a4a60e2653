"""Accounts of one text: whether each is of a genuine text, and all its clauses at once.

An account is of a genuine text with a stated probability.  If it is, what it says of each
clause depends on the clause; if it is not, it says the same whatever is so, as often as an
account would on average.  So an account says nothing on its own of whether it is genuine, but
another that confirms one of its clauses makes it more so, and with it the other clauses.  The
states of all claims are enumerated.

References
----------
Bovens, L. & Hartmann, S. (2003). Bayesian Epistemology, ch. 2-3. Oxford University Press.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def on_axis(values: np.ndarray, axis: int, axes: int) -> np.ndarray:
    """Return values of one variable, shape (states, draws), on its axis of the joint states."""
    shape = [1] * axes + [values.shape[-1]]
    shape[axis] = values.shape[0]
    return values.reshape(shape)


def account(
    parts: Mapping[int, np.ndarray],
    priors: Sequence[np.ndarray],
    genuine: np.ndarray | None = None,
) -> np.ndarray:
    """Return how likely an account is given the state of all variables.

    Parameters
    ----------
    parts : dict of int to ndarray of float64, shape (states, draws)
        Likelihood of what it says, by variable.
    priors : sequence of ndarray of float64, shape (states, draws)
        Of each variable.
    genuine : ndarray of float64, shape (draws,), optional
        Left out: it is.

    Returns
    -------
    ndarray of float64, shape (*states or 1, draws)
    """
    axes = len(priors)
    honest = np.ones((1,) * (axes + 1))
    made_up = np.ones(1)
    for axis, values in parts.items():
        honest = honest * on_axis(values, axis, axes)
        made_up = made_up * (priors[axis] * values).sum(axis=0)
    if genuine is None:
        return honest
    return np.asarray(genuine * honest + (1.0 - genuine) * made_up)


def joint(priors: Sequence[np.ndarray], likelihood: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the posterior of all states, and how likely all that was said is.

    Parameters
    ----------
    priors : sequence of ndarray of float64, shape (states, draws)
        Independent before anything is said.
    likelihood : ndarray of float64, shape (*states or 1, draws)

    Returns
    -------
    posterior : ndarray of float64, shape (*states, draws)
        0 everywhere in a draw in which what was said is impossible.
    evidence : ndarray of float64, shape (draws,)
    """
    axes = len(priors)
    total = np.ones((1,) * (axes + 1))
    for axis, values in enumerate(priors):
        total = total * on_axis(values, axis, axes)
    total = total * likelihood
    evidence = total.sum(axis=tuple(range(axes)))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(total / evidence), evidence


def marginal(posterior: np.ndarray, axis: int) -> np.ndarray:
    """Return the probability of each state of one variable, shape (states, draws)."""
    others = tuple(k for k in range(posterior.ndim - 1) if k != axis)
    return np.asarray(posterior.sum(axis=others))
