"""What information is worth, against the textbook."""

from __future__ import annotations

import numpy as np
import pytest

from detente.terms.information import best_act, evpi, evsi, expected_value
from tests.published.loading import published


def test_the_oil_wildcatter() -> None:
    told = published("raiffa-1968")
    payoff = np.array([told["drill"], told["do_not_drill"]], dtype=float)
    prior = np.array(told["prior"])
    likelihood = np.array(list(told["seismic"].values()))
    expected, near = told["expected"], told["tolerance"]
    assert best_act(payoff, prior) == 0
    assert expected_value(payoff, prior) == pytest.approx(expected["value"], abs=near)
    assert evsi(payoff, prior, likelihood) == pytest.approx(expected["evsi"], abs=near)
    assert evpi(payoff, prior) == pytest.approx(expected["evpi"], abs=near)
    net = expected_value(payoff, prior) + evsi(payoff, prior, likelihood) - told["test_cost"]
    assert net == pytest.approx(expected["net_of_test"], abs=near)
