"""Lines of text by the width they take: a Korean letter is as wide as two Latin ones."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

ELLIPSIS = " …"


def width(text: str) -> int:
    """Return how many columns a text takes (Unicode annex 11: wide and full-width count two)."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def wrapped(text: str, columns: int, most: int | None = None, indent: str = "") -> list[str]:
    """Return a text as lines of at most so many columns.

    Parameters
    ----------
    text : str
    columns : int
    most : int, optional
        Lines; a longer text ends in an ellipsis.
    indent : str
        Before each line but the first.
    """
    if width(text) == len(text):
        return textwrap.wrap(
            text, columns, subsequent_indent=indent, max_lines=most, placeholder=ELLIPSIS
        )
    found = list(_lines(text.split(), columns, indent))
    if most is None or len(found) <= most:
        return found
    last, room = found[most - 1], columns - width(ELLIPSIS)
    while width(last) > room:
        shorter = last.rpartition(" ")[0]
        last = shorter if shorter.strip() else last[:-1]
    return [*found[: most - 1], last + ELLIPSIS]


def shortened(text: str, columns: int) -> str:
    """Return a text as one line, ending in an ellipsis where it is longer."""
    return next(iter(wrapped(" ".join(text.split()), columns, 1)), "")


def _lines(words: list[str], columns: int, indent: str) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line.strip() else line + word
        if width(longer) <= columns:
            line = longer
            continue
        if line.strip():
            yield line
            line = indent
        # A word wider than a line is broken wherever the line is full.
        for letter in word:
            if width(line + letter) > columns:
                yield line
                line = indent
            line += letter
    if line.strip():
        yield line
