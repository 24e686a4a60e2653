"""A new case folder, or spreadsheet, with the example that ships with the package."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from detente.errors import UsageError

FILES: Final = ("case.yaml", "values.yaml", "levers.yaml", "record.yaml")


def new_case(folder: Path) -> list[Path]:
    """Write the example case into a folder that is new or empty.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UsageError
        When the folder has something in it, or cannot be written; nothing is
        left half-written.
    """
    templates = resources.files("detente.case") / "data"
    return write_folder(folder, {name: (templates / name).read_bytes() for name in FILES})


def new_spreadsheet(path: Path) -> Path:
    """Write the example case as a spreadsheet, a file that is not there yet.

    Raises
    ------
    UsageError
        When the file exists, has another ending or cannot be written.
    """
    from detente.case.includes import read_source
    from detente.case.spreadsheet.writing import write_new

    with resources.as_file(resources.files("detente.case") / "data") as templates:
        source, _ = read_source(templates)
    return write_new(source.data, path)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder that is new or empty, all or none.

    Raises
    ------
    UsageError
        When the folder has something in it, or cannot be written.
    """
    target = Path(os.path.abspath(folder))
    building: Path | None = None
    try:
        if target.is_dir() and any(target.iterdir()):
            raise UsageError(f"'{folder}' is not empty: name a new folder")
        if target.exists() and not target.is_dir():
            raise UsageError(f"'{folder}' is a file: name a new folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        _fill(building, files)
        # mkdtemp makes the folder private; a case folder is an ordinary one.
        mask = os.umask(0)
        os.umask(mask)
        building.chmod(0o777 & ~mask)
        if target.is_dir():
            target.rmdir()
        building.rename(target)
        building = None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise UsageError(f"cannot write '{folder}': {reason}; nothing was written") from error
    finally:
        if building is not None:
            with contextlib.suppress(OSError):
                shutil.rmtree(building)
    return [folder / name for name in files]


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
