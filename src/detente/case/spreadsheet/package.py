"""Is the file an ordinary workbook?  Looked at before anything in it is interpreted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from detente import office
from detente.errors import InputError

_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:]+)[\"']")
_FORM: Final = office.Form(
    "a spreadsheet",
    "a spreadsheet program",
    ".xlsx",
    "save it as 'Excel workbook (.xlsx)'",
    {
        ".xlsm": "a workbook with macros",
        ".xlsb": "a binary workbook",
        ".xls": "a workbook of an old form",
        ".ods": "an OpenDocument spreadsheet",
    },
    ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
)


def is_spreadsheet(path: Path) -> bool:
    """Whether a path names a spreadsheet, of our form or another."""
    return path.suffix.lower() in (".xlsx", *_FORM.others)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook, unpacked within bounds."""

    content: bytes
    parts: dict[str, bytes]

    def stream(self) -> io.BytesIO:
        """Return the file again, to be read."""
        return io.BytesIO(self.content)

    def complete(self) -> bool:
        """Whether every sheet that the workbook names is there."""
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        named = [s.get("name", "") for s in book.iter() if s.tag.endswith("}sheet")]
        return all(self._part_of(title) in self.parts for title in named)

    def merged(self, title: str) -> Iterator[str]:
        """Yield the merged ranges of a sheet."""
        name = self._part_of(title)
        for found in _MERGED.finditer(self.parts.get(name, b"")):
            yield found[1].decode("ascii")

    def _part_of(self, title: str) -> str:
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        links = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        for sheet in book.iter():
            if sheet.tag.endswith("}sheet") and sheet.get("name") == title:
                ident = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
                target = targets.get(ident, "")
                return target[1:] if target.startswith("/") else f"xl/{target}"
        return ""


def damaged(path: Path) -> InputError:
    """Return the error for a file that begins like a workbook and is none."""
    return office.damaged(path, _FORM)


def open_package(path: Path) -> Package:
    """Return the unpacked parts of a workbook.

    Raises
    ------
    InputError
        When it is missing, too large, encrypted, damaged, has macros or declares entities.
    """
    return Package(*office.unpacked(path, _FORM))
