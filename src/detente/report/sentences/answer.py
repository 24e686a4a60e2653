"""Is there a deal that everybody whose consent is needed would prefer to no deal?"""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import ConflictFinding, DemandFinding
from detente.report import words
from detente.report.document import Part, Sentence, link, say
from detente.report.names import Names

TINY = 0.05
"""Below this share of belief sets the bottom line is that there is hardly any deal."""


def answer(finding: ReachFinding, names: Names) -> Part:
    """Return the bottom line."""
    paragraphs = [_bottom_line(finding, names)]
    if finding.deals.zone.zone.value >= TINY:
        paragraphs.append(_who(names))
    else:
        conflict = _conflict(finding, names)
        if conflict:
            paragraphs.append(conflict)
    paragraphs.append(
        say(
            "A belief set is one complete and coherent set of answers to what each side wants, "
            "drawn from the ranges of the case. These shares say how far what is believed here "
            "agrees; they do not forecast a signature."
        )
    )
    return Part("answer", "Is there a deal?", tuple(paragraphs))


def _bottom_line(finding: ReachFinding, names: Names) -> Sentence:
    zone, best = finding.deals.zone, finding.deals.best.a_sign.value
    some = link(words.belief_sets(zone.zone.value), "#acceptability")
    one = link(words.belief_sets(best), "#acceptability")
    everybody = _everybody(names)
    if zone.zone.value == 0 and best == 0:
        found = "there is no" if zone.exact else "no search found a"
        return say(
            f"No. Under these inputs {found} deal that {everybody} would prefer to no deal: not ",
            link(f"in any of the {zone.draws:,} belief sets looked at", "#acceptability"),
            ".",
        )
    if zone.zone.value < TINY:
        return say(
            f"Hardly. Under these inputs a deal that {everybody} would prefer to no deal exists ",
            some,
            ".",
        )
    if best > 0.99:
        return say(
            f"Yes. Under these inputs the deal below is better than no deal for {everybody} ",
            one,
            ".",
        )
    if best >= 0.5:
        return say(
            f"Yes, under most of what is believed here: the deal below is better than no deal for "
            f"{everybody} ",
            one,
            ".",
        )
    extent = (
        "Yes, under most of what is believed here, but no one text is sure to be it"
        if zone.zone.value >= 0.5
        else "Only under part of what is believed here"
    )
    return say(
        f"{extent}. Some deal that {everybody} would prefer to no deal exists ",
        some,
        "; the most acceptable one, below, is such a deal ",
        one,
        ".",
    )


def _everybody(names: Names) -> str:
    count = len(names.signatories())
    who = {1: "the party that signs", 2: "both sides"}.get(count, f"all {count} sides")
    return f"{who} and everyone whose consent is needed" if names.ratifiers() else who


def _who(names: Names) -> Sentence:
    parts: list[Sentence] = [say(f"The sides are {names.parties(names.signatories())}.")]
    parties = names.case.parties
    vetoes = [r for r in names.ratifiers() if _has_veto(names, r)]
    others = [r for r in names.ratifiers() if r not in vetoes]
    if vetoes:
        parts.append(
            say(
                f" Consent that cannot be done without, where the deal touches it: "
                f"{names.parties(vetoes)}."
            )
        )
    if others:
        weighed = [r for r in others if parties[r].audience_cost is not None]
        voting = [r for r in others if r not in weighed]
        if weighed:
            parts.append(say(f" A refusal counts as a cost: {names.parties(weighed)}."))
        if voting:
            parts.append(say(f" A vote counts: {names.parties(voting)}."))
    return tuple(s for part in parts for s in part)


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
    return say(
        "What is in conflict: ",
        link(conflict_words(conflicts[0], names), "#why"),
        f" ({words.in_100(conflicts[0].share.value)} of the belief sets without a deal).",
    )


def conflict_words(conflict: ConflictFinding, names: Names) -> str:
    """Return a conflict as ``A on this with B on that``."""
    return " with ".join(demand_words(d, names) for d in conflict.demands)


def demand_words(demand: DemandFinding, names: Names) -> str:
    """Return a demand as ``A on this``, or ``the consent of A``."""
    if demand.issue is None:
        return f"the consent of {names.party(demand.party)}"
    return f"{names.party(demand.party)} on “{names.issue(demand.issue)}”"
