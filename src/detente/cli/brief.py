"""``detente brief``: the answer on one side, for a minister."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import (
    case_argument,
    draws_option,
    edition_option,
    handling_option,
    out_option,
    progress,
    seed_option,
)

_EPILOG = """\b
Writes brief.docx and brief.pdf, one side of A4 each, to the folder --out
(default: reports/NAME-OF-THE-CASE).  Every line comes from the answer that
'detente reach' gives for the same case, draws and seed.

\b
Example:
  detente brief cases/hanoi-2019
  detente brief cases/hanoi-2019 --edition korean --out briefs
  detente brief cases/hanoi-2019 --for united-states --handling "For the delegation only"
"""


@click.command("brief", epilog=_EPILOG)
@case_argument
@out_option
@edition_option
@click.option("--for", "reader", metavar="PARTY", help="The side it is for; default: neither.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A Word document or template (.docx, .dotx) whose styles, page and headers are used.",
)
@handling_option
@draws_option
@seed_option
def command(
    case: Path,
    out: Path | None,
    edition: str | None,
    reader: str | None,
    template: Path | None,
    handling: str,
    draws: int,
    seed: int,
) -> int:
    """Write the brief of CASE: bottom line, deal, likely reply, fallback, sources."""
    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.reach import reach
        from detente.report.brief.files import brief_files
        from detente.report.brief.reader import require_reader
        from detente.report.editions import in_edition, require_edition

        require_edition(loaded.case, edition)
        require_reader(loaded.case, reader)
        finding = reach(loaded, draws=draws, seed=seed, tick=tick)
        told = in_edition(finding, loaded.case, edition)
        files = brief_files(told, reader, handling, template)
    for path in _written(out or Path("reports") / loaded.name, files):
        click.echo(path)
    return 0


def _written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    from detente.errors import UsageError
    from detente.files import write_atomic

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"cannot make the folder '{folder}': {reason}") from error
    for name, content in files.items():
        write_atomic(folder / name, content)
    return [folder / name for name in files]
