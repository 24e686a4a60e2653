"""The command is found, and an interrupt while it loads is no traceback."""

from __future__ import annotations

import builtins
import subprocess
import sys

import pytest

from detente.__main__ import main


def test_an_interrupt_while_loading_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = builtins.__import__

    def interrupted(name: str, *args: object, **more: object) -> object:
        if name == "detente.cli.main":
            raise KeyboardInterrupt
        return loaded(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", interrupted)
    with pytest.raises(SystemExit) as leaving:
        main()
    monkeypatch.undo()
    assert leaving.value.code == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("detente, version")
