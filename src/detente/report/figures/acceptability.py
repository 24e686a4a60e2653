"""Acceptability of the packages: in how many belief sets all would prefer each."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.report import words
from detente.report.document import Figure
from detente.report.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    MUTED,
    RED,
    TICK,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.tables.packages import packages

STATED, HELD, WIDENED = "each reads it its own way", "also as the other reads it", "ranges widened"
# 1.96 standard errors to each side: 95 in 100.
Z95 = 1.959964


def figure(finding: ReachFinding, names: Names) -> Figure:
    """Return the acceptability of every package, most acceptable first."""
    title = "Acceptability: belief sets in which all would prefer the package to no deal"
    zone = finding.deals.zone.zone
    caption = (
        "Filled points: each reads the words its own way, with 95 % intervals; hollow ones: also "
        "as the other side reads them. Small strokes: the same with ranges widened. Grey bands: "
        "from the least to the most acceptable form of what the record leaves open. Dashed line: "
        f"some package or other is acceptable, {words.belief_sets(zone.value)}."
    )
    told = "; ".join(
        f"{p.label}: {words.in_100(p.a_sign.value)}, as the other reads it "
        f"{words.in_100(p.a_hold.value)}"
        for p in _ranked(finding)
    )
    return Figure(
        "acceptability",
        title,
        caption,
        f"{caption} {told}.",
        _spec(title, finding),
        packages(finding, names),
    )


def _ranked(finding: ReachFinding) -> list[Any]:
    return sorted(finding.deals.packages, key=lambda p: -p.a_sign.value)


def _spec(title: str, finding: ReachFinding) -> dict[str, Any]:
    ranked = _ranked(finding)
    names = unique([label(p.label, 40) for p in ranked])
    bands, intervals, points = [], [], []
    for name, p in zip(names, ranked, strict=True):
        bands.append({"package": name, "low": p.lowest.value * 100, "high": p.highest.value * 100})
        for what, share in ((STATED, p.a_sign), (HELD, p.a_hold)):
            points.append({"package": name, "what": what, "value": share.value * 100})
            half = Z95 * share.se
            intervals.append(
                {
                    "package": name,
                    "low": max(0.0, share.value - half) * 100,
                    "high": min(1.0, share.value + half) * 100,
                }
            )
        points += [
            {"package": name, "what": WIDENED, "value": s.value * 100} for s in p.widened.values()
        ]
    y = rows("package", names)
    top = max(
        [
            5.0,
            finding.deals.zone.zone.value * 100,
            *(b["high"] for b in bands),
            *(p["value"] for p in points),
        ]
    )
    x = {
        "type": "quantitative",
        "title": "belief sets of 100",
        "scale": {"domain": [0, min(100.0, top * 1.06)], "nice": False},
    }
    marks = {STATED: (GREEN, "circle"), HELD: (RED, "diamond"), WIDENED: (MUTED, TICK)}
    span = {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}
    return specification(
        title,
        {
            "width": 440,
            "height": {"step": 36},
            "layer": [
                {
                    "data": {"values": bands},
                    "mark": {"type": "bar", "height": 12, "color": FAINT, "opacity": 0.55},
                    "encoding": span,
                },
                {
                    "data": {"values": [{"zone": finding.deals.zone.zone.value * 100}]},
                    "mark": {
                        "type": "rule",
                        "color": BLUE,
                        "strokeDash": [5, 4],
                        "strokeWidth": 1.4,
                    },
                    "encoding": {"x": {**x, "field": "zone"}},
                },
                {
                    "data": {"values": intervals},
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
                    "encoding": span,
                },
                *(
                    {
                        "data": {"values": [p for p in points if p["what"] == what]},
                        "mark": {
                            "type": "point",
                            "filled": what == STATED,
                            "size": size,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what, size in ((WIDENED, 110), (HELD, 150), (STATED, 60))
                ),
            ],
        },
    )
