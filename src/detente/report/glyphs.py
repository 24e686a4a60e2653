"""Which characters the shipped fonts can draw; a missing one is an error, not a box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from detente.errors import UsageError
from detente.report.document import Report, plain_text
from detente.report.faces import UNDRAWN, covered

SHOWN = 5


def require_glyphs(report: Report) -> None:
    """Refuse a report with characters that no shipped font has.

    Raises
    ------
    UsageError
        Naming the characters and a text that has them.
    """
    require_characters(_texts(report))


def require_characters(texts: Iterable[str]) -> None:
    """Refuse texts with characters that no shipped font has.

    Raises
    ------
    UsageError
        Naming the characters and a text that has them.
    """
    missing: dict[str, str] = {}
    for text in texts:
        for character in set(text) - _known():
            if unicodedata.category(character) not in UNDRAWN:
                missing.setdefault(character, text)
    if missing:
        text = missing[min(missing)]
        raise UsageError(
            f"no font shipped with detente has {listed(missing)}; first in '{text[:80]}'. Write it "
            "in Latin, Greek, Cyrillic, Korean, kana or Arabic script; --json works in any"
        )


def listed(characters: Iterable[str]) -> str:
    """Return characters with their code points, the first few of many."""
    told = sorted(characters)
    rest = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return ", ".join(f"'{c}' (U+{ord(c):04X})" for c in told[:SHOWN]) + rest


def _texts(report: Report) -> Iterator[str]:
    yield from (report.title, report.question)
    for part in report.first:
        yield from map(plain_text, (*part.paragraphs, *part.items))
    for section in report.sections:
        yield from map(plain_text, (*section.lead, *section.items))
    for table in report.tables():
        yield table.caption
        for row in table.rows:
            yield from (c.text for c in row)


@cache
def _known() -> frozenset[str]:
    """Return every character some shipped font can draw."""
    fonts = covered().values()
    return frozenset(chr(code) for font in fonts for a, b in font for code in range(a, b + 1))
