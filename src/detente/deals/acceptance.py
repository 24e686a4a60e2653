"""Who accepts what: margins over no deal, ratifiers, vetoes, quotas, audience costs."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from detente.beliefs.structure import Acceptors
from detente.beliefs.utilities import TOLERANCE, Utilities


def verdict(
    margins: np.ndarray,
    called: np.ndarray,
    audience: np.ndarray,
    acceptors: Acceptors,
    waived: Collection[int] = (),
) -> np.ndarray:
    """Return where everybody whose consent is needed accepts.

    A signatory accepts where its margin over no deal, less the audience costs
    of ratifiers it overrides, is not below zero (within ``TOLERANCE``); every
    ratifier with a veto that is called accepts by its own values; under
    ``majority`` the weight of those who accept reaches the quota, a ratifier
    that is not called counting as content.

    Parameters
    ----------
    margins : ndarray, shape (acceptors, ...)
        Value of the package less no deal (and less a ratifier's threshold).
    called : ndarray of bool, shape (acceptors, ...), broadcastable
        Whether the package calls for the acceptor's consent.
    audience : ndarray, shape (acceptors, ...), broadcastable
        Points a refusal costs the leader.
    acceptors : Acceptors
    waived : collection of int
        Ratifiers taken as accepting.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    everybody: np.ndarray | None = None
    for s in range(acceptors.signatories):
        margin = margins[s]
        weight: np.ndarray | float = 0.0
        total = 0.0
        agreed: np.ndarray | None = None
        for r in range(acceptors.signatories, len(acceptors.names)):
            if acceptors.leader[r] != s:
                continue
            content = np.asarray(
                np.ones_like(margins[r], dtype=bool)
                if r in waived
                else (margins[r] >= -TOLERANCE) | ~called[r]
            )
            total += acceptors.weight[r]
            if acceptors.rule[s] == "majority":
                weight = weight + acceptors.weight[r] * content
            if acceptors.veto[r]:
                agreed = content if agreed is None else agreed & content
            elif acceptors.rule[s] == "leader":
                margin = margin - audience[r] * ~content
        own = margin >= -TOLERANCE
        if acceptors.rule[s] == "majority" and total > 0:
            own = own & (weight >= acceptors.quota[s] * total - 1e-12)
        if agreed is not None:
            own = own & agreed
        everybody = own if everybody is None else everybody & own
    assert everybody is not None
    return everybody


def package_values(utilities: Utilities, packages: np.ndarray) -> np.ndarray:
    """Return what each package is worth to each acceptor in each draw.

    Parameters
    ----------
    utilities : Utilities
    packages : ndarray of int, shape (packages, issues)

    Returns
    -------
    ndarray of float64, shape (acceptors, packages, draws)
    """
    middle = packages.shape[1] // 2
    values = np.zeros((len(utilities.parts), len(packages), utilities.draws))
    live = np.asarray(utilities.parts.any(axis=2))
    for half in (packages[:, :middle], packages[:, middle:]):
        if not half.shape[1]:
            continue
        distinct, back = np.unique(half, axis=0, return_inverse=True)
        for p in range(len(values)):
            total = np.zeros((len(distinct), utilities.draws))
            for column in distinct.T:
                if live[p, column].any():
                    total += utilities.parts[p, column]
            if total.any():
                values[p] += total[back.reshape(-1)]
    for k, (a, b) in enumerate(utilities.pairs):
        both = (packages == a).any(axis=1) & (packages == b).any(axis=1)
        if both.any():
            values[:, both] += utilities.pair_points[:, k][:, None, :]
    return values


def called_for(packages: np.ndarray, acceptors: Acceptors) -> np.ndarray:
    """Return whether each package calls for each acceptor's consent.

    Returns
    -------
    ndarray of bool, shape (acceptors, packages)
    """
    called = np.ones((len(acceptors.names), len(packages)), dtype=bool)
    for r, needed in enumerate(acceptors.needed):
        if needed.any():
            called[r] = needed[packages].any(axis=1)
    return called


def accepts(
    utilities: Utilities, packages: np.ndarray, acceptors: Acceptors, chunk: int = 1_500_000
) -> np.ndarray:
    """Return in which draws everybody accepts each package.

    Parameters
    ----------
    utilities : Utilities
    packages : ndarray of int, shape (packages, issues)
    acceptors : Acceptors
    chunk : int
        Most numbers held at once.

    Returns
    -------
    ndarray of bool, shape (packages, draws)
    """
    step = max(1, chunk // max(1, len(acceptors.names) * utilities.draws))
    pieces = []
    for start in range(0, len(packages), step):
        some = packages[start : start + step]
        margins = package_values(utilities, some) - utilities.floor[:, None, :]
        called = called_for(some, acceptors)[:, :, None]
        pieces.append(verdict(margins, called, utilities.audience[:, None, :], acceptors))
    if not pieces:
        return np.zeros((0, utilities.draws), dtype=bool)
    return np.concatenate(pieces)
