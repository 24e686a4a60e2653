"""What the reports of single answers share: the names of an edition and the fixed words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from detente.case.labels import renamed
from detente.case.models import Case
from detente.finding import Header
from detente.report.editions import FOUND, require_edition
from detente.report.language import Language
from detente.report.names import Names

F = TypeVar("F")


def in_edition(finding: F, case: Case, edition: str | None) -> tuple[F, Names]:
    """Return a finding under the title of an edition of its case, and the edition's names.

    Parameters
    ----------
    finding : dataclass
        With a ``header``.
    case : Case
    edition : str or None
        The case as written when None.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    names = names_of(case, edition)
    found: Any = finding
    header = replace(found.header, case_title=names.case.title)
    titled: F = replace(found, header=header)
    return titled, names


def names_of(case: Case, edition: str | None) -> Names:
    """Return the names of an edition of a case; those of the case when None.

    Raises
    ------
    UsageError
        When the case has no such edition.
    """
    require_edition(case, edition)
    if edition is None:
        return Names(case, "en")
    chosen = case.editions[edition]
    return Names(renamed(case, chosen.names), chosen.language)


def deal_name(slug: str, label: str, names: Names) -> str:
    """Return what a deal is called: one that was found, or a package of the case."""
    if slug in FOUND:
        return names.words.text(f"names.{slug}")
    known = names.case.packages.get(slug)
    return known.label if known else label


def page_labels(names: Names, header: Header) -> dict[str, str]:
    """Return the fixed words of a page; ``{n}`` stands where a number goes."""
    return fixed_words(names.words, names.case.title, header)


def fixed_words(words: Language, title: str, header: Header) -> dict[str, str]:
    """Return the fixed words of a page about something of that title."""
    text = words.text
    version = header.versions.get("detente", "")
    keys = ("skip", "answer", "contents", "detail", "figure")
    return {
        **{key: text(f"page.{key}") for key in keys},
        "behind": text("page.behind", n="{n}"),
        "made": text("page.made", version=version, case=title),
    }
