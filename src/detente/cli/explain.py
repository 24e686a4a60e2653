"""``detente explain``: which explanation of what happened fits the record."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.answering import say_answer
from detente.cli.common import (
    as_of_option,
    case_argument,
    edition_option,
    json_option,
    out_option,
    progress,
    seed_option,
)

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
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.explain import answer_why
        from detente.beliefs.study import Study
        from detente.report.editions import require_edition
        from detente.report.explain.document import in_edition, report
        from detente.report.explain.files import KIND, write_explanation
        from detente.report.folder import refuse_foreign

        require_edition(loaded.case, edition)
        if out is not None:
            refuse_foreign(out, KIND)
        finding = answer_why(Study(loaded.case, seed, as_of, None, analyst), draws, tick)
        if out is not None:
            composed = write_explanation(finding, loaded.case, out, tick, edition)
        else:
            composed = report(*in_edition(finding, loaded.case, edition))
    from detente.report.explain.terminal import TOLD

    return say_answer(finding, composed, TOLD, out, as_json)
