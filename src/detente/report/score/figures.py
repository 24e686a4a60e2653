"""The calibration figure: what was said, and how often it came about."""

from __future__ import annotations

from typing import Any

from detente.answers.score import MEASURES
from detente.answers.score_findings import ForecasterFinding, ScoreFinding
from detente.report.document import Figure
from detente.report.figures.style import (
    FAINT,
    INK,
    MUTED,
    PARTY_MARKS,
    SIZE,
    kinds,
    specification,
    unique,
)
from detente.report.forecast.naming import who
from detente.report.names import Names
from detente.report.score.tables import calibration_table

MOST = 4
"""Forecasters in one figure."""


def shown(finding: ScoreFinding) -> list[ForecasterFinding]:
    """Return the forecasters in the figure: those who stated or computed, with most questions."""
    found = [f for f in finding.forecasters if f.bins and f.origin not in MEASURES]
    found = found or [f for f in finding.forecasters if f.bins and f.origin == "base-rate"]
    return sorted(found, key=lambda f: -f.questions)[:MOST]


def calibration(finding: ScoreFinding, names: Names) -> Figure | None:
    """Return said against seen, with counts and intervals; None without a yes-or-no question."""
    found = shown(finding)
    if not found:
        return None
    text = names.words.text
    title, caption = text("score.figure.title"), text("score.figure.caption")
    named = unique(
        [
            f"{who(f.origin, f.by, names, capital=True)} ({text(f'score.group.{f.group}')})"
            for f in found
        ]
    )
    marks = dict(zip(named, ((INK, "circle"), *PARTY_MARKS), strict=False))
    dots: list[dict[str, Any]] = []
    for name, f in zip(named, found, strict=True):
        for b in f.bins:
            dots.append(
                {
                    "who": name,
                    "said": round(b.said * 100, 4),
                    "seen": round(b.seen * 100, 4),
                    "low": round(b.seen_low * 100, 4),
                    "high": round(b.seen_high * 100, 4),
                    "count": b.count,
                }
            )
    told = "; ".join(
        text(
            "score.figure.told",
            who=d["who"],
            said=f"{d['said']:.0f}",
            seen=f"{d['seen']:.0f}",
            n=d["count"],
        )
        for d in dots
    )
    alt = text("score.figure.alt", caption=caption, told=told)
    spec = specification(title, _body(dots, marks, names))
    return Figure("score-calibration", title, caption, alt, spec, calibration_table(finding, names))


def _body(
    dots: list[dict[str, Any]], marks: dict[str, tuple[str, str]], names: Names
) -> dict[str, Any]:
    text = names.words.text
    scale = {"domain": [0, 100]}
    axis = {"values": [0, 20, 40, 60, 80, 100]}
    x = {"type": "quantitative", "title": text("score.figure.said"), "scale": scale, "axis": axis}
    y = {"type": "quantitative", "title": text("score.figure.seen"), "scale": scale, "axis": axis}
    colour = kinds("who", marks)
    if len(marks) > 1:  # the heading of each panel names it
        colour = {channel: {**how, "legend": None} for channel, how in colour.items()}
    size = 380 if len(marks) == 1 else 260
    layer: list[dict[str, Any]] = [
        {
            "data": {"values": [{"said": 0, "seen": 0}, {"said": 100, "seen": 100}]},
            "mark": {"type": "line", "color": FAINT, "strokeDash": [5, 4]},
            "encoding": {"x": {**x, "field": "said"}, "y": {**y, "field": "seen"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 1.4, "opacity": 0.7},
            "encoding": {
                "x": {**x, "field": "said"},
                "y": {**y, "field": "low"},
                "y2": {"field": "high"},
                "color": colour["color"],
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 95, "opacity": 1},
            "encoding": {"x": {**x, "field": "said"}, "y": {**y, "field": "seen"}, **colour},
        },
        {
            "mark": {
                "type": "text",
                "dx": 9,
                "dy": -9,
                "align": "left",
                "color": MUTED,
                "fontSize": SIZE,
            },
            "encoding": {
                "x": {**x, "field": "said"},
                "y": {**y, "field": "seen"},
                "text": {"field": "count", "type": "quantitative"},
            },
        },
    ]
    one = {"width": size, "height": size, "layer": layer}
    if len(marks) == 1:
        return {"data": {"values": dots}, **one}
    header = {"title": None, "labelFontSize": SIZE, "labelColor": INK}
    panels = {"field": "who", "type": "nominal", "sort": list(marks), "header": header}
    apart = {"axis": {"x": "independent", "y": "independent"}}
    return {
        "data": {"values": dots},
        "facet": panels,
        "columns": 2,
        "spec": one,
        "resolve": apart,
    }
