"""The cells of a workbook as plain values, each with its place; what cannot be taken is told."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from detente.case.spreadsheet.forms import CellValue
from detente.case.spreadsheet.package import Package, damaged, open_package
from detente.errors import InputError, Place, Problem

MAX_COLUMNS: Final = 100
MAX_CELLS: Final = 500_000
MAX_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell."""

    value: CellValue
    place: Place


@dataclass(slots=True)
class Table:
    """One sheet: headers by column, and rows of filled cells by column.

    ``headed`` is the place of each header.
    """

    name: str
    headers: dict[int, str] = field(default_factory=dict)
    headed: dict[int, Place] = field(default_factory=dict)
    rows: list[dict[int, Cell]] = field(default_factory=list)


def read_tables(path: Path, wanted: set[str]) -> tuple[dict[str, Table], list[Place]]:
    """Return the sheets of a workbook, by name in lower case, and where each unknown one is.

    Parameters
    ----------
    path : Path
    wanted : set of str
        Names of the sheets to read, in lower case; others are not looked into.

    Raises
    ------
    InputError
        With every cell that cannot be taken, or because the file is no workbook.
    """
    package = open_package(path)
    tables: dict[str, Table] = {}
    unknown: list[Place] = []
    reader = _Reader(path, package)
    import openpyxl

    try:
        with warnings.catch_warnings(), package.stream() as stream:
            # Extensions that the library passes over do not matter here.
            warnings.simplefilter("ignore")
            if not package.complete():
                raise damaged(path)
            book = openpyxl.load_workbook(stream, read_only=True, keep_links=False)
            for sheet in book.worksheets:
                title = sheet.title.strip().lower()
                if title in wanted and title not in tables:
                    reader.merged(sheet.title)
                    tables[title] = reader.table(sheet)
                elif not title.startswith(("#", "notes")):
                    unknown.append(Place(str(path), 1, 1, cell=f"{sheet.title}!A1"))
    except InputError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # a damaged file can make the library stumble anywhere
        raise damaged(path) from error
    if reader.problems:
        raise InputError(reader.problems)
    return tables, unknown


@dataclass(slots=True)
class _Reader:
    path: Path
    package: Package
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def merged(self, title: str) -> None:
        """Refuse merged cells: all but the first of them are empty."""
        for cells in self.package.merged(title):
            first = cells.partition(":")[0]
            self._note(
                f"the cells {cells} are merged",
                self._place(title, 1, 1, first),
                "merged",
                "take the merging back, and fill in every cell",
            )

    def table(self, sheet: Any) -> Table:
        """Read one sheet."""
        table = Table(sheet.title.strip().lower())
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MAX_COLUMNS):
            cells = {c.column: c for c in row if c.value is not None and c.value != ""}
            if not cells:
                continue
            if not table.headers:
                self._headers(table, cells)
                continue
            taken = dict(self._row(table, sheet.title, cells))
            if taken:
                table.rows.append(taken)
        return table

    def _headers(self, table: Table, cells: dict[int, Any]) -> None:
        for column, cell in cells.items():
            table.headers[column] = " ".join(str(cell.value).split())
            table.headed[column] = self._place(table.name, cell.row, column, cell.coordinate)

    def _row(self, table: Table, title: str, cells: dict[int, Any]) -> Iterator[tuple[int, Cell]]:
        for column, cell in cells.items():
            header = table.headers.get(column, "")
            if header.startswith("#"):
                continue
            self.count += 1
            if self.count > MAX_CELLS:
                raise InputError(
                    [
                        Problem(
                            f"more than {MAX_CELLS:,} cells are filled in",
                            Place(str(self.path)),
                            code="too-large",
                        )
                    ]
                )
            place = self._place(title, cell.row, column, cell.coordinate)
            if not header:
                self._note(
                    "this column has no name",
                    place,
                    "unknown-key",
                    "name it in the first row; a name with # keeps it for notes",
                )
                continue
            value = self._value(cell, place)
            if value is not None:
                yield column, Cell(value, place)

    def _place(self, title: str, row: int, column: int, coordinate: str) -> Place:
        return Place(str(self.path), row, column, cell=f"{title}!{coordinate}")

    def _note(self, message: str, place: Place, code: str, hint: str = "") -> None:
        self.problems.append(Problem(message, place, hint=hint, code=code))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)

    def _value(self, cell: Any, place: Place) -> CellValue:
        value = cell.value
        if cell.data_type == "f":
            self._note(
                "the cell holds a formula",
                place,
                "formula",
                "write the value itself (copy, then paste values only)",
            )
        elif cell.data_type == "e":
            self._note(f"the cell holds the error {value}", place, "formula", "write a value")
        elif isinstance(value, datetime.datetime):
            if value.time() == datetime.time():
                return value.date()
            self._note(
                "the cell holds a day with a time of day",
                place,
                "bad-value",
                "write the day alone, as YYYY-MM-DD",
            )
        elif isinstance(value, (datetime.time, datetime.timedelta)):
            self._note(
                "the cell holds a time of day",
                place,
                "bad-value",
                "give the cell the format 'text' and write it again",
            )
        elif isinstance(value, (int, float)) and "%" in (cell.number_format or ""):
            self._note(
                "the cell is shown as a percentage, which stands for a hundredth",
                place,
                "bad-value",
                "give it the format 'number': 50 for 50 in a hundred",
            )
        elif isinstance(value, (str, int, float)):
            return value if not isinstance(value, str) or value.strip() else None
        else:
            self._note("the cell holds something that is not text or a number", place, "bad-value")
        return None
