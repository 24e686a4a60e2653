"""Breach and difference of readings: sets of elements, by hand and by enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.terms.breach import called, in_breach, left_out, symmetric_difference
from detente.terms.differing import differing, elements_apart

# A site: two plants, all four, everything.
SITE = np.array([[1, 1, 0, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1]], dtype=bool)


def random_readings(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    readings, elements, draws = (int(n) for n in rng.integers(1, 5, 3))
    extension = rng.random((readings, elements)) < 0.5
    one = rng.dirichlet(np.ones(readings), draws).T
    other = rng.dirichlet(np.ones(readings), draws).T
    return extension, one, other


def test_the_narrow_reading_is_in_breach_under_the_wide_one_and_not_the_other_way_round() -> None:
    found = left_out(SITE)
    assert found[0, 2].tolist() == [False, False, True, True, True]
    assert found[1, 2].tolist() == [False, False, False, False, True]
    assert not found[2, 0].any()
    assert not found[1, 1].any()


def test_readings_that_overlap_are_in_breach_both_ways() -> None:
    found = left_out(np.array([[1, 1, 0], [0, 1, 1]], dtype=bool))
    assert found[0, 1].tolist() == [False, False, True]
    assert found[1, 0].tolist() == [True, False, False]


@given(st.integers(0, 10_000))
def test_breaches_and_differences_are_those_of_sets(seed: int) -> None:
    extension, one, other = random_readings(seed)
    sets = [set(np.flatnonzero(row).tolist()) for row in extension]
    out, apart = left_out(extension), symmetric_difference(extension)
    breach = np.zeros(one.shape[1])
    differ, size = breach.copy(), breach.copy()
    owed = np.zeros((extension.shape[1], one.shape[1]))
    for i, own in enumerate(sets):
        for j, others in enumerate(sets):
            assert set(np.flatnonzero(out[i, j]).tolist()) == others - own
            assert set(np.flatnonzero(apart[i, j]).tolist()) == own ^ others
            both = one[i] * other[j]
            breach += both * bool(others - own)
            differ += both * (own != others)
            size += both * len(own ^ others)
            for e in others - own:
                owed[e] += both
    assert in_breach(extension, one, other) == pytest.approx(breach)
    assert differing(extension, one, other) == pytest.approx(differ)
    assert elements_apart(extension, one, other) == pytest.approx(size)
    assert called(extension, one, other) == pytest.approx(owed)


@given(st.integers(0, 10_000))
def test_whoever_reads_differently_owes_or_is_owed(seed: int) -> None:
    extension, one, other = random_readings(seed)
    differ = differing(extension, one, other)
    assert differ == pytest.approx(differing(extension, other, one))
    there, back = in_breach(extension, one, other), in_breach(extension, other, one)
    assert (np.maximum(there, back) <= differ + 1e-9).all()
    assert (differ <= there + back + 1e-9).all()
    # Elements called owed, both ways, are the elements apart.
    both = called(extension, one, other) + called(extension, other, one)
    assert both.sum(axis=0) == pytest.approx(elements_apart(extension, one, other))


def test_one_extension_under_two_names_is_no_difference_but_no_elements_leave_the_names() -> None:
    sure = np.array([[1.0], [0.0]])
    alike = np.array([[1, 0], [1, 0]], dtype=bool)
    assert differing(alike, sure, sure[::-1]).tolist() == [0]
    bare = np.zeros((2, 0), dtype=bool)
    assert differing(bare, sure, sure[::-1]).tolist() == [1]
    assert differing(bare, sure, sure).tolist() == [0]
    assert in_breach(bare, sure, sure[::-1]).tolist() == [0]
