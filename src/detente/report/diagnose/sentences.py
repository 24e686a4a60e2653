"""The first page: what founders where, what the record says, what each would have one do."""

from __future__ import annotations

from detente.answers.diagnose_findings import DayFinding, DiagnoseFinding, GateFinding, NeedFinding
from detente.report.diagnose.advice import next_steps
from detente.report.diagnose.naming import amount, cause, day, gate, package
from detente.report.document import Part, Sentence, joined
from detente.report.explain.naming import hundred, hypothesis
from detente.report.names import Names
from detente.report.terms.naming import some

NEEDS = 3
CLEAR = 0.55
"""From here the most probable explanation is told without a caution: ICD 203, likely."""


def first_page(finding: DiagnoseFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page; the first day is told in full.

    Parameters
    ----------
    finding : DiagnoseFinding
    names : Names
    """
    found = finding.days[0]
    parts = [
        answer(found, names),
        gates(found, names),
        compare(found, names),
        next_steps(found, names),
    ]
    if len(finding.days) > 1:
        parts.append(since(found, finding.days[-1], names))
    return tuple(parts)


def answer(found: DayFinding, names: Names) -> Part:
    """Return what founders first, what the record says, and whether the two agree."""
    words, first = names.words, found.structural_leader
    nothing = first == "offers" and not any(p.tabled for p in found.packages)
    key = f"diagnose.answer.structure.{'offers-nothing' if nothing else first or 'none'}"
    share = words.belief_sets(gate(first, found).first.value) if first else ""
    told = [words.say(key, day=day(found, names), share=share)]
    if first and found.passes.value > 0:
        passes = words.belief_sets(found.passes.value)
        told.append(words.say("diagnose.answer.passes", share=passes))
    told += _record(found, names)
    told.append(words.say("diagnose.answer.caution"))
    return Part("diagnose-answer", words.text("diagnose.answer.heading"), tuple(told))


def _record(found: DayFinding, names: Names) -> list[Sentence]:
    words = names.words
    if found.leading_hypothesis is None or found.leading_probability is None:
        return [words.say("diagnose.answer.no-record")]
    clear = found.leading_probability >= CLEAR
    about = words.text(f"diagnose.answer.about.{found.leading_cause or 'none'}")
    told = [
        words.say(
            f"diagnose.answer.record{'-clear' if clear else ''}",
            label=hypothesis(found.leading_hypothesis, names),
            word=words.likelihood(found.leading_probability),
            about=about,
        )
    ]
    if found.structural_leader:
        agree = found.leading_cause == found.structural_leader
        told.append(words.say(f"diagnose.answer.{'agree' if agree else 'disagree'}"))
    return told


def gates(found: DayFinding, names: Names) -> Part:
    """Return every gate with what founders there, and the number that would have to change."""
    words = names.words
    told = [words.say("diagnose.gates.lead", day=day(found, names))]
    if not any(p.tabled for p in found.packages):
        told.append(words.say("diagnose.gates.nothing-tabled"))
    if found.later:
        listed = words.listed([package(s, found, names) for s in found.later])
        told.append(words.say("diagnose.gates.later", n=len(found.later), packages=listed))
    items = tuple(_gate(g, found, names) for g in found.gates)
    return Part("diagnose-gates-told", words.text("diagnose.gates.heading"), tuple(told), items)


def _gate(one: GateFinding, found: DayFinding, names: Names) -> Sentence:
    words = names.words
    told = words.say(
        "diagnose.gates.item",
        cause=cause(one.gate, names),
        first=words.in_100(one.first.value),
        alone=words.belief_sets(one.alone.value),
    )
    short = [n for n in one.needs if n.often.value > 0][:NEEDS]
    if not short:
        return told
    kind = "least" if one.gate == "zone" else "one"
    values: dict[str, str] = {"short": words.listed([_short(kind, n, names) for n in short])}
    if one.package:
        values["package"] = package(one.package, found, names)
    if one.gate == "definition":
        values["terms"] = some(one.terms, names)
    return joined([told, words.say(f"diagnose.gates.{one.gate}", **values)], " ")


def _short(kind: str, need: NeedFinding, names: Names) -> str:
    size, party = amount(need), names.party(need.party)
    values: dict[str, str | int] = {"party": party, "n": size}
    if kind == "one":
        values["often"] = names.words.in_100(need.often.value)
    return names.words.text(f"diagnose.gates.{kind}{'' if size else '-little'}", **values)


def compare(found: DayFinding, names: Names) -> Part:
    """Return the causes on which the two lie apart, and what one of them cannot see."""
    words, items = names.words, []
    judged = [s for s in found.sides if s.cause != "rest"]
    for side in judged:
        if side.apart and side.structural is not None and side.evidential is not None:
            values = {"cause": cause(side.cause, names)}
            values["share"] = words.belief_sets(side.structural.value)
            values["word"] = words.likelihood(side.evidential.mean)
            values["mean"] = hundred(side.evidential.mean, names)
            items.append(words.say("diagnose.compare.apart", **values))
    if items:
        items.append(words.say("diagnose.compare.look"))
    elif any(s.apart is not None for s in judged):
        items.append(words.say("diagnose.compare.nowhere"))
    silent = [s.cause for s in judged if s.evidential is None and s.structural is not None]
    if silent and found.leading_hypothesis is not None:
        listed = words.listed([cause(s, names) for s in silent])
        items.append(words.say("diagnose.compare.silent", causes=listed))
    items.append(_mandate(found, names))
    if found.price.value > 0:
        share = words.belief_sets(found.price.value)
        items.append(words.say("diagnose.compare.price", share=share))
    heading = words.text("diagnose.compare.heading")
    return Part("diagnose-compare", heading, (), tuple(items))


def _mandate(found: DayFinding, names: Names) -> Sentence:
    side = next(s for s in found.sides if s.cause == "mandate")
    if side.evidential is None:
        return names.words.say("diagnose.compare.mandate-silent")
    word = names.words.likelihood(side.evidential.mean)
    return names.words.say("diagnose.compare.mandate", word=word)


def since(then: DayFinding, now: DayFinding, names: Names) -> Part:
    """Return what of the diagnosis has changed by the later day."""
    words = names.words
    told = [
        words.say(
            "diagnose.since.passes",
            now=words.belief_sets(now.passes.value),
            before=words.in_100(then.passes.value),
        )
    ]
    known = {p.slug for p in then.packages}
    new = [p.slug for p in now.packages if p.tabled and p.slug not in known]
    if new:
        listed = words.listed([package(s, now, names) for s in new])
        told.append(words.say("diagnose.since.tabled", n=len(new), packages=listed))
    if now.structural_leader:
        key = "same" if now.structural_leader == then.structural_leader else "other"
        first = cause(now.structural_leader, names)
        told.append(words.say(f"diagnose.since.{key}-structure", cause=first))
    if now.leading_hypothesis is not None:
        key = "same" if now.leading_hypothesis == then.leading_hypothesis else "other"
        label = hypothesis(now.leading_hypothesis, names)
        told.append(words.say(f"diagnose.since.{key}-record", n=now.rows, label=label))
    return Part("diagnose-since", words.text("diagnose.since.heading"), tuple(told))
