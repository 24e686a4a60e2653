"""Acceptability of the packages: in how many belief sets all would prefer each."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
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

# 1.96 standard errors to each side: 95 in 100.
Z95 = 1.959964


def figure(finding: ReachFinding, names: Names) -> Figure:
    """Return the acceptability of every package, most acceptable first."""
    words = names.words
    title = words.text("figures.acceptability.title")
    zone = words.belief_sets(finding.deals.zone.zone.value)
    caption = words.text("figures.acceptability.caption", share=zone)
    told = "; ".join(
        words.text(
            "figures.acceptability.alt-package",
            package=p.label,
            stated=words.in_100(p.a_sign.value),
            held=words.in_100(p.a_hold.value),
        )
        for p in _ranked(finding)
    )
    return Figure(
        "acceptability",
        title,
        caption,
        words.text("figures.acceptability.alt", caption=caption, packages=told),
        _spec(title, finding, names),
        packages(finding, names),
    )


def _ranked(finding: ReachFinding) -> list[Any]:
    return sorted(finding.deals.packages, key=lambda p: -p.a_sign.value)


def _spec(title: str, finding: ReachFinding, names: Names) -> dict[str, Any]:
    text = names.words.text
    stated, held, widened = (
        text(f"figures.acceptability.{key}") for key in ("stated", "held", "widened")
    )
    ranked = _ranked(finding)
    order = unique([label(p.label, 40) for p in ranked])
    bands, intervals, points = [], [], []
    for name, p in zip(order, ranked, strict=True):
        bands.append({"package": name, "low": p.lowest.value * 100, "high": p.highest.value * 100})
        for what, share in ((stated, p.a_sign), (held, p.a_hold)):
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
            {"package": name, "what": widened, "value": s.value * 100} for s in p.widened.values()
        ]
    y = rows("package", order)
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
        "title": text("figures.axis.belief-sets"),
        "scale": {"domain": [0, min(100.0, top * 1.06)], "nice": False},
    }
    marks = {stated: (GREEN, "circle"), held: (RED, "diamond"), widened: (MUTED, TICK)}
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
                            "filled": what == stated,
                            "size": size,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what, size in ((widened, 110), (held, 150), (stated, 60))
                ),
            ],
        },
    )
