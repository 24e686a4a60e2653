"""The folder of ``detente track``: page, PDF, figure, tables and the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.answers.track import TrackedFinding
from detente.case.models import Case
from detente.report.document import Report
from detente.report.folder import MARKER, findings_json, write_parts, write_whole
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

    def fill(folder: Path) -> None:
        write_parts(folder, composed, tick)
        (folder / MARKER).write_bytes(findings_json(finding).encode("utf-8"))

    write_whole(out, fill, KIND)
    return composed
