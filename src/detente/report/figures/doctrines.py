"""Doctrines of order compared: how often each holds, and what guarantee it asks of whom."""

from __future__ import annotations

from typing import Any

from detente.report.document import Figure
from detente.report.figures.acceptability import Z95
from detente.report.figures.style import (
    INK,
    PARTY_MARKS,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.order.naming import doctrine, in_100
from detente.report.order.tables import doctrines
from detente.schedule.findings import DoctrineFinding, ScheduleFinding


def figure(finding: ScheduleFinding, names: Names) -> Figure:
    """Return the doctrines, in the order in which they are told."""
    words = names.words
    title = words.text("order.figure.doctrines.title", deal=finding.label)
    caption = words.text("order.figure.doctrines.caption")
    told = "; ".join(
        words.text(
            "order.figure.doctrines.alt-doctrine",
            doctrine=doctrine(d.slug, names),
            share=words.in_100(d.holds.value),
            needs=words.listed(_needs(d, names)),
        )
        for d in finding.doctrines
    )
    alt = words.text("order.figure.doctrines.alt", caption=caption, doctrines=told)
    return Figure(
        "order-doctrines",
        title,
        caption,
        alt,
        _spec(title, finding, names),
        doctrines(finding, names),
    )


def _needs(found: DoctrineFinding, names: Names) -> list[str]:
    return [
        names.words.text("order.figure.doctrines.need", party=names.party(who), n=in_100(share))
        for who, share in found.share_of_cost.items()
    ]


def _spec(title: str, finding: ScheduleFinding, names: Names) -> dict[str, Any]:
    text = names.words.text
    order = unique([label(doctrine(d.slug, names), 26) for d in finding.doctrines])
    y = rows("doctrine", order)
    bare = rows("doctrine", order, labels=False)
    holds, needs = [], []
    for name, found in zip(order, finding.doctrines, strict=True):
        value, margin = found.holds.value * 100, Z95 * found.holds.se * 100
        holds.append(
            {
                "doctrine": name,
                "value": value,
                "low": max(value - margin, 0.0),
                "high": min(value + margin, 100.0),
            }
        )
        for who in finding.parties:
            share = found.share_of_cost[who] * 100
            needs.append({"doctrine": name, "party": names.party(who), "value": share})
    marks = {
        names.party(who): PARTY_MARKS[k % len(PARTY_MARKS)] for k, who in enumerate(finding.parties)
    }
    x = {
        "type": "quantitative",
        "title": text("order.figure.doctrines.holds"),
        "scale": {"domain": [0, 100]},
    }
    left = {
        "width": 220,
        "height": {"step": 34},
        "data": {"values": holds},
        "layer": [
            {
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
            {
                "mark": {"type": "point", "filled": True, "color": INK, "size": 70, "opacity": 1},
                "encoding": {"x": {**x, "field": "value"}, "y": y},
            },
        ],
    }
    right = {
        "width": 220,
        "height": {"step": 34},
        "data": {"values": needs},
        "mark": {"type": "point", "filled": True, "size": 80, "opacity": 0.9},
        "encoding": {
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": text("order.figure.doctrines.needs"),
                "scale": {"domainMin": 0},
            },
            "y": bare,
            **kinds("party", marks),
        },
    }
    return specification(title, {"hconcat": [left, right]})
