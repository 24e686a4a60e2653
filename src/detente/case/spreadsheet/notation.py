"""Uncertain numbers in one cell: ``12``, ``10..20``, ``triangular 5 10 20``, ``normal 5 2``."""

from __future__ import annotations

import re
from typing import Any, Final

from detente.case.scalars import BadScalarError, read_plain

HOW: Final = (
    "12, 10..20, triangular 5 10 20, normal 5 2, normal 5 2 in 0..10, beta 2 3 in 0..50, "
    "values 1 2 3, values 1 2 3 weights 1 1 2"
)
_NUM: Final = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?"
_NUMBER: Final = re.compile(_NUM)
_RANGE: Final = re.compile(rf"({_NUM})\s*(?:\.\.|…|–|to\b)\s*({_NUM})")
_WORDS: Final = re.compile(
    rf"(?P<name>point|range|triangular|normal|beta|values)(?P<numbers>(?:[\s,]+{_NUM})+)"
    rf"(?:\s+in\s+(?P<within>{_NUM}\s*(?:\.\.|…|–|to\b)\s*{_NUM})"
    rf"|\s+weights(?P<weights>(?:[\s,]+{_NUM})+))?"
)
_LENGTHS: Final = {"point": 1, "range": 2, "triangular": 3, "normal": 2, "beta": 2}


class BadCellError(ValueError):
    """A cell that cannot be read; ``allowed`` says what could stand there, ``hint`` the mend."""

    def __init__(self, message: str, allowed: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.allowed = allowed
        self.hint = hint


def number(text: str) -> int | float:
    """Return the number that a text is."""
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped):
        hint = "with a point for decimals" if re.fullmatch(r"[-+]?\d+,\d+", stripped) else ""
        raise BadCellError(f"'{text[:60]}' is not a number", "a number", hint)
    try:
        value = read_plain(stripped)
    except BadScalarError as error:
        raise BadCellError(error.message, "a number", error.hint) from error
    assert isinstance(value, (int, float))
    return value


def read_quantity(text: str) -> Any:
    """Return the plain data of a quantity: a number, ``[low, high]`` or a mapping of its shape.

    ``point 12`` and ``range 10 20`` are the same quantities written out as mappings.
    """
    stripped = text.strip()
    if found := _RANGE.fullmatch(stripped):
        return [number(found[1]), number(found[2])]
    if found := _WORDS.fullmatch(stripped):
        return _shape(found)
    try:
        return number(stripped)
    except BadCellError as error:
        raise BadCellError(error.message, HOW, error.hint) from error


def _shape(found: re.Match[str]) -> dict[str, Any]:
    name = found["name"]
    numbers = _numbers(found["numbers"])
    if len(numbers) != _LENGTHS.get(name, len(numbers)):
        raise BadCellError(f"'{name}' takes {_LENGTHS[name]} numbers, not {len(numbers)}", HOW)
    if name == "point":
        return {"point": numbers[0]}
    shape: dict[str, Any] = {"empirical" if name == "values" else name: numbers}
    if found["within"]:
        limits = _RANGE.fullmatch(found["within"])
        assert limits is not None
        shape["within"] = [number(limits[1]), number(limits[2])]
    if found["weights"]:
        shape["weights"] = _numbers(found["weights"])
    return shape


def _numbers(text: str) -> list[int | float]:
    return [number(part) for part in re.split(r"[\s,]+", text.strip())]


def write_number(value: Any) -> str:
    """Return a number so that it is read back exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is not a number")
    return repr(value)


def exact(value: int | float) -> str | int | float:
    """Return a number for a cell: as a text where cells, with their 16 digits, would round it."""
    return value if float(f"{value:.16g}") == value else repr(value)


def write_quantity(value: Any) -> str | int | float:
    """Return the cell of a quantity's shape.

    Raises
    ------
    TypeError, ValueError, KeyError
        Where the compact notation has no words for it.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return exact(value)
    if isinstance(value, list):
        low, high = value
        return f"{write_number(low)}..{write_number(high)}"
    rest = dict(value)
    within, weights = rest.pop("within", None), rest.pop("weights", None)
    ((name, numbers),) = rest.items()
    if name == "point":
        return f"point {write_number(numbers)}"
    words = ["values" if name == "empirical" else name, *map(write_number, numbers)]
    if within is not None:
        words += ["in", str(write_quantity(within))]
    if weights is not None:
        words += ["weights", *map(write_number, weights)]
    return " ".join(words)
