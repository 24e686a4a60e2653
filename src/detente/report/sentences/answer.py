"""Is there a deal that everybody whose consent is needed would prefer to no deal?"""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import ConflictFinding, DemandFinding
from detente.report.document import Part, Sentence, joined
from detente.report.names import Names

TINY = 0.05
"""Below this share of belief sets the bottom line is that there is hardly any deal."""


def answer(finding: ReachFinding, names: Names) -> Part:
    """Return the bottom line."""
    paragraphs = [bottom_line(finding, names)]
    if finding.deals.zone.zone.value >= TINY:
        paragraphs.append(_who(names))
    else:
        conflict = _conflict(finding, names)
        if conflict:
            paragraphs.append(conflict)
    paragraphs.append(names.words.say("answer.guide"))
    return Part("answer", names.words.text("answer.heading"), tuple(paragraphs))


def bottom_line(finding: ReachFinding, names: Names) -> Sentence:
    """Return the answer in one or two sentences."""
    zone, best = finding.deals.zone, finding.deals.best.a_sign.value
    if zone.zone.value == 0 and best == 0:
        key = "none" if zone.exact else "not-found"
    elif zone.zone.value < TINY:
        key = "hardly"
    elif best > 0.99:
        key = "yes"
    elif best >= 0.5:
        key = "mostly"
    elif zone.zone.value >= 0.5:
        key = "no-one-text"
    else:
        key = "partly"
    return names.words.say(
        f"answer.{key}",
        everybody=everybody(names),
        n=zone.draws,
        some=names.words.belief_sets(zone.zone.value),
        best=names.words.belief_sets(best),
    )


def everybody(names: Names) -> str:
    """Return who must prefer a deal: ``both sides and everyone whose consent is needed``."""
    count = len(names.signatories())
    key = {1: "one-side", 2: "both-sides"}.get(count, "all-sides")
    sides = names.words.text(f"answer.{key}", n=count)
    return names.words.text("answer.and-consent", sides=sides) if names.ratifiers() else sides


def _who(names: Names) -> Sentence:
    parties = names.case.parties
    vetoes = [r for r in names.ratifiers() if _has_veto(names, r)]
    others = [r for r in names.ratifiers() if r not in vetoes]
    weighed = [r for r in others if parties[r].audience_cost is not None]
    voting = [r for r in others if r not in weighed]
    groups = {
        "sides": names.signatories(),
        "vetoes": vetoes,
        "weighed": weighed,
        "voting": voting,
    }
    told = [
        names.words.say(f"answer.{key}", parties=names.parties(slugs))
        for key, slugs in groups.items()
        if slugs or key == "sides"
    ]
    return joined(told, " ")


def _has_veto(names: Names, slug: str) -> bool:
    party = names.case.parties[slug]
    if party.veto is not None:
        return party.veto
    signatory = names.case.parties.get(party.ratifies_for or "")
    rule = signatory.ratification.rule if signatory and signatory.ratification else "veto"
    return rule == "veto"


def _conflict(finding: ReachFinding, names: Names) -> Sentence:
    conflicts = finding.deals.why_not.conflicts
    if not conflicts:
        return ()
    return names.words.say(
        "answer.conflict",
        conflict=conflict_words(conflicts[0], names),
        share=names.words.in_100(conflicts[0].share.value),
    )


def conflict_words(conflict: ConflictFinding, names: Names) -> str:
    """Return a conflict as ``A on this with B on that``."""
    first, *rest = (demand_words(d, names) for d in conflict.demands)
    for other in rest:
        first = names.words.text("demand.with", first=first, second=other)
    return first


def demand_words(demand: DemandFinding, names: Names) -> str:
    """Return a demand as ``A on this``, or ``the consent of A``."""
    party = names.party(demand.party)
    if demand.issue is None:
        return names.words.text("demand.consent", party=party)
    return names.words.text("demand.issue", party=party, issue=names.issue(demand.issue))
