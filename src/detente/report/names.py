"""Names of a case as a reader knows them, for the slugs that Findings speak in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.case.models import Case
from detente.report.authored import authored
from detente.report.document import Span
from detente.report.language import Language, language


class Names:
    """Labels of one case; a slug without a label stands for itself.

    Parameters
    ----------
    case : Case
        With the names of the reader's edition (:func:`detente.report.editions.in_edition`).
    code : str
        The language of that edition.

    Attributes
    ----------
    words : Language
        Numbers, days, lists and sentences in that language.
    """

    def __init__(self, case: Case, code: str = "en") -> None:
        self.case = case
        self.words: Language = language(code)

    def party(self, slug: str) -> str:
        """Return the name of a party."""
        party = self.case.parties.get(slug)
        return party.label if party else slug

    def parties(self, slugs: Iterable[str], word: str = "and") -> str:
        """Return ``A, B and C``."""
        return self.words.listed([self.party(s) for s in slugs], word)

    def issue(self, slug: str) -> str:
        """Return the name of an issue."""
        issue = self.case.issues.get(slug)
        return issue.label if issue else slug

    def issues(self, slugs: Iterable[str]) -> str:
        """Return ``A, B and C``."""
        return self.words.listed([self.issue(s) for s in slugs])

    def option(self, issue: str, option: str) -> str:
        """Return the name of an option."""
        known = self.case.issues.get(issue)
        chosen = known.options.get(option) if known else None
        return chosen.label if chosen else option

    def options(self, issue: str, options: Iterable[str]) -> str:
        """Return the names of options that are left open, with ``or`` between them."""
        return self.words.listed([self.option(issue, o) for o in options], "or")

    def settled(self, issue: str, option: str) -> str:
        """Return ``Issue: option``."""
        return self.words.text(
            "names.settled", issue=self.issue(issue), option=self.option(issue, option)
        )

    def status_quo(self, issue: str) -> str:
        """Return the slug of the option that holds today."""
        return self.case.issues[issue].status_quo

    def is_status_quo(self, issue: str, options: str | tuple[str, ...]) -> bool:
        """Return whether the options are just the one that holds today."""
        given = (options,) if isinstance(options, str) else tuple(options)
        known = self.case.issues.get(issue)
        return known is not None and given == (known.status_quo,)

    def consequence(self, slug: str) -> str:
        """Return the name of a consequence."""
        known = self.case.consequences.get(slug)
        return known.label if known else slug

    def unit(self, slug: str) -> str:
        """Return the unit of a consequence."""
        known = self.case.consequences.get(slug)
        return known.unit if known else ""

    def belief(self, slug: str) -> str:
        """Return the name of a set of beliefs."""
        known = self.case.beliefs.get(slug)
        return known.label if known else slug

    def reading(self, term: str, reading: str) -> str:
        """Return the name of a reading of a term."""
        known = self.case.terms.get(term)
        chosen = known.readings.get(reading) if known else None
        return chosen.label if chosen else reading

    def term(self, slug: str) -> str:
        """Return a term."""
        known = self.case.terms.get(slug)
        return known.label if known else slug

    def course(self, slug: str) -> str:
        """Return the name of a course that no deal may take."""
        known = self.case.courses.get(slug)
        return known.label if known else slug

    def analyst(self, slug: str) -> str:
        """Return the name of an analyst."""
        known = self.case.analysts.get(slug)
        return known.label if known else slug

    def kind(self, table: str, slug: str) -> str:
        """Return what a kind of lever or of number is called in a table."""
        key = f"tables.{table}.kinds.{slug}"
        return self.words.text(key) if self.words.knows(key) else slug.replace("-", " ")

    def authored(self, text: str, href: str = "") -> Span:
        """Return what a case author wrote in free text, marked with its language."""
        return authored(text, self.words.code, href)

    def signatories(self) -> list[str]:
        """Return the slugs of those who sign."""
        return [s for s, p in self.case.parties.items() if p.role == "signatory"]

    def ratifiers(self) -> list[str]:
        """Return the slugs of those whose consent, or refusal, counts."""
        return [s for s, p in self.case.parties.items() if p.role == "ratifier"]

    def package(self, slug: str, given: str = "") -> str:
        """Return the name of a package."""
        known = self.case.packages.get(slug)
        return known.label if known else given or slug

    def differences(
        self, one: Mapping[str, str | tuple[str, ...]], other: Mapping[str, str | tuple[str, ...]]
    ) -> list[str]:
        """Return what ``other`` says where the two packages differ, as ``Issue: option``."""
        found = []
        for issue, options in other.items():
            here, there = _several(one.get(issue, ())), _several(options)
            if here != there:
                said = self.options(issue, there)
                found.append(self.words.text("names.settled", issue=self.issue(issue), option=said))
        return found

    def shortened(self, differences: list[str], most: int = 4) -> str:
        """Return differences as one text, the last ones counted where there are many."""
        rest = len(differences) - most
        if rest <= 0:
            return "; ".join(differences)
        return "; ".join([*differences[:most], self.words.text("list.more", n=rest)])


def _several(options: str | tuple[str, ...]) -> tuple[str, ...]:
    return (options,) if isinstance(options, str) else tuple(options)
