"""``detente draft --check``: what a draft, or a document from outside, leaves open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from detente.cli.common import progress

if TYPE_CHECKING:
    from detente.answers.coverage import CoverageFinding
    from detente.answers.draft_findings import DraftFinding
    from detente.case.models import Case

KIND: Final = "coverage"
_DOCUMENTS: Final = (".docx", ".docm", ".dotx", ".doc", ".md", ".markdown", ".txt")

USED_BY_DOCUMENT: Final = ("check", "parties", "out", "edition", "as_json")
"""Parameters of the command that a document is looked over with."""


def is_document(path: Path) -> bool:
    """Return whether a path is meant as a document rather than as a case."""
    return path.suffix.lower() in _DOCUMENTS


def check_document(
    path: Path, parties: tuple[str, ...], out: Path | None, edition: str | None, as_json: bool
) -> int:
    """Look over a document, print what it leaves open, and return the exit code.

    Raises
    ------
    InputError
        When the document cannot be read.
    """
    if edition is not None:
        raise click.UsageError("--edition names an edition of a case; a document has none")
    with progress("reading the document") as tick:
        from detente.answers.coverage import coverage_of_file
        from detente.report.folder import refuse_foreign

        if out is not None:
            refuse_foreign(out, KIND)
        finding = coverage_of_file(path, parties)
        return told(finding, "en", out, as_json, tick)


def check_draft(
    drafted: DraftFinding,
    case: Case,
    edition: str | None,
    out: Path | None,
    as_json: bool,
    tick: Callable[[str], None],
) -> int:
    """Look over a draft of a case, print what it leaves open, and return the exit code."""
    from detente.answers.coverage import coverage_of_draft
    from detente.report.answer_words import names_of

    names = names_of(case, edition)
    tick("what the text leaves open")
    return told(coverage_of_draft(drafted, names.case), names.words.code, out, as_json, tick)


def told(
    finding: CoverageFinding,
    code: str,
    out: Path | None,
    as_json: bool,
    tick: Callable[[str], None],
) -> int:
    """Write and print what a text leaves open, and return the exit code."""
    from detente.cli.answering import Answer, say
    from detente.report.coverage.document import TOLD, report
    from detente.report.language import language
    from detente.report.one_answer import write_answer

    composed = report(finding, language(code))
    if out is not None:
        write_answer(finding, composed, out, KIND, tick)
    return say(Answer(finding, composed, TOLD), out, as_json)
