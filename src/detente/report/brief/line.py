"""One line of a brief."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes
    ----------
    text : str
    places : tuple of str
        JSON pointers into the finding, for what the line says.
    """

    text: str
    places: tuple[str, ...]
