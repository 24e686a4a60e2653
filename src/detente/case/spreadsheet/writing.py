"""A case's plain data into a workbook that a person can go on with."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.case.spreadsheet import long_texts
from detente.case.spreadsheet.forms import TEXT_FORMAT, CellValue
from detente.case.spreadsheet.layout import CASE, LONG, MORE, README, Column, Sheet
from detente.case.spreadsheet.references import reference
from detente.case.spreadsheet.rows import Row, rows_of
from detente.case.spreadsheet.sheets import sheets
from detente.case.spreadsheet.validation import add_lists, lists_sheet
from detente.errors import UsageError
from detente.files import write_atomic

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEAD: Final = "DDE6EE"
KEYS: Final = "F2F2EE"
LONGEST: Final = 32_000
_README: Final = """\
This workbook is one case for Détente: who must agree on what, what it is worth to whom, and how \
one knows. It says the same as a case folder; 'detente convert' turns one into the other.
Check it with: detente check {name}
Ask it with: detente reach {name}

Each sheet is one kind of thing, each row one thing; the first row names the columns. The sheet \
'case' is written downwards. Sheets, rows and columns that you do not need may be left empty or \
deleted, and columns may stand in any order.
Names (such as upper-town) are lower-case words with hyphens. They are used wherever a thing is \
referred to; labels are what readers see. Cells that choose from a list offer the names of the \
sheet concerned; where several may stand, separate them by commas.
An uncertain number is written 12 (a point), 10..20 (a range: two points, no spaces needed), \
triangular 5 10 20 (low, most likely, high), normal 5 2 (mean, standard deviation), normal 5 2 in \
0..10, beta 2 3 in 0..50, or values 1 2 3. Beside it stand the reasons: items of the record, or a \
judgement in words and who judged. Percent are written 50, not 50%.
Several people's values of one number stand in rows of their own, each with the analyst's name.
Days are written YYYY-MM-DD. Formulas are refused: the case must say what it says without being \
calculated.
The column 'more' and cells that begin with 'yaml:' hold what has no column, as it would stand in \
a case file. You will hardly need them.
Sheets and columns whose names begin with # (and sheets that begin with 'notes') are yours: they \
are left alone.
Errors name the cell: {name}:values!D14.
"""


def write_workbook(data: dict[str, Any], path: Path) -> None:
    """Write a case's plain data as a workbook.

    Parameters
    ----------
    data : dict
        After includes, as :func:`~detente.case.includes.read_source` gives it.
    path : Path

    Raises
    ------
    UsageError
        When the file cannot be written.
    """
    write_atomic(path, workbook(data, path.name))


def write_new(data: dict[str, Any], path: Path) -> Path:
    """Write a workbook that is not there yet.

    Raises
    ------
    UsageError
        When something of that name exists, or the name does not end in ``.xlsx``.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"'{path}' does not end in .xlsx")
    if os.path.lexists(path):
        raise UsageError(f"'{path}' exists: name a new file")
    write_workbook(data, path)
    return path


