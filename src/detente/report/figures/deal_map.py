"""The deal map: what both sides expect to gain over no deal, package by package."""

from __future__ import annotations

from typing import Any

from detente.answers.findings import ReachFinding
from detente.deals.findings import DealMap, PackageFinding
from detente.report import words
from detente.report.document import Column, Figure, Table, cell
from detente.report.figures.layout import Point, hull, uncrossed
from detente.report.figures.style import (
    CLOUD,
    FAINT,
    GREEN,
    INK,
    LINE,
    MUTED,
    PAPER,
    PARTY_MARKS,
    ZONE,
    kinds,
    label,
    specification,
)
from detente.report.names import Names
from detente.report.tables.cells import number_cell, package_cell

WIDTH = 400
LABELS = WIDTH + 12
LEAST_HEIGHT = 400
# More dots say nothing new and make a large file.
MOST_DOTS = 500


def figure(finding: ReachFinding, names: Names) -> Figure | None:
    """Return the deal map, or None where there are not two signatories."""
    found = finding.deals.map
    if found is None:
        return None
    shown = [p for p in finding.deals.packages if found.marks.get(p.slug)]
    one, two = names.party(found.parties[0]), names.party(found.parties[1])
    text = names.words.text
    title = text("figures.deal-map.title")
    how = text("figures.deal-map.how", one=one, two=two)
    share = names.words.in_100(found.zone_share)
    caption = text(
        f"figures.deal-map.{'some' if found.zone_share > 0 else 'none'}", how=how, share=share
    )
    told = _alternative(shown, found, one, two, names)
    return Figure(
        "deal-map",
        title,
        caption,
        text("figures.deal-map.alt", caption=caption, packages=told),
        _spec(title, found, shown, names),
        _table(found, shown, names),
    )


def _alternative(
    shown: list[PackageFinding], found: DealMap, one: str, two: str, names: Names
) -> str:
    told = []
    for p in shown:
        x, y = map(words.points, _middle(found.marks[p.slug]))
        told.append(
            names.words.text(
                "figures.deal-map.alt-package", package=p.label, one=one, x=x, two=two, y=y
            )
        )
    return "; ".join(told)


