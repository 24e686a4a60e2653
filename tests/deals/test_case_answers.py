"""What a whole study answers: zone, price, why not, rivals, points; and its edges."""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.deals.acceptance import accepts
from detente.deals.analysis.points import points
from detente.deals.analysis.workspace import HELD_OUT
from detente.deals.analysis.zone import zone_draws
from detente.errors import UsageError
from tests.builders import tiny_case_data, uncertain_case_data
from tests.deals.making import answer, drawn, indices, named, oracle_of, work

DEMANDS = frozenset[tuple[str, str | None]]


def dear_case() -> dict[str, Any]:
    """The uncertain case with no deal dear enough that some draws have no zone."""
    data = uncertain_case_data()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"]["range"] = [30, 70]
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["range"] = [60, 110]
    return data


def opposed_case(north: Any = 60, south: Any = 60) -> dict[str, Any]:
    """One issue, all or nothing, and each would rather walk away than lose it."""
    data = tiny_case_data()
    for issue in ("mill", "bridge"):
        del data["issues"][issue]
        for values in data["values"].values():
            del values["issues"][issue]
    data["linkages"] = []
    del data["issues"]["water"]["options"]["half"]
    for values in data["values"].values():
        del values["issues"]["water"]["scores"]["half"]
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = north
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"] = south
    return data


# -- zone, price, why not --------------------------------------------------------------------


def test_zone_best_and_price_are_counted_on_the_same_draws() -> None:
    ready = work(dear_case())
    finding = answer(dear_case())
    oracle = oracle_of(ready)
    some = [oracle.zone(d) for d in oracle.draws]
    best = indices(ready, {i: o for i, (o,) in finding.best.options.items()})
    accepted = [oracle.accepted(best, d) for d in oracle.draws]
    assert finding.zone.draws == len(some) == ready.draws < HELD_OUT
    assert finding.zone.zone.value == pytest.approx(np.mean(some))
    assert finding.zone.best.value == pytest.approx(np.mean(accepted))
    gap = np.array(some, dtype=float) - np.array(accepted, dtype=float)
    assert finding.zone.price.value == pytest.approx(gap.mean())
    assert finding.zone.price.se == pytest.approx(gap.std() / math.sqrt(len(gap)))
    assert 0 < finding.zone.price.value < finding.zone.zone.value < 1
    assert finding.zone.exact
    assert finding.status == "exact"


def test_the_zone_is_not_only_that_of_the_packages_raced() -> None:
    ready = work(dear_case(), draws=300)
    race = ready.race
    ready.__dict__["race"] = replace(race, packages=race.packages[:1], share=race.share[:1])
    found, exact = zone_draws(ready)
    oracle = oracle_of(ready)
    assert exact
    assert found.tolist() == [oracle.zone(d) for d in oracle.draws]
    assert (
        found.sum()
        > accepts(ready.held_out, ready.best_signed[None, :], ready.model.structure.acceptors).sum()
    )


def test_conflicts_of_a_study_are_the_oracles_over_failing_draws() -> None:
    data = dear_case()
    finding, oracle = answer(data, draws=200), oracle_of(work(data, draws=200))
    names, issues = oracle.structure.acceptors.names, oracle.structure.options.issues
    failing = [d for d in oracle.draws if not oracle.zone(d)][:40]
    assert len(failing) >= 20
    assert finding.why_not.failing == sum(not oracle.zone(d) for d in oracle.draws)
    counted: dict[DEMANDS, int] = {}
    for d in (d for d in oracle.draws if not oracle.zone(d)):
        for conflict in oracle.conflicts(d, 2):
            told = frozenset((names[a], issues[i] if i >= 0 else None) for a, i in conflict)
            counted[told] = counted.get(told, 0) + 1
    reported = {
        frozenset((x.party, x.issue) for x in c.demands): c.share.value
        for c in finding.why_not.conflicts
    }
    assert reported
    for demands, share in reported.items():
        if len(demands) <= 2:
            assert share == pytest.approx(counted[demands] / finding.why_not.failing)
    assert max(reported.values()) == pytest.approx(max(counted.values()) / finding.why_not.failing)
    assert sum(s.value for s in finding.why_not.size.values()) == pytest.approx(1.0)


