"""The brief as one page of PDF, set by typst in the shipped fonts."""

from __future__ import annotations

import datetime
import json
import tempfile
from pathlib import Path

from detente.report.brief.text import Brief
from detente.report.figures.render import FONTS
from detente.report.html import TEMPLATES


def to_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF; the largest type that fits one side is found while setting it.

    Parameters
    ----------
    brief : Brief
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="detente-") as name:
        folder = Path(name)
        data = json.dumps(_data(brief), ensure_ascii=False)
        (folder / "data.json").write_text(data, encoding="utf-8")
        main = folder / "brief.typ"
        main.write_bytes((TEMPLATES / "brief.typ").read_bytes())
        made: bytes = typst.compile(
            str(main),
            root=name,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            timestamp=int(datetime.datetime.fromisoformat(brief.created).timestamp()),
            pdf_standards=["ua-1"],
        )
    return made


def _data(brief: Brief) -> dict[str, object]:
    return {
        "language": brief.language,
        "title": brief.title,
        "question": brief.question,
        "kicker": brief.kicker,
        "handling": brief.handling,
        "headings": [
            {
                "title": h.title,
                "lines": [x.text for x in h.lines],
                "items": [x.text for x in h.items],
                "items-first": h.items_first,
            }
            for h in brief.headings
        ],
        "notes": [x.text for x in brief.notes],
    }
