"""The report as one HTML file that asks for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from detente.report.argue import Argument
from detente.report.document import Report, Span
from detente.report.faces import with_faces
from detente.report.figures.render import Picture, inline
from detente.report.figures.style import DARK, VARIABLES

TEMPLATES = Path(__file__).parent / "templates"


def to_html(report: Report, pictures: dict[str, Picture], argued: Argument | None = None) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    report : Report
    pictures : dict of str to Picture
        By the figure's name.
    argued : Argument, optional
        What lets a reader disagree on the page; without it the page runs no script.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["target"] = target
    # For JSON without a single < and for our own fixed script; nothing of the user's is raw.
    environment.filters["raw"] = Markup
    # Ours, not the user's: drawn by the converter, its text escaped there; and a fixed file.
    svg = {f.slug: Markup(inline(pictures[f.slug].svg, f.slug, f.alt)) for f in report.figures()}
    style = Markup(page_style())
    numbers = {f.slug: i for i, f in enumerate(report.figures(), 1)}
    page = environment.get_template("report.html.j2").render(
        report=report, svg=svg, style=style, number=numbers, page=argued
    )
    return with_faces(page)


def target(span: Span) -> dict[str, Any] | None:
    """Return where a span may lead, as :func:`link_target`."""
    return link_target(span.href)


def link_target(href: str) -> dict[str, Any] | None:
    """Return where a link may lead: inside the page, or to an http(s) page; None otherwise."""
    if href.startswith("#"):
        return {"href": href, "outside": False}
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.netloc:
        return {"href": href, "outside": True}
    return None


def page_style() -> str:
    """Return the style of every page: type, colours by day and night, print; fonts come later."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    light = "".join(f"--f-{name}:{colour};" for colour, name in VARIABLES.items())
    dark = "".join(f"--f-{VARIABLES[colour]}:{other};" for colour, other in DARK.items())
    return style.replace("/*light*/", light).replace("/*dark*/", dark)
