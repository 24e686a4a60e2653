"""Acceptability in whole cases: ratification, terms, dates, beliefs, against sums by hand."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from detente.deals.acceptance import accepts
from detente.errors import UsageError
from tests.builders import tiny_case_data, uncertain_case_data
from tests.deals.making import answer, drawn, fresh, indices, named, oracle_of, work
from tests.deals.oracle import Oracle

# water/half, mill/open, bridge/no on each one's scale: North's raw 36 of 0 to 100, South's and
# the council's 70 of 10 (half, closed, no bridge) to 100 (none, open, built).
NORTH, SOUTH = 36.0, 100 * (70 - 10) / (100 - 10)
SWAP = {"water": "half", "mill": "open"}


def no_deal(party: str) -> str:
    return f"/values/{party}/no_deal/courses/drought/value"


def swap_case() -> dict[str, Any]:
    """The tiny case with doubt about no deal alone, and the swap in its record."""
    data = tiny_case_data()
    for party, values in (("north", [20, 50]), ("south", [40, 80]), ("council", [40, 90])):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = values
    data["packages"] = {
        "swap": {
            "label": "Half the water for the mill",
            "kind": "offer",
            "by": ["north"],
            "known_from": "2019-12-01",
            "options": dict(SWAP),
        }
    }
    return data


def swap_share(data: dict[str, Any], **how: Any) -> float:
    return named(answer(data, **how), "swap").a_sign.value


def margins(data: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the swap leaves North, South and the council over no deal, summed by hand."""
    ready = work(data)
    north, south, council = (drawn(ready, no_deal(p)) for p in ("north", "south", "council"))
    return NORTH - north, SOUTH - south, SOUTH - council


def test_everybody_with_a_veto_must_gain() -> None:
    north, south, council = margins(swap_case())
    expected = ((north >= 0) & (south >= 0) & (council >= 0)).mean()
    assert 0.05 < expected < 0.95
    assert swap_share(swap_case()) == pytest.approx(expected)


def test_a_ratifier_without_a_veto_has_no_say_under_the_rule_of_vetoes() -> None:
    data = swap_case()
    data["parties"]["council"]["veto"] = False
    north, south, _ = margins(data)
    assert swap_share(data) == pytest.approx(((north >= 0) & (south >= 0)).mean())


@pytest.mark.parametrize(("quota", "enough"), [(0.6, "council"), (0.3, "either"), (0.7, "both")])
def test_a_majority_is_counted_by_weight(quota: float, enough: str) -> None:
    data = swap_case()
    data["parties"]["south"]["ratification"] = {"rule": "majority", "quota": quota}
    data["parties"]["council"]["weight"] = 2
    data["parties"]["guild"] = dict(data["parties"]["council"], label="The guild", weight=1)
    guild = dict(data["values"]["council"], no_deal={"courses": {"drought": {"value": [50, 75]}}})
    data["values"]["guild"] = guild
    north, south, council = margins(data)
    other = SOUTH - drawn(work(data), no_deal("guild")) >= 0
    ratified = {
        "council": council >= 0,
        "either": (council >= 0) | other,
        "both": (council >= 0) & other,
    }[enough]
    expected = ((north >= 0) & (south >= 0) & ratified).mean()
    assert swap_share(data) == pytest.approx(expected)


def test_a_leader_who_overrides_pays_the_audience_cost() -> None:
    data = swap_case()
    data["parties"]["south"]["ratification"] = {"rule": "leader"}
    data["parties"]["council"]["audience_cost"] = [5, 15]
    north, south, council = margins(data)
    cost = drawn(work(data), "/parties/council/audience_cost")
    expected = ((north >= 0) & (south - cost * (council < 0) >= 0)).mean()
    assert swap_share(data) == pytest.approx(expected)
    free = ((north >= 0) & (south >= 0)).mean()
    assert swap_share(data) < free
    data["parties"]["council"]["veto"] = True
    expected = ((north >= 0) & (south >= 0) & (council >= 0)).mean()
    assert swap_share(data) == pytest.approx(expected)


