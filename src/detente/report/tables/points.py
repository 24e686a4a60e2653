"""The table of bargaining points; technical names are at home here."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import number_cell, options_text, spread_cells, spread_columns

RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
"""In the order in which they are told."""


def rule_name(rule: str, names: Names) -> str:
    """Return the name of a rule."""
    key = f"tables.points.rules.{rule}"
    return names.words.text(key) if names.words.knows(key) else rule


def points(finding: ReachFinding, names: Names) -> Table:
    """Return the bargaining points on expected values, with their spread over draws."""
    found, text = finding.points, names.words.text
    parties = names.signatories()

    def head(key: str, party: str) -> str:
        return text(f"tables.points.{key}", party=names.party(party))

    spreads = {p: spread_columns(f"draws_{p}", head("draws", p)) for p in parties}
    columns = [
        Column("rule", text("tables.points.rule")),
        Column("package", text("tables.column.package")),
    ]
    for p in parties:
        columns += [
            Column(f"value_{p}", head("value", p), True),
            Column(f"gain_{p}", head("gain", p), True),
            *spreads[p],
        ]
    columns.append(Column("ratifiers", text("tables.points.refusing")))
    rows = []
    for rule, point in found.points.items():
        packages = text("tables.points.or").join(options_text(names, p) for p in point.packages)
        row: list[Cell] = [cell(rule_name(rule, names), rule), cell(packages)]
        for p in parties:
            row += [number_cell(point.values[p]), number_cell(point.gains[p])]
            row += (
                spread_cells(point.over_draws[p], names)
                if p in point.over_draws
                else [cell("–" if c.title else "", "") for c in spreads[p]]
            )
        refusing = [r for r, yes in found.ratifiers.get(rule, {}).items() if not yes]
        row.append(cell(names.parties(refusing) or text("tables.cell.none")))
        rows.append(tuple(row))
    return Table(
        "points",
        text("tables.points.caption"),
        tuple(columns),
        tuple(rows),
        (),
        text("tables.points.note"),
    )
