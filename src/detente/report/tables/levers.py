"""Tables of levers and portfolios."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.levers.findings import LeverFinding
from detente.report import words
from detente.report.anchors import lever_anchor, portfolio_anchor
from detente.report.document import Cell, Column, Span, Table, cell
from detente.report.names import Names
from detente.report.tables.cells import gain_cells, no_cells, share_cells, share_columns

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
        tuple(portfolio_anchor(x.slugs) for x in found.portfolios),
        f"{words.count(found.portfolios_tried, 'combination')} of up to three levers; {tried}.",
    )


def on_packages(finding: ReachFinding, names: Names) -> Table:
    """Return what each lever would do for the best packages of the record, as they stand."""
    every = [(x, lever_anchor(x.slugs)) for x in finding.levers.levers]
    every += [(x, portfolio_anchor(x.slugs)) for x in finding.levers.portfolios]
    shown = [(x, at) for x, at in every if any(s.value != 0 for s in x.on_packages.values())]
    slugs = list(dict.fromkeys(p for x, _ in shown for p in x.on_packages))
    columns = {p: share_columns(p, names.package(p)) for p in slugs}
    rows = []
    for lever, at in shown:
        row = [cell(Span(lever.label, f"#{at}"))]
        for p in slugs:
            known = lever.on_packages.get(p)
            row += gain_cells(known) if known is not None else no_cells(columns[p])
        rows.append(tuple(row))
    return Table(
        "levers-on-packages",
        "What the levers would do for packages of the record, as they stand",
        (Column("lever", "What could be done"), *(c for pair in columns.values() for c in pair)),
        tuple(rows),
        (),
        "Gains in belief sets of 100; levers that change none of them are left out.",
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
