"""What a text is to say: the case in a reader's words, the package, what other analyses found."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from detente.case.models import Case, Document, Guarantee
from detente.drafting.patterns import Library
from detente.drafting.plan import Plan, Visits

OPEN = "open"
PREAMBLE = "preamble"


@dataclass(frozen=True)
class Deal:
    """A package of a case, ready to be put into words.

    Attributes
    ----------
    case : Case
        With the names of the edition.
    library : Library
    options : dict of issue to option
    commitments : tuple of str
        That the package needs, prerequisites included, in the order of the case.
    readings : dict of term to dict of party to reading
        What each signatory most likely takes a term to mean.
    plan : Plan or None
    visits : tuple of Visits
    as_of : date or None
        What became known later is left out.
    """

    case: Case
    library: Library
    options: Mapping[str, str]
    commitments: tuple[str, ...]
    readings: Mapping[str, Mapping[str, str]]
    plan: Plan | None
    visits: tuple[Visits, ...]
    as_of: datetime.date | None

    @cached_property
    def signatories(self) -> tuple[str, ...]:
        """The parties to the agreement."""
        return tuple(s for s, p in self.case.parties.items() if p.role == "signatory")

    def short(self, party: str) -> str:
        """Return what a party is called in the articles."""
        found = self.case.parties[party]
        return found.short or found.label

    def formal(self, party: str) -> str:
        """Return the full name of a party."""
        found = self.case.parties[party]
        return found.formal or found.label

    @cached_property
    def settled(self) -> dict[str, str]:
        """The reading of each term that the package names, or ``open``."""
        found: dict[str, str] = {}
        for issue, name in self.options.items():
            option = self.case.issues[issue].options[name]
            for term, reading in option.names.items():
                if found.setdefault(term, reading) != reading:
                    found[term] = OPEN
            if option.under is not None:
                found[option.under.term] = OPEN
        return found

    @cached_property
    def left_open(self) -> frozenset[str]:
        """Terms that stand in the package's own words and that it does not settle."""
        return frozenset(t for t, reading in self.settled.items() if reading == OPEN)

    @cached_property
    def templates(self) -> dict[str, Document]:
        """The documents that the package gives substance to, the oldest first.

        One that names only commitments that stand in older ones is left out.
        """
        found: dict[str, Document] = {}
        placed: set[str] = set()
        for slug, document in sorted(self.case.documents.items(), key=lambda d: d[1].known_from):
            if self.as_of is not None and document.known_from > self.as_of:
                continue
            here = {
                c
                for name, article in document.articles.items()
                if name != PREAMBLE
                for c in article.commitments
                if c in self.commitments
            }
            if here - placed:
                found[slug] = document
                placed |= here
        return found

    @cached_property
    def guarantees(self) -> dict[str, Guarantee]:
        """Guarantees known on the day, on parties to the agreement."""
        return {
            slug: g
            for slug, g in self.case.guarantees.items()
            if g.on in self.signatories
            and not (self.as_of and g.known_from and g.known_from > self.as_of)
        }

    def bound_later(self) -> Iterator[str]:
        """Yield the signatories that cannot bind themselves by signature alone.

        A leader can, whatever a refusal at home costs.
        """
        chosen = {f"{issue}/{option}" for issue, option in self.options.items()}
        asked = {
            party.ratifies_for
            for party in self.case.parties.values()
            if party.role == "ratifier" and (not party.needed_for or chosen & {*party.needed_for})
        }
        for slug in self.signatories:
            rule = self.case.parties[slug].ratification
            if slug in asked and (rule is None or rule.rule != "leader"):
                yield slug
