"""Random hypotheses and evidence, and the slow obvious answer."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import strategies as st

from detente.evidence.bayes import Rows

shares = st.floats(0.02, 0.98)


@st.composite
def problems(draw: st.DrawFn, most_rows: int = 5) -> tuple[np.ndarray, Rows]:
    """Return priors, shape (hypotheses, draws), and rows with up to two assumptions."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    count, hypotheses = draw(st.integers(0, most_rows)), draw(st.integers(2, 4))
    groups, draws = draw(st.integers(0, 2)), draw(st.integers(1, 3))

    def some(*shape: int) -> np.ndarray:
        return 0.02 + 0.96 * rng.random(shape)

    rows = Rows(
        some(count, hypotheses, draws),
        rng.integers(-1, groups, count),
        some(groups, draws),
        some(count, draws),
    )
    return some(hypotheses, draws), rows


def by_enumeration(prior: np.ndarray, rows: Rows) -> np.ndarray:
    """Add up every state of hypothesis and assumptions, one by one."""
    hypotheses, draws = prior.shape
    found = np.zeros((hypotheses, draws))
    for d in range(draws):
        for h in range(hypotheses):
            for state in itertools.product((True, False), repeat=len(rows.holds)):
                weight = prior[h, d]
                for g, so in enumerate(state):
                    weight *= rows.holds[g, d] if so else 1 - rows.holds[g, d]
                for r, g in enumerate(rows.group):
                    so = g < 0 or state[g]
                    weight *= rows.likelihood[r, h, d] if so else rows.otherwise[r, d]
                found[h, d] += weight
    return found / found.sum(axis=0)