def test_an_audience_cost_below_nothing_is_nothing() -> None:
    data = swap_case()
    data["parties"]["south"]["ratification"] = {"rule": "leader"}
    data["parties"]["council"]["audience_cost"] = {"normal": [-30, 1]}
    north, south, _ = margins(data)
    assert swap_share(data) == pytest.approx(((north >= 0) & (south >= 0)).mean())


def test_a_ratifier_is_asked_only_for_what_it_is_needed_for() -> None:
    data = swap_case()
    data["parties"]["council"]["needed_for"] = ["bridge/built"]
    north, south, council = margins(data)
    assert swap_share(data) == pytest.approx(((north >= 0) & (south >= 0)).mean())
    data["parties"]["council"]["needed_for"] = ["mill/open"]
    every = (north >= 0) & (south >= 0) & (council >= 0)
    assert swap_share(data) == pytest.approx(every.mean())


def test_a_threshold_is_asked_beyond_no_deal_and_an_event_moves_it() -> None:
    data = swap_case()
    data["parties"]["council"]["threshold"] = [0, 10]
    threshold = drawn(work(data), "/parties/council/threshold")
    north, south, council = margins(data)
    both = (north >= 0) & (south >= 0)
    assert swap_share(data) == pytest.approx((both & (council - threshold >= 0)).mean())
    data["events"] = {
        "election": {
            "label": "The council is elected",
            "declared": "2019-01-01",
            "in_days": 300,
            "happened": "2020-03-01",
            "changes": [{"number": "/parties/council/threshold", "add": 8}],
        }
    }
    before, after = datetime.date(2020, 2, 28), datetime.date(2020, 3, 1)
    assert swap_share(data, as_of=before) == pytest.approx(
        (both & (council - threshold >= 0)).mean()
    )
    assert swap_share(data, as_of=after) == pytest.approx(
        (both & (council - threshold - 8 >= 0)).mean()
    )


def test_each_party_s_own_acceptance_is_told_apart() -> None:
    data = swap_case()
    data["parties"]["north"]["ratification"] = {"rule": "majority", "quota": 0.5}
    data["parties"]["farmers"] = {
        "label": "Farmers",
        "role": "ratifier",
        "ratifies_for": "north",
    }
    data["values"]["farmers"] = dict(
        data["values"]["north"], no_deal={"courses": {"drought": {"value": 90}}}
    )
    north, south, council = margins(data)
    told = {k: v.value for k, v in named(answer(data), "swap").accepted_by.items()}
    # The farmers refuse always: that is for North to mind, and for nobody else.
    expected = {"north": 0.0, "south": south >= 0, "council": council >= 0, "farmers": 0.0}
    assert told == pytest.approx({k: float(np.mean(v)) for k, v in expected.items()})
    assert (north >= 0).any()


# -- no deal and its dates -------------------------------------------------------------------


def test_no_deal_drifts_from_its_day_on() -> None:
    data = swap_case()
    course = data["values"]["north"]["no_deal"]["courses"]["drought"]
    course["drift"] = -1.5
    data["courses"]["drought"]["starts"] = "2019-07-01"
    north, south, council = margins(data)
    both = (south >= 0) & (council >= 0)
    day = datetime.date(2020, 1, 1)
    months = (day - datetime.date(2019, 7, 1)).days / 30.4375
    expected = (both & (north + 1.5 * months >= 0)).mean()
    assert swap_share(data, as_of=day) == pytest.approx(expected)
    assert expected > (both & (north >= 0)).mean()
    assert swap_share(data, as_of=datetime.date(2019, 12, 1)) < expected


def test_a_package_not_yet_known_is_absent() -> None:
    data = swap_case()
    eve, day = datetime.date(2019, 11, 30), datetime.date(2019, 12, 1)
    assert [p.slug for p in answer(data, as_of=day).packages if p.origin == "record"] == ["swap"]
    assert [p.slug for p in answer(data, as_of=eve).packages if p.origin == "record"] == []


