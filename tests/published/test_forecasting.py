"""Published scores, intervals and numbers needed."""

from __future__ import annotations

import numpy as np
import pytest

from detente.evidence.calibration import calibration, wilson
from detente.evidence.scores import brier, ranked_probability, weighted_mean
from detente.evidence.skill import needed_questions
from tests.published.loading import published


def test_the_ten_forecasts_of_rain() -> None:
    told = published("brier-1950")
    rain, rained = np.array(told["rain"]), np.array(told["rained"])
    both = np.stack([rain, 1 - rain], axis=1)
    assert brier(both, 1 - rained).mean() == pytest.approx(told["score"], abs=told["tolerance"])
    _, parts = calibration(rain, rained == 1)
    assert 2 * parts.score == pytest.approx(told["score"], abs=told["tolerance"])


def test_rainfall_in_three_classes() -> None:
    told = published("wilks-2011")
    chances = np.array([told["first"], told["second"]])
    found = ranked_probability(chances, np.full(2, told["happened"])) * 2
    assert found == pytest.approx(told["scores"], abs=told["tolerance"])


def test_intervals_of_shares() -> None:
    told = published("newcombe-1998")
    for row in told["share"]:
        found = wilson(row["yes"], row["count"])
        assert found == pytest.approx(row["interval"], abs=told["tolerance"])


def test_pairs_needed() -> None:
    told = published("faul-2007")
    assert [needed_questions(effect, 1.0) for effect in told["effects"]] == told["pairs"]


def test_what_is_measured_against_is_hard_to_beat() -> None:
    told = published("bueno-de-mesquita-2011")
    assert all(row["mean"] < row["model"] for row in told["set"])
    # The reference itself, on two parties that pull apart.
    assert weighted_mean(np.array([0, 100]), np.array([60, 40]), np.array([50, 75])) == 50
