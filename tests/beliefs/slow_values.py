"""An oracle of utilities: one draw, one party and one package at a time, in plain Python.

Written from the definition (methods of the project: U = sum of weight times
normalised score, plus synergies; 0 the worst and 100 the best package of the base
case on expected values), and not from the arrays it is compared with.
"""

from __future__ import annotations

import itertools
from statistics import fmean

from detente.beliefs.revision import NO_REVISION, Revision
from detente.beliefs.streams import BLOCK, uniforms
from detente.beliefs.study import Study
from detente.case.models import Case

Package = dict[str, str]


def allowed(case: Case, package: Package) -> bool:
    """Whether a package satisfies every linkage, read straight from the case."""
    has = {f"{issue}/{option}" for issue, option in package.items()}
    for link in case.linkages:
        if link.option is not None and link.option in has and not set(link.requires) <= has:
            return False
        if link.if_ and set(link.if_) <= has and not set(link.then) & has:
            return False
        if link.excludes and len(set(link.excludes) & has) > 1:
            return False
        if link.at_most is not None and len(set(link.of) & has) > link.at_most:
            return False
    return True


def packages(case: Case, on_table_only: bool = True) -> list[Package]:
    """Return every allowed package."""
    per_issue = [
        [name for name, option in issue.options.items() if option.on_table or not on_table_only]
        for issue in case.issues.values()
    ]
    every = (
        dict(zip(case.issues, chosen, strict=True)) for chosen in itertools.product(*per_issue)
    )
    return [package for package in every if allowed(case, package)]


