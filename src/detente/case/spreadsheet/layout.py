"""What a sheet is made of: keys that say where a row belongs, and columns below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.case.spreadsheet.forms import Form

MORE: Final = "more"
ANALYST: Final = "analyst"
VALUE: Final = "value"
README: Final = "read me"
LISTS: Final = "lists"
LONG: Final = "long texts"
CASE: Final = "case"


@dataclass(frozen=True, slots=True)
class Key:
    """A column whose cell is a step of the row's path: a party's name, an issue's.

    ``refers`` names the list that the cell is chosen from; empty where the
    cell gives a new name.
    """

    header: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The step of a path that numbers the entries of a list, in the order of the rows."""


Step = str | Key | Index


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds one field of the row's block.

    Attributes
    ----------
    header : str
    path : tuple of str
        Of the field, below the block.
    form : Form
    meaning : str
        For the reader, shown when a cell is chosen.
    choices : tuple of str
        For a drop-down list.
    refers : str
        Name of the list that its names come from, or empty.
    """

    header: str
    path: tuple[str, ...]
    form: Form
    meaning: str = ""
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One kind of row.

    Attributes
    ----------
    path : tuple of Step
        Where its block stands in the case.
    columns : tuple of Column
    what : str
        The word in the sheet's ``what`` column; empty where there is one kind.
    number : bool
        Whether the block is an uncertain number, whose value stands in the
        first column and whose basis, day, note in the others.
    entry : bool
        Whether the row itself says that the block exists.
    """

    path: tuple[Step, ...]
    columns: tuple[Column, ...]
    what: str = ""
    number: bool = False
    entry: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys on its path."""
        return tuple(s for s in self.path if isinstance(s, Key))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its kinds of rows, and what it is for."""

    name: str
    about: str
    variants: tuple[Variant, ...]
    what: str = ""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The key columns of all kinds of rows, the analyst's last."""
        found: dict[str, Key] = {}
        for variant in self.variants:
            found.update({k.header: k for k in variant.keys})
        ordered = [k for k in found.values() if k.header != ANALYST]
        return (*ordered, *(k for k in found.values() if k.header == ANALYST))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all kinds of rows, the value first.

        Where several share a header, the first kind's stands for them.
        """
        found: dict[str, Column] = {}
        for variant in self.variants:
            for column in variant.columns:
                found.setdefault(column.header, column)
        return tuple(sorted(found.values(), key=lambda c: c.header != VALUE))

    @property
    def headers(self) -> tuple[str, ...]:
        """All headers in their order."""
        names = [k.header for k in self.keys if k.header != ANALYST]
        if self.what:
            names.append(self.what)
        names += [k.header for k in self.keys if k.header == ANALYST]
        return (*names, *(c.header for c in self.columns), MORE)
