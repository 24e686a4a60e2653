"""How items of the record, their sources and scores are named."""

from __future__ import annotations

from detente.answers.record_findings import ItemFinding
from detente.report.document import Sentence, Span, joined, link, say
from detente.report.names import Names

WEB = ("http://", "https://")


def actor(item: ItemFinding, names: Names) -> Span | str:
    """Return who said or did it: a party by its name, anybody else as written."""
    return names.party(item.party) if item.party else names.authored(item.actor)


def sources(item: ItemFinding, names: Names) -> Sentence:
    """Return who reports an item."""
    known = names.case.sources
    told = [say(names.authored(known[s].label)) for s in item.sources if s in known]
    return joined(told) if told else names.words.say("record.no-source")


def code(item: ItemFinding) -> str:
    """Return the Admiralty code: the source's letter and the item's digit."""
    return f"{item.letter}{item.credibility}"


def worded(item: ItemFinding, names: Names) -> str:
    """Return whether the text is a quotation."""
    return names.words.text(f"record.{'quotation' if item.quotation else 'paraphrase'}")


def provenance(item: ItemFinding, names: Names) -> Sentence:
    """Return where an item comes from first, or who repeats it."""
    if item.origin:
        return names.words.say("record.relay", origin=item.origin)
    if item.relays:
        listed = names.words.listed(list(item.relays))
        return names.words.say("record.relayed", n=len(item.relays), relays=listed)
    return names.words.say("record.own")


def about(item: ItemFinding, names: Names) -> Sentence:
    """Return what an item bears on."""
    told: list[Sentence] = []
    for pointer in item.bears_on:
        match pointer.split("/")[1:]:
            case ["issues", slug, *_]:
                told.append(say(names.issue(slug)))
            case ["parties", slug, *_]:
                told.append(say(names.party(slug)))
            case ["terms", slug, *_]:
                told.append(say(names.term(slug)))
            case ["beliefs", slug, *_]:
                told.append(say(names.belief(slug)))
            case ["courses", *_]:
                told.append(names.words.say("record.courses"))
            case _:
                told.append(say(pointer))
    return joined(told)


def links(item: ItemFinding) -> Sentence:
    """Return the addresses of an item as links; what is no web address stays text."""
    told = [
        say(link(_host(url), url)) if url.startswith(WEB) else say(url[:60]) for url in item.url
    ]
    return joined(told)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")[:40] or url[:40]


def score(value: float | None) -> str:
    """Return a place on the scale, signed, with one digit."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{abs(value):.1f}"
