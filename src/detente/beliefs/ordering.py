"""Scores that follow statements of order: sorted draws."""

from __future__ import annotations

import numpy as np


def sort_by_order(
    drawn: dict[str, np.ndarray], pairs: list[tuple[str, str]]
) -> dict[str, np.ndarray]:
    """Exchange draws until every stated pair is in order.

    For a chain of options with the same range this gives the sorted draws,
    which are uniform on the ordered cone.  Exchanging never loses a value, so
    each draw keeps its set of scores.

    Parameters
    ----------
    drawn : dict of option to ndarray, shape (draws,)
    pairs : list of (lesser, greater)
        Without a cycle; pairs that name an option without a score are passed
        over.

    Returns
    -------
    dict of option to ndarray, shape (draws,)
    """
    known = [(a, b) for a, b in pairs if a in drawn and b in drawn]
    if not known:
        return drawn
    values = dict(drawn)
    # Each exchange of a violated pair raises the sum of rank times value, so this ends.
    for _ in range(len(drawn) ** 2 + 1):
        moved = False
        for lesser, greater in known:
            a, b = values[lesser], values[greater]
            wrong = a > b
            if wrong.any():
                values[lesser], values[greater] = np.minimum(a, b), np.maximum(a, b)
                moved = True
        if not moved:
            break
    return values
