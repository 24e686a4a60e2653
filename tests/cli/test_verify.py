"""``detente verify`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run
from tests.schedule.analysis.watched import data

FEW = ["--package", "charter", "--draws", "200"]


def test_it_prints_one_screen(write_case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(write_case(data())), *FEW]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1] == "The charter."
    assert "What is bought is time" in printed.out
    assert printed.err == ""


def test_json_is_the_finding_alone(write_case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(write_case(data())), "--json", *FEW]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["header"]["kind"] == "verify"
    assert found["verification"]["watches"][0]["plan"]["enough"] == 2


def test_out_writes_the_folder_and_says_where(
    write_case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["verify", str(write_case(data())), "--out", str(out), *FEW]) == 0
    assert (out / "report.html").is_file()
    assert str(out / "report.html") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--package", "chartre"], "did you mean 'charter'"),
        (["--package", "charter", "--edition", "west"], "edition"),
    ],
)
def test_what_is_wrong_is_said(
    write_case, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["verify", str(write_case(data())), "--draws", "200", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_case_without_verification_says_what_to_add(
    write_case, capsys: pytest.CaptureFixture[str]
) -> None:
    made = data()
    del made["verification"]
    assert run(["verify", str(write_case(made)), *FEW]) == 2
    said = capsys.readouterr().err
    assert "how anybody is watched" in said
    assert "visits: 12" in said


def test_an_action_that_no_place_can_undo_is_doubtful(
    write_case, capsys: pytest.CaptureFixture[str]
) -> None:
    made = data()
    case = str(write_case(made))
    assert run(["check", case, "--json"]) == 0
    assert "unused-action" not in capsys.readouterr().out
    made["commitments"]["mill"]["action"] = "disable"
    del made["facilities"]["mill-house"]["months_to_rebuild"]["disable"]
    made["commitments"]["water"]["action"] = "freeze"
    made["commitments"]["passage"]["action"] = "freeze"
    run(["check", str(write_case(made)), "--json"])
    said = capsys.readouterr().out
    assert said.count("unused-action") == 3
    assert "no facility names it" in said
    assert "months it takes to undo 'disable'" in said
