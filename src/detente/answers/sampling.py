"""From a workspace to the sample that a page carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from detente.answers.findings import ReachFinding
from detente.answers.sample import (
    Packer,
    Row,
    Sample,
    SampledCourse,
    SampledIssue,
    SampledNumber,
    SampledParty,
    SampledWord,
)
from detente.beliefs.shapes import quantile
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import SELECTION
from detente.beliefs.utilities import Utilities
from detente.case.numbers import CaseNumber, numbers
from detente.case.orders import parse_order
from detente.case.quantity import Quantity
from detente.case.resolve import case_hash
from detente.deals.acceptance import called_for
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.deals.points import pareto

DRAWS = 1_000
"""Draws that a page carries, the first of the held-out sample."""
RACED = 150
UNDOMINATED = 100
MOST_PACKAGES = 500

BLOCK_HELD = SELECTION // BLOCK


def band(quantity: Quantity) -> tuple[float, float]:
    """Return the range that stands for a number: its own, or 1st to 99th percentile.

    For a point both ends are the point; for several analysts the widest band
    over them.  Percentiles are rounded to four significant digits.
    """
    if quantity.point is not None:
        return quantity.point, quantity.point
    if quantity.range is not None:
        return quantity.range
    if quantity.analysts is not None:
        each = [band(q) for q in quantity.analysts.values()]
        return min(low for low, _ in each), max(high for _, high in each)
    low, high = quantile(quantity, np.array([0.01, 0.99]))
    return float(f"{low:.4g}"), float(f"{high:.4g}")


def sample(ready: Workspace, finding: ReachFinding | None = None, draws: int = DRAWS) -> Sample:
    """Return the sample of a run.

    Parameters
    ----------
    ready : Workspace
    finding : ReachFinding, optional
        Its alternatives and the best deals of its belief sets are shipped too.
    draws : int

    Returns
    -------
    Sample
    """
    return _Sampler(ready, min(draws, ready.held_out.draws)).whole(packages(ready, finding))


def packages(ready: Workspace, finding: ReachFinding | None) -> np.ndarray:
    """Return the deals that a page can judge, the most acceptable one first, each once.

    Returns
    -------
    ndarray of int, shape (packages, issues)
    """
    options = ready.model.structure.options
    pool = [ready.best_signed[None, :], ready.best_held[None, :]]
    if finding is not None:
        named = [a.options for a in finding.deals.alternatives]
        named += [found.best_options for found in (*finding.beliefs, *finding.analysts)]
        pool += [np.array([[options.index(f"{i}/{o}") for i, o in deal.items()]]) for deal in named]
    pool += [item.full for item in recorded(ready) if item.feasible]
    pool += [ready.finalists, ready.race.packages[:RACED], _undominated(ready)]
    distinct = dict.fromkeys(tuple(int(o) for o in p) for p in np.vstack(pool))
    return np.array(list(distinct)[:MOST_PACKAGES], dtype=int)


def _undominated(ready: Workspace) -> np.ndarray:
    front = pareto(ready.everything_gains)
    if len(front) > UNDOMINATED:
        front = front[np.linspace(0, len(front) - 1, UNDOMINATED).astype(int)]
    return np.asarray(ready.everything[front])


class _Sampler:
    """Reads what a page needs from one workspace's held-out draws."""

    def __init__(self, ready: Workspace, draws: int) -> None:
        self.ready, self.study, self.model = ready, ready.study, ready.model
        self.draws = draws
        self.held: Utilities = ready.held_out.cut(0, draws)
        self.structure = ready.model.structure
        self.packer = Packer()
        self.stated: Mapping[str, CaseNumber] = numbers(ready.study.case)
        self.numbers: list[SampledNumber] = []

    def whole(self, deals: np.ndarray) -> Sample:
        acceptors, options = self.structure.acceptors, self.structure.options
        parties = tuple(self._party(p) for p in range(len(acceptors.names)))
        return Sample(
            case_hash(self.study.case),
            self.draws,
            acceptors,
            options.issues,
            options.names,
            tuple(int(i) for i in options.issue),
            tuple(bool(x) for x in options.on_table),
            tuple(int(o) for o in options.status_quo),
            tuple((int(a), int(b)) for a, b in self.held.pairs),
            deals,
            called_for(deals, acceptors),
            parties,
            tuple(self.numbers),
            self.packer.stacked(self.draws),
        )

    def _first(self, values: np.ndarray) -> np.ndarray:
        return np.asarray(values[: self.draws], dtype=float)

    def _drawn(self, pointer: str) -> np.ndarray:
        return self._first(self.study.number(pointer, BLOCK_HELD))

    def _party(self, p: int) -> SampledParty:
        scale, party = self.model.scale, self.structure.acceptors.names[p]
        values = self.study.case.values[party]
        issues = tuple(
            self._issue(p, party, i)
            for i, issue in enumerate(self.structure.options.issues)
            if issue in values.issues
        )
        courses, extra = self._no_deal(p, party)
        factor = float(scale.total_factor[p])
        return SampledParty(
            -float(scale.total_low[p]) * factor,
            100.0 * factor,
            issues,
            tuple(self._words(p, party)),
            courses,
            extra,
            self.packer.row(self.held.audience[p]),
            tuple(self.packer.row(points) for points in self.held.pair_points[p]),
        )

    def _issue(self, p: int, party: str, i: int) -> SampledIssue:
        options, scale = self.structure.options, self.model.scale
        issue = options.issues[i]
        at = f"/values/{party}/issues/{issue}"
        stated = self.study.case.values[party].issues[issue]
        share = self._first(self.study.shares(party, BLOCK_HELD)[i])
        importance = -1
        if f"{at}/importance" in self.stated:
            importance = self._number(f"{at}/importance", p, i, -1)
        index = {o: options.index(f"{issue}/{o}") for o in stated.scores}
        scores = tuple(
            (index[o], self._number(f"{at}/scores/{o}", p, i, index[o])) for o in stated.scores
        )
        pairs = [term for text in stated.order for term in parse_order(text)]
        order = tuple(
            (index[t.lesser], index[t.greater])
            for t in pairs
            if t.lesser in index and t.greater in index
        )
        return SampledIssue(
            i,
            float(scale.score_low[p, i]),
            float(scale.score_span[p, i]),
            self.packer.row(share),
            importance,
            scores,
            order,
        )

    def _words(self, p: int, party: str) -> Iterable[SampledWord]:
        acceptors = self.structure.acceptors
        own = acceptors.names[acceptors.leader[p]]
        for option, (term, means) in self.structure.options.ambiguous.items():
            index = self.model.reading(term, party, own, BLOCK_HELD, tuple(means))
            row = self.packer.index(index[: self.draws])
            yield SampledWord(option, tuple(means.values()), row)

    def _no_deal(self, p: int, party: str) -> tuple[tuple[SampledCourse, ...], Row]:
        no_deal = self.study.case.values[party].no_deal
        extra = np.zeros(self.draws)
        courses = []
        for name, likely in self._likelihoods(party).items():
            at = f"/values/{party}/no_deal/courses/{name}"
            if no_deal.courses[name].drift is not None:
                extra += likely * self._drawn(f"{at}/drift") * self.model.months(name)
            absolute = f"{at}/value" in self.study.effective.to_scale
            courses.append(
                SampledCourse(
                    self.packer.row(likely),
                    self._number(f"{at}/value", p, -1, -1),
                    no_deal.relative_to == "status-quo" and not absolute,
                )
            )
        if self.study.case.parties[party].threshold is not None:
            extra += self._drawn(f"/parties/{party}/threshold")
        return tuple(courses), self.packer.row(extra)

    def _likelihoods(self, party: str) -> dict[str, np.ndarray]:
        no_deal = self.study.case.values[party].no_deal
        drawn = {
            name: np.maximum(
                self._drawn(
                    f"/values/{party}/no_deal/likelihoods/{name}"
                    if name in no_deal.likelihoods
                    else f"/courses/{name}/likelihood"
                ),
                0.0,
            )
            for name in no_deal.courses
        }
        total = np.sum(list(drawn.values()), axis=0)
        safe = np.where(total > 0, total, 1.0)
        return {n: np.where(total > 0, v / safe, 1.0 / len(drawn)) for n, v in drawn.items()}

    def _number(self, pointer: str, p: int, issue: int, option: int) -> int:
        quantity = self.study.effective.numbers[pointer].quantity
        low, high = band(quantity)
        shifted, frozen = self._shifts(pointer)
        kind = self.stated[pointer].kind
        # What was not known on the day, or is several people's and shifted, stays as drawn.
        free = quantity == self.stated[pointer].quantity and not (
            quantity.analysts is not None and shifted
        )
        draws = rest = None
        if kind != "importance" or low == high:
            uniform = self._first(self.study.uniform(pointer, quantity, BLOCK_HELD))
            plain = self._drawn(pointer)
            if shifted and quantity.analysts is None:
                plain = quantile(quantity, uniform)
            where = uniform if low == high else (plain - low) / (high - low)
            draws = self.packer.row(where)
            if shifted and kind != "importance":
                now = self._drawn(pointer)
                rest = self.packer.row(np.where(frozen, now, now - plain))
        self.numbers.append(
            SampledNumber(
                pointer,
                kind,
                p,
                issue,
                option,
                low,
                high,
                draws,
                rest,
                self.packer.index(frozen.astype(np.uint16)) if frozen.any() else None,
                free,
            )
        )
        return len(self.numbers) - 1

    def _shifts(self, pointer: str) -> tuple[bool, np.ndarray]:
        """Return whether a number is changed in any draw, and in which it is set anew."""
        effective = self.study.effective
        applied = [
            (frozenset({slug}), change)
            for slug, changes in effective.by_belief.items()
            for change in changes
        ]
        applied += list(effective.by_event)
        frozen = np.zeros(self.draws, dtype=bool)
        shifted = False
        for beliefs, change in applied:
            if change.number == pointer:
                shifted = True
                if change.how == "set":
                    frozen |= self.study.holds(beliefs, BLOCK_HELD)[: self.draws]
        return shifted, frozen
