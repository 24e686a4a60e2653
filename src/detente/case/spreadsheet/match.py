"""Which kind of row a line of a sheet is, from its ``what`` and the names that are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.spreadsheet.cells import Cell
from detente.case.spreadsheet.layout import ANALYST, MORE, Sheet, Variant
from detente.errors import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Line:
    """The filled cells of one row by header, and the first of them."""

    cells: dict[str, Cell]
    first: Cell

    def name(self, header: str) -> str:
        """Return a key as a text; a number typed as a name is meant as a text."""
        value = self.cells[header].value
        return value.strip() if isinstance(value, str) else str(value)


def choose(sheet: Sheet, line: Line) -> Variant | Problem:
    """Return the kind of a row, or what is wrong with it."""
    fitting = list(sheet.variants)
    if sheet.what:
        allowed = list(dict.fromkeys(v.what for v in sheet.variants))
        if sheet.what not in line.cells:
            return Problem(
                f"'{sheet.what}' is missing",
                line.first.place,
                allowed=", ".join(allowed),
                code="missing",
            )
        word = line.name(sheet.what)
        fitting = [v for v in sheet.variants if v.what.lower() == word.lower()]
        if not fitting:
            return Problem(
                f"'{sheet.what}' cannot be '{word[:60]}'",
                line.cells[sheet.what].place,
                allowed=", ".join(allowed),
                hint=did_you_mean(word, allowed),
                code="not-allowed",
            )
    headers = [k.header for k in sheet.keys]
    filled = {h for h in headers if h in line.cells}
    for variant in fitting:
        if {k.header for k in variant.keys} == filled:
            return _no_stray(variant, sheet, line) or variant
    return _misfit(fitting, filled, line)


def _misfit(fitting: list[Variant], filled: set[str], line: Line) -> Problem:
    plain = [v for v in fitting if ANALYST not in {k.header for k in v.keys}] or fitting
    nearest = min(plain, key=lambda v: len({k.header for k in v.keys} ^ (filled - {ANALYST})))
    needed = [k.header for k in nearest.keys]
    missing = [h for h in needed if h not in filled]
    if missing:
        return Problem(
            f"'{missing[0]}' is missing in this row",
            line.first.place,
            allowed=f"filled in: {', '.join(needed)}",
            code="missing",
        )
    stray = next(h for h in line.cells if h in filled and h not in needed)
    return Problem(
        f"'{stray}' does not belong in a row of this kind",
        line.cells[stray].place,
        allowed=f"filled in: {', '.join(needed) or 'nothing'}",
        code="not-allowed",
    )


def _no_stray(variant: Variant, sheet: Sheet, line: Line) -> Problem | None:
    """Return the cell that this kind of row would pass over."""
    known = {k.header for k in variant.keys} | {c.header for c in variant.columns}
    known |= {sheet.what, MORE}
    for header, cell in line.cells.items():
        if header not in known:
            return Problem(
                f"'{header}' does not belong in a row of this kind",
                cell.place,
                hint="empty the cell, or use 'note' or a column of your own "
                "whose name begins with #",
                code="not-allowed",
            )
    return None
