"""``detente precedents``: comparable clauses in collections that the user has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import json_option, progress
from detente.cli.output import say_json

if TYPE_CHECKING:
    from detente.answers.precedents import Precedent, PrecedentsFinding

_EPILOG = """\b
Détente ships no collection.  PA-X (peaceagreements.org) offers its data as CSV; any CSV with a
column 'title' or 'Agt' will do, and 'text' and 'ref' where each row is one clause.

\b
Example:
  detente precedents pax.csv --code SsrDdr --stage SubComp
  detente precedents pax.csv clauses.csv --words 'liaison office "entry into force"'
  detente precedents pax.csv --code Med --words verification --json
"""


@click.command("precedents", epilog=_EPILOG)
@click.argument("collections", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Issue code; all must apply.")
@click.option("--stage", "stages", multiple=True, metavar="STAGE", help="One of these stages.")
@click.option(
    "--words", default="", metavar="WORDS", help='Words to look for; "quoted" ones must occur.'
)
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Rows to list."
)
@json_option
def command(
    collections: tuple[Path, ...],
    codes: tuple[str, ...],
    stages: tuple[str, ...],
    words: str,
    most: int,
    as_json: bool,
) -> int:
    """List comparable agreements and clauses in COLLECTIONS (CSV files), by reference."""
    from detente.answers.precedents import precedents
    from detente.finding import plain

    with progress("reading the collections"):
        found = precedents(collections, codes, stages, words, most)
    if as_json:
        say_json(plain(found))
    else:
        click.echo("\n".join(_lines(found)))
    return 0


def _lines(found: PrecedentsFinding) -> Iterator[str]:
    yield f"{found.found} of {found.looked_at} rows answer" + (
        f"; the first {len(found.precedents)}:" if len(found.precedents) < found.found else ":"
    )
    for one in found.precedents:
        yield _line(one)


def _line(one: Precedent) -> str:
    said = [one.date, one.title]
    if one.reference:
        said.append(one.reference)
    about = [x for x in (one.conflict, one.stage, one.status) if x]
    about += [f"{code} {level}" for code, level in one.codes.items()]
    where = f"{Path(one.file).name}:{one.line}" + (f", id {one.id}" if one.id else "")
    return f"- {', '.join(filter(None, said))} ({'; '.join([*about, where])})"
