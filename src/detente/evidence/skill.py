"""Whether one forecaster is better than another, and how many questions it takes to tell."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

Array = np.ndarray

Z_TWO_SIDED = 1.959963984540054
"""Of the normal distribution, for a two-sided 5 in 100."""
Z_POWER = 0.8416212335729143
"""For a power of 80 in 100."""
REPLICATES = 2000
PERFECT = 1e-9
"""A mean score below which nobody can be measured against it."""


@dataclass(frozen=True)
class Difference:
    """Scores of one forecaster against another's on the same questions.

    Attributes
    ----------
    questions : int
    mean : float
        The other's score less one's own, on average: above 0 is better than the other.
    se : float or None
        Its bootstrap standard error; None below two questions.
    sd : float or None
        Standard deviation of the differences; None below two questions.
    skill : float or None
        1 less the ratio of the mean scores; None where the other's is perfect.
    skill_se : float or None
    needed : int or None
        Questions needed to tell a difference of this size; None where it is 0 or
        cannot be reckoned.
    """

    questions: int
    mean: float
    se: float | None
    sd: float | None
    skill: float | None
    skill_se: float | None
    needed: int | None


def needed_questions(difference: float, sd: float) -> int | None:
    """Return how many paired questions a mean difference needs before it can be told from 0.

    ``n = ((z_a + z_b) sd / difference)^2 + z_a^2 / 2``, rounded up, with ``z_a`` for a
    two-sided 5 in 100 and ``z_b`` for a power of 80 in 100.  The last term stands for the
    standard deviation's being estimated.

    Parameters
    ----------
    difference : float
        Mean of the paired differences of scores.
    sd : float
        Their standard deviation.

    Returns
    -------
    int or None
        None where there is no difference; never below 2.

    References
    ----------
    Guenther (1981), The American Statistician 35, 243-244.
    """
    if difference == 0 or not math.isfinite(difference) or not math.isfinite(sd):
        return None
    ratio = (Z_TWO_SIDED + Z_POWER) * sd / abs(difference)
    if ratio > 1e6:
        return None
    return max(2, math.ceil(ratio**2 + Z_TWO_SIDED**2 / 2 - 1e-9))


def needed_for_chances(truth: float, other: float) -> int | None:
    """Return how many yes-or-no questions tell who is right from who is off.

    Somebody always says ``truth``, which is right, and somebody else ``other``.  The paired
    difference of their Brier scores, ``(other - truth) (other + truth - 2 yes)``, has the mean
    ``(other - truth)^2`` and the standard deviation ``2 |other - truth| sqrt(truth (1 - truth))``.

    Parameters
    ----------
    truth, other : float
        Chances, 0 to 1.
    """
    gap = abs(other - truth)
    return needed_questions(gap**2, 2 * gap * math.sqrt(truth * (1 - truth)))


def difference(
    own: Array, other: Array, rng: np.random.Generator, replicates: int = REPLICATES
) -> Difference:
    """Return how one forecaster's scores compare with another's on the same questions.

    Parameters
    ----------
    own, other : ndarray, shape (questions,)
        Scores, the lower the better; one question or more.
    rng : numpy.random.Generator
    replicates : int
        Of the bootstrap over questions.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap; Diebold & Mariano (1995),
    Journal of Business & Economic Statistics 13, 253-263 (differences of paired scores).
    """
    gaps = other - own
    n = len(gaps)
    mean, base = float(gaps.mean()), float(other.mean())
    skill = mean / base if base > PERFECT else None
    if n < 2:
        return Difference(n, mean, None, None, skill, None, None)
    sd = float(gaps.std(ddof=1))
    drawn = rng.integers(0, n, (replicates, n))
    means, bases = gaps[drawn].mean(axis=1), other[drawn].mean(axis=1)
    fine = bases > PERFECT
    skill_se = float((means[fine] / bases[fine]).std(ddof=1)) if fine.sum() > 1 else None
    # The bootstrap divides by n; the estimate of a standard deviation divides by n - 1.
    widened = math.sqrt(n / (n - 1))
    return Difference(
        n,
        mean,
        float(means.std(ddof=1)) * widened,
        sd,
        skill,
        None if skill is None or skill_se is None else skill_se * widened,
        needed_questions(mean, sd),
    )
