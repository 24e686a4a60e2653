"""Rows of cells into a case's plain data, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from detente.case.spreadsheet.cells import Cell, Table
from detente.case.spreadsheet.forms import QUANTITY, decode
from detente.case.spreadsheet.layout import MORE, Index, Key, Sheet, Variant
from detente.case.spreadsheet.match import Line, choose
from detente.case.spreadsheet.notation import BadCellError
from detente.case.spreadsheet.numbers import together
from detente.case.tree import step
from detente.errors import Place, Problem

_MORE_HOW: Final = "a block such as {name: value}"


@dataclass(slots=True)
class Gathered:
    """Data and places as they come together."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def note(
        self,
        message: str,
        cell: Cell,
        pointer: str = "",
        allowed: str = "",
        hint: str = "",
        code: str = "bad-value",
    ) -> None:
        """Take down one mistake."""
        self.problems.append(Problem(message, cell.place, pointer, allowed, hint, code=code))

    def table(self, sheet: Sheet, table: Table) -> None:
        """Take in one sheet."""
        declared: dict[str, Cell] = {}
        for line in _lines(sheet, table):
            found = choose(sheet, line)
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                self._line(found, line, declared)

    def _line(self, variant: Variant, line: Line, declared: dict[str, Cell]) -> None:
        path = self._path(variant, line)
        if path is None:
            return
        pointer = "".join(step("", p) for p in path)
        if variant.entry:
            if pointer in declared:
                first = declared[pointer].place
                self.note(
                    f"'{path[-1]}' stands twice: first in {first.cell}, again here",
                    line.first,
                    pointer,
                    hint="keep one of the two, or rename one",
                    code="duplicate-key",
                )
                return
            declared[pointer] = line.first
            if not self._block(path, line.first):
                return
        if variant.number:
            self._number(variant, line, path, pointer)
            return
        for column in variant.columns:
            if column.header in line.cells:
                cell = line.cells[column.header]
                below = pointer + "".join(step("", p) for p in column.path)
                try:
                    value = decode(column.form, cell.value)
                except BadCellError as error:
                    self.note(error.message, cell, below, error.allowed, error.hint)
                    continue
                self._put((*path, *column.path), value, cell, line.first)
        self._more(line, path, pointer)

    def _path(self, variant: Variant, line: Line) -> tuple[str | int, ...] | None:
        path: list[str | int] = []
        for part in variant.path:
            if isinstance(part, Key):
                path.append(line.name(part.header))
            elif isinstance(part, Index):
                if not self._list(tuple(path), line.first):
                    return None
                path.append(len(self._at(tuple(path))))
            else:
                path.append(part)
        return tuple(path)

    def _at(self, path: tuple[str | int, ...]) -> Any:
        block: Any = self.data
        for part in path:
            block = block[part]
        return block

    def _list(self, path: tuple[str | int, ...], cell: Cell) -> bool:
        if not self._block(path[:-1], cell):
            return False
        block = self._at(path[:-1])
        self._remember("".join(step("", p) for p in path), cell, cell)
        if isinstance(block.setdefault(path[-1], []), list):
            return True
        self.note(f"'{path[-1]}' is given in another cell too", cell, code="duplicate-key")
        return False

    def _block(self, path: tuple[str | int, ...], cell: Cell) -> bool:
        """Make the blocks of a path that are not there yet; False where something else stands."""
        block: Any = self.data
        pointer = ""
        for part in path:
            pointer = step(pointer, part)
            if isinstance(block, list) and part == len(block):
                block.append({})
                self._remember(pointer, cell, cell)
            elif isinstance(block, dict) and part not in block:
                block[part] = {}
                self._remember(pointer, cell, cell)
            block = block[part]
            if not isinstance(block, (dict, list)):
                first = self.places.get(pointer)
                self.note(
                    f"'{part}' is given in one cell already, {first.cell if first else ''}",
                    cell,
                    pointer,
                    code="duplicate-key",
                )
                return False
        return True

    def _remember(self, pointer: str, cell: Cell, key: Cell) -> None:
        self.places.setdefault(pointer, cell.place)
        self.keys.setdefault(pointer, key.place)

    def _put(self, path: tuple[str | int, ...], value: Any, cell: Cell, key: Cell) -> None:
        if not self._block(path[:-1], key):
            return
        block = self._at(path[:-1])
        pointer = "".join(step("", p) for p in path)
        last = path[-1]
        if isinstance(block, list) or (last in block and not _mergeable(block[last], value)):
            place = self.places.get(pointer)
            first = place.cell if place else ""
            self.note(
                f"'{last}' is given twice: first in {first}, again here",
                cell,
                pointer,
                hint="keep one of the two",
                code="duplicate-key",
            )
            return
        if last in block:
            for name, item in value.items():
                self._put((*path, name), item, cell, key)
            return
        block[last] = value
        self._spread(pointer, value, cell, key)

    def _spread(self, pointer: str, value: Any, cell: Cell, key: Cell) -> None:
        self._remember(pointer, cell, key if not isinstance(value, (dict, list)) else cell)
        items: Iterator[tuple[str | int, Any]] = iter(())
        if isinstance(value, dict):
            items = iter(value.items())
        elif isinstance(value, list):
            items = iter(enumerate(value))
        for name, item in items:
            self._spread(step(pointer, name), item, cell, cell)

    def _number(
        self, variant: Variant, line: Line, path: tuple[str | int, ...], pointer: str
    ) -> None:
        values: dict[str, Any] = {}
        for column in variant.columns:
            if column.header not in line.cells:
                continue
            cell = line.cells[column.header]
            try:
                values[column.header] = decode(column.form, cell.value)
            except BadCellError as error:
                below = pointer + "".join(step("", p) for p in column.path)
                self.note(error.message, cell, below, error.allowed, error.hint)
                return
        more = self._more_data(line)
        quantity = together(values, variant.columns, more or {})
        if quantity is None:
            self.note(
                "the value is missing",
                line.first,
                pointer,
                code="missing",
                allowed=variant.columns[0].form.how,
            )
            return
        cell = line.cells.get(variant.columns[0].header, line.first)
        for column in variant.columns[1:]:
            if column.header in line.cells:
                below = pointer + "".join(step("", p) for p in column.path)
                self._spread(below, values[column.header], line.cells[column.header], cell)
        self._put(path, quantity, cell, cell)

    def _more(self, line: Line, path: tuple[str | int, ...], pointer: str) -> None:
        for name, item in (self._more_data(line) or {}).items():
            self._put((*path, name), item, line.cells[MORE], line.cells[MORE])

    def _more_data(self, line: Line) -> dict[str, Any] | None:
        if MORE not in line.cells:
            return None
        cell = line.cells[MORE]
        try:
            value = decode(QUANTITY, cell.value)
        except BadCellError as error:
            self.note(error.message, cell, "", _MORE_HOW, error.hint)
            return None
        if isinstance(value, dict):
            return value
        self.note("'more' holds what has no column of its own, as a block", cell, "", _MORE_HOW)
        return None


def _mergeable(old: Any, new: Any) -> bool:
    return isinstance(old, dict) and isinstance(new, dict)


def _lines(sheet: Sheet, table: Table) -> Iterator[Line]:
    known = {h.lower(): h for h in sheet.headers}
    columns = {i: known[h.lower()] for i, h in table.headers.items() if h.lower() in known}
    for row in table.rows:
        cells = {columns[i]: c for i, c in row.items() if i in columns}
        if cells:
            first = min(row)
            yield Line(cells, row[first])
