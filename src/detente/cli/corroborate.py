"""``detente corroborate``: how probable what is reported is."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.answering import Answer, Tick, answered, say
from detente.cli.common import (
    as_of_option,
    case_argument,
    edition_option,
    json_option,
    out_option,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.corroborate import CorroborateFinding
    from detente.case.loaded import LoadedCase
    from detente.report.document import Report

_EPILOG = """\b
With --out: report.html, report.pdf, figures, tables (CSV) and findings.json.

\b
Example:
  detente corroborate cases/hanoi-2019
  detente corroborate cases/hanoi-2019 --as-of 2019-03-01
  detente corroborate cases/hanoi-2019 --edition korean --out accounts
"""


@click.command("corroborate", epilog=_EPILOG)
@case_argument
@out_option
@click.option(
    "--draws",
    type=click.IntRange(100, 1_000_000),
    default=4096,
    show_default=True,
    help="How many sets of rates to draw.",
)
@seed_option
@as_of_option
@edition_option
@json_option
def command(
    case: Path,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: how probable is what is reported, and what does that rest on?"""
    shown: list[Report] = []

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[CorroborateFinding]:
        from detente.answers.corroborate import answer_corroborate
        from detente.beliefs.study import Study
        from detente.report.corroborate.document import in_edition, report
        from detente.report.corroborate.terminal import TOLD, on_screen

        finding = answer_corroborate(Study(loaded.case, seed, as_of), draws, tick)
        named, names = in_edition(finding, loaded.case, edition)
        composed = report(named, names)
        shown.append(on_screen(composed, named, names))
        return Answer(finding, composed, TOLD)

    # A screen has sentences where the page has figures and tables.
    made = answered(case, "corroborate", ask, out, edition)
    return say(replace(made, report=shown[0]), out, as_json)
