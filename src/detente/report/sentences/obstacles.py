"""What stands in the way, and what would help most."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.finding import Share
from detente.levers.findings import LeverFinding
from detente.report import words
from detente.report.anchors import lever_anchor
from detente.report.document import Part, Sentence, link, say
from detente.report.names import Names
from detente.report.sentences.answer import demand_words
from detente.report.telling import Group, groups

SHOWN = 3


def obstacles(finding: ReachFinding, names: Names) -> Part | None:
    """Return what is most often left unmet: by every deal, by the best one, by the drafts."""
    found = groups(finding)
    if not found:
        return None
    paragraphs = [_group(g, finding, names) for g in found]
    return Part("in-the-way", "What stands in the way", tuple(paragraphs))


def _group(group: Group, finding: ReachFinding, names: Names) -> Sentence:
    told = "; ".join(
        f"{words.listed([demand_words(d, names) for d in c.demands])} "
        f"({words.in_100(c.share.value)})"
        for c in group.conflicts[:SHOWN]
    )
    unmet = link("leaves unmet", "#why")
    if group.package is None:
        failing = finding.deals.why_not.failing
        return say(
            f"Where no deal at all is acceptable ({failing:,} belief sets looked at), ",
            link("the least", "#why"),
            f" that would have to be met in full is most often: {told}.",
        )
    if group.package is finding.deals.best:
        who = "Where the deal above is not acceptable to all, what it most often "
        return say(who, unmet, f": {told}.")
    return say(
        f"“{group.package.label}” is acceptable to all "
        f"{words.belief_sets(group.package.a_sign.value)}; what it most often ",
        unmet,
        f": {told}.",
    )


def help_most(finding: ReachFinding, names: Names) -> Part | None:
    """Return the levers that raise acceptability most, with their costs."""
    levers = finding.levers
    if not levers.levers:
        return None
    standing_out = [x for x in levers.levers if not x.note and stands_out(x.reoptimised)]
    useful = [x for x in standing_out if not x.months]
    waits = [x for x in standing_out if x.months]
    if not standing_out:
        return Part(
            "would-help",
            "What would help most",
            (
                say(
                    "None of the ",
                    link(words.count(len(levers.levers), "step"), "#levers"),
                    " looked at makes a deal more acceptable than the draws can tell apart.",
                ),
            ),
        )
    lead = say(
        "How far each step would raise the share of belief sets from ",
        link(words.in_100(levers.baseline.value), "#levers"),
        ", the deal adjusted to it:",
    )
    items = [_lever(x) for x in useful[:SHOWN]]
    portfolio = next(iter(levers.portfolios), None)
    if portfolio and useful and portfolio.reoptimised.value > useful[0].reoptimised.value:
        items.append(
            say(
                "Together: ",
                link(portfolio.label, "#portfolios"),
                f", to {words.in_100(portfolio.acceptability.value)}",
            )
        )
    if waits:
        items.append(_waiting(waits[0]))
    items += _for_drafts(finding)
    return Part("would-help", "What would help most", (lead,), tuple(items))


def _for_drafts(finding: ReachFinding) -> list[Sentence]:
    """Return what would help the drafts of both sides most, as they stand."""
    found = []
    for package in finding.deals.packages:
        if package.origin == "found" or len(package.by) < 2:
            continue
        gains = [
            (x.on_packages[package.slug], x)
            for x in finding.levers.levers
            if not x.months
            and package.slug in x.on_packages
            and stands_out(x.on_packages[package.slug])
        ]
        if gains:
            gain, lever = max(gains, key=lambda pair: pair[0].value)
            found.append(
                say(
                    f"“{package.label}” as it stands would be helped most by: ",
                    link(lever.label, f"#{lever_anchor(lever.slugs)}"),
                    f" ({words.change_of_100(gain.value)}).",
                )
            )
    return found


def stands_out(share: Share) -> bool:
    """Return whether a gain is more than two standard errors above nothing."""
    return share.value > 0 and share.value > 2 * share.se


def _waiting(lever: LeverFinding) -> Sentence:
    """Tell waiting apart: it moves what no deal is worth, not what a deal is worth."""
    months = words.count(max(round(lever.months), 1), "month")
    return say(
        "Waiting is told apart, for it changes what no deal is worth rather than the deal: ",
        link(lever.label, f"#{lever_anchor(lever.slugs)}"),
        f" (about {months}), to {words.in_100(lever.acceptability.value)}",
    )


def _lever(lever: LeverFinding) -> Sentence:
    cost = f". Cost: {lever.cost.rstrip('.')}" if lever.cost else ""
    return say(
        link(lever.label, f"#{lever_anchor(lever.slugs)}"),
        f": to {words.in_100(lever.acceptability.value)}{cost}",
    )
