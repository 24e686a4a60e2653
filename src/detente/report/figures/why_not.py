"""What stands in the way: the smallest sets of demands that are not met."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.report import words
from detente.report.document import Figure
from detente.report.figures.acceptability import Z95
from detente.report.figures.style import BLUE, INK, label, rows, specification, unique
from detente.report.names import Names
from detente.report.sentences.answer import conflict_words
from detente.report.tables.conflicts import obstacles, why_not
from detente.report.telling import Group, groups

MOST = 8
MOST_OF_A_PACKAGE = 5


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the most frequent conflicts, or None where there are none to tell."""
    told = groups(finding)
    if not told:
        return None
    text = names.words.text
    title, caption = text("figures.why-not.title"), text("figures.why-not.caption")
    alternative = ". ".join(_told(g, finding, names) for g in told)
    overall = told[0].package is None
    return Figure(
        "why-not",
        title,
        caption,
        text("figures.why-not.alt", caption=caption, groups=alternative),
        specification(
            title,
            {
                "vconcat": [_panel(g, finding, names) for g in told],
                "spacing": 14,
                "resolve": {"scale": {"x": "shared"}},
            },
        ),
        why_not(finding, names) if overall else obstacles(finding, names),
    )


def _shown(group: Group) -> tuple[Any, ...]:
    return group.conflicts[: MOST if group.package is None else MOST_OF_A_PACKAGE]


def _heading(group: Group, finding: ReachFinding, names: Names) -> str:
    if group.package is None:
        return names.words.text("figures.why-not.nowhere", n=finding.deals.why_not.failing)
    return names.words.text("figures.why-not.package", package=group.package.label)


def _told(group: Group, finding: ReachFinding, names: Names) -> str:
    conflicts = "; ".join(
        names.words.text(
            "figures.why-not.alt-conflict",
            demands=conflict_words(c, names),
            share=names.words.in_100(c.share.value),
        )
        for c in _shown(group)
    )
    heading = _heading(group, finding, names)
    return names.words.text("figures.why-not.alt-group", heading=heading, conflicts=conflicts)


def _panel(group: Group, finding: ReachFinding, names: Names) -> dict[str, Any]:
    shown = _shown(group)
    order = unique([label(words.first_upper(conflict_words(c, names)), 50, 3) for c in shown])
    values = [
        {
            "conflict": text,
            "value": c.share.value * 100,
            "low": max(0.0, c.share.value - Z95 * c.share.se) * 100,
            "high": min(1.0, c.share.value + Z95 * c.share.se) * 100,
        }
        for text, c in zip(order, shown, strict=True)
    ]
    y = rows("conflict", order, minExtent=300)
    title = names.words.text("figures.axis.such-belief-sets")
    x = {"type": "quantitative", "title": title, "scale": {"domain": [0, 100]}}
    return {
        "title": {"text": _heading(group, finding, names), "fontSize": 12, "offset": 4},
        "width": 380,
        "height": {"step": 36},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "color": BLUE, "height": 14},
                "encoding": {"x": {**x, "field": "value"}, "y": y},
            },
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
        ],
    }
