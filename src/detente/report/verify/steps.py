"""What each step needs of verification."""

from __future__ import annotations

from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.verify.naming import chance, place, quoted
from detente.schedule.verification_findings import StepFinding, VerificationFinding

SHOWN = 5


def steps(finding: VerificationFinding, names: Names) -> Part | None:
    """Return the steps whose faking is not seen surely enough, whoever takes them."""
    words = names.words
    if not finding.steps:
        return None
    wanting = [s for s in finding.steps if _wanting(s)]
    items = [_short(s, names) for s in wanting[:SHOWN]]
    if not finding.gates:
        items += [_lag(s, names) for s in finding.steps if _late(s)][:SHOWN]
    rest = len(finding.steps) - len(wanting)
    told = []
    if not wanting:
        told.append(words.say("verify.steps.fine", n=len(finding.steps)))
        closest = min(finding.steps, key=lambda s: s.enough.value)
        if closest.enough.value < 1:
            told.append(_closest(closest, names))
    elif rest:
        told.append(words.say("verify.steps.fine-rest", n=rest))
    return Part("verify-steps", words.text("verify.steps.heading"), tuple(told), tuple(items), True)


def _wanting(one: StepFinding) -> bool:
    return one.needed is None or one.has < one.needed


def _late(one: StepFinding) -> bool:
    # Where not even detection at once would do, the step is told of already.
    return one.longest is not None and 0 < one.longest < one.lag


def _named(one: StepFinding, names: Names) -> dict[str, str | int]:
    return {"k": one.step, "what": quoted(one.slug, names), "party": names.party(one.actor)}


def _short(one: StepFinding, names: Names) -> Sentence:
    words = names.words
    if one.needed is None:
        return words.say("verify.steps.never", **_named(one, names))
    told = words.text("verify.steps.no-visits")
    if reached := visits_at(one, names):
        told = words.text("verify.steps.by-visits", visits=reached)
    needed, has = chance(one.needed, names), chance(one.has, names)
    return words.say(
        "verify.steps.short", **_named(one, names), needed=needed, has=has, visits=told
    )


def _closest(one: StepFinding, names: Names) -> Sentence:
    words = names.words
    return words.say(
        "verify.steps.closest",
        **_named(one, names),
        needed=chance(one.needed or 0.0, names),
        has=chance(one.has, names),
        share=words.belief_sets(one.enough.value),
    )


def _lag(one: StepFinding, names: Names) -> Sentence:
    return names.words.say(
        "verify.steps.lag",
        what=quoted(one.slug, names),
        n=round(one.longest or 0.0),
        has=str(round(one.lag)),
    )


def visits_at(one: StepFinding, names: Names) -> str:
    """Return the visits that reach what a step needs, by place; empty where none do."""
    text = names.words.text
    told = [
        text("verify.steps.visits", n=number, place=place(slug, names))
        for slug, number in one.visits.items()
        if number is not None
    ]
    return names.words.listed(told)
