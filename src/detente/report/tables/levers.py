"""Tables of levers and portfolios."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.levers.findings import LeverFinding
from detente.report import words
from detente.report.anchors import lever_anchor
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import gain_cells, share_cells, share_columns

_COLUMNS = (
    Column("lever", "What could be done"),
    Column("kind", "Kind"),
    *share_columns("reoptimised", "Gain, deal adjusted"),
    *share_columns("fixed", "Gain, deal as it is"),
    *share_columns("acceptability", "Acceptable with it"),
    Column("cost", "Cost"),
    Column("changes", "How the deal changes"),
    Column("waiting", "Waiting"),
    Column("author", "Whose idea"),
    Column("note", "Note"),
)


def levers(finding: ReachFinding, names: Names) -> Table:
    """Return every lever with its gains and its cost."""
    found = finding.levers
    return Table(
        "levers",
        "What would raise the share of belief sets with an acceptable deal",
        _COLUMNS,
        tuple(_row(x, names) for x in found.levers),
        tuple(lever_anchor(x.slugs) for x in found.levers),
        f"Gains are in belief sets of 100, on the same {found.draws:,} draws with and without; ± "
        f"is one standard error. Without any lever: {words.in_100(found.baseline.value)}.",
    )


def portfolios(finding: ReachFinding, names: Names) -> Table:
    """Return the best combinations of up to three levers."""
    found = finding.levers
    tried = "all were tried" if found.exhaustive else "not all could be tried"
    return Table(
        "portfolios",
        "Levers together",
        _COLUMNS,
        tuple(_row(x, names) for x in found.portfolios),
        tuple(lever_anchor(x.slugs) for x in found.portfolios),
        f"{words.count(found.portfolios_tried, 'combination')} of up to three levers; {tried}.",
    )


def _row(lever: LeverFinding, names: Names) -> tuple[Cell, ...]:
    changes = "; ".join(
        f"{names.issue(i)}: {names.option(i, after)} instead of {names.option(i, before)}"
        for i, (before, after) in lever.changes.items()
    )
    waiting = "; ".join(
        f"{names.party(p)} {words.exact(round(v, 1))} points" for p, v in lever.waiting.items()
    )
    if lever.months:
        waiting = f"{words.exact(round(lever.months, 1))} months; {waiting}".rstrip("; ")
    return (
        cell(lever.label),
        cell(lever.kind.replace("-", " "), lever.kind),
        *gain_cells(lever.reoptimised),
        *gain_cells(lever.fixed),
        *share_cells(lever.acceptability),
        cell(lever.cost),
        cell(changes),
        cell(waiting),
        cell(lever.author if lever.declared else f"{lever.author} (made from the case)"),
        cell(lever.note),
    )
