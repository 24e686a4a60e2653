"""``detente ideas``: measures that nobody at the table has named, and why they may fit."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.common import as_of_option, case_argument, json_option, progress, seed_option
from detente.cli.output import say_json

_EPILOG = """\b
The case needs interests (see docs/how-to/find-ideas.md).  A file ideas.yaml in the case folder,
or --catalogue FILE, may add measures, rough values, and what is there already.

\b
Example:
  detente ideas cases/hanoi-2019
  detente ideas cases/hanoi-2019 --issue sanctions --top 3
  detente ideas cases/hanoi-2019 --as-lever sealed-declaration
"""


@click.command("ideas", epilog=_EPILOG)
@case_argument
@click.option("--issue", metavar="ISSUE", help="Only for demands on this issue.")
@click.option(
    "--top",
    type=click.IntRange(1, 1000),
    default=8,
    show_default=True,
    help="Measures to print; --json has all of them.",
)
@click.option(
    "--catalogue",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Measures of your own, beside ours.",
)
@click.option("--as-lever", metavar="MEASURE", help="Print a measure as a lever, to paste.")
@click.option("--giver", metavar="PARTY", help="With --as-lever: who gives it.")
@click.option(
    "--draws",
    type=click.IntRange(100, 1_000_000),
    default=2_000,
    show_default=True,
    help="How many sets of beliefs to draw.",
)
@seed_option
@as_of_option
@json_option
def command(
    case: Path,
    issue: str | None,
    top: int,
    catalogue: Path | None,
    as_lever: str | None,
    giver: str | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    as_json: bool,
) -> int:
    """Propose measures for CASE that are cheap to give and meet what stands in the way."""
    from detente.case.checking import load_checked

    if giver is not None and as_lever is None:
        raise click.UsageError("--giver goes with --as-lever")
    loaded, _ = load_checked(case)
    if as_lever is not None:
        from detente.answers.ideas import as_lever as written

        text = written(loaded, as_lever, giver, catalogue)
        if as_json:
            say_json({"measure": as_lever, "yaml": text})
        else:
            click.echo(text, nl=False)
        return 0
    with progress("reading the case") as tick:
        from detente.answers.ideas import ideas

        found = ideas(loaded, catalogue, issue, draws, seed, as_of, tick)
    if as_json:
        from detente.finding import plain

        say_json(plain(found))
    else:
        from detente.report.sentences.ideas import ideas_text

        click.echo("\n".join(ideas_text(found, loaded.case, top)))
    return 0
