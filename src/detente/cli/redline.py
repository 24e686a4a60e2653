"""``detente redline``: what changed between two versions of a text."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import json_option, out_option
from detente.cli.output import say_json, wants_colour

_EPILOG = """\b
OLD and NEW are Word documents (.docx) or Markdown (.md).

\b
Example:
  detente redline draft-1.docx draft-2.docx
  detente redline draft-1.docx draft-2.docx --docx redline.docx --author "Secretariat"
  detente redline draft-1.docx draft-2.docx --out redline
"""


@click.command("redline", epilog=_EPILOG)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@out_option
@click.option(
    "--docx",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a Word document with tracked changes.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page.",
)
@click.option(
    "--author", metavar="NAME", default="Détente", show_default=True, help="Whose changes they are."
)
@click.option("--all", "everything", is_flag=True, help="Show lines that did not change too.")
@json_option
def command(
    old: Path,
    new: Path,
    out: Path | None,
    docx: Path | None,
    html: Path | None,
    author: str,
    everything: bool,
    as_json: bool,
) -> int:
    """Say what changed from OLD to NEW, word by word, and which changes are of substance."""
    import datetime
    import sys

    from detente.drafting.compared import compare
    from detente.drafting.reading import read_text
    from detente.finding import plain
    from detente.report.redline.files import write_redline
    from detente.report.redline.terminal import screen

    before, after = read_text(old), read_text(new)
    found = compare(before, after)
    parties = tuple({**dict(before.text.parties), **dict(after.text.parties)}.items())
    at = datetime.datetime.now(datetime.UTC)
    written = write_redline(found, author, at, parties, out=out, docx=docx, html=html)
    if as_json:
        say_json(plain(found))
        return 0
    colour = sys.stdout.isatty() and wants_colour() is not False
    for line in screen(found, colour, everything):
        click.echo(line)
    for path in written:
        click.echo(f"written: {path}")
    return 0
