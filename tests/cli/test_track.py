"""``detente track`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run
from tests.schedule.analysis.tracked import data

CASES = Path(__file__).parents[2] / "cases"
FEW = ["--draws", "200"]


def test_it_prints_one_screen(write_case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["track", str(write_case(data())), *FEW]) == 0
    printed = capsys.readouterr()
    assert "The charter, as known on 11 March 2020." in printed.out
    assert "What fails next if the delay lasts" in printed.out
    assert printed.err == ""


def test_json_is_the_finding_alone(write_case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["track", str(write_case(data())), "--json", "--on", "2020-02-15", *FEW]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["header"]["kind"] == "track"
    assert found["track"]["day"] == "2020-02-15"
    assert found["track"]["later"] == 1


def test_out_writes_the_folder_and_says_where(
    write_case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["track", str(write_case(data())), "--out", str(out), *FEW]) == 0
    assert (out / "report.html").is_file()
    assert str(out / "report.html") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--on", "soon"], "is not a day: write YYYY-MM-DD"),
        (["--package", "chartre"], "did you mean 'charter'"),
        (["--edition", "west"], "edition"),
    ],
)
def test_what_is_wrong_is_said(
    write_case, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["track", str(write_case(data())), *options, *FEW]) == 2
    assert said in capsys.readouterr().err


def test_a_case_without_a_log_says_how_to_add_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["track", str(CASES / "hanoi-2019"), "--package", "reported-draft", *FEW]) == 2
    said = capsys.readouterr().err
    assert "no log of performance" in said
    assert "known_from: YYYY-MM-DD" in said
