"""``detente redline`` on the command line: what it reads is never written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli.main import run


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text("# Statement\n\nThe North shall open the road.\n", "utf-8")
    Path("new.md").write_text("# Statement\n\nThe North may open the road.\n", "utf-8")


def test_json_is_alone_on_standard_output(versions, capsys):
    assert run(["redline", "old.md", "new.md", "--docx", "made.docx", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["title"] == "Statement"
    assert err == ""
    assert run(["redline", "--read", "made.docx", "--against", "old.md", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--docx", "old.docx"], "--docx would write over 'old.docx', which is read"),
        (["--docx", "./sub/../old.docx"], "--docx would write over"),
        (["--docx", "page.html"], "--docx writes a file ending in .docx, not 'page.html'"),
        (["--html", "new.md"], "--html writes a file ending in .html, not 'new.md'"),
        (["--docx", "made.docx", "--author", " "], "--author needs a name"),
        (["--out", "."], "--out would write into '.', from which a version is read"),
    ],
)
def test_a_version_is_never_written_over(versions, capsys, options, message):
    Path("sub").mkdir()
    assert run(["redline", "new.md", "old.md", "--docx", "old.docx"]) == 0
    before = {f: f.read_bytes() for f in Path().iterdir() if f.is_file()}
    capsys.readouterr()
    assert run(["redline", "old.docx", "new.md", *options]) == 2
    assert message in capsys.readouterr().err
    assert {f: f.read_bytes() for f in Path().iterdir() if f.is_file()} == before


def test_a_redline_that_is_read_is_not_replaced_by_the_next(versions, capsys):
    assert run(["redline", "old.md", "new.md", "--out", "made"]) == 0
    before = Path("made/redline.docx").read_bytes()
    assert run(["redline", "made/redline.docx", "old.md", "--out", "made"]) == 2
    assert "--out would write into 'made', from which a version is read" in capsys.readouterr().err
    assert Path("made/redline.docx").read_bytes() == before
    assert run(["redline", "old.md", "new.md", "--out", "made"]) == 0
