"""A signed deal against its log: points, days and stages by hand."""

from __future__ import annotations

import datetime

import pytest

from detente.schedule.tracking_findings import PerformedFinding, TrackFinding
from tests.schedule.analysis.tracked import TODAY, commitment, data, day, entry, told


def of(found: TrackFinding, slug: str) -> PerformedFinding:
    return next(c for c in found.commitments if c.slug == slug)


def fails(found: TrackFinding, party: str) -> tuple[str, datetime.date | None, float]:
    one = next(f for f in found.failing if f.party == party)
    return one.kind, one.day, one.gain


# -- status ------------------------------------------------------------------------------


def test_status_follows_the_log_and_where_it_is_silent_the_dates() -> None:
    found = told(data())
    assert {c.slug: (c.status, c.days_late, c.logged) for c in found.commitments} == {
        "passage": ("on-time", -1, True),
        "mill": ("late", 10, True),
        "water": ("overdue", 10, False),
        "north-pier": ("not-yet-due", 0, False),
        "south-pier": ("not-yet-due", 0, False),
    }
    assert of(found, "mill").delivered == day("2020-02-20")
    assert of(found, "water").delivered is None
    assert of(found, "south-pier").waits_for == ("water",)


def test_nothing_known_later_is_used() -> None:
    made = data()
    made["performance"]["mill-runs"]["known_from"] = "2020-03-12"
    found = told(made)
    assert found.later == 1
    assert [e.slug for e in found.log] == ["passage-open"]
    assert of(found, "mill").status == "overdue"
    assert told(made, "2020-03-12").later == 0


def test_the_latest_of_each_aspect_counts_and_the_rest_is_history() -> None:
    made = data()
    made["performance"] |= {
        "built": entry("water", "partial", 1, "output", "2020-02-25"),
        # Known later, but of an earlier day: it does not replace what came after.
        "began": entry("water", "partial", 0, "output", "2020-02-01", known_from="2020-03-01"),
        "dug": entry("water", "on-time", 3, "activity", "2020-02-20"),
    }
    found = told(made)
    assert of(found, "water").levels == {"activity": 3, "output": 1}
    assert of(found, "water").latest == "built"
    assert [e.slug for e in found.log if not e.standing] == ["began"]


def test_the_deepest_aspect_decides_what_is_delivered() -> None:
    made = data()
    made["performance"]["dug"] = entry("water", "on-time", 3, "activity", "2020-02-20")
    assert of(told(made), "water").delivered == day("2020-02-20")
    assert "activity-alone" in told(made).assumptions
    made["performance"]["some"] = entry("water", "partial", 2, "output", "2020-02-25")
    assert of(told(made), "water").delivered is None
    made["performance"]["all"] = entry("water", "late", 3, "output", "2020-03-02")
    assert of(told(made), "water").delivered == day("2020-03-02")
    made["performance"]["seen"] = entry("water", "partial", 2, "outcome", "2020-03-05")
    assert of(told(made), "water").delivered is None
    assert told(made).ahead == ("water",)
    made["performance"]["seen-whole"] = entry("water", "late", 3, "outcome", "2020-03-08")
    # Delivered when it was put out, not when somebody had looked.
    assert of(told(made), "water").delivered == day("2020-03-02")


def test_what_fell_back_is_delivered_only_since_it_was_whole_again() -> None:
    made = data()
    for k, level in enumerate((3, 1, 3, 3)):
        made["performance"][f"e{k}"] = entry("water", "late", level, "output", f"2020-03-0{k + 2}")
    assert of(told(made), "water").delivered == day("2020-03-04")


@pytest.mark.parametrize("level", [1, 2])
def test_a_part_counts_as_not_delivered_and_that_is_said(level: int) -> None:
    made = data()
    made["performance"]["part"] = entry("water", "partial", level, "outcome", "2020-03-01")
    found = told(made)
    assert of(found, "water").status == "partial"
    assert of(found, "water").days_late == 10
    assert [s.advance for s in found.standing] == pytest.approx([-20, 60])
    assert "partial-counts-as-none" in found.assumptions
    assert "partial-counts-as-none" not in told(data()).assumptions


