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

ACCEPTING, REFUSING = "where it is acceptable", "where it is not"
MOST = 14


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the figure for the first package that has one."""
    found = next((m for m in finding.deals.must_believe if m.numbers), None)
    if found is None:
        return None
    package = next((p.label for p in finding.deals.packages if p.slug == found.package), "")
    title = f"What one must believe: {package or found.package}"
    caption = (
        "Means of the numbers that differ most between the belief sets in which the deal is "
        "acceptable to all and those in which it is not; the most telling first."
    )
    shown = found.numbers[:MOST]
    told = "; ".join(
        f"{n.label}: {words.exact(round(n.accepting, 1))} where acceptable, "
        f"{words.exact(round(n.refusing, 1))} where not"
        for n in shown
    )
    return Figure(
        "must-believe",
        title,
        caption,
        f"{caption} {told}.",
        _spec(title, found),
        must_believe(found, package or found.package),
    )


def _spec(title: str, found: MustBelieve) -> dict[str, Any]:
    shown = found.numbers[:MOST]
    order = unique([label(n.label, 54) for n in shown])
    spans, points = [], []
    for name, n in zip(order, shown, strict=True):
        spans.append({"number": name, "low": n.accepting, "high": n.refusing})
        points.append({"number": name, "what": ACCEPTING, "value": n.accepting})
        points.append({"number": name, "what": REFUSING, "value": n.refusing})
    y = rows("number", order)
    x = {
        "type": "quantitative",
        "title": "value, in the number's own unit",
        "scale": {"zero": False},
    }
    marks = {ACCEPTING: (GREEN, "circle"), REFUSING: (RED, "diamond")}
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
                            "filled": what == ACCEPTING,
                            "size": 80,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what in (REFUSING, ACCEPTING)
                ),
            ],
        },
    )
