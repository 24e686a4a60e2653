"""A package read as an exchange: what the commitments cost and are worth adds up to the deal."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.schedule.analysis.reading import Reading, read
from tests.builders import case_from, tiny_case_data

DEAL = {"water": "half", "mill": "open", "bridge": "built"}


def commitment(actor: str, **more: Any) -> dict[str, Any]:
    return {"label": "c", "actor": actor, "what": "c", **more}


def data() -> dict[str, Any]:
    made = tiny_case_data()
    del made["linkages"]  # so that points can be added up by hand
    made["commitments"] = {
        "grant-passage": commitment("south"),
        "send-water": commitment("south", prerequisites=["grant-passage"]),
        "open-mill": commitment("north"),
        "north-pier": commitment("north"),
        "south-pier": commitment("south", share=3),
    }
    options = {name: made["issues"][name]["options"] for name in DEAL}
    options["water"]["half"]["commitments"] = ["send-water"]
    options["mill"]["open"]["commitments"] = ["open-mill"]
    options["bridge"]["built"]["commitments"] = ["north-pier", "south-pier"]
    return made


def reading(case_data: dict[str, Any], deal: dict[str, str] = DEAL, **study: Any) -> Reading:
    model = Model(Study(case_from(case_data), **study))
    options = model.structure.options
    package = np.array([options.index(f"{i}/{deal[i]}") for i in options.issues])
    return read(model, package, 0, 50)


def of(found: Reading, name: str) -> tuple[float, dict[str, float]]:
    j = found.names.index(name)
    value = found.exchange.value[0, j]
    cost = float(found.exchange.cost[0, j])
    return cost, dict(zip(found.parties, map(float, value), strict=True))


def test_gains_go_to_what_others_do_and_losses_to_what_one_does() -> None:
    found = reading(data())
    # By hand: water half is +36 to north (60 of 60) and -10 to south (20, from 100 to 50).
    assert of(found, "send-water") == (pytest.approx(10), pytest.approx({"north": 36, "south": 0}))
    assert of(found, "open-mill") == (pytest.approx(20), pytest.approx({"north": 0, "south": 60}))
    # The bridge is +20 to both: each gains by the other's pier, and pays nothing for its own.
    assert of(found, "north-pier") == (pytest.approx(0), pytest.approx({"north": 0, "south": 20}))
    assert of(found, "south-pier") == (pytest.approx(0), pytest.approx({"north": 20, "south": 0}))


def test_prerequisites_that_no_option_names_are_added_at_no_cost() -> None:
    found = reading(data())
    assert found.added == ("grant-passage",)
    assert of(found, "grant-passage") == (0, {"north": 0, "south": 0})
    i, j = (found.names.index(n) for n in ("grant-passage", "send-water"))
    assert found.exchange.before[i, j]
    assert found.exchange.before.sum() == 1


def test_what_stays_as_it_is_needs_no_commitment() -> None:
    found = reading(data(), {"water": "none", "mill": "open", "bridge": "no"})
    assert found.names == ("open-mill",)


def test_shares_split_a_loss_among_the_commitments_of_one_party() -> None:
    made = data()
    made["issues"]["water"]["options"]["half"]["commitments"] = ["send-water", "grant-passage"]
    made["commitments"]["send-water"]["share"] = 4
    found = reading(made)
    assert of(found, "send-water")[0] == pytest.approx(8)
    assert of(found, "grant-passage")[0] == pytest.approx(2)


def test_an_option_without_commitments_comes_with_the_deal() -> None:
    made = data()
    del made["issues"]["water"]["options"]["half"]["commitments"]
    found = reading(made)
    assert found.undelivered == ("water/half",)
    whole = reading(data()).exchange.stake
    assert np.allclose(found.exchange.stake, whole)


def test_stated_costs_stand_and_what_they_leave_unexplained_is_told() -> None:
    made = data()
    made["commitments"]["send-water"]["cost"] = 14
    made["commitments"]["send-water"]["value"] = {"north": 30}
    found = reading(made)
    assert of(found, "send-water") == (14, {"north": 30, "south": 0})
    assert found.stated == {("send-water", "south"), ("send-water", "north")}
    # North's value of the deal is 6 more than its commitments now say, south's 4.
    assert dict(zip(found.parties, found.mismatch, strict=True)) == pytest.approx(
        {"north": 6, "south": 4}
    )
    assert not reading(data()).mismatch.any()


@given(
    st.sampled_from(["none", "half", "full"]),
    st.sampled_from(["closed", "open"]),
    st.booleans(),
    st.integers(-15, 15),
    st.lists(st.sampled_from(["north", "south"]), min_size=3, max_size=3),
)
def test_the_commitments_of_a_package_add_up_to_its_value_over_no_deal(
    water: str, mill: str, ranges: bool, synergy: int, actors: list[str]
) -> None:
    made = data()
    for name, actor in zip(("send-water", "open-mill", "south-pier"), actors, strict=True):
        made["commitments"][name]["actor"] = actor
    made["values"]["north"]["synergies"] = {
        "s": {"of": ["water/half", "mill/open"], "points": synergy},
        "t": {"of": ["water/none", "mill/closed"], "points": 2 * synergy},
    }
    if ranges:
        made["values"]["south"]["issues"]["water"]["scores"]["half"] = [20, 80]
    deal = {"water": water, "mill": mill, "bridge": "built"}
    model = Model(Study(case_from(made)))
    options = model.structure.options
    package = np.array([options.index(f"{i}/{deal[i]}") for i in options.issues])
    found = read(model, package, 0, 50)
    one = model.utilities(0, 50)
    chosen = set(map(int, package))
    worth = one.parts[:2, package].sum(axis=1) - one.floor[:2]
    for k, (a, b) in enumerate(one.pairs):
        if {int(a), int(b)} <= chosen:
            worth = worth + one.pair_points[:2, k]
    assert np.allclose(found.exchange.stake, worth.T)
    assert np.allclose(found.mismatch, 0)


def test_numbers_of_a_commitment_are_drawn_in_their_units() -> None:
    made = data()
    made["commitments"]["send-water"] |= {
        "recoverable": [20, 40],
        "detection": [50, 70],
        "detection_lag_days": [10, 20],
        "duration_days": [30, 60],
        "gain_from_faking": 3,
    }
    found = reading(made)
    j = found.names.index("send-water")
    one = found.exchange
    for drawn, low, high in (
        (one.recoverable, 0.2, 0.4),
        (one.detection, 0.5, 0.7),
        (one.lag, 10, 20),
        (found.durations, 30, 60),
    ):
        assert low <= drawn[:, j].min() < drawn[:, j].max() <= high
    assert (one.gain[:, j] == 3).all()
    other = found.names.index("open-mill")
    assert (one.detection[:, other] == 1).all()
    assert (one.gain[:, other] == one.cost[:, other]).all()


def test_guarantees_rents_escrows_and_coalitions_enter() -> None:
    made = data()
    guarantee = {"label": "g", "kind": "bond", "on": "south", "points": 8, "credibility": 25}
    made["guarantees"] = {"g": guarantee, "later": {**guarantee, "known_from": "2021-01-01"}}
    made["sequence"] = {"rents": {"north": 5}}
    made["escrows"] = {
        "e": {"label": "e", "commitments": ["open-mill", "send-water"], "reliability": 90}
    }
    made["coalitions"] = {
        "c": {"label": "c", "members": ["north", "south"], "weights": {"south": 2}}
    }
    day = datetime.date(2020, 1, 1)
    found, plain = reading(made, as_of=day), reading(data(), as_of=day)
    north, south = found.parties.index("north"), found.parties.index("south")
    assert (found.exchange.guarantee[:, south] == 2).all()
    assert np.allclose(found.exchange.rent[:, north] - plain.exchange.rent[:, north], 5)
    (escrow,) = found.exchange.escrows
    assert escrow.reliability == pytest.approx(0.9)
    assert {found.names[m] for m in escrow.members} == {"open-mill", "send-water"}
    assert found.exchange.coalitions[0].weights == (1, 2)
    everything = reading(made, as_of=datetime.date(2021, 1, 1))
    assert (everything.exchange.guarantee[:, south] == 4).all()


def test_someone_who_acts_and_signs_nothing_is_a_party_of_the_exchange() -> None:
    made = data()
    made["parties"]["province"] = {"label": "Province", "role": "guarantor"}
    made["commitments"]["north-pier"]["actor"] = "province"
    found = reading(made)
    assert found.parties == ("north", "south", "province")
    assert found.exchange.rent[:, 2].tolist() == [0] * 50
