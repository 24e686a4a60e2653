"""A workbook into a case's plain data, as a case folder is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.case.loaded import Source
from detente.case.spreadsheet.cells import Cell, Table, read_tables
from detente.case.spreadsheet.gather import Gathered
from detente.case.spreadsheet.layout import CASE, LISTS, LONG, README, Sheet
from detente.case.spreadsheet.long_texts import restore
from detente.case.spreadsheet.sheets import sheets
from detente.errors import InputError, Place, Problem, did_you_mean


def read_workbook(path: Path) -> tuple[Source, list[Problem]]:
    """Return the plain data of a case in a workbook, and what is wrong with it.

    Parameters
    ----------
    path : Path
        A file ending in ``.xlsx``.

    Returns
    -------
    Source
        With places such as ``case.xlsx:values!D14``.
    list of Problem
        Mistakes that leave the rest readable.

    Raises
    ------
    InputError
        When the file is no workbook of ours, or holds what cannot be taken.
    """
    known = {s.name: s for s in sheets()}
    tables, unknown = read_tables(path, {*known, LONG})
    problems = list(_unknown(unknown, [*known]))
    if not tables:
        hint = "'detente new --spreadsheet FILE.xlsx' writes an example"
        message = "no sheet of this workbook is one of a case"
        raise InputError([Problem(message, Place(str(path)), hint=hint, code="not-a-case")])
    gathered = Gathered()
    gathered.places[""] = gathered.keys[""] = Place(str(path))
    long_texts = tables.pop(LONG, Table(LONG))
    for name, sheet in known.items():
        if name in tables:
            table = restore(tables[name], long_texts)
            if name == CASE:
                table = _upright(table)
            problems += _headers(sheet, table)
            gathered.table(sheet, table)
    source = Source(gathered.data, gathered.places, gathered.keys, path.parent, (path,), {})
    return source, [*problems, *gathered.problems]


def _upright(table: Table) -> Table:
    """Return the case's own sheet, which is written downwards, as one row."""
    turned = Table(table.name)
    row: dict[int, Cell] = {}
    lines = [*([{c: Cell(h, table.headed[c]) for c, h in table.headers.items()}]), *table.rows]
    for number, line in enumerate(lines, 1):
        if 1 not in line or (number == 1 and str(line[1].value).lower() == "what"):
            continue
        turned.headers[number] = str(line[1].value).strip()
        turned.headed[number] = line[1].place
        if 2 in line:
            row[number] = line[2]
    if row:
        turned.rows.append(row)
    return turned


def _unknown(places: list[Place], known: list[str]) -> Iterator[Problem]:
    for place in places:
        title = (place.cell or "").rpartition("!")[0]
        if title.strip().lower() in (README, LISTS):
            continue
        yield Problem(
            f"unknown sheet '{title}'",
            place,
            allowed=", ".join(known),
            hint=did_you_mean(title.lower(), known)
            or "a sheet whose name begins with # or 'notes' is left alone",
            code="unknown-key",
        )


def _headers(sheet: Sheet, table: Table) -> Iterator[Problem]:
    known = list(sheet.headers)
    lower = {h.lower() for h in known}
    seen: dict[str, Place] = {}
    for column, header in table.headers.items():
        word = header.lower()
        if word.startswith("#"):
            continue
        place = table.headed[column]
        if word not in lower:
            yield Problem(
                f"unknown column '{header[:60]}'",
                place,
                allowed=", ".join(known),
                hint=did_you_mean(word, known) or "a column whose name begins with # is left alone",
                code="unknown-key",
            )
        elif word in seen:
            yield Problem(
                f"the column '{header}' stands twice: first in {seen[word].cell}",
                place,
                hint="keep one of the two",
                code="duplicate-key",
            )
        seen.setdefault(word, place)
