"""``detente apply-patch``: merge a reader's dissent into a case."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from detente.cli.common import case_argument, out_option

_EPILOG = """\b
PATCH is what the report's page saves under "Save my dissent".

\b
Example:
  detente apply-patch my-case dissent.yaml --author "Ann Lee" --out my-case-with-ann
  detente apply-patch my-case dissent.yaml --as replace --in-place
"""


@click.command("apply-patch", epilog=_EPILOG)
@case_argument
@click.argument("patch", type=click.Path(path_type=Path))
@click.option("--author", metavar="NAME", default="", help="Whose it is; default: as PATCH says.")
@click.option(
    "--as",
    "how",
    type=click.Choice(["analyst", "replace"]),
    default="analyst",
    show_default=True,
    help="Put the numbers beside the stated ones under the author's name, or in their place.",
)
@out_option
@click.option("--in-place", is_flag=True, help="Change the case itself.")
def command(
    case: Path,
    patch: Path,
    author: str,
    how: Literal["analyst", "replace"],
    out: Path | None,
    in_place: bool,
) -> int:
    """Merge the dissent in PATCH into CASE under its author's name, comments kept.

    The result stands in a copy of the case's files (--out) or in the case itself
    (--in-place).  Nothing is written when the case would have errors, or when a number
    is no longer what the reader disagreed with.
    """
    if (out is None) == (not in_place):
        raise click.UsageError("say where: --out DIR for a copy, or --in-place")
    from detente.answers.patch import apply_patch
    from detente.cli.output import say_problems

    done = apply_patch(case, patch, author, how, out)
    say_problems(done.warnings, False)
    number = len(done.changes)
    what = "1 number" if number == 1 else f"{number} numbers"
    where = f"in {out}" if out is not None else "in " + ", ".join(str(f) for f in done.files)
    if done.analyst is None:
        click.echo(f"{what} replaced {where}, by {done.author}", err=True)
    else:
        click.echo(f"{what} of {done.author} (analyst {done.analyst}) merged {where}", err=True)
    return 0
