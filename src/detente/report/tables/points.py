"""The table of bargaining points; technical names are at home here."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import number_cell, options_text, spread_cells, spread_columns

RULES = {
    "nash": "Nash (1950)",
    "kalai_smorodinsky": "Kalai–Smorodinsky (1975)",
    "egalitarian": "Egalitarian (Kalai 1977)",
    "utilitarian": "Utilitarian (greatest sum)",
}


def points(finding: ReachFinding, names: Names) -> Table:
    """Return the bargaining points on expected values, with their spread over draws."""
    found = finding.points
    parties = names.signatories()
    spreads = {p: spread_columns(f"draws_{p}", f"{names.party(p)}: over draws") for p in parties}
    columns = [Column("rule", "Rule"), Column("package", "Package")]
    for p in parties:
        columns += [
            Column(f"value_{p}", f"{names.party(p)}: value", True),
            Column(f"gain_{p}", f"{names.party(p)}: over no deal", True),
            *spreads[p],
        ]
    columns.append(Column("ratifiers", "Ratifiers who would refuse"))
    rows = []
    for rule, point in found.points.items():
        packages = " — or: ".join(options_text(names, p) for p in point.packages)
        row: list[Cell] = [cell(RULES.get(rule, rule), rule), cell(packages)]
        for p in parties:
            row += [number_cell(point.values[p]), number_cell(point.gains[p])]
            row += (
                spread_cells(point.over_draws[p])
                if p in point.over_draws
                else [cell("–" if c.title else "", "") for c in spreads[p]]
            )
        refusing = [r for r, yes in found.ratifiers.get(rule, {}).items() if not yes]
        row.append(cell(names.parties(refusing) or "none"))
        rows.append(tuple(row))
    return Table(
        "points",
        "Bargaining points between the signatories, on expected values",
        tuple(columns),
        tuple(rows),
        (),
        "Values are on each party's scale from 0 to 100. Over draws: gain over no deal at the "
        "rule's point in each belief set that has a zone, mean and 90 of 100.",
    )
