"""The named sets of beliefs side by side."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.report import words
from detente.report.document import Figure
from detente.report.figures.style import (
    BLUE,
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
from detente.report.tables.beliefs import beliefs

OVERALL, OWN, SOME = "the deal of the first page", "its own most acceptable deal", "some deal"
MIXED = "All beliefs together, by their stated weights"


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return a comparison of the named sets of beliefs, or None where there are none."""
    if not finding.beliefs:
        return None
    title = "What one believes: acceptability under each named set of beliefs"
    caption = (
        "Belief sets of 100 in which all would prefer the deal to no deal, within each "
        "explanation of the case and in all together."
    )
    order = [*unique([label(b.label, 40) for b in finding.beliefs]), label(MIXED, 40)]
    shares = [(b.overall_best_here.value, b.best.value, b.zone.value) for b in finding.beliefs]
    mixed = finding.deals.best.a_sign.value
    shares.append((mixed, mixed, finding.deals.zone.zone.value))
    told = "; ".join(
        f"{name}: first page's deal {words.in_100(a)}, own {words.in_100(b)}, some deal "
        f"{words.in_100(c)}"
        for name, (a, b, c) in zip(order, shares, strict=True)
    ).replace("\n", " ")
    values = [
        {"beliefs": name, "what": what, "value": value * 100}
        for name, three in zip(order, shares, strict=True)
        for what, value in zip((OVERALL, OWN, SOME), three, strict=True)
    ]
    return Figure(
        "beliefs",
        title,
        caption,
        f"{caption} {told}.",
        _spec(title, values, order),
        beliefs(finding, names),
    )


def _spec(title: str, values: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    y = rows("beliefs", order)
    x = {"type": "quantitative", "title": "belief sets of 100", "scale": {"zero": True}}
    marks = {OVERALL: (GREEN, "circle"), OWN: (RED, "diamond"), SOME: (BLUE, "square")}
    spans = [
        {
            "beliefs": name,
            "low": min(v["value"] for v in values if v["beliefs"] == name),
            "high": max(v["value"] for v in values if v["beliefs"] == name),
        }
        for name in order
    ]
    return specification(
        title,
        {
            "width": 440,
            "height": {"step": 44},
            "layer": [
                {
                    "data": {"values": spans},
                    "mark": {"type": "rule", "color": MUTED},
                    "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
                },
                *(
                    {
                        "data": {"values": [v for v in values if v["what"] == what]},
                        "mark": {
                            "type": "point",
                            "filled": what == OVERALL,
                            "size": size,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what, size in ((SOME, 110), (OWN, 150), (OVERALL, 60))
                ),
            ],
        },
    )
