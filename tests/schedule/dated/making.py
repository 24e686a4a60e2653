"""Small random exchanges with dates, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.schedule.exchange import Coalition, Escrow, Exchange, exchange


@dataclass(frozen=True)
class Dating:
    exchange: Exchange
    durations: np.ndarray
    earliest: np.ndarray
    deadlines: np.ndarray
    extra: np.ndarray


def dating(seed: int, n: int, parties: int = 2, *, harm: bool = False, days: int = 3) -> Dating:
    rng = np.random.default_rng(seed)
    actor = rng.integers(0, parties, n)
    value = rng.integers(-4 if harm else 1, 9, (n, parties)).astype(float)
    value[np.arange(n), actor] = 0.0
    before = np.triu(rng.random((n, n)) < 0.15, 1)
    escrows = ()
    if n >= 3 and rng.random() < 0.4:
        escrows = (Escrow((0, n - 1), float(rng.choice([1.0, 0.8]))),)
        before[0, n - 1] = False
    together = parties == 3 and rng.random() < 0.5
    made = exchange(
        actor,
        rng.integers(1, 6, n).astype(float),
        value,
        parties=parties,
        recoverable=rng.choice([0.0, 0.0, 0.5], n),
        gain=rng.integers(0, 4, n).astype(float),
        detection=rng.choice([1.0, 0.8, 0.5], n),
        lag=rng.integers(0, days, n).astype(float),
        before=before,
        rent=rng.integers(0, 4, parties).astype(float),
        guarantee=rng.integers(0, 2, parties).astype(float),
        escrows=escrows,
        coalitions=(Coalition((0, 1), (1.0, 0.5)),) if together else (),
    )
    return Dating(
        made,
        rng.integers(0, days, n),
        rng.integers(0, 2, n),
        np.where(rng.random(n) < 0.2, rng.integers(1, 6, n), np.inf),
        rng.integers(0, 6, parties).astype(float),
    )
