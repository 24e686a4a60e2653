"""Which quantity stands for a number, given a day, a belief set and an analyst."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from detente.beliefs.shapes import widened
from detente.case.models import Case, Change
from detente.case.numbers import SCALES, CaseNumber, first_known, numbers
from detente.case.quantity import Quantity
from detente.errors import InputError, Place, Problem


@dataclass(frozen=True)
class Variant:
    """How ranges are widened for a test of how much the beliefs say.

    Attributes
    ----------
    name : str
    times : float
        Factor on every spread about its median.
    unrecorded_to_scale : bool
        Widen every range that has no record basis to the whole scale.
    """

    name: str = "as stated"
    times: float = 1.0
    unrecorded_to_scale: bool = False


AS_STATED = Variant()
WIDENED = (
    Variant("ranges 1.5 times as wide", 1.5),
    Variant("ranges twice as wide", 2.0),
    Variant("ranges without a record widened to the scale", 1.0, True),
)


@dataclass(frozen=True)
class Applied:
    """A change in force: the number it touches, how, and its own quantity's pointer."""

    number: str
    how: str
    source: str


@dataclass(frozen=True)
class Effective:
    """The quantities in force for one resolved case.

    Attributes
    ----------
    numbers : dict of str to CaseNumber
        Every number, its quantity as known on the day.
    to_scale : frozenset of str
        Numbers not known on that day (or, in a variant, without a record),
        widened to their scale.
    unknown : frozenset of str
        Numbers not known on that day that have no scale: they have no effect.
    by_belief : dict of str to tuple of Applied
        Changes per belief set.
    by_event : tuple of (frozenset of beliefs, Applied)
        Changes of events that have happened; an empty set means all beliefs.
    """

    numbers: dict[str, CaseNumber]
    to_scale: frozenset[str]
    unknown: frozenset[str]
    by_belief: dict[str, tuple[Applied, ...]]
    by_event: tuple[tuple[frozenset[str], Applied], ...]


def _scale_of(number: CaseNumber, at: dict[str, CaseNumber], case: Case) -> Quantity | None:
    """Return the whole scale as a range, or None where the number has none."""
    kind = number.kind
    if kind == "change":
        owner = pointer_of_change(number.pointer, case)
        target = at.get(owner.number) if owner and owner.set is not None else None
        kind = target.kind if target is not None else kind
    scale = SCALES.get(kind)
    return None if scale is None else Quantity(range=scale, factors=number.quantity.factors)


def pointer_of_change(pointer: str, case: Case) -> Change | None:
    """Return the change whose quantity stands at a pointer, if it is one."""
    parts = pointer.strip("/").split("/")
    if len(parts) != 5 or parts[2] != "changes":
        return None
    block = getattr(case, parts[0])[parts[1]]
    change: Change = block.changes[int(parts[3])]
    return change


def _known(
    case: Case, quantity: Quantity, known_from: datetime.date | None, as_of: datetime.date | None
) -> Quantity | None:
    """Return what was believed on the day, or None where nothing was."""
    if as_of is None:
        return quantity
    if known_from is not None and known_from > as_of:
        earlier = quantity.before
        if earlier is None:
            return None
        return _known(case, earlier, first_known(case, earlier, earlier.basis), as_of)
    if quantity.analysts is None:
        return quantity
    each = {
        name: _known(case, q, first_known(case, q, q.basis), as_of)
        for name, q in quantity.analysts.items()
    }
    # Who had no view yet leaves the number to the others.
    given = {name: q for name, q in each.items() if q is not None}
    return quantity.model_copy(update={"analysts": given}) if given else None


def effective(case: Case, as_of: datetime.date | None, variant: Variant = AS_STATED) -> Effective:
    """Resolve every number of a case for a day and a variant.

    Parameters
    ----------
    case : Case
    as_of : date or None
        Numbers known later are replaced by what was believed before, else
        widened to the scale; None cuts nothing.
    variant : Variant

    Returns
    -------
    Effective

    Raises
    ------
    InputError
        When a change would add to an importance or multiply it.
    """
    _refuse_sums(case)
    plain = numbers(case)
    resolved: dict[str, CaseNumber] = {}
    to_scale: set[str] = set()
    unknown: set[str] = set()
    for pointer, number in plain.items():
        quantity = _known(case, number.quantity, number.known_from, as_of)
        # What was believed before may rest on something else.
        basis = (quantity.basis if quantity is not None else None) or number.basis
        if quantity is None:
            scale = _scale_of(number, plain, case)
            if scale is None:
                unknown.add(pointer)
                quantity = Quantity(point=0.0)
            else:
                to_scale.add(pointer)
                quantity = scale
        known = number
        if quantity is not number.quantity or basis is not number.basis:
            known = replace(number, quantity=quantity, basis=basis)
        resolved[pointer] = known
        if variant is AS_STATED:
            continue
        scale = _scale_of(number, plain, case)
        spread = quantity.point is None
        if variant.unrecorded_to_scale and spread and scale is not None and not known.on_record:
            to_scale.add(pointer)
            quantity = scale
        elif variant.times != 1.0:
            quantity = widened(quantity, variant.times)
        resolved[pointer] = replace(known, quantity=quantity)
    by_belief = {
        slug: _applied(belief.changes, f"/beliefs/{slug}", unknown)
        for slug, belief in case.beliefs.items()
    }
    by_event = tuple(
        (frozenset(event.beliefs), change)
        for slug, event in case.events.items()
        if _has_happened(event.happened, event.known_from, as_of)
        for change in _applied(event.changes, f"/events/{slug}", unknown)
    )
    return Effective(resolved, frozenset(to_scale), frozenset(unknown), by_belief, by_event)


def _refuse_sums(case: Case) -> None:
    """Raise where an importance is shifted or scaled: a share of a whole can only be set."""
    problems = [
        Problem(
            "an importance cannot be added to or multiplied: it is a share of one whole",
            Place(f"{block}/{slug}"),
            f"/{block}/{slug}/changes/{i}",
            allowed="set: [20, 40]",
        )
        for block, owners in (("beliefs", case.beliefs), ("events", case.events))
        for slug, owner in owners.items()
        for i, change in enumerate(owner.changes)
        if change.number.endswith("/importance") and change.set is None
    ]
    if problems:
        raise InputError(problems)


def _has_happened(
    happened: datetime.date | None, known: datetime.date | None, as_of: datetime.date | None
) -> bool:
    if happened is None:
        return False
    return as_of is None or (known or happened) <= as_of


def _applied(changes: tuple[Change, ...], at: str, unknown: set[str]) -> tuple[Applied, ...]:
    found = []
    for i, change in enumerate(changes):
        how = "set" if change.set is not None else "add" if change.add is not None else "times"
        source = f"{at}/changes/{i}/{how}"
        if source not in unknown:
            found.append(Applied(change.number, how, source))
    return tuple(found)
