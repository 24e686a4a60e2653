"""What a file of another program holds for a case, with the place of every part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.errors import InputError, Place, Problem

Block = Literal["sources", "record"]
MAX_ENTRIES = 20_000
MAX_PROBLEMS = 50


@dataclass(frozen=True)
class Entry:
    """One source or item as it would stand in the case.

    Attributes
    ----------
    slug : str
    data : dict
        Plain data of the block.
    place : Place
        Of the whole.
    places : mapping of str to Place
        Of its keys, by pointer below the entry.
    """

    slug: str
    data: dict[str, Any]
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Incoming:
    """What a file holds.

    Attributes
    ----------
    block : {"sources", "record"}
    entries : tuple of Entry
    """

    block: Block
    entries: tuple[Entry, ...]


def slug_of(text: str, taken: Collection[str] = ()) -> str:
    """Return a name made of a text, unlike those taken.

    Parameters
    ----------
    text : str
        In any script; what has no Latin letters becomes ``item``.
    taken : collection of str
    """
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", latin)
    base = "-".join(words)[:60].strip("-") or "item"
    name, n = base, 1
    while name in taken:
        n += 1
        name = f"{base}-{n}"
    return name


def refuse(message: str, place: Place, hint: str = "", code: str = "import") -> InputError:
    """Return the error of a file that cannot be read at all."""
    return InputError([Problem(message, place, hint=hint, code=code)])


def raise_problems(problems: list[Problem]) -> None:
    """Raise all problems of a file, the first fifty when there are more."""
    if problems:
        raise InputError(problems[:MAX_PROBLEMS])
