"""Which word to settle first; a ranking is told only where chance does not explain it."""

from __future__ import annotations

from math import hypot

from detente.answers.terms import TermsFinding
from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.terms.naming import CLEAR, clear, some, term
from detente.terms.findings import SettlingFinding


def settle(finding: TermsFinding, names: Names) -> Part:
    """Return which word to settle first, and of which that cannot be told.

    Parameters
    ----------
    finding : TermsFinding
    names : Names
    """
    words, found = names.words, finding.settling
    paragraphs: list[Sentence] = []
    if found:
        paragraphs = _first(found, names)
    open_ones = {s.term for s in found}
    unranked = [t.slug for t in finding.terms if t.slug not in open_ones]
    if unranked:
        paragraphs.append(words.say("terms.settle.unranked", terms=some(unranked, names)))
    items = (*_effects(found, names), *_learnt(found, names))
    return Part("terms-settle", words.text("terms.settle.heading"), tuple(paragraphs), items)


def _first(found: tuple[SettlingFinding, ...], names: Names) -> list[Sentence]:
    words = names.words
    gaining = [s for s in found if clear(s.settling) > 0]
    if not gaining:
        return [words.say("terms.settle.cannot")]
    gaining.sort(key=lambda s: -s.settling.value)
    first, level = gaining[0], []
    for other in found:
        apart = first.settling.value - other.settling.value
        noise = CLEAR * hypot(first.settling.se, other.settling.se)
        if other is not first and apart <= noise:
            level.append(other.term)
    change = words.change_of_100(first.settling.value)
    if level:
        told = some([first.term, *level], names)
        return [words.say("terms.settle.tied", terms=told)]
    return [words.say("terms.settle.first", term=term(first.term, names), change=change)]


def _effects(found: tuple[SettlingFinding, ...], names: Names) -> list[Sentence]:
    """Return what settling each word does, those of which nothing can be told together."""
    words, items = names.words, []
    for one in sorted(found, key=lambda s: -s.settling.value):
        sign = clear(one.settling)
        if sign:
            change = words.change_of_100(one.settling.value)
            key = f"terms.settle.{'helps' if sign > 0 else 'hurts'}"
            items.append(words.say(key, term=term(one.term, names), change=change))
    nothing = [s.term for s in found if s.settling.value == 0 and s.settling.se == 0]
    unclear = [s.term for s in found if not clear(s.settling) and s.term not in nothing]
    for key, slugs in (("nothing", nothing), ("unclear", unclear)):
        if slugs:
            items.append(words.say(f"terms.settle.{key}", terms=some(slugs, names)))
    return items


def _learnt(found: tuple[SettlingFinding, ...], names: Names) -> list[Sentence]:
    """Return what it gains to know how each reads a word before a deal is chosen."""
    words = names.words
    known = [s for s in found if clear(s.learning) > 0]
    if found and not known:
        return [words.say("terms.settle.learning-none")]
    return [
        words.say(
            "terms.settle.learning",
            term=term(s.term, names),
            change=words.change_of_100(s.learning.value),
        )
        for s in known
    ]
