"""Interests in a case: the checks, and which of them the blocked issues touch."""

from __future__ import annotations

import pytest

from detente.case.checking import check
from detente.case.loading import load_case
from detente.case.models import Case
from detente.ideas.analysis.interests import interests
from detente.ideas.findings import Demand
from detente.report.names import Names
from detente.report.sentences.interests import in_the_way, positions
from tests.ideas.towns import towns_data


def problems(write_case, change) -> list[tuple[str, str, str, str]]:
    data = towns_data()
    change(data["interests"])
    found = check(load_case(write_case(data)))
    return [(p.severity, p.code, p.message, p.hint) for p in found if "/interests" in p.pointer]


def test_good_interests_have_no_problems(write_case) -> None:
    assert problems(write_case, lambda i: None) == []


@pytest.mark.parametrize(
    ("change", "severity", "code", "message", "hint"),
    [
        (
            lambda i: i["fish"].update(of="soth"),
            "error",
            "unknown-party",
            "there is no party 'soth'",
            "did you mean 'south'?",
        ),
        (
            lambda i: i["fish"].update(served_by=["water/halv"]),
            "error",
            "unknown-option",
            "there is no option 'water/halv'",
            "did you mean 'water/half'?",
        ),
        (
            lambda i: i["fish"].update(harmed_by=["rain/none"]),
            "error",
            "unknown-option",
            "there is no option 'rain/none'",
            "",
        ),
        (
            lambda i: i["fish"].update(basis={"record": ["letter"]}),
            "error",
            "unknown-record-item",
            "there is no record item 'letter'",
            "the case has no record item yet",
        ),
        (
            lambda i: i["fish"].update(harmed_by=["water/half"]),
            "error",
            "served-and-harmed",
            "'water/half' both serves and harms 'fish'",
            "keep one of the two",
        ),
        (
            lambda i: i["fish"].update(served_by=["water/half", "water/half"]),
            "error",
            "twice",
            "'water/half' stands here twice",
            "",
        ),
        (
            lambda i: i["fish"].update(served_by=[], harmed_by=[]),
            "warning",
            "untouched-interest",
            "no option touches the interest 'fish'",
            "name options",
        ),
        (
            lambda i: i["fish"].pop("basis"),
            "warning",
            "no-basis",
            "the interest 'fish' has no basis",
            "add basis:",
        ),
        (
            lambda i: i["fish"].pop("kind"),
            "warning",
            "no-kind",
            "the interest 'fish' has no kind",
            "add kind:",
        ),
    ],
)
def test_each_mistake_has_its_message(write_case, change, severity, code, message, hint) -> None:
    (found,) = problems(write_case, change)
    assert found[:3] == (severity, code, message)
    assert hint in found[3]


DEMANDS = (
    Demand("north", "water", 0.5),
    Demand("south", "mill", 0.25),
    Demand("council", None, 0.1),
)
WANTED = {
    "north": {"water": "full", "mill": "closed"},
    "south": {"water": "none", "mill": "open", "bridge": "built"},
}


def finding(data=None):
    case = Case.model_validate(data or towns_data())
    return case, interests(case, DEMANDS, WANTED)


def test_an_interest_is_at_stake_where_its_owner_makes_the_demand() -> None:
    _, found = finding()
    assert {i.slug: i.stake for i in found.interests} == {
        "drinking": 0.5,
        "fish": 0.0,
        "work": 0.25,
        "quiet": 0.0,
    }


def test_a_consent_as_a_whole_may_have_any_interest_of_its_owner_behind_it() -> None:
    data = towns_data()
    data["interests"]["work"]["of"] = "council"
    _, found = finding(data)
    assert {i.slug: i.stake for i in found.interests}["work"] == 0.1


def test_each_blocked_issue_says_what_its_options_touch() -> None:
    _, found = finding()
    water, mill = found.blocked
    assert (water.issue, water.share, water.demanders) == ("water", 0.5, ("north",))
    assert [(o.option, o.served, o.harmed) for o in water.options] == [
        ("none", ("fish",), ("drinking",)),
        ("half", ("drinking", "fish"), ()),
        ("full", ("drinking",), ("fish",)),
    ]
    assert mill.demanders == ("south",)


def test_half_the_water_serves_both_and_the_mill_has_no_such_way() -> None:
    _, found = finding()
    (water,) = found.reconcilable
    assert (water.issue, water.preferred) == ("water", ("full", "none"))
    assert water.behind == (("drinking",), ("fish",))
    (way,) = water.ways
    assert (way.option, way.serves, way.both) == ("half", ("drinking", "fish"), True)


def test_interests_of_one_kind_are_not_said_to_be_reconcilable() -> None:
    data = towns_data()
    data["interests"]["fish"]["kind"] = "welfare"
    _, found = finding(data)
    assert found.reconcilable == ()


def test_the_sentences_name_interests_by_their_labels() -> None:
    case, found = finding()
    assert in_the_way(found, Names(case)) == [
        "North Town on “Water for North”, in 50 of 100 belief sets: behind it may stand "
        "“Enough to drink”.",
        "South Town on “The mill”, in 25 of 100 belief sets: behind it may stand "
        "“Work at the mill”.",
        "The consent of South's council, in 10 of 100 belief sets: no interest is named.",
    ]
    assert positions(found, Names(case)) == [
        "Water for North: North Town wants “All it asks” for “Enough to drink”; South Town wants "
        "“None” for “Fish in the river”. “Half” serves an interest of both and harms none that "
        "the case names."
    ]
