"""The undominated packages of many issues, by summing them one after another.

Where values add up and no linkage binds, a package is undominated only if each
part of it is: so the issues are summed one at a time and dominated sums are
dropped on the way (Nemhauser & Ullmann 1969).
"""

from __future__ import annotations

import numpy as np

from detente.deals.points import pareto

MOST = 60_000
"""Most undominated sums kept; beyond, the frontier itself explodes."""


def frontier(parts: np.ndarray, choices: list[np.ndarray]) -> np.ndarray | None:
    """Return the packages that no other is as good as for all and better for one.

    Parameters
    ----------
    parts : ndarray, shape (parties, options)
        Points each option adds.
    choices : list of ndarray of int
        Options of each issue.

    Returns
    -------
    ndarray of int, shape (packages, issues), or None
        One package for each undominated sum; None where there are more than
        ``MOST`` of them.
    """
    values = np.zeros((len(parts), 1))
    packages = np.zeros((1, 0), dtype=int)
    for options in choices:
        sums = (values[:, :, None] + parts[:, None, options]).reshape(len(parts), -1)
        kept = pareto(sums)
        if len(kept) > MOST:
            return None
        before, option = np.divmod(kept, len(options))
        packages = np.column_stack([packages[before], options[option]])
        values = sums[:, kept]
    return packages
