"""Words that leave open what is owed, found by rule.

A rule finds words, not meanings: what it finds is to be looked at, and what it does not find
may be vague all the same.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

VAGUE: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "adequate",
        "appropriate",
        "as appropriate",
        "as far as possible",
        "as necessary",
        "as soon as possible",
        "best efforts",
        "complete",
        "completely",
        "corresponding",
        "due",
        "early",
        "full",
        "fully",
        "in due course",
        "meaningful",
        "necessary",
        "promptly",
        "reasonable",
        "relevant",
        "significant",
        "substantial",
        "sufficient",
        "timely",
        "where possible",
    ),
    "ko": (
        "가능한 한",
        "가급적",
        "상당한",
        "상응하는",
        "상응한",
        "신속히",
        "실질적",
        "완전한",
        "유의미한",
        "적절한",
        "적절히",
        "적시에",
        "조속히",
        "충분한",
        "필요한",
        "합리적",
    ),
}
"""By language.  Whether "complete" is vague depends on what it stands by."""


def vague_places(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return where vague qualifiers stand in a text, in order.

    Parameters
    ----------
    text : str
    language : str
        BCP 47; none is found in a language of which there is no list.
    """
    pattern = _pattern(language.split("-")[0])
    return [found.span() for found in pattern.finditer(text)] if pattern else []


def vague_words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the vague qualifiers of a text in lower case, each once, in order.

    Parameters
    ----------
    text : str
    language : str
    """
    places = vague_places(text, language)
    return tuple(dict.fromkeys(text[start:end].lower() for start, end in places))


def _longest(language: str) -> list[str]:
    return sorted(VAGUE[language], key=len, reverse=True)


_NOT_OWED: Final = r"(?<!falls\s)(?<!fall\s)(?<!falling\s)due(?!\s+(?:from|to|on|by|under)\b)"
"""What is due from somebody, or falls due, is owed and not vague."""


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language not in VAGUE:
        return None
    longest = [_NOT_OWED if w == "due" else re.escape(w) for w in _longest(language)]
    # Particles hang on to a Korean word.
    after = "" if language == "ko" else r"\b"
    return re.compile(rf"\b(?:{'|'.join(longest)}){after}", re.IGNORECASE)
