"""``detente rounds``: one negotiating text through its versions."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from detente.cli.answering import Answer, Tick, answer
from detente.cli.common import (
    as_of_option,
    believe_option,
    case_argument,
    draws_option,
    edition_option,
    json_option,
    out_option,
    refuse_unused,
    seed_option,
)
from detente.errors import UsageError

if TYPE_CHECKING:  # loaded only where it is asked
    from detente.answers.rounds_findings import RoundsFinding
    from detente.case.loaded import LoadedCase

_SEEN: Final = ("seed", "as_of", "believe")
_USED: Final = {
    "save": ("save", "package", "by", "parent", "edition", "draws", *_SEEN, "as_json"),
    "take": ("take", "name", "parent", "by", "as_of", "accept", "as_json"),
    "export": ("export", "out", *_SEEN),
    "check": ("check", "out", *_SEEN, "as_json"),
}
"""Parameters that each way of asking heeds."""

_EPILOG = """\b
Reads the block 'drafts' of the case: versions of one text, each made from another.  Without
--save, --take, --export or --check: how far each is agreed, who moved, and what every change is
worth.  With --out: report.html, report.pdf, tables (CSV) and findings.json.

\b
Example:
  detente rounds my-case
  detente rounds my-case --save first --from my-package --by north --by south
  detente rounds my-case --export first --out to-send
  detente rounds my-case --take returned.docx --as second --parent first --by south
  detente rounds my-case --check second
  detente redline my-case:first my-case:second
"""


@click.command("rounds", epilog=_EPILOG)
@case_argument
@click.option("--save", metavar="NAME", help="Compose a draft and save it as a version.")
@click.option(
    "--from",
    "package",
    metavar="PACKAGE",
    help="With --save: the package it states; by default the deal that 'reach' finds.",
)
@click.option(
    "--take",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save a document that came back as a version; changes become brackets.",
)
@click.option("--as", "name", metavar="NAME", help="With --take: the name of the new version.")
@click.option("--parent", metavar="VERSION", help="The version it is made from.")
@click.option(
    "--by", multiple=True, metavar="PARTY", help="Who puts it forward: a party, or 'mediator'."
)
@click.option(
    "--accept",
    multiple=True,
    metavar="ID",
    help="With --take: a paragraph whose changes are accepted; 'all' for every one.",
)
@click.option("--export", metavar="VERSION", help="Write a version in every form into --out.")
@click.option("--check", metavar="VERSION", help="What a version leaves open.")
@out_option
@draws_option
@seed_option
@as_of_option
@believe_option
@edition_option
@json_option
def command(
    case: Path,
    save: str | None,
    package: str | None,
    take: Path | None,
    name: str | None,
    parent: str | None,
    by: tuple[str, ...],
    accept: tuple[str, ...],
    export: str | None,
    check: str | None,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Answer for CASE: how far is its text, who moved, and what is each change worth?"""
    from detente.cli.rounds_work import check_version, export_version, save_version, take_version

    asked = [one for one in (save, take, export, check) if one is not None]
    if len(asked) > 1:
        raise UsageError("--save, --take, --export and --check: one at a time")
    if (name is not None or accept) and take is None:
        raise UsageError("--as and --accept go with --take")
    if package is not None and save is None:
        raise UsageError("--from goes with --save")
    if (by or parent) and save is None and take is None:
        raise UsageError("--by and --parent go with --save or --take")
    for way, given in (("save", save), ("take", take), ("export", export), ("check", check)):
        if given is not None:
            refuse_unused(f"does not go with --{way}", _USED[way])
    if save is not None:
        run = (draws, seed, as_of, believe)
        return save_version(case, save, package, by, parent, edition, run, as_json)
    if take is not None:
        if name is None or parent is None or len(by) != 1:
            raise UsageError("--take needs --as NAME, --parent VERSION and one --by PARTY")
        return take_version(case, take, name, parent, by[0], as_of, accept, as_json)
    if export is not None:
        if out is None:
            raise UsageError("--export needs --out DIR")
        return export_version(case, export, out, seed, as_of, believe)
    if check is not None:
        return check_version(case, check, out, seed, as_of, believe, as_json)

    def ask(loaded: LoadedCase, tick: Tick) -> Answer[RoundsFinding]:
        from detente.answers.reach import workspace
        from detente.answers.rounds import rounds
        from detente.report.rounds.document import in_edition, report
        from detente.report.rounds.terminal import TOLD

        finding = rounds(workspace(loaded, draws, seed, as_of, believe), tick)
        return Answer(finding, report(*in_edition(finding, loaded.case, edition)), TOLD)

    return answer(case, "rounds", ask, out, edition, as_json)
