"""What every rule is given: the case, the words it was written in, and ways to complain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from detente.case.loaded import Source
from detente.case.models import Case
from detente.errors import Problem, did_you_mean

MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Context:
    """A case under check.

    Attributes
    ----------
    case : Case
    source : Source
    """

    case: Case
    source: Source

    def error(
        self, pointer: str, message: str, code: str, allowed: str = "", hint: str = ""
    ) -> Problem:
        """Return an error at a value."""
        return Problem(message, self.source.place(pointer), pointer, allowed, hint, "error", code)

    def warning(self, pointer: str, message: str, code: str, hint: str = "") -> Problem:
        """Return a warning at the key of a block."""
        place = self.source.key_place(pointer)
        return Problem(message, place, pointer, "", hint, "warning", code)

    def unknown(
        self, pointer: str, what: str, word: str, known: Collection[str], *, key: bool = False
    ) -> Problem:
        """Return the error that a name is not one of those known.

        Parameters
        ----------
        pointer : str
            Where the name is used.
        what : str
            What it should name, e.g. ``party``.
        word : str
        known : collection of str
        key : bool
            Whether the name is itself a key.
        """
        names = list(known)
        allowed = ", ".join(names[:MOST_LISTED]) + (" ..." if len(names) > MOST_LISTED else "")
        place = self.source.key_place(pointer) if key else self.source.place(pointer)
        hint = did_you_mean(word, names)
        if not names:
            hint = f"the case has no {what} yet"
        message = f"there is no {what} '{word}'"
        return Problem(message, place, pointer, allowed, hint, "error", f"unknown-{_code(what)}")

    def label(self, party: str) -> str:
        """Return how a party is called, or its name when it is not known."""
        known = self.case.parties.get(party)
        return known.label if known else party


def _code(what: str) -> str:
    """Return the stable part of what a name should be: ``option of 'water'`` is ``option``."""
    for joint in (" of ", " valued "):
        what = what.partition(joint)[0]
    return what.replace(" ", "-")
