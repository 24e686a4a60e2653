"""``detente record show``: what was known when, and who says so."""

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
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.record_findings import RecordFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
With --out: report.html, report.pdf, the timeline, tables (CSV) and findings.json.

\b
Example:
  detente record show cases/hanoi-2019
  detente record show cases/hanoi-2019 --as-of 2019-02-28 --actor north-korea
  detente record show cases/hanoi-2019 --about yongbyon --edition korean --out record
"""


@click.command("show", epilog=_EPILOG)
@case_argument
@as_of_option
@click.option("--actor", metavar="WHO", help="A party, or words of who said or did it.")
@click.option("--kind", metavar="WORD", help="A kind of item, such as offer or test.")
@click.option("--about", metavar="WHAT", help="An issue, term, party or other place of the case.")
@click.option("--source", metavar="NAME", help="A source, or words of its name.")
@click.option(
    "--window",
    type=click.IntRange(1, 3650),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Days that the index of the relation looks back.",
)
@out_option
@edition_option
@json_option
def command(
    case: Path,
    as_of: datetime.date | None,
    actor: str | None,
    kind: str | None,
    about: str | None,
    source: str | None,
    window: int,
    out: Path | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Show the record of CASE as it was known on a day.

    Accounts of one thing stand side by side and are never merged; relays of
    one origin count once. Without --as-of the day of the case counts.
    """
    filters = {"actor": actor, "kind": kind, "about": about, "source": source}

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[RecordFinding]:
        from detente.answers.record import answer_record
        from detente.report.record.document import in_edition, report
        from detente.report.record.terminal import TOLD

        asked = {name: word for name, word in filters.items() if word}
        finding = answer_record(loaded.case, as_of, asked, window)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "record", ask, out, edition, as_json)
