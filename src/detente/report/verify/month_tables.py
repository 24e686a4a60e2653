"""Tables of months: along routes, of each place, and what each commitment buys."""

from __future__ import annotations

from detente.finding import Spread
from detente.report.document import Cell, Column, Table, cell
from detente.report.names import Names
from detente.report.order.naming import commitment
from detente.report.tables.cells import (
    share_cells,
    share_columns,
    spread_cells,
    spread_columns,
)
from detente.report.verify.bought import route_places
from detente.report.verify.chance_cells import no_cells_of
from detente.report.verify.naming import action, place
from detente.schedule.analysis.verifying.months import ACTIONS
from detente.schedule.months_findings import RouteFinding
from detente.schedule.verification_findings import VerificationFinding

_SPREAD = 6
"""Cells of a spread."""


def routes(finding: VerificationFinding, names: Names) -> Table:
    """Return the months that the deal buys along each route, and other actions would."""

    def text(key: str) -> str:
        return names.words.text(f"verify.table.routes.{key}")

    columns = (
        Column("route", text("route")),
        Column("party", text("party")),
        Column("declared", text("declared")),
        *spread_columns("months", text("months")),
        *spread_columns("warning", text("warning")),
        *share_columns("in_time", text("in-time")),
        *(c for a in ACTIONS for c in spread_columns(a, text(a))),
    )
    rows = tuple(_route(r, w.of, names) for w in finding.watches for r in w.months.routes)
    return Table("verify-routes", text("caption"), columns, rows, (), text("note"))


def _route(one: RouteFinding, of: str, names: Names) -> tuple[Cell, ...]:
    said = "yes" if one.declared else "no"
    return (
        cell(route_places(one, names), one.slug),
        cell(names.party(of), of),
        cell(names.words.text(f"verify.table.places.{said}"), said),
        *spread_cells(one.after, names),
        *spread_cells(one.warning, names),
        *share_cells(one.in_time),
        *(c for a in ACTIONS for c in _spread(one.readings.get(a), names)),
    )


def _spread(spread: Spread | None, names: Names) -> tuple[Cell, ...]:
    return no_cells_of(_SPREAD) if spread is None else spread_cells(spread, names)


def rebuild(finding: VerificationFinding, names: Names) -> Table:
    """Return the months to bring each place back after each action."""

    def text(key: str) -> str:
        return names.words.text(f"verify.table.rebuild.{key}")

    columns = (
        Column("place", text("place")),
        *(c for a in ACTIONS for c in spread_columns(a, text(a))),
        Column("action", text("action")),
        *spread_columns("after", text("after")),
    )
    rows = tuple(
        (
            cell(place(one.slug, names), one.slug),
            *(c for a in ACTIONS for c in _spread(one.months.get(a), names)),
            cell(action(one.action, names) if one.action else text("nothing"), one.action),
            *spread_cells(one.after, names),
        )
        for w in finding.watches
        for one in w.months.places
    )
    return Table("verify-rebuild", text("caption"), columns, rows)


def actions(finding: VerificationFinding, names: Names) -> Table:
    """Return what each commitment buys along each route that it touches."""

    def text(key: str) -> str:
        return names.words.text(f"verify.table.actions.{key}")

    columns = (
        Column("what", text("what")),
        Column("action", text("action")),
        Column("route", text("route")),
        *spread_columns("alone", text("alone")),
        *spread_columns("omitted", text("omitted")),
    )
    rows = []
    for w in finding.watches:
        known = {r.slug: r for r in w.months.routes}
        rows += [
            (
                cell(commitment(one.commitment, names), one.commitment),
                cell(action(one.action, names), one.action),
                cell(route_places(known[one.route], names), one.route),
                *spread_cells(one.alone, names),
                *spread_cells(one.omitted, names),
            )
            for one in w.months.actions
        ]
    return Table("verify-actions", text("caption"), columns, tuple(rows))


def month_tables(finding: VerificationFinding, names: Names) -> tuple[Table, ...]:
    """Return the tables of months that are not the twin of a figure; empty ones left out."""
    return tuple(t for t in (rebuild(finding, names), actions(finding, names)) if t.rows)
