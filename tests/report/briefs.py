"""The real answer on Hanoi 2019, and what a word processor makes of a brief of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from detente.answers.findings import ReachFinding
from detente.answers.reach import reach
from detente.case.loading import load_case
from detente.case.models import Case
from detente.report.figures.render import FONTS
from detente.report.folder import findings_json
from tests.report.conftest import HANOI

EDITIONS = (None, "korean")
SOFFICE = shutil.which("soffice")

FONT_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@cache
def answered() -> tuple[Case, ReachFinding, dict[str, Any]]:
    """Return the case, its answer, and that answer as findings.json holds it."""
    loaded = load_case(HANOI)
    finding = reach(loaded, draws=1_000)
    return loaded.case, finding, json.loads(findings_json(finding))


def set_by_word_processor(files: list[Path], out: Path) -> list[PdfReader]:
    """Return each document as LibreOffice prints it, in the shipped fonts alone."""
    if SOFFICE is None:
        pytest.skip("no soffice on this machine: install the package libreoffice-writer-nogui")
    config = out / "fonts.conf"
    config.write_text(FONT_CONFIG.format(fonts=FONTS, cache=out / "cache"), encoding="utf-8")
    command = [SOFFICE, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(out)]
    subprocess.run(
        [*command, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(out)},
    )
    return [PdfReader(out / f"{file.stem}.pdf") for file in files]


def closed_up(text: str) -> str:
    """Return a text without white space, as lines are broken and scripts spaced while setting."""
    return "".join(text.split())
