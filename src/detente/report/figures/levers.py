"""What would help: the gain of each lever, with the deal as it is and adjusted."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.finding import Share
from detente.levers.findings import LeverFinding
from detente.report.document import Figure
from detente.report.figures.acceptability import Z95
from detente.report.figures.style import (
    GREEN,
    INK,
    MUTED,
    RED,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.tables.levers import levers

MOST = 20


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the levers by falling gain, or None where there are none."""
    shown = sorted(
        (x for x in finding.levers.levers if _worth_drawing(x)),
        key=lambda x: -x.reoptimised.value,
    )[:MOST]
    if not shown:
        return None
    words = names.words
    title = words.text("figures.levers.title")
    share = words.in_100(finding.levers.baseline.value)
    caption = words.text("figures.levers.caption", share=share)
    rest = len(finding.levers.levers) - len(shown)
    if rest:
        caption = f"{caption} {words.text('figures.levers.rest', n=rest)}"
    told = "; ".join(
        words.text(
            "figures.levers.alt-lever",
            lever=x.label,
            adjusted=words.change_of_100(x.reoptimised.value),
            fixed=words.change_of_100(x.fixed.value),
        )
        for x in shown
    )
    return Figure(
        "levers",
        title,
        caption,
        words.text("figures.levers.alt", caption=caption, levers=told),
        _spec(title, shown, finding.levers.baseline, names),
        levers(finding, names),
    )


def _worth_drawing(lever: LeverFinding) -> bool:
    """Return whether a lever helps, or was proposed and does harm."""
    if lever.note:
        return False
    return lever.reoptimised.value > 0 or (lever.declared and lever.reoptimised.value < 0)


def _rules_out(lever: LeverFinding, baseline: Share) -> bool:
    """Return whether the lever leaves no room for the deal as it is."""
    return lever.fixed.value < 0 and lever.fixed.value <= -baseline.value + 1e-9


def _interval(share: Share) -> tuple[float, float]:
    return (share.value - Z95 * share.se) * 100, (share.value + Z95 * share.se) * 100


def _spec(title: str, shown: list[LeverFinding], baseline: Share, names: Names) -> dict[str, Any]:
    text = names.words.text
    adjusted, fixed = text("figures.levers.adjusted"), text("figures.levers.fixed")
    order = unique([label(x.label, 46) for x in shown])
    points, intervals = [], []
    for name, lever in zip(order, shown, strict=True):
        shares = [(adjusted, lever.reoptimised)]
        if not _rules_out(lever, baseline):
            shares.append((fixed, lever.fixed))
        for what, share in shares:
            points.append({"lever": name, "what": what, "value": share.value * 100})
            low, high = _interval(share)
            intervals.append({"lever": name, "what": what, "low": low, "high": high})
    y = rows("lever", order)
    x = {"type": "quantitative", "title": text("figures.axis.change"), "scale": {"zero": True}}
    shift = {"yOffset": {"field": "what", "type": "nominal", "sort": [adjusted, fixed]}}
    marks = {adjusted: (GREEN, "circle"), fixed: (RED, "diamond")}
    return specification(
        title,
        {
            "width": 400,
            "height": {"step": 16},
            "layer": [
                {
                    "data": {"values": [{"zero": 0}]},
                    "mark": {"type": "rule", "color": INK},
                    "encoding": {"x": {**x, "field": "zero"}},
                },
                {
                    "data": {"values": intervals},
                    "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1.6},
                    "encoding": {
                        "x": {**x, "field": "low"},
                        "x2": {"field": "high"},
                        "y": y,
                        **shift,
                    },
                },
                *(
                    {
                        "data": {"values": [p for p in points if p["what"] == what]},
                        "mark": {
                            "type": "point",
                            "filled": what == adjusted,
                            "size": 64,
                            "opacity": 1,
                        },
                        "encoding": {
                            "x": {**x, "field": "value"},
                            "y": y,
                            **shift,
                            **kinds("what", marks),
                        },
                    }
                    for what in (fixed, adjusted)
                ),
            ],
        },
    )
