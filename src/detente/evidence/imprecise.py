"""The least and greatest posterior that ranges of priors and likelihoods allow.

The posterior of h is 1 / (1 + sum over k of w_k / w_h).  It rises in everything that makes h
likely and falls in everything that makes another likely, so that its ends stand where all
ranges stand at one end: exact, not an approximation.  An assumption moves all hypotheses at
once; in s = 1 / (A_h + t), where t is the odds against it times the likelihood then, each
ratio (A_k + t) / (A_h + t) is linear, the sum is linear in each assumption's s, and its ends
stand where every assumption is at one of its two.

References
----------
Walley, P. (1991). Statistical Reasoning with Imprecise Probabilities, ch. 8. Chapman & Hall.
Karlsson, A., Johansson, R. & Andler, S. F. (2011). Characterization and empirical evaluation
of Bayesian and credal combination operators. Journal of Advances in Information Fusion 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_CORNERS = 12
"""With more assumptions than this the ends are safe but not exact."""


@dataclass(frozen=True)
class Ranges:
    """Low (0) and high (1) ends along the last axis.

    Attributes
    ----------
    prior : ndarray of float64, shape (hypotheses, 2)
        In any unit: it is scaled.
    likelihood : ndarray of float64, shape (rows, hypotheses, 2)
    group : ndarray of int, shape (rows,)
    holds : ndarray of float64, shape (assumptions, 2)
    otherwise : ndarray of float64, shape (rows, 2)
    """

    prior: np.ndarray
    likelihood: np.ndarray
    group: np.ndarray
    holds: np.ndarray
    otherwise: np.ndarray


def bounds(ranges: Ranges) -> np.ndarray:
    """Return the least and greatest posterior of each hypothesis.

    Parameters
    ----------
    ranges : Ranges

    Returns
    -------
    ndarray of float64, shape (hypotheses, 2)
    """
    with np.errstate(divide="ignore"):
        logs = np.log(ranges.likelihood)
        single = np.log(ranges.prior) + logs[ranges.group < 0].sum(axis=0)
        groups = [_Group(ranges, logs, g) for g in range(len(ranges.holds))]
    count = len(ranges.prior)
    found = np.empty((count, 2))
    for h in range(count):
        for end in (0, 1):
            own = np.full(count, 1 - end)
            own[h] = end
            found[h, end] = _end(single, groups, h, own, end)
    return found


class _Group:
    """One assumption: log A of its rows, and its two corners (log p, log (1 - p) Q)."""

    def __init__(self, ranges: Ranges, logs: np.ndarray, g: int) -> None:
        members = ranges.group == g
        self.held = logs[members].sum(axis=0)
        failing = np.log(ranges.otherwise[members]).sum(axis=0)
        low, high = ranges.holds[g]
        self.corners = (
            (np.log(high), np.log1p(-high) + failing[0]),
            (np.log(low), np.log1p(-low) + failing[1]),
        )


def _end(single: np.ndarray, groups: list[_Group], h: int, own: np.ndarray, end: int) -> float:
    """Return one end of the posterior of h; ``own`` says at which end each hypothesis stands."""
    rows = np.arange(len(own))
    weight = single[rows, own][None, :]
    # For each assumption and corner: the log of its factor, by hypothesis; shape (2, hypotheses).
    factors = [
        np.stack([np.logaddexp(p + g.held[rows, own], q) for p, q in g.corners]) for g in groups
    ]
    if len(groups) <= MOST_CORNERS:
        for factor in factors:
            weight = (weight[:, None, :] + factor[None, :, :]).reshape(-1, len(own))
    else:
        with np.errstate(invalid="ignore"):
            for factor in factors:
                against = factor - factor[:, [h]]
                weight = weight + (against.min(axis=0) if end else against.max(axis=0))
    shares = _share(weight, h)
    return float(shares.max() if end else shares.min())


def _share(log_weight: np.ndarray, h: int) -> np.ndarray:
    """Return the share of h at each corner; shape (corners,)."""
    top = log_weight.max(axis=1, keepdims=True)
    weight = np.exp(log_weight - np.where(np.isfinite(top), top, 0.0))
    whole = weight.sum(axis=1)
    return np.asarray(np.divide(weight[:, h], whole, out=np.zeros(len(whole)), where=whole > 0))
