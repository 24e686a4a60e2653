"""What one must believe: the numbers on which acceptance turns."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.deals.findings import MustBelieve
from detente.report import words
from detente.report.document import Figure
from detente.report.figures.style import (
    GREEN,
    MUTED,
    RED,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.tables.beliefs import must_believe

MOST = 14


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the figure for the first package that has one."""
    found = next((m for m in finding.deals.must_believe if m.numbers), None)
    if found is None:
        return None
    package = next((p.label for p in finding.deals.packages if p.slug == found.package), "")
    text = names.words.text
    title = text("figures.must-believe.title", package=package or found.package)
    caption = text("figures.must-believe.caption")
    shown = found.numbers[:MOST]
    told = "; ".join(
        text(
            "figures.must-believe.alt-number",
            number=n.label,
            accepting=words.exact(round(n.accepting, 1)),
            refusing=words.exact(round(n.refusing, 1)),
        )
        for n in shown
    )
    return Figure(
        "must-believe",
        title,
        caption,
        text("figures.must-believe.alt", caption=caption, numbers=told),
        _spec(title, found, names),
        must_believe(found, package or found.package, names),
    )


def _spec(title: str, found: MustBelieve, names: Names) -> dict[str, Any]:
    text = names.words.text
    accepting, refusing = (text(f"figures.must-believe.{key}") for key in ("accepting", "refusing"))
    shown = found.numbers[:MOST]
    order = unique([label(n.label, 54) for n in shown])
    spans, points = [], []
    for name, n in zip(order, shown, strict=True):
        spans.append({"number": name, "low": n.accepting, "high": n.refusing})
        points.append({"number": name, "what": accepting, "value": n.accepting})
        points.append({"number": name, "what": refusing, "value": n.refusing})
    y = rows("number", order)
    x = {
        "type": "quantitative",
        "title": text("figures.axis.own-unit"),
        "scale": {"zero": False},
    }
    marks = {accepting: (GREEN, "circle"), refusing: (RED, "diamond")}
    return specification(
        title,
        {
            "width": 380,
            "height": {"step": 38},
            "layer": [
                {
                    "data": {"values": spans},
                    "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1.6},
                    "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
                },
                *(
                    {
                        "data": {"values": [p for p in points if p["what"] == what]},
                        "mark": {
                            "type": "point",
                            "filled": what == accepting,
                            "size": 80,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what in (refusing, accepting)
                ),
            ],
        },
    )
