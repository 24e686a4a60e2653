"""A negotiating text as one HTML file that asks for nothing else, its fonts inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting.text import Text
from detente.report.draft.fonts import drawn, families
from detente.report.draft.language import words
from detente.report.draft.view import Notes, Row, direction, rows
from detente.report.faces import with_faces
from detente.report.html import TEMPLATES, link_target


@dataclass(frozen=True)
class Column:
    """One language of the page."""

    language: str
    direction: str
    rows: Sequence[Row]


def to_html(text: Text, notes: Notes | None = None, beside: Text | None = None) -> str:
    """Return a text as HTML.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Folded in under their paragraph: the annotated edition.
    beside : Text, optional
        The same text in another language, set in a second column, row by row.

    Raises
    ------
    UsageError
        Where no font at hand has a character of the text.
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
    texts = [text] if beside is None else [text, beside]
    columns = [
        Column(t.language, direction(t.language), rows(t, notes if t is text else None))
        for t in texts
    ]
    environment.filters["target"] = link_target
    said = words(text.language)
    style = (TEMPLATES / "treaty.css").read_text(encoding="utf-8")
    families(drawn(row for column in columns for row in column.rows))
    page = environment.get_template("treaty.html.j2").render(
        title=text.title,
        language=text.language,
        direction=direction(text.language),
        columns=columns,
        pairs=paired(columns[0].rows, columns[1].rows) if beside else [],
        contents=[row for row in columns[0].rows if row.kind in ("article", "annex", "part")],
        contents_word=said.text("draft.contents"),
        why=said.text("draft.why"),
        style=Markup(style),  # ours: a fixed file
    )
    return with_faces(page)


def paired(left: Sequence[Row], right: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Return rows of two languages side by side, by name; what one lacks leaves a gap.

    Rows that the second has beyond the first follow the row that they follow there.
    """
    at = {row.id: n for n, row in enumerate(right)}
    own = {row.id for row in left}
    pairs: list[tuple[Row | None, Row | None]] = []
    done: set[str] = set()

    def extra(start: int) -> None:
        for row in right[start:]:
            if row.id in own or row.id in done:
                return
            done.add(row.id)
            pairs.append((None, row))

    extra(0)
    for row in left:
        other = right[at[row.id]] if row.id in at else None
        pairs.append((row, other))
        if other is not None:
            done.add(other.id)
            extra(at[row.id] + 1)
    return pairs
