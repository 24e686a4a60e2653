"""What a YAML scalar means: the YAML 1.2 core schema, and nothing else.

``NO`` stays a text, ``1:30`` stays a text, and so does ``2019-02-28``: dates are
read by the models, which know where a date is expected.
"""

from __future__ import annotations

import math
import re
from typing import Final

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS: Final = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
MAX_DIGITS: Final = 64
MAX_TEXT: Final = 200_000

_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

Scalar = str | int | float | bool | None


class BadScalarError(ValueError):
    """A scalar that no case can contain; ``hint`` says how to mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_text(text: str) -> str:
    """Return the text unchanged, or refuse it when it is too long or holds control characters."""
    if len(text) > MAX_TEXT:
        raise BadScalarError(
            f"a text of {len(text):,} characters is too long: at most {MAX_TEXT:,}",
            "split it, or keep it in a file of its own and name the file here",
        )
    bad = UNPRINTABLE.search(text)
    if bad:
        raise BadScalarError(
            f"the text holds a character that cannot be printed (U+{ord(bad[0]):04X})",
            "remove it",
        )
    return text


def read_plain(text: str) -> Scalar:
    """Return the value of an unquoted scalar.

    Raises
    ------
    BadScalarError
        For infinities, what is not a number, and numbers too long to mean anything.
    """
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if text[0] not in "+-.0123456789":
        return read_text(text)
    if _INFINITE.fullmatch(text):
        raise BadScalarError(f"'{text}' is not a finite number", "write a number, or leave it out")
    for pattern, base in ((_INT, 10), (_OCTAL, 8), (_HEX, 16)):
        if pattern.fullmatch(text):
            _few_digits(text)
            return int(text.replace("0o", "").replace("0x", "") if base != 10 else text, base)
    if _FLOAT.fullmatch(text):
        _few_digits(text)
        value = float(text)
        if not math.isfinite(value):
            raise BadScalarError(f"'{text}' is too large a number")
        return value
    return read_text(text)


def _few_digits(text: str) -> None:
    if len(text) > MAX_DIGITS:
        raise BadScalarError(
            f"a number of {len(text):,} digits is too long: at most {MAX_DIGITS}",
            "round it, or put it in quotes if it is a text",
        )
