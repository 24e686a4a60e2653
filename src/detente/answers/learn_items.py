"""Which items of the record one learns from, with what weight."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from detente.case.blocks.learning import Learning
from detente.case.models import Case
from detente.case.orders import parse_order
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace

MOST_COMPLETIONS: Final = 16


@dataclass(frozen=True)
class Item:
    """One thing said by one party; ``packages`` is empty for a statement.

    ``weight`` is the greatest that it may have where the code says that nothing is known, and
    ``credit`` the part of it that is of the code alone, without the kind.  ``account_of`` names
    the offer that it is one account of; empty where it is no rival account.
    """

    name: str
    slug: str
    kind: Literal["offer", "refusal", "statement"]
    by: str
    weight: float
    code: str
    unknown: bool
    packages: np.ndarray
    origins: frozenset[str]
    credit: float = 1.0
    account_of: str = ""

    @property
    def group(self) -> str:
        """What it counts under: its own name, or the offer and the party that it is told of."""
        return f"{self.account_of}:{self.by}" if self.account_of else self.name


@dataclass(frozen=True)
class Items:
    """What is learned from, what counts once, what is left out and why."""

    used: tuple[Item, ...]
    doubles: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def origin(case: Case, item: str) -> str:
    """Return where an item of the record comes from first."""
    seen = {item}
    while (up := case.record[item].origin) is not None and up not in seen:
        item = up
        seen.add(item)
    return item


class Table:
    """How much things count, 0 to 1, by the settings of a case.

    Of F and 6 the greatest weight: any up to it is as likely, which is not the same as the middle.
    """

    def __init__(self, settings: Learning) -> None:
        self.letter = {k: v / 100.0 for k, v in dict(settings.reliability).items()} | {"F": 1.0}
        digits = {int(k[1:]): v / 100.0 for k, v in dict(settings.credibility).items()}
        self.digit = digits | {6: 1.0}
        self.kind = {k: v / 100.0 for k, v in dict(settings.kinds).items()}


def settings_of(case: Case) -> Learning:
    """Return how one learns: as the case says, and as always where it does not."""
    return case.learning or Learning()


def credit(
    case: Case, table: Table, record: tuple[str, ...], as_of: datetime.date | None
) -> tuple[float, str, bool, frozenset[str]]:
    """Return the weight, the code, whether it is unknown, and the origins of what it rests on.

    The best item known on the day counts; without any the weight is 1.
    """
    known = [
        i for i in record
        if i in case.record and (as_of is None or case.record[i].known_from <= as_of)
    ]  # fmt: skip
    best, code, unknown = 0.0, "", False
    for name in known:
        item = case.record[name]
        letters = [case.sources[s].reliability for s in item.sources if s in case.sources]
        # Any known reliability says more than none.
        letter = max(letters, key=lambda x: (x != "F", table.letter[x]), default="F")
        blank = letter == "F" or item.credibility == 6
        weight = table.letter[letter] * table.digit[item.credibility]
        if not code or (not blank, weight) > (not unknown, best):
            best, code, unknown = weight, f"{letter}{item.credibility}", blank
    origins = frozenset(origin(case, i) for i in known)
    return (best, code, unknown, origins) if known else (1.0, "", False, origins)


def items_of(ready: Workspace, without: Collection[str] = ()) -> Items:
    """Return the items of a case known on the day.

    Parameters
    ----------
    ready : Workspace
    without : collection of str
        Names to leave out.
    """
    case, as_of = ready.study.case, ready.study.as_of
    acceptors = ready.model.structure.acceptors
    table = Table(settings_of(case))
    found: list[Item] = []
    named = {item.slug: item for item in recorded(ready)}
    for slug, package in named.items():
        kind = case.packages[slug].kind
        if kind not in table.kind or not package.feasible:
            continue
        weight, code, unknown, origins = credit(case, table, package.record, as_of)
        for by in package.by:
            name = slug if len(package.by) == 1 else f"{slug}:{by}"
            full = _thinned(package.full)
            credited = weight * table.kind[kind], code, unknown
            told = case.packages[slug].account_of or ""
            found.append(Item(name, slug, "offer", by, *credited, full, origins, weight, told))
    for slug, refusal in case.refusals.items():
        if refusal.package in named and _known(case, refusal.record, as_of):
            weight, code, unknown, origins = credit(case, table, refusal.record, as_of)
            full = _thinned(named[refusal.package].full)
            found.append(
                Item(slug, slug, "refusal", refusal.by, weight, code, unknown, full, origins)
            )
    for slug, said in case.statements.items():
        if _known(case, said.record, as_of):
            weight, code, unknown, origins = credit(case, table, said.record, as_of)
            none = np.zeros((0, len(case.issues)), dtype=int)
            found.append(
                Item(slug, slug, "statement", said.by, weight, code, unknown, none, origins)
            )
    left = []
    for item in found:
        if item.by not in acceptors.names:
            left.append((item.name, "party"))
        elif item.name in without or item.slug in without:
            left.append((item.name, "asked"))
        elif item.kind == "statement" and not _valued(case, item.slug):
            left.append((item.name, "values"))
    gone = {name for name, _ in left}
    used, doubles = _once(case, [i for i in found if i.name not in gone])
    return Items(tuple(sorted(used, key=lambda i: i.name)), tuple(doubles), tuple(left))


def _valued(case: Case, slug: str) -> bool:
    """Return whether whoever said it has a score for each option it compares."""
    said = case.statements[slug]
    values = case.values[said.by].issues
    names = {n for pair in parse_order(said.says) for n in (pair.lesser, pair.greater)}
    if said.issue is None:
        return names <= set(values)
    return said.issue in values and names <= set(values[said.issue].scores)


def _thinned(full: np.ndarray) -> np.ndarray:
    step = -(-len(full) // MOST_COMPLETIONS)
    return full[::step]


def _known(case: Case, record: tuple[str, ...], as_of: datetime.date | None) -> bool:
    return as_of is None or all(case.record[i].known_from <= as_of for i in record)


def _once(case: Case, items: list[Item]) -> tuple[list[Item], list[tuple[str, str]]]:
    """Leave out what reports the same thing of the same party from the same origin.

    And what says the same as another account of the same offer, whoever tells it.
    """
    kept: list[Item] = []
    doubles: list[tuple[str, str]] = []
    for item in sorted(items, key=lambda i: (i.unknown, -i.weight, i.name)):
        same = next((k for k in kept if _same(case, item, k)), None)
        if same is None:
            kept.append(item)
        else:
            doubles.append((item.name, same.name))
    return kept, doubles


def _same(case: Case, one: Item, other: Item) -> bool:
    if (one.kind, one.by) != (other.kind, other.by):
        return False
    if one.kind == "statement":
        a, b = case.statements[one.slug], case.statements[other.slug]
        content = (a.says, a.issue) == (b.says, b.issue)
    else:
        content = {*map(tuple, one.packages)} == {*map(tuple, other.packages)}
        if one.account_of and one.group == other.group:
            return content
    return content and (bool(one.origins & other.origins) or not (one.origins or other.origins))
