"""Published and worked results on exchange without enforcement, trust and implementation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente.schedule.tracking.implementation import aggregate
from detente.schedule.tracking.snapback import clock
from detente.schedule.trust.gradualism import project, steps_from_the_end
from detente.schedule.trust.repeated import punishment_weight
from detente.schedule.trust.safe_exchange import delivery_order, least_slack, needs, safe_order
from detente.schedule.trust.threshold import cooperates, trust_needed
from tests.published.loading import published

pytestmark = pytest.mark.published

JOINT = published("admati-perry-1991")
PURCHASE = published("sandholm-lesser-1995")
TRUST = published("kydd-2005")
REPEATED = published("telser-1980")
CODED = published("joshi-quinn-regan-2015")
SNAPBACK = published("resolution-2231-2015")


def test_contributions_to_a_joint_project() -> None:
    steps = steps_from_the_end(JOINT["value"], JOINT["discount"], 1_000)
    np.testing.assert_allclose(steps[:6], JOINT["from_the_end"], atol=JOINT["tolerance"])
    assert steps.sum() == pytest.approx(JOINT["sum_of_all"])
    never = JOINT["never_finished_from"]
    assert not project(never, JOINT["value"], JOINT["discount"]).finished
    assert project(never - 0.001, JOINT["value"], JOINT["discount"]).finished


def test_order_of_a_safe_exchange() -> None:
    cost, value, least = PURCHASE["cost"], PURCHASE["value"], PURCHASE["least_slack"]
    assert delivery_order(cost, value).tolist() == PURCHASE["order"]
    assert needs(cost, value, PURCHASE["order"]).tolist() == PURCHASE["needs"]
    assert least_slack(cost, value) == least
    assert safe_order(cost, value, least) is not None
    assert safe_order(cost, value, least - 0.001) is None


def test_trust_that_cooperation_needs() -> None:
    payoffs = [TRUST[name] for name in ("both", "cheats", "neither", "cheated")]
    needed = TRUST["trust_needed"]
    assert trust_needed(*payoffs) == pytest.approx(needed, abs=TRUST["tolerance"])
    assert cooperates(needed, *payoffs)
    assert not cooperates(needed - 0.001, *payoffs)


@pytest.mark.parametrize("case", REPEATED["case"], ids=lambda c: str(c["weight"]))
def test_expected_discount_of_a_punishment(case: dict[str, Any]) -> None:
    found = punishment_weight(case["detection"], case["lag"], case["discount"])
    assert found == pytest.approx(case["weight"], abs=REPEATED["tolerance"])


def test_percentage_implemented() -> None:
    assert aggregate(CODED["levels"]).score == CODED["percent"]


@pytest.mark.parametrize("case", SNAPBACK["clock"], ids=lambda c: str(c["complaint"]))
def test_day_on_which_sanctions_are_back(case: dict[str, Any]) -> None:
    stages = [(label, days) for label, days in case["stages"]]
    found = clock(stages, case["complaint"].toordinal())
    assert found.back_from == case["back_from"].toordinal()