def test_what_is_disputed_is_no_breach_and_counts_as_not_delivered() -> None:
    made = data()
    made["performance"] |= {
        "theirs": entry("water", "breach", 0, "activity", "2020-03-03"),
        "ours": entry("water", "disputed", 3, "output", "2020-03-02"),
    }
    found = told(made)
    assert (of(found, "water").status, of(found, "water").latest) == ("disputed", "ours")
    assert of(found, "water").delivered is None
    assert [s.advance for s in found.standing] == pytest.approx([-20, 60])
    # Were it delivered: north has 36 for its 20, south has paid 10.
    assert [s.advance_disputed for s in found.standing] == pytest.approx([16, 50])
    assert "disputed-not-delivered" in found.assumptions


@pytest.mark.parametrize(
    ("aspect", "level", "settles"),
    [
        ("output", 1, True),
        ("outcome", 3, True),
        ("outcome", 2, False),
        ("activity", 3, False),
    ],
)
def test_a_breach_is_taken_back_by_the_same_aspect_or_a_complete_deeper_one(
    aspect: str, level: int, settles: bool
) -> None:
    made = data()
    made["performance"] |= {
        "alarm": entry("water", "breach", 0, "output", "2020-03-02"),
        "after": entry("water", "late", level, aspect, "2020-03-05"),
    }
    found = told(made)
    assert (next(e for e in found.log if e.slug == "alarm").settled_by == "after") is settles
    assert (of(found, "water").status == "breach") is not settles


# -- implementation ----------------------------------------------------------------------


def test_the_aspects_are_kept_apart_with_what_they_leave_out() -> None:
    made = data()
    made["performance"]["part"] = entry("water", "partial", 2, "output", "2020-03-01")
    found = told(made)
    activity, output, outcome = found.aspects
    assert (activity.score, activity.coded) == (None, 0)
    # Output: mill 3 and water 2 of five commitments; outcome: passage 3.
    assert (output.score, output.least, output.most) == pytest.approx(
        (500 / 6, 500 / 15, 1400 / 15)
    )
    assert (outcome.score, outcome.least, outcome.most) == pytest.approx((100, 20, 100))
    assert found.unverified == ("water", "mill")


def test_a_minimal_claim_is_no_reason_for_a_warning() -> None:
    made = data()
    made["performance"]["part"] = entry("water", "partial", 1, "output", "2020-03-01")
    assert told(made).unverified == ("mill",)


# -- who is ahead ------------------------------------------------------------------------


def test_who_is_ahead_is_what_was_received_less_what_was_paid() -> None:
    north, south = told(data()).standing
    assert (north.received, north.paid, north.advance) == pytest.approx((0, 20, -20))
    assert (south.received, south.paid, south.advance) == pytest.approx((60, 0, 60))
    # 36, and 70 with a guarantee of 5 that bites with 40 in 100.
    assert (north.cap, south.cap) == pytest.approx((36, 72))
    assert (north.pays, south.pays) == (False, False)


def test_breaking_off_pays_beyond_the_cap_the_same_for_every_party() -> None:
    made = data()
    made["commitments"]["water"]["cost"] = 30
    north, south = told(made).standing
    # South now gains 50 by the whole deal and is 60 ahead, with 2 of guarantee.
    assert south.cap == pytest.approx(52)
    assert (south.pays, south.pays_share.value) == (True, 1.0)
    assert (north.pays, north.pays_share.value) == (False, 0.0)
    del made["performance"]["mill-runs"]
    made["performance"]["water-runs"] = entry("water", "on-time", 3, "outcome", "2020-03-01")
    made["commitments"]["water"] |= {"cost": 10}
    made["commitments"]["mill"] |= {"cost": 40}
    north, south = told(made).standing
    # North has 36 and has paid nothing; the whole deal is worth 16 to it.
    assert (north.advance, north.cap, north.pays) == (pytest.approx(36), pytest.approx(16), True)
    assert south.pays is False


def test_what_can_be_undone_is_not_received() -> None:
    made = data()
    made["commitments"]["mill"]["recoverable"] = 75
    assert [s.advance for s in told(made).standing] == pytest.approx([-5, 15])


def test_a_guarantee_that_has_expired_holds_nobody() -> None:
    made = data()
    made["guarantees"]["levy"]["until"] = "2020-03-10"
    found = told(made)
    assert found.standing[1].cap == pytest.approx(70)
    assert found.guarantees[0].expired
    assert found.guarantees[0].clocks == ()
    made["guarantees"]["levy"]["until"] = TODAY
    assert told(made).standing[1].cap == pytest.approx(72)


