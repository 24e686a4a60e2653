"""How full a brief may be, and how large its type, for one side of paper."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence

from detente.errors import UsageError
from detente.report.brief.look import OWN, SMALL, Look, Role
from detente.report.brief.text import FULLEST, Brief, brief
from detente.report.editions import Edition

# Part of the size of type that a character takes on average, and a line in height.  On the safe
# side, as the reader's machine may not have the fonts named: Calibri sets Latin text at 0.49 and a
# line at 1.22; Malgun Gothic sets Korean at 0.92 and a line at 1.33, Noto Sans CJK, which often
# stands in for it, at 0.92 and 1.45.
NARROW, WIDE = 0.52, 0.95
LINE, WIDE_LINE = 1.3, 1.45


def fitted(
    edition: Edition,
    reader: str | None = None,
    handling: str = "",
    looks: Sequence[Look] = OWN,
) -> tuple[Brief, Look]:
    """Return the fullest brief that fits one side, and how it must look for that.

    Parameters
    ----------
    edition : Edition
    reader : str, optional
    handling : str
    looks : sequence of Look
        What may be tried, the largest type first; text is left out before type is very small.

    Raises
    ------
    UsageError
        When even the shortest does not fit in the smallest type.
    """
    for fullness in range(FULLEST, -1, -1):
        made = brief(edition, reader, handling, fullness)
        for k, look in enumerate(looks):
            if (k == 0 or fullness == 0 or look.size >= SMALL) and height(
                made, look
            ) <= look.height:
                return made, look
    raise UsageError(
        "the brief does not fit one side: the names of this case are too long, or the template "
        "leaves too little of the page; shorten labels, or name an edition with shorter ones"
    )


def height(made: Brief, look: Look) -> float:
    """Return about how high a brief is on paper, in points."""
    total, last = 0.0, ""
    for role, text in told(made):
        block = look.blocks[role]
        if last == role and block.together:
            total -= block.before + block.after
        wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
        length = block.size * (WIDE * wide + NARROW * (len(text) - wide))
        rows = max(1, math.ceil(length / max(1.0, look.width - block.indent)))
        line = (WIDE_LINE if wide else LINE) * block.line * block.size
        total += block.before + block.after + rows * line
        last = role
    return total


def told(made: Brief) -> Iterator[tuple[Role, str]]:
    """Yield the paragraphs of a brief in order, each with its kind."""
    yield "head", f"{made.kicker} · {made.handling}"
    yield "title", made.title
    yield "head", made.question
    for heading in made.headings:
        yield "heading", heading.title
        lines: list[tuple[Role, str]] = [("text", x.text) for x in heading.lines]
        items: list[tuple[Role, str]] = [("item", x.text) for x in heading.items]
        yield from [*items, *lines] if heading.items_first else [*lines, *items]
    for note in made.notes:
        yield "note", note.text
