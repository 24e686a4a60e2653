"""What a deal leaves open: whether it holds, and who would call what a breach."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.answers.open_words import OpenDealFinding, OpenTermFinding, clear
from detente.report.document import Sentence
from detente.report.names import Names
from detente.report.terms.naming import some, term
from detente.report.terms.sentences import called_words, differing_words

MUCH = 0.05
"""A deal that holds so much less often than it is signed is told so on the first page."""


def of_best(finding: ReachFinding) -> OpenDealFinding | None:
    """Return what the most acceptable deal leaves open; None where it leaves nothing open."""
    best = finding.deals.best.slug
    return next((d for d in finding.open_words if d.slug == best), None)


def held(finding: ReachFinding, names: Names) -> Sentence:
    """Return whether the most acceptable deal holds as the others read its words."""
    words, one = names.words, of_best(finding)
    hold = finding.deals.best.a_hold.value
    if one is None or not clear(one, MUCH):
        return words.say("sure.hold", share=words.in_100(hold))
    return words.say(
        "sure.hold-less",
        terms=some(one.open, names),
        signed=words.belief_sets(one.a_sign.value),
        share=words.belief_sets(hold),
    )


def told(finding: ReachFinding, names: Names) -> tuple[Sentence, ...]:
    """Return, for each deal that was found, how its open words are read and what follows."""
    seen: set[str] = set()
    items: list[Sentence] = []
    for deal in finding.open_words:
        for one in deal.terms:
            if one.term not in seen:
                seen.add(one.term)
                items += _term(one, names)
    return tuple(items)


def _term(one: OpenTermFinding, names: Names) -> list[Sentence]:
    found = []
    if one.differing:
        most = max(one.differing, key=lambda d: d.differs.mean)
        found.append(differing_words(one.term, most, names))
    if not one.carried_out_by:
        found.append(names.words.say("sections.open-words.nobody", term=term(one.term, names)))
    found += [called_words(one.term, c, names) for c in one.called if c.elements]
    return found
