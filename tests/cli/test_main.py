"""The command line as scripts and people meet it: exit codes, JSON alone, no traceback."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys

import click
import pytest

from detente.cli import main as cli_main
from detente.cli.common import progress
from detente.cli.main import COMMANDS, cli, run
from detente.cli.record import COMMANDS as RECORD
from detente.errors import UsageError
from tests.builders import tiny_case_data

EVERY = [[name] for name in COMMANDS] + [["record", name] for name in RECORD]
HEAVY = (
    "{'numpy', 'scipy', 'pydantic', 'rich', 'ruamel', 'vl_convert', 'typst', 'docx', 'lxml', "
    "'pybtex', 'openpyxl', 'ortools', 'jinja2', 'fontTools'}"
)


def test_help_is_quick_and_imports_nothing_heavy():
    code = (
        "import sys, time; sys.argv = ['detente', '--help']\n"
        "from detente.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as leaving: assert leaving.code == 0\n"
        f"heavy = {HEAVY}\n"
        "print(sorted(heavy & {m.partition('.')[0] for m in sys.modules}), file=sys.stderr)\n"
        "print(time.process_time(), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, seconds = done.stderr.split("\n")[:2]
    assert loaded == "[]"
    assert float(seconds) < 0.3
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help_with_an_example(words, capsys):
    assert run([*words, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Example:" in out
    assert f"detente {' '.join(words)} " in out.partition("Example:")[2]


def test_no_help_imports_anything_heavy():
    code = (
        "import sys\nfrom detente.cli.main import run\n"
        f"heavy = {HEAVY}\n"
        f"for words in {EVERY}:\n"
        "    assert run([*words, '--help']) == 0\n"
        "    loaded = heavy & {m.partition('.')[0] for m in sys.modules}\n"
        "    assert not loaded, (words, loaded)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_it_runs_as_a_module_without_arguments():
    done = subprocess.run([sys.executable, "-m", "detente"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Commands:" in done.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["chek"], "there is no command 'chek'; did you mean 'check'?"),
        (["xyz"], "there is no command 'xyz'; commands: reach, brief, deals"),
        (["check"], "Missing argument 'CASE'"),
        (["check", "x", "--strikt"], "No such option"),
        (["check", "/nowhere"], "there is no file '/nowhere'"),
    ],
)
def test_wrong_usage_is_code_2_and_one_message(args, message, capsys):
    assert run(args) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert err.count("error:") == 1
    assert run([*args, "--json"]) == 2
    out, err = capsys.readouterr()
    assert message in json.loads(out)["error"]["problems"][0]["message"]
    assert err == ""


def raising(monkeypatch, error):
    @click.command("check")
    @click.option("--json", "as_json", is_flag=True)
    def broken(as_json):
        raise error

    monkeypatch.setattr(type(cli), "get_command", lambda *_: broken)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.Abort(), 130, "interrupted"),
        (MemoryError(), 2, "not enough memory"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), 2, "Permission denied 'x'"),
        (UsageError("there is no belief 'x'"), 2, "there is no belief 'x'"),
        (ZeroDivisionError("secret"), 70, "internal error (ZeroDivisionError)"),
        (RecursionError(), 70, "internal error (RecursionError)"),
    ],
)
def test_whatever_goes_wrong_ends_in_one_message(monkeypatch, capsys, error, code, message):
    monkeypatch.delenv("DETENTE_DEBUG", raising=False)
    raising(monkeypatch, error)
    assert run(["check"]) == code
    out, err = capsys.readouterr()
    assert message in err
    assert "Traceback" not in err
    assert "secret" not in err
    assert out == ""


def test_a_traceback_is_shown_when_asked_for(monkeypatch, capsys):
    raising(monkeypatch, ZeroDivisionError("secret"))
    monkeypatch.setenv("DETENTE_DEBUG", "1")
    assert run(["check"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_full_disk_and_a_closed_pipe_are_told_or_passed_over(write_case):
    folder = write_case(tiny_case_data())
    check = [sys.executable, "-m", "detente", "schema"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(check, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "error: No space left on device\n"
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(check, stdout=writing, stderr=subprocess.PIPE, text=True, cwd=folder)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def on_a_terminal(args: list[str], **environment: str) -> bytes:
    """Run Python with its output on a terminal, and return what was shown."""
    import pty

    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment}
    subprocess.run([sys.executable, *args], stdout=theirs, stderr=theirs, env=variables, timeout=30)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # a terminal without a writer ends in an error
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    return shown


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colours_are_for_terminals_only(no_color):
    shown = on_a_terminal(["-m", "detente", "check", "/nowhere"], NO_COLOR=no_color)
    assert b"there is no file" in shown
    assert (b"\x1b[" in shown) == (not no_color)


def test_progress_is_silent_where_nobody_watches(capsys):
    with progress("Reading") as step:
        step("Drawing")
    assert capsys.readouterr() == ("", "")


def test_progress_is_shown_on_a_terminal():
    code = "from detente.cli.common import progress\nwith progress('Reading') as s: s('Drawing')\n"
    assert b"Drawing" in on_a_terminal(["-c", code])


def test_leaving_gives_the_code_to_the_shell(monkeypatch):
    monkeypatch.setattr(cli_main, "run", lambda _: 1)
    with pytest.raises(SystemExit, match="1"):
        cli_main.main()
