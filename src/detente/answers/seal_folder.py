"""The folder of seals next to a case: read whole, added to, never changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.case.loaded import LoadedCase
from detente.errors import InputError, Place, Problem, UsageError
from detente.evidence.seals import Flaw, file_name, verify, written
from detente.files import write_atomic

WORDS = {
    "unreadable": "this is not a seal, or no longer one",
    "entry": "the forecast of '{what}' is not as it was sealed",
    "content": "something here is not as it was sealed: its hash does not fit",
    "writing": "it is not written as it was sealed",
    "name": "the file was renamed; its name was {what}",
    "missing": "the seal before it is gone: {what}",
    "fork": "another seal follows the same one: made side by side, or slipped in",
    "starts": "another seal is the first one too: made side by side, or slipped in",
    "time": "it says that it was sealed before the one it follows, of {what}",
    "absent": "no seal has the hash {what}: it, and maybe others after it, were taken away",
}


def seal_folder(loaded: LoadedCase) -> Path:
    """Return where the seals of a case stand."""
    main = loaded.files[0]
    if main.suffix.lower() == ".xlsx":
        return main.parent / f"{main.stem}-forecasts"
    return loaded.folder / "forecasts"


def read_seals(folder: Path) -> dict[str, str]:
    """Return the text of each seal by the name of its file.

    Raises
    ------
    UsageError
        Where the folder cannot be read.
    """
    found = {}
    try:
        for file in sorted(folder.glob("*.json")) if folder.is_dir() else []:
            found[file.name] = file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(f"cannot read '{folder}': {error.strerror}") from error
    return found


def checked_seals(folder: Path, expected: str = "") -> list[dict[str, Any]]:
    """Return the seals of a folder in order.

    Raises
    ------
    InputError
        With file and line, where one is not as it was sealed.
    """
    seals, flaws = verify(read_seals(folder), expected)
    if flaws:
        raise InputError([problem(flaw, folder) for flaw in flaws])
    return seals


def problem(flaw: Flaw, folder: Path) -> Problem:
    """Return a flaw of the chain as a problem with its place."""
    file = str(folder / flaw.file) if flaw.file else str(folder)
    return Problem(
        WORDS[flaw.code].format(what=flaw.what),
        Place(file, flaw.line),
        hint="seals are never changed: take the file back from a copy",
        code=f"seal-{flaw.code}",
    )


def add_seal(folder: Path, seal: dict[str, Any]) -> Path:
    """Write a new seal; nothing that stands is written over.

    Raises
    ------
    UsageError
        When it cannot be written.
    """
    file = folder / file_name(seal)
    if file.exists():
        raise UsageError(f"'{file}' stands already: nothing was sealed")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make '{folder}': {error.strerror}") from error
    write_atomic(file, written(seal))
    return file
