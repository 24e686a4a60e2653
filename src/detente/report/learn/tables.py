"""Tables: numbers before and after, packages, items."""

from __future__ import annotations

from detente.answers.learn_findings import LearnFinding
from detente.report.document import Column, Table, cell
from detente.report.learn.sentences import item_label, label_of
from detente.report.names import Names
from detente.report.retelling import quantity
from detente.report.tables.cells import (
    no_cells,
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
        Column("account-of", text("learn.table.account-of")),
        Column("share-before", text("learn.table.share-before"), True),
        Column("share-after", text("learn.table.share-after"), True),
        *spread_columns("tactical", text("learn.table.tactical")),
    )
    rows = tuple(
        (
            cell(item_label(i.slug, finding, names), i.slug),
            cell(i.code or "–", i.code),
            number_cell(i.weight),
            number_cell(i.expected),
            cell(i.account_of or "–", i.account_of),
            number_cell(round(i.share_before * 100, 1)),
            number_cell(round(i.share_after * 100, 1)),
            *(_not_meant if i.tactical is None else spread_cells(i.tactical, names)),
        )
        for i in finding.items
    )
    return Table("learn-items", text("learn.table.items"), columns, rows)


_not_meant = no_cells(spread_columns("tactical", "–"))


def settings_table(finding: LearnFinding, names: Names) -> Table:
    """Return the settings in force, and which of them are the case's."""
    text = names.words.text
    columns = (
        Column("setting", text("learn.table.setting")),
        Column("value", text("learn.table.value")),
        Column("whose", text("learn.table.whose")),
    )
    told = finding.settings
    rows = [
        (
            cell(_setting(name, names), name),
            cell(_value(name, value, names), value),
            cell(text(f"learn.table.{'case' if name in told.own else 'usual'}")),
        )
        for name, value in told.values
    ]
    any_weight = text("learn.setting.any")
    unknown = (cell(text("learn.setting.unknown"), "F, 6"), cell(any_weight, "any"))
    rows.append((*unknown, cell(text("learn.table.usual"))))
    return Table("learn-settings", text("learn.table.settings"), columns, tuple(rows))


def _setting(name: str, names: Names) -> str:
    what, _, code = name.partition("-")
    if what in ("reliability", "credibility"):
        return names.words.text(f"learn.setting.{what}", code=code)
    return names.words.text(f"learn.setting.{name}")


def _value(name: str, value: str, names: Names) -> str:
    if name == "choice-set":
        return names.words.text(f"learn.setting.{value}")
    return quantity(value, names) if name == "rationality" else value
