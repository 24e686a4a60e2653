"""``detente reach``: how the parties can still reach a deal."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.common import (
    as_of_option,
    believe_option,
    case_argument,
    draws_option,
    edition_option,
    json_option,
    out_option,
    progress,
    seed_option,
)
from detente.cli.learning import draws_of, learned_option, ready_to_answer, without_option
from detente.cli.output import say_json

_EPILOG = """\b
Writes report.html, report.pdf, brief.docx, brief.pdf, figures, tables and findings.json to
the folder --out (default: reports/NAME-OF-THE-CASE).  With --json nothing is written unless
--out is given.

\b
Example:
  detente reach cases/hanoi-2019
  detente reach cases/hanoi-2019 --as-of 2019-02-26 --out before-the-summit
  detente reach cases/hanoi-2019 --believe domestic-constraint --json
  detente reach cases/hanoi-2019 --learned
  detente reach cases/hanoi-2019 --edition korean --out reports/hanoi-2019-korean
"""


@click.command("reach", epilog=_EPILOG)
@case_argument
@out_option
@draws_option
@seed_option
@as_of_option
@believe_option
@click.option("--analyst", metavar="NAME", help="Take one analyst's values alone.")
@edition_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes to use; the answer does not depend on it.",
)
@learned_option
@without_option
@json_option
def command(
    case: Path,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    analyst: str | None,
    edition: str | None,
    jobs: int,
    learned: bool,
    without: tuple[str, ...],
    as_json: bool,
) -> int:
    """Answer for CASE: is there a deal, what would it be, how sure, what would help?"""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    folder = out or Path("reports") / loaded.name
    write = out is not None or not as_json
    with progress("reading the case") as tick:
        from detente.answers.reach import answered, workspace
        from detente.answers.sampling import sample
        from detente.report.editions import require_edition
        from detente.report.folder import refuse_foreign, write_report

        require_edition(loaded.case, edition)
        if write:
            refuse_foreign(folder)
        ready, found = ready_to_answer(
            workspace(loaded, draws_of(draws, learned), seed, as_of, believe, analyst),
            learned,
            without,
            tick,
        )
        finding = answered(ready, loaded, jobs, tick, found)
        report = None
        if write:
            tick("draws for the page")
            shipped = sample(ready, finding)
            report = write_report(finding, loaded.case, folder, tick, edition, shipped)
    if as_json:
        from detente.finding import plain

        say_json(plain(finding))
    elif report is not None:
        from detente.report.terminal import show

        show(report, str(folder / "report.html"))
    return 0
