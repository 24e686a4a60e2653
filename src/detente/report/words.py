"""Numbers, days and lists as a reader says them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# ICD 203 (Office of the Director of National Intelligence 2015).  The bands touch: an edge
# belongs to the band nearer to even, so that p and 1 - p always get mirrored words.
_BANDS = (
    (0.01, 0.05, "almost no chance"),
    (0.05, 0.20, "very unlikely"),
    (0.20, 0.45, "unlikely"),
    (0.45, 0.55, "roughly even chance"),
    (0.55, 0.80, "likely"),
    (0.80, 0.95, "very likely"),
    (0.95, 0.99, "almost certain"),
)
_SLACK = 1e-9


def in_100(share: float) -> str:
    """Return a share as ``46 of 100``; 0 and 100 only where they are exact.

    Parameters
    ----------
    share : float
        0 to 1.
    """
    if share <= 0:
        return "none"
    if share >= 1:
        return "all"
    if share < 0.01:
        return "fewer than 1 of 100"
    if share > 0.99:
        return "more than 99 of 100"
    return f"{_whole(share * 100)} of 100"


def belief_sets(share: float) -> str:
    """Return a share as ``in 46 of 100 belief sets``."""
    if share <= 0:
        return "in no belief set"
    if share >= 1:
        return "in every belief set"
    return f"in {in_100(share)} belief sets"


def change_of_100(gain: float) -> str:
    """Return a change of a share as ``9 more of 100``, ``3 fewer of 100`` or ``no change``."""
    if gain == 0:
        return "no change"
    word = "more" if gain > 0 else "fewer"
    size = abs(gain)
    if size < 0.01:
        return f"less than 1 of 100 {word}"
    return f"{_whole(size * 100)} {word} of 100"


def likelihood(probability: float) -> str:
    """Return the ICD 203 word for a probability, always with its band.

    Parameters
    ----------
    probability : float
        0 to 1.  Under 1 and over 99 in 100 the scale has no word, and that is said.
    """
    if probability < 0.01 - _SLACK:
        return "below the scale of words (under 1 %)"
    if probability > 0.99 + _SLACK:
        return "above the scale of words (over 99 %)"
    for low, high, word in _BANDS:
        edge = -_SLACK if high < 0.5 else _SLACK
        if probability < high + edge:
            return f"{word} ({_whole(low * 100)}–{_whole(high * 100)} %)"
    low, high, word = _BANDS[-1]
    return f"{word} ({_whole(low * 100)}–{_whole(high * 100)} %)"


def number(value: float) -> str:
    """Return a number with about two significant digits: ``1,300``, ``24``, ``3``, ``0.4``."""
    size = abs(value)
    if size >= 100:
        step = 10 ** (math.floor(math.log10(size)) - 1)
        shown = f"{_whole(size / step) * step:,}"
    elif size >= 1:
        shown = str(_whole(size))
    else:
        shown = f"{size:.1g}" if size >= 0.05 else "0"
    return f"−{shown}" if value < 0 and shown != "0" else shown


def span(low: float, high: float, unit: str = "") -> str:
    """Return ``2 to 5 months``; one number where both are shown alike."""
    first, last = number(low), number(high)
    shown = first if first == last else f"{first} to {last}"
    return f"{shown} {unit}".rstrip()


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


def day(date: datetime.date | str | None) -> str:
    """Return ``15 April 2019``; an empty string for None."""
    if date is None:
        return ""
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date[:10])
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """Return ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


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
