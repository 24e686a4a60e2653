"""Is the file an ordinary Office file?  Looked at before anything in it is interpreted.

An xlsx or docx file is a ZIP archive of XML files.  Sizes are bounded as declared and
as read; XML that declares entities is refused, as no Office program writes it; macros
are refused by their presence, and names of parts that lead out of the archive too.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from detente.errors import InputError, Place, Problem

MAX_BYTES: Final = 20_000_000
MAX_UNPACKED: Final = 100_000_000
MAX_MEMBERS: Final = 2_000
MAX_RATIO: Final = 200
"""How many times its size a file of more than :data:`SMALL` bytes may unpack to."""
SMALL: Final = 10_000_000

_OLE: Final = b"\xd0\xcf\x11\xe0"
_DECLARATION: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)")
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_READ: Final = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of Office file, and the words for it in messages.

    Attributes
    ----------
    what, program : str
        ``a spreadsheet``, ``a spreadsheet program``.
    suffix : str
    save_as : str
        How to mend a file of another form.
    others : dict of str to str
        Suffixes that are refused by name, and what they are.
    parts : tuple of str
        What has to be in the archive.
    foreign : str
        Where other programs keep parts of their own; such a part that is not plain XML is
        left out, and the file still read.
    ratio : int or None
        Most that it may unpack to, in times of its size.
    """

    what: str
    program: str
    suffix: str
    save_as: str
    others: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    ratio: int | None = None
    foreign: str = ""


def damaged(path: Path, form: Form) -> InputError:
    """Return the error for a file that begins like one of the form and is none."""
    return refused(
        path,
        f"'{path.name}' is damaged: it cannot be read as {form.what}",
        f"open it in {form.program}, save it again and try once more",
    )


def unpacked(path: Path, form: Form) -> tuple[bytes, dict[str, bytes]]:
    """Return a file, and its XML parts by name, unpacked within bounds.

    Raises
    ------
    InputError
        When it is missing, too large, encrypted, damaged, has macros or declares entities.
    """
    if what := form.others.get(path.suffix.lower()):
        raise refused(path, f"'{path.name}' is {what}", form.save_as)
    content = _content(path)
    if content.startswith(_OLE):
        raise refused(
            path,
            f"'{path.name}' is protected by a password, or of an old form",
            f"take the password off, or {form.save_as}",
        )
    if not content.startswith(b"PK"):
        message = f"'{path.name}' is not {form.what} of the form {form.suffix}"
        raise refused(path, message, form.save_as)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_parts(path, archive, len(content), form))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise damaged(path, form) from error
    if any(name not in parts for name in form.parts):
        raise damaged(path, form)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise refused(path, f"'{path.name}' holds macros", form.save_as)
    return content, parts


def refused(path: Path, message: str, hint: str = "", code: str = "not-a-case") -> InputError:
    """Return the error for a file that is not read."""
    return InputError([Problem(message, Place(str(path)), hint=hint, code=code)])


def _parts(
    path: Path, archive: zipfile.ZipFile, size: int, form: Form
) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    total = sum(m.file_size for m in members)
    most = MAX_UNPACKED if form.ratio is None else min(MAX_UNPACKED, max(SMALL, form.ratio * size))
    if len(members) > MAX_MEMBERS or total > most:
        raise refused(
            path,
            f"'{path.name}' unpacks to more than {most // 1_000_000} MB: it is not read",
            code="too-large",
        )
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & 1:
            message = f"'{path.name}' is protected by a password"
            raise refused(path, message, "take the password off")
        if name.lower().endswith("vbaproject.bin"):
            raise refused(path, f"'{path.name}' holds macros", form.save_as)
        if _absurd(name) or name.lower() in seen:
            raise refused(
                path,
                f"'{path.name}' holds parts with names that no {_bare(form.program)} writes",
                f"open it in {form.program} and save it again",
            )
        seen.add(name.lower())
        if name.lower().endswith(_READ):
            # What is read stops at the size that was declared, and that was bounded above.
            part = archive.read(member)
            if _plain_xml(part):
                yield name, part
            elif not form.foreign or not name.startswith(form.foreign):
                raise refused(
                    path,
                    f"'{path.name}' holds XML that no {_bare(form.program)} writes",
                    f"open it in {form.program} and save it again",
                )


def _absurd(name: str) -> bool:
    return (
        name.startswith("/") or ".." in name.split("/") or bool(re.search(r"[\\:\x00-\x1f]", name))
    )


def _bare(words: str) -> str:
    return re.sub(r"^an? ", "", words)


def _plain_xml(part: bytes) -> bool:
    """Return whether a part declares nothing and is written in UTF-8."""
    encoding = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf")[:200])
    unusual = b"\0" in part[:4] or part[:2] in (b"\xff\xfe", b"\xfe\xff")
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        unusual = True
    return not unusual and not _DECLARATION.search(part)


def _content(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refused(path, f"'{path}' is not an ordinary file", code="no-file")
        if status.st_size > MAX_BYTES:
            raise refused(
                path,
                f"'{path}' is too large: at most {MAX_BYTES // 1_000_000} MB",
                code="too-large",
            )
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise refused(path, f"there is no file '{path}'", code="no-file") from error
    except PermissionError as error:
        raise refused(path, f"no permission to read '{path}'", code="no-permission") from error
    except (OSError, ValueError) as error:
        raise refused(path, f"'{str(path)[:200]}' cannot be read", code="no-file") from error
