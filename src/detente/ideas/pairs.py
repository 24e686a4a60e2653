"""Two measures together: each for another party's interests, at a low price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np


@dataclass(frozen=True)
class Pair:
    """Two measures, the owner each serves first, what they meet together and at what price."""

    first: int
    second: int
    serves: tuple[int, int]
    fit: float
    price: float


def pairs(
    stakes: np.ndarray,
    owner: np.ndarray,
    meets: np.ndarray,
    price: np.ndarray,
    names: Sequence[tuple[str, ...]],
    most: int = 5,
    each: int = 2,
) -> list[Pair]:
    """Return the best pairs of measures that serve different parties.

    A measure serves first of all the owner for whom it meets most; the two of
    a pair must differ in that.  An interest that both meet counts once.

    Parameters
    ----------
    stakes : ndarray, shape (interests,)
    owner : ndarray of int, shape (interests,)
    meets : ndarray, shape (measures, interests)
    price : ndarray, shape (measures,)
    names : sequence of tuple of str
        Unique, the first of them the measure; a measure is not paired with itself.
    most, each : int
        At most so many pairs, with each measure in at most ``each`` of them.
    """
    found: list[Pair] = []
    useful = [i for i in range(len(meets)) if (meets[i] * stakes).sum() > 0]
    first_served = {i: _first_served(stakes, owner, meets[i]) for i in useful}
    for i, j in combinations(useful, 2):
        if names[i][0] == names[j][0] or first_served[i] == first_served[j]:
            continue
        together = float((np.maximum(meets[i], meets[j]) * stakes).sum())
        a, b = sorted((i, j), key=lambda k: names[k])
        serves = first_served[a], first_served[b]
        found.append(Pair(a, b, serves, together, float(price[i] + price[j])))
    found.sort(
        key=lambda p: (-round(p.fit / p.price, 12), p.price, names[p.first], names[p.second])
    )
    used: Counter[str] = Counter()
    kept: list[Pair] = []
    for pair in found:
        slugs = (names[pair.first][0], names[pair.second][0])
        if len(kept) < most and all(used[s] < each for s in slugs):
            used.update(slugs)
            kept.append(pair)
    return kept


def _first_served(stakes: np.ndarray, owner: np.ndarray, meets: np.ndarray) -> int:
    owners = np.unique(owner)
    met = [round(float((meets * stakes)[owner == o].sum()), 12) for o in owners]
    return int(owners[int(np.argmax(met))])
