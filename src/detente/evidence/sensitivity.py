"""On which row the answer hangs: the likelihood ratio at which the leader would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Turn:
    """What would have to be so of one row for another hypothesis to lead.

    Attributes
    ----------
    rival : int
        The hypothesis that would lead first.
    now : float
        The row's likelihood ratio of the leader to the rival.
    at : float
        The ratio below which the rival leads, all else being the same.
    """

    rival: int
    now: float
    at: float


def turns(posterior: np.ndarray, likelihood: np.ndarray) -> tuple[int, list[Turn]]:
    """Return the leader, and for each row the ratio at which the leader would change.

    Parameters
    ----------
    posterior : ndarray of float64, shape (hypotheses,)
        Given all rows.
    likelihood : ndarray of float64, shape (rows, hypotheses)
        What each row contributes given the others.

    Returns
    -------
    leader : int
    turns : list of Turn
        Empty where there is one hypothesis only.
    """
    order = np.argsort(-posterior, kind="stable")
    leader = int(order[0])
    if len(order) < 2:
        return leader, []
    rival = int(order[1])
    # The factor by which the leader is ahead is the same for every row.
    with np.errstate(divide="ignore"):
        ahead = float(np.divide(posterior[leader], posterior[rival]))
        now = np.divide(likelihood[:, leader], likelihood[:, rival])
    return leader, [Turn(rival, float(r), float(r / ahead)) for r in now]
