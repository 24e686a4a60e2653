"""Which conflicts are worth telling: a handful of failing draws says little."""

from __future__ import annotations

from dataclasses import dataclass

from detente.answers.findings import ReachFinding
from detente.deals.findings import ConflictFinding, PackageFinding

ENOUGH = 50
"""Fewer failing draws than this are not told as shares of 100."""


@dataclass(frozen=True, slots=True)
class Group:
    """Conflicts of one kind, most frequent first.

    Attributes
    ----------
    package : PackageFinding or None
        None: no package at all is acceptable.
    conflicts : tuple of ConflictFinding
    """

    package: PackageFinding | None
    conflicts: tuple[ConflictFinding, ...]


def groups(finding: ReachFinding) -> tuple[Group, ...]:
    """Return the groups of conflicts to tell.

    First why no package is acceptable, where that happens often enough; then
    what the most acceptable deal and the drafts of both sides leave unmet.
    """
    found: list[Group] = []
    deals = finding.deals
    if deals.why_not.conflicts and deals.why_not.failing >= ENOUGH:
        found.append(Group(None, deals.why_not.conflicts))
    best = deals.best
    if best.obstacles and 0 < best.a_sign.value < 1:
        found.append(Group(best, best.obstacles))
    found += [
        Group(p, p.obstacles)
        for p in deals.packages
        if p.origin != "found" and len(p.by) > 1 and p.obstacles
    ]
    return tuple(found)
