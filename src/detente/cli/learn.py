"""``detente learn``: what offers, refusals and statements say about what each side wants."""

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
    from detente.answers.learn_findings import LearnFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
With --out: report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente learn cases/hanoi-2019
  detente learn cases/hanoi-2019 --as-of 2019-02-27
  detente learn cases/hanoi-2019 --without offer-as-washington-tells-it --out learned
"""


@click.command("learn", epilog=_EPILOG)
@case_argument
@out_option
@click.option(
    "--draws",
    type=click.IntRange(4096, 200_000),
    default=8192,
    show_default=True,
    help="How many draws learn, in whole blocks of 4,096.",
)
@seed_option
@as_of_option
@click.option(
    "--without", multiple=True, metavar="ITEM", help="Leave an item out; may be repeated."
)
@edition_option
@json_option
def command(
    case: Path,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    without: tuple[str, ...],
    edition: str | None,
    as_json: bool,
) -> int:
    """Update the draws of CASE by its record; every number before and after."""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[LearnFinding]:
        from detente.answers.learn import answer_learn
        from detente.answers.reach import workspace
        from detente.report.learn.document import in_edition, report
        from detente.report.learn.terminal import TOLD

        finding = answer_learn(workspace(loaded, draws, seed, as_of), without, tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "learn", ask, out, edition, as_json)
