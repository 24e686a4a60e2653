"""``detente terms``: words that can mean two things."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answer
from detente.cli.common import (
    as_of_option,
    believe_option,
    case_argument,
    draws_option,
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.terms import TermsFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Reads the block 'terms' of the case: what a word may cover, and who reads it how.
With --out: report.html, report.pdf, tables (CSV) and findings.json.

\b
Example:
  detente terms cases/hanoi-2019
  detente terms cases/hanoi-2019 --package reported-draft
  detente terms cases/hanoi-2019 --edition korean --out words
"""


@click.command("terms", epilog=_EPILOG)
@case_argument
@click.option(
    "--package",
    metavar="NAME",
    help="One package by its name in the case; else all that leave a word open.",
)
@out_option
@draws_option
@seed_option
@as_of_option
@believe_option
@edition_option
@json_option
def command(
    case: Path,
    package: str | None,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: what is each reading of a word worth, and which to settle first?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[TermsFinding]:
        from detente.answers.reach import workspace
        from detente.answers.terms import readings
        from detente.report.terms.document import in_edition, report
        from detente.report.terms.terminal import TOLD

        finding = readings(workspace(loaded, draws, seed, as_of, believe), package, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "terms", ask, out, edition, as_json)
