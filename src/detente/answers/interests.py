"""Which interests of whom stand behind what is in the way of a deal."""

from __future__ import annotations

from typing import Final

from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import ConflictFinding, DealsFinding, PackageFinding
from detente.ideas.analysis.interests import interests
from detente.ideas.findings import Demand, InterestsFinding

RECORDED: Final = 3
"""Packages of the record whose obstacles count: the most acceptable ones."""


def demands_of(answer: DealsFinding, issue: str | None = None) -> tuple[Demand, ...]:
    """Return the demands that stand in the way, with how often each does.

    Looked at are the belief sets without any acceptable package, and those in
    which the most acceptable deal, or one of the best packages of the record,
    is refused.

    Parameters
    ----------
    answer : DealsFinding
    issue : str, optional
        Only demands on this issue.
    """
    told: list[tuple[float, tuple[ConflictFinding, ...]]] = [
        (1.0 - answer.zone.zone.value, answer.why_not.conflicts),
        *((1.0 - p.a_sign.value, p.obstacles) for p in _looked_at(answer)),
    ]
    shares: dict[tuple[str, str | None], float] = {}
    for failing, conflicts in told:
        for conflict in conflicts:
            for demand in conflict.demands:
                name = demand.party, demand.issue
                often = failing * conflict.share.value
                if often > shares.get(name, 0.0) and issue in (None, demand.issue):
                    shares[name] = often
    return tuple(
        Demand(party, about, often)
        for (party, about), often in sorted(
            shares.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "")
        )
    )


def _looked_at(answer: DealsFinding) -> list[PackageFinding]:
    recorded = sorted(
        (p for p in answer.packages if p.origin == "record" and p.feasible),
        key=lambda p: -p.a_sign.value,
    )
    return [answer.best, *recorded[:RECORDED]]


def interests_of(
    ready: Workspace, answer: DealsFinding, issue: str | None = None
) -> InterestsFinding:
    """Return which interests of whom the blocked issues touch.

    Parameters
    ----------
    ready : Workspace
    answer : DealsFinding
        Of the same workspace.
    issue : str, optional
        Only demands on this issue.
    """
    return interests(
        ready.study.case,
        demands_of(answer, issue),
        preferred(ready),
        tuple(p.slug for p in _looked_at(answer)),
    )


def preferred(ready: Workspace) -> dict[str, dict[str, str]]:
    """Return the option each signatory likes best on each issue, by expected value.

    Issues on which all options are worth the same to it are left out.
    """
    options = ready.model.structure.options
    found: dict[str, dict[str, str]] = {}
    for row, party in enumerate(ready.signatories):
        worth = ready.typical.parts[row, :, 0]
        found[party] = {}
        for i, issue in enumerate(options.issues):
            here = options.of(i)
            if worth[here].max() - worth[here].min() > 1e-9:
                best = int(here[int(worth[here].argmax())])
                found[party][issue] = options.names[best].split("/")[1]
    return found
