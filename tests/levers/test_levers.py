"""Every kind of lever on a case small enough to know its effect draw by draw."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.levers.analysis import Levers, gain, levers
from detente.levers.effects import pull
from detente.levers.findings import LeverFinding, LeversFinding
from detente.levers.generated import generated
from tests.builders import case_from, tiny_case_data, uncertain_case_data
from tests.deals.making import drawn, work

# full, mill open, bridge built: the only deal anybody here could sign.
NORTH, SOUTH = 80.0, 700 / 9
NO_DEAL = "/values/{}/no_deal/courses/drought/value"


def towns() -> dict[str, Any]:
    """Two towns without a council: no deal between 60 and 100 for each."""
    data = tiny_case_data()
    del data["parties"]["council"], data["values"]["council"]
    for party in ("north", "south"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = [60, 100]
    return data


def lever(kind: str, **effect: Any) -> dict[str, Any]:
    cost = effect.pop("cost", {"text": "little"})
    return {"label": kind, "kind": kind, "author": "tests", "cost": cost, **effect}


def pull_all(data: dict[str, Any], draws: int = 800, **how: Any) -> LeversFinding:
    ready = work(data, draws=draws, **how)
    return levers(ready, dict(ready.study.case.levers))


def pull_one(data: dict[str, Any], one: dict[str, Any], **how: Any) -> LeverFinding:
    (found,) = pull_all({**data, "levers": {"one": one}}, **how).levers
    return found


def no_deals(data: dict[str, Any], draws: int = 800) -> tuple[np.ndarray, np.ndarray]:
    ready = work(data, draws=draws)
    return drawn(ready, NO_DEAL.format("north")), drawn(ready, NO_DEAL.format("south"))


def signed(north: np.ndarray, south: np.ndarray) -> float:
    return float(((north <= NORTH) & (south <= SOUTH)).mean())


def moves(found: LeverFinding, before: float, after: float) -> None:
    """The lever takes the one possible deal from one share to another, and no other helps."""
    assert found.fixed.value == pytest.approx(after - before)
    assert found.reoptimised.value == pytest.approx(after - before)
    assert found.acceptability.value == pytest.approx(after)
    assert found.changes == {}


def unmoved(found: LeverFinding) -> None:
    assert (found.fixed.value, found.fixed.se) == (0.0, 0.0)
    assert (found.reoptimised.value, found.reoptimised.se) == (0.0, 0.0)


# -- points, changes, cost -------------------------------------------------------------------


@pytest.mark.parametrize("when", [(), ("mill/open",), ("mill/open", "bridge/built")])
def test_points_are_added_to_deals_that_have_what_they_are_paid_for(when: tuple[str, ...]) -> None:
    north, south = no_deals(towns())
    found = pull_one(towns(), lever("compensate", points={"south": 8}, when=when))
    moves(found, signed(north, south), signed(north, south - 8))
    assert found.fixed.value > 0.05


def test_points_for_what_the_deal_has_not_do_nothing_to_it() -> None:
    for when in (["water/half"], ["water/half", "mill/open"]):
        found = pull_one(towns(), lever("compensate", points={"south": 8}, when=when))
        assert found.fixed.value == 0.0


def test_drawn_points_and_their_cost_are_charged() -> None:
    data = towns()
    one = lever(
        "compensate",
        points={"south": [0, 20]},
        cost={"text": "paid by North", "points": {"north": [0, 10]}},
    )
    data["levers"] = {"one": one}
    ready = work(data, draws=800)
    paid = drawn(ready, "/levers/one/points/south")
    cost = drawn(ready, "/levers/one/cost/points/north")
    north, south = no_deals(towns())
    found = pull_one(towns(), one)
    moves(found, signed(north, south), signed(north + cost, south - paid))
    assert found.cost == "paid by North"
    assert found.author == "tests"
    assert gain(ready, "one") == found.reoptimised


@pytest.mark.parametrize(
    ("how", "size", "after"),
    [
        ("add", -10, lambda n: n - 10),
        ("times", 0.9, lambda n: n * 0.9),
        ("set", [70, 75], lambda n: 70 + (n - 60) / 8),
    ],
)
def test_a_guarantee_changes_the_number_it_names(how: str, size: Any, after: Any) -> None:
    north, south = no_deals(towns())
    change = {"number": NO_DEAL.format("north"), how: size}
    found = pull_one(towns(), lever("guarantee", changes=[change]))
    if how == "set":  # drawn from a stream of its own
        data = {**towns(), "levers": {"one": lever("guarantee", changes=[change])}}
        new = drawn(work(data, draws=800), "/levers/one/changes/0/set")
        moves(found, signed(north, south), signed(new, south))
    else:
        moves(found, signed(north, south), signed(after(north), south))
    assert found.fixed.value > 0.02


def test_a_ratifier_is_won_over() -> None:
    data = towns()
    data["parties"]["council"] = {
        "label": "Council",
        "role": "ratifier",
        "ratifies_for": "south",
        "threshold": [0, 20],
    }
    council = dict(data["values"]["south"], no_deal={"courses": {"drought": {"value": 65}}})
    data["values"]["council"] = council
    change = {"number": "/parties/council/threshold", "set": 0}
    found = pull_one(data, lever("ratify", changes=[change]))
    north, south = no_deals(data)
    threshold = drawn(work(data, draws=800), "/parties/council/threshold")
    before = ((north <= NORTH) & (south <= SOUTH) & (65 + threshold <= SOUTH)).mean()
    moves(found, before, signed(north, south))
    assert found.fixed.value > 0.05


def test_a_change_not_yet_known_changes_nothing() -> None:
    change = {
        "number": NO_DEAL.format("north"),
        "times": {"point": 0.5, "known_from": "2020-06-01"},
    }
    one = lever("guarantee", changes=[change])
    unmoved(pull_one(towns(), one))
    later = pull_one(towns(), one, as_of=datetime.date(2020, 6, 1))
    assert later.fixed.value > 0.1


def test_an_importance_cannot_be_changed() -> None:
    change = {"number": "/values/north/issues/mill/importance", "set": 50}
    with pytest.raises(UsageError, match="weights are never renormalised"):
        pull_one(towns(), lever("guarantee", changes=[change]))


# -- options on and off the table ------------------------------------------------------------


def toll_case() -> dict[str, Any]:
    """A bridge with a toll, better for both than the bridge, and not on the table."""
    data = towns()
    data["issues"]["bridge"]["options"]["toll"] = {"label": "A toll", "on_table": False}
    for party in ("north", "south"):
        data["values"][party]["issues"]["bridge"]["scores"]["toll"] = 140
    data["linkages"] = [{"if": ["water/full"], "then": ["bridge/built", "bridge/toll"]}]
    return data


@pytest.mark.parametrize(
    "extra", [{"kind": "add-measure"}, {"kind": "leave-open", "forum": "UN", "until": "2021-01-01"}]
)
def test_an_opened_option_is_used_by_the_new_deal_alone(extra: dict[str, str]) -> None:
    data = toll_case()
    kind = extra["kind"]
    effect = {k: v for k, v in extra.items() if k != "kind"}
    found = pull_one(data, lever(kind, opens=["bridge/toll"], **effect))
    north, south = no_deals(data)
    after = ((north <= NORTH + 8) & (south <= SOUTH + 8 / 0.9)).mean()
    assert found.fixed.value == 0.0
    assert found.reoptimised.value == pytest.approx(after - signed(north, south))
    assert found.changes == {"bridge": ("built", "toll")}


@pytest.mark.parametrize(
    "one",
    [
        lever("drop", issue="bridge"),
        lever("change-format", closes=["bridge/built"]),
        lever("link", together=["water/full", "mill/closed"]),
        lever("link", together=["mill/open", "water/none", "bridge/built"]),
    ],
)
def test_what_rules_the_deal_out_costs_all_its_acceptability(one: dict[str, Any]) -> None:
    north, south = no_deals(towns())
    found = pull_one(towns(), one)
    before = signed(north, south)
    assert found.fixed.value == pytest.approx(-before)
    assert found.reoptimised.value == pytest.approx(-before)
    assert found.changes != {}


def test_where_the_deal_is_ruled_out_the_next_best_is_found() -> None:
    data = towns()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [50, 90]
    found = pull_one(data, lever("change-format", closes=["water/full"]))
    ready = work(data, draws=800)
    north = drawn(ready, NO_DEAL.format("north"))
    south = drawn(ready, NO_DEAL.format("south"))
    before = signed(north, south)
    half = ((north <= 56) & (south <= 800 / 9)).mean()
    assert found.fixed.value == pytest.approx(-before)
    assert found.reoptimised.value == pytest.approx(half - before)
    assert found.changes == {"water": ("full", "half")}


@pytest.mark.parametrize(
    "one",
    [
        lever("compensate", points={"south": [0, 0]}),
        lever("compensate", points={"south": 0}, when=["mill/open", "bridge/built"]),
        lever("link", together=["water/full", "bridge/built"]),
        lever("change-format", closes=["mill/closed"]),
        lever("guarantee", changes=[{"number": NO_DEAL.format("south"), "times": 1}]),
        lever("add-measure", opens=["mill/open"]),
        lever("settle-reading", term="idle", reading="one"),
        lever("settle-reading", term="idle", reading={"one": 1, "two": 3, "three": [2, 7]}),
    ],
)
def test_a_lever_that_changes_nothing_gains_exactly_nothing(one: dict[str, Any]) -> None:
    data = towns()
    data["terms"] = {
        "idle": {"label": "idle", "readings": {n: {"label": n} for n in ("one", "two", "three")}}
    }
    unmoved(pull_one(data, one))


def test_a_lever_that_leaves_no_package_is_an_error_of_use() -> None:
    one = lever("change-format", closes=["mill/open", "mill/closed"])
    with pytest.raises(UsageError, match="leaves no package"):
        pull_one(towns(), one)


# -- readings --------------------------------------------------------------------------------


def word_case() -> dict[str, Any]:
    """``water/fair`` is all the water to North, half to South, and the only water on offer."""
    data = towns()
    data["linkages"] = []
    water = data["issues"]["water"]["options"]
    water["full"]["on_table"] = water["half"]["on_table"] = False
    water["fair"] = {
        "label": "Fair",
        "under": {"term": "fair", "means": {"little": "half", "much": "full"}},
    }
    data["terms"] = {
        "fair": {
            "label": "fair",
            "readings": {"little": {"label": "little"}, "much": {"label": "much"}},
            "read_by": {
                "north": {"readings": {"much": 1}},
                "south": {"readings": {"little": 1}},
            },
        }
    }
    for party in ("north", "south"):
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = [0, 150]
    return data


def settle(data: dict[str, Any], reading: Any) -> LeverFinding:
    return pull_one(data, lever("settle-reading", term="fair", reading=reading))


def test_a_settled_reading_holds_for_everybody() -> None:
    # What was signed on two readings is judged on one: South's for North, or North's for South.
    data = word_case()
    base = work(data, draws=800)
    index = {name: k for k, name in enumerate(base.model.structure.options.names)}
    held = base.held_out
    package = base.best_signed
    assert index["water/fair"] in package

    def share(north: str, south: str) -> float:
        ok = np.ones(held.draws, dtype=bool)
        for p, water in ((0, north), (1, south)):
            options = [index[water] if o == index["water/fair"] else o for o in package]
            ok &= held.parts[p, options].sum(axis=0) >= held.floor[p] - 1e-6
        return float(ok.mean())

    before = share("water/full", "water/half")
    little = settle(data, "little").fixed.value
    much = settle(data, "much").fixed.value
    assert little == pytest.approx(share("water/half", "water/half") - before)
    assert much == pytest.approx(share("water/full", "water/full") - before)
    assert little < 0
    assert much < 0
    mixed = settle(data, {"little": 1, "much": {"range": [2, 4]}})
    assert mixed.fixed.value == pytest.approx((little + 3 * much) / 4)


# -- waiting ---------------------------------------------------------------------------------


def dated(**event: Any) -> dict[str, Any]:
    data = towns()
    data["events"] = {
        "rain": {
            "label": "The rains",
            "declared": "2019-12-02",
            "in_days": [200, 400],
            "changes": [{"number": NO_DEAL.format("south"), "add": -10}],
            **event,
        }
    }
    return data


WAIT = lever("wait", event="rain")


def test_waiting_brings_what_the_event_changes_and_what_time_costs() -> None:
    data = dated()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["drift"] = -0.5
    data["values"]["north"]["waiting_cost"] = [1, 3]
    found = pull_one(data, WAIT)
    north, south = no_deals(data)
    months = (300 - 30) / 30.4375  # 30 days have gone since it was declared
    assert found.months == pytest.approx(months)
    moves(found, signed(north, south), signed(north - 0.5 * months, south - 10))
    assert found.waiting == pytest.approx({"north": 2 * months})


def test_an_event_limited_to_a_set_of_beliefs_moves_its_draws_alone() -> None:
    data = dated(beliefs=["wet"])
    data["beliefs"] = {"wet": {"label": "Wet", "weight": 1}, "dry": {"label": "Dry", "weight": 2}}
    found = pull_one(data, WAIT)
    ready = work(data, draws=800)
    wet = ready.study.beliefs(2)[:800] == 0
    north, south = no_deals(data)
    moves(found, signed(north, south), signed(north, np.where(wet, south - 10, south)))
    assert 0.2 < wet.mean() < 0.5
    unmoved(pull_one(data, WAIT, believe="dry"))


def test_there_is_no_waiting_for_what_is_over() -> None:
    data = dated(happened="2019-12-20")
    found = pull_one(data, WAIT)
    assert found.note == "already over by 2020-01-01"
    unmoved(found)
    early = pull_one(data, WAIT, as_of=datetime.date(2019, 12, 10))
    assert early.note == ""
    assert early.fixed.value > 0


def test_there_is_no_waiting_for_what_nobody_expects_yet() -> None:
    found = pull_one(dated(), WAIT, as_of=datetime.date(2019, 12, 1))
    assert found.note == "not yet expected on 2019-12-01"
    unmoved(found)


def test_a_lever_not_yet_known_is_absent() -> None:
    data = {**towns(), "levers": {"one": lever("compensate", points={"south": 5})}}
    data["levers"]["one"]["known_from"] = "2020-01-02"
    assert pull_all(data).levers == ()
    assert len(pull_all(data, as_of=datetime.date(2020, 1, 2)).levers) == 1


# -- learning --------------------------------------------------------------------------------


def fork(a: list[int], b: list[int]) -> dict[str, Any]:
    """Two ways that North likes or not, as it may turn out; South minds neither."""
    data = towns()
    data["linkages"] = []
    data["issues"] = {
        "way": {
            "label": "Way",
            "status_quo": "none",
            "options": {o: {"label": o} for o in ("none", "a", "b")},
        }
    }
    scores = {
        "north": {"none": 0, "a": {"empirical": a}, "b": {"empirical": b}},
        "south": {"none": 0, "a": 100, "b": 100},
    }
    for party, values in data["values"].items():
        values["issues"] = {"way": {"importance": 1, "scores": scores[party]}}
        values["no_deal"]["courses"]["drought"]["value"] = 20
    return data


@pytest.mark.parametrize("a", [[0, 100], [0, 100, 100, 100], [0, 0, 100]])
@pytest.mark.parametrize("b", [[0, 0, 0, 100, 100], [0, 0, 0, 0, 100]])
def test_learning_what_decides_lets_one_choose(a: list[int], b: list[int]) -> None:
    data = fork(a, b)
    for option in ("a", "b"):
        number = f"/values/north/issues/way/scores/{option}"
        found = pull_one(data, lever("inform", number=number))
        ready = work(data, draws=800)
        good = {o: drawn(ready, f"/values/north/issues/way/scores/{o}") > 0 for o in "ab"}
        base = max(good["a"].mean(), good["b"].mean())
        other = "b" if option == "a" else "a"
        known = np.where(good[option], True, good[other])
        assert (found.fixed.value, found.fixed.se) == (0.0, 0.0)
        assert found.acceptability.value == pytest.approx(known.mean())
        assert found.reoptimised.value == pytest.approx(known.mean() - base)
        assert found.reoptimised.value > 0.03


def test_learning_never_harms_beyond_noise_and_never_moves_the_deal_as_it_stands() -> None:
    data = uncertain_case_data()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"]["range"] = [20, 70]
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["range"] = [50, 110]
    data["levers"] = {
        f"learn-{k}": lever("inform", number=number)
        for k, number in enumerate(
            [
                "/values/north/issues/water/importance",
                "/values/north/issues/water/scores/half",
                NO_DEAL.format("south"),
                "/values/south/synergies/shared/points",
                "/parties/council/audience_cost",
                "/terms/fair-share/read_by/north/readings/much",
            ]
        )
    }
    for found in pull_all(data, draws=2000).levers:
        assert (found.fixed.value, found.fixed.se) == (0.0, 0.0)
        assert found.reoptimised.value >= -2 * found.reoptimised.se - 0.01


def test_what_is_told_a_constant_is_no_news() -> None:
    unmoved(pull_one(towns(), lever("inform", number="/values/north/issues/water/scores/half")))


# -- portfolios ------------------------------------------------------------------------------


def both(ready: Workspace, *slugs: str) -> LeverFinding:
    case, options = ready.study.case, ready.model.structure.options
    pulls = [pull(s, case.levers[s], case, options, ready.study.as_of) for s in slugs]
    together = pulls[0]
    for other in pulls[1:]:
        together = together.then(other)
    return Levers(ready).finding(together, None, "", True)


def test_a_portfolio_is_all_its_levers_at_once_in_any_order() -> None:
    data = dated()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["drift"] = -0.5
    data["events"]["snow"] = dict(data["events"]["rain"], in_days=100)
    data["events"]["snow"]["changes"] = [{"number": NO_DEAL.format("north"), "add": -2}]
    data["levers"] = {
        "pay": lever("compensate", points={"south": 6}),
        "rain": WAIT,
        "snow": lever("wait", event="snow"),
    }
    ready = work(data, draws=800)
    north, south = no_deals(data)
    months = 270 / 30.4375  # both events are waited for at once: the later counts
    expected = signed(north - 2 - 0.5 * months, south - 16) - signed(north, south)
    orders = [("pay", "rain", "snow"), ("snow", "rain", "pay"), ("rain", "pay", "snow")]
    for order in orders:
        found = both(ready, *order)
        assert found.months == pytest.approx(months)
        assert found.fixed.value == pytest.approx(expected)
        assert found.reoptimised.value == pytest.approx(expected)


def test_levers_that_help_only_together_are_found() -> None:
    data = towns()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [81, 85]
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"] = [80, 85]
    data["levers"] = {
        "north": lever("compensate", points={"north": 6}),
        "south": lever("compensate", points={"south": 9}),
        "idle": lever("compensate", points={"south": 0}),
    }
    finding = pull_all(data)
    assert [f.reoptimised.value for f in finding.levers] == [0.0, 0.0, 0.0]
    assert finding.portfolios[0].slugs in {("north", "south"), ("south", "north")}
    assert finding.portfolios[0].reoptimised.value == 1.0
    assert finding.baseline.value == 0.0
    assert finding.portfolios_tried == 4
    assert finding.exhaustive


def test_a_portfolio_is_never_of_levers_that_undo_each_other() -> None:
    data = word_case()
    data["levers"] = {
        "little": lever("settle-reading", term="fair", reading="little"),
        "much": lever("settle-reading", term="fair", reading="much"),
        "pay": lever("compensate", points={"south": 30, "north": 30}),
        "low": lever("guarantee", changes=[{"number": NO_DEAL.format("north"), "set": 1}]),
        "high": lever("guarantee", changes=[{"number": NO_DEAL.format("north"), "set": 2}]),
    }
    finding = pull_all(data)
    for portfolio in finding.portfolios:
        assert not {"little", "much"} <= set(portfolio.slugs)
        assert not {"low", "high"} <= set(portfolio.slugs)
    # Of 10 pairs and 10 triples, each forbidden pair takes itself and its 3 triples out.
    assert finding.portfolios_tried == 20 - 2 * 4


def test_too_many_levers_for_every_portfolio_is_said() -> None:
    data = towns()
    data["levers"] = {f"pay-{k}": lever("compensate", points={"south": k}) for k in range(1, 8)}
    finding = pull_all(data)
    assert not finding.exhaustive
    assert finding.portfolios_tried == 15 + 20
    singles = [f.reoptimised.value for f in finding.levers]
    assert singles == sorted(singles, reverse=True)
    assert all(2 <= len(p.slugs) <= 3 for p in finding.portfolios)


# -- packages of the record, and levers that follow from a case ------------------------------


def test_a_lever_is_judged_on_a_package_of_the_record_too() -> None:
    data = towns()
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = [20, 60]
    data["packages"] = {
        "swap": {
            "label": "Swap",
            "kind": "offer",
            "known_from": "2019-12-01",
            "options": {"water": "half", "mill": "open"},
        }
    }
    data["levers"] = {
        "pay": lever("compensate", points={"south": 10}),
        "nothing": lever("compensate", points={"south": 0}),
    }
    ready = work(data, draws=800)
    finding = levers(ready, dict(ready.study.case.levers), marked=recorded(ready))
    told = {f.slugs[0]: f.on_packages["swap"].value for f in finding.levers}
    north, south = no_deals(data)
    before = ((north <= 36) & (south <= 600 / 9)).mean()
    after = ((north <= 36) & (south - 10 <= 600 / 9)).mean()
    assert told == pytest.approx({"pay": after - before, "nothing": 0.0})
    assert told["nothing"] == 0.0
    assert after > before


def test_levers_of_the_case_itself_leave_out_what_its_authors_declared() -> None:
    data = uncertain_case_data()
    case = case_from(data)
    made = generated(case, {"/values/north/issues/water/scores/half": "half the water"})
    assert set(made) == {
        "read-fair-share-as-little",
        "read-fair-share-as-much",
        "learn-1",
        "wait-dam-opens",
        "drop-water",
        "drop-mill",
        "drop-bridge",
    }
    data["levers"] = {
        "a": lever("settle-reading", term="fair-share", reading="much"),
        "b": lever("inform", number="/values/north/issues/water/scores/half"),
        "c": lever("wait", event="dam-opens"),
        "d": lever("drop", issue="mill"),
    }
    left = generated(case_from(data), {"/values/north/issues/water/scores/half": "half the water"})
    assert set(left) == {"read-fair-share-as-little", "drop-water", "drop-bridge"}
    some = generated(case_from(data), None, frozenset({"bridge", "mill"}))
    assert set(some) == {"read-fair-share-as-little", "drop-bridge"}
