"""``detente draft`` on the command line: the text, the folder, JSON, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run

HANOI = str(Path(__file__).parents[2] / "cases" / "hanoi-2019")
QUICK = ["--package", "freeze-for-exemptions", "--draws", "200", "--seconds", "0.2"]


def test_the_folder_holds_the_text_for_every_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "treaty"
    assert run(["draft", HANOI, *QUICK, "--bilingual", "korean", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert f"The whole is in {out}." in said
    each = {f"{stem}.{end}" for stem in ("treaty", "treaty-ko")
            for end in ("docx", "pdf", "html", "md", "xml")}  # fmt: skip
    more = {f"{stem}.{end}" for stem in ("annotated", "bilingual") for end in ("html", "pdf")}
    assert {p.name for p in out.iterdir()} == each | more | {"findings.json"}
    english = (out / "treaty.md").read_text("utf-8")
    assert "The DPRK shall stop the operation of the reactors" in english
    assert "Judgement" not in english
    assert "Judgement" in (out / "annotated.html").read_text("utf-8")
    korean = (out / "treaty-ko.md").read_text("utf-8")
    assert "영변의 원자로, 재처리 시설 및 농축 시설의 가동을 중단한다." in korean
    both = (out / "bilingual.html").read_text("utf-8")
    assert "The DPRK shall stop" in both
    assert "가동을 중단한다" in both
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "draft"
    assert found["beside"]["language"] == "ko"


def test_the_screen_shows_the_text_and_what_is_not_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["draft", HANOI, *QUICK]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Agreement between the United States of America")
    assert "Left blank, the case says nothing of it: breach/consultation" in said
    assert "paragraph 4 of the template: the package adds nothing to it" in said


def test_json_is_the_whole_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", HANOI, *QUICK, "--edition", "korean", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["text"]["language"] == "ko"
    assert found["package"] == "freeze-for-exemptions"
    names = {p["id"] for a in found["text"]["articles"] for p in a["paragraphs"]}
    assert set(found["annotations"]) >= {n for n in names if n.startswith("article-")}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--package", "freeze"], "no package named 'freeze'"),
        (["--edition", "koraen"], "did you mean 'korean'"),
        (["--bilingual", "koraen"], "did you mean 'korean'"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "treaty"
    assert run(["draft", HANOI, *QUICK, *more, "--out", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_another_folder_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert run(["draft", HANOI, *QUICK, "--out", str(tmp_path)]) == 2
    assert "nothing was changed" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "option",
    [["--package", "x"], ["--bilingual", "korean"], ["--as-of", "2020-01-01"], ["--dates"]],
)
def test_what_a_document_cannot_heed_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    file = tmp_path / "theirs.md"
    file.write_text("# Statement\n\nThe North shall open the road.\n", "utf-8")
    assert run(["draft", str(file), "--check", *option]) == 2
    assert f"{option[0]} goes with a case" in capsys.readouterr().err
    assert run(["draft", str(file), "--check", "--party", "North"]) == 0
