"""The frontier by summing issues, against the frontier of all packages."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.deals import frontier as module
from detente.deals.frontier import frontier


@st.composite
def additive(draw: st.DrawFn) -> tuple[np.ndarray, list[np.ndarray]]:
    parties = draw(st.integers(1, 3))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    values = draw(
        st.lists(st.integers(0, 6), min_size=parties * sum(sizes), max_size=parties * sum(sizes))
    )
    edges = np.cumsum([0, *sizes])
    options = [np.arange(a, b) for a, b in pairwise(edges)]
    return np.array(values, dtype=float).reshape(parties, sum(sizes)), options


@given(additive())
def test_same_values_as_the_frontier_of_all_packages(
    case: tuple[np.ndarray, list[np.ndarray]],
) -> None:
    parts, options = case
    found = frontier(parts, options)
    assert found is not None
    every = [tuple(parts[:, list(p)].sum(axis=1)) for p in product(*options)]
    undominated = {
        v
        for v in every
        if not any(all(a >= b for a, b in zip(w, v, strict=True)) and w != v for w in every)
    }
    assert {tuple(parts[:, list(p)].sum(axis=1)) for p in found} == undominated
    assert len(found) == len(undominated)


def test_thirty_issues_of_six_options_are_no_enumeration() -> None:
    rng = np.random.default_rng(3)
    parts = rng.random((2, 180)).round(2)
    options = [np.arange(6 * i, 6 * i + 6) for i in range(30)]
    found = frontier(parts, options)
    assert found is not None
    assert found.shape[1] == 30
    best = sum(parts[0, o].max() for o in options)
    assert np.isclose(parts[0, found[0]].sum(), best)


def test_gives_up_where_the_frontier_explodes(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    parts = np.array([[0, 1, 0, 2, 0, 4, 0, 8], [8, 0, 4, 0, 2, 0, 1.5, 0]])
    assert frontier(parts, [np.arange(2 * i, 2 * i + 2) for i in range(4)]) is None
