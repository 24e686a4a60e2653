"""``detente rounds`` and ``detente redline CASE:VERSION`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run
from tests.drafting.rounds.tree import tree_data


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--save", "a", "--check", "b"), "one at a time"),
        (("--as", "a"), "go with --take"),
        (("--accept", "a", "--save", "b"), "go with --take"),
        (("--from", "offer"), "goes with --save"),
        (("--by", "north"), "go with --save or --take"),
        (("--take", "x.docx", "--as", "a", "--parent", "first"), "--take needs"),
        (("--export", "first"), "needs --out"),
        (("--export", "first", "--out", "x", "--draws", "500"), "--draws does not go with"),
        (("--save", "a", "--out", "x"), "--out does not go with --save"),
        (("--check", "first", "--edition", "x"), "--edition does not go with --check"),
        (("--check", "frist"), "did you mean 'first'"),
        (("--save", "first", "--from", "offer"), "there is a version 'first'"),
        (("--save", "fourth", "--parent", "frist"), "no version 'frist'"),
    ],
)
def test_what_cannot_be_asked_is_refused(write_case, capsys, args, message: str) -> None:
    folder = write_case(tree_data())
    before = (folder / "case.yaml").read_bytes()
    assert run(["rounds", str(folder), *args]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert (folder / "case.yaml").read_bytes() == before


def test_a_case_without_drafts_says_how_to_begin(write_case, tiny_data, capsys) -> None:
    assert run(["rounds", str(write_case(tiny_data)), "--draws", "100"]) == 2
    assert "--save NAME" in capsys.readouterr().err


def test_the_answer_as_json(write_case, capsys) -> None:
    assert run(["rounds", str(write_case(tree_data())), "--draws", "100", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [v["slug"] for v in data["versions"]] == ["first", "second", "third"]
    assert data["versions"][1]["moves"][0]["kind"] == "opened"
    assert data["header"]["kind"] == "rounds"


def test_two_versions_of_a_case_are_compared_by_name(write_case, capsys, tmp_path: Path) -> None:
    folder = write_case(tree_data())
    assert run(["redline", f"{folder}:first", f"{folder}:second"]) == 0
    said = capsys.readouterr().out
    assert "From first to second." in said
    assert "1.2: Grade of obligation: “shall” became “may”" in said
    assert run(["redline", f"{folder}:first", f"{folder}:fifth"]) == 2
    assert "no version 'fifth'" in capsys.readouterr().err


def test_a_version_is_looked_over(write_case, capsys) -> None:
    folder = write_case(tree_data())
    assert run(["rounds", str(folder), "--check", "second"]) == 0
    said = capsys.readouterr().out
    assert "keep it with its reservation" in said
    assert "South: 2 commitments (shall 2)" in said
