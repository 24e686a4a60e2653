"""Specifications to SVG and PNG, in this process and without a network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.report.figures.style import PAPER, VARIABLES

FONTS = Path(__file__).parents[1] / "fonts"
SCALE = 1.5
"""PNG pixels to a pixel of the specification: sharp on a slide, at half the work of 2."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure drawn."""

    svg: str
    png: bytes


def draw(spec: dict[str, Any]) -> Picture:
    """Return a specification drawn as SVG and as PNG.

    Parameters
    ----------
    spec : dict
        Vega-Lite 5.
    """
    converter = _converter()
    svg: str = converter.vegalite_to_svg(spec, allowed_base_urls=[])
    png: bytes = converter.svg_to_png(svg, scale=SCALE)
    return Picture(svg, png)


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def inline(svg: str, slug: str, alt: str) -> str:
    """Return an SVG for a page: colours that follow the page, names that do not clash.

    Parameters
    ----------
    svg : str
        As drawn.
    slug : str
        Set before every name inside the SVG.
    alt : str
        The text alternative.
    """
    from html import escape

    for colour, variable in VARIABLES.items():
        svg = re.sub(f'"{colour}"', f'"var(--f-{variable})"', svg, flags=re.IGNORECASE)
    svg = svg.replace(f"fill: {PAPER}", "fill: none")
    # The drawing is one image to a screen reader: its words are the text alternative.
    svg = re.sub(r'\s(?:role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{slug}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{slug}-\1)", svg)
    svg = re.sub(r'((?:xlink:)?href)="#([^"]+)"', rf'\1="#{slug}-\2"', svg)
    svg = re.sub(r"^.*?<svg", "<svg", svg, count=1, flags=re.DOTALL)
    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}"'
    return svg.replace("<svg", head, 1)
