"""Which measures first: those that meet most of what is at stake for what they cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def fits(stakes: np.ndarray, meets: np.ndarray) -> np.ndarray:
    """Return how much of what is at stake each measure meets.

    Parameters
    ----------
    stakes : ndarray, shape (interests,)
        Not negative.
    meets : ndarray, shape (measures, interests)
        0 (not at all) to 1 (mainly meant for it).

    Returns
    -------
    ndarray, shape (measures,)
    """
    return np.asarray((meets * stakes[None, :]).sum(axis=1))


def ranked(fit: np.ndarray, price: np.ndarray, names: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the measures in order: most met for the price first.

    Ties go to what meets more, then to what costs less, then by name, so that
    the order does not depend on that of the catalogue.

    Parameters
    ----------
    fit, price : ndarray, shape (measures,)
        ``price`` above 0.
    names : sequence of tuple of str
        Unique.
    """
    worth = np.round(fit / price, 12)
    return sorted(
        range(len(fit)), key=lambda i: (-worth[i], -round(float(fit[i]), 12), price[i], names[i])
    )
