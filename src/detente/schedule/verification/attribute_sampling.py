"""How many of N items to check, so that a missing goal amount is hardly overlooked.

If the goal amount M is to be taken from items of x each, at least d = ceil(M / x) items
must have been falsified.  A check of a falsified item finds it with probability q (1 for
a perfect instrument).  The exact probability that a random sample of n finds none is the
hypergeometric sum over k of C(d, k) C(N-d, n-k) / C(N, n) * (1-q)^k, which for q = 1 is
C(N-d, n) / C(N, n).  The agency's formula n = N (1 - beta^(1/d)) / q never asks for fewer
than needed, because the hypergeometric is less spread than the binomial (Hoeffding 1963).

References
----------
R. Avenhaus and M. J. Canty, "Compliance Quantified" (Cambridge University Press, 1996),
ch. 2 (attributes sampling).
IAEA, "Statistical Concepts and Techniques for IAEA Safeguards", IAEA/SG/SCT/5 (1998).
W. Hoeffding, "Probability inequalities for sums of bounded random variables", Journal of
the American Statistical Association 58 (1963) 13-30, theorem 4.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from detente.errors import UsageError
from detente.schedule.verification.limits import require_positive, require_share

ROUNDING = 1e-9
"""Relative error below which two numbers count as equal: a sample that meets beta exactly
must not grow by one because of the last binary place."""


def items_needed(goal: float, item: float) -> int:
    """Return how many items at least hold the goal amount.

    Parameters
    ----------
    goal, item : float
        Goal amount and mean amount per item, in one unit (kg).

    Returns
    -------
    int
    """
    require_positive("the goal amount", goal)
    require_positive("the amount per item", item)
    return max(1, math.ceil(goal / item * (1 - ROUNDING)))


def sample_by_formula(items: int, falsified: int, beta: float, sees: float = 1.0) -> int | None:
    """Return the size of the sample by the agency's formula.

    Parameters
    ----------
    items, falsified : int
        N and d.
    beta : float
        Greatest probability of overlooking all.
    sees : float
        Probability that a check of a falsified item finds it.

    Returns
    -------
    int or None
        None where checking every item would not do by the formula.
    """
    _check(items, falsified, beta, sees)
    if beta >= 1:
        return 0
    if sees == 0:
        return None
    needed = items * (1 - beta ** (1 / falsified)) / sees
    size = math.ceil(needed * (1 - ROUNDING))
    return size if size <= items else None


def non_detection(items: int, falsified: int, sample: int, sees: float = 1.0) -> float:
    """Return the exact probability that a random sample finds nothing.

    Parameters
    ----------
    items, falsified, sample : int
        N, d and n.
    sees : float

    Returns
    -------
    float
        Relative error below 1e-9 for up to a million items.
    """
    _check(items, falsified, 1.0, sees)
    if not 0 <= sample <= items:
        raise UsageError(f"a sample of {sample} cannot be drawn from {items} items")
    found, chance = _found(items, falsified, sample)
    return min(1.0, float(chance @ (1 - sees) ** found))


def _found(
    items: int, falsified: int, sample: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return how many falsified items a sample can hold, and the probability of each number."""
    intact = items - falsified
    least = max(0, sample - intact)
    # The first probability as a short product, as factorials of large stocks lose digits:
    # no falsified item is in the sample, or no intact one is outside it.
    pair = (falsified, sample) if least == 0 else (intact, items - sample)
    few, many = sorted(pair)
    start = np.log1p(-many / (items - np.arange(few))).sum()
    found = np.arange(least, min(sample, falsified) + 1)
    k = found[:-1]
    ratio = (falsified - k) * (sample - k) / ((k + 1) * (intact - sample + k + 1))
    return found, np.exp(start + np.concatenate([[0.0], np.cumsum(np.log(ratio))]))


def smallest_sample(items: int, falsified: int, beta: float, sees: float = 1.0) -> int | None:
    """Return the smallest sample whose exact non-detection is at most beta.

    Parameters
    ----------
    items, falsified : int
    beta : float
    sees : float

    Returns
    -------
    int or None
        None where even checking every item overlooks more often than beta.
    """
    _check(items, falsified, beta, sees)

    def enough(sample: int) -> bool:
        return non_detection(items, falsified, sample, sees) <= beta * (1 + ROUNDING)

    if not enough(items):
        return None
    low, high = -1, items
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _check(items: int, falsified: int, beta: float, sees: float) -> None:
    require_share("the probability of overlooking", beta)
    require_share("the probability that a check finds a falsified item", sees)
    if not 1 <= falsified <= items:
        raise UsageError(
            f"{falsified} falsified items among {items}: the goal amount must need at least one "
            "item and at most all of them"
        )
