"""Colours, type and small helpers that all figures share.

The colours are those of Okabe & Ito (2008), darkened until they stand at 4.5 to 1 on
white; shapes say the same as colours, so that nothing is lost in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.report.wrapping import wrapped

FONT = "Pretendard"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

PAPER = "#ffffff"
INK = "#1a1a1b"
MUTED = "#5b6066"
FAINT = "#b3b8be"
GRID = "#e4e6e9"
CLOUD = "#c9cdd3"
ZONE = "#e5f1ec"
GREEN = "#00714f"
BLUE = "#005f98"
RED = "#b04600"
PURPLE = "#85457a"

DARK = {
    PAPER: "#17191c",
    INK: "#eceef0",
    MUTED: "#b0b5bb",
    FAINT: "#70767d",
    GRID: "#33373c",
    CLOUD: "#4a4f56",
    ZONE: "#16352a",
    GREEN: "#4cc79b",
    BLUE: "#6db9ee",
    RED: "#f5965a",
    PURPLE: "#d79bcb",
}
"""What each colour becomes on a dark page."""

VARIABLES = {
    PAPER: "paper",
    INK: "ink",
    MUTED: "muted",
    FAINT: "faint",
    GRID: "grid",
    CLOUD: "cloud",
    ZONE: "zone",
    GREEN: "green",
    BLUE: "blue",
    RED: "red",
    PURPLE: "purple",
}
"""Name of each colour's CSS variable, without the leading ``--f-``."""

PARTY_MARKS = (
    (BLUE, "triangle-up"),
    (RED, "square"),
    (PURPLE, "triangle-down"),
    (GREEN, "cross"),
)
"""Colour and shape of the parties, in the order of the case."""

TICK = "M0,-0.9L0,0.9"
"""A short upright line, as a Vega path."""

SIZE = 12
LINE = 14
"""Size of text in figures, and the height of its lines, in pixels."""


def specification(title: str, body: dict[str, Any], subtitle: str = "") -> dict[str, Any]:
    """Return a full Vega-Lite specification around the body of a chart."""
    heading: dict[str, Any] = {"text": lines(title, 84)}
    if subtitle:
        heading["subtitle"] = lines(subtitle, 110)
    return {"$schema": SCHEMA, "title": heading, "config": CONFIG, **body}


def lines(text: str, width: int) -> list[str]:
    """Return a text as lines of at most ``width`` characters."""
    return wrapped(text, width) or [""]


def label(text: str, width: int = 42, most: int = 2) -> str:
    """Return a label as at most ``most`` lines, joined by line feeds."""
    return "\n".join(wrapped(text, width, most))


def row_axis(**more: Any) -> dict[str, Any]:
    """Return an axis of row labels that may have several lines."""
    return {
        "title": None,
        "labelExpr": "split(datum.label, '\\n')",
        "labelLimit": 0,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelColor": INK,
        "labelFontSize": SIZE,
        "labelLineHeight": LINE,
        # Vega sets the first line at the row; half a line up for each further one centres all.
        "labelOffset": {
            "condition": [
                {"test": f"length(split(datum.label, '\\n')) == {n}", "value": -LINE / 2 * (n - 1)}
                for n in (2, 3)
            ],
            "value": 0,
        },
        **more,
    }


def rows(field: str, order: Sequence[str], **axis: Any) -> dict[str, Any]:
    """Return the encoding of labelled rows in a given order."""
    return {"field": field, "type": "nominal", "sort": list(order), "axis": row_axis(**axis)}


def kinds(
    field: str, marks: dict[str, tuple[str, str]], title: str | None = None
) -> dict[str, Any]:
    """Return colour and shape encodings of one field, which share one legend.

    Parameters
    ----------
    field : str
    marks : dict of str to (colour, shape)
    title : str, optional
    """
    domain = list(marks)
    legend = {"title": title, "orient": "top", "columns": 3}
    return {
        "color": {
            "field": field,
            "type": "nominal",
            "scale": {"domain": domain, "range": [m[0] for m in marks.values()]},
            "legend": legend,
        },
        "shape": {
            "field": field,
            "type": "nominal",
            "scale": {"domain": domain, "range": [m[1] for m in marks.values()]},
            "legend": legend,
        },
    }


def unique(labels: Sequence[str]) -> list[str]:
    """Return labels made distinct by a number where two are alike."""
    seen: dict[str, int] = {}
    found = []
    for text in labels:
        seen[text] = seen.get(text, 0) + 1
        found.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return found


CONFIG: dict[str, Any] = {
    "background": PAPER,
    "font": FONT,
    "aria": False,
    "padding": 10,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "fontSize": 16,
        "fontWeight": "bold",
        "subtitleColor": MUTED,
        "subtitleFontSize": SIZE,
        "offset": 12,
    },
    "axis": {
        "labelColor": MUTED,
        "labelFontSize": SIZE,
        "titleColor": INK,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": FAINT,
        "tickColor": FAINT,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": SIZE,
        "labelLimit": 0,
        "titleColor": INK,
        "titleFontSize": SIZE,
        "symbolSize": 90,
        "symbolOpacity": 1,
        "symbolStrokeWidth": 1.6,
        "columnPadding": 18,
        "offset": 24,
    },
    "text": {"color": INK, "fontSize": SIZE},
    "point": {"strokeWidth": 1.6},
}
