"""Levers on one study: gain at the fixed and at the re-optimised deal, portfolios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from detente.beliefs.packages import feasible_packages
from detente.beliefs.streams import BLOCK
from detente.beliefs.structure import Structure
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Utilities
from detente.case.models import Lever
from detente.deals.acceptance import accepts
from detente.deals.analysis.packages import Named
from detente.deals.analysis.workspace import HELD_OUT, Tick, Workspace, silent
from detente.deals.ascent import ascend
from detente.deals.shares import mean
from detente.errors import UsageError
from detente.finding import Share
from detente.levers.effects import NOTHING, LeverCase, Pull, pull, typical
from detente.levers.findings import LeverFinding, LeversFinding

CHOOSING = 512
STARTS = 2
BEST_SINGLES = 6
SHOWN_PORTFOLIOS = 8


@dataclass(frozen=True)
class _Outcome:
    """What one pull gives on the held-out draws."""

    fixed: np.ndarray
    best: np.ndarray
    package: np.ndarray
    marked: np.ndarray


class Levers:
    """Evaluates levers on the fixed held-out sample of a workspace.

    Parameters
    ----------
    workspace : Workspace
    """

    def __init__(self, workspace: Workspace, marked: list[Named] | None = None) -> None:
        self.workspace = workspace
        self.marked = marked or []
        self.fixed = workspace.best_signed
        self.weights = workspace.held_out.weights
        self.stop = SELECTION + min(HELD_OUT, workspace.draws)
        none = np.zeros(self.stop - SELECTION)
        self.base = _Outcome(none, none, self.fixed, np.zeros((len(self.marked), len(none))))
        self.base = self.outcome(NOTHING)

    def outcome(self, pulled: Pull, starts: list[np.ndarray] | None = None) -> _Outcome:
        """Return acceptance of the fixed and of the re-optimised deal, draw by draw.

        The deal is chosen on selection draws and judged on the held-out ones.
        A lever of several cases gives the weighted mean over them; one that
        informs chooses a deal for each third of what may be learnt.
        """
        # Differences are added up, so that what changes nothing changes exactly nothing.
        base = self.base
        fixed, best, marked = base.fixed.copy(), base.best.copy(), base.marked.copy()
        package = self.fixed
        heaviest = -1.0
        for case in pulled.cases:
            structure = self._structure(case)
            choose = self._utilities(0, CHOOSING, case)
            judge = self._utilities(SELECTION, self.stop, case)
            fixed += case.weight * (self._fixed(structure, judge) - base.fixed)
            for k, item in enumerate(self.marked):
                now = self._named(structure, judge, item.full)
                marked[k] += case.weight * (now - base.marked[k])
            for here, there in self._bins(pulled.learns):
                chosen = self._choose(structure, choose.chosen(here), starts)
                good = accepts(judge.chosen(there), chosen[None, :], structure.acceptors)[0]
                best[there] += case.weight * (good - base.best[there])
                if case.weight * len(there) > heaviest:
                    heaviest, package = case.weight * len(there), chosen
        return _Outcome(fixed, best, package, marked)

    def _structure(self, case: LeverCase) -> Structure:
        structure = self.workspace.model.structure
        table = structure.options.on_table.copy()
        table[list(case.opens)] = True
        table[list(case.closes)] = False
        return replace(
            structure,
            options=replace(structure.options, on_table=table),
            rules=structure.rules + case.rules,
        )

    def _utilities(self, start: int, stop: int, case: LeverCase) -> Utilities:
        return self.workspace.revised(start, stop, case.revision)

    def _possible(self, structure: Structure, package: np.ndarray) -> bool:
        return bool(
            structure.options.on_table[package].all()
            and feasible_packages(structure, package[None, :])[0]
        )

    def _fixed(self, structure: Structure, judge: Utilities) -> np.ndarray:
        if not self._possible(structure, self.fixed):
            return np.zeros(judge.draws)
        good = accepts(judge, self.fixed[None, :], structure.acceptors)[0]
        return np.asarray(good, dtype=float)

    def _named(self, structure: Structure, judge: Utilities, packages: np.ndarray) -> np.ndarray:
        """Return acceptance of a package of the record, over its completions still possible."""
        possible = np.array([self._possible(structure, p) for p in packages])
        if not possible.any():
            return np.zeros(judge.draws)
        return np.asarray(accepts(judge, packages[possible], structure.acceptors).mean(axis=0))

    def _bins(self, learns: tuple[str, ...]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield matching groups of choosing and judging draws: all, or thirds of what is learnt."""
        size = self.stop - SELECTION
        here, there = np.zeros(CHOOSING, dtype=int), np.zeros(size, dtype=int)
        for pointer in learns:
            first, second = self._learnt(pointer, 0), self._learnt(pointer, SELECTION // BLOCK)
            edges = _thirds(first[:CHOOSING])
            here = here * 3 + np.searchsorted(edges, first[:CHOOSING])
            there = there * 3 + np.searchsorted(edges, second[:size])
        for code in np.unique(there):
            matching = np.flatnonzero(here == code)
            # Too few draws to choose on: choose as if nothing had been learnt.
            if len(matching) < 40:
                matching = np.arange(CHOOSING)
            yield matching, np.flatnonzero(there == code)

    def _learnt(self, pointer: str, block: int) -> np.ndarray:
        study = self.workspace.study
        parts = pointer.strip("/").split("/")
        if parts[-1] == "importance":
            row = list(study.case.issues).index(parts[3])
            return np.asarray(study.shares(parts[1], block)[row])
        if parts[0] == "values" and parts[2] == "issues" and parts[4] == "scores":
            return study.scores(parts[1], parts[3], block)[parts[5]]
        return study.number(pointer, block)

    def _choose(
        self, structure: Structure, utilities: Utilities, starts: list[np.ndarray] | None
    ) -> np.ndarray:
        """Return the best deal found; another than the fixed one only if it is clearly better."""
        pool = starts or list(self.workspace.race.packages[:STARTS])
        possible = [p for p in [self.fixed, *pool] if self._possible(structure, p)]
        if not possible:
            possible = [self._repaired(structure)]
        found, share = ascend(
            structure, utilities, np.unique(np.stack(possible), axis=0), structure.options.on_table
        )
        best = found[int(np.argmax(share))]
        if not self._possible(structure, self.fixed):
            return np.asarray(best)
        both = accepts(utilities, np.stack([best, self.fixed]), structure.acceptors).astype(float)
        gain = mean(both[0] - both[1], utilities.weights)
        return np.asarray(best if gain.value > gain.se else self.fixed)

    def _repaired(self, structure: Structure) -> np.ndarray:
        """Return the best raced package that the lever still allows, else the status quo."""
        for package in self.workspace.race.packages:
            if self._possible(structure, package):
                return np.asarray(package)
        quo = structure.options.status_quo
        if not self._possible(structure, quo):
            raise UsageError("a lever leaves no package; see its opens, closes and together")
        return quo

    def finding(
        self, pulled: Pull, lever: Lever | None, label: str, declared: bool
    ) -> LeverFinding:
        """Return the Finding of one lever or portfolio."""
        done = self.base if pulled.note else self.outcome(pulled)
        return self._finding(pulled, done, lever, label, declared)

    def _finding(
        self, pulled: Pull, done: _Outcome, lever: Lever | None, label: str, declared: bool
    ) -> LeverFinding:
        now, then = self.workspace.named(self.base.package), self.workspace.named(done.package)
        return LeverFinding(
            pulled.slugs,
            label,
            lever.kind if lever else "portfolio",
            lever.author if lever else "",
            lever.cost.text if lever else "",
            declared,
            mean(done.fixed - self.base.fixed, self.weights),
            mean(done.best - self.base.best, self.weights),
            mean(done.best, self.weights),
            {i: (now[i], then[i]) for i in now if now[i] != then[i]},
            self._waiting(pulled.months),
            pulled.months,
            pulled.note,
            {
                item.slug: mean(then - now, self.weights)
                for item, then, now in zip(self.marked, done.marked, self.base.marked, strict=True)
            },
        )

    def _waiting(self, months: float) -> dict[str, float]:
        if not months:
            return {}
        case = self.workspace.study.case
        return {
            party: months * typical(cost)
            for party, values in case.values.items()
            if (cost := values.waiting_cost) is not None
        }


def _thirds(values: np.ndarray) -> np.ndarray:
    """Return the upper edges of the first two thirds of some values.

    The greatest value is never among them: where most draws share it, it stays
    apart from those below.
    """
    edges = np.quantile(values, [1 / 3, 2 / 3])
    below = values[values < values.max()]
    return np.asarray(np.minimum(edges, below.max()) if len(below) else edges)


def levers(
    workspace: Workspace,
    known: dict[str, Lever],
    tick: Tick = silent,
    portfolios: bool = True,
    marked: list[Named] | None = None,
) -> LeversFinding:
    """Evaluate levers one by one, then those that act in portfolios of two and three.

    Parameters
    ----------
    workspace : Workspace
    known : dict of slug to Lever
        Declared and generated ones.
    tick : callable
    portfolios : bool
        Try groups of two and three.
    marked : list of Named, optional
        Packages of the record on which to report the gain as well.

    Returns
    -------
    LeversFinding
        By falling gain of the re-optimised deal.
    """
    study = workspace.study
    evaluator = Levers(workspace, marked)
    options = workspace.model.structure.options
    single: list[tuple[LeverFinding, Pull, np.ndarray]] = []
    for slug, lever in known.items():
        if study.as_of and lever.known_from and lever.known_from > study.as_of:
            continue
        tick(f"lever: {lever.label}")
        ready = pull(slug, lever, study.case, options, study.as_of, study.effective.unknown)
        done = evaluator.base if ready.note else evaluator.outcome(ready)
        declared = slug in study.case.levers
        single.append(
            (evaluator._finding(ready, done, lever, lever.label, declared), ready, done.package)
        )
    single.sort(key=lambda s: (-s[0].reoptimised.value, -s[0].fixed.value, s[0].slugs))
    # Levers that do nothing alone may do something together: the best few, helping or not.
    # Waiting is no act: it is reported, but not combined with others.
    able = [s for s in single if not s[0].note and not s[0].months]
    chosen = able[:BEST_SINGLES]
    found: list[LeverFinding] = []
    groups = [
        group
        for k in (2, 3)
        for group in combinations(chosen, k)
        if portfolios and not any(a.clashes(b) for (_, a, _), (_, b, _) in combinations(group, 2))
    ]
    for group in groups:
        together = group[0][1]
        for _, other, _ in group[1:]:
            together = together.then(other)
        tick("portfolio")
        done = evaluator.outcome(together, [package for *_, package in group])
        label = " + ".join(item[0].label for item in group)
        finding = evaluator._finding(together, done, None, label, True)
        if finding.reoptimised.value > finding.reoptimised.se:
            found.append(finding)
    found.sort(key=lambda f: (-f.reoptimised.value, len(f.slugs), f.slugs))
    return LeversFinding(
        f"deals chosen on {CHOOSING} draws by single switches from the best known, judged on "
        f"{evaluator.stop - SELECTION:,} held-out draws (common random numbers); what is learnt is "
        "learnt to the third of its range; waiting costs stand beside the gain, not in it",
        evaluator.stop - SELECTION,
        mean(evaluator.base.best, evaluator.weights),
        tuple(s[0] for s in single),
        tuple(found[:SHOWN_PORTFOLIOS]),
        len(groups),
        portfolios and len(able) <= BEST_SINGLES,
    )


def gain(workspace: Workspace, slug: str) -> Share:
    """Return the re-optimised gain of one declared lever."""
    lever = workspace.study.case.levers[slug]
    options = workspace.model.structure.options
    study = workspace.study
    ready = pull(slug, lever, study.case, options, study.as_of, study.effective.unknown)
    return Levers(workspace).finding(ready, lever, lever.label, True).reoptimised