def test_where_no_zone_exists_the_conflict_is_named() -> None:
    data = opposed_case()
    data["values"]["council"]["no_deal"]["courses"]["drought"]["value"] = 0
    finding = answer(data)
    assert (finding.zone.zone.value, finding.zone.price.value) == (0.0, 0.0)
    assert finding.best.a_sign.value == 0.0
    why = finding.why_not
    assert why.size == {"1": why.size["1"]}
    assert why.size["1"].value == 1.0
    told = {
        frozenset((d.party, d.issue) for d in c.demands): (c.share.value, c.points, c.settles)
        for c in why.conflicts
    }
    assert told == {
        frozenset({("north", "water")}): (1.0, {"north": 60, "south": 0}, {"water": {"none": 1.0}}),
        frozenset({("south", "water")}): (1.0, {"north": 0, "south": 60}, {"water": {"full": 1.0}}),
    }
    assert {k: s.mean for k, s in why.least_points.items()} == {"north": 60.0, "south": 60.0}
    assert {k: s.value for k, s in why.not_alone.items()} == {"north": 0.0, "south": 0.0}


def test_a_ratifier_s_refusal_is_a_demand_too() -> None:
    data = opposed_case(north=60, south=0)
    data["values"]["council"]["no_deal"]["courses"]["drought"]["value"] = 50
    why = answer(data).why_not
    told = {frozenset((d.party, d.issue) for d in c.demands): c.share.value for c in why.conflicts}
    assert told == {
        frozenset({("council", None)}): 1.0,
        frozenset({("north", "water")}): 1.0,
    }
    assert why.by_party["council"].value == 1.0
    assert why.by_party["south"].value == 0.0
    # No points to South alone would do: its council would still refuse.
    assert why.not_alone["south"].value == 1.0
    assert "south" not in why.least_points


def test_without_failing_draws_there_is_no_why_not() -> None:
    finding = answer(tiny_case_data())
    assert finding.why_not.failing == 0
    assert finding.why_not.conflicts == ()
    assert finding.zone.zone.value == 1.0
    assert finding.best.a_sign.value == 1.0
    assert finding.best.obstacles == ()


def test_obstacles_name_what_a_package_does_not_meet() -> None:
    data = opposed_case(north=0, south=60)
    data["packages"] = {
        "all": {
            "label": "All the water",
            "kind": "demand",
            "known_from": "2019-12-01",
            "options": {"water": "full"},
        }
    }
    found = named(answer(data), "all")
    (obstacle,) = (o for o in found.obstacles if o.share.value == 1.0 and len(o.demands) == 2)
    assert {(d.party, d.issue) for d in obstacle.demands} == {("south", "water"), ("council", None)}


# -- rivals, alternatives, the map, what one must believe ------------------------------------


def test_rivals_are_within_two_standard_errors_and_differ_as_told() -> None:
    data = dear_case()
    # An issue of next to no worth: with and without it the same deal.
    data["issues"]["flag"] = {
        "label": "Whose flag",
        "status_quo": "one",
        "options": {"one": {"label": "One"}, "two": {"label": "Two"}},
    }
    data["values"]["north"]["issues"]["flag"] = {
        "importance": {"range": [0, 0.2]},
        "scores": {"one": 0, "two": 100},
    }
    finding = answer(data)
    best = {i: o for i, (o,) in finding.best.options.items()}
    assert finding.rivals
    for rival in finding.rivals:
        assert rival.behind.value <= 2 * rival.behind.se
        assert rival.differs == {i: o for i, o in rival.options.items() if best[i] != o} != {}
        gap = finding.best.a_sign.value - rival.a_sign.value
        assert rival.behind.value == pytest.approx(gap)


def test_each_alternative_is_less_acceptable_and_worth_more_to_who_gains_least() -> None:
    data = tiny_case_data()
    # All the water may turn out worth nothing to North, or much: better on average only.
    data["values"]["north"]["issues"]["water"]["scores"]["full"] = {"empirical": [0, 300]}
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = 30
    finding = answer(data, draws=2000)
    pairs = list(zip(finding.alternatives, finding.alternatives[1:], strict=False))
    assert pairs
    for first, second in pairs:
        assert second.a_sign.value <= first.a_sign.value
        assert min(second.gains.values()) > min(first.gains.values())


