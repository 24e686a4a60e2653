"""The record over time: key items, who said or did what, and ups and downs of the relation."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any, Final

from detente.answers.record_findings import ItemFinding, PairFinding, RecordFinding
from detente.report.document import Figure
from detente.report.figures.style import (
    FAINT,
    GRID,
    INK,
    MUTED,
    PARTY_MARKS,
    TICK,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.record.naming import score
from detente.report.record.tables import index

ACTORS: Final = 8
PAIRS: Final = 2
WIDTH: Final = 440
MARGIN: Final = datetime.timedelta(days=20)
DASHES: Final = ([1, 0], [6, 4])


def timeline(finding: RecordFinding, names: Names) -> Figure | None:
    """Return the figure of the record; ``None`` where nothing is marked or coded.

    Parameters
    ----------
    finding : RecordFinding
        In the names of the edition.
    names : Names
    """
    keys = [i for i in finding.items if i.key]
    if not keys and not finding.pairs:
        return None
    text = names.words.text
    warning = text("record.relation.warning")
    title = text("record.figure.title")
    caption = text("record.figure.caption", window=str(finding.window), warning=warning)
    told = "; ".join(
        text("record.figure.key", what=i.key, day=names.words.day(i.happened)) for i in keys
    )
    means = "; ".join(
        text(
            "record.figure.mean",
            pair=_pair(p, names),
            mean=score(p.points[-1].mean),
            day=names.words.day(p.points[-1].day),
        )
        for p in finding.pairs[:PAIRS]
        if p.points
    )
    alt = text(
        "record.figure.alt",
        caption=caption,
        keys=told or text("record.figure.no-key"),
        means=means or text("record.figure.no-mean"),
    )
    panels = [_actors(finding, keys, names)]
    if keys:
        panels.insert(0, _keys(finding, keys, names))
    if finding.pairs:
        panels.append(_relation(finding, keys, names))
    spec = specification(title, {"vconcat": panels, "spacing": 8})
    return Figure("record-timeline", title, caption, alt, spec, index(finding, names))


def _pair(pair: PairFinding, names: Names) -> str:
    source, target = names.party(pair.source), names.party(pair.target)
    return names.words.text("record.figure.pair", source=source, target=target)


def _time(finding: RecordFinding, *, labels: bool) -> dict[str, Any]:
    """Return the axis of time, the same in all panels; days are named below the last one only."""
    days = [i.happened for i in finding.items if i.key or i.event] or [
        i.happened for i in finding.items
    ]
    last = max([*days, *(p.points[-1].day for p in finding.pairs if p.points)])
    ends = [(min(days) - MARGIN).isoformat(), (last + MARGIN).isoformat()]
    axis: dict[str, Any] = {"format": "%Y-%m", "labelOverlap": True, "tickCount": 8}
    if not labels:
        axis |= {"labels": False, "ticks": False, "domain": False}
    return {"type": "temporal", "title": None, "scale": {"domain": ends}, "axis": axis}


def _rules(keys: list[ItemFinding], names: Names, x: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a line through the panel for each key item, and a dashed one for the outcome."""
    outcome = names.case.outcome
    known = outcome is not None and any(i.happened == outcome.day for i in keys)
    days = [{"day": i.happened.isoformat()} for i in keys]
    outcomes = [{"day": outcome.day.isoformat()}] if outcome is not None and known else []
    faint = {"type": "rule", "color": GRID, "clip": True}
    strong = {"type": "rule", "color": MUTED, "strokeDash": [4, 3], "clip": True}
    return [
        {
            "data": {"values": values},
            "mark": mark,
            "encoding": {"x": {**x, "field": "day"}},
        }
        for values, mark in ((days, faint), (outcomes, strong))
        if values
    ]


