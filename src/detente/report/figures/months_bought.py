"""The months that a deal buys along each route, beside a freeze, disabling and dismantling."""

from __future__ import annotations

from typing import Any

from detente.finding import Spread
from detente.report.document import Figure
from detente.report.figures.style import (
    BLUE,
    GREEN,
    INK,
    PURPLE,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.verify.bought import route_places
from detente.report.verify.month_tables import routes
from detente.report.verify.naming import action, months
from detente.schedule.months_findings import RouteFinding
from detente.schedule.verification_findings import VerificationFinding

MARKS = {
    "deal": (INK, "diamond"),
    "freeze": (BLUE, "triangle-up"),
    "disable": (PURPLE, "square"),
    "dismantle": (GREEN, "circle"),
}
"""Colour and shape of what could be done."""


def figure(finding: VerificationFinding, names: Names) -> Figure | None:
    """Return one row for each route; None where the case names no route.

    Parameters
    ----------
    finding : VerificationFinding
    names : Names
    """
    found = [r for w in finding.watches for r in w.months.routes]
    if not found:
        return None
    text = names.words.text
    title = text("verify.figure.months.title", deal=finding.label)
    caption = text("verify.figure.months.caption")
    told = "; ".join(
        text(
            "verify.figure.months.alt-route",
            places=route_places(r, names),
            told=", ".join(
                text(
                    "verify.figure.months.month",
                    action=action(a, names),
                    months=months(spread, names),
                )
                for a, spread in _bought(r).items()
            ),
        )
        for r in found
    )
    alt = text("verify.figure.months.alt", caption=caption, routes=told)
    table = routes(finding, names)
    return Figure("verify-months", title, caption, alt, _spec(title, found, names), table)


def _bought(route: RouteFinding) -> dict[str, Spread]:
    return {"deal": route.after, **route.readings}


def _spec(title: str, found: list[RouteFinding], names: Names) -> dict[str, Any]:
    order = unique([label(route_places(r, names), 40, 4) for r in found])
    marks = {action(a, names): mark for a, mark in MARKS.items()}
    values = [
        {
            "route": shown,
            "action": action(a, names),
            "low": spread.p05,
            "middle": spread.p50,
            "high": spread.p95,
        }
        for shown, route in zip(order, found, strict=True)
        for a, spread in _bought(route).items()
    ]
    axis = names.words.text("verify.figure.months.axis")
    x = {"type": "quantitative", "title": axis, "scale": {"domainMin": 0}}
    y = rows("route", order)
    offset = {"field": "action", "type": "nominal", "sort": list(marks)}
    both = kinds("action", marks)
    return specification(
        title,
        {
            "width": 430,
            "height": {"step": 18, "for": "offset"},
            "data": {"values": values},
            "encoding": {"y": y, "yOffset": offset},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {
                        "x": {**x, "field": "low"},
                        "x2": {"field": "high"},
                        "color": both["color"],
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                    "encoding": {"x": {**x, "field": "middle"}, **both},
                },
            ],
        },
    )