def test_the_map_shows_expected_gains() -> None:
    data = dear_case()
    ready, finding = work(data), answer(data)
    assert finding.map is not None
    assert finding.map.parties == ("north", "south")
    oracle = oracle_of(ready)
    package = indices(ready, {i: o for i, (o,) in finding.best.options.items()})
    expected = [
        np.mean([oracle.value(p, package, d) - oracle.utilities.floor[p][d] for d in oracle.draws])
        for p in (0, 1)
    ]
    assert finding.map.marks["most-acceptable"][0] == pytest.approx(expected)
    gains = ready.everything_gains
    assert finding.map.zone_share == pytest.approx((gains >= 0).all(axis=0).mean())
    for x, y in finding.map.front:
        assert not ((gains[0] > x + 1e-9) & (gains[1] > y + 1e-9)).any()


def test_what_one_must_believe_is_the_mean_over_draws_that_accept() -> None:
    data = dear_case()
    ready, finding = work(data), answer(data)
    package = np.array([indices(ready, {i: o for i, (o,) in finding.best.options.items()})])
    good = accepts(ready.held_out, package, ready.model.structure.acceptors)[0]
    believed = finding.must_believe[0]
    assert believed.share.value == pytest.approx(good.mean())
    plain = [n for n in believed.numbers if n.pointer.endswith("/value")]
    assert plain
    for number in plain:
        values = drawn(ready, number.pointer)
        assert number.accepting == pytest.approx(values[good].mean())
        assert number.refusing == pytest.approx(values[~good].mean())
        wanted = (values[good].mean() - values[~good].mean()) / values.std()
        assert number.distance == pytest.approx(wanted)
    distances = [abs(n.distance) for n in believed.numbers]
    assert distances == sorted(distances, reverse=True)
    assert distances[0] > 0.3


# -- bargaining points of a case -------------------------------------------------------------


def test_points_of_the_tiny_case_by_hand() -> None:
    found = points(work(tiny_case_data()))
    # full, open, built: North 60 + 20 of 100; South 60 + 20, less its worst of 10, of 90.
    nash = found.points["nash"]
    assert nash.packages == ({"water": "full", "mill": "open", "bridge": "built"},)
    assert nash.values == pytest.approx({"north": 80, "south": 700 / 9})
    assert nash.gains == pytest.approx({"north": 60, "south": 700 / 9 - 20})
    # 10 packages; of those with the bridge, none, half and full with the mill open, and full
    # with the mill closed, are undominated.
    assert found.pareto_size == 4
    assert found.zone_on_expected_values
    assert found.zone_draws.value == 1.0
    assert found.ratifiers["nash"] == {"council": True}
    # Everything is known: over draws the point is the point.
    assert nash.over_draws["north"].p05 == pytest.approx(60)
    assert nash.option_shares["water"] == {"full": 1.0}


def test_points_agree_with_every_package_on_expected_values() -> None:
    ready = work(dear_case())
    found = points(ready)
    gains = ready.everything_gains
    zone = (gains >= -1e-6).all(axis=0)
    assert found.rational == zone.sum() > 0
    best = np.where(zone, gains.prod(axis=0), -1).max()
    assert math.prod(found.points["nash"].gains.values()) == pytest.approx(best)
    least = np.where(zone, gains.min(axis=0), -1).max()
    assert min(found.points["egalitarian"].gains.values()) == pytest.approx(least)
    total = np.where(zone, gains.sum(axis=0), -1).max()
    assert sum(found.points["utilitarian"].gains.values()) == pytest.approx(total)


def test_no_point_where_there_is_no_zone() -> None:
    found = points(work(opposed_case()))
    assert not found.zone_on_expected_values
    assert found.points == {}
    assert found.zone_draws.value == 0.0


