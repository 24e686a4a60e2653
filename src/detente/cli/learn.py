"""``detente learn``: what offers, refusals and statements say about what each side wants."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.answering import say_answer
from detente.cli.common import (
    as_of_option,
    case_argument,
    edition_option,
    json_option,
    out_option,
    progress,
    seed_option,
)

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
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.learn import answer_learn
        from detente.answers.reach import workspace
        from detente.report.editions import require_edition
        from detente.report.folder import refuse_foreign
        from detente.report.learn.document import KIND, in_edition, report, write_learned

        require_edition(loaded.case, edition)
        if out is not None:
            refuse_foreign(out, KIND)
        finding = answer_learn(workspace(loaded, draws, seed, as_of), without, tick)
        if out is not None:
            composed = write_learned(finding, loaded.case, out, tick, edition)
        else:
            composed = report(*in_edition(finding, loaded.case, edition))
    from detente.report.learn.terminal import TOLD

    return say_answer(finding, composed, TOLD, out, as_json)
