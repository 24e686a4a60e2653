"""Tables of levers and portfolios."""

from __future__ import annotations

from detente.answers.findings import ReachFinding
from detente.levers.findings import LeverFinding
from detente.report import words
from detente.report.anchors import lever_anchor, portfolio_anchor
from detente.report.document import Cell, Column, Span, Table, cell
from detente.report.names import Names
from detente.report.retelling import retold
from detente.report.tables.cells import gain_cells, no_cells, share_cells, share_columns


def _columns(names: Names) -> tuple[Column, ...]:
    text = names.words.text
    return (
        Column("lever", text("tables.column.lever")),
        Column("kind", text("tables.levers.kind")),
        *share_columns("reoptimised", text("tables.levers.adjusted")),
        *share_columns("fixed", text("tables.levers.fixed")),
        *share_columns("acceptability", text("tables.levers.acceptable")),
        Column("cost", text("tables.levers.cost")),
        Column("changes", text("tables.levers.changes")),
        Column("waiting", text("tables.levers.waiting")),
        Column("author", text("tables.levers.author")),
        Column("note", text("tables.levers.note-head")),
    )


def levers(finding: ReachFinding, names: Names) -> Table:
    """Return every lever with its gains and its cost."""
    found = finding.levers
    share = names.words.in_100(found.baseline.value)
    return Table(
        "levers",
        names.words.text("tables.levers.caption"),
        _columns(names),
        tuple(_row(x, names) for x in found.levers),
        tuple(lever_anchor(x.slugs) for x in found.levers),
        names.words.text("tables.levers.note", n=found.draws, share=share),
    )


def portfolios(finding: ReachFinding, names: Names) -> Table:
    """Return the best combinations of up to three levers."""
    found = finding.levers
    note = "note-all" if found.exhaustive else "note-some"
    return Table(
        "portfolios",
        names.words.text("tables.portfolios.caption"),
        _columns(names),
        tuple(_row(x, names) for x in found.portfolios),
        tuple(portfolio_anchor(x.slugs) for x in found.portfolios),
        names.words.text(f"tables.portfolios.{note}", n=found.portfolios_tried),
    )


def on_packages(finding: ReachFinding, names: Names) -> Table:
    """Return what each lever would do for the best packages of the record, as they stand."""
    text = names.words.text
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
        text("tables.levers-on-packages.caption"),
        (
            Column("lever", text("tables.column.lever")),
            *(c for pair in columns.values() for c in pair),
        ),
        tuple(rows),
        (),
        text("tables.levers-on-packages.note"),
    )


def _row(lever: LeverFinding, names: Names) -> tuple[Cell, ...]:
    changes = "; ".join(
        names.words.text(
            "tables.levers.change",
            issue=names.issue(i),
            before=names.option(i, before),
            after=names.option(i, after),
        )
        for i, (before, after) in lever.changes.items()
    )
    author = retold(lever.author, "author", names.words)
    return (
        cell(lever.label),
        cell(names.kind("levers", lever.kind), lever.kind),
        *gain_cells(lever.reoptimised),
        *gain_cells(lever.fixed),
        *share_cells(lever.acceptability),
        cell(names.authored(lever.cost)),
        cell(changes),
        cell(_waiting(lever, names)),
        cell(names.authored(author)),
        cell(retold(lever.note, "note", names.words)),
    )


def _waiting(lever: LeverFinding, names: Names) -> str:
    parts = [_counted("months", lever.months, names)] if lever.months else []
    parts += [
        _counted("points", value, names, party=names.party(party))
        for party, value in lever.waiting.items()
    ]
    return "; ".join(parts)


def _counted(unit: str, value: float, names: Names, **more: str) -> str:
    shown = words.exact(round(value, 1))
    return names.words.text(
        f"tables.levers.{unit}", n=1 if shown == "1" else 2, **{unit: shown}, **more
    )
