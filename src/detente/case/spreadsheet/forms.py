"""How plain data stand in a cell, and back.

Every form is checked when it is written: what would not be read back the same
is written as ``yaml:`` and the data in full, so that nothing is ever lost.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from detente.case.scalars import BadScalarError, read_text
from detente.case.spreadsheet import notation
from detente.case.spreadsheet.notation import BadCellError
from detente.case.spreadsheet.references import is_reference
from detente.case.tree import parse
from detente.case.words_of_probability import NOT_APPLICABLE, band_of
from detente.errors import InputError

CellValue = str | int | float | bool | datetime.date | None
FULL: Final = "yaml:"
TEXT_FORMAT: Final = "@"
_DELICATE: Final = re.compile("x(?=[0-9A-Fa-f]{4}_)|[\x7f-\x9f\u2028\u2029\ufeff]")
"""What programs and parsers treat as more than a character: escapes of cells, line breaks."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write values of a kind in a cell.

    Attributes
    ----------
    name : str
    how : str
        What may be written, in words for the reader.
    write, read : callable
        To and from the cell; errors mean "not in this form".
    format : str
        Number format of the cell; ``@`` keeps what is typed as a text.
    """

    name: str
    how: str
    write: Callable[[Any], CellValue]
    read: Callable[[CellValue], Any]
    format: str = TEXT_FORMAT


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are equal, true and 1 kept apart."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(v, other[k]) for k, v in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
    return (numbers or type(one) is type(other)) and bool(one == other)


def encode(form: Form, value: Any) -> CellValue:
    """Return the cell of a value: in its form, or in full where the form would lose something."""
    try:
        cell = form.write(value)
        if cell is not None and cell != "" and same(decode(form, cell), value):
            return cell
    except (TypeError, ValueError, KeyError, AttributeError):
        pass  # the form has no words for it
    return in_full(value)


def in_full(value: Any) -> str:
    """Return a cell that holds any plain data."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return f"{FULL} " + _DELICATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def decode(form: Form, cell: CellValue) -> Any:
    """Return the plain data of a cell.

    Raises
    ------
    BadCellError
    """
    if isinstance(cell, str):
        stripped = cell.strip()
        if stripped.startswith(FULL):
            return _parsed(stripped.removeprefix(FULL).strip())
        if form.name in ("number", "quantity", "likelihood") and stripped[:1] in ("{", "["):
            return _parsed(stripped)
        cell = stripped
        try:
            read_text(cell)
        except BadScalarError as error:
            raise BadCellError(error.message, hint=error.hint) from error
    return form.read(cell)


def _parsed(text: str) -> Any:
    try:
        tree = parse(text, "the cell")
    except InputError as error:
        raise BadCellError(error.problems[0].message, hint=error.problems[0].hint) from error
    if tree.problems:
        raise BadCellError(tree.problems[0].message, hint=tree.problems[0].hint)
    return tree.data


def _read_text(cell: CellValue) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else repr(cell)


def _write_text(value: Any) -> str:
    if not isinstance(value, str) or _DELICATE.search(value) or is_reference(value):
        raise TypeError("not a text that a cell keeps")
    return value


def _read_number(cell: CellValue) -> int | float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return cell
    return notation.number(_number_text(cell, "a number"))


def _number_text(cell: CellValue, allowed: str) -> str:
    if isinstance(cell, datetime.date):
        hint = "the spreadsheet program made a date of it: write a range as 10..20"
        raise BadCellError(f"the date {cell.isoformat()} is not a number", allowed, hint)
    if not isinstance(cell, str):
        raise BadCellError(f"{_read_text(cell)} is not a number", allowed)
    return cell


def _write_number(value: Any) -> CellValue:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("not a number")
    return notation.exact(value)


def _read_quantity(cell: CellValue) -> Any:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return cell
    return notation.read_quantity(_number_text(cell, notation.HOW))


def _read_day(cell: CellValue) -> str:
    # What is not a day is left to the models, whose message names the form of dates.
    return _read_text(cell)


_YES: Final = {"yes": True, "true": True, "no": False, "false": False}


