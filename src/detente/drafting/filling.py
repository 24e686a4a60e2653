"""Fill the slots of a clause pattern; what is filled in is never read as a pattern.

``{name}`` is a slot.  ``{Name}`` is the same slot with a capital at its start, as the first word of
a sentence; ``{name:form}`` adds a Korean particle or puts a Korean verb into another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from detente.drafting.korean import changed
from detente.drafting.text import Piece

_SLOT = re.compile(r"\{(?P<name>[A-Za-z][A-Za-z_]*)(?::(?P<form>[^{}]+))?\}")

Filling = str | tuple[Piece, ...]


def slots(pattern: str) -> tuple[str, ...]:
    """Return the names of the slots of a pattern, each once, in order of appearance."""
    return tuple(dict.fromkeys(match["name"].lower() for match in _SLOT.finditer(pattern)))


def stray(pattern: str) -> str:
    """Return the first brace that belongs to no slot with what follows it, or an empty string."""
    rest = _SLOT.sub("", pattern)
    found = re.search(r"[{}][^{}\s]{0,20}", rest)
    return found[0] if found else ""


def forms(pattern: str) -> tuple[str, ...]:
    """Return the forms that a pattern asks for."""
    return tuple(m["form"] for m in _SLOT.finditer(pattern) if m["form"])


def filled(pattern: str, values: Mapping[str, Filling]) -> tuple[Piece, ...]:
    """Return a pattern with its slots filled.

    Parameters
    ----------
    pattern : str
    values : dict of str to str or content
        By slot, in lower case.

    Returns
    -------
    tuple of str or Bracket
        Neighbouring strings joined, no empty ones.

    Raises
    ------
    KeyError
        For a slot without a value.
    """
    return joined(_pieces(pattern, values))


def joined(pieces: Iterator[Piece] | tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return content with neighbouring strings joined and empty ones left out."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
    return tuple(found)


def _pieces(pattern: str, values: Mapping[str, Filling]) -> Iterator[Piece]:
    at = 0
    for match in _SLOT.finditer(pattern):
        yield pattern[at : match.start()]
        at = match.end()
        name = match["name"]
        value = values[name.lower()]
        content = (value,) if isinstance(value, str) else value
        if name[0].isupper() and content and isinstance(content[0], str):
            content = (content[0][:1].upper() + content[0][1:], *content[1:])
        if match["form"] and content and isinstance(content[-1], str):
            content = (*content[:-1], changed(content[-1], match["form"]))
        yield from content
    yield pattern[at:]
