"""In sentences: how probable the reported text and each claim is, who differs, whom to ask."""

from __future__ import annotations

from detente.answers.corroborate import CorroborateFinding
from detente.evidence.corroboration_findings import ClaimFinding, Corroborated, TextFinding
from detente.report.corroborate.naming import (
    claim,
    claim_state,
    enquiry,
    how,
    leading,
    report,
    sources_count,
    text_of,
    told,
)
from detente.report.document import Part, Sentence, joined
from detente.report.explain.naming import hundred, nine_of_ten
from detente.report.names import Names

SHOWN = 3
GAP = 0.05
"""From here the trap of counting everybody as independent is told."""


def first_page(finding: CorroborateFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : CorroborateFinding
    names : Names
    """
    found = finding.corroborated
    return (answer(found, names),)


def every_part(finding: CorroborateFinding, names: Names) -> tuple[Part, ...]:
    """Return what a screen shows in place of figures and tables."""
    found = finding.corroborated
    parts = [answer(found, names), claims(found, names)]
    if found.conflicts:
        parts.append(conflicts(found, names))
    parts.append(asking(found, names))
    return tuple(parts)


def answer(found: Corroborated, names: Names) -> Part:
    """Return one paragraph: the text as a whole, or the claims; the trap; what it rests on."""
    words = names.words
    said: list[Sentence] = []
    for text in found.texts:
        said += _text(text, found, names)
    if not found.texts:
        said.append(words.say("corroborate.answer.no-text", n=len(found.claims)))
        said += _trap(found, names)
    late = sum(not r.known for r in found.reports)
    if late:
        said.append(words.say("corroborate.answer.unknown", n=late))
    said.append(words.say("corroborate.answer.limits"))
    heading = words.text("corroborate.answer.heading")
    return Part("corroborate-answer", heading, (joined(said, " "),))


def _text(text: TextFinding, found: Corroborated, names: Names) -> list[Sentence]:
    words = names.words
    label = text_of(text.slug, names)
    said = [
        words.say(
            "corroborate.answer.text",
            text=label,
            n=len(text.clauses),
            word=words.likelihood(text.mean.value),
            mean=hundred(text.mean.value, names),
            span=nine_of_ten(text.posterior, names),
        )
    ]
    each = [c for c in found.claims if c.slug in text.clauses and c.stands is not None]
    if each:
        ends = sorted(c.stands.mean for c in each if c.stands is not None)
        said.append(
            words.say(
                "corroborate.answer.clauses",
                low=hundred(ends[0], names),
                high=hundred(ends[-1], names),
            )
        )
    if text.apart - text.mean.value > GAP:
        said.append(words.say("corroborate.answer.trap", apart=hundred(text.apart, names)))
    known = [c.sources for c in each if c.sources is not None]
    if known:
        reports = max(c.reports for c in each)
        said.append(
            words.say(
                "corroborate.answer.sources", n=reports, sources=sources_count(max(known), names)
            )
        )
    return said


def _trap(found: Corroborated, names: Names) -> list[Sentence]:
    gaps = [(leading(c).apart - leading(c).mean.value, c) for c in found.claims]
    gap, worst = max(gaps, key=lambda pair: abs(pair[0]))
    if abs(gap) <= GAP:
        return []
    state = leading(worst)
    return [
        names.words.say(
            "corroborate.answer.trap-claim",
            claim=claim_state(worst.slug, state.slug, names),
            mean=hundred(state.mean.value, names),
            apart=hundred(state.apart, names),
        )
    ]


def claims(found: Corroborated, names: Names) -> Part:
    """Return every claim with its word, its band and its range."""
    items = tuple(_claim(c, names) for c in found.claims)
    return Part("corroborate-claims", names.words.text("corroborate.claims.heading"), (), items)


def _claim(found: ClaimFinding, names: Names) -> Sentence:
    words = names.words
    if not found.reports:
        return words.say("corroborate.claims.nothing", claim=claim(found.slug, names))
    label, after = told(found, names)
    values = {
        "claim": label,
        "word": words.likelihood(after.mean),
        "mean": hundred(after.mean, names),
        "span": nine_of_ten(after, names),
    }
    if found.disagree:
        return words.say("corroborate.claims.disputed", **values)
    if found.reports == 1:
        return words.say("corroborate.claims.alone", **values)
    if found.sources is None:
        return words.say("corroborate.claims.item", **values)
    return words.say(
        "corroborate.claims.sources",
        n=found.reports,
        sources=sources_count(found.sources, names),
        **values,
    )


def conflicts(found: Corroborated, names: Names) -> Part:
    """Return the pairs that cannot both be right, those most open first."""
    words = names.words
    order = sorted(found.conflicts, key=lambda c: -min(c.first_right, c.second_right))
    items = tuple(
        words.say(
            "corroborate.conflicts.item",
            claim=claim(c.claim, names),
            first=report(c.first, names),
            second=report(c.second, names),
            one=hundred(c.first_right, names),
            other=hundred(c.second_right, names),
        )
        for c in order
    )
    return Part("corroborate-conflicts", words.text("corroborate.conflicts.heading"), (), items)


def asking(found: Corroborated, names: Names) -> Part:
    """Return whom to ask next."""
    words = names.words
    items: list[Sentence] = []
    seen: set[str] = set()
    for e in found.enquiries:
        if e.slug not in seen and len(items) < SHOWN:
            seen.add(e.slug)
            items.append(
                words.say(
                    "corroborate.asking.item",
                    who=enquiry(e.slug, names),
                    how=how(e.slug, names),
                    claim=claim(e.claim, names),
                )
            )
    said = () if items else (words.say("corroborate.asking.nobody"),)
    return Part("corroborate-asking", words.text("corroborate.asking.heading"), said, tuple(items))
