"""Which packages of one draw could be mended by waiving few demands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.beliefs.utilities import TOLERANCE, Utilities
from detente.deals.conflicts import Conflict, DrawPackages, smallest_conflicts
from detente.deals.search import Searcher

_SLACK = 1e-3
_DEEP = 3


@dataclass(frozen=True)
class DrawCells:
    """One draw over the grid: values of half-packages, and what waiving could add.

    Attributes
    ----------
    searcher : Searcher
    left, right : ndarray, shape (acceptors, halves)
    floor, audience : ndarray, shape (acceptors,)
    parts : ndarray, shape (acceptors, options)
    best : ndarray, shape (signatories, issues)
        Each signatory's best on each issue among the options on the table.
    crossed : list of (points per acceptor, left halves, right halves)
    rows, columns : ndarray of int
        Half-packages made of useful options.
    """

    searcher: Searcher
    left: np.ndarray
    right: np.ndarray
    floor: np.ndarray
    audience: np.ndarray
    parts: np.ndarray
    best: np.ndarray
    crossed: list[tuple[np.ndarray, np.ndarray, np.ndarray]]
    rows: np.ndarray
    columns: np.ndarray

    def _total(self, p: int) -> np.ndarray:
        total = np.add.outer(
            self.left[p, self.rows].astype(np.float32),
            self.right[p, self.columns].astype(np.float32),
        )
        for points, has_left, has_right in self.crossed:
            if points[p]:
                total += np.float32(points[p]) * (
                    has_left[self.rows][:, None] & has_right[self.columns][None, :]
                )
        return np.asarray(total)

    def _refuses(self, r: int) -> np.ndarray:
        content = np.asarray(self._total(r) >= self.floor[r] - TOLERANCE)
        if self.searcher.conditional[r]:
            content |= ~self.searcher.calls(r, self.rows, self.columns)
        return np.asarray(~content)

    def _largest(self, s: int, half: np.ndarray, issues: np.ndarray) -> np.ndarray:
        """Return the sums of the 1 and 2 greatest gaps of each half-package; shape (2, halves)."""
        if not half.shape[1]:
            return np.zeros((2, len(half)), dtype=np.float32)
        gaps = np.sort(self.best[s, issues] - self.parts[s, half], axis=1)[:, ::-1]
        second = gaps[:, 1] if gaps.shape[1] > 1 else 0.0
        return np.stack([gaps[:, 0], gaps[:, 0] + second]).astype(np.float32)

    def bound(self) -> np.ndarray:
        """Return a lower bound on the demands to waive for each package.

        Exact up to two issues a signatory but for audience costs and quotas,
        which are left out; single precision, on the safe side.

        Returns
        -------
        ndarray of int8, shape (rows, columns)
        """
        acceptors, grid = self.searcher.acceptors, self.searcher.grid
        size = np.zeros((len(self.rows), len(self.columns)), dtype=np.int8)
        for s in range(acceptors.signatories):
            short = np.float32(self.floor[s] - _SLACK) - self._total(s)
            size += short > 0
            a = self._largest(s, grid.left[self.rows], grid.left_issues)
            b = self._largest(s, grid.right[self.columns], grid.right_issues)
            one = np.maximum.outer(a[0], b[0])
            size += short > one
            two = np.maximum(np.add.outer(a[0], b[0]), np.maximum.outer(a[1], b[1]))
            size += short > two
        for r in range(acceptors.signatories, len(acceptors.names)):
            if acceptors.veto[r]:
                size += self._refuses(r)
        size[~grid.feasible[np.ix_(self.rows, self.columns)]] = np.iinfo(np.int8).max
        return size

    def packages(self, a: np.ndarray, b: np.ndarray) -> DrawPackages:
        """Return some cells (as indices into ``rows`` and ``columns``) in full precision."""
        structure, grid = self.searcher.structure, self.searcher.grid
        a, b = self.rows[a], self.columns[b]
        chosen = grid.packages(a, b)
        margins = self.left[:, a] + self.right[:, b] - self.floor[:, None]
        for points, has_left, has_right in self.crossed:
            margins += points[:, None] * (has_left[a] & has_right[b])
        called = np.ones(margins.shape, dtype=bool)
        for r in np.flatnonzero(self.searcher.conditional):
            called[r] = structure.acceptors.needed[r][chosen].any(axis=1)
        s = structure.acceptors.signatories
        gaps = self.best[:, None, :] - self.parts[:s][:, chosen]
        return DrawPackages(chosen, margins, called, gaps, self.audience)

    def conflicts(self, largest: int) -> tuple[set[Conflict], DrawPackages | None]:
        """Return the smallest conflicts, and the packages that could be mended so.

        Packages are looked at by rising lower bound, so the first size at
        which any is mended is the smallest.
        """
        bound = self.bound()
        known = 0
        packages = None
        for level in range(largest + 1):
            cells = bound <= level
            count = int(cells.sum())
            if count == known and level < _DEEP:
                continue
            known = count
            packages = self.packages(*np.nonzero(cells))
            found = smallest_conflicts(packages, self.searcher.acceptors, level)
            if found:
                return found, packages
        return set(), packages

    def least_points(self) -> np.ndarray:
        """Return the fewest points that, given to one signatory alone, would allow a deal.

        Returns
        -------
        ndarray, shape (signatories,)
            Infinite where no points to that signatory alone would do.
        """
        acceptors = self.searcher.acceptors
        s = acceptors.signatories
        least = np.full(s, np.inf)
        for alone in range(s):
            # Lift the one signatory's no deal out of the way: who else would accept what?
            floor = self.floor.copy()
            floor[alone] = -1e9
            fine = self.searcher.good(
                self.left, self.right, floor, self.audience, self.rows, self.columns, self.crossed
            )
            if not fine.any():
                continue
            short = np.float32(self.floor[alone]) - self._total(alone)
            for r in range(s, len(acceptors.names)):
                if (
                    acceptors.leader[r] == alone
                    and acceptors.rule[alone] == "leader"
                    and not acceptors.veto[r]
                ):
                    short += np.float32(self.audience[r]) * self._refuses(r)
            least[alone] = max(float(short[fine].min()), 0.0)
        return least


def draw_cells(
    searcher: Searcher,
    utilities: Utilities,
    draw: int,
    left: np.ndarray,
    right: np.ndarray,
    kept: np.ndarray,
    best: np.ndarray,
) -> DrawCells:
    """Return the cells of one draw.

    Parameters
    ----------
    searcher : Searcher
    utilities : Utilities
    draw : int
    left, right : ndarray, shape (acceptors, halves)
    kept : ndarray of bool, shape (options,)
        Useful options.
    best : ndarray, shape (signatories, issues)
    """
    crossed = [
        (utilities.pair_points[:, k, draw], a, b) for k, a, b in searcher.crossing(utilities)
    ]
    grid = searcher.grid
    return DrawCells(
        searcher,
        left,
        right,
        utilities.floor[:, draw],
        utilities.audience[:, draw],
        utilities.parts[:, :, draw],
        best,
        crossed,
        np.flatnonzero(kept[grid.left].all(axis=1)),
        np.flatnonzero(kept[grid.right].all(axis=1)),
    )
