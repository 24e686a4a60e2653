"""One uncertain number across the cells of a row: its value, its basis, its day, its note."""

from __future__ import annotations

from typing import Any

from detente.case.quantity import SHAPES
from detente.case.spreadsheet.forms import CellValue, decode, encode
from detente.case.spreadsheet.layout import MORE, Column

_VALUE_KEYS = (*(s for s in SHAPES if s != "analysts"), "within", "weights")


def split(quantity: Any, columns: tuple[Column, ...]) -> dict[str, CellValue] | None:
    """Return the cells of a quantity by header, or None where it has no such form.

    Parameters
    ----------
    quantity : object
        Plain data: a number, a list of two, or a mapping.
    columns : tuple of Column
        The value's first.
    """
    if not isinstance(quantity, dict):
        return {columns[0].header: encode(columns[0].form, quantity)}
    if set(quantity) <= {"point", "range"}:
        # No basis, day or note, and yet written out: the value's cell says so too.
        return {columns[0].header: encode(columns[0].form, quantity)}
    rest = {k: dict(v) if isinstance(v, dict) else v for k, v in quantity.items()}
    cells: dict[str, CellValue] = {}
    shape = {k: rest.pop(k) for k in _VALUE_KEYS if k in rest}
    if shape:
        short = next(iter(shape.values())) if list(shape) in (["point"], ["range"]) else shape
        cells[columns[0].header] = encode(columns[0].form, short)
    for column in columns[1:]:
        block: Any = rest
        for step in column.path[:-1]:
            block = block.get(step) if isinstance(block, dict) else None
        if isinstance(block, dict) and column.path[-1] in block:
            cells[column.header] = encode(column.form, block.pop(column.path[-1]))
            if block is not rest and not block:
                del rest[column.path[0]]
    if rest:
        cells[MORE] = encode(columns[0].form, rest)
    return cells


def join(cells: dict[str, CellValue], columns: tuple[Column, ...]) -> Any:
    """Return the quantity of cells that were read without fault."""
    values = {c.header: decode(c.form, cells[c.header]) for c in columns if c.header in cells}
    more = decode(columns[0].form, cells[MORE]) if MORE in cells else {}
    return together(values, columns, more)


def together(values: dict[str, Any], columns: tuple[Column, ...], more: dict[str, Any]) -> Any:
    """Return the quantity of a row's decoded cells; short where nothing but its value is given."""
    given = {c: values[c.header] for c in columns[1:] if c.header in values}
    value = values.get(columns[0].header)
    if not given and not more:
        return value
    whole: dict[str, Any] = {}
    if isinstance(value, dict):
        whole.update(value)
    elif value is not None:
        whole["range" if isinstance(value, list) else "point"] = value
    for column, item in given.items():
        block = whole
        for step in column.path[:-1]:
            block = block.setdefault(step, {})
        block[column.path[-1]] = item
    for key, item in more.items():
        if isinstance(item, dict) and isinstance(whole.get(key), dict):
            whole[key] = {**whole[key], **item}
        else:
            whole[key] = item
    return whole
