"""The main numbers before and after learning from the record."""

from __future__ import annotations

from detente.answers.findings import LearnedReach, ReachFinding
from detente.finding import Share
from detente.report.document import Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import share_cells, share_columns


def learned(finding: ReachFinding, names: Names) -> Table:
    """Return the shares before and after; without rows where nothing was learned."""
    text = names.words.text
    columns = (
        Column("what", text("learned.table.what")),
        *share_columns("before", text("learned.table.before")),
        *share_columns("after", text("learned.table.after")),
    )
    found = finding.learned
    rows = (
        tuple(
            (cell(label, slug), *share_cells(before), *share_cells(after))
            for slug, label, before, after in _rows(found, names)
        )
        if found is not None
        else ()
    )
    return Table("before-after", text("learned.table.caption"), columns, rows)


def _rows(found: LearnedReach, names: Names) -> list[tuple[str, str, Share, Share]]:
    text = names.words.text
    rows = [
        ("zone", text("learned.table.zone"), found.zone_before, found.zone_after),
        ("best-before", text("learned.table.best"), found.best_before_then, found.best_before_now),
    ]
    if not found.same:
        label = text("learned.table.best-after")
        rows.append(("best-after", label, found.best_after_then, found.best_after_now))
    for slug, before, after in found.beliefs:
        label = text("learned.table.belief", belief=names.belief(slug))
        rows.append((slug, label, Share(before, 0.0), Share(after, 0.0)))
    return rows
