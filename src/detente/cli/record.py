"""``detente record``: the record of a case, shown, written and read."""

from __future__ import annotations

from typing import Final

import click

from detente.cli.lazy import LazyGroup

COMMANDS: Final = {
    "show": "The record as it was known on a day, with rival accounts side by side.",
    "export": "Write items or sources as CSV, BibTeX or CSL-JSON.",
    "import": "Add items, sources or coded events from a file.",
}

_EPILOG = """\b
Example:
  detente record show cases/hanoi-2019 --as-of 2019-02-28
  detente record export cases/hanoi-2019 --to sources.bib
  detente record import my-case zotero.json --dry-run
"""


@click.command(
    "record", cls=LazyGroup, package="detente.cli.recording", lazy=COMMANDS, epilog=_EPILOG
)
def command() -> None:
    """Show the record of a case, write it to files, add items and sources from files."""
