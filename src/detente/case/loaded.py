"""A case as read: the model, the plain data behind it and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.case.models import Case
from detente.errors import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The case's plain data, merged from its files.

    Attributes
    ----------
    data : dict
    places : mapping of str to Place
        Place of every value, by JSON pointer.
    keys : mapping of str to Place
        Place of every key, by the pointer of its value.
    folder : Path
    files : tuple of Path
        Every file read, the main one first.
    origins : mapping of str to (Path, str)
        For entries of top-level lists: the file and the pointer inside it.
    withheld : bool
        Whether the files have confidential notes, which are not in ``data``.
    """

    data: dict[str, Any]
    places: Mapping[str, Place]
    keys: Mapping[str, Place]
    folder: Path
    files: tuple[Path, ...]
    origins: Mapping[str, tuple[Path, str]]
    withheld: bool = False

    def place(self, pointer: str) -> Place:
        """Return where a value stands, or the nearest block that encloses it."""
        return _nearest(self.places, self.keys, pointer)

    def key_place(self, pointer: str) -> Place:
        """Return where the key of a value stands, or the value, or the nearest block."""
        return _nearest(self.keys, self.places, pointer)


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case and the files it came from.

    Attributes
    ----------
    case : Case
    source : Source
    """

    case: Case
    source: Source

    @property
    def data(self) -> dict[str, Any]:
        """Plain data after includes."""
        return self.source.data

    @property
    def places(self) -> Mapping[str, Place]:
        """Place of every value, by JSON pointer."""
        return self.source.places

    @property
    def folder(self) -> Path:
        """The case folder."""
        return self.source.folder

    @property
    def name(self) -> str:
        """Name of the case folder, or of the spreadsheet without its ending."""
        main = self.source.files[0]
        if main.suffix.lower() == ".xlsx":
            return main.stem
        return self.source.folder.resolve().name

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file read, the main one first."""
        return self.source.files


def _nearest(first: Mapping[str, Place], second: Mapping[str, Place], pointer: str) -> Place:
    while True:
        place = first.get(pointer) or second.get(pointer)
        if place is not None:
            return place
        if not pointer:
            return Place("case")
        pointer = pointer.rpartition("/")[0]
