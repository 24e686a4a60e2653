"""Tables: numbers before and after, packages, items."""

from __future__ import annotations

from detente.answers.learn_findings import LearnFinding
from detente.report.document import Column, Table, cell
from detente.report.learn.sentences import item_label, label_of
from detente.report.names import Names
from detente.report.tables.cells import (
    number_cell,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)


def numbers_table(finding: LearnFinding, names: Names) -> Table:
    """Return every number before and after, those that moved most first."""
    text = names.words.text
    columns = (
        Column("number", text("learn.table.number")),
        *spread_columns("before", text("learn.table.before")),
        *spread_columns("after", text("learn.table.after")),
        Column("moved", text("learn.table.moved"), True),
        Column("by", text("learn.table.by")),
        Column("effective", text("learn.table.effective"), True),
    )
    rows = tuple(
        (
            cell(label_of(n.pointer, names), n.pointer),
            *spread_cells(n.before, names),
            *spread_cells(n.after, names),
            number_cell(n.moved),
            cell(item_label(n.by, finding, names) if n.by else "–", n.by),
            number_cell(round(n.effective)),
        )
        for n in finding.numbers
    )
    return Table("learn-numbers", text("learn.table.numbers"), columns, rows)


def packages_table(finding: LearnFinding, names: Names) -> Table:
    """Return how acceptable packages are before and after."""
    text = names.words.text
    columns = (
        Column("package", text("learn.table.package")),
        *share_columns("before", text("learn.table.before")),
        *share_columns("after", text("learn.table.after")),
    )
    rows = tuple(
        (
            cell(names.package(p.slug, p.label) if k else text("learn.best"), p.slug),
            *share_cells(p.before),
            *share_cells(p.after),
        )
        for k, p in enumerate(finding.packages)
    )
    return Table("learn-packages", text("learn.table.packages"), columns, rows)


def items_table(finding: LearnFinding, names: Names) -> Table:
    """Return what was learned from, with its weight."""
    text = names.words.text
    columns = (
        Column("item", text("learn.table.item")),
        Column("code", text("learn.table.code")),
        Column("weight", text("learn.table.weight"), True),
        Column("expected", text("learn.table.expected"), True),
    )
    rows = tuple(
        (
            cell(item_label(i.slug, finding, names), i.slug),
            cell(i.code or "–", i.code),
            number_cell(i.weight),
            number_cell(i.expected),
        )
        for i in finding.items
    )
    return Table("learn-items", text("learn.table.items"), columns, rows)
