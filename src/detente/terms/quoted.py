"""Phrases in quotation marks: words that a text uses as terms."""

from __future__ import annotations

import re
from typing import Final

MOST_WORDS: Final = 6
"""Quotations of more words are speech, not terms."""

_QUOTED = re.compile(r"\"([^\"“”]+)\"|“([^“”]+)”|‘([^‘’]+)’")


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
