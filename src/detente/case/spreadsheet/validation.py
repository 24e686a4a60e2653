"""Drop-down lists: fixed choices, and the names that other sheets define."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.case.spreadsheet.layout import CASE, LISTS, Column, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LAST: Final = 1000
"""Rows for which lists are offered and looked up."""
FULL_OPTIONS: Final = "full options"
_PROMPT: Final = 250


def lists_sheet(book: Workbook, sheets: tuple[Sheet, ...]) -> None:
    """Write the hidden sheet of lists.

    It puts issue and option together, kept up to date by formulas, and holds
    the choices that are too many for a rule.
    """
    page = book.create_sheet(LISTS)
    for place, choices in enumerate(_long_choices(sheets), 2):
        for row, choice in enumerate(choices, 2):
            page.cell(row, place, choice)
    page.cell(1, 1, FULL_OPTIONS)
    for row in range(2, LAST + 1):
        page.cell(row, 1, f'=IF(options!B{row}="","",options!A{row}&"/"&options!B{row})')
    page.sheet_state = "hidden"


def _long_choices(sheets: tuple[Sheet, ...]) -> list[tuple[str, ...]]:
    found = [c.choices for s in sheets for c in s.columns if len(",".join(c.choices)) > _PROMPT]
    return list(dict.fromkeys(found))


def add_lists(book: Workbook, sheet: Sheet, sheets: tuple[Sheet, ...]) -> None:
    """Add the drop-down lists and hints of a sheet."""
    from openpyxl.utils import get_column_letter

    page = book[sheet.name]
    if sheet.name == CASE:
        return
    headers = list(sheet.headers)
    long = _long_choices(sheets)
    for key in sheet.keys:
        letter = get_column_letter(headers.index(key.header) + 1)
        _add(page, letter, _names(key.refers), "", key.header)
    if sheet.what:
        letter = get_column_letter(headers.index(sheet.what) + 1)
        words = list(dict.fromkeys(v.what for v in sheet.variants))
        _add(page, letter, _fixed(tuple(words)), "What this row says.", sheet.what, strict=True)
    for column in sheet.columns:
        letter = get_column_letter(headers.index(column.header) + 1)
        strict = bool(column.choices)
        source = _names(column.refers)
        if column.choices in long:
            place = get_column_letter(long.index(column.choices) + 2)
            source = f"{LISTS}!${place}$2:${place}${len(column.choices) + 1}"
        elif column.choices:
            source = _fixed(column.choices)
        _add(page, letter, source, _hint(column), column.header, strict=strict)


def _hint(column: Column) -> str:
    text = column.meaning
    if column.form.name not in ("text", "choice", "yes or no"):
        text = f"{text} Write {column.form.how}.".strip()
    return text if len(text) <= _PROMPT else text[: _PROMPT - 3] + "..."


def _fixed(choices: tuple[str, ...]) -> str:
    return '"' + ",".join(choices) + '"'


def _names(refers: str) -> str:
    if not refers:
        return ""
    if refers == FULL_OPTIONS:
        return f"{LISTS}!$A$2:$A${LAST}"
    # The names stand in the first column, but where a sheet's rows belong to something above.
    column = "B" if refers in ("options", "readings") else "A"
    return f"{refers}!${column}$2:${column}${LAST}"


def _add(
    page: object, letter: str, source: str, hint: str, title: str, strict: bool = False
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(page, Worksheet)
    if not source and not hint:
        return
    rule = DataValidation(
        type="list" if source else None, formula1=source or None, allow_blank=True
    )
    # Lists of names are an offer: several may be typed, or one that is still to be defined.
    rule.showErrorMessage = strict
    if strict:
        rule.errorTitle, rule.error = title[:30], "Choose from the list."
    if hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = title[:30], hint
    rule.add(f"{letter}2:{letter}{LAST}")
    page.add_data_validation(rule)
