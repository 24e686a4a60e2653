"""Divisions of inspections against every division there is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UsageError
from detente.schedule.verification.sites import Sites, divide
from detente.schedule.verification.sites_at_random import divide_at_random
from tests.schedule.verification.oracle import matrix_value

probabilities = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0.01, 0.99))


@st.composite
def some_sites(draw: st.DrawFn) -> Sites:
    number = draw(st.integers(1, 4))

    def column(values: st.SearchStrategy[float]) -> np.ndarray:
        return np.array(draw(st.lists(values, min_size=number, max_size=number)))

    return Sites(column(probabilities), column(st.floats(0.1, 9)), column(st.floats(0, 9)))


def divisions(total: int, sites: int) -> Iterator[tuple[int, ...]]:
    if sites == 0:
        yield ()
        return
    for first in range(total + 1):
        for rest in divisions(total - first, sites - 1):
            yield (first, *rest)


def expected(sites: Sites, counts: tuple[int, ...]) -> list[float]:
    """What a violation at each site brings, in words of the definition."""
    found = []
    for k, p, gain, loss in zip(counts, sites.sees, sites.gain, sites.loss, strict=True):
        missed = 1.0
        for _ in range(k):
            missed *= 1 - p
        found.append(missed * gain - (1 - missed) * loss)
    return found


@given(some_sites(), st.integers(0, 6))
def test_no_division_is_better(sites: Sites, inspections: int) -> None:
    found = divide(sites, inspections)
    assert found.counts.sum() <= inspections
    best = min(max(expected(sites, d)) for d in divisions(inspections, len(sites.sees)))
    assert found.worst == pytest.approx(best, abs=1e-12)
    assert found.worst == pytest.approx(max(expected(sites, tuple(found.counts))), abs=1e-12)


@given(some_sites(), st.integers(0, 4))
def test_no_odds_over_divisions_are_better(sites: Sites, inspections: int) -> None:
    lottery = divide_at_random(sites, inspections)
    game = [[-x for x in expected(sites, d)] for d in divisions(inspections, len(sites.sees))]
    assert lottery.worst == pytest.approx(-matrix_value(game), abs=1e-6)


@given(some_sites(), st.integers(0, 6))
def test_the_lottery_is_made_of_divisions_and_no_worse_than_the_open_one(
    sites: Sites, inspections: int
) -> None:
    lottery = divide_at_random(sites, inspections)
    assert (lottery.divisions >= 0).all()
    assert (lottery.divisions.sum(axis=1) <= inspections).all()
    assert (lottery.probability > 0).all()
    assert lottery.probability.sum() == pytest.approx(1)
    assert len(lottery.probability) <= len(sites.sees) + 1
    np.testing.assert_allclose(lottery.probability @ lottery.divisions, lottery.mean, atol=1e-7)
    each = np.array([expected(sites, tuple(d)) for d in lottery.divisions])
    np.testing.assert_allclose(lottery.probability @ each, lottery.expectation, atol=1e-9)
    assert lottery.worst == pytest.approx(lottery.expectation.max())
    assert lottery.worst <= divide(sites, inspections).worst + 1e-7


@given(some_sites())
def test_more_inspections_never_hurt(sites: Sites) -> None:
    for plan in (divide, divide_at_random):
        worst = [plan(sites, k).worst for k in range(5)]
        assert (np.diff(worst) <= 1e-7).all()


def test_by_lot_one_inspection_protects_two_sites() -> None:
    twins = Sites(np.array([1.0, 1.0]), np.ones(2), np.ones(2))
    assert divide(twins, 1).worst == 1
    lottery = divide_at_random(twins, 1)
    assert lottery.worst == pytest.approx(0)
    drawn = lottery.draw(10_000, np.random.default_rng(4))
    assert (drawn.sum(axis=1) == 1).all()
    assert drawn[:, 0].mean() == pytest.approx(0.5, abs=4.5 * 0.005)


def test_the_least_detection_is_greatest() -> None:
    """Sites weighed alike: the second is harder to see into and gets more."""
    alike = Sites(np.array([0.8, 0.4]), np.ones(2), np.zeros(2))
    found = divide(alike, 4)
    np.testing.assert_array_equal(found.counts, [1, 3])
    np.testing.assert_allclose(found.detection, [0.8, 1 - 0.6**3])


def test_inspections_that_see_nothing_are_not_spent() -> None:
    blind = Sites(np.array([0.0, 1.0, 0.5]), np.array([9.0, 3.0, 1.0]), np.zeros(3))
    np.testing.assert_array_equal(divide(blind, 5).counts, [0, 1, 4])
    clear = Sites(np.array([0.0, 1.0]), np.array([1.0, 3.0]), np.zeros(2))
    np.testing.assert_array_equal(divide(clear, 5).counts, [0, 1])


def test_noise_of_the_solver_makes_no_division_of_its_own() -> None:
    three = Sites(np.ones(3), np.ones(3), np.zeros(3))
    for inspections in (1, 2):
        lottery = divide_at_random(three, inspections)
        assert len(lottery.probability) == 3
        np.testing.assert_allclose(lottery.probability, 1 / 3, atol=1e-7)
        assert (lottery.divisions.sum(axis=1) == inspections).all()


@pytest.mark.parametrize(
    ("sees", "gain", "loss", "words"),
    [
        ([0.5, 1.5], [1, 1], [0, 0], "one inspection detects must lie between 0 and 1; found 1.5"),
        ([0.5], [0], [0], "gain of an undetected violation must be above 0"),
        ([0.5], [1], [-3], "loss of a detected violation must not be negative; found -3"),
        ([0.5, 0.5], [1], [0], "each site needs"),
        ([], [], [], "each site needs"),
    ],
)
def test_numbers_out_of_range_are_named(
    sees: list[float], gain: list[float], loss: list[float], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        Sites(np.array(sees), np.array(gain), np.array(loss))
