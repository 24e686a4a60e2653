"""How large the type of a brief may be for one side of A4."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator

from detente.errors import UsageError
from detente.report.brief.text import FULLEST, Brief, brief
from detente.report.editions import Edition

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Of the text, in points, the largest first."""

# A4 less the margins, in points.
WIDTH, HEIGHT = 487.0, 763.0
# Part of the size of type that a character takes on average, and a line in height.  On the
# safe side: Calibri sets Latin text at 0.49 and a line at 1.22.
NARROW, WIDE, LINE = 0.52, 1.0, 1.3


def fitted(edition: Edition, reader: str | None = None, handling: str = "") -> tuple[Brief, float]:
    """Return the fullest brief that fits one side, and the size of its type.

    Raises
    ------
    UsageError
        When even the shortest does not fit at the smallest size.
    """
    for fullness in range(FULLEST, -1, -1):
        made = brief(edition, reader, handling, fullness)
        for size in SIZES if fullness == 0 else SIZES[:-1]:
            if height(made, size) <= HEIGHT:
                return made, size
    raise UsageError(
        "the brief does not fit one side: the names of this case are too long; shorten labels, "
        "or name an edition with shorter ones"
    )


def height(made: Brief, size: float) -> float:
    """Return about how high a brief is on paper, in points."""
    return sum(
        before + after + LINE * points * _rows(text, points, indent)
        for text, points, indent, before, after in _blocks(made, size)
    )


def _blocks(made: Brief, size: float) -> Iterator[tuple[str, float, float, float, float]]:
    yield f"{made.kicker} · {made.handling}", size - 1, 0, 0, 2
    yield made.title, size + 5, 0, 0, 2
    yield made.question, size - 1, 0, 0, 2
    for heading in made.headings:
        yield heading.title, size + 1, 0, 5, 1
        yield from ((x.text, size, 0, 0, 2) for x in heading.lines)
        yield from ((x.text, size, 18, 0, 0) for x in heading.items)
    yield from ((x.text, size - 1, 0, 0, 2) for x in made.notes)


def _rows(text: str, points: float, indent: float) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    length = points * (WIDE * wide + NARROW * (len(text) - wide))
    return max(1, math.ceil(length / (WIDTH - indent)))
