"""The folder of ``detente track``: page, PDF, figure, tables and the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.answers.track import TrackedFinding
from detente.case.models import Case
from detente.report.document import Report
from detente.report.one_answer import write_answer
from detente.report.track.document import in_edition, report

KIND = "track"


def write_track(
    finding: TrackedFinding,
    case: Case,
    out: Path,
    tick: Callable[[str], None] = lambda _: None,
    edition: str | None = None,
) -> Report:
    """Write the report into a folder, whole or not at all.

    Parameters
    ----------
    finding : TrackedFinding
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