def test_an_escrow_gives_nothing_before_all_of_it_is_in() -> None:
    made = data()
    made["escrows"] = {"both": {"label": "both", "commitments": ["water", "mill"]}}
    assert [s.advance for s in told(made).standing] == pytest.approx([0, 0])
    made["performance"]["water-runs"] = entry("water", "late", 3, "output", "2020-03-05")
    assert [s.advance for s in told(made).standing] == pytest.approx([16, 50])


# -- delays ------------------------------------------------------------------------------


def test_a_delay_is_propagated_and_what_unlocks_most_is_named() -> None:
    found = told(data())
    # Not begun: 20 days from today.  The pier takes 40 days and was to begin on 22 April.
    assert of(found, "water").expected == day("2020-03-31")
    assert of(found, "water").slack == 22
    assert found.end_expected == found.end_planned == day("2020-06-01")
    assert [(u.slug, u.waiting, u.alone) for u in found.unlocks] == [("water", 1, 1)]
    made = data()
    made["commitments"]["south-pier"]["duration_days"] = 80
    found = told(made)
    assert of(found, "south-pier").expected == found.end_expected == day("2020-06-19")
    assert of(found, "water").slack == 0
    assert found.chain == ("water", "south-pier")


def test_what_is_begun_may_be_finished_today() -> None:
    made = data()
    made["performance"]["dug"] = entry("water", "partial", 1, "activity", "2020-02-20")
    assert of(told(made), "water").expected == day(TODAY)


def test_days_that_were_not_agreed_come_from_a_calendar_and_make_no_delivery_late() -> None:
    made = data()
    del made["commitments"]["south-pier"]["due"]
    found = told(made)
    pier = of(found, "south-pier")
    assert pier.planned_by == "calendar"
    # Behind the water, which has a day of its own, and the 40 days that it takes.
    assert pier.planned >= day("2020-04-10")
    assert "planned-by-calendar" in found.assumptions
    # Past a day that nobody agreed, it is behind, not overdue.
    assert of(told(made, "2020-09-01"), "south-pier").status == "behind"
    assert of(told(data(), "2020-09-01"), "south-pier").status == "overdue"
    made["performance"]["pier"] = entry("south-pier", "on-time", 3, "outcome", "2020-03-10")
    assert of(told(made), "south-pier").days_late is None


def test_without_a_stated_start_the_deal_starts_when_it_was_known() -> None:
    made = data()
    del made["sequence"]["starts"]
    found = told(made)
    assert found.starts == day("2019-12-15")
    assert "starts-with-signature" not in found.assumptions  # every day is agreed
    del made["commitments"]["north-pier"]["due"]
    assert "starts-with-signature" in told(made).assumptions


# -- what fails next ---------------------------------------------------------------------


def test_what_fails_next_while_the_delay_lasts() -> None:
    found = told(data())
    assert found.held == ("water", "south-pier")
    # On 1 May the north pier adds 20 to the 60 that south has: 80 against 72.
    assert fails(found, "south") == ("walk-away", day("2020-05-01"), pytest.approx(8))
    assert fails(found, "north") == ("", None, 0)
    # Water on 31 March would take 10 off, and the condition would hold.
    assert not any(f.anyway for f in found.failing)
    deadline = found.deadline
    assert deadline is not None
    assert (deadline.slug, deadline.day) == ("south-pier", day("2020-06-01"))


def test_what_fails_without_the_delay_too_is_said() -> None:
    made = data()
    made["commitments"]["water"]["cost"] = 30
    found = told(made)
    south = next(f for f in found.failing if f.party == "south")
    assert (south.day, south.gain) == (day(TODAY), pytest.approx(8))
    assert south.anyway


def test_a_guarantee_that_ends_on_the_way_is_what_fails_next() -> None:
    made = data()
    made["commitments"]["water"]["cost"] = 30
    made["guarantees"]["levy"] |= {"points": 100, "credibility": 100, "until": "2020-04-10"}
    found = told(made)
    # From the day after, 60 stand against the 50 of the whole deal.
    assert fails(found, "south") == ("walk-away", day("2020-04-11"), pytest.approx(10))
    assert not any(f.anyway for f in found.failing)


def test_with_gates_the_delay_itself_puts_nobody_ahead() -> None:
    made = data()
    made["sequence"]["gates"] = True
    found = told(made)
    assert [f.kind for f in found.failing] == ["", ""]
    assert "gates" in found.assumptions


