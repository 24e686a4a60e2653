"""How the answer differs between the named sets of beliefs."""

from __future__ import annotations

from detente.answers.findings import BeliefFinding, ReachFinding
from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.sentences.obstacles import stands_out


def accounts(finding: ReachFinding, names: Names) -> Part | None:
    """Return the answer under each named account, in the same words for all."""
    if not finding.beliefs and len(finding.analysts) < 2:
        return None
    items = [_account(b, "belief", finding, names) for b in finding.beliefs]
    if len(finding.analysts) > 1:
        items += [_account(a, "analyst", finding, names) for a in finding.analysts]
    lead = names.words.say("accounts.lead")
    return Part("accounts", names.words.text("accounts.heading"), (lead,), tuple(items))


def _account(belief: BeliefFinding, kind: str, finding: ReachFinding, names: Names) -> Sentence:
    words = names.words
    best = finding.deals.best
    other = names.differences(best.options, {i: (o,) for i, o in belief.best_options.items()})
    told = (
        words.text("accounts.differs", differences=names.shortened(other))
        if other
        else words.text("accounts.same")
    )
    helps = next((label for label, gain in belief.levers if stands_out(gain)), None)
    return words.say(
        f"accounts.{kind}",
        label=belief.label,
        place=f"#{kind}s-{belief.slug}",
        best=words.belief_sets(belief.overall_best_here.value),
        zone=words.belief_sets(belief.zone.value),
        told=told,
        helps=words.text("accounts.helps", lever=helps) if helps else "",
    )
