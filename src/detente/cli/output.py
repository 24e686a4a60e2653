"""Problems as people read them, and as scripts do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from detente.errors import Problem

_COLOURS = {"error": "red", "warning": "yellow"}


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data for JSON."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "file": problem.place.file or None,
        "line": problem.place.line,
        "column": problem.place.column,
        "cell": problem.place.cell,
        "pointer": problem.pointer,
        "allowed": problem.allowed,
        "hint": problem.hint,
    }


def problem_text(problem: Problem) -> str:
    """Return a problem in colour; the colours fall away where they are not wanted."""
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    head = f"{problem.place}: " if problem.place.file else ""
    lines = [f"{head}{severity}: {problem.message}"]
    if problem.allowed:
        lines.append(f"    allowed: {problem.allowed}")
    if problem.hint:
        lines.append(f"    {problem.hint}")
    return "\n".join(lines)


def say_problems(problems: Sequence[Problem], as_json: bool) -> None:
    """Print problems: text on standard error, or JSON alone on standard output."""
    if as_json:
        say_json({"error": {"problems": [problem_data(p) for p in problems]}})
        return
    for problem in problems:
        click.echo(problem_text(problem), err=True, color=wants_colour())


def say_json(data: Any) -> None:
    """Print data as JSON on standard output."""
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False, sort_keys=False))


def wants_colour() -> bool | None:
    """Return ``False`` where colours are refused; ``None`` leaves it to the terminal."""
    import os

    return False if os.environ.get("NO_COLOR") else None
