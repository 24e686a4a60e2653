"""Search by single switches: where packages are too many, or a lever has moved things."""

from __future__ import annotations

import numpy as np

from detente.beliefs.packages import choices, feasible_packages
from detente.beliefs.structure import Structure
from detente.beliefs.utilities import Utilities
from detente.deals.acceptability import shares_of


def neighbours(structure: Structure, package: np.ndarray, available: np.ndarray) -> np.ndarray:
    """Return all packages that differ from one in a single issue.

    Returns
    -------
    ndarray of int, shape (neighbours, issues)
        Feasible ones only.
    """
    found = []
    for issue, options in enumerate(choices(structure, available)):
        for option in options:
            if option != package[issue]:
                other = package.copy()
                other[issue] = option
                found.append(other)
    if not found:
        return np.zeros((0, len(package)), dtype=int)
    stacked = np.stack(found)
    return np.asarray(stacked[feasible_packages(structure, stacked)])


def ascend(
    structure: Structure,
    utilities: Utilities,
    starts: np.ndarray,
    available: np.ndarray,
    rounds: int = 12,
) -> tuple[np.ndarray, np.ndarray]:
    """Switch one issue at a time, to the best of all options, until nothing improves.

    Parameters
    ----------
    structure : Structure
    utilities : Utilities
    starts : ndarray of int, shape (starts, issues)
    available : ndarray of bool, shape (options,)
    rounds : int

    Returns
    -------
    packages : ndarray of int, shape (found, issues)
        Distinct, most acceptable first.
    share : ndarray, shape (found,)
        On the draws given.
    """
    known: dict[bytes, float] = {}

    def rate(packages: np.ndarray) -> None:
        new = [p for p in packages if p.tobytes() not in known]
        if new:
            for package, value in zip(
                new, shares_of(utilities, np.stack(new), structure), strict=True
            ):
                known[package.tobytes()] = float(value)

    current = [np.ascontiguousarray(p, dtype=int) for p in starts]
    climbed: set[bytes] = set()
    rate(np.stack(current))
    for _ in range(rounds):
        moved = []
        climbed.update(p.tobytes() for p in current)
        around = [neighbours(structure, p, available) for p in current]
        rate(np.concatenate(around))
        for package, near in zip(current, around, strict=True):
            best = max(near, key=lambda p: known[p.tobytes()], default=package)
            if known[best.tobytes()] > known[package.tobytes()] + 1e-12:
                moved.append(np.ascontiguousarray(best))
        if not moved:
            break
        current = list({p.tobytes(): p for p in moved}.values())
    # Of equal ones, first those whose neighbours have all been looked at.
    ranked = sorted(known.items(), key=lambda item: (-item[1], item[0] not in climbed, item[0]))
    ranked = ranked[: 4 * len(starts)]
    packages = np.stack([np.frombuffer(key, dtype=int) for key, _ in ranked])
    return packages, np.array([value for _, value in ranked])
