"""The folder of ``detente schedule``: page, PDF, figures, tables, calendar and the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.answers.order import OrderFinding
from detente.case.models import Case
from detente.report.document import Report
from detente.report.one_answer import write_answer
from detente.report.order.calendar_file import to_ics
from detente.report.order.document import in_edition, report

KIND = "schedule"


def write_schedule(
    finding: OrderFinding,
    case: Case,
    out: Path,
    tick: Callable[[str], None] = lambda _: None,
    edition: str | None = None,
) -> Report:
    """Write a schedule into a folder, whole or not at all.

    Parameters
    ----------
    finding : OrderFinding
    case : Case
    out : Path
    tick : callable
    edition : str, optional

    Raises
    ------
    UsageError
        When the folder is not ours to write, or cannot be written.
    """
    told, names = in_edition(finding, case, edition)
    composed = report(told, names)
    header = finding.header
    calendar = to_ics(told.schedule, names, header.case_hash, header.created)
    write_answer(finding, composed, out, KIND, tick, {"plan.ics": calendar})
    return composed
