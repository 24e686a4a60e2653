"""Words that leave open what is owed, and phrases in quotation marks: found by rule.

A rule finds words, not meanings: what it finds is to be looked at, and what it does not find
may be vague all the same.  The list is English, the language in which cases are written.
"""

from __future__ import annotations

import re
from typing import Final

VAGUE: Final = (
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
)
MOST_WORDS: Final = 6
"""Quotations of more words are speech, not terms."""

_WORD = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, VAGUE), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"“”]+)\"|“([^“”]+)”|‘([^‘’]+)’")


def vague_words(text: str) -> tuple[str, ...]:
    """Return the vague qualifiers of a text in lower case, each once, in order.

    Parameters
    ----------
    text : str
    """
    return tuple(dict.fromkeys(found.group().lower() for found in _WORD.finditer(text)))


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases that a text puts into quotation marks, whole sentences left out.

    Parameters
    ----------
    text : str
    """
    found = (next(filter(None, m.groups())).strip(" .,;:") for m in _QUOTED.finditer(text))
    return tuple(dict.fromkeys(p for p in found if p and len(p.split()) <= MOST_WORDS))


def names_term(phrase: str, labels: tuple[str, ...]) -> bool:
    """Return whether a phrase is a term, or holds the whole words of one.

    Parameters
    ----------
    phrase : str
    labels : tuple of str
        The terms of the case as they are called.
    """
    return any(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", phrase, re.IGNORECASE) for x in labels)
