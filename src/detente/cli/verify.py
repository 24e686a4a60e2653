"""``detente verify``: what would be seen, and the time that each step buys."""

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
    from detente.answers.verify import VerifyFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Reads the blocks 'facilities' and 'verification' of the case: where a deal could be broken, and
who watches.  With --out: report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente verify cases/hanoi-2019 --package reported-draft
  detente verify cases/hanoi-2019 --package pyongyang-declaration --out seen
"""


@click.command("verify", epilog=_EPILOG)
@case_argument
@click.option(
    "--package",
    default="most-acceptable",
    show_default=True,
    metavar="NAME",
    help="A package of the case, or the deal that 'reach' finds.",
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
    package: str,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: what would be seen if a deal were broken, and what time does it buy?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[VerifyFinding]:
        from detente.answers.reach import workspace
        from detente.answers.verify import verified
        from detente.report.verify.document import in_edition, report
        from detente.report.verify.terminal import TOLD

        finding = verified(workspace(loaded, draws, seed, as_of, believe), package, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "verify", ask, out, edition, as_json)
