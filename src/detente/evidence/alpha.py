"""Krippendorff's alpha: how far several coders agree beyond chance (Krippendorff 2011).

Alpha is 1 - D_o / D_e, the observed disagreement within units against that
expected if values were put to units at random.  It takes any number of coders,
missing values, and nominal, ordinal, interval and ratio data.

References
----------
K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
A. F. Hayes and K. Krippendorff, "Answering the call for a standard reliability
measure for coding data", Communication Methods and Measures 1 (2007) 77-89.
A. Zapf et al., "Measuring inter-rater reliability for nominal data", BMC
Medical Research Methodology 16 (2016) 93 (bootstrap over units).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Array = NDArray[np.float64]


def alpha(values: Array, level: Level) -> float:
    """Return Krippendorff's alpha.

    Parameters
    ----------
    values : ndarray of float64, shape (coders, units)
        Codes as numbers, NaN where a coder gave none.  Under ``nominal`` only
        equality counts, under ``ordinal`` only order.
    level : {"nominal", "ordinal", "interval", "ratio"}
        Ratio data must not be negative.

    Returns
    -------
    float
        1 is perfect agreement, 0 what chance gives, below 0 worse than chance;
        NaN where it is not defined: no unit was coded twice, or no value varies.
    """
    counts, present = _counts(values)
    return _from_counts(counts, present, level)


def _counts(values: Array) -> tuple[Array, Array]:
    """Return how often each value was given to each unit coded twice, and the values."""
    given = ~np.isnan(values)
    pairable = given & (given.sum(axis=0) >= 2)
    present = np.unique(values[pairable])
    counts = np.zeros((values.shape[1], len(present)))
    for place, value in enumerate(present):
        counts[:, place] = (pairable & (values == value)).sum(axis=0)
    return counts[counts.sum(axis=1) > 0], present


def _from_counts(counts: Array, present: Array, level: Level) -> float:
    size = counts.sum(axis=1)
    total = float(size.sum())
    if total == 0:
        return float("nan")
    # Coincidences: each pair within a unit counts 1 / (its values - 1).
    weighted = counts / (size - 1)[:, None]
    observed = weighted.T @ counts - np.diag(weighted.sum(axis=0))
    marginal = counts.sum(axis=0)
    distance = _distances(present, marginal, level)
    expected = float(marginal @ distance @ marginal)
    if expected == 0:
        return float("nan")
    return 1.0 - (total - 1) * float((observed * distance).sum()) / expected


def _distances(present: Array, marginal: Array, level: Level) -> Array:
    """Return the squared difference between each two values."""
    if level == "nominal":
        return np.asarray(present[:, None] != present[None, :], dtype=np.float64)
    if level == "interval":
        return np.asarray((present[:, None] - present[None, :]) ** 2)
    if level == "ratio":
        both = present[:, None] + present[None, :]
        apart = present[:, None] - present[None, :]
        return np.asarray(np.divide(apart, both, out=np.zeros_like(both), where=both != 0) ** 2)
    # Ordinal: how many values lie between the two, half of each end counted.
    middle = np.cumsum(marginal) - marginal / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Spread of alpha over resampled units.

    Attributes
    ----------
    se : float
    low, high : float
        Ends of the 95 % interval (percentiles).
    samples : int
        Those in which alpha was defined.
    """

    se: float
    low: float
    high: float
    samples: int


def bootstrap(
    values: Array, level: Level, rng: np.random.Generator, samples: int = 2000
) -> Bootstrap:
    """Return how alpha varies when units are drawn anew with replacement.

    Parameters
    ----------
    values : ndarray of float64, shape (coders, units)
    level : {"nominal", "ordinal", "interval", "ratio"}
    rng : numpy.random.Generator
    samples : int

    Returns
    -------
    Bootstrap
        NaN throughout where no sample has a defined alpha.
    """
    counts, present = _counts(values)
    units = counts.shape[0]
    found = []
    for _ in range(samples if units else 0):
        one = _from_counts(counts[rng.integers(0, units, units)], present, level)
        if not np.isnan(one):
            found.append(one)
    if len(found) < 2:
        return Bootstrap(float("nan"), float("nan"), float("nan"), len(found))
    low, high = np.percentile(found, [2.5, 97.5])
    return Bootstrap(float(np.std(found, ddof=1)), float(low), float(high), len(found))
