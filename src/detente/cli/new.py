"""``detente new``: a small example case to start from."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Example:
  detente new my-case
  detente check my-case
  detente reach my-case
  detente new --spreadsheet my-case.xlsx
"""


@click.command("new", epilog=_EPILOG)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), required=False)
@click.option(
    "--spreadsheet",
    metavar="FILE.xlsx",
    type=click.Path(path_type=Path),
    help="Write the same example as a spreadsheet.",
)
def command(folder: Path | None, spreadsheet: Path | None) -> int:
    """Write a small complete case into DIR, with comments, to be changed into your own."""
    from detente.case.scaffold import new_case, new_spreadsheet
    from detente.errors import UsageError

    if (folder is None) == (spreadsheet is None):
        raise UsageError("name either a folder DIR or --spreadsheet FILE.xlsx")
    if folder is not None:
        for file in new_case(folder):
            click.echo(str(file))
    if spreadsheet is not None:
        click.echo(str(new_spreadsheet(spreadsheet)))
    click.echo(f"next: detente check {folder or spreadsheet}", err=True)
    return 0
