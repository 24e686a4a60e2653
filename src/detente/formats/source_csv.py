"""Sources as a table: source, label, reliability, url, note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.case.models import Source
from detente.errors import Place, Problem, did_you_mean
from detente.formats.cells import rows_of, written
from detente.formats.incoming import Entry, Incoming, raise_problems, refuse, slug_of

COLUMNS: Final = ("source", "label", "reliability", "url", "note")
UNSAID: Final = "F"
"""Reliability of a source of which nothing is said: cannot be judged."""


def write_sources(sources: Mapping[str, Source]) -> str:
    """Return sources as CSV."""
    rows = [(s, x.label, x.reliability, x.url or "", x.note or "") for s, x in sources.items()]
    return written(COLUMNS, rows)


def read_sources(text: str, file: str) -> Incoming:
    """Return the sources of a CSV file; one without a letter is F.

    Raises
    ------
    InputError
        With every column and cell that cannot be meant.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    taken: set[str] = set()
    rows = rows_of(text, file)
    if rows and "label" not in rows[0].places:
        raise refuse("the column 'label' is missing", Place(file, 1), ", ".join(COLUMNS))
    for c in rows[0].places if rows else ():
        if c and c not in COLUMNS:
            hint = did_you_mean(c, list(COLUMNS))
            place = rows[0].places[c]
            allowed = ", ".join(COLUMNS)
            problems.append(Problem(f"there is no column '{c[:40]}'", place, "", allowed, hint))
    for row in rows:
        data = {c: v for c, v in row.cells.items() if c in COLUMNS}
        slug = data.pop("source", "") or slug_of(data.get("label", ""), taken)
        if slug in taken:
            message = f"the name '{slug}' stands in two rows"
            problems.append(Problem(message, row.places["source"], hint="rename one", code="twice"))
        taken.add(slug)
        data["reliability"] = data.get("reliability", UNSAID).strip().upper()
        places = {f"/{c}": p for c, p in row.places.items()}
        entries.append(Entry(slug, data, Place(file, row.number), places))
    raise_problems(problems)
    return Incoming("sources", tuple(entries))
