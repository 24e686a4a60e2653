"""A case's plain data into rows; what no column holds goes into ``more``, so nothing is lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from detente.case.quantity import SHAPES
from detente.case.spreadsheet.forms import CellValue, encode, in_full, same
from detente.case.spreadsheet.layout import ANALYST, CASE, MORE, Index, Key, Sheet, Variant
from detente.case.spreadsheet.numbers import join, split

Path = tuple[str | int, ...]
_GONE: Final = object()
_NOTHING: Final = object()


@dataclass(slots=True)
class Row:
    """One row to be written: its cells by header."""

    path: Path
    order: tuple[int, ...]
    cells: dict[str, CellValue]
    more: dict[str, Any] = field(default_factory=dict)


def rows_of(data: dict[str, Any], sheets: tuple[Sheet, ...]) -> dict[str, list[Row]]:
    """Return the rows of every sheet, in order.

    Parameters
    ----------
    data : dict
        Plain data of a case, after includes.
    sheets : tuple of Sheet
    """
    taking = _Taking(data, copy.deepcopy(data))
    found = {sheet.name: taking.sheet(sheet) for sheet in sheets}
    by_path: dict[Path, Row] = {}
    for rows in found.values():
        for row in rows:
            by_path.setdefault(row.path, row)
    by_path.setdefault((), Row((), (), {}))
    for path, value in _leaves(taking.rest, (), by_path):
        cut = next(n for n in range(len(path) - 1, -1, -1) if _holds(by_path, data, path[:n]))
        _deep_set(by_path[path[:cut]].more, path[cut:], value)
    if by_path[()].more and not found[CASE]:
        found[CASE].append(by_path[()])
    for rows in found.values():
        for row in rows:
            if row.more:
                row.cells[MORE] = in_full(row.more)
    return found


def _holds(by_path: dict[Path, Row], data: Any, path: Path) -> bool:
    return path in by_path and isinstance(_get(data, path), dict)


@dataclass(slots=True)
class _Taking:
    data: dict[str, Any]
    rest: dict[str, Any]
    whole: set[Path] = field(default_factory=set)

    def sheet(self, sheet: Sheet) -> list[Row]:
        headers = [k.header for k in sheet.keys]
        rows = []
        for number, variant in enumerate(sheet.variants):
            for path, keys, order in _matches(self.data, variant):
                cells = self._cells(variant, path)
                if cells is None:
                    continue
                filled: dict[str, CellValue] = dict(keys)
                if sheet.what:
                    filled[sheet.what] = variant.what
                places = tuple(order.get(h, -1) for h in headers)
                rows.append(Row(path, (*places, number, order.get("", 0)), {**filled, **cells}))
        return sorted(rows, key=lambda r: r.order)

    def _cells(self, variant: Variant, path: Path) -> dict[str, CellValue] | None:
        """Return the cells of a block and take them off the rest; None for no row."""
        block = _get(self.data, path)
        if variant.number:
            return self._number(variant, path, block)
        cells: dict[str, CellValue] = {}
        for column in variant.columns:
            value = _get(block, column.path)
            if value is not _NOTHING and not (column.path and isinstance(block, list)):
                cells[column.header] = encode(column.form, value)
                self.take((*path, *column.path))
        if variant.entry and isinstance(block, dict):
            if not block:
                self.take(path)
            return cells
        return cells or None

    def _number(self, variant: Variant, path: Path, quantity: Any) -> dict[str, CellValue] | None:
        if variant.keys and variant.keys[-1].header == ANALYST and path[:-2] in self.whole:
            return None
        apart = isinstance(quantity, dict) and isinstance(quantity.get("analysts"), dict)
        apart = apart and bool(quantity["analysts"]) and ANALYST not in _headers(variant)
        # Several people's values have rows of their own.
        own = {k: v for k, v in quantity.items() if k != "analysts"} if apart else quantity
        if apart and not own:
            return None
        cells = split(own, variant.columns)
        mixed = apart and any(s in own for s in SHAPES)
        if cells is None or mixed or not same(join(cells, variant.columns), own):
            self.whole.add(path)
            self.take(path)
            return {variant.columns[0].header: in_full(quantity)}
        for step in list(own) if apart else [None]:
            self.take(path if step is None else (*path, step))
        return cells

    def take(self, path: Path) -> None:
        """Remove a value from the rest, and the blocks that it leaves empty."""
        for length in range(len(path), 0, -1):
            block, step = _get(self.rest, path[: length - 1]), path[length - 1]
            if isinstance(block, list) and isinstance(step, int):
                block[step] = _GONE
                if any(v is not _GONE for v in block):
                    return
            elif isinstance(block, dict):
                block.pop(step, None)
                if block:
                    return


def _headers(variant: Variant) -> set[str]:
    return {k.header for k in variant.keys}


def _get(data: Any, path: Path) -> Any:
    for step in path:
        named = isinstance(data, dict) and step in data
        if not named and not (isinstance(data, list) and step in range(len(data))):
            return _NOTHING
        data = data[step]
    return data


def _matches(data: Any, variant: Variant) -> Iterator[tuple[Path, dict[str, str], dict[str, int]]]:
    """Yield path, keys and position (by header; "" for the place in a list) of every block."""
    found: list[tuple[Path, dict[str, str], dict[str, int]]] = [((), {}, {})]
    for step in variant.path:
        deeper: list[tuple[Path, dict[str, str], dict[str, int]]] = []
        for path, keys, order in found:
            block = _get(data, path)
            if isinstance(step, str) and isinstance(block, dict) and step in block:
                deeper.append(((*path, step), keys, order))
            elif isinstance(step, Key) and isinstance(block, dict):
                deeper += [
                    ((*path, name), {**keys, step.header: name}, {**order, step.header: i})
                    for i, name in enumerate(block)
                ]
            elif isinstance(step, Index) and isinstance(block, list):
                deeper += [((*path, i), keys, {**order, "": i}) for i in range(len(block))]
        found = deeper
    yield from found


def _leaves(rest: Any, path: Path, rows: dict[Path, Row]) -> Iterator[tuple[Path, Any]]:
    if isinstance(rest, dict) and (rest or not path):
        for key, value in rest.items():
            yield from _leaves(value, (*path, key), rows)
    elif isinstance(rest, list) and any((*path, i) in rows for i in range(len(rest))):
        for i, value in enumerate(rest):
            if value is not _GONE:
                yield from _leaves(value, (*path, i), rows)
    else:
        yield path, rest


def _deep_set(block: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        block = block.setdefault(str(step), {})
    block[str(path[-1])] = value
