"""The folder of ``detente terms``: page, PDF, tables and the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.answers.terms import TermsFinding
from detente.case.models import Case
from detente.report.document import Report
from detente.report.one_answer import write_answer
from detente.report.terms.document import in_edition, report

KIND = "terms"


def write_terms(
    finding: TermsFinding,
    case: Case,
    out: Path,
    tick: Callable[[str], None] = lambda _: None,
    edition: str | None = None,
) -> Report:
    """Write the report into a folder, whole or not at all.

    Parameters
    ----------
    finding : TermsFinding
    case : Case
    out : Path
    tick : callable
    edition : str, optional

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """
    composed = report(*in_edition(finding, case, edition))

    write_answer(finding, composed, out, KIND, tick)
    return composed
