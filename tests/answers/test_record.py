"""The record as known on a day: what counts, what is one origin, what stands side by side."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from detente.answers.record import answer_record, at
from detente.case.checking import load_checked
from detente.case.models import Case
from detente.errors import UsageError
from tests.builders import tiny_case_data

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"
DAY = datetime.date


def item(happened: str, known: str = "", **more: Any) -> dict[str, Any]:
    return {
        "happened": happened,
        "known_from": known or happened,
        "actor": "North Town",
        "kind": "offer",
        "text": "  Said\n something ",
        "credibility": 2,
        **more,
    }


def case(**record: dict[str, Any]) -> Case:
    data = tiny_case_data()
    data.pop("as_of", None)
    data["sources"] = {
        "paper": {"label": "The Paper", "reliability": "C"},
        "office": {"label": "An Office", "reliability": "A"},
    }
    data["occurrences"] = {"talk": {"label": "What was said"}, "walk": {"label": "The walk"}}
    data["record"] = {slug.replace("_", "-"): one for slug, one in record.items()}
    return Case.model_validate(data)


def coded(code: str, source: str = "north", target: str = "south", **more: Any) -> dict[str, Any]:
    return {"cameo": {"code": code, "source": source, "target": target, **more}}


def test_only_what_was_known_counts_in_the_order_in_which_it_happened():
    made = case(
        b=item("2019-02-01"), a=item("2019-01-01", "2019-03-01"), c=item("2019-01-15", "2019-02-20")
    )
    found = answer_record(made, DAY(2019, 2, 28))
    assert [i.slug for i in found.items] == ["c", "b"]
    assert (found.later, found.other) == (1, 0)
    assert answer_record(made, DAY(2019, 2, 20)).items[0].slug == "c", "the day itself counts"
    assert [i.slug for i in answer_record(made).items] == ["a", "c", "b"]


def test_relays_of_one_origin_are_one():
    made = case(
        first=item("2019-01-01"),
        second=item("2019-01-02", origin="first"),
        third=item("2019-01-03", origin="second"),
        alone=item("2019-01-04"),
    )
    found = answer_record(made)
    assert found.origins == 2
    by_slug = {i.slug: i for i in found.items}
    assert by_slug["third"].origin == "first"
    assert set(by_slug["first"].relays) == {"second", "third"}
    assert by_slug["first"].origin == by_slug["alone"].origin == ""


def test_an_origin_that_was_not_known_yet_is_not_named():
    made = case(first=item("2019-01-01", "2019-06-01"), relay=item("2019-01-02", origin="first"))
    found = answer_record(made, DAY(2019, 2, 1))
    assert [(i.slug, i.origin) for i in found.items] == [("relay", "")]


def test_the_letter_is_the_best_one_and_f_where_none_is_said():
    made = case(
        a=item("2019-01-01", sources=["paper", "office"]),
        b=item("2019-01-01", sources=["paper"]),
        c=item("2019-01-01"),
    )
    assert [(i.slug, i.letter) for i in answer_record(made).items] == [
        ("a", "A"),
        ("b", "C"),
        ("c", "F"),
    ]


def test_accounts_of_one_thing_stand_side_by_side_as_they_became_known():
    made = case(
        late=item("2019-01-01", "2019-03-01", account_of="talk"),
        early=item("2019-01-05", account_of="talk"),
        other=item("2019-01-05", account_of="walk"),
    )
    [rival] = answer_record(made).rivals
    assert (rival.slug, rival.items) == ("talk", ("early", "late"))
    assert answer_record(made, DAY(2019, 2, 1)).rivals == (), "one account alone has no rival"


def test_events_count_in_their_direction_mutual_ones_in_both_and_relays_not_again():
    made = case(
        a=item("2019-01-01", **coded("036")),
        again=item("2019-01-01", origin="a", **coded("036")),
        b=item("2019-01-03", **coded("057", mutual=True)),
        c=item("2019-01-05", **coded("163", "south", "north", goldstein=-1.5)),
    )
    found = answer_record(made, window=4)
    pairs = {(p.source, p.target): p for p in found.pairs}
    north, south = pairs["north", "south"], pairs["south", "north"]
    assert (north.events, south.events) == (2, 2)
    assert [(p.day.day, p.count, p.mean) for p in north.points] == [
        (1, 1, 4.0), (3, 2, 6.0), (5, 1, 8.0), (7, 0, None),
    ]  # fmt: skip
    assert at(south, DAY(2019, 1, 5)).mean == pytest.approx((8.0 - 1.5) / 2)
    assert at(south, DAY(2019, 1, 2)) is None


def test_what_comes_later_than_the_day_is_no_point_of_the_index():
    found = answer_record(case(a=item("2019-01-01", **coded("036"))), DAY(2019, 1, 10), window=90)
    assert [p.day for p in found.pairs[0].points] == [DAY(2019, 1, 1)]


FILTERED = {
    "a": item("2019-01-01", kind="Last Offer", sources=["paper"], bears_on=["/issues/water"]),
    "b": item("2019-01-02", actor="somebody", **coded("036", "south", "north")),
    "c": item("2019-01-03", actor="The mayor of South Town", kind="test", bears_on=["water"]),
}


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({"actor": "north"}, ["a", "b"]),
        ({"actor": "south"}, ["b", "c"]),
        ({"actor": "mayor"}, ["c"]),
        ({"kind": "offer"}, ["a", "b"]),
        ({"kind": "last"}, ["a"]),
        ({"about": "water"}, ["a", "c"]),
        ({"about": "/issues/water"}, ["a"]),
        ({"source": "paper"}, ["a"]),
        ({"source": "the pap"}, ["a"]),
        ({"about": "water", "kind": "test"}, ["c"]),
    ],
)
def test_filters(filters, slugs):
    found = answer_record(case(**FILTERED), filters=filters)
    assert [i.slug for i in found.items] == slugs
    assert found.other == 3 - len(slugs)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"actor": "nort"}, None),
        ({"kind": "ofer"}, "did you mean 'offer'"),
        ({"about": "watr"}, "no item of the record has the about 'watr'; did you mean 'water'"),
        ({"source": "xyz"}, "known: paper, office"),
        ({"source": "paper", "kind": "test"}, "fits all that was asked for"),
    ],
)
def test_a_filter_that_finds_nothing_says_what_there_is(filters, message):
    if message is None:
        assert answer_record(case(**FILTERED), filters=filters).items
        return
    with pytest.raises(UsageError, match=message):
        answer_record(case(**FILTERED), filters=filters)


def test_a_case_without_a_record_says_how_to_add_one():
    with pytest.raises(UsageError, match="detente record import"):
        answer_record(case())


def test_hanoi_on_the_day_of_the_summit():
    loaded, _ = load_checked(HANOI)
    found = answer_record(loaded.case, DAY(2019, 2, 28))
    slugs = {i.slug for i in found.items}
    assert {"no-agreement", "trump-account"} <= slugs
    assert not {"ri-account", "message-at-the-door", "us-paper", "bolton-memoir"} & slugs
    later = answer_record(loaded.case, DAY(2020, 12, 31))
    offers = next(r for r in later.rivals if r.slug == "dprk-offer")
    assert len(offers.items) == 5
    assert later.later == 0
    # The warning is not idle: in this record too the index is high on the day of the breakdown.
    us = next(p for p in found.pairs if (p.source, p.target) == ("united-states", "north-korea"))
    assert at(us, DAY(2019, 2, 28)).mean > 2
