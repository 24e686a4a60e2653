"""Interests behind the issues in conflict, in plain sentences."""

from __future__ import annotations

from detente.case.models import Case
from detente.deals.findings import DemandFinding
from detente.ideas.findings import Demand, InterestsFinding, ReconcilableFinding, Way
from detente.report import words
from detente.report.names import Names
from detente.report.sentences.answer import demand_words


def in_the_way(finding: InterestsFinding, case: Case, most: int = 8) -> list[str]:
    """Return one sentence a demand: how often it stands in the way, and what may be behind it.

    Parameters
    ----------
    finding : InterestsFinding
    case : Case
        For the names of things.
    most : int
    """
    names = Names(case)
    return [_demand(d, finding, case, names) for d in finding.demands[:most]]


def _demand(demand: Demand, finding: InterestsFinding, case: Case, names: Names) -> str:
    behind = [
        f"“{interest.label}”"
        for interest in finding.interests
        if interest.of == demand.party and _touches(case, interest.slug, demand.issue)
    ]
    what = f"behind it may stand {words.listed(behind)}" if behind else "no interest is named"
    often = words.belief_sets(demand.share)
    told = demand_words(DemandFinding(demand.party, demand.issue), names)
    return f"{words.first_upper(told)}, {often}: {what}."


def _touches(case: Case, slug: str, issue: str | None) -> bool:
    interest = case.interests[slug]
    options = (*interest.served_by, *interest.harmed_by)
    return issue is None or any(o.split("/")[0] == issue for o in options)


def positions(finding: InterestsFinding, case: Case) -> list[str]:
    """Return one sentence for each issue on which positions conflict and interests need not.

    Told are those with an option that serves an interest of each.
    """
    names = Names(case)
    return [
        _position(found, [w for w in found.ways if w.both], case, names)
        for found in finding.reconcilable
        if any(w.both for w in found.ways)
    ]


def _position(found: ReconcilableFinding, ways: list[Way], case: Case, names: Names) -> str:
    sides = [
        f"{names.party(party)} wants “{names.option(found.issue, option)}” for "
        f"{words.listed([f'“{case.interests[i].label}”' for i in behind])}"
        for party, option, behind in zip(found.parties, found.preferred, found.behind, strict=True)
    ]
    serving = [_way(found.issue, way, names) for way in ways]
    return (
        f"{names.issue(found.issue)}: {'; '.join(sides)}. Each of these serves an interest of "
        f"both and harms none that the case names: {words.listed(serving)}."
        if len(serving) > 1
        else f"{names.issue(found.issue)}: {'; '.join(sides)}. {words.first_upper(serving[0])} "
        "serves an interest of both and harms none that the case names."
    )


def _way(issue: str, way: Way, names: Names) -> str:
    note = "" if way.on_table else " (not on the table)"
    return f"“{names.option(issue, way.option)}”{note}"