def _middle(points: tuple[Point, ...]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _kind(package: PackageFinding, names: Names) -> str:
    if package.origin == "found":
        return names.words.text("figures.deal-map.found")
    if len(package.by) > 1:
        return names.words.text("figures.deal-map.joint")
    if package.by:
        return _proposed(package.by[0], names)
    return names.words.text("figures.deal-map.example")


def _proposed(party: str, names: Names) -> str:
    return names.words.text("figures.deal-map.proposed", party=names.party(party))


def _kinds(names: Names) -> dict[str, tuple[str, str]]:
    text = names.words.text
    marks = {
        text("figures.deal-map.found"): (GREEN, "diamond"),
        text("figures.deal-map.joint"): (INK, "circle"),
    }
    marks |= {
        _proposed(p, names): mark for p, mark in zip(names.signatories(), PARTY_MARKS, strict=False)
    }
    return marks | {text("figures.deal-map.example"): (MUTED, "cross")}


def domain(values: list[float]) -> tuple[float, float]:
    """Return the ends of an axis that shows the values and 0, with a margin."""
    low, high = min([*values, 0.0]), max([*values, 0.0])
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin


def _spec(title: str, found: DealMap, shown: list[PackageFinding], names: Names) -> dict[str, Any]:
    points = [xy for p in shown for xy in found.marks[p.slug]]
    points += [xy for xy in found.front if xy[0] >= 0 and xy[1] >= 0]
    xs, ys = domain([x for x, _ in points]), domain([y for _, y in points])
    labels = {p.slug: label(p.label, 44) for p in shown}
    sizes = {s: LINE * (text.count("\n") + 1) + 8 for s, text in labels.items()}
    height = max(LEAST_HEIGHT, sum(sizes.values()))

    def pixel(y: float) -> float:
        return (ys[1] - y) / (ys[1] - ys[0]) * height

    def across(x: float) -> float:
        return (x - xs[0]) / (xs[1] - xs[0]) * WIDTH

    ends = {p.slug: _middle(found.marks[p.slug]) for p in shown}
    order = list(ends)
    places = uncrossed(
        [(across(x), pixel(y)) for x, y in ends.values()],
        [sizes[s] for s in order],
        LABELS,
        height,
    )
    at = {
        s: ys[1] - place / height * (ys[1] - ys[0]) for s, place in zip(order, places, strict=True)
    }

    kind = {p.slug: _kind(p, names) for p in shown}
    found_slugs = {p.slug for p in shown if p.origin == "found"}
    used = {k: m for k, m in _kinds(names).items() if k in kind.values()}
    means = [{"package": s, "kind": kind[s], "x": x, "y": y} for s, (x, y) in ends.items()]
    forms = [
        {"package": s, "kind": kind[s], "x": x, "y": y}
        for s in ends
        if len(found.marks[s]) > 1
        for x, y in found.marks[s]
    ]
    marking = kinds("kind", used)
    x = {
        "field": "x",
        "type": "quantitative",
        "title": _axis_title(names, found.parties[0]),
        "scale": {"domain": list(xs), "nice": False, "zero": False},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "title": _axis_title(names, found.parties[1]),
        "scale": {"domain": list(ys), "nice": False, "zero": False},
    }
    layers: list[dict[str, Any]] = [
        _zone(xs, ys),
        {
            "data": {"values": _dots(found.cloud)},
            "mark": {"type": "circle", "size": 7, "color": CLOUD, "opacity": 1, "clip": True},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": _dots(tuple(sorted(found.front)))},
            "mark": {
                "type": "line",
                "color": MUTED,
                "strokeWidth": 1,
                "clip": True,
                "point": {"size": 10, "color": MUTED},
            },
            "encoding": {"x": x, "y": y},
        },
        *_no_deal(),
        {
            "data": {"values": [{"text": names.words.text("figures.deal-map.zone")}]},
            "mark": {"type": "text", "align": "right", "baseline": "bottom", "color": GREEN},
            "encoding": {"x": {"value": WIDTH}, "y": {"value": -4}, "text": {"field": "text"}},
        },
        {
            "data": {"values": _rings(found, kind)},
            "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.4},
            "encoding": {
                "x": x,
                "y": y,
                "detail": {"field": "package"},
                "color": marking["color"],
                "order": {"field": "step", "type": "quantitative"},
            },
        },
        {
            "data": {"values": forms},
            "mark": {"type": "point", "filled": True, "opacity": 0.55, "size": 14},
            "encoding": {"x": x, "y": y, **marking},
        },
        {
            "data": {
                "values": [{"x": ends[s][0], "y": ends[s][1], "label_y": at[s]} for s in order]
            },
            "mark": {"type": "rule", "color": FAINT, "strokeWidth": 0.9},
            "encoding": {"x": x, "y": y, "x2": {"value": LABELS}, "y2": {"field": "label_y"}},
        },
        {
            "data": {"values": means},
            "mark": {
                "type": "point",
                "filled": True,
                "opacity": 1,
                "size": 110,
                "stroke": PAPER,
                "strokeWidth": 1,
            },
            "encoding": {"x": x, "y": y, **marking},
        },
        *(
            {
                "data": {
                    "values": [
                        {"label": labels[s], "label_y": at[s]}
                        for s in order
                        if (s in found_slugs) is found_here
                    ]
                },
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "middle",
                    "lineBreak": "\n",
                    "dy": {"expr": f"-{LINE / 2} * (length(split(datum.label, '\\n')) - 1)"},
                    "lineHeight": LINE,
                    "fontWeight": "bold" if found_here else "normal",
                },
                "encoding": {
                    "y": {**y, "field": "label_y"},
                    "text": {"field": "label"},
                    "x": {"value": LABELS + 4},
                },
            }
            for found_here in (False, True)
        ),
    ]
    return specification(title, {"width": WIDTH, "height": height, "layer": layers})


def _axis_title(names: Names, party: str) -> str:
    return names.words.text("figures.axis.over-no-deal", party=names.party(party))


def _dots(points: tuple[Point, ...]) -> list[dict[str, float]]:
    step = max(1, -(-len(points) // MOST_DOTS))
    return [{"x": round(x, 3), "y": round(y, 3)} for x, y in points[::step]]


def _rings(found: DealMap, kind: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"package": s, "kind": kind[s], "x": x, "y": y, "step": step}
        for s in kind
        if len(found.marks[s]) > 1
        for step, (x, y) in enumerate(hull(found.marks[s]))
    ]


def _zone(xs: tuple[float, float], ys: tuple[float, float]) -> dict[str, Any]:
    return {
        "data": {"values": [{"x": 0, "y": 0, "x2": xs[1], "y2": ys[1]}]},
        "mark": {"type": "rect", "color": ZONE, "opacity": 1},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "x2": {"field": "x2"},
            "y": {"field": "y", "type": "quantitative"},
            "y2": {"field": "y2"},
        },
    }


def _no_deal() -> list[dict[str, Any]]:
    line = {"type": "rule", "color": INK, "strokeWidth": 1.2}
    return [
        {
            "data": {"values": [{"v": 0}]},
            "mark": line,
            "encoding": {axis: {"field": "v", "type": "quantitative"}},
        }
        for axis in ("x", "y")
    ]


def _table(found: DealMap, shown: list[PackageFinding], names: Names) -> Table:
    (one, two), text = found.parties, names.words.text
    rows = [
        (package_cell(p.slug, p.label), cell(str(i)), number_cell(x), number_cell(y))
        for p in shown
        for i, (x, y) in enumerate(found.marks[p.slug], 1)
    ]
    return Table(
        "deal-map",
        text("figures.deal-map.table"),
        (
            Column("package", text("tables.column.package")),
            Column("form", text("figures.deal-map.form"), True),
            Column(one, names.party(one), True),
            Column(two, names.party(two), True),
        ),
        tuple(rows),
        (),
        text("figures.deal-map.note"),
    )
