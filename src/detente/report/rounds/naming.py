"""Versions, and those who put them forward, as a reader calls them."""

from __future__ import annotations

from collections.abc import Iterable

from detente.answers.rounds_findings import VersionFinding
from detente.answers.rounds_value import PACKAGE
from detente.case.blocks.drafts import MEDIATOR
from detente.finding import Share
from detente.report.names import Names


def called(slug: str | None, names: Names) -> str:
    """Return the name of a version; empty for none."""
    known = names.case.drafts.get(slug or "")
    return known.label if known else slug or ""


def who(slug: str, names: Names) -> str:
    """Return who did something: a party, the mediator, or nobody that is named."""
    if not slug:
        return names.words.text("rounds.nobody")
    if slug == MEDIATOR and slug not in names.case.parties:
        return names.words.text("rounds.mediator")
    return names.party(slug)


def authors(version: VersionFinding, names: Names) -> str:
    """Return who put a version forward."""
    return names.words.listed([who(slug, names) for slug in version.by or ("",)])


def place(paragraph: str, version: VersionFinding, names: Names) -> str:
    """Return what a change is about: the number as printed, and the name that commands take."""
    if paragraph == PACKAGE:
        return names.words.text("rounds.changes.package")
    number = version.printed.get(paragraph)
    return f"{number} ({paragraph})" if number else paragraph


def sets(low: Share, high: Share, names: Names) -> str:
    """Return one share of belief sets, or both ends where they are shown differently."""
    one, other = names.words.belief_sets(low.value), names.words.belief_sets(high.value)
    if one == other:
        return names.words.text("rounds.worth.one", share=one)
    return names.words.text("rounds.worth.between", low=one, high=other)


def listed(items: Iterable[str]) -> str:
    """Return clauses of one sentence."""
    return "; ".join(items)
