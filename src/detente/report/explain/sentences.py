"""The first page of an explanation: which fits, what would change it, what came when."""

from __future__ import annotations

from detente.answers.explain import ExplainFinding, Structural
from detente.evidence.findings import Explained
from detente.report.document import Part, Sentence
from detente.report.explain.naming import hundred, hypothesis, nine_of_ten, ranked, ratio, row, span
from detente.report.names import Names

SHOWN = 3
CLEAR = 0.55
"""From here the most probable explanation is told without a caution: ICD 203, likely."""


def first_page(finding: ExplainFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : ExplainFinding
    names : Names
    """
    found = finding.explained
    parts = [answer(found, names), everything(found, names), change(found, names)]
    parts.append(time(found, names))
    if finding.structural is not None:
        parts.append(structure(finding.structural, names))
    return tuple(parts)


def answer(found: Explained, names: Names) -> Part:
    """Return which explanation comes first, how surely, and how far that can be relied on."""
    words = names.words
    order = ranked(found.hypotheses)
    first = order[0]
    values = {
        "label": hypothesis(first.slug, names),
        "word": words.likelihood(first.posterior.mean),
        "mean": hundred(first.posterior.mean, names),
        "span": nine_of_ten(first.posterior, names),
    }
    clear = first.posterior.mean >= CLEAR
    told = [words.say(f"explain.answer.leads{'-clear' if clear else ''}", **values)]
    if len(order) > 1:
        told.append(
            words.say(
                "explain.answer.share",
                share=words.in_100(first.leads.value),
                next=hypothesis(order[1].slug, names),
                mean=hundred(order[1].posterior.mean, names),
            )
        )
    told.append(words.say("explain.answer.worst", span=span(first.low, first.high, names)))
    if found.foreseen:
        told.append(words.say("explain.answer.foreseen"))
    told.append(words.say("explain.answer.same"))
    return Part("explain-answer", words.text("explain.answer.heading"), tuple(told))


def everything(found: Explained, names: Names) -> Part:
    """Return every explanation with its word, its band and its range."""
    words = names.words
    items = tuple(
        words.say(
            "explain.all.item",
            label=hypothesis(h.slug, names),
            word=words.likelihood(h.posterior.mean),
            mean=hundred(h.posterior.mean, names),
            span=nine_of_ten(h.posterior, names),
        )
        for h in ranked(found.hypotheses)
    )
    return Part("explain-all", words.text("explain.all.heading"), (), items)


def change(found: Explained, names: Names) -> Part:
    """Return which rows decide, what they would have to say, and what to find out next."""
    words = names.words
    items: list[Sentence] = []
    deciding = [r for r in found.rows if r.leader_without != found.leader]
    for r in deciding[:SHOWN]:
        other = hypothesis(r.leader_without, names)
        items.append(words.say("explain.change.without", row=row(r.slug, names), next=other))
    if not deciding:
        items.append(words.say("explain.change.without-none"))
    turning = sorted((r for r in found.rows if r.turns), key=lambda r: -r.bits)
    if turning:
        shown = words.listed([_quoted(r.slug, names) for r in turning[:SHOWN]])
        items.append(words.say("explain.change.turns", n=len(turning), rows=shown))
    else:
        items.append(words.say("explain.change.turns-none"))
    heavy = max(
        (r for r in found.rows if r.ratio_now), key=lambda r: r.ratio_now or 0, default=None
    )
    if heavy is not None:
        items.append(
            words.say(
                "explain.change.ratio",
                row=row(heavy.slug, names),
                rival=hypothesis(heavy.rival, names),
                now=ratio(heavy.ratio_now, names),
                at=ratio(heavy.ratio_turn, names),
            )
        )
    for s in found.sought[:SHOWN]:
        known = names.case.evidence[s.slug].to_find
        how = known.how if known else s.how
        items.append(words.say("explain.change.sought", row=_quoted(s.slug, names), how=how))
    if not found.sought:
        items.append(words.say("explain.change.nothing-sought"))
    return Part("explain-change", words.text("explain.change.heading"), (), tuple(items))


def _quoted(slug: str, names: Names) -> str:
    return names.words.text("quoted", text=row(slug, names))


def time(found: Explained, names: Names) -> Part:
    """Return what was said later, what came later, and what was not known yet."""
    words = names.words
    told = []
    later = sum(r.timing == "testimony" for r in found.rows)
    if later:
        told.append(words.say("explain.time.testimony", n=later))
    if found.after:
        rows = words.listed([_quoted(r.slug, names) for r in found.after])
        told.append(words.say("explain.time.after", rows=rows))
    else:
        told.append(words.say("explain.time.after-none"))
    if found.unknown:
        told.append(words.say("explain.time.unknown", n=found.unknown))
    return Part("explain-time", words.text("explain.time.heading"), tuple(told))


def structure(found: Structural, names: Names) -> Part:
    """Return what the values of the parties say of the same question, and whether they agree."""
    words = names.words
    label = words.listed([hypothesis(s, names) for s in found.hypotheses], "or")
    told = (
        words.say(
            "explain.structure.none",
            share=words.belief_sets(found.none.value),
            best=words.belief_sets(found.best.value),
        ),
        words.say(
            f"explain.structure.{'agree' if found.agree else 'disagree'}",
            label=label,
            word=words.likelihood(found.evidential),
        ),
        words.say("explain.structure.caution"),
    )
    return Part("explain-structure", words.text("explain.structure.heading"), told)
