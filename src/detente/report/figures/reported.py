"""How probable each claim is by what is reported, with the trap of counting all as independent."""

from __future__ import annotations

from typing import Any

from detente.evidence.corroboration_findings import Corroborated
from detente.finding import Spread
from detente.report.corroborate.naming import claim_state, text_of
from detente.report.corroborate.tables import claims
from detente.report.document import Figure
from detente.report.explain.naming import hundred, nine_of_ten
from detente.report.figures.style import (
    FAINT,
    INK,
    MUTED,
    RED,
    TICK,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names

Row = tuple[str, Spread, float, float]
"""Name, posterior, prior, and what it would be if all reports were independent."""


def figure(found: Corroborated, names: Names) -> Figure:
    """Return one bar for each claim or state, and one for each text as a whole.

    Parameters
    ----------
    found : Corroborated
    names : Names
    """
    text = names.words.text
    title = text("corroborate.figure.claims.title")
    caption = text("corroborate.figure.claims.caption")
    each = _rows(found, names)
    told = "; ".join(
        text(
            "corroborate.figure.claims.told",
            label=name,
            mean=hundred(after.mean, names),
            span=nine_of_ten(after, names),
        )
        for name, after, _, _ in each
    )
    alt = text("corroborate.figure.claims.alt", caption=caption, told=told)
    spec = specification(title, _body(each, names))
    return Figure("corroborate-claims", title, caption, alt, spec, claims(found, names))


def _rows(found: Corroborated, names: Names) -> list[Row]:
    each: list[Row] = [
        (
            names.words.text("corroborate.whole", text=text_of(t.slug, names)),
            t.posterior,
            t.prior,
            t.apart,
        )
        for t in found.texts
    ]
    for c in found.claims:
        for s in c.states:
            if s.slug != "no" or len(c.states) > 2:
                name = claim_state(c.slug, s.slug, names)
                each.append((name, s.posterior, s.prior.mean, s.apart))
    return each


def _body(each: list[Row], names: Names) -> dict[str, Any]:
    text = names.words.text
    named = unique([label(name, 38) for name, *_ in each])
    before, apart = (text(f"corroborate.figure.claims.{k}") for k in ("before", "apart"))
    bars, dots = [], []
    for name, (_, after, prior, trap) in zip(named, each, strict=True):
        bars.append(
            {
                "name": name,
                "mean": after.mean * 100,
                "low": after.p05 * 100,
                "high": after.p95 * 100,
            }
        )
        dots.append({"name": name, "what": before, "value": prior * 100})
        dots.append({"name": name, "what": apart, "value": trap * 100})
    y = rows("name", named)
    x = {
        "type": "quantitative",
        "title": text("corroborate.figure.claims.axis"),
        "scale": {"domain": [0, 100]},
    }
    marks = {before: (MUTED, TICK), apart: (RED, "diamond")}
    return {
        "width": 420,
        "height": {"step": 36},
        "layer": [
            {
                "data": {"values": bars},
                "mark": {"type": "bar", "color": FAINT, "height": 14},
                "encoding": {"x": {**x, "field": "mean"}, "y": y},
            },
            {
                "data": {"values": bars},
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
            *(
                {
                    "data": {"values": [d for d in dots if d["what"] == what]},
                    "mark": {"type": "point", "filled": False, "size": 90, "opacity": 1},
                    "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                }
                for what in (before, apart)
            ),
        ],
    }
