"""Brackets read from a printed line: ``[A: this] [B: that]``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from detente.drafting.text import Alternative, Bracket, Piece, plain

_ONE: Final = r"\[(?:[^\[\]]*)\]"
_GROUP: Final = re.compile(rf"{_ONE}(?: {_ONE})*")
_INSIDE: Final = re.compile(r"\[(?:(?P<by>[^\[\]:]{1,200}): )?(?P<text>[^\[\]]*)\]")


def bracketed(words: str, parties: Sequence[tuple[str, str]] = ()) -> tuple[Piece, ...]:
    """Return a printed line as content; :func:`detente.drafting.text.plain` prints it again.

    Parameters
    ----------
    words : str
    parties : sequence of (str, str)
        Slug and name; a proposer that is none of them keeps the name that was printed.
    """
    slugs = {name: slug for slug, name in parties}
    found: list[Piece] = []
    at = 0
    for group in _GROUP.finditer(words):
        if group.start() > at:
            found.append(words[at : group.start()])
        found.append(Bracket(tuple(_alternative(m, slugs) for m in _INSIDE.finditer(group[0]))))
        at = group.end()
    if at < len(words):
        found.append(words[at:])
    content = tuple(found)
    # Two parties of one name, or a name with a comma in it, cannot be told from the print.
    return content if plain(content, dict(parties)) == words else (words,)


def _alternative(match: re.Match[str], slugs: dict[str, str]) -> Alternative:
    by = tuple(slugs.get(name, name) for name in match["by"].split(", ")) if match["by"] else ()
    return Alternative(match["text"], by)
