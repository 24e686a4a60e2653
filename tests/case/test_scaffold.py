"""The example case: complete, without a doubt, and written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from detente.case import scaffold
from detente.case.checking import check
from detente.case.loading import load_case
from detente.case.scaffold import FILES, new_case
from detente.errors import UsageError


def test_the_example_has_neither_errors_nor_warnings_and_one_of_everything(tmp_path):
    assert new_case(tmp_path / "a" / "b") == [tmp_path / "a" / "b" / name for name in FILES]
    loaded = load_case(tmp_path / "a" / "b")
    assert check(loaded) == []
    case = loaded.case
    assert [p.role for p in case.parties.values()] == ["signatory", "signatory", "ratifier"]
    assert len(case.issues) == 3
    assert len(case.terms["summer"].readings) == 2
    assert len(case.record) == 2
    assert len(case.levers) == 2
    assert case.beliefs
    assert case.sources


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(UsageError, match="is not empty: name a new folder"):
        new_case(tmp_path)
    with pytest.raises(UsageError, match="is a file: name a new folder"):
        new_case(tmp_path / "x")
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_an_empty_folder_is_filled_with_ordinary_permissions(tmp_path):
    (tmp_path / "new").mkdir()
    expected = (tmp_path / "new").stat().st_mode
    new_case(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == expected


@pytest.mark.parametrize("where", ["fill", "rename"])
def test_nothing_is_left_of_a_failure(tmp_path, monkeypatch, where):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    if where == "fill":
        monkeypatch.setattr(scaffold, "_fill", full)
    else:
        monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(UsageError, match="No space left on device; nothing was written"):
        new_case(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_cannot_be_used_is_told():
    with pytest.raises(UsageError, match="cannot write"):
        new_case(Path("a\0b"))
