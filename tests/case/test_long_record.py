"""A record of 10,000 items loads in the time promised, and its mistakes keep their places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.record import long_record, seconds
from detente.case.checking import load_checked
from detente.errors import InputError

PROMISED = 3.0
"""Seconds of processor time."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return long_record(tmp_path_factory.mktemp("long") / "case", 10_000)


def test_ten_thousand_items_are_loaded_and_have_places(folder: Path) -> None:
    loaded, _ = load_checked(folder)
    assert len(loaded.case.record) == 10_000
    last = list(loaded.case.record)[-1]
    place = loaded.source.key_place(f"/record/{last}")
    line = Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert line == f"  {last}:"


def test_a_mistake_far_down_keeps_its_line_and_column(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "case"
    shutil.copytree(folder, copy)
    file = copy / "more.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    wrong = max(i for i, line in enumerate(lines) if line.startswith("    credibility: "))
    lines[wrong] = "    credibility: 9"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_checked(copy)
    [problem] = caught.value.problems
    assert (problem.place.file, problem.place.line, problem.place.column) == (
        str(file),
        wrong + 1,
        18,
    )


@pytest.mark.slow
def test_ten_thousand_items_load_in_the_time_promised(folder: Path) -> None:
    assert min(seconds(folder) for _ in range(5)) < PROMISED
