"""The house's import rules hold, and the checker that says so can tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.import_rules import violations


def plant(root: Path, files: dict[str, str]) -> Path:
    for name, text in {"__init__.py": "", **files}.items():
        file = root / "detente" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_imports_show_the_house() -> None:
    assert violations() == []


@pytest.mark.parametrize(
    ("importer", "statement", "rule"),
    [
        (
            "case/models.py",
            "from detente.beliefs.study import Study",
            "case may not import beliefs",
        ),
        ("beliefs/study.py", "import detente.deals", "beliefs may not import deals"),
        (
            "terms/analysis.py",
            "from detente.schedule import order",
            "terms may not import schedule",
        ),
        ("terms/analysis.py", "from detente.deals.frontier import front", "not from inside"),
        ("terms/analysis.py", "from detente.deals import frontier", "not from inside"),
        ("deals/frontier.py", "from detente.case.models import Case", "a kernel of deals"),
        ("deals/frontier.py", "from detente.beliefs import study", "a kernel of deals"),
        (
            "deals/analysis.py",
            "def f():\n    from detente.levers import x",
            "may not import levers",
        ),
        ("report/page.py", "from detente.cli.main import main", "report may not import cli"),
        ("workbench/views.py", "from detente.cli import main", "workbench may not import cli"),
        ("errors.py", "from detente.case.models import Case", "errors is a leaf"),
        ("answers/reach.py", "from ..report import page", "answers may not import report"),
        ("answers/reach.py", "from detente.deals.analysis import _secret", "private to deals"),
        ("brandnew/x.py", "from detente.case.models import Case", "brandnew has no rule yet"),
        ("__init__.py", "from detente.case import models", "the package root imports nothing"),
    ],
)
def test_the_checker_finds_a_planted_violation(
    tmp_path: Path, importer: str, statement: str, rule: str
) -> None:
    house = {"deals/frontier.py": "", "beliefs/study.py": "", "case/models.py": ""}
    found = violations(plant(tmp_path, {**house, importer: statement}))
    assert len(found) == 1
    assert rule in found[0]
    assert importer in found[0]


def test_the_checker_finds_a_cycle_of_local_imports(tmp_path: Path) -> None:
    root = plant(
        tmp_path,
        {
            "case/a.py": "def f():\n    from detente.case import b\n",
            "case/b.py": "from detente.case.c import x\n",
            "case/c.py": "from . import a\n",
        },
    )
    (found,) = violations(root)
    assert "import cycle" in found
    assert all(f"detente.case.{name}" in found for name in "abc")


def test_the_checker_accepts_what_the_rules_allow(tmp_path: Path) -> None:
    root = plant(
        tmp_path,
        {
            "errors.py": "",
            "case/models.py": "from detente.errors import Problem",
            "deals/analysis/final.py": "from detente.beliefs.study import Study",
            "beliefs/study.py": "",
            "deals/__init__.py": "from detente.deals.frontier import front",
            "deals/frontier.py": "import numpy\nfrom detente.beliefs.effective import n",
            "beliefs/effective.py": "from detente import __version__",
            "terms/analysis.py": "from detente.deals import front\nfrom detente.case import models",
            "cli/main.py": "from detente.report.page import write\nfrom detente.case import models",
            "report/page.py": "from detente.answers.reach import reach",
        },
    )
    assert violations(root) == []


HEAVY = ("numpy", "scipy", "pydantic", "vl_convert", "typst", "ruamel", "jinja2")


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from detente.cli.main import main\n"
        "sys.argv = ['detente', '--help']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as done:\n"
        "    assert not done.code, done.code\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "HEAVY []" in done.stdout.splitlines()[-1]
    assert "reach" in done.stdout