def test_an_option_not_yet_known_is_in_no_deal_that_is_found() -> None:
    data = swap_case()
    data["issues"]["bridge"]["options"]["built"]["known_from"] = "2020-02-01"
    before = answer(data)
    after = answer(data, as_of=datetime.date(2020, 2, 1))
    assert before.best.options["bridge"] == ("no",)
    assert after.best.options["bridge"] == ("built",)
    assert before.packages_screened == 4
    assert after.packages_screened == 10


def test_believing_one_set_takes_its_numbers_and_the_mix_weighs_them() -> None:
    data = swap_case()
    data["beliefs"] = {
        "easy": {
            "label": "Easy",
            "weight": 1,
            "changes": [{"number": no_deal("north"), "set": [0, 20]}],
        },
        "hard": {
            "label": "Hard",
            "weight": 3,
            "changes": [{"number": no_deal("north"), "set": [60, 90]}],
        },
    }
    _, south, council = margins(data)
    both = (south >= 0) & (council >= 0)
    assert swap_share(data, believe="easy") == pytest.approx(both.mean())
    assert swap_share(data, believe="hard") == 0.0
    ready = work(data)
    easy = ready.study.beliefs(2)[: ready.draws] == 0
    assert easy.mean() == pytest.approx(0.25, abs=0.06)
    finding = answer(data)
    assert named(finding, "swap").a_sign.value == pytest.approx((both & easy).mean())
    believed = next(m for m in finding.must_believe if m.package == "swap")
    assert believed.by_belief["hard"].value == 0.0
    assert believed.by_belief["easy"].value == pytest.approx(both[easy].mean())


def test_an_unknown_set_of_beliefs_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="did you mean 'calm'"):
        work(uncertain_case_data(), believe="clam")


# -- what the beliefs say --------------------------------------------------------------------


