"""What each coder put where: the units of a case, kind by kind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.beliefs.shapes import middle
from detente.case.models import Case
from detente.case.numbers import CaseNumber, numbers
from detente.case.orders import OrderError, parse_order
from detente.case.quantity import Quantity
from detente.evidence.alpha import Array, Level

ORDER_WORDS = {0.0: "first is less", 1.0: "equal", 2.0: "first is more"}


@dataclass(frozen=True)
class Coder:
    """Somebody who coded a case: a case of their own, or an analyst's values in one.

    Attributes
    ----------
    name : str
    case : Case
    analyst : str or None
    """

    name: str
    case: Case
    analyst: str | None = None


@dataclass
class Coding:
    """All codes of one kind: for each unit and coder a number, or nothing.

    Attributes
    ----------
    kind : str
    level : Level
    coders : int
    codes : dict of unit to list of float
        One a coder, NaN for none.
    labels : dict of unit to str
    names : list of str
        Of nominal values, by their number.
    """

    kind: str
    level: Level
    coders: int
    codes: dict[str, list[float]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    @property
    def units(self) -> list[str]:
        """The units, in the order in which they were met."""
        return list(self.codes)

    def put(self, unit: str, label: str, coder: int, value: float) -> None:
        """Note a coder's value of a unit."""
        self.codes.setdefault(unit, [math.nan] * self.coders)[coder] = value
        self.labels.setdefault(unit, label)

    def put_name(self, unit: str, label: str, coder: int, name: str) -> None:
        """Note a coder's choice among names."""
        if name not in self.names:
            self.names.append(name)
        self.put(unit, label, coder, float(self.names.index(name)))

    def array(self) -> Array:
        """Return the codes, shape (coders, units)."""
        return np.array(list(self.codes.values()), dtype=np.float64).reshape(-1, self.coders).T

    def coded(self, coder: int) -> int:
        """Return how many units a coder coded."""
        return sum(not math.isnan(row[coder]) for row in self.codes.values())

    def words(self, unit: str) -> Iterator[str]:
        """Yield each coder's value of a unit in words."""
        for value in self.codes[unit]:
            if math.isnan(value):
                yield "none"
            elif self.names:
                yield self.names[int(value)]
            elif self.kind == "order":
                yield ORDER_WORDS[value]
            else:
                yield f"{value:g}"


def codings(case: Case, coders: Sequence[Coder]) -> list[Coding]:
    """Return all codes of the units of a case, by kind; kinds that nobody coded are left out.

    Numbers count by their medians (interval), statements of order pair by pair
    and codes of sources and items by their grade (ordinal; "cannot be judged"
    is no value), readings of terms by the likeliest (nominal).

    Parameters
    ----------
    case : Case
        Says what there is to code: what it does not have is passed over.
    coders : sequence of Coder
    """
    found: dict[str, Coding] = {}

    def coding(kind: str, level: Level) -> Coding:
        return found.setdefault(kind, Coding(kind, level, len(coders)))

    wanted = numbers(case)
    for place, coder in enumerate(coders):
        theirs = numbers(coder.case)
        for pointer, number in wanted.items():
            value = _value(theirs.get(pointer), coder.analyst)
            if value is not None and number.kind != "reading":
                coding(number.kind, "interval").put(pointer, number.label, place, value)
        for unit, label, reading in _readings(case, theirs, coder.analyst):
            coding("reading", "nominal").put_name(unit, label, place, reading)
        if coder.analyst is None:
            for unit, label, sign in _orders(case, coder.case):
                coding("order", "ordinal").put(unit, label, place, sign)
            for kind, unit, label, grade in _grades(case, coder.case):
                coding(kind, "ordinal").put(unit, label, place, grade)
    return list(found.values())


def _value(number: CaseNumber | None, analyst: str | None) -> float | None:
    if number is None:
        return None
    quantity: Quantity = number.quantity
    if quantity.analysts is None:
        return middle(quantity) if analyst is None else None
    if analyst is None:
        each = [middle(q) for q in quantity.analysts.values()]
        return sum(each) / len(each)
    own = quantity.analysts.get(analyst)
    return None if own is None else middle(own)


def _readings(
    case: Case, theirs: dict[str, CaseNumber], analyst: str | None
) -> Iterator[tuple[str, str, str]]:
    for slug, term in case.terms.items():
        for party, label in ((p, x.label) for p, x in case.parties.items()):
            at = f"/terms/{slug}/read_by/{party}"
            shares = {}
            for name in term.readings:
                value = _value(theirs.get(f"{at}/readings/{name}"), analyst)
                if value is not None:
                    shares[name] = value
            most = [name for name, share in shares.items() if share == max(shares.values())]
            if len(most) == 1:
                yield at, f"{label} reads {term.label}", most[0]


def _orders(case: Case, theirs: Case) -> Iterator[tuple[str, str, float]]:
    for party, values in theirs.values.items():
        if party not in case.values:
            continue
        who = case.parties[party].label if party in case.parties else party
        blocks = [(f"/values/{party}/order", "issues", values.order)]
        blocks += [
            (f"/values/{party}/issues/{name}/order", name, issue.order)
            for name, issue in values.issues.items()
            if name in case.issues
        ]
        for pointer, what, statements in blocks:
            for (low, high), sign in _pairs(statements).items():
                yield f"{pointer}: {low}, {high}", f"{who}, {what}: {low} and {high}", sign


def _pairs(statements: Sequence[str]) -> dict[tuple[str, str], float]:
    """Return for each pair of names, in alphabetical order, whether the first is less or more."""
    above: dict[str, set[str]] = {}
    for statement in statements:
        try:
            terms = parse_order(statement)
        except OrderError:  # told by 'detente check'; here it codes nothing
            continue
        for term in terms:
            if term.factor >= 1:
                above.setdefault(term.lesser, set()).add(term.greater)
                above.setdefault(term.greater, set())
    reach = {name: _reached(above, name) for name in above}
    found = {}
    for one in sorted(above):
        for other in sorted(above):
            if one < other and (other in reach[one] or one in reach[other]):
                up, down = other in reach[one], one in reach[other]
                found[one, other] = 1.0 if up and down else (0.0 if up else 2.0)
    return found


def _reached(above: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in above[waiting.pop()]:
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _grades(case: Case, theirs: Case) -> Iterator[tuple[str, str, str, float]]:
    for slug, source in theirs.sources.items():
        if slug in case.sources and source.reliability != "F":
            label = case.sources[slug].label
            yield "reliability", f"/sources/{slug}", label, float("ABCDE".index(source.reliability))
    for slug, item in theirs.record.items():
        if slug in case.record and item.credibility != 6:
            yield "credibility", f"/record/{slug}", slug, float(item.credibility)
