"""The words that the text uses: the reading that the package settles, else the rival readings."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.models import Term
from detente.drafting.analysis.deal import OPEN, Deal
from detente.drafting.building import Part
from detente.drafting.plan import LeftOut
from detente.drafting.text import Alternative, Bracket, Origin, Piece
from detente.drafting.wording import uses


def used_terms(deal: Deal, said: str) -> tuple[str, ...]:
    """Return the terms that need a definition, in the order of the case.

    Those that stand in the package's own words and are left open, those that a clause names, and
    those whose word is used.

    Parameters
    ----------
    deal : Deal
    said : str
        Everything else that the text says of the case.
    """
    named = {
        clause.term
        for slug in deal.commitments
        if (clause := deal.case.commitments[slug].clause) is not None
    }
    return tuple(
        slug
        for slug, term in deal.case.terms.items()
        if slug in deal.left_open or slug in named or uses(said, term.label)
    )


def unused_words(deal: Deal, used: tuple[str, ...]) -> Iterator[LeftOut]:
    """Yield the words that the package settles and no clause uses."""
    for slug, reading in deal.settled.items():
        if slug not in used and reading != OPEN:
            yield LeftOut("word", slug, deal.case.terms[slug].label)


def definition(deal: Deal, slug: str) -> Part:
    """Return the definition of a term."""
    term = deal.case.terms[slug]
    reading = deal.settled.get(slug, OPEN)
    origins = (Origin("term", slug), Origin("pattern", _pattern(term)))
    agreed = reading != OPEN
    content = _settled(deal, term, reading) if agreed else _rival(deal, slug, term)
    return Part(slug, content, origins, "definition")


def _pattern(term: Term) -> str:
    return "definition-elements" if _has_elements(term) else "definition-means"


def _has_elements(term: Term) -> bool:
    return bool(term.elements) and all(r.elements for r in term.readings.values())


def _settled(deal: Deal, term: Term, reading: str) -> tuple[Piece, ...]:
    if _has_elements(term):
        said = _elements(deal, term, term.readings[reading].elements)
        return deal.library.say("definition-elements", term=term.label, elements=said)
    label = term.readings[reading].label
    return deal.library.say("definition-means", term=term.label, reading=label)


def _rival(deal: Deal, slug: str, term: Term) -> tuple[Piece, ...]:
    """Return a definition with a bracket; what all the readings share stands before it."""
    proposed = _proposed(deal, slug, term)
    if not _has_elements(term):
        rivals = tuple(Alternative(term.readings[r].label, by) for r, by in proposed)
        return deal.library.say("definition-means", term=term.label, reading=(Bracket(rivals),))
    covered = [term.readings[r].elements for r, _ in proposed]
    shared = tuple(e for e in term.elements if all(e in c for c in covered))
    if any(set(c) <= set(shared) for c in covered):
        # A bracket in which somebody has nothing would read as if nothing were proposed.
        shared = ()
    rivals = tuple(
        Alternative(_elements(deal, term, tuple(e for e in c if e not in shared)), by)
        for (_, by), c in zip(proposed, covered, strict=True)
    )
    common = _elements(deal, term, shared)
    before = (common + deal.library.text("semicolon"),) if common else ()
    return deal.library.say(
        "definition-elements", term=term.label, elements=(*before, Bracket(rivals))
    )


def _proposed(deal: Deal, slug: str, term: Term) -> list[tuple[str, tuple[str, ...]]]:
    """Return the readings in play, with the signatories who most likely hold each."""
    by: dict[str, list[str]] = {}
    for party in deal.signatories:
        reading = deal.readings.get(slug, {}).get(party)
        if reading is not None:
            by.setdefault(reading, []).append(party)
    if not by:
        by = {reading: [] for reading in term.readings}
    return [(r, tuple(by[r])) for r in term.readings if r in by]


def _elements(deal: Deal, term: Term, elements: tuple[str, ...]) -> str:
    return deal.library.text("semicolon").join(term.elements[e] for e in elements)
