"""The figure: numbers that moved most, before and after."""

from __future__ import annotations

from detente.answers.learn_findings import LearnFinding
from detente.report.document import Figure
from detente.report.figures.style import INK, MUTED, TICK, kinds, label, rows, specification, unique
from detente.report.learn.sentences import label_of, shown
from detente.report.learn.tables import numbers_table
from detente.report.names import Names


def before_after(finding: LearnFinding, names: Names) -> Figure:
    """Return nine of ten draws and the middle, before and after."""
    text = names.words.text
    before, after = text("learn.table.before"), text("learn.table.after")
    title, caption = text("learn.figure.title"), text("learn.figure.caption")
    numbers = shown(finding)
    named = unique([label(label_of(n.pointer, names), 44) for n in numbers])
    spans, dots = [], []
    for name, n in zip(named, numbers, strict=True):
        for what, spread in ((before, n.before), (after, n.after)):
            spans.append({"name": name, "what": what, "low": spread.p05, "high": spread.p95})
            dots.append({"name": name, "what": what, "value": spread.p50})
    told = "; ".join(
        text(
            "learn.figure.told",
            number=label_of(n.pointer, names),
            before=f"{n.before.p50:.0f}",
            after=f"{n.after.p50:.0f}",
        )
        for n in numbers
    )
    y = rows("name", named)
    x = {"type": "quantitative", "title": text("learn.figure.axis")}
    marks = {after: (INK, "circle"), before: (MUTED, TICK)}
    offset = {"before": -6, "after": 6}
    layers = []
    for what, key in ((before, "before"), (after, "after")):
        layers.append(
            {
                "data": {"values": [s for s in spans if s["what"] == what]},
                "mark": {
                    "type": "rule",
                    "color": INK if key == "after" else MUTED,
                    "strokeWidth": 1.6,
                    "yOffset": offset[key],
                },
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            }
        )
        layers.append(
            {
                "data": {"values": [d for d in dots if d["what"] == what]},
                "mark": {
                    "type": "point",
                    "filled": key == "after",
                    "size": 90,
                    "opacity": 1,
                    "yOffset": offset[key],
                },
                "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
            }
        )
    body = {"width": 420, "height": {"step": 40}, "layer": layers}
    alt = text("learn.figure.alt", caption=caption, told=told)
    table = numbers_table(finding, names)
    return Figure("learn-numbers", title, caption, alt, specification(title, body), table)
