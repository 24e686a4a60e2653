"""``detente record export``: items and sources for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from detente.cli.common import case_argument

if TYPE_CHECKING:  # loaded only where a file is written
    from detente.case.models import Case

FORMS: Final = ("record.csv", "sources.csv", "sources.bib", "sources.json")

_EPILOG = """\b
What is written follows from the name of the file:
  record.csv    items, one a row (any other name ending in .csv too)
  sources.csv   sources, one a row
  NAME.bib      sources as BibTeX
  NAME.json     sources as CSL-JSON, for Zotero and others

\b
Example:
  detente record export cases/hanoi-2019 --to sources.bib
"""


@click.command("export", epilog=_EPILOG)
@case_argument
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write; its name says what and how.",
)
def command(case: Path, target: Path) -> int:
    """Write the items or the sources of CASE into a file.

    The reliability of a source stands in its keywords, as admiralty-B. A
    cell that a spreadsheet would take for a formula gets an apostrophe.
    """
    from detente.case.checking import load_checked
    from detente.files import write_atomic

    loaded, _ = load_checked(case)
    text, n, what = _written(loaded.case, target)
    write_atomic(target, text)
    click.echo(f"wrote {n} {what if n == 1 else what + 's'} to {target}")
    return 0


def _written(case: Case, target: Path) -> tuple[str, int, str]:
    from detente.errors import UsageError
    from detente.formats.record_csv import write_items
    from detente.formats.source_bibtex import write_bibtex
    from detente.formats.source_csl import write_csl
    from detente.formats.source_csv import write_sources

    name, ending = target.name.lower(), target.suffix.lower()
    if ending == ".bib":
        return write_bibtex(case.sources), len(case.sources), "source"
    if ending == ".json":
        return write_csl(case.sources), len(case.sources), "source"
    if ending == ".csv" and name.startswith("sources"):
        return write_sources(case.sources), len(case.sources), "source"
    if ending == ".csv":
        return write_items(case.record), len(case.record), "item"
    raise UsageError(f"'{target.name}' does not say what to write; write to {', '.join(FORMS)}")
