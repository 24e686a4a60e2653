"""The program opens no connection: the promise of docs/explanation/confidentiality.md."""

import socket
from pathlib import Path

import pytest

from detente.cli.main import run

PANAMA = Path(__file__).parents[2] / "cases" / "panama-1974"


def test_a_whole_report_is_written_without_a_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    out = tmp_path / "report"
    assert run(["reach", str(PANAMA), "--draws", "200", "--out", str(out)]) == 0
    assert (out / "report.pdf").exists()
    assert asked == []
    assert "The whole report" in capsys.readouterr().out
