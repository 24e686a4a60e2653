"""Texts longer than a cell can hold, kept in pieces on a sheet of their own."""

from __future__ import annotations

from typing import Final

from detente.case.spreadsheet.cells import Cell, Table
from detente.case.spreadsheet.references import referred

PIECE: Final = 30_000
"""Characters of a piece; a cell holds at most 32,767."""
HEADERS: Final = ("number", "part", "text")


def pieces(text: str) -> list[str]:
    """Return a text in pieces, each in bars so that spaces at its ends are kept."""
    return [f"|{text[i : i + PIECE]}|" for i in range(0, len(text), PIECE)]


def restore(table: Table, long_texts: Table) -> Table:
    """Return a sheet with the long texts in the place of their references."""
    if not long_texts.rows:
        return table
    found: dict[int, str] = {}
    for row in long_texts.rows:
        if 1 in row and 3 in row:
            number, piece = row[1].value, str(row[3].value)
            if isinstance(number, int):
                found[number] = found.get(number, "") + piece.strip()[1:-1]
    for row in table.rows:
        for column, cell in row.items():
            number = referred(cell.value) if isinstance(cell.value, str) else None
            if number in found:
                row[column] = Cell(found[number], cell.place)
    return table
