"""What was not yet known on a day does not count on that day."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from detente.beliefs.effective import Variant, effective
from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.deals.analysis.packages import recorded
from detente.deals.analysis.workspace import Workspace
from tests.builders import case_from, uncertain_case_data

FLOOD = "/values/south/no_deal/courses/flood/value"
EARLY, LATE = datetime.date(2019, 6, 1), datetime.date(2019, 12, 1)
BUILT = "/values/north/issues/bridge/scores/built"


def with_flood(quantity: Any) -> dict[str, Any]:
    data = uncertain_case_data()
    data["values"]["south"]["no_deal"]["courses"]["flood"]["value"] = quantity
    return data


def in_force(data: dict[str, Any], day: datetime.date | None, pointer: str = FLOOD) -> Any:
    return effective(case_from(data), day).numbers[pointer].quantity


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2019, 10, 1), (10, 25)),
        (datetime.date(2019, 9, 30), (30, 50)),
        (datetime.date(2019, 3, 1), (30, 50)),
        (datetime.date(2019, 2, 28), (60, 61)),
        (None, (10, 25)),
    ],
)
def test_a_number_known_later_is_what_was_believed_before(
    day: datetime.date | None, expected: tuple[float, float]
) -> None:
    earlier = {"range": [30, 50], "known_from": "2019-03-01", "before": {"range": [60, 61]}}
    data = with_flood({"range": [10, 25], "known_from": "2019-10-01", "before": earlier})
    assert in_force(data, day).range == expected
    assert effective(case_from(data), day).to_scale == frozenset()


def test_the_cut_reaches_the_draws() -> None:
    data = with_flood({"range": [10, 25], "known_from": "2019-10-01", "before": [60, 61]})
    case = case_from(data)
    assert Study(case, as_of=EARLY).number(FLOOD, 0).min() >= 60
    assert Study(case, as_of=LATE).number(FLOOD, 0).max() <= 25
    assert Study(case).as_of == datetime.date(2020, 1, 1)
    assert Study(case).number(FLOOD, 0).max() <= 25


def test_a_number_never_believed_before_is_widened_to_the_scale_and_flagged() -> None:
    data = with_flood({"range": [10, 25], "known_from": "2019-10-01", "factors": {"rain": 0.5}})
    early = effective(case_from(data), EARLY)
    assert early.numbers[FLOOD].quantity.range == (0, 100)
    assert early.numbers[FLOOD].quantity.factors == {"rain": 0.5}
    assert early.to_scale == {FLOOD}
    assert effective(case_from(data), LATE).to_scale == frozenset()


def rained(data: dict[str, Any], day: str = "2019-10-01", name: str = "rained") -> None:
    data.setdefault("record", {})[name] = {
        "happened": "2019-01-01",
        "known_from": day,
        "actor": "sky",
        "kind": "event",
        "text": "Rain.",
        "credibility": 1,
    }


def test_a_number_is_known_from_the_day_of_the_record_it_rests_on() -> None:
    data = with_flood({"range": [10, 25], "basis": {"record": ["rained"]}, "before": [60, 61]})
    rained(data)
    assert in_force(data, LATE).range == (10, 25)
    assert in_force(data, EARLY).range == (60, 61)


def test_an_earlier_belief_that_rests_on_a_later_record_does_not_count() -> None:
    earlier = {"range": [30, 50], "basis": {"record": ["rained"]}, "before": [60, 61]}
    data = with_flood({"range": [10, 25], "known_from": "2019-12-01", "before": earlier})
    rained(data)
    assert in_force(data, EARLY).range == (60, 61)
    assert in_force(data, datetime.date(2019, 11, 1)).range == (30, 50)


def test_an_analyst_who_had_no_view_yet_leaves_the_number_to_the_others() -> None:
    data = with_flood(
        {"analysts": {"ada": [0, 1], "ben": {"range": [50, 60], "known_from": "2019-10-01"}}}
    )
    assert Study(case_from(data), as_of=EARLY).number(FLOOD, 0).max() <= 1
    assert Study(case_from(data), as_of=LATE).number(FLOOD, 0).max() >= 50
    data["values"]["south"]["no_deal"]["courses"]["flood"]["value"]["analysts"]["ada"] = {
        "range": [0, 1],
        "known_from": "2019-09-01",
    }
    assert effective(case_from(data), EARLY).to_scale == {FLOOD}


# -- changes and events ------------------------------------------------------------------


@pytest.mark.parametrize("how", ["add", "times"])
def test_a_change_not_yet_known_has_no_effect_and_is_flagged(how: str) -> None:
    data = uncertain_case_data()
    change = {"number": FLOOD, how: {"range": [2, 3], "known_from": "2019-10-01"}}
    data["beliefs"]["strife"]["changes"] = [change]
    source = f"/beliefs/strife/changes/0/{how}"
    calm, strife = (
        Study(case_from(data), as_of=EARLY, believe=b).number(FLOOD, 0) for b in ("calm", "strife")
    )
    assert (calm == strife).all()
    assert effective(case_from(data), EARLY).unknown == {source}
    late = Study(case_from(data), as_of=LATE, believe="strife").number(FLOOD, 0)
    assert (late != calm).all()
    assert effective(case_from(data), LATE).unknown == frozenset()


def test_a_number_to_be_set_that_is_not_yet_known_is_widened_to_its_scale() -> None:
    data = uncertain_case_data()
    change = {"number": FLOOD, "set": {"range": [2, 3], "known_from": "2019-10-01"}}
    data["beliefs"]["strife"]["changes"] = [change]
    early = Study(case_from(data), as_of=EARLY, believe="strife")
    assert early.effective.to_scale == {"/beliefs/strife/changes/0/set"}
    assert early.number(FLOOD, 0).max() > 99


def dam(happened: str | None, known: str | None = None) -> dict[str, Any]:
    data = uncertain_case_data()
    data["events"]["dam-opens"] |= {"happened": happened, "known_from": known}
    return data


def added(data: dict[str, Any], day: datetime.date, believe: str) -> np.ndarray:
    """What the event adds to the score it changes."""
    without = dam(None)
    with_it, plain = (
        Study(case_from(d), as_of=day, believe=believe).number(BUILT, 0) for d in (data, without)
    )
    return with_it - plain


def test_an_event_that_happened_counts_in_its_belief_sets_only() -> None:
    change = added(dam("2019-07-01"), LATE, "calm")
    assert -20 <= change.min() < change.max() <= -10
    assert not added(dam("2019-07-01"), LATE, "strife").any()


def test_an_event_counts_from_the_day_it_was_known() -> None:
    assert not added(dam("2019-07-01"), EARLY, "calm").any()
    assert not added(dam(None), LATE, "calm").any()
    hidden = dam("2019-07-01", "2019-11-01")
    assert not added(hidden, datetime.date(2019, 10, 31), "calm").any()
    assert added(hidden, datetime.date(2019, 11, 1), "calm").all()


def test_an_event_without_belief_sets_counts_in_all() -> None:
    data = dam("2019-07-01")
    data["events"]["dam-opens"]["beliefs"] = []
    for believe in ("calm", "strife"):
        assert added(data, LATE, believe).all()


# -- options and packages ----------------------------------------------------------------


def test_an_option_known_later_is_off_the_table_and_out_of_the_anchor() -> None:
    data = uncertain_case_data()
    data["issues"]["water"]["options"]["full"]["known_from"] = "2019-10-01"
    early, late = (Model(Study(case_from(data), as_of=day)) for day in (EARLY, LATE))
    options = early.structure.options
    assert [n for n, on in zip(options.names, options.on_table, strict=True) if not on] == [
        "water/full"
    ]
    assert late.structure.options.on_table.all()
    assert early.grid is not None
    assert late.grid is not None
    every = early.grid.packages(*np.nonzero(early.grid.feasible))
    assert options.index("water/full") not in every
    assert late.grid.count > early.grid.count
    assert early.block(0).parts[0, options.index("water/full")].mean() > 60


def test_a_package_known_later_is_absent() -> None:
    data = uncertain_case_data()
    data["packages"] = {
        name: {"label": name, "kind": "offer", "known_from": day, "options": {"mill": "open"}}
        for name, day in (("first", "2019-06-01"), ("second", "2019-06-02"))
    }
    names = {
        day: {item.slug for item in recorded(Workspace(Study(case_from(data), as_of=day), 10))}
        for day in (EARLY, LATE)
    }
    assert names == {EARLY: {"first"}, LATE: {"first", "second"}}


# -- widening ----------------------------------------------------------------------------


def test_what_has_no_record_can_be_widened_to_the_scale() -> None:
    data = with_flood({"range": [10, 25], "basis": {"record": ["rained"]}})
    rained(data, "2019-01-01")
    unrecorded = effective(case_from(data), LATE, Variant("", 1.0, True))
    assert unrecorded.numbers[FLOOD].quantity.range == (10, 25)
    north = "/values/north/no_deal/courses/flood/value"
    assert unrecorded.numbers[north].quantity.range == (0, 100)
    point = "/values/south/issues/water/scores/none"
    assert unrecorded.numbers[point].quantity.point == 100
    assert north in unrecorded.to_scale
    assert not {FLOOD, point} & unrecorded.to_scale


def test_a_recorded_number_judged_before_its_record_counts_as_judged() -> None:
    earlier = {"range": [30, 50], "basis": {"judgement": "a guess"}}
    data = with_flood({"range": [10, 25], "basis": {"record": ["rained"]}, "before": earlier})
    rained(data)
    widest = Variant("", 1.0, True)
    assert effective(case_from(data), EARLY, widest).numbers[FLOOD].quantity.range == (0, 100)
    assert effective(case_from(data), LATE, widest).numbers[FLOOD].quantity.range == (10, 25)


def test_ranges_twice_as_wide() -> None:
    wide = effective(case_from(uncertain_case_data()), LATE, Variant("", 2.0))
    assert wide.numbers[FLOOD].quantity.range == (2.5, 32.5)
    assert wide.to_scale == frozenset()
