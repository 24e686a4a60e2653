"""The library of clause patterns: neutral wordings with named slots, in each language.

A case may put its own in the place of any of them; what it may not do is ask for a slot that
the pattern is not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from detente.drafting.filling import Filling, filled, forms, slots, stray
from detente.drafting.korean import FORMS
from detente.drafting.text import Piece
from detente.errors import did_you_mean

LANGUAGES = ("en", "ko")
MOST_LISTED = 12


@dataclass(frozen=True)
class Library:
    """The patterns of one language, a case's own among them.

    Attributes
    ----------
    language : str
    own : dict of str to str
        Patterns that take the place of built-in ones.
    """

    language: str
    own: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a pattern by its name.

        Raises
        ------
        KeyError
            When there is none of that name.
        """
        return self.own.get(name) or built_in(self.language)[name]

    def say(self, name: str, /, **values: Filling) -> tuple[Piece, ...]:
        """Return a pattern with its slots filled, as content of a paragraph."""
        return filled(self.text(name), values)

    def words(self, name: str, /, **values: str) -> str:
        """Return a pattern filled with strings, as a string."""
        return "".join(p for p in filled(self.text(name), values) if isinstance(p, str))


@cache
def built_in(language: str) -> dict[str, str]:
    """Return the patterns that come with Détente, by name.

    Parameters
    ----------
    language : str
        One of :data:`LANGUAGES`.
    """
    from ruamel.yaml import YAML

    file = resources.files("detente.drafting") / "data" / "patterns" / f"{language}.yaml"
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8")))


def allowed(name: str) -> tuple[str, ...]:
    """Return the slots that a pattern is given: those it has in any language."""
    return tuple(dict.fromkeys(s for code in LANGUAGES for s in slots(built_in(code)[name])))


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a pattern of a case: the mistake, what is allowed, and what was meant."""

    message: str
    allowed: str
    hint: str


def mistakes(name: str, pattern: str, language: str) -> tuple[Mistake, ...]:
    """Return what is wrong with a pattern that a case puts in the place of a built-in one.

    Parameters
    ----------
    name : str
        Of the pattern it replaces.
    pattern : str
    language : str
    """
    known = built_in("en")
    if name not in known:
        hint = did_you_mean(name, list(known))
        listed = ", ".join([*known][:MOST_LISTED]) + " ..."
        return (Mistake(f"there is no pattern '{name}'", listed, hint),)
    found = []
    may = allowed(name)
    for slot in slots(pattern):
        if slot not in may:
            listed = ", ".join(f"{{{s}}}" for s in may) or "no slot at all"
            found.append(
                Mistake(
                    f"pattern '{name}' has no slot {{{slot}}}", listed, did_you_mean(slot, [*may])
                )
            )
    if brace := stray(pattern):
        found.append(Mistake(f"'{brace}' belongs to no slot", "a slot is written {name}", ""))
    for form in forms(pattern):
        if form not in FORMS or language != "ko":
            listed = ", ".join(FORMS) if language == "ko" else "no form in this language"
            found.append(Mistake(f"there is no form ':{form}'", listed, ""))
    return tuple(found)
