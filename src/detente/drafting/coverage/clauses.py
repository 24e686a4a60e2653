"""The commitments of a text, as far as words tell: one line that binds somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

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
    """

    line: Line
    said: str
    home: str
    heading: str
    label: str
    grade: Grade
    who: tuple[str, ...]
    all_parties: bool


def clauses(text: Text, forms: dict[str, tuple[str, ...]] | None = None) -> list[Clause]:
    """Return the lines of a text that bind somebody, those of its closing and preamble left out.

    Parameters
    ----------
    text : Text
    forms : dict of slug to tuple of str, optional
        What else the text calls a party.
    """
    called = {slug: (name, *(forms or {}).get(slug, ())) for slug, name in text.parties}
    return list(_clauses(text, called))


def _clauses(text: Text, called: dict[str, tuple[str, ...]]) -> Iterator[Clause]:
    home, heading, above = "", "", ""
    outside = {p.id for p in (*text.preamble, *text.closing)}
    for line in lines(text):
        if line.kind in ("title", "article", "annex", "part"):
            home, heading, above = line.id, plain(line.content), ""
            continue
        said = plain(line.content, dict(text.parties))
        if line.kind not in _BODY or line.id in outside:
            continue
        # An item goes on with the sentence above it, where its own words bind nobody.
        own = _graded(said, text.language)
        if own is None:
            if line.kind == "item" and above:
                continue
            above = said
            continue
        above = said
        who, everybody = _who(said[: own[0]], said, text, called)
        yield Clause(
            line,
            said,
            home,
            heading,
            label(line.kind, line.number, text.language),
            own[1],
            who,
            everybody,
        )


def _graded(said: str, language: str) -> tuple[int, Grade] | None:
    found = [g for g in grades(said, language) if g.grade in BINDING]
    if not found:
        return None
    first = min(found, key=lambda g: (BINDING.index(g.grade), g.start))
    return first.start, first.grade


def _who(
    before: str, said: str, text: Text, called: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    # The verb stands last in Korean: its subject may stand anywhere before it.
    found = features(before, text.language, [n for names in called.values() for n in names])
    named = [f.value for f in found if f.kind == "who"]
    who = [slug for slug, names in called.items() if any(n in named for n in names)]
    everybody = any(_everybody(value, called) for value in named)
    if not named and text.language.startswith("en"):
        # "By 1 May, and in the presence of experts, North shall" has its subject before as well.
        return (), False
    return (tuple(slug for slug, _ in text.parties) if everybody else tuple(who)), everybody


def _everybody(value: str, called: dict[str, tuple[str, ...]]) -> bool:
    return not any(value in names for names in called.values())


def binding_of(found: Sequence[Clause], slug: str) -> list[Clause]:
    """Return the clauses that bind one party alone or with others."""
    return [c for c in found if slug in c.who]
