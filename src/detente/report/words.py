"""Numbers, days and lists as a reader of English says them."""

from __future__ import annotations

import math
from typing import Final

from detente.report.language import language, number

__all__ = [
    "ENGLISH",
    "belief_sets",
    "change_of_100",
    "count",
    "day",
    "exact",
    "first_upper",
    "in_100",
    "likelihood",
    "listed",
    "number",
    "points",
    "span",
    "times",
]

ENGLISH: Final = language("en")
in_100 = ENGLISH.in_100
belief_sets = ENGLISH.belief_sets
change_of_100 = ENGLISH.change_of_100
likelihood = ENGLISH.likelihood
span = ENGLISH.span
day = ENGLISH.day
listed = ENGLISH.listed


def exact(value: float) -> str:
    """Return a number for a table: up to four significant digits, no trailing zeros."""
    shown = f"{value:.4g}"
    if "e" in shown:
        shown = f"{value:,.0f}" if abs(value) >= 1 else f"{value:.2g}"
    return shown.replace("-", "−") if float(value) < 0 and shown != "-0" else shown.lstrip("-")


def points(value: float) -> str:
    """Return points with their sign, without decimals: ``+6``, ``−3``, ``0``."""
    size = _whole(abs(value))
    if size == 0:
        return "0"
    return f"+{size}" if value > 0 else f"−{size}"


def times(factor: float) -> str:
    """Return how many times, in words where they are short."""
    return {1.5: "one and a half times", 2.0: "twice"}.get(factor, f"{factor:g} times")


def count(number_of: int, word: str, plural: str = "") -> str:
    """Return ``1 package`` or ``2 packages``; thousands are grouped."""
    return f"{number_of:,} {word if number_of == 1 else plural or word + 's'}"


def first_upper(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def _whole(value: float) -> int:
    # Halves go up: round() would send 12.5 and 11.5 to the same 12.
    return math.floor(value + 0.5)
