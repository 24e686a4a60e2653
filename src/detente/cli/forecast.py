"""``detente forecast``: dated, sealed forecasts of the questions of a case."""

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
    refuse_unused,
    seed_option,
)

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.forecast_findings import ForecastFinding
    from detente.case.loaded import LoadedCase

_EPILOG = """\b
Reads the block 'questions'.  A seal is a file in the folder 'forecasts' next to the case; it is
never changed.  A question whose answer was known on the day is not forecast; with an earlier
--as-of it is, marked as made after the fact.  With --out: report.html, report.pdf, figures,
tables (CSV) and findings.json.

\b
Example:
  detente forecast cases/hanoi-2019
  detente forecast cases/hanoi-2019 --as-of 2019-02-26 --show
  detente forecast cases/hanoi-2019 --verify
"""


@click.command("forecast", epilog=_EPILOG)
@case_argument
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="NAME",
    help="Only this question; may be repeated.",
)
@click.option("--show", is_flag=True, help="Show the forecasts and seal nothing.")
@click.option("--verify", is_flag=True, help="Check that no seal was changed; forecast nothing.")
@click.option(
    "--expect",
    metavar="HASH",
    default="",
    help="With --verify: a hash noted elsewhere that must be there (12 characters or more).",
)
@out_option
@click.option(
    "--draws",
    type=click.IntRange(100, 2000),
    default=2000,
    show_default=True,
    help="Sets of beliefs that shares are counted over.",
)
@seed_option
@as_of_option
@edition_option
@json_option
def command(
    case: Path,
    questions: tuple[str, ...],
    show: bool,
    verify: bool,
    expect: str,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Forecast the open questions of CASE and seal the forecasts."""
    if expect and not verify:
        raise click.UsageError("--expect goes with --verify")
    if expect and len(expect) < 12:
        raise click.UsageError("--expect needs 12 characters of a hash or more")
    if verify:
        refuse_unused("does not go with --verify", ("verify", "expect", "edition", "as_json"))
        return _verify(case, expect, edition, as_json)

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[ForecastFinding]:
        from detente.answers.forecast import forecast
        from detente.answers.reach import workspace
        from detente.answers.seal_folder import seal_folder
        from detente.report.forecast.document import in_edition, report
        from detente.report.forecast.terminal import TOLD

        ready = workspace(loaded, draws, seed, as_of)
        finding = forecast(ready, seal_folder(loaded), questions, not show, tick=tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "forecast", ask, out, edition, as_json)


def _verify(case: Path, expect: str, edition: str | None, as_json: bool) -> int:
    """Say whether the seals are as they were sealed; exit code 1 when one is not."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    from detente.answers.forecast import verified
    from detente.answers.seal_folder import problem, seal_folder
    from detente.cli.output import say_json, say_problems
    from detente.finding import plain
    from detente.report.answer_words import names_of

    names = names_of(loaded.case, edition)
    folder = seal_folder(loaded)
    finding = verified(loaded.case, folder, expect)
    if as_json:
        say_json(plain(finding))
        return 1 if finding.flaws else 0
    if finding.flaws:
        say_problems([problem(flaw, folder) for flaw in finding.flaws], False)
        return 1
    text = names.words.text
    if not finding.seals:
        click.echo(text("forecast.verify.none", folder=finding.folder))
        return 0
    click.echo(text("forecast.verify.fine", n=len(finding.seals)))
    for seal in finding.seals:
        day = seal.sealed_at[:10]
        click.echo(text("forecast.verify.item", file=seal.file, day=day, hash=seal.hash))
    for slug, file in finding.changed_rules:
        question = names.case.questions[slug].label
        click.echo(text("forecast.verify.changed", question=question, file=file))
    return 0
