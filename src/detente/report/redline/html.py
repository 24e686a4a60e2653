"""A redline as one HTML page that asks for nothing else."""

from __future__ import annotations

import datetime

from detente.drafting.alignment import Row
from detente.drafting.compared import Compared, ComparedLine
from detente.drafting.substantive import LEVELS
from detente.report.faces import with_faces
from detente.report.html import TEMPLATES, page_style
from detente.report.language import Language
from detente.report.redline.told import listed, places, told, words_of


def to_html(found: Compared, author: str, at: datetime.datetime) -> str:
    """Return a redline as HTML: a summary with links, and the text with its changes.

    Parameters
    ----------
    found : Compared
    author : str
    at : datetime
        Of the changes.
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
    said = words_of(found)
    counts = found.counts()
    called = places(found, said)
    anchors = {id(line): f"line-{k}" for k, line in enumerate(found.lines, 1)}
    summary = [
        {
            "level": level,
            "heading": said.text(f"redline.summary.{level}", n=counts[level]),
            "items": [
                (anchors[id(line)], called[line.row], told(one, said))
                for line, one in listed(found, level)
            ],
        }
        for level in LEVELS
        if counts[level]
    ]
    page = environment.get_template("redline.html.j2").render(
        found=found,
        said=lambda key, **values: said.text(f"redline.{key}", **values),
        code=said.code,
        author=author,
        day=said.day(at.date()),
        stamp=at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        summary=summary,
        lines=[_line(line, anchors[id(line)], called, said) for line in found.lines],
        style=Markup(page_style()),
    )
    return with_faces(page)


def _line(
    line: ComparedLine, anchor: str, called: dict[Row, str], said: Language
) -> dict[str, object]:
    change = line.change
    note = ""
    if change.how in ("moved-here", "moved-away"):
        other = change.old if change.how == "moved-here" else change.new
        where = called[other] if other else said.text("redline.text.elsewhere")
        note = said.text(f"redline.text.{change.how}", place=where)
    levels = {"title": "h2", "article": "h3", "annex": "h3", "part": "h4"}
    tab = ""
    if change.label:
        kinds = {r.kind for r in change.label}
        tab = "equal" if "equal" in kinds or len(kinds) > 1 else next(iter(kinds))
    return {
        "tag": levels.get(line.row.kind, "p"),
        "anchor": anchor,
        "id": line.row.id,
        "kind": line.row.kind,
        "how": change.how,
        "label": change.label,
        "tab": tab,
        "words": change.words,
        "note": note,
        "named": [(n.level, told(n, said)) for n in line.named],
    }