def _keys(finding: RecordFinding, keys: list[ItemFinding], names: Names) -> dict[str, Any]:
    order = unique([label(i.key, 40) for i in keys])
    x = _time(finding, labels=False)
    values = [
        {"day": i.happened.isoformat(), "name": name} for i, name in zip(keys, order, strict=True)
    ]
    mark = {"type": "point", "filled": True, "color": INK, "size": 70, "opacity": 1}
    point = {"data": {"values": values}, "mark": mark}
    point["encoding"] = {"x": {**x, "field": "day"}, "y": rows("name", order)}
    return {"width": WIDTH, "height": {"step": 20}, "layer": [*_rules(keys, names, x), point]}


def _actors(finding: RecordFinding, keys: list[ItemFinding], names: Names) -> dict[str, Any]:
    said = [names.party(i.party) if i.party else i.actor for i in finding.items]
    most = [a for a, _ in Counter(said).most_common(ACTORS)]
    others = names.words.text("record.figure.others")
    x = _time(finding, labels=not finding.pairs)
    shown = {a: label(a, 40, 1) for a in most}
    order = unique([*shown.values(), *([others] if set(said) - set(most) else [])])
    values = [
        {"day": i.happened.isoformat(), "who": shown.get(a, others)}
        for i, a in zip(finding.items, said, strict=True)
    ]
    mark = {
        "type": "point",
        "shape": TICK,
        "size": 110,
        "stroke": MUTED,
        "strokeWidth": 1.6,
        "opacity": 1,
        "clip": True,
    }
    point = {"data": {"values": values}, "mark": mark}
    point["encoding"] = {"x": {**x, "field": "day"}, "y": rows("who", order)}
    return {"width": WIDTH, "height": {"step": 18}, "layer": [*_rules(keys, names, x), point]}


def _steps(finding: RecordFinding, pair: PairFinding, name: str) -> list[dict[str, Any]]:
    """Return the corners of the line: each mean holds until the window changes again."""
    ends = [q.day for q in pair.points[1:]]
    last = pair.points[-1].day
    ends.append(max(last, finding.day or last))
    corners: list[dict[str, Any]] = []
    for point, end in zip(pair.points, ends, strict=True):
        for day in (point.day, end):
            corner = {"day": day.isoformat(), "pair": name, "mean": point.mean}
            corners.append({**corner, "k": len(corners)})
    return corners


def _relation(finding: RecordFinding, keys: list[ItemFinding], names: Names) -> dict[str, Any]:
    pairs = finding.pairs[:PAIRS]
    labels = [_pair(p, names) for p in pairs]
    x = _time(finding, labels=True)
    values = [
        row for p, name in zip(pairs, labels, strict=True) for row in _steps(finding, p, name)
    ]
    legend = {"title": None, "orient": "bottom", "columns": 1, "symbolType": "stroke"}
    colours = [PARTY_MARKS[k][0] for k in range(len(labels))]
    y: dict[str, Any] = {"field": "mean", "type": "quantitative"}
    y["title"] = names.words.text("record.figure.axis")
    y["scale"] = {"domain": [-10, 10]}
    y["axis"] = {"values": [-10, -5, 0, 5, 10], "grid": False}
    line = {
        "data": {"values": values},
        "mark": {
            "type": "line",
            "interpolate": "step-after",
            "strokeWidth": 2,
            "invalid": "break-paths-show-domains",
        },
        "encoding": {
            "x": {**x, "field": "day"},
            "y": y,
            "order": {"field": "k", "type": "quantitative"},
            "color": {
                "field": "pair",
                "type": "nominal",
                "scale": {"domain": labels, "range": colours},
                "legend": legend,
            },
            "strokeDash": {
                "field": "pair",
                "type": "nominal",
                "scale": {"domain": labels, "range": list(DASHES[: len(labels)])},
                "legend": legend,
            },
        },
    }
    zero = {
        "data": {"values": [{"mean": 0}]},
        "mark": {"type": "rule", "color": FAINT},
        "encoding": {"y": {**y, "field": "mean"}},
    }
    return {"width": WIDTH, "height": 130, "layer": [*_rules(keys, names, x), zero, line]}
