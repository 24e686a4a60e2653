"""What would be found at each place, against what would have to be found."""

from __future__ import annotations

from typing import Any

from detente.finding import Spread
from detente.report.document import Figure
from detente.report.figures.style import (
    INK,
    PAPER,
    PARTY_MARKS,
    TICK,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names
from detente.report.verify.naming import chance, place
from detente.report.verify.tables import places
from detente.schedule.verification_findings import VerificationFinding, WatchFinding

Row = tuple[str, str, bool, Spread, Spread]
"""Name, party, declared, found, needed."""


def figure(finding: VerificationFinding, names: Names) -> Figure | None:
    """Return one row for each declared place and one for undeclared ones, side by side.

    Parameters
    ----------
    finding : VerificationFinding
    names : Names

    Returns
    -------
    Figure or None
        None where the deal binds nobody at any place.
    """
    found = [row for watch in finding.watches for row in _rows(watch, names)]
    if not found:
        return None
    text = names.words.text
    title = text("verify.figure.detection.title", deal=finding.label)
    caption = text("verify.figure.detection.caption")
    told = "; ".join(
        text(
            "verify.figure.detection.alt-place",
            place=name,
            found=chance(seen.mean, names),
            needed=chance(needed.mean, names),
        )
        for name, _, _, seen, needed in found
    )
    alt = text("verify.figure.detection.alt", caption=caption, places=told)
    spec = _spec(title, found, finding, names)
    return Figure("verify-detection", title, caption, alt, spec, places(finding, names))


def _rows(watch: WatchFinding, names: Names) -> list[Row]:
    found: list[Row] = [
        (place(p.slug, names), watch.of, True, p.detection, p.needed)
        for p in watch.places
        if p.declared
    ]
    seen, held = watch.detection, watch.deterrence
    if seen and seen.undeclared and held and held.undeclared_needed:
        who = names.party(watch.of)
        name = names.words.text("verify.figure.detection.undeclared", party=who)
        found.append((name, watch.of, False, seen.undeclared, held.undeclared_needed))
    return found


def _spec(
    title: str, found: list[Row], finding: VerificationFinding, names: Names
) -> dict[str, Any]:
    order = unique([label(name, 36) for name, *_ in found])
    values = [
        {
            "place": shown,
            "party": names.party(of),
            "declared": declared,
            "found": seen.mean * 100,
            "low": seen.p05 * 100,
            "high": seen.p95 * 100,
            "needed": needed.mean * 100,
        }
        for shown, (_, of, declared, seen, needed) in zip(order, found, strict=True)
    ]
    known = list(dict.fromkeys([*finding.parties, *(w.of for w in finding.watches)]))
    watched = [p for p in known if any(of == p for _, of, *_ in found)]
    colours = [PARTY_MARKS[known.index(p) % len(PARTY_MARKS)][0] for p in watched]
    colour: dict[str, Any] = {
        "field": "party",
        "type": "nominal",
        "scale": {"domain": [names.party(p) for p in watched], "range": colours},
        "legend": {"title": None, "orient": "top", "symbolType": "circle"},
    }
    axis = names.words.text("verify.figure.detection.axis")
    x = {"type": "quantitative", "title": axis, "scale": {"domain": [0, 100]}}
    y = rows("place", order)
    mark = {"type": "point", "size": 90, "opacity": 1}
    return specification(
        title,
        {
            "width": 430,
            "height": {"step": 34},
            "data": {"values": values},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {
                        "x": {**x, "field": "low"},
                        "x2": {"field": "high"},
                        "y": y,
                        "color": colour,
                    },
                },
                {
                    "mark": {"type": "point", "shape": TICK, "size": 260, "stroke": INK},
                    "encoding": {"x": {**x, "field": "needed"}, "y": y},
                },
                {
                    "transform": [{"filter": "datum.declared"}],
                    "mark": {**mark, "filled": True},
                    "encoding": {"x": {**x, "field": "found"}, "y": y, "color": colour},
                },
                {
                    "transform": [{"filter": "!datum.declared"}],
                    "mark": {**mark, "fill": PAPER},
                    "encoding": {
                        "x": {**x, "field": "found"},
                        "y": y,
                        "stroke": {**colour, "legend": None},
                    },
                },
            ],
        },
    )
