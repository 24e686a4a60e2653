"""The figure: chances of 100, question by question."""

from __future__ import annotations

from typing import Any

from detente.answers.forecast_findings import ForecastFinding
from detente.report.document import Figure
from detente.report.figures.style import (
    BLUE,
    INK,
    MUTED,
    PURPLE,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.forecast.naming import outcome_label, question_label, who
from detente.report.forecast.sentences import told
from detente.report.forecast.tables import forecasts_table
from detente.report.names import Names

MARKS = {
    "stated": (BLUE, "circle"),
    "reference": (PURPLE, "triangle-up"),
    "computed": (INK, "diamond"),
    "base-rate": (MUTED, "square"),
    "mean": (MUTED, "cross"),
    "middle": (MUTED, "triangle-down"),
}


def chances(finding: ForecastFinding, names: Names) -> Figure:
    """Return a row for each outcome (the first alone where there are two), a mark a forecast."""
    text = names.words.text
    title, caption = text("forecast.figure.title"), text("forecast.figure.caption")
    order: list[str] = []
    dots: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    shown: dict[str, tuple[str, str]] = {}
    for q in finding.questions:
        heading = question_label(q.slug, q.label, names)
        outcomes = q.outcomes[:1] if len(q.outcomes) == 2 else q.outcomes
        for k, outcome in enumerate(outcomes or ("",)):
            between = " " if heading.endswith("?") else ": "
            ending = between + outcome_label(q.slug, outcome, names) if len(outcomes) > 1 else ""
            row = unique([*order, label(heading + ending, 46, 3)])[-1]
            order.append(row)
            for m in q.made:
                if m.origin not in MARKS:
                    continue
                kind = who(m.origin, m.by, names, capital=True)
                shown[kind] = MARKS[m.origin]
                value = m.position if m.position is not None else m.chances[k] * 100
                dots.append({"row": row, "kind": kind, "value": round(value, 4)})
            if k == 0 and q.base_span is not None:
                low, high = (round(c * 100, 4) for c in q.base_span)
                spans.append({"row": row, "low": low, "high": high})
    x = {
        "type": "quantitative",
        "title": text("forecast.figure.axis"),
        "scale": {"domain": [0, 100]},
    }
    y = rows("row", order)
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": spans},
            "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1.6},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
        },
        {
            "data": {"values": dots},
            "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
            "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("kind", shown)},
        },
    ]
    body = {"width": 400, "height": {"step": 46}, "layer": layers}
    said = ". ".join(
        f"{question_label(q.slug, q.label, names)} " + "; ".join(told(m, q, names) for m in q.made)
        for q in finding.questions
    )
    alt = text("forecast.figure.alt", caption=caption, told=said)
    table = forecasts_table(finding, names)
    return Figure("forecast-chances", title, caption, alt, specification(title, body), table)
