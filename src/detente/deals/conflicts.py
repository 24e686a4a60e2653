"""Why not: the smallest sets of demands that stand between the parties and a deal.

A demand (party, issue) is waived by giving the party its best score on the
issue; a ratifier's refusal is a demand too.  In a draw without an acceptable
package, a conflict is a smallest set of demands whose waiving lets some package
be acceptable to all (minimal correction sets in the sense of Liffiton & Sakallah
2008, by cardinality).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detente.beliefs.structure import Acceptors
from detente.beliefs.utilities import TOLERANCE
from detente.deals.acceptance import verdict

LARGEST = 5
"""Largest conflict that is searched for."""

Demand = tuple[int, int]
"""(acceptor, issue); issue -1: the ratifier's consent as a whole."""

Conflict = frozenset[Demand]


@dataclass(frozen=True)
class DrawPackages:
    """The packages of one draw, flat.

    Attributes
    ----------
    options : ndarray of int, shape (packages, issues)
    margins : ndarray, shape (acceptors, packages)
    called : ndarray of bool, shape (acceptors, packages)
    gaps : ndarray, shape (signatories, packages, issues)
        Points a signatory would gain were it given its best on the issue.
    audience : ndarray, shape (acceptors,)
    """

    options: np.ndarray
    margins: np.ndarray
    called: np.ndarray
    gaps: np.ndarray
    audience: np.ndarray

    def sizes(self, rows: np.ndarray, short: np.ndarray, room: int) -> np.ndarray:
        """Return how many issues each signatory must be given its best on.

        Parameters
        ----------
        rows : ndarray of int
            Packages to look at.
        short : ndarray, shape (signatories, rows)
            Points missing.
        room : int
            Count no further; ``room + 1`` stands for more.

        Returns
        -------
        ndarray of int, shape (signatories, rows)
        """
        sizes = (short > TOLERANCE).astype(int)
        for s in range(len(short)):
            open_rows = np.flatnonzero(sizes[s])
            if not len(open_rows) or room < 1:
                continue
            gaps = self.gaps[s, rows[open_rows]]
            reach = min(room, gaps.shape[1])
            gaps = (
                -np.partition(-gaps, reach - 1, axis=1)[:, :reach]
                if reach > 1
                else gaps.max(axis=1, keepdims=True)
            )
            sums = np.cumsum(-np.sort(-gaps, axis=1), axis=1)
            for k in range(room):
                enough = sums[:, min(k, reach - 1)] >= short[s, open_rows] - TOLERANCE
                sizes[s, open_rows] += ~enough
        return sizes


@dataclass(frozen=True)
class _Case:
    """One set of waived ratifiers: what then remains short, package by package."""

    waived: tuple[int, ...]
    rows: np.ndarray
    short: np.ndarray
    sizes: np.ndarray


def _lacking(
    packages: DrawPackages, waived: tuple[int, ...], acceptors: Acceptors
) -> tuple[np.ndarray, np.ndarray]:
    """Return what signatories lack once some ratifiers are content.

    Returns
    -------
    rows : ndarray of int
        Packages that no ratifier then stops.
    short : ndarray, shape (signatories, rows)
        Points missing, audience costs included; negative where there are points to spare.
    """
    s = acceptors.signatories
    lenient = packages.margins.copy()
    lenient[:s] = np.inf
    audience = packages.audience[:, None]
    possible = verdict(lenient, packages.called, audience, acceptors, waived)
    rows = np.flatnonzero(possible)
    short = -packages.margins[:s, rows]
    for r in range(s, len(acceptors.names)):
        leader = acceptors.leader[r]
        if acceptors.rule[leader] == "leader" and not acceptors.veto[r] and r not in waived:
            refuses = (packages.margins[r, rows] < -TOLERANCE) & packages.called[r, rows]
            short[leader] += packages.audience[r] * refuses
    return rows, short


