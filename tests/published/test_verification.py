"""Published values of inspection games, sampling, timeliness and goal quantities."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from detente.schedule.verification.attribute_sampling import (
    items_needed,
    sample_by_formula,
    smallest_sample,
)
from detente.schedule.verification.deterrence import detection_needed
from detente.schedule.verification.goal_quantities import DETECTION, SIGNIFICANT, timeliness
from detente.schedule.verification.inspection_game import closed_form, solve
from detente.schedule.verification.timeliness import (
    LATEST,
    SURPRISE_DELAY,
    expected_delay,
    surprise_density,
    surprise_time,
)
from tests.published.loading import published

pytestmark = pytest.mark.published

DRESHER = published("dresher-1962")
STENGEL = published("von-stengel-2016")
DIAMOND = published("diamond-1982")
SAMPLING = published("avenhaus-canty-1996")
GLOSSARY = published("iaea-glossary-2001")


@pytest.mark.parametrize(
    "case", DRESHER["case"], ids=lambda c: f"{c['periods']}-{c['inspections']}"
)
def test_value_and_odds_of_the_inspection_game(case: dict[str, Any]) -> None:
    n, m, tolerance = case["periods"], case["inspections"], DRESHER["tolerance"]
    value, inspect = (over / under for over, under in (case["value"], case["inspect"]))
    plan = solve(n, m)
    assert plan.value[n, m] == pytest.approx(value, abs=tolerance)
    assert closed_form(n, m) == pytest.approx(value, abs=tolerance)
    assert plan.inspect[n, m] == pytest.approx(inspect, abs=tolerance)


@pytest.mark.parametrize("caught", STENGEL["caught"])
def test_value_and_odds_are_the_published_sums(caught: float) -> None:
    def s(n: int, m: int) -> float:
        return sum(math.comb(n, i) * caught ** (m - i) for i in range(m + 1))

    largest = STENGEL["largest"]
    plan = solve(largest, largest, loss=caught)
    for n in range(2, largest + 1):
        for m in range(1, n):
            value, odds = -math.comb(n - 1, m) / s(n, m), s(n - 1, m - 1) / s(n, m)
            assert plan.value[n, m] == pytest.approx(value, abs=STENGEL["tolerance"])
            assert plan.inspect[n, m] == pytest.approx(odds, abs=STENGEL["tolerance"])


def test_one_unannounced_inspection() -> None:
    exactly = {"abs": DIAMOND["tolerance"]}
    assert pytest.approx(DIAMOND["value"], **exactly) == SURPRISE_DELAY
    assert pytest.approx(DIAMOND["latest"], **exactly) == LATEST
    assert expected_delay(0.3) == pytest.approx(DIAMOND["value"], **exactly)
    np.testing.assert_allclose(surprise_density([0, 0.5, 0.632, 0.633]), [1, 2, 1 / 0.368, 0])
    drawn = surprise_time(20_001, np.random.default_rng(7))
    # A sample median errs by about 1 / (2 density sqrt(size)).
    error = 4.5 * (1 - DIAMOND["median"]) / (2 * math.sqrt(20_001))
    assert np.median(drawn) == pytest.approx(DIAMOND["median"], abs=error)


@pytest.mark.parametrize("case", SAMPLING["sample"])
def test_sizes_of_samples(case: dict[str, Any]) -> None:
    falsified = items_needed(case["goal"], case["item"])
    assert sample_by_formula(case["items"], falsified, case["beta"]) == case["formula"]
    assert smallest_sample(case["items"], falsified, case["beta"]) == case["exact"]


def test_the_exact_sample_is_at_most_three_smaller() -> None:
    for items in (5, 10, 20, 50, 100, 200, 500, 1000):
        for falsified in (1, 2, 3, 5, 8, 15, 25, 75):
            for detection in GLOSSARY["detection"].values():
                if falsified <= items:
                    formula = sample_by_formula(items, falsified, 1 - detection)
                    exact = smallest_sample(items, falsified, 1 - detection)
                    assert formula is not None
                    assert exact is not None
                    assert 0 <= formula - exact <= SAMPLING["most_apart"]


@pytest.mark.parametrize("case", SAMPLING["threshold"])
def test_detection_that_deters(case: dict[str, Any]) -> None:
    assert detection_needed(case["gain"], case["loss"]) == case["detection"]


def test_goal_quantities() -> None:
    assert {name: q.kilograms for name, q in SIGNIFICANT.items()} == GLOSSARY["significant"]
    assert dict(DETECTION) == GLOSSARY["detection"]
    for case in GLOSSARY["timeliness"]:
        assert timeliness(case["material"], case["irradiated"]) == case["months"]
