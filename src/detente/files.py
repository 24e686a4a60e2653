"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from detente.errors import UsageError


def write_atomic(path: Path, content: bytes | str) -> None:
    """Write a file so that it is either complete or as it was before.

    Parameters
    ----------
    path : Path
    content : bytes or str
        A string is written in UTF-8.

    Raises
    ------
    UsageError
        When it cannot be written: full disk, no permission, no such folder.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    # A link is followed, so that it stays a link.
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"cannot write '{path}': {reason}; nothing was changed") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _mode(target: Path) -> int:
    """Return the permissions to give: the old file's, or what a new file would get."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
