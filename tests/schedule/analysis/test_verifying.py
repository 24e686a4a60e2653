"""Verification of a deal: numbers by hand, properties, and the same tests for both sides."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.blocks.verification import Items
from detente.finding import Spread
from detente.schedule.analysis.verifying.detected import undeclared
from detente.schedule.analysis.verifying.months import months_finding
from detente.schedule.analysis.verifying.sampling import sample
from detente.schedule.analysis.verifying.steps import step_findings
from detente.schedule.analysis.verifying.visits import divided, enough, game, seen
from detente.schedule.analysis.verifying.watch import Watch
from detente.schedule.verification.sites import Sites, divide
from detente.schedule.verification_findings import PlaceFinding, StepFinding, WatchFinding
from tests.schedule.analysis.tracked import prepared
from tests.schedule.analysis.watched import data, of, told

ORDER = (("passage",), ("mill",), ("water",), ("north-pier",), ("south-pier",))


def at(watch: WatchFinding, slug: str) -> PlaceFinding:
    return next(p for p in watch.places if p.slug == slug)


def step(made: dict[str, Any], slug: str) -> StepFinding:
    return next(s for s in step_findings(prepared(made), ORDER) if s.slug == slug)


def exactly(spread: Spread | None) -> float:
    assert spread is not None
    assert spread.p05 == spread.p95
    return spread.mean


# -- what would be seen --------------------------------------------------------------------


def test_declared_and_undeclared_places_are_kept_apart() -> None:
    north = of(told(data()), "north")
    found = north.detection
    assert found is not None
    # Two visits and one at a half each; the place with one is seen least.
    assert (at(north, "mill-house").visits, at(north, "store").visits) == (2, 1)
    assert exactly(at(north, "mill-house").detection) == pytest.approx(0.75)
    assert (exactly(found.declared), found.least) == (pytest.approx(0.5), "store")
    assert exactly(found.undeclared) == pytest.approx(0.2)
    assert exactly(found.worst) == pytest.approx(0.2)
    assert exactly(found.mixed) == pytest.approx(0.5 * 0.5 + 0.5 * 0.2)
    assert exactly(at(north, "barn").detection) == pytest.approx(0.2)
    assert at(north, "barn").visits == 0


def test_without_a_word_on_undeclared_places_all_count_as_declared() -> None:
    found = told(data())
    south = of(found, "south").detection
    assert south is not None
    assert south.undeclared is None
    assert exactly(south.worst) == exactly(south.mixed) == pytest.approx(0.8)
    assert "all-declared" in found.assumptions
    made = data()
    made["verification"]["of-south"]["undeclared_detection"] = 5
    again = of(told(made), "south").detection
    assert again is not None
    assert exactly(again.worst) == pytest.approx(0.05)


def test_where_a_violation_would_be_follows_completeness_or_the_places() -> None:
    made = data()
    del made["verification"]["of-north"]["undeclared_share"]
    found = told(made)
    assert exactly(of(found, "north").detection.goes_undeclared) == pytest.approx(0.4)
    assert "goes-by-completeness" in found.assumptions
    del made["verification"]["of-north"]["completeness"]
    found = told(made)
    # One place of three is not declared.
    assert exactly(of(found, "north").detection.goes_undeclared) == pytest.approx(1 / 3)
    assert {"goes-by-number", "completeness-unknown"} <= set(found.assumptions)
    assert of(found, "north").completeness is None


def test_visits_without_a_find_make_the_list_likelier_complete() -> None:
    made = data()
    made["verification"]["of-north"] |= {"completeness": [20, 80], "visits": 12}
    found = of(told(made), "north").completeness
    assert found is not None
    assert found.sees == pytest.approx(0.25)
    means = [found.stated.mean, *(s.mean for _, s in found.after)]
    assert [k for k, _ in found.after] == [3, 6, 12]
    assert means == sorted(means)
    # Uniform on [.2, .8], likelihood (1 - .25 (1-c))^12, on a fine grid.
    c = np.linspace(0.2, 0.8, 20_001)
    like = (1 - 0.25 * (1 - c)) ** 12
    assert means[-1] == pytest.approx(float((c * like).sum() / like.sum()), abs=0.02)


# -- the plan ------------------------------------------------------------------------------


def test_the_division_in_the_open_and_by_lot() -> None:
    plan = of(told(data()), "north").plan
    assert plan is not None
    # Worth 10 (2u - 1): 10 unseen, 0 after one visit, -5 after two.
    assert (plan.worst, plan.at, plan.enough, plan.given) == (
        pytest.approx(0.0, abs=1e-12),
        "store",
        2,
        3,
    )
    assert plan.worst_by_lot == pytest.approx(-2.5)
    assert sorted((round(p, 6), *c.values()) for p, c in plan.lots) == [(0.5, 1, 2), (0.5, 2, 1)]


def test_few_visits_over_the_times_are_drawn_by_lot() -> None:
    north = of(told(data()), "north")
    one = at(north, "store").game
    assert one is not None
    # By hand from [[0, -10], [-10, v]]: v = -5, -20/3, -7.5; visit first 1/2, 1/3, 1/4.
    assert (one.first, one.value) == (pytest.approx(0.25), pytest.approx(7.5))
    assert [(n, m, round(p, 6)) for n, m, p in one.grid] == [
        (4, 1, 0.25),
        (3, 1, 0.333333),
        (2, 1, 0.5),
        (1, 1, 1.0),
    ]
    assert at(north, "barn").game is None
    assert at(north, "store").surprise is not None
    assert at(north, "mill-house").surprise is None
    assert at(north, "store").surprise.delay == pytest.approx(1 / math.e)


def test_as_many_visits_as_times_need_no_lot() -> None:
    assert game(4, 4, 1.0, 1.0, 0.9) is None
    assert game(4, 0, 1.0, 1.0, 0.9) is None
    assert game(4, 3, 1.0, 1.0, 0.0) is None
    assert game(4, 3, 1.0, 1.0, 0.9) is not None


@given(
    st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.5, 20)), min_size=1, max_size=4),
    st.floats(0.5, 30),
    st.integers(0, 12),
)
def test_more_visits_never_see_less_and_enough_is_the_fewest(
    places: list[tuple[float, float]], loss: float, visits: int
) -> None:
    sees, gain = (np.array(x) for x in zip(*places, strict=True))
    sites = Sites(sees, gain, np.full(len(sees), loss))
    fewer, more = divide(sites, visits).counts, divide(sites, visits + 1).counts
    for one, p in zip((more - fewer).tolist(), sees, strict=True):
        assert one >= 0
        assert seen(np.array([p]), visits + 1)[0] >= seen(np.array([p]), visits)[0]
    least = enough(sites)
    assert least is not None
    assert divide(sites, least).worst <= 0
    assert least == 0 or divide(sites, least - 1).worst > 0


def test_no_number_of_visits_is_enough_where_nothing_is_to_be_lost() -> None:
    assert enough(Sites(np.array([0.5]), np.array([3.0]), np.array([0.0]))) is None


def test_more_visits_detect_more_in_the_finding() -> None:
    shares = []
    for visits in (0, 1, 3, 8):
        made = data()
        made["verification"]["of-north"]["visits"] = visits
        found = of(told(made), "north").detection
        shares.append(exactly(found.declared))
    assert shares == sorted(shares)
    assert (shares[0], shares[1]) == (0.0, 0.0)


# -- what deters ---------------------------------------------------------------------------


def test_detection_needed_with_false_alarms() -> None:
    north = of(told(data()), "north")
    # (gain + alarms * cost) / (gain + loss), alarms 1 - .9^2 and 1 - .9.
    assert exactly(at(north, "mill-house").needed) == pytest.approx(10.19 / 20)
    assert exactly(at(north, "store").needed) == pytest.approx(10.1 / 20)
    assert at(north, "mill-house").deterred.value == 1
    assert at(north, "store").deterred.value == 0
    held = north.deterrence
    assert held is not None
    assert held.declared.value == 0
    assert exactly(held.alarm) == pytest.approx(1 - 0.9**3)
    # What is forbidden can be moved: the best place's gain, seen in one of five cases.
    assert exactly(held.undeclared_needed) == pytest.approx(0.5)
    assert held.undeclared.value == 0
    made = data()
    made["verification"]["of-north"]["undeclared_detection"] = 50
    held = of(told(made), "north").deterrence
    assert (held.undeclared.value, held.nowhere.value) == (1, 0)
    assert held.nowhere_without_alarms.value == 1
    made = data()
    made["verification"]["of-north"] |= {"visits": 6, "false_alarms": 0}
    held = of(told(made), "north").deterrence
    assert (held.declared.value, held.undeclared.value, held.nowhere.value) == (1, 0, 0)


def test_what_is_lost_is_the_rest_of_the_deal_and_the_guarantee() -> None:
    found = told(data())
    south = of(found, "south")
    assert exactly(south.deterrence.loss) == pytest.approx(70 + 5 * 0.4)
    assert exactly(at(south, "sluice").needed) == pytest.approx(8 / 80)
    assert "loss-is-deal" in found.assumptions
    assert exactly(of(found, "north").deterrence.loss) == 10


def test_a_loss_of_nothing_deters_nothing_on_either_side() -> None:
    made = data()
    for watch in made["verification"].values():
        watch["loss_if_caught"] = 0
    found = told(made)
    for watch in found.watches:
        assert watch.deterrence.nowhere.value == 0
        assert watch.plan.enough is None
    # False alarms alone cost more than a certain discovery would.
    assert at(of(found, "north"), "store").out_of_reach.value == 1
    assert exactly(at(of(found, "north"), "store").needed) == 1


def test_both_sides_with_the_same_numbers_get_the_same_answers() -> None:
    made = data()
    names = {"north": ("mill", "left"), "south": ("water", "right")}
    made["facilities"] = {
        slug: {
            "label": slug,
            "of": who,
            "commitments": [what],
            "gain": 5,
            "detection": 40,
            "months_to_rebuild": {"freeze": 2},
            "routes": [f"route-{who}"],
        }
        for who, (what, slug) in names.items()
    }
    made["commitments"]["water"]["action"] = "freeze"
    watch = {**made["verification"]["of-north"], "label": "x"}
    made["verification"] = {who: {**watch, "of": who} for who in names}
    north, south = told(made).watches
    assert asdict(north)["detection"] == {**asdict(south)["detection"], "least": "left"}
    assert north.deterrence == south.deterrence
    assert north.plan.worst == south.plan.worst
    assert north.months.quickest == south.months.quickest


def test_a_side_that_nobody_watches_is_named() -> None:
    made = data()
    assert told(made).unwatched == ()
    del made["verification"]["of-south"]
    assert told(made).unwatched == ("south",)


def test_a_deal_that_binds_a_side_at_no_place_has_nothing_to_visit() -> None:
    made = data()
    made["facilities"]["sluice"]["commitments"] = []
    assert len(of(told(made), "south").places) == 1  # names nothing: counts for every deal
    made["commitments"]["canal"] = {"label": "c", "actor": "south", "what": "w"}
    made["facilities"]["sluice"]["commitments"] = ["canal"]
    south = of(told(made), "south")
    assert (south.places, south.detection, south.plan, south.deterrence) == ((), None, None, None)


def test_gains_left_out_are_those_of_faking_or_alike() -> None:
    made = data()
    del made["facilities"]["sluice"]["gain"]
    found = told(made)
    assert exactly(at(of(found, "south"), "sluice").gain) == pytest.approx(10)
    assert "gain-of-faking" in found.assumptions
    made["facilities"]["sluice"]["commitments"] = []
    found = told(made)
    assert exactly(at(of(found, "south"), "sluice").gain) == 1
    assert "gain-alike" in found.assumptions


# -- what each step needs ------------------------------------------------------------------


def test_a_step_needs_its_gain_over_gain_and_slack() -> None:
    made = data()
    mill = step(made, "mill")
    # Faking the mill gains its cost of 20; north has nothing yet and 36 to gain.
    assert (mill.gain, mill.slack) == (pytest.approx(20), pytest.approx(36))
    assert mill.needed == pytest.approx(20 / 56)
    assert mill.visits == {"mill-house": 1, "store": 1, "barn": 2}
    water = step(made, "water")
    # South has the mill (60) of the 72 it may be ahead.
    assert (water.gain, water.slack) == (pytest.approx(10), pytest.approx(12))
    assert water.needed == pytest.approx(10 / 22)
    assert (mill.step, water.step) == (2, 3)
    # What it has changes nothing of what it needs.
    made["commitments"]["mill"]["detection"] = 30
    assert step(made, "mill").slack == pytest.approx(36)
    assert step(made, "mill").needed == pytest.approx(20 / 56)


def test_enough_is_the_condition_that_the_order_tests() -> None:
    made = data()
    made["commitments"]["water"]["detection"] = 45
    assert step(made, "water").enough.value == 0
    made["commitments"]["water"]["detection"] = 46
    assert step(made, "water").enough.value == 1
    made["commitments"]["water"]["detection"] = [30, 60]
    found = step(made, "water")
    assert found.enough.value == pytest.approx((60 - 100 * 10 / 22) / 30, abs=0.07)


def test_how_late_detection_may_be() -> None:
    made = data()
    # The mill is due on day 20; with the water of day 40 north has all that it may be ahead
    # by, with the pier of day 110 more.
    assert step(made, "mill").longest == pytest.approx(90)
    made["commitments"]["mill"]["detection"] = 90
    assert step(made, "mill").longest == pytest.approx(20)
    assert step(made, "south-pier").longest is None
    made["commitments"]["mill"]["detection"] = 20
    assert step(made, "mill").longest == 0


def test_too_far_ahead_no_detection_is_enough() -> None:
    made = data()
    made["commitments"]["water"]["cost"] = 30  # south then has 50 to gain, and 60 in hand
    water = step(made, "water")
    assert water.needed is None
    assert water.needed_spread.mean == 1
    assert water.visits == {"sluice": None}
    assert water.enough.value == 0


def test_a_blind_place_reaches_nothing() -> None:
    made = data()
    made["facilities"]["store"]["detection"] = 0
    assert step(made, "mill").visits["store"] is None
    del made["facilities"]["store"]["detection"]
    found = told(made)
    assert "place-unseen" in found.assumptions
    assert exactly(at(of(found, "north"), "store").detection) == 0


# -- what is bought is time ----------------------------------------------------------------


def test_months_along_routes_before_and_after() -> None:
    months = of(told(data()), "north").months
    flour, hidden = months.routes
    assert (flour.places, flour.declared, flour.touched) == (("mill-house", "store"), True, True)
    # Both are needed, side by side: the longer of one and two months.
    assert (exactly(flour.before), exactly(flour.after)) == (0, 2)
    assert exactly(flour.warning) == pytest.approx(1)
    assert flour.in_time.value == 1
    assert {a: exactly(s) for a, s in flour.readings.items()} == {"freeze": 2, "dismantle": 20}
    assert (hidden.declared, exactly(hidden.after)) == (False, 3)
    assert exactly(months.quickest) == exactly(months.quickest_declared) == 2
    assert exactly(months.lag) == pytest.approx(1)
    assert {(a.route, exactly(a.alone), exactly(a.omitted)) for a in months.actions} == {
        ("flour", 2, 2),
        ("hidden", 3, 3),
    }
    assert [(p.slug, p.action) for p in months.places] == [
        ("mill-house", "freeze"),
        ("store", "freeze"),
        ("barn", "freeze"),
    ]


def test_an_untouched_route_caps_what_is_bought() -> None:
    made = data()
    made["facilities"]["barn"]["commitments"] = ["north-pier"]
    months = of(told(made), "north").months
    assert not months.routes[1].touched
    assert (exactly(months.quickest), exactly(months.quickest_declared)) == (0, 2)


def test_of_several_actions_the_one_longest_to_undo_counts() -> None:
    made = data()
    made["facilities"]["mill-house"]["commitments"].append("north-pier")
    made["commitments"]["north-pier"]["action"] = "dismantle"
    months = of(told(made), "north").months
    assert months.places[0].action == "dismantle"
    assert exactly(months.routes[0].after) == 20
    # The freeze adds nothing once the mill house is taken down.
    omitted = {(a.commitment, a.route): exactly(a.omitted) for a in months.actions}
    assert omitted["mill", "flour"] == 0
    assert omitted["north-pier", "flour"] == 18


def test_what_does_not_say_what_is_done_is_named() -> None:
    made = data()
    del made["commitments"]["mill"]["action"]
    months = of(told(made), "north").months
    assert months.unsaid == ("mill",)
    assert not any(r.touched for r in months.routes)
    assert exactly(months.routes[0].readings["dismantle"]) == 20


def test_an_action_without_months_buys_nothing_and_that_is_said() -> None:
    made = data()
    made["commitments"]["mill"]["action"] = "disable"
    found = told(made)
    assert "months-missing" in found.assumptions
    # Only the mill house says how long disabling takes to undo.
    assert exactly(of(found, "north").months.routes[0].after) == 6


def test_a_late_detection_leaves_no_warning() -> None:
    made = data()
    made["verification"]["of-north"]["lag_days"] = [30, 120]
    route = of(told(made), "north").months.routes[0]
    # Two months are 60.875 days.
    assert route.in_time.value == pytest.approx(30.875 / 90, abs=0.07)
    assert route.warning.p05 < 0


# -- counting items ------------------------------------------------------------------------


def test_the_published_sample() -> None:
    """Avenhaus & Canty 1996: 100 items of 1 kg of plutonium: 26 by formula, 25 exact."""
    found = sample(Items(count=100, mass_kg=1, material="plutonium"), 1.0)
    high = found.levels[0]
    assert (found.goal, found.months, found.falsified) == (8, 1, 8)
    assert (high.level, high.formula, high.exact) == ("high", 26, 25)
    assert high.missed <= 0.1


def test_an_instrument_that_misses_needs_more_items_or_cannot_do() -> None:
    items = Items(count=100, mass_kg=1, material="plutonium")
    sizes = [sample(items, sees).levels[0].exact for sees in (1.0, 0.8, 0.5)]
    assert sizes == sorted(sizes)
    assert sample(items, 0.1).levels[0].exact is None
    assert sample(items, 0.1).levels[0].missed == pytest.approx(0.9**8)


def test_less_than_the_goal_amount_needs_no_sample() -> None:
    found = sample(Items(count=7, mass_kg=1, material="plutonium"), 1.0)
    assert (found.falsified, found.levels) == (8, ())


@pytest.mark.parametrize(
    ("material", "goal", "months"),
    [
        ("plutonium", 8, 1),
        ("uranium-233", 8, 1),
        ("high-enriched", 25, 1),
        ("low-enriched", 75, 12),
    ],
)
def test_every_material_has_its_goal_and_time(material: Any, goal: float, months: int) -> None:
    found = sample(Items(count=1000, mass_kg=1, material=material), 1.0)
    assert (found.goal, found.months) == (goal, months)


def test_a_place_with_items_has_a_sample_with_the_instrument() -> None:
    made = data()
    made["facilities"]["store"]["items"] = {"count": 100, "mass_kg": 1, "material": "plutonium"}
    found = told(made)
    assert at(of(found, "north"), "store").sample.levels[0].exact == 25
    assert "instrument-perfect" in found.assumptions
    made["verification"]["of-north"]["instrument"] = 80
    again = at(of(told(made), "north"), "store").sample
    assert again.sees == pytest.approx(0.8)
    assert again.levels[0].exact > 25


# -- the whole -----------------------------------------------------------------------------


def test_the_same_draws_give_the_same_answer() -> None:
    made = data()
    made["facilities"]["store"]["gain"] = [2, 9]
    assert told(made, seed=3) == told(made, seed=3)
    assert told(made, seed=3) != told(made, seed=4)


def test_a_watch_reads_only_its_own_side() -> None:
    ready = prepared(data())
    watch = Watch("of-south", ready)
    assert [p.slug for p in watch.places] == ["sluice"]
    assert months_finding(watch).routes == ()
    assert divided(watch).known.counts.tolist() == [1]
    assert not undeclared(watch).possible.any()
