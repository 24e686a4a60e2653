"""What stands in the way, and what would help most."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.deals.findings import ConflictFinding
from detente.finding import Share
from detente.levers.findings import LeverFinding
from detente.report.anchors import lever_anchor
from detente.report.document import Part, Sentence
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
    return Part("in-the-way", names.words.text("way.heading"), tuple(paragraphs))


def conflicts_told(conflicts: tuple[ConflictFinding, ...], names: Names, most: int = SHOWN) -> str:
    """Return the most frequent conflicts with their shares of the failing draws."""
    words = names.words
    return "; ".join(
        words.text(
            "way.conflict",
            demands=words.listed([demand_words(d, names) for d in c.demands]),
            share=words.in_100(c.share.value),
        )
        for c in conflicts[:most]
    )


def _group(group: Group, finding: ReachFinding, names: Names) -> Sentence:
    words = names.words
    told = conflicts_told(group.conflicts, names)
    if group.package is None:
        return words.say("way.nowhere", n=finding.deals.why_not.failing, told=told)
    if group.package is finding.deals.best:
        return words.say("way.best", told=told)
    share = words.belief_sets(group.package.a_sign.value)
    return words.say("way.package", package=group.package.label, share=share, told=told)


def help_most(finding: ReachFinding, names: Names) -> Part | None:
    """Return the levers that raise acceptability most, with their costs."""
    words = names.words
    levers = finding.levers
    if not levers.levers:
        return None
    heading = words.text("help.heading")
    useful, waits = helpful(finding)
    if not useful and not waits:
        return Part("would-help", heading, (words.say("help.none", n=len(levers.levers)),))
    lead = words.say("help.lead", share=words.in_100(levers.baseline.value))
    items = [_lever(x, names) for x in useful[:SHOWN]]
    portfolio = next(iter(levers.portfolios), None)
    if portfolio and useful and portfolio.reoptimised.value > useful[0].reoptimised.value:
        share = words.in_100(portfolio.acceptability.value)
        items.append(words.say("help.together", portfolio=portfolio.label, share=share))
    if waits:
        items.append(_waiting(waits[0], names))
    items += _for_drafts(finding, names)
    return Part("would-help", heading, (lead,), tuple(items))


def helpful(finding: ReachFinding) -> tuple[list[LeverFinding], list[LeverFinding]]:
    """Return the levers whose gain stands out: acts, and waiting apart."""
    standing_out = [x for x in finding.levers.levers if not x.note and stands_out(x.reoptimised)]
    return [x for x in standing_out if not x.months], [x for x in standing_out if x.months]


def _for_drafts(finding: ReachFinding, names: Names) -> list[Sentence]:
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
                names.words.say(
                    "help.draft",
                    package=package.label,
                    lever=lever.label,
                    place=f"#{lever_anchor(lever.slugs)}",
                    change=names.words.change_of_100(gain.value),
                )
            )
    return found


def stands_out(share: Share) -> bool:
    """Return whether a gain is more than two standard errors above nothing."""
    return share.value > 0 and share.value > 2 * share.se


def _waiting(lever: LeverFinding, names: Names) -> Sentence:
    """Tell waiting apart: it moves what no deal is worth, not what a deal is worth."""
    return names.words.say(
        "help.waiting",
        n=max(round(lever.months), 1),
        lever=lever.label,
        place=f"#{lever_anchor(lever.slugs)}",
        share=names.words.in_100(lever.acceptability.value),
    )


def _lever(lever: LeverFinding, names: Names) -> Sentence:
    return names.words.say(
        "help.lever-cost" if lever.cost else "help.lever",
        lever=lever.label,
        place=f"#{lever_anchor(lever.slugs)}",
        share=names.words.in_100(lever.acceptability.value),
        cost=lever.cost.rstrip("."),
    )
