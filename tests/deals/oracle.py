"""A slow and obvious second way to every answer on deals, in plain Python.

It shares nothing with the sources but their data classes: packages are tuples
of option indices, everything is a loop, conflicts are found by trying all sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import inf, prod

from detente.beliefs.structure import Structure
from detente.beliefs.utilities import Utilities
from detente.case.models import Linkage

NEAR = 1e-6

Package = tuple[int, ...]
Demand = tuple[int, int]


def allowed(linkage: Linkage, chosen: set[str]) -> bool:
    """Say whether a set of options keeps one linkage, as a reader of the case would."""
    if linkage.option is not None:
        return linkage.option not in chosen or all(o in chosen for o in linkage.requires)
    if linkage.if_:
        return not all(o in chosen for o in linkage.if_) or any(o in chosen for o in linkage.then)
    if linkage.excludes:
        return sum(o in chosen for o in linkage.excludes) <= 1
    assert linkage.at_most is not None
    return sum(o in chosen for o in linkage.of) <= linkage.at_most


@dataclass(frozen=True)
class Oracle:
    """One negotiation, one draw at a time."""

    structure: Structure
    linkages: tuple[Linkage, ...]
    utilities: Utilities

    @property
    def signatories(self) -> range:
        return range(self.structure.acceptors.signatories)

    @property
    def ratifiers(self) -> range:
        acceptors = self.structure.acceptors
        return range(acceptors.signatories, len(acceptors.names))

    @property
    def draws(self) -> range:
        return range(len(self.utilities.weights))

    def on_issue(self, issue: int) -> list[int]:
        options = self.structure.options
        return [
            o
            for o in range(len(options.names))
            if options.issue[o] == issue and options.on_table[o]
        ]

    def packages(self) -> list[Package]:
        options = self.structure.options
        issues = range(len(options.issues))
        return [
            package
            for package in product(*(self.on_issue(i) for i in issues))
            if all(allowed(link, {options.names[o] for o in package}) for link in self.linkages)
        ]

    # -- values and acceptance -----------------------------------------------------------

    def best(self, party: int, issue: int, d: int) -> float:
        return max(self.utilities.parts[party][o][d] for o in self.on_issue(issue))

    def value(
        self, party: int, package: Package, d: int, waived: frozenset[Demand] = frozenset()
    ) -> float:
        u = self.utilities
        total = 0.0
        for issue, option in enumerate(package):
            if (party, issue) in waived:
                total += self.best(party, issue, d)
            else:
                total += float(u.parts[party][option][d])
        for k, (a, b) in enumerate(u.pairs):
            if a in package and b in package:
                total += float(u.pair_points[party][k][d])
        return total

    def asked(self, ratifier: int, package: Package) -> bool:
        needed = self.structure.acceptors.needed[ratifier]
        return not any(needed) or any(needed[o] for o in package)

    def content(
        self, ratifier: int, package: Package, d: int, waived: frozenset[Demand] = frozenset()
    ) -> bool:
        if (ratifier, -1) in waived or not self.asked(ratifier, package):
            return True
        floor = float(self.utilities.floor[ratifier][d])
        return self.value(ratifier, package, d) >= floor - NEAR

    def missing(
        self, party: int, package: Package, d: int, waived: frozenset[Demand] = frozenset()
    ) -> float:
        """Points a signatory is short of signing; negative when it has some to spare."""
        acceptors = self.structure.acceptors
        short = float(self.utilities.floor[party][d]) - self.value(party, package, d, waived)
        if acceptors.rule[party] == "leader":
            for r in self.ratifiers:
                refuses = not self.content(r, package, d, waived)
                if acceptors.leader[r] == party and not acceptors.veto[r] and refuses:
                    short += float(self.utilities.audience[r][d])
        return short

    def ratified(
        self, party: int, package: Package, d: int, waived: frozenset[Demand] = frozenset()
    ) -> bool:
        acceptors = self.structure.acceptors
        mine = [r for r in self.ratifiers if acceptors.leader[r] == party]
        if any(acceptors.veto[r] and not self.content(r, package, d, waived) for r in mine):
            return False
        if acceptors.rule[party] != "majority":
            return True
        total = sum(float(acceptors.weight[r]) for r in mine)
        yes = sum(float(acceptors.weight[r]) for r in mine if self.content(r, package, d, waived))
        return yes >= float(acceptors.quota[party]) * total - 1e-12

    def accepted(self, package: Package, d: int, waived: frozenset[Demand] = frozenset()) -> bool:
        return all(
            self.missing(s, package, d, waived) <= NEAR and self.ratified(s, package, d, waived)
            for s in self.signatories
        )

    def acceptability(self, package: Package) -> float:
        weights = [float(w) for w in self.utilities.weights]
        return sum(w for d, w in enumerate(weights) if self.accepted(package, d)) / sum(weights)

    def zone(self, d: int) -> bool:
        return any(self.accepted(package, d) for package in self.packages())

    # -- why not -------------------------------------------------------------------------

    def demands(self) -> Iterator[Demand]:
        for s in self.signatories:
            for i in range(len(self.structure.options.issues)):
                yield s, i
        for r in self.ratifiers:
            yield r, -1

    def needs(self, package: Package, d: int, most: int) -> int | None:
        """Fewest demands to waive before one package is accepted; None beyond ``most``."""
        for size in range(most + 1):
            for waived in combinations(self.demands(), size):
                if self.accepted(package, d, frozenset(waived)):
                    return size
        return None

    def conflicts(self, d: int, most: int) -> set[frozenset[Demand]]:
        """All smallest sets of demands whose waiving allows a package; none if one is allowed."""
        packages = self.packages()
        for size in range(most + 1):
            found = {
                frozenset(waived)
                for waived in combinations(self.demands(), size)
                if any(self.accepted(p, d, frozenset(waived)) for p in packages)
            }
            if found:
                return found if size else set()
        return set()

    def cheapest(self, conflict: frozenset[Demand], d: int) -> float:
        """Least points missing in all under a package that waiving a conflict allows."""
        ratifiers = frozenset(demand for demand in conflict if demand[1] == -1)
        return min(
            (
                sum(max(self.missing(s, p, d, ratifiers), 0.0) for s in self.signatories)
                for p in self.packages()
                if self.accepted(p, d, conflict)
            ),
            default=inf,
        )

    def least_points(self, party: int, d: int) -> float:
        """Fewest points that, given to one signatory alone, would allow a deal."""
        return min(
            (
                max(self.missing(party, p, d), 0.0)
                for p in self.packages()
                if all(self.ratified(s, p, d) for s in self.signatories)
                and all(self.missing(s, p, d) <= NEAR for s in self.signatories if s != party)
            ),
            default=inf,
        )


# -- bargaining points -----------------------------------------------------------------------


def point_values(rule: str, gains: list[list[float]]) -> list[float] | None:
    """What a rule maximises, package by package; -inf outside the zone, None without one.

    ``gains[k][p]`` is party p's gain by package k.
    """
    zone = [all(g >= -NEAR for g in row) for row in gains]
    if not any(zone):
        return None
    kept = [[max(g, 0.0) for g in row] for row in gains]
    ideal = [
        max(row[p] for row, z in zip(kept, zone, strict=True) if z) for p in range(len(gains[0]))
    ]
    able = [p for p, most in enumerate(ideal) if most > NEAR]

    def worth(row: list[float]) -> float:
        if rule == "utilitarian":
            return sum(row)
        if not able:
            return 0.0
        if rule == "nash":
            return prod(row[p] for p in able)
        if rule == "egalitarian":
            return min(row[p] for p in able)
        return min(row[p] / ideal[p] for p in able)

    return [worth(row) if z else -inf for row, z in zip(kept, zone, strict=True)]


def undominated(values: list[tuple[float, ...]]) -> set[tuple[float, ...]]:
    """The value vectors that no other is as good as for all and better for one."""
    return {
        v
        for v in values
        if not any(all(a >= b for a, b in zip(w, v, strict=True)) and w != v for w in values)
    }
