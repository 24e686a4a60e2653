"""Random small exchanges for hypothesis: whole numbers, so that ties and zeros occur."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from detente.schedule.exchange import Coalition, Escrow, Exchange, exchange


@st.composite
def exchanges(
    draw: st.DrawFn,
    *,
    most: int = 5,
    least: int = 1,
    parties: int | None = None,
    losses: bool = False,
    imperfect: bool = True,
    escrow: bool = True,
    prerequisites: bool = True,
    gainful: bool = False,
) -> Exchange:
    count = parties or draw(st.integers(2, 3))
    n = draw(st.integers(least, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    actor = rng.integers(0, count, n)
    cost = rng.integers(-2 if gainful else 0, 8, n).astype(float)
    value = rng.integers(-5 if losses else 0, 9, (n, count)).astype(float)
    value[np.arange(n), actor] = 0.0
    kinds = {}
    if imperfect:
        kinds["recoverable"] = rng.choice([0.0, 0.0, 0.5, 0.8], n)
        kinds["detection"] = rng.choice([1.0, 1.0, 0.5, 0.8], n)
        kinds["lag"] = rng.choice([0.0, 1.0, 1.5], n)
        kinds["gain"] = np.maximum(cost, rng.integers(0, 8, n))
    before = np.zeros((n, n), dtype=bool)
    if prerequisites:
        shuffled = rng.permutation(n)
        above = np.triu(rng.random((n, n)) < rng.choice([0.0, 0.2, 0.5]), 1)
        before[np.ix_(shuffled, shuffled)] = above
    escrows: tuple[Escrow, ...] = ()
    if escrow and n >= 2 and draw(st.booleans()):
        members = rng.choice(n, int(rng.integers(2, min(n, 3) + 1)), replace=False).tolist()
        reliability = float(rng.choice([1.0, 0.5, 0.9]))
        if not _circular(before, members):
            escrows = (Escrow(tuple(sorted(members)), reliability),)
    return exchange(
        actor,
        cost,
        value,
        parties=count,
        before=before,
        rent=rng.integers(0, 4, count).astype(float),
        guarantee=rng.integers(0, 3, count).astype(float),
        escrows=escrows,
        coalitions=(Coalition((0, 1), (1.0, 2.0)),) if count == 3 else (),
        **kinds,
    )


def _circular(before: np.ndarray, members: list[int]) -> bool:
    reach = before.copy()
    for _ in range(len(before)):
        reach = reach | (reach @ reach)
    return bool(reach[np.ix_(members, members)].any())
