"""Specifications to SVG and PNG, in this process and without a network."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
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


def _silent(name: str) -> None:
    """Report no progress."""


def draw(
    specs: dict[str, dict[str, Any]], tick: Callable[[str], None] = _silent
) -> dict[str, Picture]:
    """Return specifications drawn as SVG and as PNG.

    The pictures become PNG all at once: loading the fonts costs more than a
    picture.

    Parameters
    ----------
    specs : dict of name to dict
        Vega-Lite 5.
    tick : callable
        Told of each name before it is drawn.

    Returns
    -------
    dict of name to Picture
    """
    svgs = {}
    for name, spec in specs.items():
        tick(name)
        svg: str = _converter().vegalite_to_svg(spec, allowed_base_urls=[])
        svgs[name] = svg
    pngs = to_pngs(list(svgs.values()))
    return {name: Picture(svg, png) for (name, svg), png in zip(svgs.items(), pngs, strict=True)}


def to_pngs(svgs: list[str]) -> list[bytes]:
    """Return drawings as PNG, by the typst compiler with our fonts alone.

    Parameters
    ----------
    svgs : list of str

    Returns
    -------
    list of bytes
    """
    if not svgs:
        return []
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for k, svg in enumerate(svgs):
            (folder / f"{k}.svg").write_text(svg, encoding="utf-8")
        main = folder / "pictures.typ"
        main.write_text(
            "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
            '#set text(font: ("Pretendard", "Noto Naskh Arabic"), fallback: false)\n'
            + "#pagebreak()\n".join(f'#image("{k}.svg")\n' for k in range(len(svgs))),
            encoding="utf-8",
        )
        made = typst.compile(
            str(main),
            root=name,
            format="png",
            ppi=96 * SCALE,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )
    return [made] if isinstance(made, bytes) else list(made)


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
