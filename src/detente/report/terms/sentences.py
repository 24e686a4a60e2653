"""The first page: who reads which word how, what follows, what is to be looked at."""

from __future__ import annotations

import math

from detente.answers.terms import TermsFinding
from detente.report.document import Part, Sentence, say
from detente.report.names import Names
from detente.report.terms.naming import elements, found_text, place, some, stated, term
from detente.report.terms.settling import settle
from detente.terms.findings import CalledFinding, DifferingFinding, WorthFinding

SHOWN = 8
DEALS = 4
AMBIGUITIES = ("deliberate", "accidental", "deferred", "unknown")


def first_page(finding: TermsFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : TermsFinding
    names : Names
    """
    return (
        read(finding, names),
        breach(finding, names),
        worth(finding, names),
        settle(finding, names),
        register(finding, names),
        remarked(finding, names),
    )


def read(finding: TermsFinding, names: Names) -> Part:
    """Return which words signatories read differently, those most apart first."""
    words, signatories, told = names.words, names.signatories(), []
    unstated = [t.slug for t in finding.terms if not stated(t, signatories)]
    for one in finding.terms:
        pairs = [d for d in one.differing if set(d.parties) <= set(signatories)]
        if one.slug in unstated or not pairs:
            continue
        most = max(pairs, key=lambda d: d.differs.mean)
        told.append((most.differs.mean, differing_words(one.slug, most, names)))
    paragraphs = []
    if unstated:
        paragraphs.append(words.say("terms.read.unstated", terms=some(unstated, names)))
    if len(signatories) > 2:
        paragraphs.append(words.say("terms.read.pairs"))
    items = tuple(s for _, s in sorted(told, key=lambda t: -t[0]))
    return Part("terms-read", words.text("terms.read.heading"), tuple(paragraphs), items, True)


def differing_words(slug: str, most: DifferingFinding, names: Names) -> Sentence:
    """Return how likely two parties read a word differently."""
    words = names.words
    return words.say(
        "terms.read.item",
        term=term(slug, names),
        parties=names.parties(most.parties),
        word=words.likelihood(most.differs.mean),
        mean=words.in_100(most.differs.mean),
        span=words.span(_whole(most.differs.p05), _whole(most.differs.p95)),
    )


def breach(finding: TermsFinding, names: Names) -> Part:
    """Return what each signatory would miss in what another does by its own reading."""
    words, signatories = names.words, names.signatories()
    silent = [t.slug for t in finding.terms if not t.elements or not t.called]
    paragraphs = [words.say("terms.breach.lead")]
    if silent:
        paragraphs.append(words.say("terms.breach.silent", terms=some(silent, names)))
    asked = [
        (one, called)
        for one in finding.terms
        if one.slug not in silent and stated(one, signatories)
        for called in one.called
    ]
    asked.sort(key=lambda pair: -pair[1].likely.mean)
    items = tuple(called_words(one.slug, called, names) for one, called in asked)
    return Part("terms-breach", words.text("terms.breach.heading"), tuple(paragraphs), items)


def called_words(slug: str, called: CalledFinding, names: Names) -> Sentence:
    """Return what one signatory would call a breach by another, for one word."""
    words, most = names.words, max(called.elements.values())
    values = {"term": term(slug, names)}
    values |= {"of": names.party(called.of), "by": names.party(called.by)}
    if most <= 0:
        return words.say("terms.breach.nothing", **values)
    often = [e for e, likely in called.elements.items() if likely >= most / 2]
    return words.say(
        "terms.breach.item",
        **values,
        word=words.likelihood(called.likely.mean),
        mean=words.in_100(called.likely.mean),
        elements=elements(slug, often, names),
    )


def worth(finding: TermsFinding, names: Names) -> Part:
    """Return what packages are worth when each holds its reading, the most acceptable first."""
    words = names.words
    ranked = sorted(finding.worth, key=lambda w: -w.a_sign.value)
    items = tuple(_worth(w, names) for w in ranked[:DEALS])
    paragraphs = [words.say(f"terms.worth.{'lead' if ranked else 'none'}")]
    if len(ranked) > DEALS:
        paragraphs.append(words.say("terms.worth.more", n=len(ranked) - DEALS))
    return Part("terms-worth", words.text("terms.worth.heading"), tuple(paragraphs), items)


def _worth(one: WorthFinding, names: Names) -> Sentence:
    words = names.words
    values = {"deal": words.text("quoted", text=one.label)}
    values |= {"sign": words.belief_sets(one.a_sign.value)}
    if not one.terms:
        return words.say("terms.worth.clear", **values)
    values |= {"terms": some(one.terms, names), "hold": words.belief_sets(one.a_hold.value)}
    told = words.say("terms.worth.item", **values)
    for reader, gains in one.under.items():
        worse = [p for p, gain in gains.items() if gain.mean < 0 <= one.own[p].mean]
        if worse:
            parties, who = names.parties(worse), names.party(reader)
            told = say(told, " ", words.say("terms.worth.loses", reader=who, parties=parties))
    return told


def _whole(share: float) -> int:
    return math.floor(share * 100 + 0.5)


def register(finding: TermsFinding, names: Names) -> Part:
    """Return every word by how the case marks it, and what leaves it to a forum and a date."""
    words, items = names.words, []
    for kind in AMBIGUITIES:
        slugs = [t.slug for t in finding.terms if t.ambiguity == kind]
        if slugs:
            items.append(words.say(f"terms.register.{kind}", terms=some(slugs, names)))
    for one in finding.terms:
        for lever in one.deferrals:
            known = names.case.levers.get(lever.lever)
            values: dict[str, str | Sentence] = {"term": term(one.slug, names)}
            values["lever"] = known.label if known else lever.label
            nobody = words.say("terms.register.no-forum")
            forum = (known.forum if known else None) or lever.forum
            values["forum"] = say(names.authored(forum)) if forum else nobody
            values["day"] = words.day(lever.until) or words.text("terms.register.no-day")
            items.append(words.say("terms.register.deferral", **values))
    alone = [t.slug for t in finding.terms if t.ambiguity == "deferred" and not t.deferrals]
    if alone:
        items.append(words.say("terms.register.nowhere", terms=some(alone, names)))
    return Part("terms-register", words.text("terms.register.heading"), (), tuple(items))


def remarked(finding: TermsFinding, names: Names) -> Part:
    """Return what rules find in the words of the case."""
    words = names.words
    items = tuple(
        words.say(
            f"terms.remarks.{r.kind}",
            place=place(r.where, names),
            text=found_text(r, names),
        )
        for r in finding.remarks[:SHOWN]
    )
    paragraphs = () if items else (words.say("terms.remarks.none"),)
    left = len(finding.remarks) - SHOWN
    if left > 0:
        paragraphs = (words.say("terms.remarks.more", n=left),)
    heading = words.text("terms.remarks.heading")
    return Part("terms-remarks", heading, paragraphs, items, items_first=True)
