"""``detente explain``: which explanation of what happened fits the record."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answer
from detente.cli.common import (
    as_of_option,
    case_argument,
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.explain import ExplainFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
With --out: report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente explain cases/hanoi-2019
  detente explain cases/hanoi-2019 --as-of 2019-03-01
  detente explain cases/hanoi-2019 --edition korean --out why-hanoi
"""


@click.command("explain", epilog=_EPILOG)
@case_argument
@out_option
@click.option(
    "--draws",
    type=click.IntRange(100, 1_000_000),
    help="How many sets of likelihoods to draw.  [default: 20000, fewer for a large matrix]",
)
@seed_option
@as_of_option
@click.option("--analyst", metavar="NAME", help="Take one analyst's values alone.")
@edition_option
@json_option
def command(
    case: Path,
    out: Path | None,
    draws: int | None,
    seed: int,
    as_of: datetime.date | None,
    analyst: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: which explanation fits the record, and what would change that?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[ExplainFinding]:
        from detente.answers.explain import answer_why
        from detente.beliefs.study import Study
        from detente.report.explain.document import in_edition, report
        from detente.report.explain.terminal import TOLD

        finding = answer_why(Study(loaded.case, seed, as_of, None, analyst), draws, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "explain", ask, out, edition, as_json)
