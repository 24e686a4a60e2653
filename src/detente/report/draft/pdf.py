"""A negotiating text as PDF, set by the typst compiler inside its wheel.

The compiler checks what it writes against PDF/A-2b (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)
and refuses what does not conform.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from detente.drafting.text import Text
from detente.report.draft.fonts import drawn, families
from detente.report.draft.html import paired
from detente.report.draft.view import Notes, Row, direction, rows
from detente.report.faces import SHIPPED
from detente.report.figures.render import FONTS
from detente.report.html import TEMPLATES

_EPOCH: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def to_pdf(text: Text, notes: Notes | None = None, beside: Text | None = None) -> bytes:
    """Return a text as PDF; equal texts give equal bytes.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Printed under their paragraph: the annotated edition.
    beside : Text, optional
        The same text in another language, set in a second column, row by row.

    Raises
    ------
    UsageError
        Where no font at hand has a character of the text.
    """
    import typst

    columns = [(text, rows(text, notes))]
    if beside is not None:
        columns.append((beside, rows(beside)))
    fonts = families(drawn(row for _, shown in columns for row in shown))
    data = json.dumps(_data(text, columns, fonts), ensure_ascii=False)
    with tempfile.TemporaryDirectory(prefix="detente-") as name:
        folder = Path(name)
        (folder / "data.json").write_text(data, encoding="utf-8")
        main = folder / "treaty.typ"
        main.write_bytes((TEMPLATES / "treaty.typ").read_bytes())
        made: bytes = typst.compile(
            str(main),
            root=name,
            font_paths=[str(FONTS)],
            ignore_system_fonts=set(fonts) <= {face.family for face in SHIPPED},
            timestamp=int(_made(text).timestamp()),
            pdf_standards=["a-2b", "ua-1"],
        )
    return made


def _data(
    text: Text, columns: Sequence[tuple[Text, Sequence[Row]]], fonts: Sequence[str]
) -> dict[str, Any]:
    shown = [rows for _, rows in columns]
    places = [{id(row): n for n, row in enumerate(rows)} for rows in shown]
    pairs = []
    if len(shown) > 1:
        for left, right in paired(*shown):
            a = None if left is None else places[0][id(left)]
            b = None if right is None else places[1][id(right)]
            pairs.append((a, b))
    return {
        "title": text.title,
        "authors": [label for _, label in text.parties],
        "fonts": list(fonts),
        "columns": [
            {
                "language": one.language.split("-")[0],
                "rtl": direction(one.language) == "rtl",
                "rows": [_row(row) for row in rows],
            }
            for one, rows in columns
        ],
        "pairs": pairs,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "label": row.label,
        "pieces": [
            p if isinstance(p, str) else {"alternatives": [list(x) for x in p.alternatives]}
            for p in row.pieces
        ],
        "keeps": list(row.keeps),
        "notes": [(note.text, note.link) for note in row.notes],
    }


def _made(text: Text) -> datetime.datetime:
    if text.date is None:
        return _EPOCH
    return datetime.datetime.combine(text.date, datetime.time(), datetime.UTC)
