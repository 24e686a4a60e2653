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

SHOWN = 3


def obstacles(finding: ReachFinding, names: Names) -> Part | None:
    """Return the commonest conflicts, each as the least that would have to give."""
    why = finding.deals.why_not
    if not why.conflicts:
        return None
    items = []
    for conflict in why.conflicts[:SHOWN]:
        wanted = words.listed([demand_words(d, names) for d in conflict.demands])
        items.append(say(f"{words.first_upper(words.in_100(conflict.share.value))}: ",
                         link(wanted, "#why-not")))
    lead = say(
        f"In the belief sets without a deal ({why.failing:,} looked at), this is the least that "
        "would have to be met in full before a deal opens, and how often:"
    )
    return Part("in-the-way", "What stands in the way", (lead,), tuple(items))


def help_most(finding: ReachFinding, names: Names) -> Part | None:
    """Return the levers that raise acceptability most, with their costs."""
    levers = finding.levers
    if not levers.levers:
        return None
    useful = [x for x in levers.levers if not x.note and stands_out(x.reoptimised)]
    if not useful:
        return Part(
            "would-help",
            "What would help most",
            (say("None of the ", link(words.count(len(levers.levers), "step"), "#levers"),
                 " looked at makes a deal more acceptable than the draws can tell apart."),),
        )
    lead = say(
        "How far each step would raise the share of belief sets from ",
        link(words.in_100(levers.baseline.value), "#levers"),
        ", the deal adjusted to it:",
    )
    items = [_lever(x) for x in useful[:SHOWN]]
    portfolio = next((p for p in levers.portfolios if len(p.slugs) > 1), None)
    if portfolio is not None and portfolio.reoptimised.value > useful[0].reoptimised.value:
        items.append(say("Together: ", link(portfolio.label, "#portfolios"),
                         f", to {words.in_100(portfolio.acceptability.value)}"))
    return Part("would-help", "What would help most", (lead,), tuple(items))


def stands_out(share: Share) -> bool:
    """Return whether a gain is more than two standard errors above nothing."""
    return share.value > 0 and share.value > 2 * share.se


def _lever(lever: LeverFinding) -> Sentence:
    cost = f". Cost: {lever.cost.rstrip('.')}" if lever.cost else ""
    return say(
        link(lever.label, f"#{lever_anchor(lever.slugs)}"),
        f": to {words.in_100(lever.acceptability.value)}{cost}",
    )
