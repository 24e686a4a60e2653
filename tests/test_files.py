"""Files are written whole or not at all."""

from __future__ import annotations

import os

import pytest

from detente.errors import UsageError
from detente.files import write_atomic


def test_text_and_bytes_are_written_and_permissions_stay(tmp_path):
    file = tmp_path / "a.txt"
    write_atomic(file, "é\n")
    assert file.read_bytes() == b"\xc3\xa9\n"
    file.chmod(0o640)
    write_atomic(file, b"\x00\x01")
    assert file.read_bytes() == b"\x00\x01"
    assert file.stat().st_mode & 0o777 == 0o640


def test_short_writes_are_continued(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    write_atomic(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomic(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"cannot write '.*nowhere/a': No such file"):
        write_atomic(tmp_path / "nowhere" / "a", "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=r"cannot write '.*folder': Is a directory"):
        write_atomic(tmp_path / "folder", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
