"""The first page of the record: what was known, rival accounts, the relation and its warning."""

from __future__ import annotations

import datetime

from detente.answers.record import at
from detente.answers.record_findings import ItemFinding, PairFinding, RecordFinding
from detente.report.document import Part, Sentence, say
from detente.report.names import Names
from detente.report.record.naming import actor, code, provenance, score, sources, worded

LATEST = 8
PAIRS = 2


def first_page(finding: RecordFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page.

    Parameters
    ----------
    finding : RecordFinding
    names : Names
    """
    return (
        known(finding, names),
        latest(finding, names),
        rivals(finding, names),
        relation(finding, names),
    )


def known(finding: RecordFinding, names: Names) -> Part:
    """Return how much was known on the day, and what is left out."""
    words, n = names.words, len(finding.items)
    when = words.day(finding.day) if finding.day else words.text("record.all-days")
    paragraphs = [words.say("record.known.items", n=n, day=when)]
    if n > finding.origins:
        paragraphs.append(
            words.say("record.known.origins", n=n - finding.origins, origins=finding.origins)
        )
    if finding.later:
        paragraphs.append(words.say("record.known.later", n=finding.later))
    if finding.filters:
        asked = [
            words.text("record.known.filter", what=words.text(f"record.filter.{k}"), word=v)
            for k, v in finding.filters.items()
        ]
        listed = words.listed(asked)
        paragraphs.append(words.say("record.known.rest", n=finding.other, asked=listed))
    return Part("record-known", words.text("record.known.heading"), tuple(paragraphs))


def latest(finding: RecordFinding, names: Names) -> Part:
    """Return the last items, one sentence each."""
    shown = finding.items[-LATEST:]
    heading = names.words.text("record.latest.heading")
    lead: tuple[Sentence, ...] = ()
    if len(finding.items) > LATEST:
        lead = (names.words.say("record.latest.more", n=len(finding.items) - LATEST),)
    return Part("record-latest", heading, lead, tuple(told(i, names) for i in shown))


def told(item: ItemFinding, names: Names) -> Sentence:
    """Return one item with who reports it, its code and where it comes from."""
    words, late = names.words, item.known_from != item.happened
    sentence = words.say(
        "record.latest.item",
        day=words.day(item.happened),
        actor=say(actor(item, names)),
        text=say(names.authored(item.text)),
        source=sources(item, names),
        code=code(item),
        worded=worded(item, names),
    )
    if late:
        sentence = say(
            sentence, " ", words.say("record.latest.known", day=words.day(item.known_from))
        )
    if item.origin or item.relays:
        sentence = say(sentence, " ", provenance(item, names))
    return sentence


def rivals(finding: RecordFinding, names: Names) -> Part:
    """Return accounts of one thing beside one another; no one of them is called true."""
    words, known_items, items = names.words, {i.slug: i for i in finding.items}, []
    for rival in finding.rivals:
        label = names.case.occurrences[rival.slug].label
        for slug in rival.items:
            item = known_items[slug]
            items.append(
                words.say(
                    "record.rivals.item",
                    what=say(label),
                    actor=say(actor(item, names)),
                    day=words.day(item.known_from),
                    code=code(item),
                    text=say(names.authored(item.text)),
                )
            )
    lead = words.say(f"record.rivals.{'lead' if items else 'none'}", n=len(finding.rivals))
    return Part("record-rivals", words.text("record.rivals.heading"), (lead,), tuple(items))


def relation(finding: RecordFinding, names: Names) -> Part:
    """Return where the index stands, with the warning that always goes with it."""
    words = names.words
    heading = words.text("record.relation.heading")
    if not finding.pairs:
        return Part("record-relation", heading, (words.say("record.relation.none"),))
    day = finding.day or max(i.happened for i in finding.items)
    items = [_stands(p, day, finding.window, names) for p in finding.pairs[:PAIRS]]
    outcome = names.case.outcome
    if outcome is not None and outcome.day <= day:
        for pair in finding.pairs[:PAIRS]:
            point = at(pair, outcome.day)
            if point is not None and point.mean is not None:
                items.append(
                    words.say(
                        "record.relation.outcome",
                        outcome=say(outcome.label),
                        day=words.day(outcome.day),
                        source=names.party(pair.source),
                        target=names.party(pair.target),
                        mean=score(point.mean),
                        n=point.count,
                    )
                )
    return Part("record-relation", heading, (words.say("record.relation.warning"),), tuple(items))


def _stands(pair: PairFinding, day: datetime.date, window: int, names: Names) -> Sentence:
    words, point = names.words, at(pair, day)
    values = {
        "source": names.party(pair.source),
        "target": names.party(pair.target),
        "day": words.day(day),
        "window": str(window),
    }
    if point is None or point.mean is None:
        return words.say("record.relation.silent", **values)
    error = words.text("record.relation.one") if point.error is None else f"{point.error:.1f}"
    return words.say(
        "record.relation.stands",
        **values,
        n=point.count,
        mean=score(point.mean),
        error=error,
        total=score(point.total),
    )
