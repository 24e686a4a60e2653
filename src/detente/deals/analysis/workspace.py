"""What all analyses of one run share: the model, the packages, the samples of draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.beliefs.packages import Grid, choices, feasible_packages
from detente.beliefs.revision import NO_REVISION, Revision
from detente.beliefs.study import SELECTION, Study
from detente.beliefs.utilities import Model, Utilities
from detente.deals.acceptability import (
    FINALISTS,
    RACED,
    SCREENED,
    Race,
    race,
    shares_of,
)
from detente.deals.acceptance import accepts, package_values
from detente.deals.ascent import ascend
from detente.deals.frontier import frontier
from detente.errors import UsageError

HELD_OUT = 2_000
"""Draws of the fixed held-out sample (zone, price, levers)."""

Tick = Callable[[str], None]


def silent(step: str) -> None:
    """Report no progress."""


@dataclass
class Workspace:
    """One study made ready: model, grid of packages and samples of draws.

    Parameters
    ----------
    study : Study
    draws : int
        Draws to report on; selection has its own, before them.
    origin : Workspace, optional
        Another study of the same case: its scale, its packages and its best
        candidates are used instead of starting afresh.
    """

    study: Study
    draws: int
    origin: Workspace | None = None

    @cached_property
    def model(self) -> Model:
        """Utilities of the study's draws."""
        return Model(self.study, self.origin.model if self.origin else None)

    @cached_property
    def grid(self) -> Grid | None:
        """All packages on the table, or None where they are too many."""
        whole = self.origin.grid if self.origin is not None else self.model.grid
        if whole is not None and not whole.count:
            raise UsageError("the linkages leave no package; detente check names them")
        return whole

    @cached_property
    def selection(self) -> Utilities:
        """Draws that choose, never report."""
        return self.model.utilities(0, SELECTION)

    @cached_property
    def held_out(self) -> Utilities:
        """The fixed held-out sample."""
        return self.model.utilities(SELECTION, SELECTION + min(HELD_OUT, self.draws))

    def revised(
        self, start: int, stop: int, revision: Revision = NO_REVISION, reader: str | None = None
    ) -> Utilities:
        """Return utilities under a lever or another's reading."""
        return self.model.utilities(start, stop, revision, reader)

    @cached_property
    def race(self) -> Race:
        """The best packages by screening and racing, or by ascent where they are too many."""
        structure = self.model.structure
        if self.grid is not None and self.origin is None:
            return race(
                structure,
                self.grid,
                self.selection.cut(0, SCREENED),
                self.selection.cut(SCREENED, SELECTION),
                RACED,
            )
        starts = self._starts() if self.origin is None else self._rerun(self.origin)
        packages, _ = ascend(
            structure, self.selection.cut(0, 1024), starts, structure.options.on_table
        )
        share = shares_of(self.selection.cut(1024, SELECTION), packages[:400], structure)
        order = np.argsort(-share, kind="stable")
        return Race(packages[:400][order], share[order], len(packages))

    def _rerun(self, origin: Workspace) -> np.ndarray:
        """Return the best of another study's candidates under this one."""
        candidates = origin.race.packages
        share = shares_of(self.selection.cut(0, 1024), candidates, self.model.structure)
        return candidates[np.argsort(-share, kind="stable")[:4]]

    def _starts(self, count: int = 24) -> np.ndarray:
        """Return feasible packages to start from: the status quo, and single draws' best sums."""
        structure = self.model.structure
        rng = np.random.default_rng(self.study.seed)
        options = structure.options
        quo = options.status_quo
        found = []
        if options.on_table[quo].all() and feasible_packages(structure, quo[None, :])[0]:
            found.append(quo.copy())
        parts = self.selection.parts
        spread = parts.std(axis=2).sum(axis=1)[:, None] + 1e-9
        for k in range(40 * count):
            tilt = rng.dirichlet(np.ones(structure.acceptors.signatories))
            value = (tilt[:, None] * (parts[: len(tilt), :, k] / spread[: len(tilt)])).sum(axis=0)
            package = np.array(
                [
                    max(
                        np.flatnonzero((options.issue == i) & options.on_table),
                        key=lambda o: value[o],
                    )
                    for i in range(len(options.issues))
                ]
            )
            kept = (rng.random(len(package)) < 0.2) & options.on_table[quo]
            mixed = np.where(kept, quo, package)
            if feasible_packages(structure, mixed[None, :])[0]:
                found.append(mixed)
            if len(found) == count:
                break
        if not found:
            raise UsageError(
                "no package that keeps every linkage was found to start the search from; "
                "detente check names the linkages"
            )
        return np.unique(np.stack(found), axis=0)

    @property
    def ambiguous(self) -> np.ndarray:
        """Options whose value depends on a reading, the status quo apart; indices."""
        options = self.model.structure.options
        return np.array([o for o in options.ambiguous if o not in options.status_quo], dtype=int)

    def holds(self, packages: np.ndarray, signed: np.ndarray, start: int, stop: int) -> np.ndarray:
        """Return in which draws each would still accept under every signatory's reading.

        Parameters
        ----------
        packages : ndarray of int, shape (packages, issues)
        signed : ndarray of bool, shape (packages, draws)
            Acceptance under each one's own reading.
        start, stop : int

        Returns
        -------
        ndarray of bool, shape (packages, draws)
        """
        result = signed.copy()
        rows = np.flatnonzero(np.isin(packages, self.ambiguous).any(axis=1))
        if len(rows):
            acceptors = self.model.structure.acceptors
            for reader in acceptors.names[: acceptors.signatories]:
                utilities = self.model.utilities(start, stop, reader=reader)
                result[rows] &= accepts(utilities, packages[rows], acceptors)
        return result

    @cached_property
    def best_signed(self) -> np.ndarray:
        """The most acceptable deal by ``A_sign``, chosen on the selection draws.

        Of several that are accepted equally often, the one that leaves the
        signatory that gains least with most.
        """
        tied = self.race.packages[self.race.share >= self.race.share[0] - 1e-12]
        if len(tied) == 1:
            return np.asarray(tied[0])
        some = self.selection.cut(0, SCREENED)
        values = package_values(some, tied) - some.floor[:, None, :]
        least = values[: len(self.signatories)].mean(axis=2).min(axis=0)
        return np.asarray(tied[int(np.argmax(least))])

    @cached_property
    def best_held(self) -> np.ndarray:
        """The most acceptable deal by ``A_hold``, chosen on the selection draws."""
        stop = min(2048, SELECTION)
        packages = self.race.packages
        signed = accepts(self.selection.cut(0, stop), packages, self.model.structure.acceptors)
        weights = self.selection.weights[:stop]
        held = (self.holds(packages, signed, 0, stop) * weights).sum(axis=1) / weights.sum()
        clear = ~np.isin(packages, self.ambiguous).any(axis=1)
        # A package without an ambiguous word holds as it is signed: use its longer race.
        score = np.where(clear, self.race.share, held)
        best = (packages == self.best_signed).all(axis=1)
        if score[best].max() >= score.max() - 1e-12:
            return self.best_signed
        return np.asarray(packages[int(np.argmax(score))])

    @property
    def finalists(self) -> np.ndarray:
        """The best raced packages, with the best by ``A_hold`` among them."""
        some = self.race.packages[:FINALISTS]
        for package in (self.best_signed, self.best_held):
            if not (some == package).all(axis=1).any():
                some = np.vstack([some, package[None, :]])
        return some

    @cached_property
    def everything(self) -> np.ndarray:
        """Every feasible package; where they are too many, those found and the frontier."""
        if self.grid is not None:
            return self.grid.packages(*np.nonzero(self.grid.feasible))
        if self.frontier is not None:
            return np.unique(np.vstack([self.race.packages, self.frontier]), axis=0)
        return self.race.packages

    @cached_property
    def frontier(self) -> np.ndarray | None:
        """Undominated packages on expected values where they cannot be enumerated.

        None where linkages or synergies bind, or more than two sign.
        """
        structure = self.model.structure
        if self.grid is not None or structure.rules or len(self.typical.pairs):
            return None
        if len(self.signatories) > 2:
            return None
        return frontier(self.typical.parts[: len(self.signatories), :, 0], choices(structure))

    @cached_property
    def everything_gains(self) -> np.ndarray:
        """Signatories' expected gains over no deal, for ``everything``."""
        return self.expected_gains(self.everything)

    def expected_gains(self, packages: np.ndarray) -> np.ndarray:
        """Return the signatories' expected gains over no deal, on the held-out sample.

        Returns
        -------
        ndarray, shape (signatories, packages)
        """
        typical = self.typical
        return np.asarray(
            typical_values(typical, packages, len(self.signatories))
            - typical.floor[: len(self.signatories)]
        )

    @property
    def signatories(self) -> tuple[str, ...]:
        """Names of the signatories."""
        acceptors = self.model.structure.acceptors
        return acceptors.names[: acceptors.signatories]

    @cached_property
    def typical(self) -> Utilities:
        """One draw that stands for the weighted mean of the held-out sample."""
        held = self.held_out
        w = held.weights / held.weights.sum()
        return Utilities(
            (held.parts @ w)[:, :, None],
            held.pairs,
            (held.pair_points @ w)[:, :, None],
            (held.floor @ w)[:, None],
            (held.audience @ w)[:, None],
            np.ones(1),
        )

    def named(self, package: np.ndarray) -> dict[str, str]:
        """Return a package as issue to option."""
        names = [self.model.structure.options.names[o] for o in package]
        return dict(name.split("/", 1) for name in names)


def typical_values(one: Utilities, packages: np.ndarray, signatories: int) -> np.ndarray:
    """Return what packages are worth to the signatories in a single draw.

    Parameters
    ----------
    one : Utilities
        Of one draw.
    packages : ndarray of int, shape (packages, issues)
    signatories : int

    Returns
    -------
    ndarray, shape (signatories, packages)
    """
    parts = one.parts[:signatories, :, 0]
    values = np.zeros((signatories, len(packages)))
    for column in packages.T:
        values += parts[:, column]
    for k, (a, b) in enumerate(one.pairs):
        both = (packages == a).any(axis=1) & (packages == b).any(axis=1)
        values += one.pair_points[:signatories, k] * both
    return values
