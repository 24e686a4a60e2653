"""Scores under statements of order: in order, the same values, and sorted draws for chains."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from detente.beliefs.ordering import sort_by_order
from detente.beliefs.study import Study
from tests.builders import case_from, uncertain_case_data

Pairs = list[tuple[str, str]]


@st.composite
def partial_orders(draw: st.DrawFn) -> tuple[dict[str, np.ndarray], Pairs]:
    """Up to seven options with draws that often tie, and statements without a cycle."""
    size = draw(st.integers(1, 7))
    names = draw(st.permutations([f"o{i}" for i in range(size)]))
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
            .filter(lambda p: p[0] != p[1])
            .map(lambda p: (names[min(p)], names[max(p)])),
            max_size=10,
        )
        if size > 1
        else st.just([])
    )
    rows = draw(
        st.lists(
            st.lists(st.integers(0, 5).map(float), min_size=4, max_size=4),
            min_size=size,
            max_size=size,
        )
    )
    keys = draw(st.permutations(names))
    return {name: np.array(row) for name, row in zip(keys, rows, strict=True)}, pairs


def stacked(values: dict[str, np.ndarray]) -> np.ndarray:
    return np.array([values[name] for name in sorted(values)])


@given(partial_orders())
def test_statements_hold_and_each_draw_keeps_its_values(
    drawn: tuple[dict[str, np.ndarray], Pairs],
) -> None:
    values, pairs = drawn
    before = stacked(values).copy()
    after = sort_by_order(values, pairs)
    for lesser, greater in pairs:
        assert (after[lesser] <= after[greater]).all()
    assert (np.sort(stacked(after), axis=0) == np.sort(before, axis=0)).all()
    assert (stacked(values) == before).all()  # what was given is left alone
    named = {name for pair in pairs for name in pair}
    for name in values.keys() - named:
        assert (after[name] == values[name]).all()


@given(partial_orders())
def test_draws_already_in_order_stay(drawn: tuple[dict[str, np.ndarray], Pairs]) -> None:
    values, pairs = drawn
    once = sort_by_order(values, pairs)
    assert (stacked(sort_by_order(once, pairs)) == stacked(once)).all()


@given(st.permutations(range(6)), st.integers(0, 2**32 - 1))
def test_a_chain_is_sorted_whatever_the_order_of_the_statements(
    order: list[int], seed: int
) -> None:
    drawn = np.random.default_rng(seed).random((7, 9))
    values = {f"o{i}": row for i, row in enumerate(drawn)}
    pairs = [(f"o{i}", f"o{i + 1}") for i in order]
    np.testing.assert_array_equal(stacked(sort_by_order(values, pairs)), np.sort(drawn, axis=0))


def test_options_without_a_score_are_passed_over() -> None:
    values = {"a": np.array([2.0]), "c": np.array([1.0])}
    after = sort_by_order(values, [("a", "b"), ("b", "c")])
    assert after["a"] == [2.0]
    assert sort_by_order(values, []) is values


@pytest.mark.published
def test_a_chain_of_equal_ranges_has_the_order_statistics_of_uniforms() -> None:
    """The k-th least of n uniforms is Beta(k, n + 1 - k): David & Nagaraja (2003), 2.2."""
    data = uncertain_case_data()
    data["values"]["north"]["issues"]["water"] = {
        "scores": {"none": [20, 80], "half": [20, 80], "full": [20, 80]},
        "order": ["full < none < half"],
    }
    study = Study(case_from(data), seed=9)
    for k, option in enumerate(["full", "none", "half"], start=1):
        values = np.concatenate([study.scores("north", "water", b)[option] for b in range(3)])
        assert stats.kstest((values - 20) / 60, stats.beta(k, 4 - k).cdf).pvalue > 1e-4
