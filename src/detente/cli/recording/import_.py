"""``detente record import``: add items and sources from files of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import case_argument

if TYPE_CHECKING:  # loaded only where a file is read
    from detente.answers.record_import import Addition

SHOWN = 20

_EPILOG = """\b
FILE is one of:
  NAME.csv    items (as 'record export' writes them), sources, or coded events
              (columns date, source, target, code and perhaps goldstein)
  NAME.bib    sources as BibTeX
  NAME.json   sources as CSL-JSON

\b
Example:
  detente record import my-case zotero.json --dry-run
  detente record import my-case events.csv --reported-by my-data-set
"""


@click.command("import", epilog=_EPILOG)
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be added; write nothing.")
@click.option(
    "--reported-by",
    multiple=True,
    metavar="SOURCE",
    help="Source of the case that coded events come from; may be repeated.",
)
def command(case: Path, file: Path, dry_run: bool, reported_by: tuple[str, ...]) -> int:
    """Add what FILE holds to the record of CASE.

    What the case says already is recognised and left alone, also under
    another name; comments stay, and all is written or nothing. A source
    without a letter is F: its reliability cannot be judged.
    """
    from detente.answers.record_import import addition
    from detente.case.checking import load_checked
    from detente.case.saving import write
    from detente.cli.recording.importing import incoming

    loaded, _ = load_checked(case)
    added = addition(case, loaded, incoming(loaded.case, file, reported_by))
    files = write(added.edit) if added.edit is not None and not dry_run else []
    for line in _lines(added, dry_run):
        click.echo(line)
    for written in files:
        click.echo(f"wrote {written}")
    return 0


def _lines(added: Addition, dry_run: bool) -> Iterator[str]:
    what = "source" if added.block == "sources" else "item"
    verb = "would be added" if dry_run else "added"
    yield f"{_counted(len(added.new), what)} {verb}"
    for slug in list(added.new)[:SHOWN]:
        yield f"  {slug}"
    if len(added.new) > SHOWN:
        yield f"  and {len(added.new) - SHOWN} more"
    if added.known:
        yield f"{_counted(len(added.known), what)} in the case already"
        for slug, old in added.known[:SHOWN]:
            if slug != old:
                yield f"  {slug}, there called {old}"
    if added.differs:
        yield f"{_counted(len(added.differs), what)} left as in the case, where the file differs"
        for slug in added.differs[:SHOWN]:
            yield f"  {slug}"


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