def test_where_nothing_is_overdue_the_first_delay_that_would_break_a_condition_is_named() -> None:
    found = told(data(), "2020-02-25")
    assert found.held == ()
    assert found.supposed == "water"
    assert fails(found, "south")[1] == day("2020-05-01")


# -- consequences ------------------------------------------------------------------------


def test_the_clock_of_a_guarantee_with_dated_stages() -> None:
    (levy,) = told(data()).guarantees
    (clock,) = levy.clocks
    assert (clock.occasion, clock.started) == ("today", day(TODAY))
    assert [(s.slug, s.first, s.last) for s in clock.stages] == [
        ("notice", day("2020-03-11"), day("2020-03-26")),
        ("elders", day("2020-03-27"), day("2020-04-10")),
        ("advice", day("2020-04-11"), day("2020-04-15")),
        ("council", day("2020-04-16"), day("2020-05-15")),
    ]
    assert clock.back_from == day("2020-05-16")
    assert not clock.too_late


@pytest.mark.parametrize("status", ["breach", "disputed"])
def test_an_occasion_in_the_log_shows_where_its_clock_would_stand(status: str) -> None:
    made = data()
    made["performance"]["claim"] = entry(
        "water", status, 0, "output", "2020-02-24", known_from="2020-02-26"
    )
    (levy,) = told(made).guarantees
    now, then = levy.clocks
    assert now.occasion == "today"
    assert (then.occasion, then.entry, then.started) == (status, "claim", day("2020-02-26"))
    # Fourteen days on, the fifteen of the first stage are not over.
    assert (then.stage, then.back_from, then.in_force) == ("notice", day("2020-05-02"), False)
    # Nobody can complain of what is not known.
    assert len(told(made, "2020-02-25").guarantees[0].clocks) == 1


def test_an_occasion_that_was_taken_back_stops_its_clock() -> None:
    made = data()
    made["performance"] |= {
        "alarm": entry("water", "breach", 0, "output", "2020-02-24"),
        "mended": entry("water", "on-time", 3, "output", "2020-03-01"),
    }
    _, then = told(made).guarantees[0].clocks
    assert (then.occasion, then.stage, then.in_force) == ("settled", "", False)


def test_a_clock_that_would_outlast_its_guarantee_is_too_late() -> None:
    made = data()
    made["guarantees"]["levy"]["until"] = "2020-05-15"
    assert told(made).guarantees[0].clocks[0].too_late
    made["guarantees"]["levy"]["until"] = "2020-05-16"
    assert not told(made).guarantees[0].clocks[0].too_late


def test_only_what_the_party_itself_owes_is_an_occasion() -> None:
    made = data()
    made["performance"]["claim"] = entry("mill", "breach", 0, "outcome", "2020-03-01")
    assert [c.occasion for c in told(made).guarantees[0].clocks] == ["today"]


def test_a_guarantee_that_was_not_known_is_not_told() -> None:
    made = data()
    made["guarantees"]["levy"]["known_from"] = "2020-03-12"
    found = told(made)
    assert found.guarantees == ()
    assert found.standing[1].cap == pytest.approx(70)


def test_commitments_of_the_log_outside_the_deal_are_named() -> None:
    made = data()
    made["commitments"]["well"] = commitment("north", "2020-02-01", 5)
    made["performance"]["well-dug"] = entry("well", "on-time", 3, "outcome", "2020-02-01")
    found = told(made)
    assert found.elsewhere == ("well",)
    assert "well-dug" not in [e.slug for e in found.log]


def test_what_fails_only_later_without_the_delay_does_not_fail_anyway() -> None:
    made = data()
    # Half of the water can be undone: 80 with the delay on 1 May, 75 without it, against 77,
    # and against 70 once the guarantee has ended.
    made["commitments"]["water"]["recoverable"] = 50
    made["guarantees"]["levy"] |= {"points": 7, "credibility": 100, "until": "2020-05-20"}
    south = next(f for f in told(made).failing if f.party == "south")
    assert (south.day, south.gain) == (day("2020-05-01"), pytest.approx(3))
    assert not south.anyway
    made["guarantees"]["levy"]["until"] = "2020-04-30"
    assert next(f for f in told(made).failing if f.party == "south").anyway
