"""``detente check``: what is wrong or doubtful in a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import case_argument, json_option
from detente.cli.output import problem_data, problem_text, say_json, wants_colour
from detente.errors import InputError, Problem

if TYPE_CHECKING:
    from detente.case.models import Case

UNREADABLE = frozenset(
    {
        "yaml",
        "no-file",
        "no-permission",
        "folder",
        "too-large",
        "too-deep",
        "encoding",
        "not-a-case",
        "documents",
        "alias",
        "formula",
        "merged",
    }
)
"""Kinds of problems after which there is no case to speak of: exit code 2."""

_EPILOG = """\b
Exit code 0: no errors; 1: errors in the case; 2: the case cannot be read.

\b
Example:
  detente check cases/hanoi-2019
  detente check --strict --json cases/hanoi-2019
"""


@click.command("check", epilog=_EPILOG)
@case_argument
@json_option
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def command(case: Path, as_json: bool, strict: bool) -> int:
    """Find mistakes and doubtful points in CASE, a folder or a file.

    Errors stop every analysis; warnings do not.  Each is shown with its file,
    line and column, what is allowed there and what was probably meant.
    """
    from detente.case.checking import check
    from detente.case.loading import load_case
    from detente.drafting.analysis.own_words import own_words

    try:
        loaded = load_case(case)
    except InputError as error:
        if any(p.code in UNREADABLE for p in error.problems):
            raise
        problems, summary = list(error.problems), ""
    else:
        problems, summary = [*check(loaded), *own_words(loaded)], _summary(loaded.case)
    failed = any(strict or p.severity == "error" for p in problems)
    if as_json:
        say_json(
            {"ok": not failed, **_counts(problems), "problems": [problem_data(p) for p in problems]}
        )
    else:
        for problem in problems:
            click.echo(problem_text(problem), color=wants_colour())
        click.echo("; ".join(part for part in (_verdict(problems), summary) if part))
    return 1 if failed else 0


def _counts(problems: Sequence[Problem]) -> dict[str, int]:
    errors = sum(p.severity == "error" for p in problems)
    return {"errors": errors, "warnings": len(problems) - errors}


def _verdict(problems: Sequence[Problem]) -> str:
    counts = _counts(problems)
    if not problems:
        return "no problems"
    return ", ".join(_many(n, word[:-1]) for word, n in counts.items())


def _summary(case: Case) -> str:
    from detente.case.checks.packages import package_count
    from detente.case.numbers import numbers

    return ", ".join(
        (
            _many(len(case.parties), "party", "parties"),
            _many(len(case.issues), "issue"),
            _many(package_count(case), "package") + " before linkages",
            _many(len(numbers(case)), "number"),
            _many(len(case.record), "record item"),
        )
    )


def _many(count: int, word: str, plural: str = "") -> str:
    shown = f"{count:,}" if count < 10**16 else f"about 10^{len(str(count)) - 1}"
    return f"{shown} {word if count == 1 else plural or word + 's'}"
