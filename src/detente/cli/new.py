"""``detente new``: a small example case to start from."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Example:
  detente new my-case
  detente check my-case
  detente reach my-case
"""


@click.command("new", epilog=_EPILOG)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Write a small complete case with comments into DIR, to be changed into your own."""
    from detente.case.scaffold import new_case

    for file in new_case(folder):
        click.echo(str(file))
    click.echo(f"next: detente check {folder}", err=True)
    return 0
