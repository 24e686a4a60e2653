from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.errors import UsageError
from detente.report import folder
from detente.report.folder import findings_json, write_report
from tests.report.conftest import KINDS


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    case, finding = KINDS["tiny"]
    out = tmp_path_factory.mktemp("out") / "deep" / "report"
    steps: list[str] = []
    write_report(finding, case, out, steps.append)
    return out, steps


def test_the_folder_holds_the_whole_report(written: tuple[Path, list[str]]) -> None:
    out, steps = written
    found = tree(out)
    assert {"report.html", "report.pdf", "findings.json"} <= set(found)
    figures = {Path(n).stem for n in found if n.startswith("figures/")}
    assert "deal-map" in figures
    for name in figures:
        assert f"figures/{name}.svg" in found
        assert f"figures/{name}.png" in found
    assert any(n.startswith("tables/") for n in found)
    assert steps[-1] == "brief"
    assert [p.name for p in out.parent.iterdir()] == ["report"]


def test_findings_are_the_whole_finding(written: tuple[Path, list[str]]) -> None:
    out, _ = written
    _, finding = KINDS["tiny"]
    data = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert data["header"]["seed"] == finding.header.seed
    assert data["header"]["case_hash"] == finding.header.case_hash
    assert data["deals"]["packages"][0]["a_sign"]["value"] == 0.31
    assert findings_json(finding) == (out / "findings.json").read_text(encoding="utf-8")


def test_writing_again_replaces_ours_and_keeps_what_is_not(
    tmp_path: Path, tiny: tuple[Case, ReachFinding], quick: None
) -> None:
    case, finding = tiny
    out = tmp_path / "report"
    write_report(finding, case, out)
    before = tree(out)
    (out / "notes.txt").write_text("mine")
    (out / "tables" / "stale.csv").write_text("old")
    write_report(finding, case, out)
    after = tree(out)
    assert after.pop("notes.txt") == b"mine"
    assert after == before


def test_a_failed_run_leaves_the_earlier_report_whole(
    tmp_path: Path,
    tiny: tuple[Case, ReachFinding],
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, finding = tiny
    out = tmp_path / "report"
    write_report(finding, case, out)
    before = tree(tmp_path)

    def full(path: Path, content: str | bytes) -> None:
        if path.suffix == ".pdf":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        path.write_text("half", encoding="utf-8")

    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(UsageError, match="No space left on device; nothing was changed"):
        write_report(finding, case, out)
    assert tree(tmp_path) == before


def test_an_interrupted_run_leaves_the_earlier_report_whole(
    tmp_path: Path, tiny: tuple[Case, ReachFinding], quick: None
) -> None:
    case, finding = tiny
    out = tmp_path / "report"
    write_report(finding, case, out)
    before = tree(tmp_path)

    def interrupt(step: str) -> None:
        if step == "report.pdf":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_report(finding, case, out, interrupt)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("thesis.doc", "years of work"),
        ("findings.json", '{"something": "else"}'),
        ("findings.json", "not json"),
    ],
)
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, tiny: tuple[Case, ReachFinding], name: str, content: str
) -> None:
    case, finding = tiny
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match="holds other files and no report of ours"):
        write_report(finding, case, tmp_path)
    assert tree(tmp_path) == {name: content.encode()}


def test_a_file_is_no_folder(tmp_path: Path, tiny: tuple[Case, ReachFinding]) -> None:
    case, finding = tiny
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file: name a folder"):
        write_report(finding, case, tmp_path / "file")
    with pytest.raises(UsageError, match="cannot write the report"):
        write_report(finding, case, tmp_path / "file" / "below")


def test_an_empty_folder_is_filled(
    tmp_path: Path, tiny: tuple[Case, ReachFinding], quick: None
) -> None:
    case, finding = tiny
    write_report(finding, case, tmp_path)
    assert (tmp_path / "findings.json").exists()


@pytest.fixture
def tiny() -> tuple[Case, ReachFinding]:
    return KINDS["tiny"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip drawing and setting, which these tests do not look at."""
    from detente.report import pdf
    from detente.report.figures import render

    picture = render.Picture('<svg xmlns="http://www.w3.org/2000/svg"></svg>', b"png")
    monkeypatch.setattr(render, "draw", lambda specs, tick: dict.fromkeys(specs, picture))
    monkeypatch.setattr(pdf, "to_pdf", lambda report, pictures: b"%PDF")
