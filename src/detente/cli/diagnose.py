"""``detente diagnose``: why talks failed, by the structure of the case and by its record."""

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
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only when the question is asked
    from detente.answers.diagnose_findings import DiagnoseFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Told as of the day of the outcome, where the case names one, and as of now beside it;
with --as-of as of that day alone.
With --out: report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente diagnose cases/hanoi-2019
  detente diagnose cases/hanoi-2019 --as-of 2019-02-27
  detente diagnose cases/hanoi-2019 --edition korean --out why-it-failed
"""


@click.command("diagnose", epilog=_EPILOG)
@case_argument
@out_option
@seed_option
@as_of_option
@believe_option
@edition_option
@json_option
def command(
    case: Path,
    out: Path | None,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: why did the talks fail, and what follows for the next ones?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[DiagnoseFinding]:
        from detente.answers.diagnose import diagnose
        from detente.report.diagnose.document import in_edition, report
        from detente.report.diagnose.terminal import TOLD

        finding = diagnose(loaded.case, seed, as_of, believe, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "diagnose", ask, out, edition, as_json)
