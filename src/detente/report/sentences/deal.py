"""What the most acceptable deal says, and what it buys and costs."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import PackageFinding
from detente.report.document import Part, Sentence
from detente.report.names import Names

HELD = "most-acceptable-held"
# Issues worth less than this part of a party's greatest gain or loss are not named.
WORTH_NAMING = 0.15


def deal(finding: ReachFinding, names: Names) -> Part:
    """Return the text of the most acceptable deal, grouped into what changes and what stays."""
    words = names.words
    best = finding.deals.best
    heading = words.text("deal.heading")
    if best.a_sign.value == 0:
        return Part("the-deal", heading, (words.say("deal.none"),))
    changed = [i for i, o in best.options.items() if not names.is_status_quo(i, o)]
    kept = [i for i in best.options if i not in changed]
    paragraphs: list[Sentence] = []
    items = [
        words.say(
            "deal.item",
            issue=names.issue(i),
            place=f"#issue-{i}",
            options=names.options(i, best.options[i]),
        )
        for i in changed
    ]
    if not changed:
        paragraphs.append(words.say("deal.nothing"))
    if kept and changed:
        paragraphs.append(words.say("deal.kept", issues=names.issues(kept)))
    paragraphs.extend(_alternatives(finding, names))
    return Part("the-deal", heading, tuple(paragraphs), tuple(items), True)


def _alternatives(finding: ReachFinding, names: Names) -> list[Sentence]:
    found: list[Sentence] = []
    best = finding.deals.best
    held = held_better(finding)
    other = names.differences(best.options, held.options) if held else []
    if other:
        found.append(names.words.say("deal.held", differences=names.shortened(other)))
    rivals = finding.deals.rivals
    if rivals:
        issues = list(dict.fromkeys(i for r in rivals for i in r.differs))
        found.append(names.words.say("deal.rivals", n=len(rivals), issues=names.issues(issues)))
    return found


def held_better(finding: ReachFinding) -> PackageFinding | None:
    """Return the deal that holds better under the other side's reading of the words, if any."""
    best = finding.deals.best
    held = next((p for p in finding.deals.packages if p.slug == HELD), None)
    if held is None:
        return None
    # On one set of draws the errors go together, so that their sum is on the safe side.
    gained = held.a_hold.value - best.a_hold.value
    return held if gained > held.a_hold.se + best.a_hold.se else None


def gains(finding: ReachFinding, names: Names) -> Part | None:
    """Return what the deal buys and costs: consequences first, then who gains where."""
    words = names.words
    best = finding.deals.best
    if best.a_sign.value == 0:
        return None
    items = [
        words.say(
            "gains.item",
            consequence=names.consequence(c),
            amount=words.span(s.p05, s.p95, names.unit(c)),
        )
        for c, s in best.consequences.items()
        if s.p95 != 0 or s.p05 != 0
    ]
    paragraphs = [party_gains(best, p, names) for p in names.signatories() if p in best.accepted_by]
    shares = [
        words.text(
            "gains.ratifier",
            party=names.party(r),
            share=words.belief_sets(best.accepted_by[r].value),
        )
        for r in names.ratifiers()
        if r in best.accepted_by
    ]
    if shares:
        paragraphs.append(words.say("gains.ratifiers", shares=words.listed(shares)))
    return Part("gains", words.text("gains.heading"), tuple(paragraphs), tuple(items), True)


def party_gains(best: PackageFinding, party: str, names: Names) -> Sentence:
    """Return on what a party gains and gives most, and how often the deal is better for it."""
    by_issue = best.by_issue.get(party, {})
    gained = _leading({i: v for i, v in by_issue.items() if v > 0})
    given = _leading({i: -v for i, v in by_issue.items() if v < 0})
    key = "both" if gained and given else "gains" if gained else "gives" if given else "neither"
    return names.words.say(
        f"gains.{key}",
        party=names.party(party),
        gained=names.issues(gained),
        given=names.issues(given),
        share=names.words.belief_sets(best.accepted_by[party].value),
    )


def _leading(sizes: dict[str, float]) -> list[str]:
    if not sizes:
        return []
    greatest = max(sizes.values())
    order = sorted(sizes, key=lambda i: (-sizes[i], i))
    return [i for i in order[:2] if sizes[i] >= WORTH_NAMING * greatest]