def test_points_over_draws_leave_out_draws_without_a_zone() -> None:
    data = opposed_case(north=[-40, 40], south=[-40, 40])
    del data["parties"]["council"], data["values"]["council"]
    ready = work(data)
    found = points(ready)
    north, south = (
        drawn(ready, f"/values/{p}/no_deal/courses/drought/value")[: found.draws]
        for p in ("north", "south")
    )
    # full gives North 100 and South 0; none the reverse.
    zone = (south <= 0) | (north <= 0)
    assert found.zone_draws.value == pytest.approx(zone.mean())
    gains = np.where(
        (south <= 0) & ((north > 0) | ((100 - north) * -south >= (100 - south) * -north)),
        100 - north,
        -north,
    )
    nash = found.points["nash"].over_draws["north"]
    assert nash.mean == pytest.approx(gains[zone].mean())


# -- edges -----------------------------------------------------------------------------------


def alone(data: dict[str, Any]) -> dict[str, Any]:
    for party in ("south", "council"):
        del data["parties"][party], data["values"][party]
    return data


def test_one_signatory_alone() -> None:
    data = alone(tiny_case_data())
    finding = answer(data)
    assert finding.map is None
    assert finding.best.a_sign.value == 1.0
    assert finding.best.a_hold.value == 1.0
    assert points(work(data)).points["nash"].values == pytest.approx({"north": 100})


def test_an_issue_with_a_single_option_left_on_the_table() -> None:
    data = tiny_case_data()
    for option in ("half", "full"):
        data["issues"]["water"]["options"][option]["on_table"] = False
    finding = answer(data)
    assert finding.packages_screened == 4
    assert finding.best.options["water"] == ("none",)


def test_linkages_that_leave_nothing_are_an_error_of_use() -> None:
    data = tiny_case_data()
    data["linkages"] = [{"at_most": 0, "of": ["mill/open", "mill/closed"]}]
    with pytest.raises(UsageError, match="leave no package"):
        answer(data)


def wide_case(issues: int = 30) -> dict[str, Any]:
    """More packages than can be enumerated: many issues, each worth more to one side."""
    data = copy.deepcopy(tiny_case_data())
    data["linkages"] = []
    data["issues"] = {
        f"x{k}": {
            "label": f"Issue {k}",
            "status_quo": "a",
            "options": {o: {"label": o} for o in "abc"},
        }
        for k in range(issues)
    }
    for party, turn in (("north", 1), ("south", -1), ("council", -1)):
        data["values"][party]["issues"] = {
            f"x{k}": {
                "importance": 1 + (3 if (k % 2 == 0) == (turn > 0) else 0),
                "scores": dict(zip("abc", (0, 60, 100)[::turn], strict=True)),
            }
            for k in range(issues)
        }
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = [50, 79]
    return data


def test_too_many_packages_to_enumerate_are_searched_and_it_is_said() -> None:
    data = wide_case()
    finding = answer(data)
    assert finding.status == "searched"
    assert "a better one may exist" in finding.method
    # Each gets what it cares for: 4 of 5 points; nobody can do much better together.
    assert finding.best.a_sign.value > 0.9
    assert not finding.zone.exact
    assert finding.zone.price.value >= 0
    assert finding.zone.zone.value >= finding.best.a_sign.value - 0.05
    assert finding.why_not.failing == 0
    found = points(work(data))
    assert "undominated" in found.method
    assert found.points["nash"].gains["north"] > 10


def test_a_search_keeps_the_linkages_even_where_the_status_quo_breaks_them() -> None:
    data = wide_case(20)
    data["linkages"] = [
        {"excludes": ["x0/a", "x1/a"]},
        {"option": "x2/a", "requires": ["x3/b"]},
    ]
    data["issues"]["x4"]["options"]["a"]["on_table"] = False
    ready = work(data)
    names = ready.model.structure.options
    assert ready.grid is None
    for package in ready.race.packages:
        chosen = {names.names[o] for o in package}
        assert not {"x0/a", "x1/a"} <= chosen
        assert "x2/a" not in chosen or "x3/b" in chosen
        assert "x4/a" not in chosen
    assert answer(data).best.a_sign.value > 0.5


def test_a_search_that_finds_no_package_at_all_is_an_error_of_use() -> None:
    data = wide_case(20)
    data["linkages"] = [{"at_most": 0, "of": ["x0/a", "x0/b", "x0/c"]}]
    with pytest.raises(UsageError, match="no package that keeps every linkage"):
        answer(data)
