"""Collections of agreements as CSV: one agreement, or one clause of one, a row.

Read are the columns of PA-X (Bell & Badanjak 2019) by their names: ``AgtId``, ``Agt``, ``Dat``,
``Con``, ``PPName``, ``Stage``, ``Agtp``, ``Status``, the codes of issues (columns of whole
numbers, 0 where an agreement does not speak of the issue), and where a collection of clauses
has them ``Text`` and ``Ref``.  Nothing of a collection is shipped.

References
----------
Bell, C. & Badanjak, S. (2019). Introducing PA-X: a new peace agreement database and dataset.
Journal of Peace Research 56(3), 452-466.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.errors import InputError, Place, Problem, did_you_mean

MOST_TOLD: Final = 20
LARGEST: Final = 500_000_000
"""Bytes of a collection."""

LONGEST: Final = 10_000_000
"""Characters of one cell."""

# Our name of a column, and the names under which collections have it, in small letters.
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "id": ("agtid", "agreement_id", "id"),
    "title": ("agt", "agreement", "agreement_name", "title"),
    "date": ("dat", "date", "signed"),
    "conflict": ("con", "country", "conflict"),
    "process": ("ppname", "process"),
    "stage": ("stage",),
    "kind": ("agtp", "type"),
    "status": ("status",),
    "reference": ("ref", "reference", "article", "page"),
    "text": ("text", "clause", "provision", "content"),
}
# Whole numbers in PA-X that are no codes of issues.
_NO_CODES: Final = frozenset({
    *("ver", "lgt", "n_characters", "pp", "cowwar", "ucdpcon", "ucdpagr", "pamagr", "year"),
    *("loc1gwno", "loc2gwno", "loc1iso", "loc2iso", "part", "othagr", "agtid"),
})  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """One row of a collection.

    Attributes
    ----------
    id, title, date, conflict, process, stage, kind, status, reference, text : str
        As they stand; empty where the collection has none.
    codes : dict of str to int
        Issues that it speaks of, and how far (PA-X: 1 to 3); those at 0 are left out.
    place : Place
    """

    id: str
    title: str
    date: str
    conflict: str
    process: str
    stage: str
    kind: str
    status: str
    reference: str
    text: str
    codes: Mapping[str, int]
    place: Place


@dataclass(frozen=True)
class Collection:
    """Agreements, and all codes of issues that the file knows."""

    agreements: tuple[Agreement, ...]
    codes: tuple[str, ...]


def read_collection(file: Path) -> Collection:
    """Read a collection.

    Raises
    ------
    InputError
        Where it cannot be read, or lacks a name for what a row is.
    """
    found = list(_rows(file))
    head = found[0][1] if found else []
    columns = _columns(file, head)
    at = {name: head.index(column) for name, column in columns.items()}
    coded = [k for k, name in enumerate(head) if k not in at.values() and _may_be_code(name)]
    coded = [k for k in coded if _is_code(cells[k] for _, cells in found[1:] if len(cells) > k)]
    agreements, problems = [], []
    for line, cells in found[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        place = Place(str(file), line)
        if len(cells) != len(head):
            said = f"the row has {len(cells)} cells, the first row {len(head)}"
            problems.append(Problem(said, place, hint="quote cells that hold commas or line ends"))
            continue
        fields = {name: cells[at[name]].strip() if name in at else "" for name in _COLUMNS}
        codes = {head[k].strip(): int(cells[k]) for k in coded if cells[k].strip() not in ("", "0")}
        agreements.append(Agreement(codes=codes, place=place, **fields))
    if len(problems) > MOST_TOLD:
        said = f"and {len(problems) - MOST_TOLD:,} more rows like these"
        problems[MOST_TOLD:] = [Problem(said, Place(str(file)))]
    if problems:
        raise InputError(problems)
    return Collection(tuple(agreements), tuple(head[k].strip() for k in coded))


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    whole = Place(str(file))
    try:
        if file.exists() and not file.is_file():
            said = "a folder" if file.is_dir() else "not an ordinary file"
            raise InputError([Problem(f"is {said}: a collection is a CSV file", whole)])
        if file.stat().st_size > LARGEST:
            raise InputError([Problem("the collection is larger than 500 MB", whole)])
        content = file.read_bytes()
    except OSError as error:
        said = f"cannot be read: {error.strerror or type(error).__name__}"
        raise InputError([Problem(said, whole)]) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older exports of the database are in the code page of Windows.
        text = content.decode("cp1252", errors="replace")
    before = csv.field_size_limit(LONGEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        said = f"is not readable as CSV: {error}"
        hint = "save it as CSV with commas, in UTF-8"
        raise InputError([Problem(said, Place(str(file), reader.line_num), hint=hint)]) from error
    finally:
        csv.field_size_limit(before)


def _columns(file: Path, head: list[str]) -> dict[str, str]:
    known = {column.strip().lower(): column for column in head}
    found = {
        name: known[next(c for c in choices if c in known)]
        for name, choices in _COLUMNS.items()
        if any(c in known for c in choices)
    }
    if "title" not in found:
        hint = did_you_mean("Agt", head)
        raise InputError([
            Problem(
                "no column says what a row is",
                Place(str(file), 1),
                allowed="a first row of names with 'Agt' (PA-X) or 'title', as CSV",
                hint=hint,
            )
        ])  # fmt: skip
    return found


def _may_be_code(name: str) -> bool:
    return bool(name.strip()) and name.strip().lower() not in _NO_CODES


def _is_code(cells: Iterator[str]) -> bool:
    """Return whether a column holds levels: a digit or nothing, and not nothing alone."""
    some = False
    for cell in cells:
        said = cell.strip()
        if said and (len(said) > 1 or not said.isascii() or not said.isdigit()):
            return False
        some = some or bool(said)
    return some
