"""Doubts about numbers: without a basis, or without a width on somebody else's values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.case.bounds import certain
from detente.case.checks.context import Context
from detente.case.numbers import CaseNumber, numbers
from detente.errors import Problem

SHOWN = 3
OWN = ("importance", "score", "no-deal")


def doubts(context: Context) -> Iterator[Problem]:
    """Yield one warning a block on numbers whose ground or width is missing."""
    found = numbers(context.case).values()
    for block, some in _by_block(n for n in found if n.basis is None):
        yield context.warning(
            block,
            f"{_count(some)} without a basis: {_first(some)}",
            "no-basis",
            "add basis: {judgement: why, by: who} or basis: {record: [item]}, "
            "to a number or to its whole block",
        )
    authors = set(context.case.authors)
    for block, some in _by_block(n for n in found if _too_sure(n)):
        owner = some[0].owner
        if owner in authors or context.label(owner) in authors:
            continue
        yield context.warning(
            block,
            f"{_count(some)} of {context.label(owner)} without any width, "
            f"though the case is not theirs: {_first(some)}",
            "zero-width",
            "write a range such as [20, 40], or name the party among the case's authors",
        )


def _too_sure(number: CaseNumber) -> bool:
    if number.kind not in OWN or not certain(number.quantity):
        return False
    # 0 and 100 are the ends of the scale: the worst and the best option have them by definition.
    return not (number.kind == "score" and number.quantity.point in (0, 100))


def _by_block(found: Iterable[CaseNumber]) -> Iterator[tuple[str, list[CaseNumber]]]:
    blocks: dict[str, list[CaseNumber]] = {}
    for number in found:
        parts = number.pointer.split("/")
        blocks.setdefault("/".join(parts[:3]), []).append(number)
    yield from blocks.items()


def _count(some: list[CaseNumber]) -> str:
    return "1 number" if len(some) == 1 else f"{len(some)} numbers"


def _first(some: list[CaseNumber]) -> str:
    more = " ..." if len(some) > SHOWN else ""
    return ", ".join(n.pointer for n in some[:SHOWN]) + more
