"""The dated plan: who works on what when, in rows by party."""

from __future__ import annotations

from typing import Any

from detente.report.document import Figure
from detente.report.figures.style import (
    INK,
    PAPER,
    PARTY_MARKS,
    SIZE,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.order.naming import commitment
from detente.report.order.tables import plan
from detente.schedule.findings import CalendarFinding, ScheduleFinding


def figure(finding: ScheduleFinding, names: Names) -> Figure | None:
    """Return the plan as bars, or None where there are no dates."""
    table = plan(finding, names)
    if finding.calendar is None or table is None:
        return None
    words = names.words
    title = words.text("order.figure.plan.title", deal=finding.label)
    caption = words.text("order.figure.plan.caption")
    told = "; ".join(
        words.text(
            "order.figure.plan.alt-step",
            what=commitment(d.slug, names),
            actor=names.party(d.actor),
            start=words.day(d.start),
            finish=words.day(d.finish),
        )
        for d in finding.calendar.commitments
    )
    alt = words.text("order.figure.plan.alt", caption=caption, steps=told)
    return Figure(
        "order-plan", title, caption, alt, _spec(title, finding.calendar, finding, names), table
    )


def _spec(
    title: str, calendar: CalendarFinding, finding: ScheduleFinding, names: Names
) -> dict[str, Any]:
    found = sorted(
        calendar.commitments, key=lambda d: (finding.parties.index(d.actor), d.finish, d.start)
    )
    order = unique([label(commitment(d.slug, names), 34) for d in found])
    values = [
        {
            "what": name,
            "party": names.party(d.actor),
            "start": d.start.isoformat(),
            "finish": d.finish.isoformat(),
            "verified": d.verified.isoformat(),
            "step": str(d.step),
        }
        for name, d in zip(order, found, strict=True)
    ]
    parties = [names.party(p) for p in finding.parties]
    colours = {
        "field": "party",
        "type": "nominal",
        "scale": {
            "domain": parties,
            "range": [PARTY_MARKS[k % len(PARTY_MARKS)][0] for k in range(len(parties))],
        },
        "legend": {"title": None, "orient": "top", "symbolType": "square"},
    }
    y = rows("what", order)
    x = {"type": "temporal", "title": None, "axis": {"format": "%Y-%m", "labelOverlap": True}}
    return specification(
        title,
        {
            "width": 430,
            "height": {"step": 34},
            "data": {"values": values},
            "layer": [
                {
                    # A bar of no length would not be seen: the stroke stays.
                    "mark": {"type": "bar", "height": 16, "stroke": INK, "strokeWidth": 0.6},
                    "encoding": {
                        "x": {**x, "field": "start"},
                        "x2": {"field": "finish"},
                        "y": y,
                        "color": colours,
                    },
                },
                {
                    "mark": {
                        "type": "point",
                        "shape": "diamond",
                        "filled": True,
                        "color": PAPER,
                        "stroke": INK,
                        "size": 60,
                        "opacity": 1,
                    },
                    "encoding": {"x": {**x, "field": "verified"}, "y": y},
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": SIZE},
                    "encoding": {
                        "x": {**x, "field": "verified"},
                        "y": y,
                        "text": {"field": "step", "type": "nominal"},
                    },
                },
            ],
        },
    )
