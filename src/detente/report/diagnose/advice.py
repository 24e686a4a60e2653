"""What each reading of a failure would have one do next."""

from __future__ import annotations

from detente.answers.diagnose_findings import DayFinding
from detente.report.diagnose.naming import gate, package
from detente.report.document import Part, Sentence, joined
from detente.report.explain.naming import hypothesis, row
from detente.report.names import Names
from detente.report.terms.naming import some

SOUGHT = 2


def next_steps(found: DayFinding, names: Names) -> Part:
    """Return what to do if the one is right, if the other is, and how to tell them apart."""
    words, items = names.words, []
    first, record = found.structural_leader, found.leading_cause
    known = found.leading_hypothesis is not None
    if first and first == record:
        items.append(_told("both", advice(first, found, names), found, names))
    else:
        if first:
            items.append(_told("structure", advice(first, found, names), found, names))
        if known:  # an explanation that is about no part of the structure has its own advice
            told = advice(record or "none", found, names)
            items.append(words.say("diagnose.next.record", advice=told))
    if found.sought and not (first and first == record):
        rows = [words.text("quoted", text=row(r, names)) for r in found.sought[:SOUGHT]]
        items.append(words.say("diagnose.next.sought", rows=words.listed(rows)))
    if not items:
        items.append(words.say("diagnose.answer.no-record"))
    heading = words.text("diagnose.next.heading")
    return Part("diagnose-next", heading, (), tuple(items))


def _told(key: str, told: Sentence, found: DayFinding, names: Names) -> Sentence:
    words = names.words
    parts = [words.say(f"diagnose.next.{key}", advice=told)]
    one = gate(found.structural_leader, found)
    if one.opened is not None and one.opened.value > 2 * one.opened.se:
        what = "opened-offers" if one.gate == "offers" else "opened"
        more = words.change_of_100(one.opened.value)
        parts.append(words.say(f"diagnose.next.{what}", more=more))
    return joined(parts, " ")


def advice(cause: str, found: DayFinding, names: Names) -> Sentence:
    """Return what a cause would have one do, told by the numbers of the case."""
    words, key = names.words, f"diagnose.next.{cause}"
    if cause == "none":
        return words.say(key, label=hypothesis(found.leading_hypothesis or "", names))
    if cause == "offers":
        if not found.differs:
            return words.say(f"{key}-plain")
        differs = [names.settled(i, o) for i, (_, o) in found.differs.items()]
        nearest = words.text("quoted", text=package(found.nearest, found, names))
        return words.say(key, nearest=nearest, differs=names.shortened(differs))
    if cause in ("ratification", "order"):
        short = [n.party for n in gate(cause, found).needs if n.often.value > 0]
        if not short:
            return words.say(f"{key}-plain")
        return words.say(key, parties=names.parties(short))
    if cause == "definition":
        terms = gate(cause, found).terms
        if not terms:
            return words.say(f"{key}-plain")
        return words.say(key, terms=some(terms, names))
    return words.say(key)
