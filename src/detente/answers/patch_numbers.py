"""A dissent held against the case it is about: which numbers it moves, and whether they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.answers.patch_file import Patch, PatchChange
from detente.answers.sampling import band
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.quantity import Quantity
from detente.case.resolve import case_hash
from detente.errors import InputError, Place, Problem, did_you_mean

STATED: Final = "as-stated"
"""The analyst who holds the case's numbers where a reader's stand beside them."""
SAME: Final = 1e-9


@dataclass(frozen=True)
class Moved:
    """One number of the case that a reader moves.

    Attributes
    ----------
    pointer, label : str
    low, high : float
    was : (low, high)
        As the case states it now.
    why : str
    place : Place
        In the patch.
    """

    pointer: str
    label: str
    low: float
    high: float
    was: tuple[float, float]
    why: str
    place: Place


def span(low: float, high: float) -> str:
    """Return a range in words."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def moved_numbers(case: Case, patch: Patch) -> tuple[tuple[Moved, ...], tuple[Problem, ...]]:
    """Return the numbers that a patch moves, and warnings.

    A patch made on another state of the case holds as long as every number it
    moves is still what its reader disagreed with.

    Raises
    ------
    InputError
        For every number that is no longer there, or no longer what it was.
    """
    known = numbers(case)
    found: list[Moved] = []
    problems: list[Problem] = []
    for change in patch.changes:
        if change.pointer not in known:
            problems.append(_gone(change, list(known)))
            continue
        number = known[change.pointer]
        bands = _stood(number.quantity)
        if change.was is not None and not any(_alike(change.was, b) for b in bands):
            problems.append(_another(change, number.label, bands[0]))
        found.append(
            Moved(
                change.pointer,
                number.label,
                change.low,
                change.high,
                change.was or bands[0],
                change.why,
                change.place,
            )
        )
    if problems:
        raise InputError(problems)
    warnings = () if patch.case == case_hash(case) else (_other_case(patch),)
    return tuple(found), warnings


def _stood(quantity: Quantity) -> list[tuple[float, float]]:
    """Return the range of a number now, and before the last of its analysts were added."""
    each = list((quantity.analysts or {}).items())
    earlier = [
        band(quantity.model_copy(update={"analysts": dict(each[:k])})) for k in range(1, len(each))
    ]
    return [band(quantity), *earlier]


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= SAME * max(1.0, abs(a)) for a, b in zip(one, other, strict=True))


def _gone(change: PatchChange, known: list[str]) -> Problem:
    shown = change.pointer if change.pointer.isprintable() else repr(change.pointer)
    hint = did_you_mean(change.pointer, known)
    return Problem(
        f"the case has no number at {shown[:200]}",
        change.place,
        change.pointer,
        hint=hint or "it was renamed or removed: correct the pointer, or leave the change out",
        code="unknown-number",
    )


def _another(change: PatchChange, label: str, now: tuple[float, float]) -> Problem:
    assert change.was is not None
    return Problem(
        f"{label}: the reader disagreed with {span(*change.was)}, and the case now says "
        f"{span(*now)}",
        change.place,
        change.pointer,
        hint="ask the reader again on a new report; or, if the dissent still holds, write "
        f"was: [{now[0]:g}, {now[1]:g}] in the patch",
        code="other-number",
    )


def _other_case(patch: Patch) -> Problem:
    return Problem(
        "the dissent was made on another state of this case, or on another case",
        patch.place,
        hint="every number it moves still stands as its reader saw it, so it can be applied; "
        "a new report shows whether the rest has changed",
        severity="warning",
        code="other-case",
    )
