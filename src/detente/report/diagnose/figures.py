"""Figures of a diagnosis: the gates as a cascade, and structure beside record."""

from __future__ import annotations

from typing import Any

from detente.answers.diagnose_findings import DayFinding, SideFinding
from detente.report.diagnose.naming import cause, day
from detente.report.diagnose.tables import gates, sides, slug
from detente.report.document import Figure
from detente.report.explain.naming import hundred
from detente.report.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    GRID,
    INK,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names


def cascade(found: DayFinding, names: Names) -> Figure:
    """Return how many of 100 belief sets founder at each gate, from those that came as far."""
    words = names.words

    def text(key: str, **values: str) -> str:
        return words.text(f"diagnose.figure.cascade.{key}", **values)

    title, caption = text("title", day=day(found, names)), text("caption")
    founder, still, through = text("founder"), text("left"), text("through")
    labels = [*(cause(g.gate, names) for g in found.gates), text("passes")]
    named = unique([label(x, 34) for x in labels])
    values: list[dict[str, Any]] = []
    left, told = 100.0, []
    for name, g in zip(named, found.gates, strict=False):
        size = 100 * g.first.value
        values.append({"gate": name, "kind": still, "low": 0.0, "high": left - size})
        values.append({"gate": name, "kind": founder, "low": left - size, "high": left})
        told.append((cause(g.gate, names), g.first.value, left))
        left -= size
    passes = 100 * found.passes.value
    values.append({"gate": named[-1], "kind": through, "low": 0.0, "high": passes})
    told.append((text("passes"), found.passes.value, passes))
    ends = [
        {"gate": name, "at": at, "said": words.in_100(share)}
        for name, (_, share, at) in zip(named, told, strict=True)
    ]
    alt = text(
        "alt",
        caption=caption,
        told="; ".join(text("told", cause=c, n=words.in_100(s)) for c, s, _ in told),
    )
    y = rows("gate", named)
    x = {
        "type": "quantitative",
        "title": text("axis"),
        "scale": {"domain": [0, 112], "nice": False},
        "axis": {"values": [0, 20, 40, 60, 80, 100]},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": [founder, still, through], "range": [BLUE, GRID, GREEN]},
        "legend": {"title": None, "orient": "top", "symbolType": "square"},
    }
    body = {
        "width": 460,
        "height": {"step": 36},
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "bar", "height": 18},
                "encoding": {
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "y": y,
                    "color": colour,
                },
            },
            {
                "data": {"values": ends},
                "mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": 12},
                "encoding": {"x": {**x, "field": "at"}, "y": y, "text": {"field": "said"}},
            },
        ],
    }
    spec = specification(title, body)
    return Figure(slug("cascade", found), title, caption, alt, spec, gates(found, names))


def side_by_side(found: DayFinding, names: Names) -> Figure | None:
    """Return the share of belief sets and the probability by the record, cause by cause."""
    if found.leading_hypothesis is None:
        return None

    def text(key: str, **values: str) -> str:
        return names.words.text(f"diagnose.figure.sides.{key}", **values)

    title, caption = text("title", day=day(found, names)), text("caption")
    structure, record = text("structure"), text("record")
    named = unique([label(cause(s.cause, names), 34) for s in found.sides])
    bars, dots, spans = [], [], []
    for name, s in zip(named, found.sides, strict=True):
        if s.structural is not None:
            bars.append({"cause": name, "what": structure, "value": 100 * s.structural.value})
        if s.evidential is not None:
            at = s.evidential
            dots.append({"cause": name, "what": record, "value": 100 * at.mean})
            spans.append({"cause": name, "low": 100 * at.p05, "high": 100 * at.p95})
    alt = text("alt", caption=caption, told="; ".join(_told(s, names) for s in found.sides))
    y = rows("cause", named)
    x = {"type": "quantitative", "title": text("axis"), "scale": {"domain": [0, 100]}}
    colour = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": [structure, record], "range": [FAINT, INK]},
        "legend": {"title": None, "orient": "top", "symbolType": "circle"},
    }
    body = {
        "width": 460,
        "height": {"step": 36},
        "layer": [
            {
                "data": {"values": bars},
                "mark": {"type": "bar", "height": 18},
                "encoding": {"x": {**x, "field": "value"}, "y": y, "color": colour},
            },
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
            {
                "data": {"values": dots},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": {**x, "field": "value"}, "y": y, "color": colour},
            },
        ],
    }
    spec = specification(title, body)
    return Figure(slug("sides", found), title, caption, alt, spec, sides(found, names))


def _told(one: SideFinding, names: Names) -> str:
    nothing = names.words.text("diagnose.figure.sides.nothing")
    at = one.structural
    structure = nothing if at is None else names.words.in_100(at.value)
    record = nothing if one.evidential is None else hundred(one.evidential.mean, names)
    return names.words.text(
        "diagnose.figure.sides.told",
        cause=cause(one.cause, names),
        structure=structure,
        record=record,
    )
