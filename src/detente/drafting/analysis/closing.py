"""The articles every agreement has: breach, disputes, amendment, entry into force, the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.models import Guarantee, Treaty
from detente.drafting.analysis.days import day
from detente.drafting.analysis.deal import Deal
from detente.drafting.building import Part
from detente.drafting.filling import joined
from detente.drafting.text import Alternative, Bracket, Origin, Paragraph, Piece
from detente.drafting.wording import listed

BREACH = "breach"


@dataclass(frozen=True)
class Clause:
    """An article to be numbered: its name, heading and paragraphs."""

    slug: str
    heading: str
    parts: tuple[Part, ...]


def treaty(deal: Deal) -> Treaty:
    """Return what the case says of the text itself."""
    return deal.case.treaty or Treaty()


def open_slot(deal: Deal) -> tuple[Piece, ...]:
    """Return a place that the case leaves open, as a bracket."""
    return (Bracket((Alternative(deal.library.text("open")),)),)


def breach(deal: Deal) -> Clause:
    """Return the clause on consultation and on what follows from non-performance."""
    library = deal.library
    days = treaty(deal).consultation_days
    said = library.say("breach-consult", days=str(days) if days else open_slot(deal))
    parts = [Part("consultation", said, _pattern("breach-consult"))]
    parts += [_guarantee(deal, slug, found) for slug, found in deal.guarantees.items()]
    return Clause(BREACH, library.text("breach-heading"), tuple(parts))


def _guarantee(deal: Deal, slug: str, found: Guarantee) -> Part:
    library = deal.library
    follows = found.wording or found.label
    name = "breach-stages" if found.stages else "breach-guarantee"
    content = library.say(name, party=deal.short(found.on), consequence=follows.rstrip("."))
    if found.until is not None:
        until = library.say("breach-until", date=day(deal, found.until))
        content = joined((*content, *until))
    stages = [*found.stages.items()]
    items = tuple(
        Part(
            f"{slug}-{stage}",
            library.say(
                _stage(k == len(stages) - 1),
                stage=said.label.rstrip("."),
                days=str(said.days),
            ),
            (Origin("guarantee", slug), Origin("pattern", _stage(k == len(stages) - 1))),
            "item",
        )
        for k, (stage, said) in enumerate(stages)
    )
    origins = (Origin("guarantee", slug), Origin("pattern", name))
    return Part(slug, content, origins, items=items)


def _stage(last: bool) -> str:
    return "breach-stage-last" if last else "breach-stage"


def final_clauses(deal: Deal, breach_number: str) -> Iterator[Clause]:
    """Yield the articles after those that carry the deal.

    Parameters
    ----------
    deal : Deal
    breach_number : str
        Number of the article on consultation.
    """
    library, own = deal.library, treaty(deal)
    yield _single(deal, "disputes", library.say("disputes-clause", article=breach_number))
    yield _single(deal, "amendment", library.say("amendment-clause"))
    yield _entry(deal)
    days = str(own.withdrawal_days) if own.withdrawal_days else open_slot(deal)
    yield _single(deal, "withdrawal", library.say("withdrawal-clause", days=days))
    depositary = own.depositary or open_slot(deal)
    yield _single(deal, "depositary", library.say("depositary-clause", depositary=depositary))


def _single(deal: Deal, slug: str, content: tuple[Piece, ...]) -> Clause:
    name = f"{slug}-clause"
    part = Part("clause", content, _pattern(name))
    return Clause(slug, deal.library.text(f"{slug}-heading"), (part,))


def _entry(deal: Deal) -> Clause:
    library = deal.library
    asked = [*deal.bound_later()]
    name = "entry-ratification" if asked else "entry-signature"
    values = {"party": listed([deal.short(p) for p in asked], library)} if asked else {}
    parts = [Part("entry", library.say(name, **values), _pattern(name))]
    parts.append(Part("annexes", library.say("entry-annexes"), _pattern("entry-annexes")))
    return Clause("entry", library.text("entry-heading"), tuple(parts))


def ending(deal: Deal) -> tuple[Paragraph, ...]:
    """Return the testimonium and the signatures."""
    library, own = deal.library, treaty(deal)
    place = own.place or open_slot(deal)
    name = "done" if own.languages else "done-open"
    values: dict[str, str | tuple[Piece, ...]] = {"place": place, "date": open_slot(deal)}
    if own.languages:
        each = [library.text(f"language-{code}") for code in own.languages]
        which = "languages-one" if len(each) == 1 else "languages-some"
        values["languages"] = library.words(which, first=listed(each, library))
    found = [
        Paragraph(
            "closing/testimonium", "", library.say("testimonium"), "paragraph",
            _pattern("testimonium"),
        ),
        Paragraph("closing/done", "", library.say(name, **values), "paragraph", _pattern(name)),
    ]  # fmt: skip
    for party in deal.signatories:
        content = library.say("signature", party=deal.formal(party))
        found.append(Paragraph(f"closing/{party}", "", content, "signature", _pattern("signature")))
    return tuple(found)


def _pattern(name: str) -> tuple[Origin, ...]:
    return (Origin("pattern", name),)
