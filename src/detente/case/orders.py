"""Statements of order: ``halt < disable < dismantle``, ``a >= 2 * b``, ``a = b``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.case.quantity import SLUG_PATTERN

GRAMMAR: Final = "names with < > <= >= or = between them, such as a < b < c or a >= 2 * b"
MAX_LENGTH: Final = 2_000

_SIGN = re.compile(r"(<=|>=|<|>|=)")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,12})?")


class OrderError(ValueError):
    """A statement that is not one of order; the text says why."""


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """One pair of a statement: ``greater`` is at least ``factor`` times ``lesser``.

    Attributes
    ----------
    lesser, greater : str
        Names.
    factor : float
        Above 0; 1 unless written.
    equal : bool
        Part of an ``=``, which is stated as two terms, one each way.
    strict : bool
        Whether equality was excluded (``<`` and ``>``).
    """

    lesser: str
    greater: str
    factor: float = 1.0
    equal: bool = False
    strict: bool = False


def parse_order(text: str) -> list[OrderTerm]:
    """Return the pairs of one statement, in the order written.

    Raises
    ------
    OrderError
        When the text does not follow the grammar.
    """
    if len(text) > MAX_LENGTH:
        raise OrderError("the statement is too long")
    parts = _SIGN.split(text)
    if len(parts) < 3:
        raise OrderError(f"'{text[:60]}' states no order")
    sides = [_side(part, text) for part in parts[::2]]
    terms: list[OrderTerm] = []
    for (left, times), sign, (right, other) in zip(sides, parts[1::2], sides[1:], strict=False):
        if left == right:
            raise OrderError(f"'{left}' is compared with itself in '{text[:60]}'")
        strict = sign in ("<", ">")
        if sign in ("<", "<="):
            terms.append(OrderTerm(left, right, times / other, strict=strict))
        elif sign in (">", ">="):
            terms.append(OrderTerm(right, left, other / times, strict=strict))
        else:
            terms.append(OrderTerm(left, right, times / other, equal=True))
            terms.append(OrderTerm(right, left, other / times, equal=True))
    return terms


def _side(part: str, text: str) -> tuple[str, float]:
    """Return a name and the factor written before (or after) it."""
    pieces = [p.strip() for p in part.split("*")]
    factors = [float(p) for p in pieces if _NUMBER.fullmatch(p) and len(pieces) > 1]
    names = [p for p in pieces if not (_NUMBER.fullmatch(p) and len(pieces) > 1)]
    if len(pieces) > 2 or len(names) != 1 or not SLUG_PATTERN.fullmatch(names[0]):
        found = part.strip()[:60]
        what = f"'{found}' is not a name" if found else "a name is missing"
        raise OrderError(f"{what} in '{text[:60]}'")
    factor = factors[0] if factors else 1.0
    if factor <= 0:
        raise OrderError(f"a factor must be above 0 in '{text[:60]}'")
    return names[0], factor
