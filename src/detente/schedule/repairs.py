"""What would let some order hold where none does, each change of the least size that does it.

Each repair is tried alone by searching the order anew; what is not enough alone says how much
is still missing.  A guarantee of what the best order needs is always enough, unless somebody
would be worse off with the whole deal and nothing of it is irrevocable by then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from detente.schedule.changes import split, with_detection, with_escrow
from detente.schedule.exchange import Exchange, closure
from detente.schedule.search.least import Least, least_guarantee

Kind = Literal["guarantee", "split", "detection", "escrow"]
MOST_PARTS: Final = 12
HALVINGS: Final = 10
"""Bisections of a detection probability: to a thousandth."""
PRICES: Final = {
    "gate": 1.0,
    "detection": 1.0,
    "lag": 1.0,
    "escrow": 2.0,
    "guarantee": 1.0,
    "credibility": 1.0,
    "change": 3.0,
}
"""What is assumed where a case gives no price: of one more verification gate, ten points of
percent of detection, thirty days less lag, an escrow, one point of guarantee, ten points of
percent of credibility, one option of the deal changed.  A judgement of this project's."""


@dataclass(frozen=True)
class Repair:
    """One change, and what is needed with it.

    Attributes
    ----------
    kind : str
        ``guarantee``, ``split``, ``detection`` or ``escrow``.
    commitments : tuple of int
        Of the exchange as it was.
    size : float or ndarray
        Parts, probability, reliability; for a guarantee one number for each party.
    was : float
        The same before; 0 where it is new.
    price : float
    least : Least
        The order with the change, and the guarantee that is still needed.
    """

    kind: Kind
    commitments: tuple[int, ...]
    size: float | np.ndarray
    was: float
    price: float
    least: Least

    @property
    def enough(self) -> bool:
        """Whether an order holds with this change alone."""
        return self.kind == "guarantee" or self.least.lam <= 0


def repairs(
    exchange: Exchange,
    scale: np.ndarray,
    least: Least,
    *,
    prices: Mapping[str, float] = PRICES,
    reliability: float = 1.0,
    seconds: float = 20.0,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[Repair, ...]:
    """Return what would let an order hold, cheapest first; what is not enough alone comes last.

    Parameters
    ----------
    exchange : Exchange
        Without an axis of draws.
    scale : ndarray, shape (parties,)
    least : Least
        The best order as things are; with nothing needed there is nothing to repair.
    prices : mapping of str to float
        As :data:`PRICES`; what is left out takes its price from there.
    reliability : float
        Of an escrow agent, 0 to 1.
    seconds : float
        For everything; repairs not reached by then are left out.
    tick : callable
        Told of each kind.

    Returns
    -------
    tuple of Repair
        What changes nothing is left out.
    """
    if least.lam <= 0:
        return ()
    mender = _Mender(exchange, scale, least, {**PRICES, **prices}, time.monotonic() + seconds)
    found = [mender.guarantee()]
    for name, tried in (
        ("escrows", mender.escrows(reliability)),
        ("verified parts", mender.splits()),
        ("detection", mender.detections()),
    ):
        tick(name)
        found += tried
    return tuple(sorted(found, key=lambda r: (not r.enough, r.price, r.least.lam, r.commitments)))


class _Mender:
    def __init__(
        self,
        exchange: Exchange,
        scale: np.ndarray,
        least: Least,
        prices: Mapping[str, float],
        until: float,
    ) -> None:
        self.exchange, self.scale, self.least = exchange, scale, least
        self.prices, self.until = prices, until
        self.held = {m for escrow in exchange.escrows for m in escrow.members}

    def late(self) -> bool:
        return time.monotonic() > self.until

    def solve(self, changed: Exchange) -> Least:
        left = max(self.until - time.monotonic(), 0.2)
        return least_guarantee(changed, self.scale, seconds=min(left, 3.0), width=25)

    def helps(self, found: Least) -> bool:
        return found.lam < self.least.lam - 1e-6 * max(1.0, self.least.lam)

    def guarantee(self) -> Repair:
        needs = self.least.needs
        return Repair(
            "guarantee", (), needs, 0.0, self.prices["guarantee"] * float(needs.sum()), self.least
        )

    def escrows(self, reliability: float) -> Iterator[Repair]:
        """Yield the pairs of two parties' commitments whose swap helps."""
        exchange, apart = self.exchange, ~closure(self.exchange.before)
        for i in range(exchange.commitments):
            for j in range(i + 1, exchange.commitments):
                free = not {i, j} & self.held and apart[i, j] and apart[j, i]
                if self.late() or not free or exchange.actor[i] == exchange.actor[j]:
                    continue
                try:
                    found = self.solve(with_escrow(exchange, (i, j), reliability))
                except ValueError:  # it would tie a circle through another escrow
                    continue
                if self.helps(found):
                    yield Repair("escrow", (i, j), reliability, 0.0, self.prices["escrow"], found)

    def splits(self) -> Iterator[Repair]:
        for j in range(self.exchange.commitments):
            if j in self.held or self.late() or not self._moves(j):
                continue
            parts, found = self._parts(j)
            if found is not None and self.helps(found):
                price = self.prices["gate"] * (parts - 1)
                yield Repair("split", (j,), float(parts), 1.0, price, found)

    def _moves(self, j: int) -> bool:
        return bool(np.abs(self.exchange.effect[j]).max(initial=0.0) > 0)

    def _parts(self, j: int) -> tuple[int, Least | None]:
        """Return the fewest parts that are enough, else those after which more add little."""
        best: tuple[int, Least | None] = (1, None)
        for parts in range(2, MOST_PARTS + 1):
            if self.late():
                break
            found = self.solve(split(self.exchange, j, parts))
            if found.lam <= 0:
                return parts, found
            before = self.least.lam if best[1] is None else best[1].lam
            if found.lam > before - 0.02 * self.least.lam:
                break
            best = (parts, found)
        return best

    def detections(self) -> Iterator[Repair]:
        exchange = self.exchange
        for j in range(exchange.commitments):
            if self.late() or j in self.held or not exchange.surcharge[j] > 0:
                continue
            was = float(exchange.detection[j])
            size, found = 1.0, self.solve(with_detection(exchange, j, 1.0))
            if not self.helps(found):
                continue
            size, found = self._least_detection(j, was, found)
            price = self.prices["detection"] * (size - was) * 10
            yield Repair("detection", (j,), size, was, price, found)

    def _least_detection(self, j: int, low: float, found: Least) -> tuple[float, Least]:
        """Return the least detection with which as much is reached as with a certain one."""
        high, target = 1.0, max(found.lam, 0.0) + 1e-9
        for _ in range(HALVINGS):
            if self.late():
                break
            middle = (low + high) / 2
            tried = self.solve(with_detection(self.exchange, j, middle))
            if tried.lam <= target:
                high, found = middle, tried
            else:
                low = middle
        return high, found
