"""Words that change what a sentence binds to, by language; small, and on the safe side."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Lexicon:
    """The words of ``data/signals.toml``.

    Attributes
    ----------
    signals : dict of kind to dict of language to list of str
        Regular expressions.
    references : list of str
        Regular expressions of references to places of a text.
    spelled : dict of str to str
        Numbers written as words, and how often, in English.
    scales : frozenset of str
        Words between a number and its unit.
    """

    signals: dict[str, dict[str, list[str]]]
    references: list[str]
    spelled: dict[str, str]
    scales: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    file = resources.files(__package__) / "data" / "signals.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return Lexicon(
        found["signals"],
        found["places"]["references"],
        found["spelled"],
        frozenset(found["units"]["scales"]),
    )
