"""Bargaining points over the packages that no party likes less than no deal.

Nash (1950), Kalai & Smorodinsky (1975), the egalitarian point (Kalai 1977)
and the utilitarian point.  Two losses never multiply into a gain: packages
below anybody's no-deal value are left out first, and where none is left there
is no point.
"""

from __future__ import annotations

import numpy as np

from detente.beliefs.utilities import TOLERANCE

RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def bargaining_points(gains: np.ndarray, tolerance: float = TOLERANCE) -> dict[str, np.ndarray]:
    """Return the packages each rule chooses.

    Parameters
    ----------
    gains : ndarray, shape (parties, packages)
        Value less no deal.
    tolerance : float
        Points.

    Returns
    -------
    dict of str to ndarray of int
        Indices of the chosen packages: all ties under ``nash`` (where no
        package lets all gain at once, the undominated ones); under the
        others ties go to the greater sum of gains, then to the first.  Empty
        where no package is worth at least no deal to everybody.
    """
    rational = np.flatnonzero((gains >= -tolerance).all(axis=0))
    if not len(rational):
        return dict.fromkeys(RULES, rational)
    kept = np.maximum(gains[:, rational], 0.0)
    ideal = kept.max(axis=1)
    total = kept.sum(axis=0)
    # A party that cannot gain from any package has no say in products and ratios.
    able = ideal > tolerance
    if able.any():
        product = kept[able].prod(axis=0)
        ratio = (kept[able] / ideal[able, None]).min(axis=0)
        least = kept[able].min(axis=0)
    else:
        product = ratio = least = np.zeros(kept.shape[1])
    top = product.max()
    # Products of 0 are all equal, even where one package is better for everybody.
    nash = np.flatnonzero(product >= top - 1e-12 * max(top, 1.0)) if top > 0 else pareto(kept)
    return {
        "nash": rational[nash],
        "kalai_smorodinsky": rational[[_first(ratio, total)]],
        "egalitarian": rational[[_first(least, total)]],
        "utilitarian": rational[[_first(total, total)]],
    }


def _first(values: np.ndarray, then: np.ndarray) -> int:
    """Return the index of the greatest value, ties to the greatest ``then``."""
    top = values.max()
    tied = np.flatnonzero(values >= top - 1e-12 * max(abs(top), 1.0))
    return int(tied[np.argmax(then[tied])])


def pareto(values: np.ndarray) -> np.ndarray:
    """Return the packages that no other is as good as for all and better for one.

    Parameters
    ----------
    values : ndarray, shape (parties, packages)

    Returns
    -------
    ndarray of int
        Indices, by falling value to the first party; of packages with equal
        values to everybody (within ``TOLERANCE``) the first is kept.
    """
    # Sums of the same points in another order differ in their last digits.
    values = np.round(values / TOLERANCE)
    order = np.lexsort(tuple(-v for v in values[::-1]))
    if len(values) == 1:
        return order[:1]
    if len(values) == 2:
        second = values[1, order]
        best_before = np.r_[-np.inf, np.maximum.accumulate(second)[:-1]]
        return np.asarray(order[second > best_before])
    kept: list[int] = []
    front = np.empty((len(values), 0))
    for index in order:
        point = values[:, index : index + 1]
        if front.shape[1] and (front >= point).all(axis=0).any():
            continue
        kept.append(int(index))
        front = np.hstack([front, point])
    return np.array(kept, dtype=int)
