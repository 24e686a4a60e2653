"""A text as words, numbers, dates, punctuation and spaces; joined again it is the same text.

Words follow the letters of their script: a mark over a letter, an apostrophe or a hyphen inside
belongs to the word, and scripts written without spaces (Han, kana) give one word a character.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from typing import Final, Literal, NamedTuple

Kind = Literal["word", "number", "date", "punctuation", "space"]


class Token(NamedTuple):
    """A piece of a text.

    Attributes
    ----------
    kind : str
    text : str
        As it stands, never empty.
    """

    kind: Kind
    text: str


MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа"),
        *("сентября", "октября", "ноября", "декабря"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس"),
        *("سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
}
"""Names of months as they stand in a date, from the first to the twelfth."""

_MONTH: Final = "|".join(name for names in MONTHS.values() for name in names)
_DATES: Final = "|".join(
    (
        r"\d{4}-\d{2}-\d{2}",
        r"\d{4}\s?년\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?",
        rf"\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}",
        rf"(?:{_MONTH})\s+\d{{1,2}},\s+\d{{4}}",
    )
)


def tokens(text: str) -> list[Token]:
    """Return a text as tokens; ``"".join(t.text for t in tokens(text)) == text``."""
    found = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        assert kind is not None
        found.append(Token(_KINDS.get(kind, "word"), match[0]))
    return found


_KINDS: Final[dict[str, Kind]] = {
    "date": "date",
    "number": "number",
    "space": "space",
    "other": "punctuation",
}


@cache
def _pattern() -> re.Pattern[str]:
    marks = "".join(_ranges())
    single = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    letter = rf"(?:(?![{single}])[^\W\d_])[{marks}]*"
    joint = r"['’\-\u2010\u2011\u00ad\u200c\u200d]"
    return re.compile(
        rf"(?P<date>(?<!\d)(?:{_DATES})(?!\d))"
        r"|(?P<number>\d+(?:[.,]\d+)*)"
        rf"|(?P<han>[{single}][{marks}]*)"
        rf"|(?P<word>(?:{letter})+(?:{joint}(?:{letter})+)*)"
        r"|(?P<space>\s+)"
        rf"|(?P<other>.[{marks}\u200d\ufe0f]*)",
        re.DOTALL,
    )


def _ranges() -> list[str]:
    """Return the combining marks as ranges of a character class."""
    found: list[list[int]] = []
    for code in range(0x300, min(sys.maxunicode, 0x11FFF)):
        if unicodedata.category(chr(code)).startswith("M"):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return [f"{chr(a)}-{chr(b)}" if a != b else chr(a) for a, b in found]
