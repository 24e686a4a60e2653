"""``detente score``: how forecasts came out, and whether one can tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answer
from detente.cli.common import (
    case_argument,
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.score_findings import ScoreFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Scores the sealed forecasts of the questions of the case that have an answer, and those that the
case reports.  Forecasts made after the fact are kept apart.  A table from elsewhere (CSV) has the
columns question, forecaster, probability, outcome, made_on, and base_rate if known.  With --out:
report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente score cases/hanoi-2019
  detente score cases/hanoi-2019 --csv forecasts.csv --out scored
"""


@click.command("score", epilog=_EPILOG)
@case_argument
@click.option(
    "--csv",
    "table",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A table of forecasts from elsewhere.",
)
@out_option
@seed_option
@edition_option
@json_option
def command(
    case: Path,
    table: Path | None,
    out: Path | None,
    seed: int,
    edition: str | None,
    as_json: bool,
) -> int:
    """Score the forecasts of CASE whose questions have an answer."""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[ScoreFinding]:
        from detente.answers.score import score
        from detente.answers.score_table import read_table
        from detente.answers.seal_folder import checked_seals, seal_folder
        from detente.report.score.document import in_edition, report
        from detente.report.score.terminal import TOLD

        rows = read_table(table) if table is not None else []
        tick("the seals")
        seals = checked_seals(seal_folder(loaded))
        tick("scores")
        finding = score(loaded.case, seals, rows, table.name if table else "", seed)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "score", ask, out, edition, as_json)
