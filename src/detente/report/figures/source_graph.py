"""Who repeats whom, and who says what: arcs beside a grid of reports and claims."""

from __future__ import annotations

import json
import math
from typing import Any

from detente.evidence.corroboration_findings import Corroborated, ReportFinding
from detente.report.corroborate.naming import claim_state, report
from detente.report.corroborate.tables import reports
from detente.report.document import Figure
from detente.report.figures.style import (
    GRID,
    INK,
    LINE,
    MUTED,
    PURPLE,
    RED,
    kinds,
    label,
    row_axis,
    specification,
)
from detente.report.names import Names

DASH = "M-0.9,0L0.9,0"
"""A short level line, as a Vega path."""
MARKS = {
    "yes": (INK, "circle"),
    "no": (RED, "cross"),
    "open": (MUTED, "square"),
    "silent": (MUTED, DASH),
}
"""Colour and shape of what a report says of a state."""
STEP, ROW = 38, 36
"""Width of a column and height of a row, in pixels."""
POINTS = 24
"""Of which an arc is made."""


def figure(found: Corroborated, names: Names) -> Figure:
    """Return the reports as rows, the claims and their states as columns.

    Parameters
    ----------
    found : Corroborated
    names : Names
    """
    text = names.words.text
    title = text("corroborate.figure.graph.title")
    caption = text("corroborate.figure.graph.caption")
    each = [r for r in found.reports if r.known]
    relays = sum(r.relays is not None for r in each)
    copies = sum(len(r.copies) for r in each)
    alt = text(
        "corroborate.figure.graph.alt", caption=caption, n=len(each), relays=relays, copies=copies
    )
    spec = specification(title, _body(found, each, names))
    return Figure("corroborate-sources", title, caption, alt, spec, reports(found, names))


def _body(found: Corroborated, each: list[ReportFinding], names: Names) -> dict[str, Any]:
    columns = [
        (c.slug, s.slug)
        for c in found.claims
        for s in c.states
        if s.slug != "no" or len(c.states) > 2
    ]
    named = [label(report(r.slug, names), 36) for r in each]
    across = [label(claim_state(c, s, names), 46) for c, s in columns]
    arcs, heads, left = _arcs(each)
    x: dict[str, Any] = {
        "type": "quantitative",
        "scale": {"domain": [left, len(columns) - 0.4], "nice": False},
        "axis": {**_columns(across), "values": list(range(len(columns)))},
    }
    y: dict[str, Any] = {
        "type": "quantitative",
        "scale": {"domain": [len(each) - 0.5, -0.5], "nice": False},
        "axis": row_axis(
            values=list(range(len(each))),
            labelExpr=f"split({json.dumps(named, ensure_ascii=False)}[datum.value], '\\n')",
            labelOffset={
                "condition": {
                    "test": f"length(split({json.dumps(named, ensure_ascii=False)}"
                    "[datum.value], '\\n')) == 2",
                    "value": -LINE / 2,
                },
                "value": 0,
            },
            gridColor=GRID,
        ),
    }
    words = names.words.text
    cells = _cells(each, columns, names)
    present = {c["what"] for c in cells}
    marks = {
        text: mark
        for key, mark in MARKS.items()
        if (text := words(f"corroborate.figure.graph.{key}")) in present
    }
    stroke = words("corroborate.figure.graph.silent")
    return {
        "width": max(int((len(columns) - 0.4 - left) * STEP), 200),
        "height": len(each) * ROW,
        "layer": [
            *_lines(arcs, heads, x, y),
            *(
                {
                    "data": {"values": [c for c in cells if (c["what"] != stroke) == filled]},
                    "mark": {"type": "point", "filled": filled, "size": 110, "opacity": 1},
                    "encoding": {
                        "x": {**x, "field": "x"},
                        "y": {**y, "field": "y"},
                        **kinds("what", marks),
                    },
                }
                for filled in (True, False)
            ),
        ],
    }


def _columns(across: list[str]) -> dict[str, Any]:
    texts = json.dumps(across, ensure_ascii=False)
    shown = f"split({texts}[datum.value], '\\n')"
    return {
        "title": None,
        "orient": "top",
        "labelExpr": shown,
        "labelAngle": -90,
        "labelAlign": "left",
        "labelBaseline": "middle",
        "labelLineHeight": LINE,
        "labelOffset": {
            "condition": {"test": f"length({shown}) == 2", "value": -LINE / 2},
            "value": 0,
        },
        "labelLimit": 0,
        "labelColor": INK,
        "labelOverlap": False,
        "domain": False,
        "ticks": False,
        "gridColor": GRID,
    }


def _arcs(
    each: list[ReportFinding],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return the points of every arc, its end at who repeats, and how far left they reach."""
    at = {r.slug: k for k, r in enumerate(each)}
    pairs = [(r.slug, r.relays, "relays") for r in each if r.relays in at]
    pairs += [(r.slug, other, "copies") for r in each for other in r.copies if other in at]
    arcs, heads, left = [], [], -0.8
    for n, (one, other, kind) in enumerate(pairs):
        low, high = at[other or ""], at[one]
        reach = 0.45 + 0.42 * abs(high - low)
        left = min(left, -0.7 - reach)
        for k in range(POINTS + 1):
            angle = math.pi * k / POINTS
            arcs.append(
                {
                    "arc": f"{kind}-{n}",
                    "kind": kind,
                    "k": k,
                    "x": -0.6 - reach * math.sin(angle),
                    "y": (low + high) / 2 - (high - low) / 2 * math.cos(angle),
                }
            )
        heads.append({"x": -0.62, "y": high, "kind": kind})
    return arcs, heads, left - 0.1


def _lines(
    arcs: list[dict[str, Any]], heads: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]
) -> list[dict[str, Any]]:
    place = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}}
    found: list[dict[str, Any]] = [
        {
            "data": {"values": [a for a in arcs if a["kind"] == kind]},
            "mark": {"type": "line", "color": colour, "strokeWidth": 1.6, "strokeDash": dash},
            "encoding": {
                **place,
                "detail": {"field": "arc", "type": "nominal"},
                "order": {"field": "k", "type": "quantitative"},
            },
        }
        for kind, colour, dash in (("relays", INK, [1, 0]), ("copies", PURPLE, [5, 4]))
    ]
    found.append(
        {
            "data": {"values": heads},
            "mark": {
                "type": "point",
                "shape": "triangle-right",
                "filled": True,
                "size": 70,
                "color": INK,
                "opacity": 1,
            },
            "encoding": place,
        }
    )
    return found


def _cells(
    each: list[ReportFinding], columns: list[tuple[str, str]], names: Names
) -> list[dict[str, Any]]:
    words = names.words.text
    found = []
    for y, r in enumerate(each):
        for x, (slug, state) in enumerate(columns):
            kind = _kind(r, slug, state)
            if kind:
                what = words(f"corroborate.figure.graph.{kind}")
                found.append({"x": x, "y": y, "what": what})
    return found


def _kind(r: ReportFinding, slug: str, state: str) -> str:
    """Return what a report says of one state: empty where it does not speak of it."""
    if slug in r.left_open:
        return "open"
    if slug in r.silent_on:
        return "silent"
    if slug not in r.words:
        return ""
    return "yes" if state in r.words[slug] else "no" if state == "yes" else ""
