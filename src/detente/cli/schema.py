"""``detente schema``: the JSON Schema that editors use."""

from __future__ import annotations

import click

from detente.cli.output import say_json

_EPILOG = """\b
Example:
  detente schema > case.schema.json

In editors with the YAML language server, begin a case file with the line
"# yaml-language-server: $schema=case.schema.json".
"""


@click.command("schema", epilog=_EPILOG)
def command() -> int:
    """Print the JSON Schema of case files, so that an editor completes and checks them."""
    from detente.case.schema import case_schema

    say_json(case_schema())
    return 0