def test_widening_ranges_stretches_them_about_their_middle() -> None:
    data = swap_case()
    for party in ("south", "council"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = 0
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [30, 40]
    wide = named(answer(data), "swap").widened
    u = (drawn(work(data), no_deal("north")) - 30) / 10
    for name, low, high in (
        ("ranges 1.5 times as wide", 27.5, 42.5),
        ("ranges twice as wide", 25.0, 45.0),
        ("ranges without a record widened to the scale", 0.0, 100.0),
    ):
        expected = (low + (high - low) * u <= NORTH).mean()
        assert wide[name].value == pytest.approx(expected)


def test_a_range_on_record_is_not_widened_to_the_scale() -> None:
    data = swap_case()
    data["sources"] = {"paper": {"label": "A paper", "reliability": "B"}}
    data["record"] = {
        "told": {
            "happened": "2019-05-01",
            "known_from": "2019-05-02",
            "actor": "North Town",
            "kind": "statement",
            "text": "We can wait.",
            "sources": ["paper"],
            "credibility": 2,
        }
    }
    for party in ("north", "south", "council"):
        data["values"][party]["no_deal"]["basis"] = {"record": ["told"]}
    found = named(answer(data), "swap")
    wide = found.widened["ranges without a record widened to the scale"]
    assert wide.value == pytest.approx(found.a_sign.value)
    assert found.widened["ranges twice as wide"].value != pytest.approx(found.a_sign.value)


# -- packages of the record ------------------------------------------------------------------


def test_a_set_valued_package_is_the_mean_of_its_readings() -> None:
    data = swap_case()
    data["packages"]["swap"]["options"] = {"water": ["half", "none"], "mill": "open"}
    finding = named(answer(data), "swap")
    each = []
    for water in ("half", "none"):
        one = swap_case()
        one["packages"]["swap"]["options"]["water"] = water
        each.append(swap_share(one))
    assert finding.completions == 2
    assert finding.a_sign.value == pytest.approx(np.mean(each))
    assert (finding.lowest.value, finding.highest.value) == pytest.approx((min(each), max(each)))
    assert finding.lowest.value < finding.highest.value
    assert "left as they are: The bridge" in finding.completed
    assert "2 ways" in finding.completed


def test_a_package_that_breaks_a_linkage_says_so() -> None:
    data = swap_case()
    data["packages"]["swap"]["options"] = {"water": ["full", "half"], "mill": "open"}
    finding = named(answer(data), "swap")
    assert finding.feasible
    assert finding.completions == 1  # full needs the bridge, and the bridge is left as it is
    data["packages"]["swap"]["options"] = {"water": "full", "mill": "open"}
    assert not named(answer(data), "swap").feasible


def test_many_ways_to_read_a_package_are_cut_but_a_possible_one_is_found() -> None:
    data = swap_case()
    for k in range(4):
        data["issues"][f"x{k}"] = {
            "label": f"Issue {k}",
            "status_quo": "a",
            "options": {o: {"label": o} for o in "abc"},
        }
    both = {f"x{k}": ["a", "b", "c"] for k in range(4)}
    # The first 81 readings break the linkage of water/full with the bridge.
    data["packages"]["swap"]["options"] = {"water": ["full", "half"], "mill": "open", **both}
    finding = named(answer(data), "swap")
    assert finding.feasible
    assert finding.completions == 64


def test_gains_and_points_by_issue_are_sums_by_hand() -> None:
    data = swap_case()
    found = named(answer(data), "swap")
    north, south, council = margins(data)
    means = {"north": north.mean(), "south": south.mean(), "council": council.mean()}
    assert {k: s.mean for k, s in found.gains.items()} == pytest.approx(means)
    assert found.by_issue["north"] == pytest.approx({"water": 36, "mill": -20, "bridge": 0})
    per = 100 / 90
    expected = {"water": -10 * per, "mill": 60 * per, "bridge": 0}
    assert found.by_issue["south"] == pytest.approx(expected)


@pytest.mark.parametrize(("combine", "expected"), [("sum", 9.0), ("max", 6.0), ("min", 3.0)])
def test_consequences_combine_as_stated(combine: str, expected: float) -> None:
    data = swap_case()
    data["consequences"] = {
        "cost": {"label": "Cost", "unit": "million", "combine": combine},
        "jobs": {"label": "Jobs", "unit": "people"},
    }
    data["issues"]["water"]["options"]["half"]["consequences"] = {"cost": 3}
    data["issues"]["mill"]["options"]["open"]["consequences"] = {"cost": 6}
    data["issues"]["bridge"]["options"]["built"]["consequences"] = {"cost": 50, "jobs": 9}
    found = named(answer(data), "swap").consequences
    assert set(found) == {"cost"}
    assert found["cost"].mean == expected


# -- terms -----------------------------------------------------------------------------------


def word_case() -> dict[str, Any]:
    """The swap's case, where ``water/fair`` means half to one and full to the other."""
    data = swap_case()
    data["linkages"] = []
    water = data["issues"]["water"]["options"]
    water["fair"] = {
        "label": "A fair share",
        "under": {"term": "fair", "means": {"little": "half", "much": "full"}},
    }
    data["terms"] = {
        "fair": {
            "label": "fair",
            "readings": {"little": {"label": "a little"}, "much": {"label": "much"}},
            "read_by": {
                "north": {"readings": {"much": 100}},
                "south": {"readings": {"little": 100}},
            },
        }
    }
    data["packages"]["word"] = {
        "label": "A fair share for the mill",
        "kind": "draft",
        "known_from": "2019-12-01",
        "options": {"water": "fair", "mill": "open"},
    }
    return data


def held_by_oracle(data: dict[str, Any], options: dict[str, str]) -> tuple[float, float]:
    """A_sign and A_hold of a full package, draw by draw, reader by reader."""
    ready = work(data)
    package = indices(ready, options)
    signs: Oracle = oracle_of(ready)
    readers = [oracle_of(ready, name) for name in ready.signatories]
    signed = [signs.accepted(package, d) for d in signs.draws]
    held = [
        ok and all(other.accepted(package, d) for other in readers)
        for d, ok in zip(signs.draws, signed, strict=True)
    ]
    return float(np.mean(signed)), float(np.mean(held))


def test_each_signs_its_own_reading_and_is_held_to_the_other_s() -> None:
    data = word_case()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [30, 58]
    word = named(answer(data), "word")
    ready = work(data)
    north, south, council = (drawn(ready, no_deal(p)) for p in ("north", "south", "council"))
    # Without linkages South's worst is full, closed, no bridge: 0 of 100.
    signs = (north <= 60) & (south <= 70) & (council <= 70)
    holds = signs & (north <= 36) & (south <= 60) & (council <= 60)
    assert word.a_sign.value == pytest.approx(signs.mean())
    assert word.a_hold.value == pytest.approx(holds.mean())
    assert 0 < word.a_hold.value < word.a_sign.value
    assert word.readings == {"fair": "open"}
    swap = named(answer(data), "swap")
    assert swap.a_sign == swap.a_hold


def test_signed_and_held_shares_are_the_oracles_with_uncertain_readings() -> None:
    data = uncertain_case_data()
    # No deal dearer, so that the answer is not yes in every draw.
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"]["range"] = [10, 60]
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["range"] = [40, 90]
    options = {"water": "share", "mill": "open", "bridge": "no"}
    data["packages"] = {
        "word": {
            "label": "Word",
            "kind": "draft",
            "known_from": "2019-12-01",
            "options": options,
        }
    }
    word = named(answer(data), "word")
    signed, held = held_by_oracle(data, options)
    assert (word.a_sign.value, word.a_hold.value) == pytest.approx((signed, held))
    assert 0.02 < held < signed < 0.98


def test_a_settled_reading_is_held_as_it_is_signed() -> None:
    data = word_case()
    for party in ("north", "south"):
        data["terms"]["fair"]["read_by"][party] = {"readings": {"little": 100}}
    word, swap = (named(answer(data), slug) for slug in ("word", "swap"))
    assert word.a_hold == word.a_sign == swap.a_sign


def test_held_is_never_more_than_signed() -> None:
    for finding in (answer(word_case()), answer(uncertain_case_data())):
        for package in finding.packages:
            assert package.a_hold.value <= package.a_sign.value


def test_the_deal_that_holds_is_told_beside_the_one_that_is_signed() -> None:
    data = word_case()
    # Each side's own reading is worth much to it, the other's nothing: the word is signed
    # most and holds never; half for the mill holds.
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [30, 58]
    data["issues"]["bridge"]["options"]["built"]["on_table"] = False
    finding = answer(data)
    first, second = (p for p in finding.packages if p.origin == "found")
    assert first.options["water"] == ("fair",)
    assert second.slug == "most-acceptable-held"
    assert second.options["water"] != ("fair",)
    assert second.a_hold.value > first.a_hold.value
    assert second.a_sign.value < first.a_sign.value


def test_one_deal_is_found_where_the_best_holds_too() -> None:
    found = [p.slug for p in answer(tiny_case_data()).packages if p.origin == "found"]
    assert found == ["most-acceptable"]


def test_the_most_acceptable_deal_is_the_best_of_all_by_its_report() -> None:
    data = swap_case()
    ready = work(data, draws=4000)
    finding = answer(data, draws=4000)
    all_good = accepts(fresh(ready), ready.everything, ready.model.structure.acceptors)
    shares = all_good.mean(axis=1)
    # Chosen on other draws: within the error of the difference, not always the very best.
    assert finding.best.a_sign.value >= shares.max() - 0.02
    assert finding.best.a_sign.value > np.sort(shares)[-3]
