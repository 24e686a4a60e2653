"""Random small exchanges, as every test of schedules wants them."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from detente.schedule.exchange import Exchange, exchange


@st.composite
def exchanges(
    draw: st.DrawFn,
    least: int = 1,
    most: int = 5,
    parties: int = 2,
    losses: bool = False,
    lags: bool = False,
) -> Exchange:
    """Return an exchange of whole numbers, with prerequisites that run from low to high."""
    count = draw(st.integers(least, most))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    actor = numbers.integers(0, parties, count)
    value = numbers.integers(-4 if losses else 0, 10, (count, parties)).astype(float)
    value[np.arange(count), actor] = 0
    before = np.triu(numbers.random((count, count)) < 0.25, 1)
    return exchange(
        actor,
        numbers.integers(0, 10, count).astype(float),
        value,
        parties=parties,
        recoverable=numbers.integers(0, 3, count) / 4,
        detection=numbers.integers(2, 5, count) / 4,
        lag=numbers.integers(0, 3, count) if lags else 0.0,
        before=before,
        rent=numbers.integers(0, 4, parties).astype(float),
        guarantee=numbers.integers(0, 4, parties).astype(float),
    )
