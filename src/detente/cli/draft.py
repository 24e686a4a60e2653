"""``detente draft``: from a statement and a package to the text of an agreement."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from detente.cli.common import (
    as_of_option,
    believe_option,
    case_argument,
    draws_option,
    edition_option,
    json_option,
    out_option,
    progress,
    refuse_unused,
    seed_option,
)
from detente.cli.coverage_check import USED_BY_DOCUMENT, check_document, check_draft, is_document

_EPILOG = """\b
Reads the blocks 'documents' (the template), 'commitments', 'terms', 'guarantees' and, for places
that are otherwise left open, 'treaty' and 'patterns' of the case.
With --out: the text as treaty.docx, .pdf, .html, .md and .xml (Akoma Ntoso), the annotated
edition as annotated.html and annotated.pdf, and findings.json.

\b
Example:
  detente draft cases/hanoi-2019
  detente draft cases/hanoi-2019 --package reported-draft --edition english-dprk
  detente draft cases/hanoi-2019 --bilingual korean --out treaty
  detente draft cases/hanoi-2019 --check
  detente draft their-draft.docx --check --party "North" --party "South"
"""


@click.command("draft", epilog=_EPILOG)
@case_argument
@click.option(
    "--package",
    default="most-acceptable",
    show_default=True,
    metavar="NAME",
    help="A package of the case, or the deal that 'reach' finds.",
)
@click.option(
    "--order",
    default="calendar",
    show_default=True,
    metavar="NAME",
    help="The dated plan of 'schedule', or one of its orders.",
)
@click.option("--dates", is_flag=True, help="Dates instead of days after the entry into force.")
@click.option(
    "--bilingual", metavar="EDITION", help="The same text in a second edition, side by side."
)
@click.option(
    "--check",
    is_flag=True,
    help="What the text leaves open; CASE may also be a Word or Markdown document.",
)
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAME",
    help="With --check of a document: what it calls a party.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 3600),
    default=3.0,
    show_default=True,
    help="For each search of an order; what it does not prove by then it says.",
)
@out_option
@draws_option
@seed_option
@as_of_option
@believe_option
@edition_option
@json_option
def command(
    case: Path,
    package: str,
    order: str,
    dates: bool,
    bilingual: str | None,
    check: bool,
    parties: tuple[str, ...],
    seconds: float,
    out: Path | None,
    draws: int,
    seed: int,
    as_of: datetime.date | None,
    believe: str | None,
    edition: str | None,
    as_json: bool,
) -> int:
    """Write for CASE the text of an agreement: articles, schedule, verification."""
    if check and is_document(case):
        refuse_unused("goes with a case: a document is looked over as it stands", USED_BY_DOCUMENT)
        return check_document(case, parties, out, edition, as_json)
    if parties:
        raise click.UsageError("--party goes with --check of a document")
    import shutil

    from detente.case.checking import load_checked

    loaded, _ = load_checked(case)
    with progress("reading the case") as tick:
        from detente.answers.draft import Wanted, draft, effort, refuse_bad_words
        from detente.answers.reach import workspace
        from detente.report.editions import require_edition
        from detente.report.folder import refuse_foreign

        refuse_bad_words(loaded)
        require_edition(loaded.case, edition)
        require_edition(loaded.case, bilingual)
        if out is not None:
            refuse_foreign(out, "coverage" if check else "draft")
        ready = workspace(loaded, draws, seed, as_of, believe)
        wanted = Wanted(edition, bilingual, order, dates)
        finding = draft(ready, package, wanted, effort(seconds), tick)
        if check:
            return check_draft(finding, loaded.case, edition, out, as_json, tick)
        if out is not None:
            from detente.report.draft.folder import write_draft

            write_draft(finding, out, tick)
    if as_json:
        from detente.cli.output import say_json
        from detente.finding import plain

        say_json(plain(finding))
        return 0
    from detente.report.answer_words import names_of
    from detente.report.draft.terminal import text_lines, told

    width = shutil.get_terminal_size().columns
    said = told(finding, names_of(loaded.case, edition), width, str(out) if out else "")
    if out is None:
        said = [*text_lines(finding.text, width), "", "---", *said]
    click.echo("\n".join(said))
    return 0
