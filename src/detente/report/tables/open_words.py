"""Tables of words left open: whether deals hold, and who would call what a breach."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.answers.open_words import OpenDealFinding
from detente.finding import Share
from detente.report.answer_words import deal_name
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import (
    number_cell,
    package_cell,
    share_cells,
    share_columns,
)
from detente.report.terms.naming import elements


def held(finding: ReachFinding, names: Names) -> Table:
    """Return every deal that leaves a word open, as signed and as it holds."""
    text, readers = names.words.text, names.signatories()
    acceptors = [
        p
        for p in names.case.parties
        if any(p in gone for d in finding.open_words for gone in d.leaves.values())
    ]
    columns = (
        Column("package", text("tables.column.package")),
        Column("terms", text("tables.open-words.terms")),
        *share_columns("a_sign", text("tables.open-words.signed")),
        *share_columns("a_hold", text("tables.open-words.held")),
        *(
            c
            for r in readers
            for c in share_columns(
                f"binds_{r}", text("tables.open-words.binds", party=names.party(r))
            )
        ),
        *(
            c
            for r in readers
            for p in acceptors
            if p != r
            for c in share_columns(
                f"leaves_{r}_{p}",
                text("tables.open-words.leaves", reader=names.party(r), party=names.party(p)),
            )
        ),
    )
    rows = tuple(_held(d, readers, acceptors, names) for d in finding.open_words)
    return Table(
        "open-words",
        text("tables.open-words.caption"),
        columns,
        rows,
        (),
        text("tables.open-words.note"),
    )


def _held(
    one: OpenDealFinding, readers: list[str], acceptors: list[str], names: Names
) -> tuple[Cell, ...]:
    nothing = Share(0.0, 0.0)
    gone = [one.leaves[r].get(p, nothing) for r in readers for p in acceptors if p != r]
    return (
        package_cell(one.slug, deal_name(one.slug, one.label, names)),
        cell(names.words.listed([names.term(t) for t in one.open]), "; ".join(one.open)),
        *share_cells(one.a_sign),
        *share_cells(one.a_hold),
        *(c for r in readers for c in share_cells(one.binds[r])),
        *(c for share in gone for c in share_cells(share)),
    )


def breaches(finding: ReachFinding, names: Names) -> Table:
    """Return every pair of readings of the deals found that leaves something out."""
    text = names.words.text
    columns = (
        Column("package", text("tables.column.package")),
        *(
            Column(key, text(f"terms.table.breaches.{key}"), key == "likely")
            for key in ("term", "of", "own", "under", "reading", "missing", "likely")
        ),
    )
    rows = tuple(
        (
            package_cell(d.slug, deal_name(d.slug, d.label, names)),
            cell(names.term(t.term), t.term),
            cell(names.party(b.of), b.of),
            cell(names.reading(t.term, b.own), b.own),
            cell(names.party(b.under), b.under),
            cell(names.reading(t.term, b.other), b.other),
            cell(elements(t.term, b.missing, names), "; ".join(b.missing)),
            number_cell(100 * b.likely),
        )
        for d in finding.open_words
        for t in d.terms
        for b in sorted(t.breaches, key=lambda b: -b.likely)
    )
    return Table(
        "open-breaches",
        text("tables.open-breaches.caption"),
        columns,
        rows,
        (),
        text("tables.open-breaches.note"),
    )
