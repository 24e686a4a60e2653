"""Terms of a text: defined and never used, used and not defined, defined twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.drafting.text import Text, lines, plain

_DEFINES: Final = re.compile(
    r"[“\"‘「『]([^”\"’」』]{1,80})[”\"’」』]\s*"
    r"(?:(?:means|covers|includes|refers\s+to|shall\s+mean)\b|(?:이란|란|[은는])(?=\s))",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"(?:hereinafter|referred\s+to\s+as|이하)\s*(?:[^“\"‘(]{0,40})[“\"‘]([^”\"’]{1,80})[”\"’]"
)
_QUOTED: Final = re.compile(r"[“\"‘「『]([^”\"’」』]{1,60})[”\"’」』]")
_SPEECH: Final = 6


@dataclass(frozen=True)
class Definitions:
    """The terms of a text.

    Attributes
    ----------
    defined : dict of str to tuple of str
        Term to the ids of the lines that define it.
    unused : tuple of str
    undefined : tuple of (str, str)
        Phrase in quotation marks that no line defines, and the line's id.
    twice : tuple of str
    """

    defined: dict[str, tuple[str, ...]]
    unused: tuple[str, ...]
    undefined: tuple[tuple[str, str], ...]
    twice: tuple[str, ...]


def definitions(text: Text) -> Definitions:
    """Return the terms that a text defines, uses and forgets.

    Parameters
    ----------
    text : Text
        A definition is a line of that kind, or one that says what a phrase in quotation marks
        means; a short name ("hereinafter") is a definition too.
    """
    said = [(line, plain(line.content, dict(text.parties))) for line in lines(text)]
    defined: dict[str, list[str]] = {}
    for line, words in said:
        found = [*_DEFINES.finditer(words), *_SHORT.finditer(words)]
        if line.kind == "definition" and not found:
            found = list(_QUOTED.finditer(words))[:1]
        for match in found:
            places = defined.setdefault(match[1].strip(), [])
            if line.id not in places:
                places.append(line.id)
    used = {
        term: any(_names(words, term) for line, words in said if line.id not in places)
        for term, places in defined.items()
    }
    known = {term.casefold() for term in defined}
    undefined = [
        (match[1].strip(), line.id)
        for line, words in said
        for match in _QUOTED.finditer(words)
        if match[1].strip().casefold() not in known and len(match[1].split()) <= _SPEECH
    ]
    return Definitions(
        {term: tuple(places) for term, places in defined.items()},
        tuple(term for term, yes in used.items() if not yes),
        tuple(dict.fromkeys(undefined)),
        tuple(term for term, places in defined.items() if len(places) > 1),
    )


def _names(words: str, term: str) -> bool:
    after = "" if re.search(r"[\uac00-\ud7a3]$", term) else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(term)}{after}", words, re.IGNORECASE) is not None
