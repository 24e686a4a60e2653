"""Published moments of what is drawn and weighted."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from detente.beliefs.polytope import WeightRules, draw_weights
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals.shares import effective_draws
from tests.builders import case_from
from tests.published.loading import published

pytestmark = pytest.mark.published

DRAWS = 20_000


def free(size: int, order: np.ndarray | None = None) -> WeightRules:
    rows = np.zeros((0, size)) if order is None else order
    none = (None,) * size
    return WeightRules(np.zeros(size), np.ones(size), rows, none, none, np.zeros(size, dtype=bool))


@pytest.mark.parametrize("case", published("kish-1965")["case"], ids=lambda c: str(c["weights"]))
def test_effective_number_of_draws(case: dict[str, Any]) -> None:
    found = effective_draws(np.array(case["weights"], dtype=float))
    assert found == pytest.approx(case["effective"], rel=published("kish-1965")["tolerance"])


@pytest.mark.parametrize("size", published("kotz-2000")["dimensions"])
def test_moments_of_weights_of_which_nothing_is_known(size: int) -> None:
    drawn = draw_weights(free(size), DRAWS, np.random.default_rng(size))
    variance = (size - 1) / (size**2 * (size + 1))
    error = math.sqrt(variance / DRAWS)
    np.testing.assert_allclose(drawn.mean(axis=0), 1 / size, atol=4.5 * error)
    # The standard error of a variance is the spread of the squared deviations.
    squares = (drawn - 1 / size) ** 2
    wrong_by = np.abs(squares.mean(axis=0) - variance)
    assert (wrong_by <= 4.5 * squares.std(axis=0) / math.sqrt(DRAWS)).all()
    if size > 2:
        between = np.corrcoef(drawn.T)[np.triu_indices(size, 1)]
        np.testing.assert_allclose(between, -1 / (size - 1), atol=4.5 / math.sqrt(DRAWS))


RANKED = published("barron-barrett-1996")


@pytest.mark.parametrize("case", RANKED["case"], ids=lambda c: str(len(c["weights"])))
def test_the_table_agrees_with_its_formula(case: dict[str, Any]) -> None:
    n = len(case["weights"])
    formula = [sum(1 / i for i in range(k, n + 1)) / n for k in range(1, n + 1)]
    np.testing.assert_allclose(case["weights"], formula, atol=RANKED["tolerance"])


def ranked_case(size: int) -> Case:
    """Nothing is known of a party's importances but their order."""
    names = [f"i{k}" for k in range(size)]
    issue = {"label": "x", "status_quo": "no", "options": {}}
    issue["options"] = {"no": {"label": "No"}, "yes": {"label": "Yes"}}
    data: dict[str, Any] = {"detente": 1, "title": "Ranks"}
    data["parties"] = {"p": {"label": "P", "role": "signatory"}}
    data["issues"] = dict.fromkeys(names, issue)
    data["courses"] = {"as-is": {"label": "As is", "starts": "2000-01-01", "likelihood": 100}}
    data["values"] = {
        "p": {
            "issues": {name: {"scores": {"no": 0, "yes": 100}} for name in names},
            "order": [" > ".join(names)],
            "no_deal": {"courses": {"as-is": {"value": 0}}},
        }
    }
    return case_from(data)


@pytest.mark.parametrize("case", RANKED["case"], ids=lambda c: str(len(c["weights"])))
def test_weights_known_by_rank_have_the_rank_order_centroid_as_their_mean(
    case: dict[str, Any],
) -> None:
    size = len(case["weights"])
    shares = Study(ranked_case(size), seed=1).shares("p", 0)
    assert (np.diff(shares, axis=0) <= 1e-12).all()
    error = shares.std(axis=1) / math.sqrt(shares.shape[1])
    wrong_by = np.abs(shares.mean(axis=1) - case["weights"])
    assert (wrong_by <= 4.5 * error + RANKED["tolerance"]).all()
