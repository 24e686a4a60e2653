"""``detente track``: after signature, what was done, who is ahead, what comes next."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answer
from detente.cli.common import (
    DayType,
    case_argument,
    draws_option,
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.track import TrackedFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Reads the block 'performance' of the case: what is known of each commitment, and who says so.
With --out: report.html, report.pdf, the figure, tables (CSV) and findings.json.

\b
Example:
  detente track cases/six-party-2007
  detente track cases/jpoa-2014 --package joint-plan --on 2014-04-20
  detente track cases/six-party-2007 --on 2008-01-15 --out six-party-january
"""


@click.command("track", epilog=_EPILOG)
@case_argument
@click.option(
    "--package",
    metavar="NAME",
    help="What was agreed, by its name in the case; else what the log speaks of most.",
)
@click.option(
    "--on",
    type=DayType(),
    metavar="DATE",
    help="Use only what was known by this day (YYYY-MM-DD); else the case's own day.",
)
@out_option
@draws_option
@seed_option
@edition_option
@json_option
def command(
    case: Path,
    package: str | None,
    on: datetime.date | None,
    out: Path | None,
    draws: int,
    seed: int,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE after signature: what was done, who is ahead, what comes next?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[TrackedFinding]:
        from detente.answers.reach import workspace
        from detente.answers.track import tracked
        from detente.report.track.document import in_edition, report
        from detente.report.track.terminal import TOLD

        finding = tracked(workspace(loaded, draws, seed, on), package, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "track", ask, out, edition, as_json)
