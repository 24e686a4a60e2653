"""The commitments of a text, as far as words tell: one line that binds somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.drafting.coverage.words import FINAL_CLAUSES, of_all
from detente.drafting.features import features
from detente.drafting.grades import Grade, grades
from detente.drafting.labels import label
from detente.drafting.text import Line, LineKind, Text, lines, plain

BINDING: Final[tuple[Grade, ...]] = (
    "shall", "undertakes", "endeavours", "will", "would", "should",
)  # fmt: skip
"""Grades of a line that is looked over as a commitment; a right or a recital is none."""

_BODY: Final[tuple[LineKind, ...]] = ("paragraph", "item", "step")


@dataclass(frozen=True)
class Clause:
    """A line of a text that binds.

    Attributes
    ----------
    line : Line
    said : str
        With the names of the parties.
    home : str
        Id of the article or part that it stands in.
    heading : str
        Of that article.
    label : str
        As printed: ``3.2``.
    grade : str
        The firmest grade of the line.
    who : tuple of str
        Slugs of the parties named before the grade; all where it says "the Parties".
    all_parties : bool
        Whether it says so.
    procedural : bool
        Whether it stands in an article that is about the text itself: order, verification,
        consequences, final clauses.
    """

    line: Line
    said: str
    home: str
    heading: str
    label: str
    grade: Grade
    who: tuple[str, ...]
    all_parties: bool
    procedural: bool


def clauses(text: Text, forms: Mapping[str, tuple[str, ...]] | None = None) -> list[Clause]:
    """Return the lines of a text that bind somebody, those of its closing and preamble left out.

    Parameters
    ----------
    text : Text
    forms : dict of slug to tuple of str, optional
        What else the text calls a party.
    """
    called = {
        slug: tuple(dict.fromkeys(map(_bare, (name, *(forms or {}).get(slug, ())))))
        for slug, name in text.parties
    }
    return list(_clauses(text, called))


def _clauses(text: Text, called: dict[str, tuple[str, ...]]) -> Iterator[Clause]:
    home, heading, above = "", "", ""
    # What stands before the first article is a preamble only where there is an article.
    outside = {p.id for p in (*(text.preamble if text.articles else ()), *text.closing)}
    body = _BODY if text.articles else (*_BODY, "recital")
    for line in lines(text):
        if line.kind in ("title", "article", "annex", "part"):
            home, heading, above = line.id, plain(line.content), ""
            continue
        said = plain(line.content, dict(text.parties))
        if line.kind not in body or line.id in outside:
            continue
        # An item goes on with the sentence above it, where its own words bind nobody.
        own = None if _INTRODUCES.search(said) else _graded(said, text.language)
        if own is None:
            if line.kind == "item" and above:
                continue
            above = said
            continue
        above = said
        who, everybody = _who(said[: own[0]], text, called)
        yield Clause(
            line,
            said,
            home,
            heading,
            label(line.kind, line.number, text.language),
            own[1],
            who,
            everybody,
            is_procedural(heading),
        )


def is_procedural(heading: str) -> bool:
    """Return whether an article is about the text itself rather than about measures."""
    groups = [("final", name) for name in FINAL_CLAUSES]
    groups += [("general", name) for name in ("deadline", "verification", "consequence")]
    return bool(heading) and any(of_all(*one).search(heading) for one in groups)


def _graded(said: str, language: str) -> tuple[int, Grade] | None:
    found = [g for g in grades(said, language) if g.grade in BINDING]
    if not found:
        return None
    first = min(found, key=lambda g: (BINDING.index(g.grade), g.start))
    return first.start, first.grade


def _who(
    before: str, text: Text, called: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    # The verb stands last in Korean: its subject may stand anywhere before it.
    found = features(before, text.language, [n for names in called.values() for n in names])
    named = [f.value for f in found if f.kind == "who"]
    if _ANY_PARTY.search(before):
        named.append("a party")
    who = [slug for slug, names in called.items() if any(n in named for n in names)]
    everybody = any(_everybody(value, called) for value in named)
    return (tuple(slug for slug, _ in text.parties) if everybody else tuple(who)), everybody


def _bare(name: str) -> str:
    """Return a name without its article, which stands in capitals where a sentence begins."""
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


# "The Parties agree as follows:" binds by what follows.
_INTRODUCES: Final = re.compile(r"\bas follows\s*:|다음과 같이\s*(?:합의|규정|약속)", re.IGNORECASE)
_ANY_PARTY: Final = re.compile(r"\b(?:a|each|every|any|either)\s+party\b", re.IGNORECASE)


def _everybody(value: str, called: dict[str, tuple[str, ...]]) -> bool:
    return not any(value in names for names in called.values())


def binding_of(found: Sequence[Clause], slug: str) -> list[Clause]:
    """Return the clauses that bind one party alone or with others."""
    return [c for c in found if slug in c.who]
