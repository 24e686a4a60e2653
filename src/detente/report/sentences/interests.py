"""Interests behind the issues in conflict, in plain sentences."""

from __future__ import annotations

from detente.case.models import Case
from detente.deals.findings import DemandFinding
from detente.ideas.findings import Demand, InterestsFinding, ReconcilableFinding, Way
from detente.report.names import Names
from detente.report.sentences.answer import demand_words
from detente.report.words import first_upper


def in_the_way(finding: InterestsFinding, names: Names, most: int = 8) -> list[str]:
    """Return one sentence a demand: how often it stands in the way, and what may be behind it.

    Parameters
    ----------
    finding : InterestsFinding
    names : Names
    most : int
    """
    return [_demand(d, finding, names) for d in finding.demands[:most]]


def _demand(demand: Demand, finding: InterestsFinding, names: Names) -> str:
    text = names.words.text
    behind = [
        text("quoted", text=names.case.interests[interest.slug].label)
        for interest in finding.interests
        if interest.of == demand.party and _touches(names.case, interest.slug, demand.issue)
    ]
    told = demand_words(DemandFinding(demand.party, demand.issue), names)
    return text(
        "sections.interests.demand",
        demand=first_upper(told),
        share=names.words.belief_sets(demand.share),
        behind=text("sections.interests.behind", interests=names.words.listed(behind))
        if behind
        else text("sections.interests.unnamed"),
    )


def _touches(case: Case, slug: str, issue: str | None) -> bool:
    interest = case.interests[slug]
    options = (*interest.served_by, *interest.harmed_by)
    return issue is None or any(o.split("/")[0] == issue for o in options)


def positions(finding: InterestsFinding, names: Names) -> list[str]:
    """Return one sentence for each issue on which positions conflict and interests need not.

    Told are those with an option that serves an interest of each.
    """
    return [
        _position(found, [w for w in found.ways if w.both], names)
        for found in finding.reconcilable
        if any(w.both for w in found.ways)
    ]


def _position(found: ReconcilableFinding, ways: list[Way], names: Names) -> str:
    words, case = names.words, names.case
    sides = [
        words.text(
            "sections.interests.wants",
            party=names.party(party),
            option=names.option(found.issue, option),
            interests=words.listed(
                [words.text("quoted", text=case.interests[i].label) for i in behind]
            ),
        )
        for party, option, behind in zip(found.parties, found.preferred, found.behind, strict=True)
    ]
    serving = [_way(found.issue, way, names) for way in ways]
    return words.text(
        f"sections.interests.{'several' if len(serving) > 1 else 'single'}",
        issue=names.issue(found.issue),
        sides="; ".join(sides),
        options=words.listed(serving),
    )


def _way(issue: str, way: Way, names: Names) -> str:
    option = names.words.text("quoted", text=names.option(issue, way.option))
    return (
        option if way.on_table else names.words.text("sections.interests.off-table", option=option)
    )
