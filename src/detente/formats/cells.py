"""Cells of CSV files: lists in one cell, and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from detente.errors import Place
from detente.formats.incoming import MAX_ENTRIES, refuse

_FORMULA: Final = re.compile(r"['=+\-@\t\r]")
"""What a cell must not begin with, and the apostrophe that keeps it from being read so."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_CELL: Final = 200_000


@dataclass(frozen=True)
class Row:
    """A row of a table: its number in the file and its cells by column.

    Attributes
    ----------
    number : int
        Line on which it begins.
    cells : dict of str to str
        Without the empty ones.
    places : dict of str to Place
    """

    number: int
    cells: dict[str, str]
    places: dict[str, Place]


def guarded(text: str) -> str:
    """Return a text as a cell: what a spreadsheet would run gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell: the apostrophe that guards it is taken off."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def listed(items: Iterable[str]) -> str:
    """Return several texts as one cell, with ``; `` between them."""
    return "; ".join(i.replace("\\", "\\\\").replace(";", "\\;") for i in items)


def unlisted(cell: str) -> list[str]:
    """Return the texts of one cell; a semicolon inside one has a backslash before it."""
    parts = re.findall(r"((?:\\.|[^;\\]|\\$)*)(?:;\s?|$)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", p, flags=re.DOTALL) for p in parts if p.strip()]


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV, its first row the columns' names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return out.getvalue()


def header_of(text: str) -> list[str]:
    """Return the names of the columns, in lower case; empty for a file without any."""
    reader = csv.reader(io.StringIO(text[:MAX_CELL], newline=""))
    try:
        return [c.strip().lower() for c in next(reader, [])]
    except csv.Error:
        return []


def rows_of(text: str, file: str) -> list[Row]:
    """Return the rows of a CSV file with their places.

    Raises
    ------
    InputError
        When it is no table: quotes that do not close, control characters, rows that are longer
        than the first, too many rows.
    """
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        message = f"the control character U+{ord(bad[0]):04X} stands here"
        raise refuse(message, Place(file, line), "save the file as plain CSV in UTF-8")
    columns = header_of(text)
    twice = sorted({c for c in columns if c and columns.count(c) > 1})
    if twice:
        raise refuse(f"two columns are called '{twice[0]}'", Place(file, 1), "rename one")
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if begins == 1 or not any(c.strip() for c in cells):
                continue
            if len(cells) > len(columns):
                message = f"the row has {len(cells)} cells, the first row {len(columns)}"
                raise refuse(message, Place(file, begins), "put texts with commas in quotes")
            if len(rows) >= MAX_ENTRIES:
                raise refuse(
                    f"more than {MAX_ENTRIES:,} rows", Place(file, begins), "split the file"
                )
            named = zip(columns, cells, strict=False)
            whole = {c: unguarded(cell) for c, cell in named if c and cell.strip()}
            places = {
                c: Place(file, begins, k + 1, f"row {begins}, column {c}")
                for k, c in enumerate(columns)
            }
            rows.append(Row(begins, whole, places))
    except csv.Error as error:
        raise refuse(
            f"this is not a CSV table: {error}", Place(file, line), "check its quotes"
        ) from error
    return rows
