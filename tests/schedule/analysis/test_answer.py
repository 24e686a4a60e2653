"""The order of a deal from end to end, on numbers worked out by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente.case.models import Lever
from detente.schedule.analysis.answer import Effort, schedule
from detente.schedule.analysis.reading import Pulled
from detente.schedule.conditions import conditions
from detente.schedule.findings import DoctrineFinding, ScheduleFinding
from tests.schedule.analysis.towns import deal_data, exchange_of, prepared

QUICK = Effort(3.0, 3, 5.0, 10.0, 400)


def worked() -> dict[str, Any]:
    """Return the worked value of the field: costs 4, 2 and 3, 5; values 6, 5 and 7, 4."""
    return deal_data(
        a_large=exchange_of(4, "south", 6),
        a_small=exchange_of(2, "south", 5),
        b_small=exchange_of(3, "north", 7),
        b_large=exchange_of(5, "north", 4),
    )


def answered(data: dict[str, Any], **more: Any) -> ScheduleFinding:
    found = schedule(prepared(data, **more), "deal", "Deal", QUICK)
    assert found is not None
    return found


def doctrine(found: ScheduleFinding, slug: str) -> DoctrineFinding:
    return next(d for d in found.doctrines if d.slug == slug)


def test_the_worked_value_in_a_common_unit_is_two() -> None:
    data = worked()
    data["sequence"] = {"unit": {"label": "crowns", "per_point": {"north": 1, "south": 1}}}
    found = answered(data).search
    assert found.status == "PROVED"
    assert found.common == pytest.approx(2)
    assert found.bound == pytest.approx(2)
    assert max(found.needs.values()) == pytest.approx(2)
    assert found.scale == "crowns"
    assert found.confirmed.startswith("shown twice")
    assert found.clash


def test_a_points_worth_in_the_unit_scales_the_figure() -> None:
    data = worked()
    data["sequence"] = {"unit": {"label": "crowns", "per_point": {"north": 3, "south": 3}}}
    assert answered(data).search.common == pytest.approx(6)


def test_doctrines_in_closed_form() -> None:
    found = answered(worked())
    # All at once needs each party's whole cost; whoever goes first needs nothing of itself.
    assert doctrine(found, "all-at-once").needs == pytest.approx({"north": 6, "south": 8})
    assert doctrine(found, "north-first").needs == pytest.approx({"north": 0, "south": 8})
    assert doctrine(found, "south-first").needs == pytest.approx({"north": 6, "south": 0})
    assert doctrine(found, "north-first").turns == 2
    first = doctrine(found, "all-at-once").breaks
    assert first is not None
    assert (first.party, first.kind, first.step) == ("south", "walk-away", 1)
    assert first.gain == pytest.approx(8)
    best = doctrine(found, "best")
    share = {p: best.needs[p] / cost for p, cost in (("north", 6), ("south", 8))}
    assert best.share_of_cost == pytest.approx(share)
    assert found.search.common == pytest.approx(max(share.values()))


def test_certain_numbers_hold_in_all_draws_or_none() -> None:
    found = answered(worked())
    assert all(d.holds.value == 0 for d in found.doctrines)
    assert found.kept.value == 0
    data = worked()
    data["guarantees"] = {
        p: {"label": p, "kind": "bond", "on": p, "points": 4} for p in ("north", "south")
    }
    held = answered(data)
    assert held.search.common == 0
    assert doctrine(held, held.chosen).holds.value == 1
    assert held.repairs == ()
    assert held.kept.value == held.signed.value
    assert held.guarantee["north"].mean == 4


def test_the_share_is_that_of_draws_in_which_the_guarantee_is_enough() -> None:
    data = worked()
    data["guarantees"] = {
        p: {"label": p, "kind": "bond", "on": p, "points": [0, 4]} for p in ("north", "south")
    }
    ready = prepared(data)
    found = schedule(ready, "deal", "Deal", QUICK)
    assert found is not None
    best = doctrine(found, found.chosen)
    ranks = {n: k for k, step in enumerate(best.steps) for n in step}
    times = np.array([ranks[n] for n in ready.names], dtype=float)
    expected = conditions(ready.fresh.exchange, times, gates=True).holds(1e-6).mean()
    assert best.holds.value == pytest.approx(expected)
    assert 0.02 < best.holds.value < 0.98
    assert best.holds.se == pytest.approx(np.sqrt(expected * (1 - expected) / 300), rel=0.01)
    both = (ready.signed & conditions(ready.fresh.exchange, times, gates=True).holds(1e-6)).mean()
    assert found.kept.value == pytest.approx(both)
    assert found.some.value >= best.holds.value


def test_repairs_say_what_they_leave_and_are_levers_of_a_case() -> None:
    found = answered(worked())
    kinds = {r.kind for r in found.repairs}
    assert {"guarantee", "escrow", "split"} <= kinds
    enough = [r.common <= 0 for r in found.repairs]
    assert enough == sorted(enough, reverse=True)
    for repair in found.repairs:
        lever = Lever.model_validate(repair.lever)
        assert lever.guarantee or lever.escrow or lever.split or lever.changes
        if repair.common <= 0:
            # With certain numbers what is enough on expected values is so in every draw.
            assert repair.kept.value == found.signed.value
            assert repair.gain.value == pytest.approx(found.signed.value)


@pytest.mark.parametrize("kind", ["guarantee", "escrow", "split"])
def test_a_repair_put_into_the_case_as_a_lever_does_the_same(kind: str) -> None:
    data = worked()
    found = answered(data)
    repair = next(r for r in found.repairs if r.kind == kind)
    lever = Lever.model_validate(repair.lever)
    data["levers"] = {"mend": repair.lever}
    changed = prepared(data)
    changed.pulled = Pulled("mend", lever)
    mended = schedule(changed, "deal", "Deal", QUICK)
    assert mended is not None
    assert mended.search.common == pytest.approx(repair.common, abs=0.02)
    plain = prepared(data)
    told = schedule(plain, "deal", "Deal", QUICK, {"mend": changed})
    assert told is not None
    pulled = next(r for r in told.repairs if r.kind == "lever")
    assert pulled.lever == {"slug": "mend"}
    assert pulled.kept.value == pytest.approx(repair.kept.value)


def test_detection_and_credibility_are_raised_as_far_as_it_takes() -> None:
    data = deal_data(
        give=exchange_of(4, "south", 9, detection=50, gain_from_faking=4),
        take=exchange_of(0, "north", 6, detection=100),
    )
    data["guarantees"] = {
        "bond": {"label": "Bond", "kind": "bond", "on": "north", "points": 2, "credibility": 50}
    }
    # North: stake 6 - 4 = 2, guarantee 2 x 0.5 = 1.  Going first, faking gains 4 (1-q)/q <= 3.
    found = answered(data)
    seen = next(r for r in found.repairs if r.kind == "detection")
    assert seen.size == pytest.approx(4 / 7, abs=0.002)
    assert seen.was == pytest.approx(0.5)
    bites = next(r for r in found.repairs if r.kind == "credibility")
    # It needs 4 <= 2 + 2 k: certain.
    assert bites.size == pytest.approx(1)
    assert bites.common == pytest.approx(0, abs=1e-6)
    assert bites.lever["changes"] == [{"number": "/guarantees/bond/credibility", "set": 100.0}]


def test_dates_keep_durations_prerequisites_and_verification() -> None:
    data = deal_data(
        first=exchange_of(1, "south", 4, duration_days=10, detection_lag_days=5),
        second=exchange_of(1, "north", 4, duration_days=20, prerequisites=["first"]),
    )
    data["sequence"] = {"starts": "2021-03-01", "period_days": 1}
    found = answered(data)
    plan = found.calendar
    assert plan is not None
    assert plan.status == "PROVED"
    one, two = plan.commitments
    assert (one.slug, two.slug) == ("first", "second")
    assert one.finish == datetime.date(2021, 3, 11)
    assert one.verified == datetime.date(2021, 3, 16)
    # Begun when the first is delivered; delivered after it is verified, which 20 days are.
    assert two.finish == datetime.date(2021, 3, 31)
    assert plan.ends == two.finish
    north = next(e for e in plan.exposure if e.party == "north")
    assert north.advance == pytest.approx((0, -1, 3))


def test_days_that_were_agreed_are_judged_as_they_stand() -> None:
    data = deal_data(
        first=exchange_of(1, "south", 4, due="2020-02-01"),
        second=exchange_of(1, "north", 4, due="2020-02-01", prerequisites=["first"]),
    )
    data["sequence"] = {"starts": "2020-02-01", "period_days": 7}
    # Going second, south has 4 in hand against a stake of 3.
    short = doctrine(answered(data), "as-agreed")
    assert short.needs == pytest.approx({"north": 0, "south": 1})
    assert short.holds.value == 0
    data["guarantees"] = {"b": {"label": "b", "kind": "bond", "on": "south", "points": 2}}
    found = answered(data)
    agreed = doctrine(found, "as-agreed")
    assert agreed.steps == (("first",), ("second",))
    assert agreed.holds.value == 1
    assert found.calendar is not None
    assert {d.finish for d in found.calendar.commitments} == {datetime.date(2020, 2, 1)}
    assert found.calendar_status == "agreed"
    # A day before what it waits for is no agreement at all.
    data["commitments"]["first"]["due"] = "2020-02-02"
    late = answered(data)
    assert all(d.slug != "as-agreed" for d in late.doctrines)
    assert late.calendar is None
    assert late.calendar_status


def test_a_day_that_cannot_be_kept_is_named() -> None:
    data = deal_data(
        first=exchange_of(1, "south", 4, duration_days=30),
        second=exchange_of(1, "north", 4, due="2020-01-10", prerequisites=["first"]),
    )
    data["sequence"] = {"starts": "2020-01-01", "period_days": 1}
    found = answered(data)
    assert found.calendar is None
    assert "'second'" in found.calendar_status


def test_an_order_that_keeps_the_days_goes_before_one_that_holds_more_often() -> None:
    data = worked()
    data["commitments"]["b-large"]["due"] = "2020-01-03"
    data["commitments"]["a-large"]["not_before"] = "2020-01-05"
    data["sequence"] = {"starts": "2020-01-01", "period_days": 1}
    found = answered(data)
    best = doctrine(found, found.chosen)
    ranks = {n: k for k, step in enumerate(best.steps) for n in step}
    assert ranks["b-large"] < ranks["a-large"]


def test_readings_of_the_order_are_counted_needed_and_contradicted() -> None:
    data = deal_data(
        give=exchange_of(2, "south", 5),
        take=exchange_of(3, "north", 4),
    )
    data["orders"] = {
        "give-first": {"label": "G", "by": ["south"], "after": ["give < take"]},
        "take-first": {"label": "T", "by": ["north"], "after": ["take < give"]},
    }
    found = answered(data)
    give, take = found.readings
    assert (give.orders, take.orders) == (1, 1)
    # Stakes 4 - 2 = 2 each: the later mover has the whole value in hand already.
    assert give.needs == pytest.approx({"north": 0, "south": 3})
    assert take.needs == pytest.approx({"north": 2, "south": 0})
    assert set(found.contradiction) == {"give", "take"}
    data["orders"]["take-first"]["after"] = ["give < take"]
    assert answered(data).contradiction == ()


def test_a_reading_that_goes_round_in_a_circle_admits_no_order() -> None:
    data = deal_data(
        give=exchange_of(2, "south", 5, prerequisites=["take"]),
        take=exchange_of(3, "north", 4),
    )
    data["orders"] = {"g": {"label": "G", "after": ["give < take"]}}
    (found,) = answered(data).readings
    assert found.orders == 0
    assert set(found.circle) == {"give", "take"}
    assert found.common is None


def test_trust_its_threshold_and_the_first_steps_within_the_floor() -> None:
    data = worked()
    payoffs = {"both": 4, "cheats": 3, "neither": 1, "cheated": 0}
    data["trust"] = {
        "north": {"of": "south", "trustworthy": [40, 60], **payoffs, "floor": 3},
        "south": {"of": "north", "trustworthy": 60, **payoffs},
    }
    found = answered(data)
    north, south = found.trust
    # Worked value of the field: (P - S) / ((P - S) + (R - T)) = 0.5.
    assert north.threshold.mean == pytest.approx(0.5)
    assert 0.3 < north.reached.value < 0.7
    assert south.reached.value == 1
    # Of costs 4 and 2 a floor of 3 lets north begin with the smaller; the larger would be 6.
    assert north.first_steps == ("a-small",)
    assert south.first_steps == ()
    gradual = doctrine(found, "gradual-north")
    assert gradual.steps[0] == ("a-small",)
    assert north.budget == pytest.approx(gradual.needs["south"])
    assert all(d.slug != "gradual-south" for d in found.doctrines)


def test_an_untrustworthy_partys_signal_is_told_where_cheating_pays() -> None:
    data = worked()
    data["trust"] = {
        "north": {
            "of": "south",
            "trustworthy": 50,
            "both": 3,
            "cheats": 5,
            "neither": 1,
            "cheated": 0,
        }
    }
    (found,) = answered(data).trust
    # p(T-P) / (p(T-P) + p(T-R) + (1-p)(P-S)) = 2 / (2 + 1 + 0.5)
    assert found.signal is not None
    assert found.signal.mean == pytest.approx(2 / 3.5)
    assert found.reached.value == 0


def test_what_a_party_loses_by_the_whole_deal_no_order_mends() -> None:
    data = deal_data(give=exchange_of(9, "south", 5), take=exchange_of(1, "north", 4))
    found = answered(data)
    assert found.stake["north"].mean == pytest.approx(-5)
    assert found.takes_part.value == 0
    assert found.kept.value == 0


def test_a_deal_without_commitments_has_no_order() -> None:
    assert schedule(prepared(deal_data()), "deal", "Deal", QUICK) is None


def test_coalitions_break_an_order_that_single_parties_keep() -> None:
    data = deal_data(give=exchange_of(0, "south", 5), take=exchange_of(0, "north", 4))
    data["commitments"]["give"]["detection"] = 100
    plain = answered(data)
    assert doctrine(plain, plain.chosen).holds.value == 1
    data["commitments"]["give"]["cost"] = 3
    data["coalitions"] = {
        "both": {"label": "B", "members": ["north", "south"], "weights": {"north": 1, "south": 9}}
    }
    found = answered(data)
    assert "coalitions-not-in-least" in found.assumptions
    assert doctrine(found, found.chosen).holds.value in (0.0, 1.0)


def test_the_same_seed_gives_the_same_answer_and_another_other_draws() -> None:
    data = worked()
    data["guarantees"] = {
        "b": {"label": "b", "kind": "bond", "on": "south", "points": [0, 9]},
        "c": {"label": "c", "kind": "bond", "on": "north", "points": [0, 9]},
    }
    one, two = answered(data, seed=3), answered(data, seed=3)
    assert replace(one, calendar=None) == replace(two, calendar=None)
    assert answered(data, seed=4).guarantee != one.guarantee


def late() -> dict[str, Any]:
    """Return a deal without gates: north is found out 30 days late, south delivers meanwhile."""
    data = deal_data(
        give=exchange_of(4, "south", 9, due="2020-02-01", detection_lag_days=30),
        take=exchange_of(1, "north", 6, due="2020-02-11"),
    )
    data["sequence"] = {"starts": "2020-02-01", "period_days": 60, "gates": False}
    return data


def test_where_nothing_waits_a_fake_must_be_found_out_before_the_other_delivers() -> None:
    found = answered(late())
    agreed = doctrine(found, "as-agreed")
    # Stakes 6 - 4 = 2 and 9 - 1 = 8; faking, north has south's 6 in hand before it is found out.
    assert agreed.needs == pytest.approx({"north": 4, "south": 1})
    lag = next(r for r in found.repairs if r.kind == "lag")
    assert lag.commitments == ("give",)
    assert lag.was == pytest.approx(30)
    assert lag.size == 9
    assert lag.needs == pytest.approx({"north": 0, "south": 1})
    assert lag.common == pytest.approx(1)
    assert lag.price == pytest.approx(21 / 30)
    assert Lever.model_validate(lag.lever).changes
    waiting = late()
    waiting["sequence"]["gates"] = True
    assert all(r.kind != "lag" for r in answered(waiting).repairs)


def test_a_deal_changed_in_one_option_is_a_repair_where_it_asks_for_less() -> None:
    data = deal_data(
        give=exchange_of(4, "south", 5),
        take=exchange_of(3, "north", 5),
    )
    data["commitments"]["pier"] = {
        "label": "pier",
        "what": "pier",
        "actor": "south",
        "cost": 0,
        "value": {"north": 4},
    }
    data["issues"]["bridge"]["options"]["built"]["commitments"] = ["pier"]
    data["sequence"] = {"unit": {"label": "crowns", "per_point": {"north": 1, "south": 1}}}
    found = answered(data)
    # South goes second with 5 in hand against a stake of 2, north with 5 against 1.
    assert found.search.common == pytest.approx(3)
    change = next(r for r in found.repairs if r.kind == "change" and r.party == "bridge/no/built")
    assert change.commitments == ("pier",)
    # With the pier to come north may be ahead by 5: it goes second and south needs nothing.
    assert change.common == 0
    assert Lever.model_validate(change.lever).closes == ("bridge/no",)
