"""Changes in words."""

from __future__ import annotations

from typing import Final

from detente.case.labels import LANGUAGES
from detente.drafting.alignment import Row
from detente.drafting.compared import Compared, ComparedLine
from detente.drafting.substantive import Level, Named
from detente.report.language import Language, language
from detente.report.wrapping import shortened

LONGEST: Final = 90
"""Characters of an old or new wording that a summary shows."""


def report_language(code: str) -> str:
    """Return the language to tell a redline in: that of the text, or English."""
    known = code.split("-")[0]
    return known if known in LANGUAGES else "en"


def words_of(found: Compared) -> Language:
    """Return the sentences of the redline's language."""
    return language(report_language(found.language))


def told(one: Named, said: Language) -> str:
    """Return a change as a phrase: ``Date: “1 June” became “1 July”``."""
    what = said.text(f"redline.kind.{one.kind}")
    old, new = (shortened(x.replace("\n", " "), LONGEST) for x in (one.old, one.new))
    if one.kind in ("moved", "typographic") and not (old and new):
        return what
    form = "replaced" if old and new else "added" if new else "removed"
    phrase = said.text(f"redline.change.{form}", what=what, old=old, new=new)
    if one.weaker is None:
        return phrase
    how = said.text(f"redline.change.{'weaker' if one.weaker else 'firmer'}")
    return f"{phrase} ({how})"


def places(found: Compared, said: Language) -> dict[Row, str]:
    """Return what a reader calls each line of both versions.

    It is the label, with that above it for an item, or else the first words.
    """
    called: dict[Row, str] = {}
    above = ""
    for line in found.lines:
        for row in (line.change.old, line.change.new):
            if row is not None and row.kind != "item":
                above = row.label or above
        for row in (line.change.old, line.change.new):
            if row is not None:
                called[row] = _place(row, above, said)
    return called


def _place(row: Row, above: str, said: Language) -> str:
    if row.kind == "title":
        return said.text("redline.line.title")
    if row.kind == "item" and row.label:
        return f"{above} {row.label}".strip()
    return row.label or said.text("redline.line.no-number", words=shortened(row.words, 40))


def listed(found: Compared, level: Level) -> list[tuple[ComparedLine, Named]]:
    """Return everything that changed at a level, in order of reading."""
    return [(line, n) for line in found.lines for n in line.named if n.level == level]
