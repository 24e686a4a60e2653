"""Positions that conflict while the interests behind them need not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np


@dataclass(frozen=True)
class Reconcilable:
    """Two parties want different options for reasons of different kinds.

    Attributes
    ----------
    issue : int
    parties : (int, int)
    preferred : (int, int)
        Options.
    behind : (tuple of int, tuple of int)
        Interests of each that its preferred option serves.
    ways : tuple of (int, tuple of int)
        Options that harm no interest of either, each with the interests among
        ``behind`` that it serves; those that serve most come first.
    """

    issue: int
    parties: tuple[int, int]
    preferred: tuple[int, int]
    behind: tuple[tuple[int, ...], tuple[int, ...]]
    ways: tuple[tuple[int, tuple[int, ...]], ...]


def reconcilable(
    preferred: np.ndarray,
    issue: np.ndarray,
    owner: np.ndarray,
    kind: np.ndarray,
    served: np.ndarray,
    harmed: np.ndarray,
) -> list[Reconcilable]:
    """Return every pair of positions whose interests do not stand against each other.

    Parameters
    ----------
    preferred : ndarray of int, shape (parties, issues)
        The option each likes best on each issue; -1 where it does not care.
    issue : ndarray of int, shape (options,)
    owner : ndarray of int, shape (interests,)
        Party; -1 for those of nobody listed.
    kind : ndarray of int, shape (interests,)
        -1 where none is stated; such an interest is of a kind of its own.
    served, harmed : ndarray of bool, shape (interests, options)

    Returns
    -------
    list of Reconcilable
        By issue, then by parties.
    """
    found = []
    parties, issues = preferred.shape
    for i in range(issues):
        options = np.flatnonzero(issue == i)
        for a, b in combinations(range(parties), 2):
            want = int(preferred[a, i]), int(preferred[b, i])
            if -1 in want or want[0] == want[1]:
                continue
            behind = tuple(
                tuple(int(n) for n in np.flatnonzero((owner == p) & served[:, o]))
                for p, o in zip((a, b), want, strict=True)
            )
            if not behind[0] or not behind[1] or _alike(kind, behind[0], behind[1]):
                continue
            ways = _ways(options, np.isin(owner, (a, b)), behind[0] + behind[1], served, harmed)
            if ways:
                found.append(Reconcilable(i, (a, b), want, (behind[0], behind[1]), ways))
    return found


def _alike(kind: np.ndarray, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return bool({int(kind[n]) for n in one if kind[n] >= 0} & {int(kind[n]) for n in other})


def _ways(
    options: np.ndarray,
    named: np.ndarray,
    behind: tuple[int, ...],
    served: np.ndarray,
    harmed: np.ndarray,
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    found = [
        (int(o), tuple(n for n in behind if served[n, o]))
        for o in options
        if not harmed[named, o].any()
    ]
    found.sort(key=lambda way: -len(way[1]))
    return tuple(way for way in found if way[1])
