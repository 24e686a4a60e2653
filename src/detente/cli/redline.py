"""``detente redline``: what changed between two versions of a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import json_option, out_option
from detente.cli.output import say_json, wants_colour
from detente.errors import UsageError

if TYPE_CHECKING:  # loaded only when a version is read
    from detente.drafting.reading import Source

_EPILOG = """\b
OLD and NEW are Word documents (.docx), Markdown (.md), or versions of a text in a case,
CASE:VERSION.  --read tells what a document
brought back: every tracked change with its author and date, comments, and with --against
what was changed without tracking (exit code 1).

\b
Example:
  detente redline draft-1.docx draft-2.docx
  detente redline draft-1.docx draft-2.docx --docx redline.docx --author "Secretariat"
  detente redline draft-1.docx draft-2.docx --out redline
  detente redline my-case:first my-case:second
  detente redline --read returned.docx --against draft-2.docx
"""


@click.command("redline", epilog=_EPILOG)
@click.argument("old", type=click.Path(path_type=Path), required=False)
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option(
    "--read",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read a document that came back with tracked changes.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="With --read: the version that was sent out.",
)
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
    old: Path | None,
    new: Path | None,
    read: Path | None,
    against: Path | None,
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
    from dataclasses import replace

    from detente.drafting.compared import compare
    from detente.drafting.returned import read_returned
    from detente.finding import plain
    from detente.report.redline.returned import told_back
    from detente.report.redline.terminal import screen

    colour = sys.stdout.isatty() and wants_colour() is not False
    given = [one for one in (old, new, read, against) if one is not None]
    refuse_to_lose(out, docx, html, given)
    if not author.strip():
        raise UsageError("--author needs a name: tracked changes say whose they are")
    lines: Iterable[str]
    if read is not None:
        if old is not None:
            raise UsageError("--read takes one document: name the version sent with --against")
        sent = version(against) if against is not None else None
        back = read_returned(read, sent)
        found, data, code = back.whole, plain(back), 0 if back.all_tracked else 1
        lines = chain(told_back(back, colour, everything), screen(found, colour, everything))
    elif old is not None and new is not None and against is None:
        before, after = version(old), version(new)
        if before.name == after.name:
            # Told apart by their folders; the whole path is nobody's business who gets the file.
            before, after = (
                replace(one, name="/".join(path.parts[-2:]))
                for one, path in ((before, old), (after, new))
            )
        found = compare(before, after)
        data, code = plain(found), 0
        lines = screen(found, colour, everything)
    else:
        raise UsageError("name two versions, OLD and NEW, or a document with --read")
    written: list[Path] = []
    if out or docx or html:
        from detente.report.redline.files import write_redline

        at = datetime.datetime.now(datetime.UTC)
        written = write_redline(found, author, at, out=out, docx=docx, html=html)
    if as_json:
        say_json(data)
        return code
    for line in lines:
        click.echo(line)
    for path in written:
        click.echo(f"written: {path}")
    return code


def refuse_to_lose(
    out: Path | None, docx: Path | None, html: Path | None, given: list[Path]
) -> None:
    """Refuse to write over a version that is read, or a file whose name says something else.

    Raises
    ------
    UsageError
    """
    for option, path, endings in (
        ("--docx", docx, (".docx",)),
        ("--html", html, (".html", ".htm")),
    ):
        if path is None:
            continue
        if path.suffix.lower() not in endings:
            raise UsageError(f"{option} writes a file ending in {endings[0]}, not '{path}'")
        if any(path.resolve() == one.resolve() for one in given):
            raise UsageError(
                f"{option} would write over '{path}', which is read: name another file"
            )
    if out is not None and any(out.resolve() == one.resolve().parent for one in given):
        raise UsageError(
            f"--out would write into '{out}', from which a version is read: name another"
        )


def version(name: Path) -> Source:
    """Return the version that a name stands for: a file, or CASE:VERSION of a case."""
    from detente.drafting.reading import Source, read_text

    case, found, slug = str(name).rpartition(":")
    if not found or not case or name.exists() or not Path(case).exists():
        return read_text(name)
    from detente.case.checking import load_checked
    from detente.drafting.analysis.versions import version as of_case

    return Source(of_case(load_checked(Path(case))[0].case, slug), True, slug)
