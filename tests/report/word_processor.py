"""LibreOffice, without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")


def through_word_processor(files: list[Path], out: Path, form: str) -> list[Path]:
    """Return each document as LibreOffice reads it and writes it again."""
    if SOFFICE is None:
        pytest.skip("no soffice on this machine: install the package libreoffice-writer-nogui")
    out.mkdir()
    command = [SOFFICE, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(out)]
    subprocess.run(
        [*command, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(out)},
    )
    return [out / f"{file.stem}.{form.partition(':')[0]}" for file in files]
