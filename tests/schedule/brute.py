"""Exhaustive search over every order, each tested by the plain checker."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from detente.schedule.exchange import Exchange
from tests.schedule.checker import Plain, check

Order = tuple[tuple[int, ...], ...]


def orders(e: Exchange, *, together: bool = False) -> Iterator[Order]:
    """Every order: one unit at a time, or with every way of delivering several at once."""
    x = Plain(e)
    held = set().union(*(members for members, _ in x.escrows)) if x.escrows else set()
    units = [{j} for j in range(x.n) if j not in held] + [members for members, _ in x.escrows]

    def go(done: frozenset[int]) -> Iterator[Order]:
        if len(done) == x.n:
            yield ()
            return
        ready = [
            unit
            for unit in units
            if not unit & done
            and all(i in done for j in unit for i in range(x.n) if x.before[i][j])
        ]
        for size in range(1, len(ready) + 1 if together else 2):
            for group in combinations(ready, size):
                step = frozenset().union(*group)
                for rest in go(done | step):
                    yield (tuple(sorted(step)), *rest)

    return go(frozenset())


def all_needs(e: Exchange, *, together: bool = False) -> list[tuple[Order, list[float]]]:
    return [(order, check(e, order)) for order in orders(e, together=together)]


def least(needs: list[float], scale: list[float], tolerance: float = 1e-9) -> float:
    shares = [
        0.0 if need <= tolerance else (need / unit if unit > 0 else math.inf)
        for need, unit in zip(needs, scale, strict=True)
    ]
    return max(shares)


def turns(e: Exchange, order: Order) -> int:
    """Longest runs of steps by the same set of parties."""
    runs, last = 0, None
    for step in order:
        mover = {int(e.actor[j]) for j in step}
        runs += mover != last
        last = mover
    return runs
