"""``detente set``: change one number of a case."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import case_argument

_EPILOG = """\b
Example:
  detente set my-case /values/upstream/issues/water/importance "[30, 50]"
  detente set my-case /courses/drought/likelihood 40
"""


@click.command("set", epilog=_EPILOG, context_settings={"ignore_unknown_options": True})
@case_argument
@click.argument("pointer")
@click.argument("value")
def command(case: Path, pointer: str, value: str) -> int:
    """Set the number at POINTER in CASE to VALUE, keeping comments and order.

    VALUE is a number or a range "[low, high]", or any block a case file may
    have there.  Nothing is written when the case would have errors.
    """
    from detente.case.saving import parse_value, set_value

    file = set_value(case, pointer, parse_value(value))
    click.echo(f"{pointer} set in {file}", err=True)
    return 0
