"""What learning from the record changed of the answer."""

from __future__ import annotations

from detente.answers.findings import LearnedReach, ReachFinding
from detente.case.models import Case
from detente.report.document import Part, Sentence
from detente.report.names import Names


def learned(finding: ReachFinding, names: Names) -> Part | None:
    """Return the main numbers before and after; None where nothing was learned."""
    found, words = finding.learned, names.words
    if found is None:
        return None
    told = [_deal(found, names), _zone(found, names)]
    count = str(len(found.items))
    told.append(words.say("learned.effective", n=round(found.effective), items=count))
    sets = tuple(_sets(found, names))
    return Part("after-learning", words.text("learned.heading"), tuple(told), sets)


def _deal(found: LearnedReach, names: Names) -> Sentence:
    words = names.words
    shares = {
        "then": words.in_100(found.best_before_then.value),
        "now": words.in_100(found.best_before_now.value),
    }
    if found.same:
        return words.say("learned.same", **shares)
    other = words.in_100(found.best_after_now.value)
    before = words.in_100(found.best_after_then.value)
    return words.say("learned.changed", other=other, before=before, **shares)


def _zone(found: LearnedReach, names: Names) -> Sentence:
    words = names.words
    return words.say(
        "learned.zone",
        before=words.in_100(found.zone_before.value),
        after=words.in_100(found.zone_after.value),
    )


def _sets(found: LearnedReach, names: Names) -> list[Sentence]:
    words = names.words
    told = [
        words.say(
            "learned.belief",
            belief=names.belief(slug),
            before=words.in_100(before),
            after=words.in_100(after),
        )
        for slug, before, after in found.beliefs
    ]
    for slug in found.few:
        known = slug in names.case.beliefs
        label = names.belief(slug) if known else names.analyst(slug)
        told.append(words.say("learned.few", name=label))
    return told


def item_words(item: str, names: Names) -> str:
    """Return an item learned from, in words: ``NAME``, or ``NAME:PARTY`` for a joint package."""
    case, text = names.case, names.words.text
    slug, _, party = item.partition(":")
    if slug in case.packages:
        by = party or case.packages[slug].by[0]
        return text("learn.item.offer", party=names.party(by), what=names.package(slug))
    if slug in case.refusals:
        refusal = case.refusals[slug]
        what = names.package(refusal.package)
        return text("learn.item.refusal", party=names.party(refusal.by), what=what)
    said = case.statements[slug]
    return text("learn.item.statement", party=names.party(said.by), what=said.says)


def can_learn(case: Case) -> bool:
    """Whether the record of a case holds anything to learn from."""
    offers = any(p.by and p.kind in ("offer", "demand", "draft") for p in case.packages.values())
    return bool(offers or case.refusals or case.statements)
