"""``detente apply-patch`` and ``detente compare``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.case.checking import load_checked
from detente.case.scaffold import new_case
from detente.cli.main import run
from tests.answers.test_patch import QUARREL, THIRD, WATER, texts, written

ROAD = "/values/upper-town/issues/road/importance"


@pytest.fixture
def river(tmp_path: Path) -> Path:
    new_case(tmp_path / "river")
    return tmp_path / "river"


@pytest.mark.parametrize("name", ["apply-patch", "compare"])
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Example:" in out
    assert f"detente {name} my-case" in out


def test_a_patch_goes_into_a_copy_that_checks(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = texts(river), river.parent / "out"
    patch = written(river, {WATER: (40, 55), THIRD: (5, 15)})
    assert run(["apply-patch", str(river), str(patch), "--out", str(out)]) == 0
    assert capsys.readouterr().err == (f"2 numbers of Ann Lee (analyst ann-lee) merged in {out}\n")
    assert texts(river) == before
    assert run(["check", str(out)]) == 0
    assert run(["check", str(river)]) == 0
    assert "ann-lee" in load_checked(out)[0].case.analysts
    assert run(["apply-patch", str(river), str(patch), "--out", str(out)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_patch_changes_the_case_itself_only_when_told(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patch = written(river, {WATER: (40, 55)})
    for place in ([], ["--in-place", "--out", str(river.parent / "out")]):
        assert run(["apply-patch", str(river), str(patch), *place]) == 2
        assert "say where: --out DIR for a copy, or --in-place" in capsys.readouterr().err
    again = ["apply-patch", str(river), str(patch), "--in-place", "--author", "Bo"]
    assert run([*again, "--as", "replace"]) == 0
    assert f"1 number replaced in {river / 'values.yaml'}, by Bo" in capsys.readouterr().err
    assert load_checked(river)[0].case.values["upper-town"].issues["water"].importance.range == (
        40, 55)  # fmt: skip
    assert run(again) == 2
    assert "the case now says 40 to 55" in capsys.readouterr().err


def test_a_patch_of_a_changed_case_is_applied_with_a_warning(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patch = written(river, {WATER: (40, 55)})
    assert run(["set", str(river), THIRD, "[30, 60]"]) == 0
    assert run(["apply-patch", str(river), str(patch), "--in-place"]) == 0
    err = capsys.readouterr().err
    assert "ann-lee.yaml:3:7: warning: the dissent was made on another state of this case" in err
    assert "1 number of Ann Lee" in err


def test_two_readers_are_shown_side_by_side(
    river: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    a = written(river, {WATER: (45, 60)}, "Ann [bold]", why="[red]they said so")
    b = written(river, {THIRD: (5, 15), QUARREL: (0, 15)}, "Bob")
    args = ["compare", str(river), str(a), str(b), "--draws", "400"]
    assert run(args) == 0
    out = capsys.readouterr().out
    assert "A: Ann [bold]    B: Bob" in out
    assert "Settle first: Upper Town: importance of Water released in summer (A: [red]they" in out
    assert "30 to 50" in out
    assert "45 to 60" in out
    assert run([*args, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["first"] == WATER
    assert data["disagreements"][0]["a"] == [45, 60]
    share = data["under_a"]["best"]["value"]
    row = next(line for line in out.splitlines() if "the most acceptable deal" in line)
    assert f"{share * 100:.0f} ±" in row.split("│")[3]
    assert run(["compare", str(river), str(a), "--draws", "400", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["b"]["name"] == "as stated"


def test_words_follow_the_finding(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a = written(river, {QUARREL: (0, 15.1)}, "Ann")
    assert run(["compare", str(river), str(a), "--draws", "400"]) == 0
    out = capsys.readouterr().out
    assert "the answer is the same for both but for noise" in out
    assert "there is none to settle first" in " ".join(out.split())
    assert run(["compare", str(river), str(a), str(a), "--draws", "400"]) == 0
    assert "do not differ on any number" in capsys.readouterr().out
    b = written(river, {ROAD: (0, 5)}, "Bob")
    assert run(["compare", str(river), str(a), str(b), "--draws", "400"]) == 0
    out = capsys.readouterr().out
    assert "They come to different deals." in out
    assert "B's deal differs in: " in out
