"""Plan against performance: the planned day of each commitment and what became of it."""

from __future__ import annotations

import datetime
from typing import Any

from detente.report.document import Figure
from detente.report.figures.style import (
    INK,
    MUTED,
    PAPER,
    PARTY_MARKS,
    TICK,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.order.naming import commitment
from detente.report.track.naming import status
from detente.report.track.tables import performed
from detente.schedule.tracking_findings import PerformedFinding, TrackFinding


def figure(finding: TrackFinding, names: Names) -> Figure:
    """Return one row for each commitment, by party, with a line at the day of the run.

    Parameters
    ----------
    finding : TrackFinding
    names : Names
    """
    words = names.words
    title = words.text("track.figure.title", deal=finding.label)
    caption = words.text("track.figure.caption", day=words.day(finding.day))
    told = "; ".join(
        words.text(
            "track.figure.alt-commitment",
            what=commitment(c.slug, names),
            planned=words.day(c.planned),
            status=status(c.status, names),
            day=words.day(_reached(c)),
        )
        for c in finding.commitments
    )
    alt = words.text("track.figure.alt", caption=caption, commitments=told)
    table = performed(finding, names)
    return Figure("track-plan", title, caption, alt, _spec(title, finding, names), table)


def _reached(one: PerformedFinding) -> datetime.date:
    return one.delivered or one.expected


def _values(finding: TrackFinding, names: Names) -> tuple[list[str], list[dict[str, str]]]:
    found = sorted(
        finding.commitments, key=lambda c: (finding.parties.index(c.actor), c.planned, c.slug)
    )
    order = unique([label(commitment(c.slug, names), 40) for c in found])
    values = [
        {
            "what": name,
            "party": names.party(c.actor),
            "planned": c.planned.isoformat(),
            "reached": _reached(c).isoformat(),
            "kind": "delivered" if c.delivered else "expected",
        }
        for name, c in zip(order, found, strict=True)
    ]
    return order, values


def _spec(title: str, finding: TrackFinding, names: Names) -> dict[str, Any]:
    order, values = _values(finding, names)
    parties = [names.party(p) for p in finding.parties]
    marks = [PARTY_MARKS[k % len(PARTY_MARKS)][0] for k in range(len(parties))]
    colour = {
        "field": "party",
        "type": "nominal",
        "scale": {"domain": parties, "range": marks},
        "legend": {"title": None, "orient": "top", "symbolType": "circle"},
    }
    x: dict[str, Any] = {"type": "temporal", "title": None, "scale": {"padding": 12}}
    x["axis"] = {"format": "%Y-%m", "labelOverlap": True, "tickCount": 6}
    y = rows("what", order)
    reached = {"x": {**x, "field": "reached"}, "y": y}
    is_delivered = "datum.kind == 'delivered'"
    return specification(
        title,
        {
            "width": 430,
            "height": {"step": 30},
            "data": {"values": values},
            "layer": [
                {
                    "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1.4},
                    "encoding": {
                        "x": {**x, "field": "planned"},
                        "x2": {"field": "reached"},
                        "y": y,
                    },
                },
                {
                    "mark": {"type": "point", "shape": TICK, "size": 160, "stroke": INK},
                    "encoding": {"x": {**x, "field": "planned"}, "y": y},
                },
                {
                    "transform": [{"filter": is_delivered}],
                    "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                    "encoding": {**reached, "color": colour},
                },
                {
                    "transform": [{"filter": f"!({is_delivered})"}],
                    "mark": {"type": "point", "fill": PAPER, "size": 70, "opacity": 1},
                    "encoding": {**reached, "stroke": {**colour, "legend": None}},
                },
                {
                    "data": {"values": [{"day": finding.day.isoformat()}]},
                    "mark": {"type": "rule", "color": MUTED, "strokeDash": [5, 4]},
                    "encoding": {"x": {**x, "field": "day"}},
                },
            ],
        },
    )
