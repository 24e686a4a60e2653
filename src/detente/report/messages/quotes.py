"""Quotation inside quotation: what stands between marks takes the other kind within."""

from __future__ import annotations

import re
from typing import Final

_CLOSING: Final = {"“": "”", "‘": "’"}
# Straight marks count only in pairs: one alone may stand for inches.
_DOUBLE: Final = re.compile(r"\"[^\"“”]*\"|“[^\"“”]*”")
# Between a letter and a Latin one ’ is an apostrophe.
_SINGLE: Final = re.compile(r"‘(?:[^‘’\"]|(?<=\w)’(?=[A-Za-z]))*’|\"[^\"“”]*\"")


def around(template: str, start: int) -> str:
    """Return the quotation mark that is open at a place of a template, or nothing.

    Parameters
    ----------
    template : str
    start : int
        Characters before the place.
    """
    before = template[:start]
    opened = {mark: before.rfind(mark) for mark in _CLOSING}
    still = [m for m, at in opened.items() if at > before.rfind(_CLOSING[m])]
    return max(still, key=lambda mark: opened[mark], default="")


def nested(text: str, outer: str) -> str:
    """Return a text as it stands inside quotation marks: as long as it was.

    Parameters
    ----------
    text : str
    outer : str
        The mark that opens around it, ``“`` or ``‘``; with none the text stays as it is.
    """
    if outer == "“":
        return _DOUBLE.sub(lambda m: f"‘{m[0][1:-1]}’", text)
    if outer == "‘":
        return _SINGLE.sub(lambda m: f"“{m[0][1:-1]}”", text)
    return text
