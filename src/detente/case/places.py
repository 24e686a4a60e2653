"""Where every value of a case stands, by JSON pointer.

A record of ten thousand items has a quarter of a million places, and a message needs
one of them.  So they are kept as plain rows, and become a :class:`Place` when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from detente.errors import Place

Row = tuple[str, int | None, int | None, int | None, int | None]
"""File; line and column of a value; line and column of its key, or ``None`` twice."""

OF_VALUE: Final = 1
OF_KEY: Final = 3


class Places(Mapping[str, Place]):
    """Places by JSON pointer, made from rows when they are asked for.

    Parameters
    ----------
    rows : dict of str to Row
    at : int
        ``OF_VALUE`` or ``OF_KEY``: the place of which of the two.
    """

    __slots__ = ("at", "rows")

    def __init__(self, rows: dict[str, Row], at: int = OF_VALUE) -> None:
        self.rows = rows
        self.at = at

    def __getitem__(self, pointer: str) -> Place:
        row = self.rows[pointer]
        if not self._has(row):
            raise KeyError(pointer)
        if self.at == OF_KEY:
            return Place(row[0], row[3], row[4])
        return Place(row[0], row[1], row[2])

    def __contains__(self, pointer: object) -> bool:
        row = self.rows.get(pointer)  # type: ignore[call-overload]  # anything may be asked for
        return row is not None and self._has(row)

    def __iter__(self) -> Iterator[str]:
        return (pointer for pointer, row in self.rows.items() if self._has(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _has(self, row: Row) -> bool:
        return self.at == OF_VALUE or row[OF_KEY] is not None


def step(pointer: str, key: str | int) -> str:
    """Return the pointer one step further down, escaped as JSON pointers are."""
    text = str(key)
    if "~" in text or "/" in text:
        text = text.replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{text}"
