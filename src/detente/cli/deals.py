"""``detente deals``: bargaining points of a case."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

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
  detente deals cases/panama-1974
  detente deals cases/panama-1974 --json
"""


@click.command("deals", epilog=_EPILOG)
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
    """Print the bargaining points of CASE on expected values.

    Only packages that no party likes less than no deal count; where there are none, that is
    said.  Each point has its package and every party's expected value.
    """
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("bargaining points") as tick:
        from detente.answers.header import header
        from detente.answers.reach import workspace
        from detente.deals.analysis.points import points

        stated = workspace(loaded, draws_of(draws, learned), seed, as_of, believe)
        ready, _ = ready_to_answer(stated, learned, without, tick)
        found = points(ready, tick)
    if as_json:
        from detente.finding import plain

        said = plain(found)
        say_json({"header": plain(header(ready, "deals")), **_by_rule(said.pop("points")), **said})
    else:
        from detente.report.terminal import points_text

        click.echo("\n".join(points_text(found, loaded.case)))
    return 0


def _by_rule(points: dict[str, Any]) -> dict[str, Any]:
    """Return each rule's point with its first package; null for a rule without one."""
    from detente.report.tables.points import RULES

    found: dict[str, Any] = {}
    for rule in RULES:
        point = points.get(rule)
        found[rule] = point and {"package": point["packages"][0], **point}
    return found
