"""How the answer differs between the named sets of beliefs."""

from __future__ import annotations

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.report import words
from detente.report.document import Part, Sentence, link, say
from detente.report.names import Names
from detente.report.sentences.obstacles import stands_out


def accounts(finding: ReachFinding, names: Names) -> Part | None:
    """Return the answer under each named account, in the same words for all."""
    if not finding.beliefs and len(finding.analysts) < 2:
        return None
    lead = say("How the answer differs between the explanations of the case:")
    items = [_account(b, f"“{b.label}”", "beliefs", finding, names) for b in finding.beliefs]
    if len(finding.analysts) > 1:
        items += [
            _account(a, f"{a.label}’s values", "analysts", finding, names) for a in finding.analysts
        ]
    return Part("accounts", "It depends on what one believes", (lead,), tuple(items))


def _account(
    belief: BeliefFinding, label: str, kind: str, finding: ReachFinding, names: Names
) -> Sentence:
    best = finding.deals.best
    other = names.differences(best.options, {i: (o,) for i, o in belief.best_options.items()})
    told = (
        f"; its own most acceptable deal differs: {names.shortened(other)}"
        if other
        else "; the same deal is its most acceptable"
    )
    helps = next((label for label, gain in belief.levers if stands_out(gain)), None)
    return say(
        link(label, f"#{kind}-{belief.slug}"),
        f": the deal above {words.belief_sets(belief.overall_best_here.value)}, "
        f"some deal {words.belief_sets(belief.zone.value)}",
        told,
        f". Most help: {helps}" if helps else "",
    )
