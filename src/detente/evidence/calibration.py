"""Calibration of yes-or-no forecasts: said and seen, and what the Brier score is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

TENTHS = tuple(k / 10 for k in range(11))
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same chance.

    Attributes
    ----------
    low, high : float
        The bin holds chances from ``low`` up to but without ``high``; the last one 1 too.
    count, yes : int
        How many forecasts, and to how many the answer was yes.
    said, seen : float
        Mean chance, and share of yes.
    seen_low, seen_high : float
        Wilson interval of the share, 95 in 100.
    """

    low: float
    high: float
    count: int
    yes: int
    said: float
    seen: float
    seen_low: float
    seen_high: float


@dataclass(frozen=True)
class Parts:
    """What a mean Brier score is made of.

    ``score = reliability - resolution + uncertainty + within``.

    Attributes
    ----------
    score : float
    reliability : float
        How far what was seen was from what was said; 0 is best.
    resolution : float
        How far the bins differ from each other in what was seen; more is better.
    uncertainty : float
        The score of somebody who always says the share that was seen.
    within : float
        What is left because chances differ within a bin; 0 where they do not.
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float


def wilson(yes: int, count: int, z: float = Z95) -> tuple[float, float]:
    """Return the score interval of a share.

    Parameters
    ----------
    yes, count : int
        ``count`` above 0.
    z : float
        Quantile of the normal distribution.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    share = yes / count
    centre = share + z * z / (2 * count)
    half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    # At the ends the interval reaches 0 or 1 exactly; rounding must not push it beyond.
    low = 0.0 if yes == 0 else float((centre - half) / scale)
    high = 1.0 if yes == count else float((centre + half) / scale)
    return low, high


def placed(chance: Array, edges: tuple[float, ...] = TENTHS) -> Array:
    """Return in which bin each chance falls; an edge belongs to the bin above it.

    Returns
    -------
    ndarray of int, shape (forecasts,)
    """
    # What is written as 30 percent is 0.3 give or take a rounding, and belongs above the edge.
    inner = np.asarray(edges[1:-1])
    return np.searchsorted(inner, chance + 1e-9, side="right")


def calibration(
    chance: Array, yes: Array, edges: tuple[float, ...] = TENTHS
) -> tuple[tuple[Bin, ...], Parts]:
    """Return the filled bins in order, and the decomposition of the mean Brier score.

    Parameters
    ----------
    chance : ndarray, shape (forecasts,)
        Of yes, 0 to 1; one forecast or more.
    yes : ndarray of bool, shape (forecasts,)
    edges : tuple of float
        Rising from 0 to 1.

    References
    ----------
    Murphy (1973), Journal of Applied Meteorology 12, 595-600; the part within bins:
    Stephenson, Coelho & Jolliffe (2008), Weather and Forecasting 23, 752-757.
    """
    at = placed(chance, edges)
    seen = yes.astype(float)
    overall = float(seen.mean())
    bins, reliability, resolution, within = [], 0.0, 0.0, 0.0
    for k in np.unique(at):
        inside = at == k
        count, hits = int(inside.sum()), int(seen[inside].sum())
        said, share = float(chance[inside].mean()), hits / count
        low, high = wilson(hits, count)
        bins.append(Bin(edges[k], edges[k + 1], count, hits, said, share, low, high))
        reliability += count * (said - share) ** 2
        resolution += count * (share - overall) ** 2
        off = chance[inside] - said
        within += float((off**2).sum() - 2 * (off * (seen[inside] - share)).sum())
    n = len(chance)
    parts = Parts(
        float(((chance - seen) ** 2).mean()),
        reliability / n,
        resolution / n,
        overall * (1 - overall),
        within / n,
    )
    return tuple(bins), parts
