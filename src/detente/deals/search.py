"""Which packages everybody accepts, draw by draw, over the whole grid.

For one draw the grid is first thinned to the half-packages that could still
please every signatory and every veto holder who is always asked; what is left
is compared in full.  Nothing is lost: a half-package is dropped only when even
its best partner leaves somebody below no deal.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from detente.beliefs.packages import Grid, half_sum
from detente.beliefs.structure import Acceptors, Structure
from detente.beliefs.utilities import TOLERANCE, Utilities


class Searcher:
    """Evaluates all packages of a grid, one draw at a time.

    Parameters
    ----------
    structure : Structure
    grid : Grid
    """

    def __init__(self, structure: Structure, grid: Grid) -> None:
        self.structure = structure
        self.acceptors: Acceptors = structure.acceptors
        self.grid = grid
        options = len(structure.options.names)
        self._left = np.zeros((len(grid.left), options), dtype=bool)
        self._right = np.zeros((len(grid.right), options), dtype=bool)
        np.put_along_axis(self._left, grid.left, True, axis=1)
        np.put_along_axis(self._right, grid.right, True, axis=1)
        needed = self.acceptors.needed
        self.conditional = np.asarray(needed.any(axis=1))
        self._left_calls = (self._left @ needed.T.astype(np.int16)) > 0
        self._right_calls = (self._right @ needed.T.astype(np.int16)) > 0
        signatory = np.arange(len(self.acceptors.names)) < self.acceptors.signatories
        self._essential = np.flatnonzero(signatory | (self.acceptors.veto & ~self.conditional))

    def calls(self, acceptor: int, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Return which packages call for an acceptor's consent; shape (rows, columns)."""
        return np.asarray(
            self._left_calls[rows, acceptor][:, None]
            | self._right_calls[columns, acceptor][None, :]
        )

    def halves(self, utilities: Utilities) -> tuple[np.ndarray, np.ndarray]:
        """Return the values of all half-packages.

        Returns
        -------
        left, right : ndarray, shape (draws, acceptors, halves)
        """
        left = np.stack([half_sum(self.grid.left, parts) for parts in utilities.parts])
        right = np.stack([half_sum(self.grid.right, parts) for parts in utilities.parts])
        for k, (a, b) in enumerate(utilities.pairs):
            for values, has in ((left, self._left), (right, self._right)):
                both = has[:, a] & has[:, b]
                if both.any():
                    values[:, both] += utilities.pair_points[:, k][:, None, :]
        return np.ascontiguousarray(left.transpose(2, 0, 1)), np.ascontiguousarray(
            right.transpose(2, 0, 1)
        )

    def crossing(self, utilities: Utilities) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Return the synergies whose options lie in different halves.

        Returns
        -------
        list of (synergy, left halves that have one, right halves that have the other)
        """
        found = []
        for k, (a, b) in enumerate(utilities.pairs):
            for first, second in ((a, b), (b, a)):
                if self._left[:, first].any() and self._right[:, second].any():
                    found.append((k, self._left[:, first], self._right[:, second]))
        return found

    def _content(self, left: np.ndarray, right: np.ndarray, need: float) -> np.ndarray:
        """Return where a sum of halves reaches what is needed; a broadcastable mask."""
        if left.size and left.min() == left.max():
            return np.asarray(right[None, :] >= need - left[0])
        if right.size and right.min() == right.max():
            return np.asarray(left[:, None] >= need - right[0])
        return np.asarray(np.add.outer(left, right) >= need)

    def good(
        self,
        left: np.ndarray,
        right: np.ndarray,
        floor: np.ndarray,
        audience: np.ndarray,
        rows: np.ndarray,
        columns: np.ndarray,
        crossed: list[tuple[np.ndarray, np.ndarray, np.ndarray]],
    ) -> np.ndarray:
        """Return which packages everybody accepts in one draw.

        The same answer as :func:`detente.deals.acceptance.verdict`, one
        acceptor at a time and without the margins of all of them in memory.

        Parameters
        ----------
        left, right : ndarray, shape (acceptors, halves)
        floor, audience : ndarray, shape (acceptors,)
        rows, columns : ndarray of int
            Halves to look at.
        crossed : list of (points per acceptor, left halves, right halves)
            Synergies across the two halves.

        Returns
        -------
        ndarray of bool, shape (rows, columns)
        """
        acceptors = self.acceptors
        both = [
            (points, has_left[rows][:, None] & has_right[columns][None, :])
            for points, has_left, has_right in crossed
        ]
        mask = self.grid.feasible[np.ix_(rows, columns)]
        refusals: dict[int, list[tuple[float, np.ndarray]]] = {}
        weighed: dict[int, list[tuple[float, np.ndarray]]] = {}
        for r in range(acceptors.signatories, len(acceptors.names)):
            values = left[r, rows], right[r, columns]
            if any(points[r] for points, _ in both):
                total = np.add.outer(*values)
                for points, has in both:
                    total += points[r] * has
                content = np.asarray(total >= floor[r] - TOLERANCE)
            else:
                content = self._content(*values, floor[r] - TOLERANCE)
            if self.conditional[r]:
                content = content | ~self.calls(r, rows, columns)
            leader = int(acceptors.leader[r])
            if acceptors.veto[r]:
                mask &= content
            elif acceptors.rule[leader] == "leader" and audience[r] != 0:
                refusals.setdefault(leader, []).append((float(audience[r]), content))
            if acceptors.rule[leader] == "majority":
                weighed.setdefault(leader, []).append((float(acceptors.weight[r]), content))
        for s in range(acceptors.signatories):
            total = np.add.outer(left[s, rows], right[s, columns])
            for points, has in both:
                if points[s]:
                    total += points[s] * has
            mask &= _over(total, floor[s] - TOLERANCE, refusals.get(s, []))
            if s in weighed:
                quota = acceptors.quota[s] * sum(w for w, _ in weighed[s]) - 1e-12
                mask &= np.asarray(sum(w * content for w, content in weighed[s])) >= quota
        return np.asarray(mask)

    def counts(
        self,
        utilities: Utilities,
        rows: np.ndarray | None = None,
        columns: np.ndarray | None = None,
    ) -> np.ndarray:
        """Return the weight of the draws in which each package is accepted.

        Single precision: good enough to choose, not to report.

        Parameters
        ----------
        utilities : Utilities
        rows, columns : ndarray of int, optional
            Halves to look at; default all.

        Returns
        -------
        ndarray of float64, shape (rows, columns)
        """
        rows = np.arange(len(self.grid.left)) if rows is None else rows
        columns = np.arange(len(self.grid.right)) if columns is None else columns
        total = np.zeros((len(rows), len(columns)), dtype=np.float32)
        crossing = self.crossing(utilities)
        for start in range(0, utilities.draws, 64):
            piece = utilities.cut(start, min(start + 64, utilities.draws))
            left, right = (half.astype(np.float32) for half in self.halves(piece))
            floor = piece.floor.astype(np.float32)
            for d in range(piece.draws):
                crossed = [(piece.pair_points[:, k, d], a, b) for k, a, b in crossing]
                mask = self.good(
                    left[d], right[d], floor[:, d], piece.audience[:, d], rows, columns, crossed
                )
                total += mask * np.float32(piece.weights[d])
        return total.astype(float)

    def exists(self, utilities: Utilities, batch: int = 128) -> np.ndarray:
        """Return in which draws some package is acceptable to all.

        Every package is looked at until one is found; the half-packages most
        liked by those who have least to spare come first.

        Returns
        -------
        ndarray of bool, shape (draws,)
        """
        crossing = self.crossing(utilities)
        found = np.zeros(utilities.draws, dtype=bool)
        for start in range(0, utilities.draws, 64):
            piece = utilities.cut(start, min(start + 64, utilities.draws))
            left, right = self.halves(piece)
            for d in range(piece.draws):
                crossed = [(piece.pair_points[:, k, d], a, b) for k, a, b in crossing]
                rows, columns = self._viable(left[d], right[d], piece.floor[:, d], crossed)
                for first in range(0, len(rows), batch):
                    some = rows[first : first + batch]
                    if self.good(
                        left[d],
                        right[d],
                        piece.floor[:, d],
                        piece.audience[:, d],
                        some,
                        columns,
                        crossed,
                    ).any():
                        found[start + d] = True
                        break
        return found

    def _viable(
        self,
        left: np.ndarray,
        right: np.ndarray,
        floor: np.ndarray,
        crossed: list[tuple[np.ndarray, np.ndarray, np.ndarray]],
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the half-packages whose best partner satisfies every essential acceptor."""
        extra = sum((np.maximum(p, 0.0) for p, _, _ in crossed), np.zeros(len(floor)))
        need = (floor - extra)[self._essential, None] - TOLERANCE
        a, b = left[self._essential], right[self._essential]
        rows, columns = np.arange(left.shape[1]), np.arange(right.shape[1])
        for _ in range(2):
            if len(columns):
                rows = rows[(a[:, rows] + b[:, columns].max(axis=1)[:, None] >= need).all(axis=0)]
            if len(rows):
                columns = columns[
                    (b[:, columns] + a[:, rows].max(axis=1)[:, None] >= need).all(axis=0)
                ]
        return (rows, columns) if len(rows) and len(columns) else (rows[:0], columns[:0])


def _over(total: np.ndarray, need: float, refusals: list[tuple[float, np.ndarray]]) -> np.ndarray:
    """Return where a leader's value covers no deal and the costs of those who refuse.

    Parameters
    ----------
    total : ndarray
    need : float
    refusals : list of (cost, mask of who is content)
    """
    if len(refusals) > 3 or any(cost < 0 for cost, _ in refusals):
        for cost, content in refusals:
            total = total - cost * ~content
        return np.asarray(total >= need)
    # A cost counts only where its ratifier refuses: each group of ratifiers
    # either has somebody content, or its costs are covered (costs are not negative).
    covered = np.asarray(total >= need)
    for size in range(1, len(refusals) + 1):
        for group in combinations(refusals, size):
            enough = total >= need + sum(cost for cost, _ in group)
            for _, content in group:
                enough = enough | content
            covered &= enough
    return covered