def smallest_conflicts(
    packages: DrawPackages, acceptors: Acceptors, largest: int = LARGEST
) -> set[Conflict]:
    """Return all smallest sets of demands of one draw without an acceptable package.

    Parameters
    ----------
    packages : DrawPackages
    acceptors : Acceptors
    largest : int
        Give up beyond this size (an empty set is returned).

    Returns
    -------
    set of frozenset of (acceptor, issue)
        Empty also where a package is acceptable without any waiver.
    """
    ratifiers = [
        r
        for r in range(acceptors.signatories, len(acceptors.names))
        if ((packages.margins[r] < -TOLERANCE) & packages.called[r]).any()
    ]
    largest = min(largest, LARGEST)
    cases: list[_Case] = []
    best = largest + 1
    for count in range(min(len(ratifiers), largest) + 1):
        if count > best:
            break
        for waived in combinations(ratifiers, count):
            rows, short = _lacking(packages, waived, acceptors)
            if len(rows):
                sizes = packages.sizes(rows, short, min(largest, best) - count)
                best = min(best, count + int(sizes.sum(axis=0).min()))
                cases.append(_Case(waived, rows, short, sizes))
    if best > largest or best == 0:
        return set()
    found: set[Conflict] = set()
    for case in cases:
        wanted = best - len(case.waived)
        if wanted >= 0:
            rows = np.flatnonzero(case.sizes.sum(axis=0) == wanted)
            found |= _sets(packages, case, rows, acceptors)
    return found


def _sets(
    packages: DrawPackages, case: _Case, rows: np.ndarray, acceptors: Acceptors
) -> set[Conflict]:
    """Return every set of demands that makes one of the packages acceptable."""
    found: set[Conflict] = set()
    base = [(r, -1) for r in case.waived]
    if not len(rows):
        return found
    kinds, kind = np.unique(case.sizes[:, rows], axis=1, return_inverse=True)
    for k, sizes in enumerate(kinds.T):
        same = rows[kind.reshape(-1) == k]
        partial: list[tuple[list[Demand], np.ndarray]] = [(base, np.ones(len(same), dtype=bool))]
        for s, size in enumerate(int(v) for v in sizes):
            if size == 0:
                continue
            names, fits = _choices(packages.gaps[s][case.rows[same]], case.short[s, same], size)
            masks = np.stack([mask for _, mask in partial]).astype(np.float32)
            together = masks @ fits.astype(np.float32) > 0
            partial = [
                ([*partial[j][0], *((s, i) for i in names[c])], partial[j][1] & fits[:, c])
                for j, c in zip(*np.nonzero(together), strict=True)
            ]
        found |= {frozenset(demands) for demands, _ in partial}
    return found


def _choices(
    gaps: np.ndarray, short: np.ndarray, size: int
) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """Return the sets of ``size`` issues that would do, and for which packages."""
    names = list(combinations(range(gaps.shape[1]), size))
    fits = np.stack([gaps[:, list(n)].sum(axis=1) >= short - TOLERANCE for n in names], axis=1)
    useful = np.asarray(fits.any(axis=0))
    return [n for n, u in zip(names, useful, strict=True) if u], fits[:, useful]


@dataclass(frozen=True)
class Relaxation:
    """The cheapest way to waive a conflict in one draw.

    Attributes
    ----------
    options : ndarray of int, shape (issues,)
        The package that is then acceptable with the least points missing.
    short : ndarray, shape (signatories,)
        Points each signatory would still lack under it.
    """

    options: np.ndarray
    short: np.ndarray


def cheapest(packages: DrawPackages, conflict: Conflict, acceptors: Acceptors) -> Relaxation | None:
    """Return the package that a conflict's waiving allows at the least points.

    Returns
    -------
    Relaxation or None
        None where waiving the conflict does not help in this draw.
    """
    waived = tuple(sorted(a for a, i in conflict if i == -1))
    rows, short = _lacking(packages, waived, acceptors)
    if not len(rows):
        return None
    fits = np.ones(len(rows), dtype=bool)
    for s in range(acceptors.signatories):
        issues = [i for a, i in conflict if a == s and i >= 0]
        fits &= packages.gaps[s][rows][:, issues].sum(axis=1) >= short[s] - TOLERANCE
    if not fits.any():
        return None
    total = np.where(fits, np.maximum(short, 0.0).sum(axis=0), np.inf)
    best = int(np.argmin(total))
    return Relaxation(packages.options[rows[best]], np.maximum(short[:, best], 0.0))
