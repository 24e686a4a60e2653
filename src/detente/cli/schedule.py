"""``detente schedule``: in which order a deal can be carried out so that nobody breaks it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answered, say
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
from detente.cli.learning import draws_of, learned_option, ready_to_answer, without_option

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.order import OrderFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
With --out: report.html, report.pdf, figures, tables (CSV), plan.ics for calendar programs and
findings.json.  --levers prints what would make the order hold as levers of a case, in YAML.

\b
Example:
  detente schedule cases/hanoi-2019
  detente schedule cases/hanoi-2019 --package reported-draft --out draft-order
  detente schedule cases/hanoi-2019 --package one-more-step --levers
  detente schedule cases/minsk-2 --package whole-package --json
"""


@click.command("schedule", epilog=_EPILOG)
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
@learned_option
@without_option
@edition_option
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="For each search; what it does not prove by then it says.",
)
@click.option("--levers", "as_levers", is_flag=True, help="Print repairs as levers of a case.")
@json_option
def command(
    case: Path,
    package: str,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    learned: bool,
    without: tuple[str, ...],
    edition: str | None,
    seconds: float,
    as_levers: bool,
    as_json: bool,
) -> int:
    """Answer for CASE: in which order can a deal be carried out, and what is missing?"""

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[OrderFinding]:
        from detente.answers.order import order
        from detente.answers.reach import workspace
        from detente.report.order.calendar_file import to_ics
        from detente.report.order.document import in_edition, report
        from detente.report.order.terminal import TOLD
        from detente.schedule.analysis.answer import Effort

        stated = workspace(loaded, draws_of(draws, learned), seed, as_of, believe)
        ready, _ = ready_to_answer(stated, learned, without, tick)
        finding = order(ready, package, Effort(seconds, 24, 2 * seconds, 3 * seconds), tick)
        called, names = in_edition(finding, loaded.case, edition)
        header = finding.header
        plan = to_ics(called.schedule, names, header.case_hash, header.created)
        return Answer(finding, report(called, names), TOLD, {"plan.ics": plan})

    made = answered(case, "schedule", ask, out, edition)
    if as_levers and not as_json:
        from detente.report.order.as_levers import levers_yaml

        click.echo(levers_yaml(made.finding.schedule), nl=False)
        return 0
    return say(made, out, as_json)
