"""Which texts of a collection are most like a request: words weighed by how rare they are.

References
----------
Robertson, S. & Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond.
Foundations and Trends in Information Retrieval 3(4), 333-389.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

K1: Final = 1.2
B: Final = 0.75
_WORD: Final = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [w.casefold() for w in _WORD.findall(text)]


def relevance(texts: Sequence[str], request: str) -> list[float]:
    """Return how well each text answers a request (BM25, k1 = 1.2, b = 0.75).

    Parameters
    ----------
    texts : sequence of str
    request : str

    Returns
    -------
    list of float
        0 where no word of the request occurs; comparable within one call alone.
    """
    asked = set(words(request))
    spoken = [words(text) for text in texts]
    held = [Counter(w for w in said if w in asked) for said in spoken]
    lengths = [len(said) for said in spoken]
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    rarity = {
        w: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5))
        for w in asked
        if (n := sum(w in counts for counts in held))
    }
    return [
        sum(
            rarity[w] * n * (K1 + 1) / (n + K1 * (1 - B + B * length / mean))
            for w, n in counts.items()
        )
        for counts, length in zip(held, lengths, strict=True)
    ]


def phrases(request: str) -> tuple[list[str], str]:
    """Return what is asked for word by word (in quotation marks), and the rest.

    Parameters
    ----------
    request : str
        ``"liaison office" opening`` asks for the phrase and prefers the word.
    """
    asked = [p.strip() for p in re.findall(r'"([^"]+)"', request) if p.strip()]
    return asked, re.sub(r'"[^"]*"', " ", request)


def has_phrase(text: str, phrase: str) -> bool:
    """Return whether a text has the words of a phrase side by side."""
    said, asked = words(text), words(phrase)
    return any(said[k : k + len(asked)] == asked for k in range(len(said) - len(asked) + 1))
