"""``detente levers``: what would raise the share of beliefs with an acceptable deal."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.common import (
    as_of_option,
    believe_option,
    case_argument,
    draws_option,
    json_option,
    progress,
    seed_option,
)
from detente.cli.learning import draws_of, learned_option, ready_to_answer, without_option
from detente.cli.output import say_json

_EPILOG = """\b
Example:
  detente levers cases/hanoi-2019
  detente levers cases/hanoi-2019 --believe domestic-constraint
"""


@click.command("levers", epilog=_EPILOG)
@case_argument
@draws_option
@seed_option
@as_of_option
@believe_option
@learned_option
@without_option
@json_option
def command(
    case: Path,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    learned: bool,
    without: tuple[str, ...],
    as_json: bool,
) -> int:
    """Print what each lever of CASE would change, and what it costs."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("levers") as tick:
        from detente.answers.header import header
        from detente.answers.reach import known_levers, workspace
        from detente.levers.analysis import levers

        stated = workspace(loaded, draws_of(draws, learned), seed, as_of, believe)
        ready, _ = ready_to_answer(stated, learned, without, tick)
        found = levers(ready, known_levers(ready, None), tick)
    if as_json:
        from detente.finding import plain

        say_json({"header": plain(header(ready, "levers")), **plain(found)})
    else:
        from detente.report.terminal import levers_text

        click.echo("\n".join(levers_text(found)))
    return 0
