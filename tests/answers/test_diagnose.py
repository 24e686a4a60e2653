"""Why talks failed: each cause alone, oracles, properties, days, the record beside it."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import numpy as np
import pytest

from detente.answers.diagnose import day_finding, diagnose
from detente.answers.diagnose_findings import GATES, DayFinding
from detente.answers.diagnose_gates import STAGES, structural
from detente.answers.diagnose_sides import apart
from detente.beliefs.study import Study
from detente.deals.acceptance import accepts, package_values
from detente.deals.analysis.gates import signing_zone
from detente.deals.analysis.workspace import Workspace
from detente.finding import Share, Spread, plain
from tests.answers.failures import (
    BAD,
    EXACTLY,
    GOOD,
    floors,
    not_tabled,
    tabled,
    undefined,
    weighed,
)
from tests.builders import case_from, tiny_case_data, uncertain_case_data

DRAWS = 300


def ready(data: dict[str, Any], **study: Any) -> Workspace:
    return Workspace(Study(case_from(data), 1, **study), DRAWS)


def told(data: dict[str, Any], **study: Any) -> DayFinding:
    return day_finding(ready(data, **study), "now")


@cache
def exactly(cause: str) -> DayFinding:
    return told(EXACTLY[cause]())


def uncertain() -> dict[str, Any]:
    """Return uncertain talks in which now one gate fails, now another."""
    data = uncertain_case_data()
    data["packages"] = {
        "offer": tabled(GOOD),
        "word": tabled({**GOOD, "water": "share"}),
        "bad": tabled(BAD),
    }
    for party, value in (("north", [10, 70]), ("south", [40, 95]), ("council", [40, 95])):
        for course in data["values"][party]["no_deal"]["courses"].values():
            course["value"] = value
    data["parties"]["south"]["ratification"] = {"rule": "veto"}
    return data


@cache
def mixed() -> DayFinding:
    return told(uncertain())


@pytest.mark.parametrize("cause", EXACTLY)
def test_each_cause_is_found_where_it_alone_holds(cause: str) -> None:
    found = exactly(cause)
    for gate in found.gates:
        expected = 1.0 if gate.gate == cause else 0.0
        assert gate.first.value == expected, gate
        if cause != "order" or gate.gate != "offers":
            assert gate.alone.value == expected, gate
    assert found.passes.value == 0
    assert found.structural_leader == cause


def test_without_a_cause_what_was_tabled_gets_through() -> None:
    data = tiny_case_data()
    data["packages"] = {"offer": tabled(GOOD)}
    found = told(data)
    assert found.passes.value == 1
    assert found.structural_leader == ""
    assert [g.alone.value for g in found.gates] == [0] * len(GATES)


def test_what_would_have_to_change_can_be_added_up_by_hand() -> None:
    # South's worst package, half the water alone, is worth 10 and its best 100: on the scale of
    # the case a value v is (v - 10) / 0.9.
    offers = exactly("offers").gates[1]
    assert [(n.party, n.often.value, n.points and n.points.p50) for n in offers.needs] == [
        ("south", 1.0, pytest.approx(30 - (20 - 10) / 0.9, abs=1e-4))
    ]
    ratified = exactly("ratification").gates[2]
    assert [(n.party, n.points and n.points.p50) for n in ratified.needs] == [
        ("council", pytest.approx(150 - (90 - 10) / 0.9, abs=1e-4))
    ]
    words = exactly("definition").gates[3]
    assert words.terms == ("share",)
    # Half the water is worth 56 to north, who wants 60.
    assert [(n.party, n.points and n.points.p50) for n in words.needs] == [
        ("north", pytest.approx(4, abs=1e-4))
    ]
    steps = exactly("order").gates[4]
    assert steps.needs
    assert all(n.points is not None and n.points.p50 > 0 for n in steps.needs)


def test_one_party_alone_would_have_to_gain_what_is_missing() -> None:
    data = floors(tiny_case_data(), north=58, south=85)
    data["packages"] = {"offer": tabled(GOOD)}
    (zone, *_) = told(data).gates
    # With half the water north lacks 2; with all of it south, for whom that is worth 80, lacks
    # what is missing from 85.
    assert {n.party: n.points and n.points.p50 for n in zone.needs} == {
        "north": pytest.approx(2, abs=1e-4),
        "south": pytest.approx(85 - (80 - 10) / 0.9, abs=1e-4),
    }


def test_opening_the_gate_that_fails_lets_it_through() -> None:
    for cause in EXACTLY:
        for gate in exactly(cause).gates:
            if gate.opened is None:
                assert gate.gate == "zone"
            elif gate.gate == cause:
                assert gate.opened.value == 1, cause
            elif (cause, gate.gate) != ("definition", "offers"):
                assert gate.opened.value == 0, (cause, gate)
    # All the water, said in so many words, suits all: it could have been tabled as well.
    assert exactly("definition").gates[1].opened == Share(1.0, 0.0)


def test_the_shares_sum_to_1_and_each_is_at_most_its_cause_by_itself() -> None:
    found = mixed()
    first = [g.first.value for g in found.gates]
    assert sum(first) + found.passes.value == pytest.approx(1)
    assert 0 < found.passes.value < 1
    assert min(first[:4]) > 0
    for gate in found.gates:
        if gate.gate != "offers":
            assert gate.first.value <= gate.alone.value + 1e-12
    for package in found.packages:
        assert sum(s.value for s in package.stops.values()) + package.passes.value == (
            pytest.approx(1)
        )


def test_the_gates_are_those_of_plain_loops() -> None:
    w = ready(uncertain())
    found = mixed()
    held = w.held_out
    every = w.everything
    margins = package_values(held, every) - held.floor[:, None, :]
    seen = structural(w, lambda _: None)
    counts = dict.fromkeys([*GATES, "passes"], 0.0)
    for d in range(held.draws):
        gate = "passes"
        if not any((margins[:2, k, d] >= -1e-6).all() for k in range(len(every))):
            gate = "zone"
        else:
            still = range(seen.tabled)
            for name, stage in zip(GATES[1:], range(len(STAGES)), strict=True):
                still = [k for k in still if seen.stages[stage, k, d]]
                if not still:
                    gate = name
                    break
        counts[gate] += held.weights[d]
    total = held.weights.sum()
    for gate_found in found.gates:
        assert gate_found.first.value == pytest.approx(counts[gate_found.gate] / total)
    assert found.passes.value == pytest.approx(counts["passes"] / total)


def test_stages_say_what_the_readings_and_the_ratifier_say() -> None:
    w = ready(uncertain())
    seen = structural(w, lambda _: None)
    held, acceptors = w.held_out, w.model.structure.acceptors
    assert (seen.stages[1] == accepts(held, seen.packages, acceptors)).all()
    expected = seen.stages[1].copy()
    for reader in ("north", "south"):
        there = w.revised(8192, 8192 + DRAWS, reader=reader)
        expected &= accepts(there, seen.packages, acceptors)
    assert (seen.stages[2] == expected).all()
    assert (seen.stages[1] != seen.stages[2]).any()
    # Without a ratifier in the way, what holds holds for those who sign.
    assert (seen.passed.signed_and_held | ~seen.stages[2]).all()


def test_the_zone_of_those_who_sign_is_that_of_a_case_without_ratifiers() -> None:
    data = uncertain()
    with_council, exact = signing_zone(ready(data))
    assert exact
    del data["parties"]["council"], data["values"]["council"]
    data["levers"]["pay"]["points"] = {"south": [3, 6]}
    for lever in data["levers"].values():
        lever["changes"] = []
    alone, _ = signing_zone(ready(data))
    assert (with_council == alone).all()
    assert alone.mean() > 0


@pytest.mark.parametrize("floor", [40, [30, 95], 150])
def test_a_further_ratifier_never_lets_more_through(floor: Any) -> None:
    data, before = uncertain(), mixed()
    data["parties"]["elders"] = {
        "label": "Elders", "role": "ratifier", "ratifies_for": "north", "veto": True,
    }  # fmt: skip
    elders = {k: dict(v) for k, v in data["values"]["council"].items() if k == "issues"}
    course = {"drought": {"value": floor}, "flood": {"value": floor}}
    data["values"]["elders"] = {
        **elders,
        "no_deal": {"courses": course},
        "basis": {"judgement": "invented"},
    }
    after = told(data)
    assert after.passes.value <= before.passes.value
    assert after.gates[0].first == before.gates[0].first
    if floor == 150:
        assert after.passes.value == 0 < before.passes.value


def test_the_word_stands_where_the_record_leaves_it_open() -> None:
    found = told(undefined())
    assert found.packages[0].terms == ("share",)
    # As many belief sets accept all the water, said in so many words, and it comes first.
    first = undefined()
    first["packages"]["offer"]["options"]["water"] = ["full", "share"]
    assert told(first).packages[0].terms == ("share",)
    plainly = undefined()
    plainly["packages"]["offer"]["options"]["water"] = ["half", "full"]
    assert told(plainly).packages[0].terms == ()


def test_nothing_tabled_and_examples_do_not_count() -> None:
    data = tiny_case_data()
    data["packages"] = {"example": tabled(GOOD, kind="example")}
    found = told(data)
    assert [p.slug for p in found.packages] == ["most-acceptable"]
    assert found.gates[1].first.value == 1
    assert found.nearest == ""
    assert found.differs == {}


def test_what_was_tabled_counts_for_the_zone_even_where_no_other_deal_may_use_it() -> None:
    # On the scale of what is on the table north gets 100 at most, and 140 by half the water.
    data = floors(tiny_case_data(), north=120)
    water = data["issues"]["water"]["options"]
    water["half"]["on_table"] = water["full"]["on_table"] = False
    assert told(data).gates[0].first.value == 1
    data["packages"] = {"offer": tabled(GOOD)}
    found = told(data)
    assert found.gates[0].first.value == 0
    assert found.passes.value == 1


def test_of_rival_accounts_of_one_offer_one_is_so() -> None:
    data = floors(tiny_case_data(), south=30)
    data["packages"] = {"one": tabled(GOOD), "other": tabled(BAD, by=["north"])}
    assert told(data).passes.value == 1
    for package in data["packages"].values():
        package["account_of"] = "the-offer"
    found = told(data)
    # North's account suits nobody else: where it is so nothing that suits all was tabled.
    assert found.passes.value == pytest.approx(0.5)
    assert found.gates[1].first.value == pytest.approx(0.5)
    assert [p.passes.value for p in found.packages if p.tabled] == [1, 0]


def test_the_day_of_the_failure_stands_beside_now() -> None:
    data = weighed(not_tabled())
    # An offer of the talks told of later, and one made only after them.
    data["packages"]["told-later"] = tabled(GOOD, known_from="2019-09-01", about="2019-05-20")
    data["packages"]["after"] = tabled(GOOD, known_from="2019-08-01", by=["north"])
    then, now = diagnose(case_from(data)).days
    assert (then.which, then.as_of) == ("failure", datetime.date(2019, 6, 1))
    assert (now.which, now.as_of) == ("now", datetime.date(2020, 1, 1))
    assert [p.slug for p in then.packages if p.tabled] == ["offer"]
    assert [p.slug for p in now.packages if p.tabled] == ["offer", "told-later"]
    assert (then.later, now.later) == ((), ("after",))
    assert then.gates[1].first.value == 1
    assert now.passes.value == 1
    assert (then.rows, now.rows) == (1, 2)
    assert (then.leading_hypothesis, now.leading_hypothesis) == ("shy", "mill")


def test_one_day_alone_and_the_day_of_the_outcome() -> None:
    case = case_from(weighed(not_tabled()))
    (asked,) = diagnose(case, as_of=datetime.date(2019, 5, 5)).days
    assert (asked.which, asked.rows) == ("asked", 0)
    data = weighed(not_tabled())
    data["as_of"] = "2019-06-01"
    assert [d.which for d in diagnose(case_from(data)).days] == ["failure"]
    del data["outcome"]
    assert [d.which for d in diagnose(case_from(data)).days] == ["now"]


def test_the_record_stands_beside_the_structure_cause_by_cause() -> None:
    found = diagnose(case_from(weighed(not_tabled()))).days[0]
    sides = {s.cause: s for s in found.sides}
    # 40 x 80 against 50 x 20 and 10 x the mean of the two, 50.
    total = 40 * 80 + 50 * 20 + 10 * 50
    assert sides["offers"].evidential is not None
    assert sides["offers"].evidential.mean == pytest.approx(3200 / total)
    assert sides["offers"].apart is True
    assert sides["mandate"].structural is None
    assert sides["mandate"].apart is None
    assert sides["mandate"].evidential is not None
    assert sides["mandate"].evidential.mean == pytest.approx(1000 / total)
    assert sides["rest"].hypotheses == ("other",)
    assert sides["zone"].evidential is None
    assert (found.structural_leader, found.evidential_leader) == ("offers", "offers")
    known = [s.evidential.mean for s in found.sides if s.evidential]
    assert sum(known) == pytest.approx(1)
    assert found.sought == ("asked",)


def test_a_case_without_explanations_has_no_record_to_weigh() -> None:
    data = tiny_case_data()
    data["packages"] = {"offer": tabled(BAD)}
    found = told(data)
    assert found.leading_hypothesis is None
    assert all(s.evidential is None for s in found.sides)


def test_two_are_apart_only_beyond_the_ranges_and_two_errors() -> None:
    told_by_record = Spread(0.3, 0.2, 0.25, 0.3, 0.35, 0.4)
    assert not apart(Share(0.2, 0.0), told_by_record)
    assert not apart(Share(0.41, 0.01), told_by_record)
    assert apart(Share(0.43, 0.01), told_by_record)
    assert apart(Share(0.17, 0.01), told_by_record)


def test_a_run_is_identified_and_repeats() -> None:
    case = case_from(weighed(not_tabled()))
    first, again = diagnose(case), diagnose(case)
    assert first.days == again.days
    assert first.header.kind == "diagnose"
    assert first.header.as_of == "2019-06-01"
    data = plain(first)
    assert len(data["days"][0]["gates"]) == len(GATES)
    assert np.isfinite([g["first"]["value"] for g in data["days"][0]["gates"]]).all()
