"""Which rows were known on the day of a run, and where they stand to the outcome."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from detente.case.models import Case, Evidence
from detente.evidence.findings import Timing


@dataclass(frozen=True)
class Sorted:
    """Names of rows, by what part they can play on a day."""

    used: tuple[str, ...]
    after: tuple[str, ...]
    unknown: tuple[str, ...]
    sought: tuple[str, ...]


def known_from(case: Case, row: Evidence) -> datetime.date | None:
    """Return the day from which a row was known: its own, else the last of its items."""
    if row.known_from is not None:
        return row.known_from
    return max((case.record[i].known_from for i in row.record), default=None)


def happened(case: Case, row: Evidence) -> datetime.date | None:
    """Return the day on which the last of what a row rests on happened."""
    return max((case.record[i].happened for i in row.record), default=None)


def timing(case: Case, row: Evidence) -> Timing:
    """Return where a row stands to the outcome.

    What is said after the outcome counts where it tells of what came before; what happened
    after it cannot have caused it.
    """
    day = happened(case, row)
    if case.outcome is None or (day is None and row.about is None):
        return "undated"
    if row.about is not None and row.about > case.outcome.day:
        return "after"
    if day is None or day <= case.outcome.day:
        return "before"
    return "testimony" if row.about is not None else "after"


def sort_rows(case: Case, as_of: datetime.date | None) -> Sorted:
    """Return the rows of a case by what part they can play on a day; None: all are known."""
    used, after, unknown, sought = [], [], [], []
    for slug, row in case.evidence.items():
        day = known_from(case, row)
        if row.to_find is not None:
            sought.append(slug)
        elif as_of is not None and day is not None and day > as_of:
            unknown.append(slug)
        elif timing(case, row) == "after":
            after.append(slug)
        else:
            used.append(slug)
    return Sorted(tuple(used), tuple(after), tuple(unknown), tuple(sought))
