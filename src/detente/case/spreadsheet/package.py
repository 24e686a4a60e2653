"""Is the file an ordinary workbook?  Looked at before anything in it is interpreted.

An xlsx file is a ZIP archive of XML files.  Sizes are bounded as declared and
as read; XML that declares entities is refused, as no spreadsheet program
writes it; macros are refused by their presence.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from detente.errors import InputError, Place, Problem

MAX_BYTES: Final = 20_000_000
MAX_UNPACKED: Final = 100_000_000
MAX_MEMBERS: Final = 2_000
_OLE: Final = b"\xd0\xcf\x11\xe0"
_DECLARATION: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)")
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:]+)[\"']")
_OTHERS: Final = {
    ".xlsm": "a workbook with macros",
    ".xlsb": "a binary workbook",
    ".xls": "a workbook of an old form",
    ".ods": "an OpenDocument spreadsheet",
}
_SAVE_AS: Final = "save it as 'Excel workbook (.xlsx)'"


def is_spreadsheet(path: Path) -> bool:
    """Whether a path names a spreadsheet, of our form or another."""
    return path.suffix.lower() in (".xlsx", *_OTHERS)


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
    return _error(
        path,
        f"'{path.name}' is damaged: it cannot be read as a spreadsheet",
        "open it in a spreadsheet program, save it again and try once more",
    )


def open_package(path: Path) -> Package:
    """Return the unpacked parts of a workbook.

    Raises
    ------
    InputError
        When it is missing, too large, encrypted, damaged, has macros or declares entities.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise _error(path, f"'{path.name}' is {_OTHERS[suffix]}", _SAVE_AS)
    content = _content(path)
    if content.startswith(_OLE):
        raise _error(
            path,
            f"'{path.name}' is protected by a password, or of an old form",
            f"take the password off, or {_SAVE_AS}",
        )
    if not content.startswith(b"PK"):
        raise _error(path, f"'{path.name}' is not a spreadsheet of the form .xlsx", _SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_parts(path, archive))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise damaged(path) from error
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        raise damaged(path)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise _error(path, f"'{path.name}' holds macros", _SAVE_AS)
    return Package(content, parts)


def _parts(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise _error(
            path,
            f"'{path.name}' unpacks to more than {MAX_UNPACKED // 1_000_000} MB: it is not read",
            code="too-large",
        )
    for member in members:
        if member.flag_bits & 1:
            raise _error(path, f"'{path.name}' is protected by a password", "take the password off")
        if member.filename.lower().endswith("vbaproject.bin"):
            raise _error(path, f"'{path.name}' holds macros", _SAVE_AS)
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            # What is read stops at the size that was declared, and that was bounded above.
            part = archive.read(member)
            _plain_xml(path, part)
            yield member.filename, part


def _plain_xml(path: Path, part: bytes) -> None:
    encoding = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf")[:200])
    unusual = b"\0" in part[:4] or part[:2] in (b"\xff\xfe", b"\xfe\xff")
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        unusual = True
    if unusual or _DECLARATION.search(part):
        raise _error(
            path,
            f"'{path.name}' holds XML that no spreadsheet program writes",
            "open it in a spreadsheet program and save it again",
        )


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _error(path, f"'{path}' is not an ordinary file", code="no-file")
        if status.st_size > MAX_BYTES:
            raise _error(
                path,
                f"'{path}' is too large: at most {MAX_BYTES // 1_000_000} MB",
                code="too-large",
            )
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _error(path, f"there is no file '{path}'", code="no-file") from error
    except PermissionError as error:
        raise _error(path, f"no permission to read '{path}'", code="no-permission") from error
    except (OSError, ValueError) as error:
        raise _error(path, f"'{str(path)[:200]}' cannot be read", code="no-file") from error


def _error(path: Path, message: str, hint: str = "", code: str = "not-a-case") -> InputError:
    return InputError([Problem(message, Place(str(path)), hint=hint, code=code)])
