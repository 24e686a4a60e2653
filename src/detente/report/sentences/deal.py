"""What the most acceptable deal says, and what it buys and costs."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import PackageFinding
from detente.finding import Spread
from detente.report import words
from detente.report.document import Part, Sentence, joined, link, say
from detente.report.names import Names

HELD = "most-acceptable-held"
# Issues worth less than this part of a party's greatest gain or loss are not named.
WORTH_NAMING = 0.15


def deal(finding: ReachFinding, names: Names) -> Part:
    """Return the text of the most acceptable deal, grouped into what changes and what stays."""
    best = finding.deals.best
    if best.a_sign.value == 0:
        return Part(
            "the-deal",
            "The most acceptable deal",
            (
                say(
                    "No package was found that is acceptable to all in any belief set, so none is "
                    "set out here. ",
                    link("What each package says", "#deal"),
                    ".",
                ),
            ),
        )
    changed = [i for i, o in best.options.items() if not names.is_status_quo(i, o)]
    kept = [i for i in best.options if i not in changed]
    paragraphs: list[Sentence] = []
    items: list[Sentence] = []
    if changed:
        items = [
            say(link(names.issue(i), f"#issue-{i}"), f": {names.options(i, best.options[i])}")
            for i in changed
        ]
    else:
        paragraphs.append(say("It changes nothing: every issue stays as it is."))
    if kept and changed:
        paragraphs.append(say(link("As it is now", "#deal"), f": {names.issues(kept)}."))
    paragraphs.extend(_alternatives(finding, names))
    return Part("the-deal", "The most acceptable deal", tuple(paragraphs), tuple(items), True)


def _alternatives(finding: ReachFinding, names: Names) -> list[Sentence]:
    found: list[Sentence] = []
    best = finding.deals.best
    held = next((p for p in finding.deals.packages if p.slug == HELD), None)
    if held is not None and _holds_better(held, best):
        other = names.differences(best.options, held.options)
        if other:
            found.append(
                say(
                    "If each must also be able to live with the other’s reading of the words, ",
                    link("one text", "#deal"),
                    f" holds better. It differs in this: {names.shortened(other)}.",
                )
            )
    rivals = finding.deals.rivals
    if rivals:
        issues = list(dict.fromkeys(i for r in rivals for i in r.differs))
        found.append(
            say(
                link(words.count(len(rivals), "other deal"), "#rivals"),
                f" cannot be told apart from it here; the difference lies in "
                f"{names.issues(issues)}.",
            )
        )
    return found


def _holds_better(held: PackageFinding, best: PackageFinding) -> bool:
    # On one set of draws the errors go together, so that their sum is on the safe side.
    return held.a_hold.value - best.a_hold.value > held.a_hold.se + best.a_hold.se


def gains(finding: ReachFinding, names: Names) -> Part | None:
    """Return what the deal buys and costs: consequences first, then who gains where."""
    best = finding.deals.best
    if best.a_sign.value == 0:
        return None
    items = [
        say(link(names.consequence(c), "#consequences"), f": {_amount(s, names.unit(c))}")
        for c, s in best.consequences.items()
        if s.p95 != 0 or s.p05 != 0
    ]
    paragraphs = [_party(best, p, names) for p in names.signatories() if p in best.accepted_by]
    others = [r for r in names.ratifiers() if r in best.accepted_by]
    if others:
        shares = [
            f"{names.party(r)} {words.belief_sets(best.accepted_by[r].value)}" for r in others
        ]
        paragraphs.append(
            say(
                link("Better than no deal", "#acceptors"),
                f", or no objection to it: {words.listed(shares)}.",
            )
        )
    return Part("gains", "What it buys and costs", tuple(paragraphs), tuple(items), True)


def _amount(spread: Spread, unit: str) -> str:
    return words.span(spread.p05, spread.p95, unit)


def _party(best: PackageFinding, party: str, names: Names) -> Sentence:
    by_issue = best.by_issue.get(party, {})
    gained = _leading({i: v for i, v in by_issue.items() if v > 0})
    given = _leading({i: -v for i, v in by_issue.items() if v < 0})
    told = [
        say(link(f"{verb} most", "#by-issue"), f" on {names.issues(issues)}")
        for verb, issues in (("gains", gained), ("gives", given))
        if issues
    ]
    return say(
        f"{names.party(party)} ",
        joined(told, " and ") if told else say("neither gains nor gives on any issue"),
        "; better for it than no deal ",
        link(words.belief_sets(best.accepted_by[party].value), "#acceptors"),
        ".",
    )


def _leading(sizes: dict[str, float]) -> list[str]:
    if not sizes:
        return []
    greatest = max(sizes.values())
    order = sorted(sizes, key=lambda i: (-sizes[i], i))
    return [i for i in order[:2] if sizes[i] >= WORTH_NAMING * greatest]
