"""How far ahead each party is over the time of the plan, against how far it may be."""

from __future__ import annotations

from typing import Any

from detente.report import words as numbers
from detente.report.document import Column, Figure, Table, cell
from detente.report.figures.style import FAINT, MUTED, PARTY_MARKS, specification
from detente.report.names import Names
from detente.report.tables.cells import day_cell, number_cell
from detente.schedule.findings import ExposureFinding, ScheduleFinding


def figure(finding: ScheduleFinding, names: Names) -> Figure | None:
    """Return one panel for each party, or None where there are no dates."""
    if finding.calendar is None:
        return None
    words, found = names.words, finding.calendar.exposure
    title = words.text("order.figure.exposure.title", deal=finding.label)
    caption = words.text("order.figure.exposure.caption")
    told = "; ".join(
        words.text(
            "order.figure.exposure.alt-party",
            party=names.party(e.party),
            low=numbers.points(min(e.advance)),
            high=numbers.points(max(e.advance)),
            cap=numbers.points(e.cap),
        )
        for e in found
    )
    alt = words.text("order.figure.exposure.alt", caption=caption, parties=told)
    return Figure(
        "order-exposure", title, caption, alt, _spec(title, found, names), _table(found, names)
    )


def _table(found: tuple[ExposureFinding, ...], names: Names) -> Table:
    text = names.words.text
    columns = (
        Column("party", text("tables.column.party")),
        Column("day", text("order.figure.plan.day")),
        Column("advance", text("order.figure.exposure.advance"), True),
        Column("cap", text("order.figure.exposure.cap"), True),
    )
    rows = tuple(
        (
            cell(names.party(e.party), e.party),
            day_cell(day, names),
            number_cell(advance),
            number_cell(e.cap),
        )
        for e in found
        for day, advance in zip(e.days, e.advance, strict=True)
    )
    caption = text("order.figure.exposure.caption")
    return Table("order-exposure", caption, columns, rows)


def _spec(title: str, found: tuple[ExposureFinding, ...], names: Names) -> dict[str, Any]:
    axis = names.words.text("order.figure.exposure.axis")
    panels = []
    for k, one in enumerate(found):
        colour = PARTY_MARKS[k % len(PARTY_MARKS)][0]
        values = [
            {"day": day.isoformat(), "advance": advance}
            for day, advance in zip(one.days, one.advance, strict=True)
        ]
        span = [{"day": one.days[0].isoformat(), "cap": one.cap}]
        x: dict[str, Any] = {"field": "day", "type": "temporal", "title": None}
        x["axis"] = {"format": "%Y-%m", "labelOverlap": True, "tickCount": 6}
        y = {"type": "quantitative", "title": axis}
        zero = [{"zero": 0}]
        panels.append(
            {
                "title": {"text": names.party(one.party), "anchor": "start", "fontSize": 13},
                "width": 320,
                "height": 190,
                "layer": [
                    {
                        "data": {"values": zero},
                        "mark": {"type": "rule", "color": FAINT},
                        "encoding": {"y": {**y, "field": "zero"}},
                    },
                    {
                        "data": {"values": values},
                        "mark": {
                            "type": "line",
                            "interpolate": "step-after",
                            "color": colour,
                            "strokeWidth": 2.2,
                            "point": {"filled": True, "size": 40, "color": colour},
                        },
                        "encoding": {"x": x, "y": {**y, "field": "advance"}},
                    },
                    {
                        "data": {"values": span},
                        "mark": {"type": "rule", "color": MUTED, "strokeDash": [5, 4]},
                        "encoding": {"y": {**y, "field": "cap"}},
                    },
                ],
            }
        )
    return specification(title, {"hconcat": panels, "resolve": {"scale": {"y": "independent"}}})
