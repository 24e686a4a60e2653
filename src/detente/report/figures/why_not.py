"""What stands in the way: the smallest conflicts of demands."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.report import words
from detente.report.document import Figure
from detente.report.figures.acceptability import Z95
from detente.report.figures.style import (
    BLUE,
    INK,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.sentences.answer import conflict_words
from detente.report.tables.conflicts import why_not

MOST = 12


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the most frequent conflicts, or None where there are none."""
    why = finding.deals.why_not
    if not why.conflicts:
        return None
    title = "Why not: the least that would have to be met before a deal opens"
    caption = (
        f"Of {why.failing:,} belief sets without a deal: in how many of 100 these demands, met "
        "together, are the least that would open one; with 95 % intervals."
    )
    shown = why.conflicts[:MOST]
    told = "; ".join(f"{conflict_words(c, names)}: {words.in_100(c.share.value)}" for c in shown)
    labels = unique([label(words.first_upper(conflict_words(c, names)), 50, 3) for c in shown])
    values = [
        {
            "conflict": text,
            "value": c.share.value * 100,
            "low": max(0.0, c.share.value - Z95 * c.share.se) * 100,
            "high": min(1.0, c.share.value + Z95 * c.share.se) * 100,
        }
        for text, c in zip(labels, shown, strict=True)
    ]
    return Figure(
        "why-not",
        title,
        caption,
        f"{caption} {told}.",
        _spec(title, values, labels),
        why_not(finding, names),
    )


def _spec(title: str, values: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    y = rows("conflict", order)
    x = {"type": "quantitative", "title": "of 100 belief sets without a deal",
         "scale": {"zero": True}}
    return specification(
        title,
        {
            "width": 400,
            "height": {"step": 46},
            "data": {"values": values},
            "layer": [
                {"mark": {"type": "bar", "color": BLUE, "height": 18},
                 "encoding": {"x": {**x, "field": "value"}, "y": y}},
                {"mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                 "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}},
            ],
        },
    )
