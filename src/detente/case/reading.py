"""A file of a case as text, or one clear message why not."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final, NoReturn

from detente.errors import InputError, Place, Problem

MAX_BYTES: Final = 10_000_000
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_file(path: Path, at: Place | None = None) -> str:
    """Return the text of a file in UTF-8 (with or without a byte order mark).

    Parameters
    ----------
    path : Path
    at : Place, optional
        Where the file is asked for, when another file includes it.

    Raises
    ------
    InputError
        When there is no such file, it cannot be read, is too large or not UTF-8.
    """
    where = at or Place(str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _refuse(f"'{path}' is a folder where a file is needed", where, "folder")
        if not stat.S_ISREG(status.st_mode):
            _refuse(f"'{path}' is not an ordinary file", where, "no-file")
        if status.st_size > MAX_BYTES:
            _too_large(path, where)
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _refuse(f"there is no file '{path}'", where, "no-file")
    except PermissionError:
        _refuse(f"no permission to read '{path}'", where, "no-permission")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        _refuse(f"'{str(path)[:200]}' cannot be read: {reason}", where, "no-file")
    if len(content) > MAX_BYTES:
        _too_large(path, where)
    return _decode(content, str(path))


def _decode(content: bytes, file: str) -> str:
    if content.startswith(_UTF16):
        _refuse("the file is in UTF-16", Place(file), "encoding", "save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        _refuse(
            f"the file is not in UTF-8: the byte 0x{content[error.start]:02X} stands here",
            Place(file, line, column),
            "encoding",
            "save it as UTF-8",
        )


def _too_large(path: Path, where: Place) -> NoReturn:
    _refuse(
        f"'{path}' is too large: at most {MAX_BYTES // 1_000_000} MB",
        where,
        "too-large",
        "split the case with include:",
    )


def _refuse(message: str, place: Place, code: str, hint: str = "") -> NoReturn:
    raise InputError([Problem(message, place, hint=hint, code=code)])
