"""Read and run the ``console`` blocks of a page: commands with ``$`` and what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^```yaml\n# (\S+\.yaml), (.*?)^```", re.DOTALL | re.MULTILINE)
"""A file that a page shows whole: its first line is a comment that begins with its name."""
TABLE = re.compile(
    r"^<!-- (\S+\.(?:csv|md)) -->\n```(?:csv|markdown)\n(.*?)^```", re.DOTALL | re.MULTILINE
)
"""The same for a table or a text, which have no comments: their name stands in one before."""
EXIT_CODE = re.compile(r"\s+# exit code (\d+)$")


@dataclass(frozen=True)
class Step:
    """One command, the exit code it should have, and what the page shows of its output."""

    command: str
    exit_code: int
    shown: str
    line: int


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def steps(text: str) -> list[Step]:
    found: list[Step] = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                code = EXIT_CODE.search(line)
                command = EXIT_CODE.sub("", line[2:])
                found.append(Step(command, int(code[1]) if code else 0, "", number))
            else:
                assert found, f"line {number}: output before any command"
                last = found.pop()
                shown = f"{last.shown}{line.rstrip()}\n"
                found.append(Step(last.command, last.exit_code, shown, last.line))
    return found


def agrees(shown: str, printed: str) -> bool:
    """Say whether ``printed`` is as shown; ``...`` stands for anything, lines included."""
    tidy = "\n".join(line.rstrip() for line in printed.splitlines()).strip()
    pattern = ".*".join(re.escape(part) for part in shown.strip().split("..."))
    return re.fullmatch(pattern, tidy, re.DOTALL) is not None


def run_page(text: str, folder: Path) -> list[str]:
    """Run a page's commands one after another in ``folder``; return what went otherwise."""
    if not (folder / "cases").exists():
        shutil.copytree(ROOT / "cases", folder / "cases")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "COLUMNS": "100", "NO_COLOR": "1"}
    for name, content in FILE.findall(text):
        (folder / Path(name).name).write_text(f"# {content}", encoding="utf-8")
    for name, content in TABLE.findall(text):
        (folder / Path(name).name).write_text(content, encoding="utf-8")
    wrong = []
    for step in steps(text):
        if not step.command.startswith("detente "):
            wrong.append(f"line {step.line}: only detente's own commands are run: {step.command}")
            continue
        done = subprocess.run(
            ["bash", "-c", step.command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )
        printed = done.stdout + done.stderr
        if done.returncode != step.exit_code:
            wrong.append(
                f"line {step.line}: {step.command}: exit code {done.returncode}, "
                f"not {step.exit_code}:\n{printed}"
            )
        elif step.shown and not agrees(step.shown, printed):
            wrong.append(f"line {step.line}: {step.command}: printed\n{printed}")
    return wrong