def workbook(data: dict[str, Any], name: str = "case.xlsx") -> bytes:
    """Return the workbook of a case as bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    _readme(book, name)
    book.remove(first)
    writer = _Writer(book)
    rows = rows_of(data, sheets())
    for sheet in sheets():
        if sheet.name == CASE:
            writer.upright(sheet, rows[sheet.name])
        else:
            writer.sheet(sheet, rows[sheet.name])
    writer.long_texts()
    lists_sheet(book, sheets())
    for sheet in sheets():
        add_lists(book, sheet, sheets())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, book: Workbook) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self.book = book
        self.long: list[str] = []
        self.top = Alignment(horizontal="left", vertical="top", wrap_text=True)
        self.bold = Font(bold=True)
        self.head = PatternFill("solid", fgColor=HEAD)
        self.grey = PatternFill("solid", fgColor=KEYS)

    def upright(self, sheet: Sheet, rows: list[Row]) -> None:
        """Write the case's own sheet downwards, one field a row."""
        page = self.book.create_sheet(sheet.name)
        self._header(page, ("what", "value", "meaning"), {"what": 16, "value": 80, "meaning": 70})
        cells = rows[0].cells if rows else {}
        headers = [h for h in sheet.headers if h != MORE or MORE in cells]
        columns = {c.header: c for c in sheet.columns}
        for number, header in enumerate(headers, 2):
            self._put(page.cell(number, 1), header, TEXT_FORMAT)
            column = columns.get(header)
            shape = column.form.format if column else TEXT_FORMAT
            self._put(page.cell(number, 2), cells.get(header), shape)
            self._put(page.cell(number, 3), column.meaning if column else "", TEXT_FORMAT)
            page.cell(number, 1).fill = self.grey

    def sheet(self, sheet: Sheet, rows: list[Row]) -> None:
        """Write one sheet."""
        page = self.book.create_sheet(sheet.name)
        columns = {c.header: c for c in sheet.columns}
        self._header(page, sheet.headers, {h: _width(h, columns.get(h)) for h in sheet.headers})
        keys = len(sheet.headers) - len(columns) - 1
        page.freeze_panes = page.cell(2, keys + 1)
        for number, row in enumerate(rows, 2):
            for place, header in enumerate(sheet.headers, 1):
                column = columns.get(header)
                shape = column.form.format if column else TEXT_FORMAT
                cell = page.cell(number, place)
                self._put(cell, row.cells.get(header), shape)
                if place <= keys:
                    cell.fill = self.grey

    def _header(self, page: Worksheet, headers: tuple[str, ...], widths: dict[str, int]) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        for place, header in enumerate(headers, 1):
            cell = page.cell(1, place)
            self._put(cell, header, TEXT_FORMAT)
            cell.font, cell.fill = self.bold, self.head
            page.column_dimensions[get_column_letter(place)].width = max(
                widths[header], len(header) + 4
            )
        page.freeze_panes = "A2"
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.print_title_rows = "1:1"

    def _put(self, cell: Any, value: CellValue, shape: str) -> None:
        cell.number_format = shape
        cell.alignment = self.top
        if isinstance(value, str) and value:
            if len(value) > LONGEST:
                self.long.append(value)
                value = reference(len(self.long))
            cell.value = value
            # A text is a text, even where it begins like a formula or an error.
            cell.data_type = "s"
            if value.startswith(("=", "+", "-", "@", "#")):
                cell.quotePrefix = True
        elif value is not None and value != "":
            cell.value = value

    def long_texts(self) -> None:
        """Write what is too long for a cell, in pieces."""
        if not self.long:
            return
        texts, self.long = self.long, []
        page = self.book.create_sheet(LONG)
        self._header(page, long_texts.HEADERS, {"number": 10, "part": 8, "text": 100})
        row = 2
        for number, text in enumerate(texts, 1):
            for part, piece in enumerate(long_texts.pieces(text), 1):
                self._put(page.cell(row, 1), number, "General")
                self._put(page.cell(row, 2), part, "General")
                self._put(page.cell(row, 3), piece, TEXT_FORMAT)
                row += 1


def _width(header: str, column: Column | None) -> int:
    if column is None:
        return 12 if header == MORE else 20
    if header in ("judgement", "text", "description", "what", "words", "names", "elements"):
        return 60
    if header in ("label", "note", "cost in words"):
        return 36
    if column.form.name in ("choice", "yes or no", "number", "day"):
        return 14
    return 22


def _readme(book: Workbook, name: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    page = book.create_sheet(README)
    page.column_dimensions["A"].width = 26
    page.column_dimensions["B"].width = 100
    line = 1
    for text in _README.format(name=name).splitlines():
        cell = page.cell(line, 1, text or None)
        page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=2)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[line].height = 15 * (1 + len(text) // 100)
        line += 1
    line += 1
    for header, place in (("sheet", 1), ("what it holds", 2)):
        page.cell(line, place, header).font = Font(bold=True)
    for sheet in sheets():
        line += 1
        link = page.cell(line, 1, sheet.name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{sheet.name}'!A1")
        page.cell(line, 2, sheet.about).alignment = Alignment(wrap_text=True, vertical="top")
    page.sheet_view.showGridLines = False
