"""What the documentation shows is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.main import COMMANDS
from tests.docs.console import ROOT, agrees, pages, run_page, steps
from tools import cli_reference

pytestmark = pytest.mark.docs


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [p for p in pages() if steps(p.read_text("utf-8"))], ids=name)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, tmp_path: Path) -> None:
    wrong = run_page(page.read_text("utf-8"), tmp_path)
    assert not wrong, "\n".join(wrong)


def test_the_harness_notices_a_wrong_output_a_wrong_code_and_another_program(
    tmp_path: Path,
) -> None:
    page = (
        "```console\n$ detente --version\ndetente, version 99\n"
        "$ detente nonsense\n$ detente nonsense  # exit code 2\n$ rm -r cases\n```\n"
    )
    wrong = run_page(page, tmp_path)
    assert [line.split(":")[0] for line in wrong] == ["line 2", "line 4", "line 6"]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a ... d\n", "a b c d", True),
        ("a\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
        ("...\n", "", True),
    ],
)
def test_three_dots_stand_for_anything(shown: str, printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_the_page_of_commands_is_current() -> None:
    shown = cli_reference.PAGE.read_text("utf-8")
    assert shown == cli_reference.page(), "run `make reference`"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"## detente {command}\n" in cli_reference.PAGE.read_text("utf-8")


def test_the_site_builds_and_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    fetched = re.compile(
        r"<(?:script|img|iframe|source)[^>]*\bsrc=[\"']?(?:https?:)?//"
        r"|<link[^>]*rel=[\"']?(?:stylesheet|icon|preload|preconnect)[^>]*href=[\"']?(?:https?:)?//"
        r"|@import[^;]*//|url\(\s*[\"']?(?:https?:)?//"
    )
    found = [
        f"{file.relative_to(tmp_path)}: {hit.group()}"
        for file in sorted(tmp_path.rglob("*"))
        if file.suffix in {".html", ".css"}
        for hit in fetched.finditer(file.read_text("utf-8"))
    ]
    assert found == []
