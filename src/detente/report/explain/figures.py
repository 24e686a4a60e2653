"""Figures of an explanation: posterior with ranges, matrix that reads in black and white."""

from __future__ import annotations

from typing import Any

from detente.evidence.findings import Explained
from detente.report.document import Figure
from detente.report.explain.naming import hundred, hypothesis, nine_of_ten, ranked, row
from detente.report.explain.tables import by_bits, hypotheses, matrix
from detente.report.figures.style import (
    FAINT,
    GRID,
    INK,
    LINE,
    MUTED,
    PAPER,
    TICK,
    kinds,
    label,
    rows,
    specification,
    unique,
)
from detente.report.names import Names

SHADES = {"II": MUTED, "I": FAINT, "N": GRID, "NA": PAPER, "C": PAPER, "CC": PAPER}
_PALE = {"II"}
"""Marks that stand in paper colour on a dark ground."""


def posterior(found: Explained, names: Names) -> Figure:
    """Return how probable each explanation is, with nine of ten draws."""
    words = names.words
    title = words.text("explain.figure.posterior.title")
    caption = words.text("explain.figure.posterior.caption")
    order = ranked(found.hypotheses)
    told = "; ".join(
        words.text(
            "explain.figure.posterior.told",
            label=hypothesis(h.slug, names),
            mean=hundred(h.posterior.mean, names),
            span=nine_of_ten(h.posterior, names),
        )
        for h in order
    )
    alt = words.text("explain.figure.posterior.alt", caption=caption, told=told)
    after, before = (words.text(f"explain.figure.posterior.{k}") for k in ("after", "before"))
    named = unique([label(hypothesis(h.slug, names), 40) for h in order])
    spans, dots = [], []
    for name, h in zip(named, order, strict=True):
        spans.append({"name": name, "low": h.posterior.p05 * 100, "high": h.posterior.p95 * 100})
        dots.append({"name": name, "what": before, "value": h.prior.mean * 100})
        dots.append({"name": name, "what": after, "value": h.posterior.mean * 100})
    y = rows("name", named)
    x = {
        "type": "quantitative",
        "title": words.text("explain.figure.posterior.axis"),
        "scale": {"domain": [0, 100]},
    }
    marks = {after: (INK, "circle"), before: (MUTED, TICK)}
    body = {
        "width": 440,
        "height": {"step": 36},
        "layer": [
            {
                "data": {"values": spans},
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
            *(
                {
                    "data": {"values": [d for d in dots if d["what"] == what]},
                    # A stroke has no inside: filled, it would vanish.
                    "mark": {"type": "point", "filled": what == after, "size": 110, "opacity": 1},
                    "encoding": {"x": {**x, "field": "value"}, "y": y, **kinds("what", marks)},
                }
                for what in (before, after)
            ),
        ],
    }
    spec = specification(title, body)
    return Figure("explain-posterior", title, caption, alt, spec, hypotheses(found, names))


def heat_map(found: Explained, names: Names) -> Figure | None:
    """Return the matrix of marks; None where there is no evidence."""
    if not found.rows:
        return None
    words = names.words
    title = words.text("explain.figure.matrix.title")
    caption = words.text("explain.figure.matrix.caption")
    lines = by_bits(found)
    alt = words.text(
        "explain.figure.matrix.alt", caption=caption, n=len(lines), k=len(found.hypotheses)
    )
    named = unique([label(row(r.slug, names), 52) for r in lines])
    across = unique([label(hypothesis(h.slug, names), 30) for h in found.hypotheses])
    cells = [
        {
            "row": name,
            "hypothesis": column,
            "mark": r.marks[h.slug],
            "shade": SHADES[r.marks[h.slug]],
            "ink": PAPER if r.marks[h.slug] in _PALE else INK,
        }
        for name, r in zip(named, lines, strict=True)
        for column, h in zip(across, found.hypotheses, strict=True)
    ]
    spec = specification(title, _heat(cells, named, across))
    # Where our font is not installed the labels across are longer, and reach up to the title.
    spec["title"]["offset"] = 32
    return Figure("explain-matrix", title, caption, alt, spec, matrix(found, names))


def _heat(cells: list[dict[str, Any]], named: list[str], across: list[str]) -> dict[str, Any]:
    x = {
        "field": "hypothesis",
        "type": "nominal",
        "sort": across,
        "axis": {
            "title": None,
            "orient": "top",
            "labelAngle": -90,
            "labelAlign": "left",
            "labelBaseline": "middle",
            "labelLineHeight": LINE,
            "labelOffset": {
                "condition": {
                    "test": "length(split(datum.label, '\\n')) == 2",
                    "value": -LINE / 2,
                },
                "value": 0,
            },
            "labelExpr": "split(datum.label, '\\n')",
            "labelLimit": 0,
            "labelColor": INK,
            "domain": False,
            "ticks": False,
        },
    }
    y = rows("row", named)
    return {
        "width": {"step": 46},
        "height": {"step": 34},
        "data": {"values": cells},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": GRID, "strokeWidth": 1},
                "encoding": {"x": x, "y": y, "color": _given("shade", set(SHADES.values()))},
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "x": x,
                    "y": y,
                    "text": {"field": "mark"},
                    "color": _given("ink", {INK, PAPER}),
                },
            },
        ],
        "resolve": {"scale": {"color": "independent"}},
    }


def _given(field: str, colours: set[str]) -> dict[str, Any]:
    """Return an encoding of colours that stand in the data as they are."""
    known = sorted(colours)
    scale = {"domain": known, "range": known}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}
