"""Reports that may have copied one another, where no origin is known.

Each may have copied a report before it, with a stated probability, and then repeats it word
for word; otherwise it reports on its own.  For n agreeing reports that may each have copied
the first this is h (c + (1 - c) h)^(n - 1).  Where who came first is not known (reports that
may each have copied the other), it is averaged over who did; the others may then have copied
that one alone.

References
----------
Dong, X. L., Berti-Equille, L. & Srivastava, D. (2009). Integrating conflicting data: the role
of source dependence. Proceedings of the VLDB Endowment 2(1), 550-561.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Copied:
    """That an account may have copied another.

    Attributes
    ----------
    of : int
        Index of the other.
    probability : ndarray of float64, shape (draws,)
    agrees : bool
        Whether it says the same of all that both speak of.
    rest : ndarray of float64, shape (*states, draws)
        Likelihood of what the other does not speak of; ones where there is nothing.
    """

    of: int
    probability: np.ndarray
    agrees: bool
    rest: np.ndarray


@dataclass(frozen=True)
class Account:
    """One account: its likelihood on its own, shape (*states, draws), and whom it may copy."""

    own: np.ndarray
    copied: tuple[Copied, ...] = ()


def together(accounts: Sequence[Account]) -> np.ndarray:
    """Return how likely all accounts are together, given each state.

    Parameters
    ----------
    accounts : sequence of Account

    Returns
    -------
    ndarray of float64, shape (*states, draws)
    """
    total = np.ones(1)
    for circle in circles([[c.of for c in a.copied] for a in accounts]):
        orders = [_given_first(accounts, circle, first) for first in circle]
        total = total * sum(orders) / len(orders)
    return np.asarray(total)


def _given_first(accounts: Sequence[Account], circle: tuple[int, ...], first: int) -> np.ndarray:
    total = np.ones(1)
    for n in circle:
        possible = [
            c for c in accounts[n].copied if c.of not in circle or (c.of == first and n != first)
        ]
        total = total * _one(accounts[n].own, possible)
    return np.asarray(total)


def _one(own: np.ndarray, copied: Sequence[Copied]) -> np.ndarray:
    alone = 1.0 - sum((c.probability for c in copied), np.zeros(1))
    repeated = sum((c.probability * c.rest for c in copied if c.agrees), np.zeros(1))
    return np.asarray(alone * own + repeated)


def circles(edges: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return who may have copied one another both ways; alone where nobody did.

    Parameters
    ----------
    edges : sequence of sequence of int
        Whom each may have copied.

    Returns
    -------
    list of tuple of int
        Every index once.
    """
    reach = np.eye(len(edges), dtype=bool)
    for n, others in enumerate(edges):
        reach[n, list(others)] = True
    for k in range(len(edges)):
        reach |= reach[:, [k]] & reach[[k], :]
    both = reach & reach.T
    found = {tuple(int(k) for k in np.flatnonzero(row)) for row in both}
    return sorted(found)