class SlowValues:
    """Values of packages and of no deal in single draws.

    The scale is that of ``base`` (default: the study's own, unconditioned).
    """

    def __init__(self, study: Study, base: SlowValues | None = None) -> None:
        self.study, self.case = study, study.case
        self.ends: dict[tuple[str, str], tuple[float, float]] = {}
        self.scale: dict[str, tuple[float, float]] = {}
        if base is not None:
            self.ends, self.scale = base.ends, base.scale
            return
        plain = SlowValues.__new__(SlowValues)
        plain.study = study.sibling(mixed=True)
        plain.case, plain.ends, plain.scale = self.case, self.ends, {}
        for party, values in self.case.values.items():
            for issue in values.issues:
                means = [
                    fmean(drawn)
                    for option, drawn in plain.study.scores(party, issue, 0).items()
                    if self.case.issues[issue].options[option].on_table
                ]
                self.ends[party, issue] = (
                    (min(means), max(means)) if max(means) > min(means) else (0.0, 100.0)
                )
            expected = {
                (issue, option): fmean(plain.option(party, issue, option, d) for d in range(BLOCK))
                for issue in self.case.issues
                for option in self.case.issues[issue].options
            }
            together = {
                name: fmean(plain.study.number(f"/values/{party}/synergies/{name}/points", 0))
                for name in values.synergies
            }
            sums = []
            for package in packages(self.case):
                total = sum(expected[pair] for pair in package.items())
                for name, synergy in values.synergies.items():
                    if all(ref in _refs(package) for ref in synergy.of):
                        total += together[name]
                sums.append(total)
            self.scale[party] = (min(sums), 100.0 / (max(sums) - min(sums)))

    def number(self, pointer: str, draw: int, revision: Revision = NO_REVISION) -> float:
        value = float(self.study.number(pointer, draw // BLOCK)[draw % BLOCK])
        return self._revised(pointer, value, draw, revision)

    def _revised(self, pointer: str, value: float, draw: int, revision: Revision) -> float:
        for change in revision.shifts:
            if change.number != pointer:
                continue
            if change.beliefs:
                held = int(self.study.beliefs(draw // BLOCK)[draw % BLOCK])
                if list(self.case.beliefs)[held] not in change.beliefs:
                    continue
            by = float(self.study.number(change.source, draw // BLOCK)[draw % BLOCK])
            value = {"set": by, "add": value + by, "times": value * by}[change.how]
        return value

    def reading(
        self, term: str, party: str, draw: int, revision: Revision, reader: str | None
    ) -> str:
        """Return the reading of a party in a draw: its own, else its leader's, else any."""
        settled = dict(revision.readings)
        if term in settled:
            return settled[term]
        leader = self.case.parties[party].ratifies_for or party
        read_by = self.case.terms[term].read_by
        who = reader or (party if party in read_by else leader)
        names = list(self.case.terms[term].readings)
        weights = [1.0] * len(names)
        if who in read_by:
            at = f"/terms/{term}/read_by/{who}/readings"
            weights = [
                max(self.number(f"{at}/{n}", draw, revision), 0.0)
                if n in read_by[who].readings
                else 0.0
                for n in names
            ]
        u = uniforms(self.study.seed, f"reading:{term}:{who}", draw // BLOCK)[draw % BLOCK]
        so_far = 0.0
        for name, weight in zip(names, weights, strict=True):
            so_far += weight / sum(weights)
            if u < so_far:
                return name
        return names[-1]

    def option(
        self,
        party: str,
        issue: str,
        option: str,
        draw: int,
        revision: Revision = NO_REVISION,
        reader: str | None = None,
    ) -> float:
        """Return weight times normalised score, in raw points."""
        if issue not in self.case.values[party].issues:
            return 0.0
        stated = self.case.issues[issue].options[option]
        if stated.under is not None:
            if option == self.case.issues[issue].status_quo:
                reader = None
            name = self.reading(stated.under.term, party, draw, revision, reader)
            option = stated.under.means[name]
        score = float(self.study.scores(party, issue, draw // BLOCK)[option][draw % BLOCK])
        score = self._revised(
            f"/values/{party}/issues/{issue}/scores/{option}", score, draw, revision
        )
        low, high = self.ends[party, issue]
        row = list(self.case.issues).index(issue)
        share = float(self.study.shares(party, draw // BLOCK)[row, draw % BLOCK])
        return 100.0 * share * (score - low) / (high - low)

    def _raw(
        self, party: str, package: Package, draw: int, revision: Revision, reader: str | None
    ) -> float:
        total = sum(self.option(party, i, o, draw, revision, reader) for i, o in package.items())
        for name, synergy in self.case.values[party].synergies.items():
            if all(ref in _refs(package) for ref in synergy.of):
                pointer = f"/values/{party}/synergies/{name}/points"
                total += self.number(pointer, draw, revision)
        return total

    def value(
        self,
        party: str,
        package: Package,
        draw: int,
        revision: Revision = NO_REVISION,
        reader: str | None = None,
    ) -> float:
        """Return the points of a package, a lever's bonuses included."""
        worst, factor = self.scale[party]
        points = (self._raw(party, package, draw, revision, reader) - worst) * factor
        names = [f"{i}/{o}" for i, issue in self.case.issues.items() for o in issue.options]
        for bonus in revision.bonuses:
            if bonus.party == party and {names[k] for k in bonus.when} <= _refs(package):
                points += bonus.sign * self.number(bonus.source, draw)
        return points

    def no_deal(self, party: str, draw: int, revision: Revision = NO_REVISION) -> float:
        """Return no deal: the mean over courses by the party's likelihoods, with drift."""
        stated = self.case.values[party].no_deal
        quo = {issue: item.status_quo for issue, item in self.case.issues.items()}
        today = self.value(party, quo, draw, Revision(revision.shifts, (), revision.readings))
        likely, worth = [], []
        for name, course in stated.courses.items():
            pointer = f"/courses/{name}/likelihood"
            if name in stated.likelihoods:
                pointer = f"/values/{party}/no_deal/likelihoods/{name}"
            likely.append(max(self.number(pointer, draw, revision), 0.0))
            at = f"/values/{party}/no_deal/courses/{name}"
            value = self.number(f"{at}/value", draw, revision)
            if stated.relative_to == "status-quo":
                value += today
            if course.drift is not None:
                waited = 0.0
                if self.study.as_of is not None:
                    days = (self.study.as_of - self.case.courses[name].starts).days
                    waited = max(days / 30.4375, 0.0)
                value += self.number(f"{at}/drift", draw, revision) * (waited + revision.months)
            worth.append(value)
        if not sum(likely):
            return fmean(worth)
        return sum(a * b for a, b in zip(likely, worth, strict=True)) / sum(likely)

    def floor(self, party: str, draw: int, revision: Revision = NO_REVISION) -> float:
        """Return no deal plus what a ratifier asks for beyond it."""
        floor = self.no_deal(party, draw, revision)
        if self.case.parties[party].threshold is not None:
            floor += self.number(f"/parties/{party}/threshold", draw, revision)
        return floor

    def audience(self, party: str, draw: int, revision: Revision = NO_REVISION) -> float:
        if self.case.parties[party].audience_cost is None:
            return 0.0
        return max(self.number(f"/parties/{party}/audience_cost", draw, revision), 0.0)


def _refs(package: Package) -> set[str]:
    return {f"{issue}/{option}" for issue, option in package.items()}
