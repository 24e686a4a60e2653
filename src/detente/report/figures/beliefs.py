"""The named sets of beliefs side by side."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
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


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return a comparison of the named sets of beliefs, or None where there are none."""
    if not finding.beliefs:
        return None
    words = names.words
    title = words.text("figures.beliefs.title")
    caption = words.text("figures.beliefs.caption")
    told_kinds = [words.text(f"figures.beliefs.{key}") for key in ("overall", "own", "some")]
    order = [
        *unique([label(b.label, 40) for b in finding.beliefs]),
        label(words.text("figures.beliefs.mixed"), 40),
    ]
    shares = [(b.overall_best_here.value, b.best.value, b.zone.value) for b in finding.beliefs]
    mixed = finding.deals.best.a_sign.value
    shares.append((mixed, mixed, finding.deals.zone.zone.value))
    told = "; ".join(
        words.text(
            "figures.beliefs.alt-belief",
            belief=name,
            overall=words.in_100(a),
            own=words.in_100(b),
            some=words.in_100(c),
        )
        for name, (a, b, c) in zip(order, shares, strict=True)
    ).replace("\n", " ")
    values = [
        {"beliefs": name, "what": what, "value": value * 100}
        for name, three in zip(order, shares, strict=True)
        for what, value in zip(told_kinds, three, strict=True)
    ]
    return Figure(
        "beliefs",
        title,
        caption,
        words.text("figures.beliefs.alt", caption=caption, beliefs=told),
        _spec(title, values, order, told_kinds, names),
        beliefs(finding, names),
    )


def _spec(
    title: str, values: list[dict[str, Any]], order: list[str], told: list[str], names: Names
) -> dict[str, Any]:
    overall, own, some = told
    y = rows("beliefs", order)
    axis = names.words.text("figures.axis.belief-sets")
    x = {"type": "quantitative", "title": axis, "scale": {"zero": True}}
    marks = {overall: (GREEN, "circle"), own: (RED, "diamond"), some: (BLUE, "square")}
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
                            "filled": what == overall,
                            "size": size,
                            "opacity": 1,
                        },
                        "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                    }
                    for what, size in ((some, 110), (own, 150), (overall, 60))
                ),
            ],
        },
    )
