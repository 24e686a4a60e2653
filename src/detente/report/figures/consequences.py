"""What the packages would bring, each consequence in its own unit."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.deals.findings import PackageFinding
from detente.report.document import Figure
from detente.report.figures.style import (
    BLUE,
    GREEN,
    INK,
    label,
    lines,
    row_axis,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.tables.packages import consequences

ACROSS = 3
PANEL = 150


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return one panel for each consequence, or None where the case names none."""
    shown = [p for p in finding.deals.packages if any(_counts(p, c) for c in p.consequences)]
    kinds = [c for c in names.case.consequences if any(_counts(p, c) for p in shown)]
    if not kinds:
        return None
    title = names.words.text("figures.consequences.title")
    caption = names.words.text("figures.consequences.caption")
    told = _alternative(shown, kinds, names)
    return Figure(
        "consequences",
        title,
        caption,
        names.words.text("figures.consequences.alt", caption=caption, packages=told),
        _spec(title, shown, kinds, names),
        consequences(finding, names),
    )


def _counts(package: PackageFinding, kind: str) -> bool:
    found = package.consequences.get(kind)
    return found is not None and (found.p05 != 0 or found.p95 != 0)


def _alternative(shown: list[PackageFinding], kinds: list[str], names: Names) -> str:
    words, told = names.words, []
    for p in shown:
        parts = [
            words.text(
                "figures.consequences.amount",
                consequence=names.consequence(c),
                amount=words.span(p.consequences[c].p05, p.consequences[c].p95, names.unit(c)),
            )
            for c in kinds
            if _counts(p, c)
        ]
        amounts = ", ".join(parts)
        told.append(
            words.text("figures.consequences.alt-package", package=p.label, amounts=amounts)
        )
    return ". ".join(told)


def _spec(
    title: str, shown: list[PackageFinding], kinds: list[str], names: Names
) -> dict[str, Any]:
    order = unique([label(p.label, 40) for p in shown])
    panels = []
    for i, kind in enumerate(kinds):
        values = [
            {
                "package": name,
                "low": s.p05,
                "middle": s.p50,
                "high": s.p95,
                "found": p.origin == "found",
            }
            for name, p in zip(order, shown, strict=True)
            if _counts(p, kind)
            for s in [p.consequences[kind]]
        ]
        panels.append(_panel(values, order, kind, names, first=i % ACROSS == 0))
    across = [
        {"hconcat": panels[i : i + ACROSS], "spacing": 18} for i in range(0, len(panels), ACROSS)
    ]
    return specification(title, {"vconcat": across, "spacing": 22})


def _panel(
    values: list[dict[str, Any]], order: list[str], kind: str, names: Names, *, first: bool
) -> dict[str, Any]:
    axis = (
        row_axis(grid=True)
        if first
        else {"labels": False, "title": None, "domain": False, "ticks": False, "grid": True}
    )
    y = {"field": "package", "type": "nominal", "scale": {"domain": order}, "axis": axis}
    x = {
        "type": "quantitative",
        "title": names.unit(kind),
        "scale": {"zero": True},
        "axis": {"tickCount": 3, "grid": False, "labelOverlap": "greedy", "labelSeparation": 6},
    }
    return {
        "title": {
            "text": lines(names.consequence(kind), 26),
            "fontSize": 12,
            "anchor": "start",
            "frame": "group",
            "offset": 6,
        },
        "width": PANEL,
        "height": {"step": 30},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": 9, "opacity": 0.85},
                "encoding": {
                    "x": {**x, "field": "low"},
                    "x2": {"field": "high"},
                    "y": y,
                    "color": {"condition": {"test": "datum.found", "value": GREEN}, "value": BLUE},
                },
            },
            {
                "mark": {"type": "tick", "thickness": 2, "height": 15, "color": INK},
                "encoding": {"x": {**x, "field": "middle"}, "y": y},
            },
        ],
    }