def _read_yes(cell: CellValue) -> bool:
    word = _read_text(cell).lower()
    if word not in _YES:
        raise BadCellError(f"'{word[:60]}' is neither yes nor no", "yes, no")
    return _YES[word]


def _write_yes(value: Any) -> str:
    if not isinstance(value, bool):
        raise TypeError("not a yes or no")
    return "yes" if value else "no"


def _read_names(cell: CellValue) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", _read_text(cell)) if part.strip()]


def _write_names(value: Any) -> str:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return ", ".join(map(_write_text, value))


def _read_lines(cell: CellValue) -> list[str]:
    return [line.strip() for line in _read_text(cell).splitlines() if line.strip()]


def _write_lines(value: Any) -> str:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return "\n".join(map(_write_text, value))


def _read_one_or_names(cell: CellValue) -> str | list[str]:
    names = _read_names(cell)
    return names[0] if len(names) == 1 else names


def _write_one_or_names(value: Any) -> str:
    return _write_text(value) if isinstance(value, str) else _write_names(value)


TEXT = Form("text", "a text", _write_text, _read_text)
NUMBER = Form("number", "a number", _write_number, _read_number, "General")
QUANTITY = Form("quantity", notation.HOW, notation.write_quantity, _read_quantity, "General")
DAY = Form("day", "a day as YYYY-MM-DD", _write_text, _read_day)
YES = Form("yes or no", "yes or no", _write_yes, _read_yes)
NAMES = Form("names", "names, separated by commas", _write_names, _read_names)
LINES = Form("lines", "texts, one a line (Alt+Enter)", _write_lines, _read_lines)
ONE_OR_NAMES = Form(
    "name or names",
    "a name, or several separated by commas",
    _write_one_or_names,
    _read_one_or_names,
)


def _read_likelihood(cell: CellValue) -> Any:
    if isinstance(cell, str) and (cell == NOT_APPLICABLE or band_of(cell) is not None):
        return cell
    return _read_quantity(cell)


def _write_likelihood(value: Any) -> CellValue:
    return _write_text(value) if isinstance(value, str) else notation.write_quantity(value)


LIKELIHOOD = Form(
    "likelihood",
    f"{notation.HOW}, a word such as likely, or a mark such as CC",
    _write_likelihood,
    _read_likelihood,
)


def choice(values: tuple[Any, ...]) -> Form:
    """Return the form of one of several fixed values."""
    by_text = {str(v): v for v in values}

    def read(cell: CellValue) -> Any:
        text = _read_text(cell)
        # Another value is left to the models, whose message lists what is allowed.
        return by_text.get(text, by_text.get(text.lower(), text))

    def write(value: Any) -> str:
        if value not in values:
            raise ValueError("not one of the choices")
        return str(value)

    return Form("choice", "one of: " + ", ".join(by_text), write, read)


def mapping(inner: Form) -> Form:
    """Return the form of ``name: value`` pairs, one a line."""
    split = r"\n" if inner.name == "text" else r"[;\n]"

    def read(cell: CellValue) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in re.split(split, _read_text(cell)):
            if not part.strip():
                continue
            name, colon, value = part.partition(": ")
            if not colon:
                raise BadCellError(f"'{part.strip()[:60]}' has no 'name: '", how)
            if name.strip() in found:
                raise BadCellError(f"'{name.strip()[:60]}' stands twice in the cell", how)
            found[name.strip()] = decode(inner, value)
        return found

    def write(value: Any) -> str:
        if not isinstance(value, dict):
            raise TypeError("not a mapping")
        return "\n".join(
            f"{_write_text(name)}: {_read_text(inner.write(item))}" for name, item in value.items()
        )

    how = f"'name: value', one a line, each value {inner.how}"
    return Form(f"mapping of {inner.name}", how, write, read)


def name_or_mapping(inner: Form) -> Form:
    """Return the form of one name, or of ``name: value`` pairs."""
    pairs = mapping(inner)

    def read(cell: CellValue) -> Any:
        text = _read_text(cell)
        return pairs.read(text) if ":" in text else text

    def write(value: Any) -> CellValue:
        return _write_text(value) if isinstance(value, str) else pairs.write(value)

    return Form("name or mapping", f"a name, or {pairs.how}", write, read)
