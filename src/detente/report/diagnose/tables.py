"""Tables of a diagnosis: gates, what would have to change, what was tabled, side by side."""

from __future__ import annotations

from detente.answers.diagnose_findings import DayFinding, SideFinding, TabledFinding
from detente.finding import Share, Spread
from detente.report.diagnose.naming import cause, day, package
from detente.report.document import Cell, Column, Table, cell
from detente.report.explain.naming import hypothesis
from detente.report.names import Names
from detente.report.tables.cells import (
    gain_cells,
    no_cells,
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)
from detente.report.terms.naming import some


def slug(name: str, found: DayFinding) -> str:
    """Return the name of a table or figure of one day; the first to be told has the plain one."""
    return f"diagnose-{name}{'-now' if found.which == 'now' else ''}"


def gates(found: DayFinding, names: Names) -> Table:
    """Return every gate: first, by itself, and what it would gain to open it."""

    def text(key: str, **values: str) -> str:
        return names.words.text(f"diagnose.table.gates.{key}", **values)

    opened = share_columns("opened", text("opened"))
    columns = (
        Column("gate", text("gate")),
        *share_columns("first", text("first")),
        *share_columns("alone", text("alone")),
        *opened,
    )
    rows: list[tuple[Cell, ...]] = [
        (
            cell(cause(g.gate, names), g.gate),
            *share_cells(g.first),
            *share_cells(g.alone),
            *(no_cells(opened) if g.opened is None else gain_cells(g.opened)),
        )
        for g in found.gates
    ]
    beside: dict[str, tuple[Share, bool]] = {
        "passes": (found.passes, True),
        "none": (found.none, False),
        "price": (found.price, False),
    }
    for key, (share, counted) in beside.items():
        told, nothing = share_cells(share), no_cells(columns[1:3])
        first, alone = (told, nothing) if counted else (nothing, told)
        rows.append((cell(text(key), key), *first, *alone, *no_cells(opened)))
    caption = text("caption", day=day(found, names))
    return Table(slug("gates", found), caption, columns, tuple(rows), (), text("note"))


def needs(found: DayFinding, names: Names) -> Table:
    """Return who falls short where, how often and by how much."""

    def text(key: str, **values: str) -> str:
        return names.words.text(f"diagnose.table.needs.{key}", **values)

    amounts = spread_columns("amount", text("amount"))
    columns = (
        Column("gate", text("gate")),
        Column("package", text("package")),
        Column("party", text("party")),
        *share_columns("often", text("often")),
        *amounts,
    )
    rows = tuple(
        (
            cell(cause(g.gate, names), g.gate),
            cell(package(g.package, found, names) if g.package else text("any"), g.package),
            cell(names.party(n.party), n.party),
            *share_cells(n.often),
            *(no_cells(amounts) if n.points is None else spread_cells(n.points, names)),
        )
        for g in found.gates
        for n in g.needs
    )
    caption = text("caption", day=day(found, names))
    return Table(slug("needs", found), caption, columns, rows, (), text("note"))


def packages(found: DayFinding, names: Names) -> Table:
    """Return what was tabled, and the gate at which each founders first."""

    def text(key: str, **values: str) -> str:
        return names.words.text(f"diagnose.table.packages.{key}", **values)

    parties = list(found.packages[-1].accepted_by)
    stops = list(found.packages[-1].stops)
    columns = (
        Column("package", text("package")),
        Column("by", text("by")),
        *(
            c
            for p in parties
            for c in share_columns(f"accepts_{p}", text("accepts", party=names.party(p)))
        ),
        *(c for s in stops for c in share_columns(s, text(s))),
        *share_columns("passes", text("passes")),
        Column("words", text("words")),
    )
    rows = tuple(_package(p, found, names) for p in found.packages)
    caption = text("caption", day=day(found, names))
    return Table(slug("packages", found), caption, columns, rows, (), text("note"))


def _package(one: TabledFinding, found: DayFinding, names: Names) -> tuple[Cell, ...]:
    shares = [*one.accepted_by.values(), *one.stops.values(), one.passes]
    return (
        cell(package(one.slug, found, names), one.slug),
        cell(names.parties(one.by)),
        *(c for share in shares for c in share_cells(share)),
        cell(some(one.terms, names)),
    )


def sides(found: DayFinding, names: Names) -> Table:
    """Return every cause as the structure and as the record see it."""

    def text(key: str, **values: str) -> str:
        return names.words.text(f"diagnose.table.sides.{key}", **values)

    columns = (
        Column("cause", text("cause")),
        *share_columns("structure", text("structure")),
        *spread_columns("record", text("record")),
        Column("apart", text("apart")),
        Column("hypotheses", text("hypotheses")),
    )
    rows = tuple(_side(s, columns, names) for s in found.sides)
    caption = text("caption", day=day(found, names))
    return Table(slug("sides", found), caption, columns, rows, (), text("note"))


def _side(one: SideFinding, columns: tuple[Column, ...], names: Names) -> tuple[Cell, ...]:
    at, told = one.evidential, one.apart
    apart = "" if told is None else names.words.text(f"diagnose.table.sides.{_YES[told]}")
    listed = [hypothesis(h, names) for h in one.hypotheses]
    return (
        cell(cause(one.cause, names), one.cause),
        *(no_cells(columns[1:3]) if one.structural is None else share_cells(one.structural)),
        *(no_cells(columns[3:9]) if at is None else spread_cells(percent(at), names)),
        cell(apart or "–", "" if told is None else int(told)),
        cell("; ".join(listed) or "–", "; ".join(one.hypotheses)),
    )


_YES = {True: "yes", False: "no"}


def percent(spread: Spread) -> Spread:
    """Return a spread of shares in hundredths."""
    parts = (spread.mean, spread.p05, spread.p25, spread.p50, spread.p75, spread.p95)
    return Spread(*(100 * p for p in parts))
