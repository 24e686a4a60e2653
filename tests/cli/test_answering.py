"""What every command that answers one question shares."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.main import run
from tests.schedule.analysis.watched import data

ASKED = ["--package", "charter", "--draws", "200"]


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("asked in vain")

    import detente.answers.verify

    monkeypatch.setattr(detente.answers.verify, "verified", never)


def test_a_folder_of_others_is_refused_before_anything_is_computed(
    write_case, unasked: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("mine")
    assert run(["verify", str(write_case(data())), *ASKED, "--out", str(out)]) == 2
    assert "holds other files and no report of ours" in capsys.readouterr().err
    assert [p.name for p in out.iterdir()] == ["chapter.txt"]


def test_an_edition_that_is_not_there_is_refused_before_anything_is_computed(
    write_case, unasked: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(write_case(data())), *ASKED, "--edition", "west"]) == 2
    assert "there is no edition 'west'" in capsys.readouterr().err


def test_the_folder_is_one_of_the_command_s_own_kind(
    write_case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, out = str(write_case(data())), str(tmp_path / "out")
    for _ in range(2):
        assert run(["verify", case, *ASKED, "--out", out]) == 0
    written = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert written["header"]["kind"] == "verify"
    capsys.readouterr()
    assert run(["terms", case, "--draws", "200", "--out", out]) == 2
    assert "no report of ours" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["explain", "learn", "schedule", "terms", "track", "verify"])
def test_a_mistake_in_the_case_is_told_before_anything_heavy_is_loaded(
    command: str, write_case
) -> None:
    made = data()
    made["partys"] = made.pop("parties")
    code = (
        "import sys\nfrom detente.cli.main import run\n"
        f"code = run(['{command}', {str(write_case(made))!r}])\n"
        "loaded = {'numpy', 'scipy', 'ortools', 'vl_convert'} & set(sys.modules)\n"
        "sys.exit(f'{code} {loaded}' if code != 2 or loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "did you mean 'parties'" in done.stderr
