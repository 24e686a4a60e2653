"""How much each interest is at stake, from the demands that stand in the way."""

from __future__ import annotations

import numpy as np


def stakes(
    demand_party: np.ndarray,
    demand_issue: np.ndarray,
    demand_share: np.ndarray,
    owner: np.ndarray,
    touches: np.ndarray,
) -> np.ndarray:
    """Return for each interest the largest share of a demand behind which it may stand.

    An interest stands behind a demand when its owner makes the demand and an
    option of the demanded issue touches it; a consent asked for as a whole
    (issue -1) may have any interest of its owner behind it.

    Parameters
    ----------
    demand_party, demand_issue : ndarray of int, shape (demands,)
        Issue -1: consent as a whole.
    demand_share : ndarray, shape (demands,)
        Share of belief sets in which the demand stands in the way.
    owner : ndarray of int, shape (interests,)
    touches : ndarray of bool, shape (interests, issues)

    Returns
    -------
    ndarray, shape (interests,)
        0 where no demand is behind it.
    """
    same = owner[:, None] == demand_party[None, :]
    whole = demand_issue < 0
    # Index 0 stands in for a whole consent; `whole` overrules what is read there.
    about = touches[:, np.where(whole, 0, demand_issue)] | whole[None, :]
    behind = np.where(same & about, demand_share[None, :], 0.0)
    return np.asarray(behind.max(axis=1, initial=0.0))
