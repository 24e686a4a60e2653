"""Every rule on the sense of a case: what is told, and where."""

from __future__ import annotations

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.checking import check, load_checked
from detente.case.checks.context import Context
from detente.case.checks.packages import package_count, packages
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import load_case
from detente.errors import InputError, Place, Problem
from tests.builders import case_from, tiny_case_data

BASIS = {"judgement": "invented"}


def put(data: dict[str, Any], pointer: str, value: Any) -> None:
    """Set one value of plain data by its pointer, making blocks where none are."""
    *above, last = pointer.split("/")[1:]
    block: Any = data
    for part in above:
        block = block[int(part)] if isinstance(block, list) else block.setdefault(part, {})
    if isinstance(block, list):
        block.append(value)
    else:
        block[last] = value


def problems_of(*changes: tuple[str, Any]) -> list[Problem]:
    data = tiny_case_data()
    for pointer, value in changes:
        put(data, pointer, copy.deepcopy(value))
    source = Source(data, {}, {}, Path(), (), {})
    return check(LoadedCase(case_from(data), source))


def test_the_tiny_case_has_no_problems():
    assert problems_of() == []


TERM = {
    "label": "t",
    "elements": {"e": "element"},
    "readings": {"wide": {"label": "w", "elements": ["e"]}, "narrow": {"label": "n"}},
    "basis": BASIS,
}
UNDER = {"label": "vague", "under": {"term": "t", "means": {"wide": "full", "narrow": "half"}}}
VAGUE = (("/terms/t", TERM), ("/issues/water/options/vague", UNDER))
ITEM = {
    "happened": "2019-01-01",
    "known_from": "2019-01-02",
    "actor": "x",
    "kind": "offer",
    "text": "x",
    "credibility": 3,
    "url": ["https://example.org"],
}
LEVER = {"label": "l", "kind": "ratify", "author": "x", "cost": {"text": "x"}, "basis": BASIS}
PACKAGE = {"label": "p", "kind": "offer", "known_from": "2020-01-01", "options": {}}
COMMITMENT = {"label": "c", "actor": "north", "what": "x"}
ISSUE = "/values/north/issues/water"

REFERENCES = [
    (("/parties/council/ratifies_for", "soth"), "party 'soth'", "south"),
    (("/parties/council/needed_for", ["water/haf"]), "option 'water/haf'", "water/half"),
    (("/issues/water/status_quo", "non"), "option of 'water' 'non'", "none"),
    (("/issues/water/options/half/commitments", ["x"]), "commitment 'x'", ""),
    (("/issues/water/options/half/consequences", {"x": 1}), "consequence 'x'", ""),
    (("/issues/water/options/half/names", {"x": "y"}), "term 'x'", ""),
    (("/issues/water/options/half/under", {"term": "x", "means": {"y": "none"}}), "term 'x'", ""),
    (
        ("/linkages/1", {"option": "water/ful", "requires": ["mill/open"]}),
        "'water/ful'",
        "water/full",
    ),
    (
        ("/linkages/1", {"option": "water/full", "requires": ["mill/opn"]}),
        "'mill/opn'",
        "mill/open",
    ),
    (("/linkages/1", {"if": ["x/y"], "then": ["mill/open"]}), "option 'x/y'", ""),
    (("/linkages/1", {"if": ["mill/open"], "then": ["x/y"]}), "option 'x/y'", ""),
    (("/linkages/1", {"excludes": ["mill/open", "x/y"]}), "option 'x/y'", ""),
    (("/linkages/1", {"at_most": 1, "of": ["x/y"]}), "option 'x/y'", ""),
    (("/values/nord", tiny_case_data()["values"]["north"]), "party 'nord'", "north"),
    (("/values/north/issues/watr", {"importance": 1}), "issue 'watr'", "water"),
    ((f"{ISSUE}/scores/hlf", 5), "option of 'water' 'hlf'", "half"),
    ((f"{ISSUE}/order", ["none < hal"]), "option valued here 'hal'", "half"),
    (("/values/north/order", ["mil < water"]), "issue valued here 'mil'", "mill"),
    (("/values/north/synergies/s", {"of": ["water/half", "x/y"], "points": 1}), "option 'x/y'", ""),
    (("/values/north/no_deal/courses/draught", {"value": 1}), "course 'draught'", "drought"),
    (("/values/north/no_deal/likelihoods/draught", 1), "course 'draught'", "drought"),
    (("/values/north/basis", {"record": ["x"]}), "record item 'x'", ""),
    ((f"{ISSUE}/importance", {"point": 60, "basis": {"record": ["x"]}}), "record item 'x'", ""),
    ((f"{ISSUE}/importance", {"point": 60, "factors": {"x": 0.5}}), "factor 'x'", ""),
    ((f"{ISSUE}/importance", {"analysts": {"x": 60}}), "analyst 'x'", ""),
    (
        (
            "/events/e",
            {
                "label": "e",
                "declared": "2020-01-01",
                "in_days": 3,
                "beliefs": ["b"],
                "basis": BASIS,
            },
        ),
        "belief 'b'",
        "",
    ),
    (("/packages/p", {**PACKAGE, "by": ["nort"]}), "party 'nort'", "north"),
    (("/packages/p", {**PACKAGE, "record": ["x"]}), "record item 'x'", ""),
    (("/packages/p", {**PACKAGE, "options": {"watr": "half"}}), "issue 'watr'", "water"),
    (("/packages/p", {**PACKAGE, "options": {"water": "hlf"}}), "option of 'water' 'hlf'", "half"),
    (("/packages/p", {**PACKAGE, "options": {"water": ["half", "x"]}}), "of 'water' 'x'", ""),
    (("/commitments/c", {**COMMITMENT, "actor": "sout"}), "party 'sout'", "south"),
    (("/commitments/c", {**COMMITMENT, "prerequisites": ["d"]}), "commitment 'd'", ""),
    (
        (
            "/documents/d",
            {"label": "d", "known_from": "2020-01-01", "record": ["x"], "articles": {}},
        ),
        "record item 'x'",
        "",
    ),
    (
        (
            "/documents/d",
            {
                "label": "d",
                "known_from": "2020-01-01",
                "articles": {"a": {"text": "x", "issues": ["mil"]}},
            },
        ),
        "issue 'mil'",
        "mill",
    ),
    (
        (
            "/documents/d",
            {
                "label": "d",
                "known_from": "2020-01-01",
                "articles": {"a": {"text": "x", "commitments": ["c"]}},
            },
        ),
        "commitment 'c'",
        "",
    ),
    (
        ("/levers/l", {**LEVER, "kind": "settle-reading", "term": "t", "reading": "r"}),
        "term 't'",
        "",
    ),
    (("/levers/l", {**LEVER, "kind": "wait", "event": "e"}), "event 'e'", ""),
    (("/levers/l", {**LEVER, "kind": "drop", "issue": "mil"}), "issue 'mil'", "mill"),
    (("/levers/l", {**LEVER, "opens": ["mill/opn"]}), "option 'mill/opn'", "mill/open"),
    (("/levers/l", {**LEVER, "closes": ["mill/opn"]}), "option 'mill/opn'", "mill/open"),
    (("/levers/l", {**LEVER, "kind": "link", "together": ["mill/opn"]}), "'mill/opn'", "mill/open"),
    (("/levers/l", {**LEVER, "points": {"nrth": 1}}), "party 'nrth'", "north"),
    (("/levers/l", {**LEVER, "points": {"north": 1}, "when": ["x/y"]}), "option 'x/y'", ""),
    (
        (
            "/levers/l",
            {**LEVER, "closes": ["mill/open"], "cost": {"text": "x", "points": {"nrth": 1}}},
        ),
        "party 'nrth'",
        "north",
    ),
    (("/record/i", {**ITEM, "sources": ["x"]}), "source 'x'", ""),
    (("/record/i", {**ITEM, "origin": "x"}), "record item 'x'", "i"),
    (
        (
            "/levers/l",
            {**LEVER, "kind": "inform", "number": "/values/north/issues/watr/importance"},
        ),
        "number at /values/north/issues/watr/importance",
        "/values/north/issues/water/importance",
    ),
    (
        (
            "/beliefs/b",
            {
                "label": "b",
                "weight": 1,
                "basis": BASIS,
                "changes": [{"number": "/parties/south/threshold", "set": 1}],
            },
        ),
        "number at /parties/south/threshold",
        "",
    ),
    (
        (
            "/events/e",
            {
                "label": "e",
                "declared": "2020-01-01",
                "in_days": 3,
                "basis": BASIS,
                "changes": [{"number": "/x", "set": 1}],
            },
        ),
        "number at /x",
        "",
    ),
]


@pytest.mark.parametrize(("change", "what", "meant"), REFERENCES)
def test_a_name_that_does_not_exist_is_an_error_with_the_likely_one(change, what, meant):
    errors = [p for p in problems_of(change) if p.severity == "error"]
    found = [p for p in errors if "there is no" in p.message and what in p.message]
    assert len(found) == 1, errors
    assert found[0].pointer.startswith(change[0].rpartition("/")[0])
    if meant and meant != "i":
        assert f"'{meant}'" in found[0].hint


LOCAL = [
    (
        (("/terms/t", {**TERM, "readings": {"wide": {"label": "w", "elements": ["f"]}}}),),
        "element of 't' 'f'",
    ),
    ((*VAGUE, ("/terms/t/read_by/north", {"readings": {"wid": 1}})), "reading of 't' 'wid'"),
    ((*VAGUE, ("/issues/mill/options/open/names", {"t": "wid"})), "reading of 't' 'wid'"),
    (
        (
            VAGUE[0],
            (
                "/issues/water/options/vague",
                {"label": "v", "under": {"term": "t", "means": {"wide": "ful", "narrow": "half"}}},
            ),
        ),
        "option of this issue 'ful'",
    ),
    (
        (
            VAGUE[0],
            (
                "/issues/water/options/vague",
                {
                    "label": "v",
                    "under": {
                        "term": "t",
                        "means": {"wide": "full", "narrow": "half", "x": "half"},
                    },
                },
            ),
        ),
        "reading of 't' 'x'",
    ),
    (
        (*VAGUE, ("/levers/l", {**LEVER, "kind": "settle-reading", "term": "t", "reading": "wid"})),
        "reading of 't' 'wid'",
    ),
    (
        (
            *VAGUE,
            ("/levers/l", {**LEVER, "kind": "settle-reading", "term": "t", "reading": {"wid": 1}}),
        ),
        "reading of 't' 'wid'",
    ),
]


@pytest.mark.parametrize(("changes", "what"), LOCAL)
def test_a_name_that_its_block_does_not_have_is_an_error(changes, what):
    messages = [p.message for p in problems_of(*changes) if p.severity == "error"]
    assert messages == [f"there is no {what}"]


def test_a_vague_option_needs_no_score_and_makes_no_problem():
    assert problems_of(*VAGUE) == []


def likelihoods(value: Any) -> tuple[str, Any]:
    return "/values/north/no_deal/likelihoods", {"drought": value}


ERRORS = [
    (
        [
            ("/issues/water/options/vague", UNDER),
            ("/terms/t", TERM),
            (
                "/issues/water/options/vaguer",
                {
                    "label": "v",
                    "under": {"term": "t", "means": {"wide": "vague", "narrow": "half"}},
                },
            ),
        ],
        "ambiguous",
        "'vague' is itself read in different ways",
    ),
    (
        [
            ("/terms/t", TERM),
            (
                "/issues/water/options/vague",
                {"label": "v", "under": {"term": "t", "means": {"wide": "full"}}},
            ),
        ],
        "missing-reading",
        "what the option means is not said for 'narrow'",
    ),
    (
        [*VAGUE, (f"{ISSUE}/scores/vague", 50)],
        "ambiguous-score",
        "'vague' is worth what it is read",
    ),
    (
        [("/issues/water/options/none/on_table", False)],
        "status-quo",
        "the status quo 'water/none' is not on the table",
    ),
    (
        [(f"{ISSUE}/scores", {"none": 0, "full": 100})],
        "missing-score",
        "North Town has no score for 'half'",
    ),
    ([(f"{ISSUE}/scores/half", [50, 120])], "out-of-bounds", "a score cannot be 50 to 120"),
    ([(f"{ISSUE}/scores/half", -5)], "out-of-bounds", "a score cannot be -5"),
    ([(f"{ISSUE}/importance", [-5, 5])], "out-of-bounds", "an importance cannot be below 0"),
    (
        [(f"{ISSUE}/importance", [61, 90])],
        "importance-sum",
        "the importances of North Town are at least 101 in sum: more than 100 percent",
    ),
    (
        [(f"{ISSUE}/importance", [10, 59])],
        "importance-sum",
        "the importances of North Town are at most 99 in sum: less than 100 percent",
    ),
    (
        [(f"/values/north/issues/{i}/importance", 0) for i in ("water", "mill", "bridge")],
        "zero-importance",
        "all importances of North Town are 0",
    ),
    ([(f"{ISSUE}/order", ["none"])], "order", "'none' states no order"),
    ([(f"{ISSUE}/order", ["none = half"])], "order", "an order of options knows < and > only"),
    (
        [(f"{ISSUE}/order", ["full < half"])],
        "contradiction",
        "'full < half' cannot hold with the ranges given",
    ),
    (
        [("/values/north/order", ["mill < water", "bridge > water"])],
        "contradiction",
        "'bridge > water' cannot hold with the ranges given",
    ),
    (
        [
            *[
                (f"/values/north/issues/{i}/importance", [0, 100])
                for i in ("water", "mill", "bridge")
            ],
            ("/values/north/order", ["mill < water", "bridge < mill", "water < mill"]),
        ],
        "contradiction",
        "'mill < water', 'water < mill' cannot hold together",
    ),
    (
        [("/courses/drought/likelihood", 0)],
        "zero-likelihood",
        "all likelihoods of this block are 0",
    ),
    ([likelihoods(0)], "zero-likelihood", "all likelihoods of this block are 0"),
    ([likelihoods([-1, 5])], "out-of-bounds", "the likelihood of 'drought' cannot be below 0"),
    (
        [*VAGUE, ("/terms/t/read_by/north", {"readings": {"wide": 0}})],
        "zero-likelihood",
        "all likelihoods of this block are 0",
    ),
    (
        [("/record/i", {**ITEM, "known_from": "2018-12-31"})],
        "dates",
        "known from 2018-12-31, before it happened on 2019-01-01",
    ),
    (
        [
            (
                "/packages/p",
                {
                    "label": "p",
                    "kind": "offer",
                    "known_from": "2019-01-01",
                    "about": "2019-01-02",
                    "options": {},
                },
            )
        ],
        "dates",
        "put forward on 2019-01-02, after it was known",
    ),
    (
        [
            (
                "/events/e",
                {
                    "label": "e",
                    "declared": "2020-01-01",
                    "in_days": 3,
                    "basis": BASIS,
                    "happened": "2020-02-01",
                    "known_from": "2020-01-31",
                },
            )
        ],
        "dates",
        "known from 2020-01-31, before it happened",
    ),
    (
        [("/record/i", {**ITEM, "origin": "j"}), ("/record/j", {**ITEM, "origin": "i"})],
        "loop",
        "'i' is its own origin: i -> j -> i",
    ),
    (
        [("/commitments/c", {**COMMITMENT, "prerequisites": ["c"]})],
        "loop",
        "'c' waits for itself: c -> c",
    ),
    (
        [
            ("/parties/other", {"label": "o", "role": "affected"}),
            ("/parties/council/ratifies_for", "other"),
        ],
        "not-a-signatory",
        "'other' has the role affected and signs nothing",
    ),
    (
        [("/parties/third", {"label": "t", "role": "signatory"})],
        "no-values",
        "'third' must accept the deal, but the case has no values for it",
    ),
    (
        [("/parties/north/ratification", {"rule": "majority", "quota": 0.5})],
        "no-ratifier",
        "'north' needs a majority of its ratifiers, but none has any weight",
    ),
    (
        [
            (f"/parties/{p}", {"label": p, "role": "affected"})
            for p in ("north", "south", "council")
        ],
        "no-signatory",
        "no party has the role signatory",
    ),
]


@pytest.mark.parametrize(("changes", "code", "message"), ERRORS)
def test_what_makes_no_sense_is_one_error(changes, code, message):
    errors = [p for p in problems_of(*changes) if p.severity == "error"]
    assert [p.code for p in errors] == [code], errors
    assert message in errors[0].message


WARNINGS = [
    (
        [("/authors", ["somebody"])],
        "zero-width",
        "5 numbers of North Town without any width, though the case is not theirs: "
        "/values/north/issues/water/importance, /values/north/issues/water/scores/half, "
        "/values/north/issues/mill/importance ...",
    ),
    (
        [("/courses/drought", {"label": "d", "starts": "2020-06-01", "likelihood": 100})],
        "no-basis",
        "1 number without a basis: /courses/drought/likelihood",
    ),
    (
        [
            (
                "/issues/extra",
                {
                    "label": "e",
                    "status_quo": "no",
                    "options": {"no": {"label": "n"}, "yes": {"label": "y"}},
                },
            )
        ],
        "unvalued",
        "no party values the issue 'extra'",
    ),
    ([("/terms/t", TERM)], "unused-term", "no option uses the term 't'"),
    ([("/factors/f", {"label": "f"})], "unused-factor", "no number moves with the factor 'f'"),
    (
        [("/record/i", {k: v for k, v in ITEM.items() if k != "url"})],
        "no-source",
        "the record item 'i' has no source",
    ),
    (
        [("/record/i", {**ITEM, "credibility": 2, "provenance": "memory"})],
        "memory",
        "has credibility 2, but was written down from memory",
    ),
    (
        [
            ("/linkages/1", {"excludes": ["mill/closed", "mill/open"]}),
            ("/linkages/2", {"if": ["mill/closed"], "then": ["bridge/built"]}),
            ("/linkages/3", {"if": ["mill/open"], "then": ["bridge/built"]}),
            ("/linkages/4", {"at_most": 0, "of": ["bridge/built"]}),
        ],
        "no-package",
        "the linkages leave no package: linkage 3 (if mill/closed then bridge/built) and "
        "4 (if mill/open then bridge/built) and 5 (at most 0 of bridge/built)",
    ),
    (
        [
            ("/parties/other", {"label": "o", "role": "affected"}),
            (
                "/values/other",
                {"no_deal": {"courses": {"drought": {"value": [1, 2]}}, "basis": BASIS}},
            ),
        ],
        "unused-values",
        "'other' has the role affected, so that its values decide nothing",
    ),
    (
        [
            (
                "/courses/war",
                {"label": "w", "starts": "2020-06-01", "likelihood": 5, "basis": BASIS},
            ),
            ("/values/north/no_deal/courses/war", {"value": 5}),
            ("/values/south/no_deal/courses/war", {"value": 5}),
        ],
        "missing-course",
        "South's council has no value for the course 'war'",
    ),
]


@pytest.mark.parametrize(("changes", "code", "message"), WARNINGS)
def test_what_is_doubtful_is_a_warning(changes, code, message):
    found = problems_of(*changes)
    assert {p.severity for p in found} == {"warning"}
    assert message in " | ".join(p.message for p in found if p.code == code)


def test_one_party_alone_is_a_warning():
    data = tiny_case_data()
    for party in ("south", "council"):
        del data["parties"][party], data["values"][party]
    found = check(LoadedCase(case_from(data), Source(data, {}, {}, Path(), (), {})))
    assert [p.code for p in found] == ["one-party"]


def test_what_counts_as_0_when_absent_can_be_changed():
    numbers = [
        "/parties/council/threshold",
        "/parties/council/audience_cost",
        "/values/north/waiting_cost",
        "/values/north/no_deal/courses/drought/drift",
    ]
    changes = [{"number": n, "add": 1} for n in numbers]
    belief = {"label": "b", "weight": 1, "basis": BASIS, "changes": changes}
    assert problems_of(("/beliefs/b", belief)) == []


def test_more_packages_than_can_be_handled_are_one_error():
    options = {f"o{i}": {"label": "x"} for i in range(10)}
    issue = {"label": "i", "status_quo": "o0", "options": options}
    many = [(f"/issues/i{n}", issue) for n in range(30)]
    errors = [p for p in problems_of(*many) if p.severity == "error"]
    assert [p.code for p in errors] == ["too-many-packages"]
    assert "about 10^31 packages: at most 10^15" in errors[0].message


def test_problems_come_with_file_line_and_column_errors_first(write_case):
    data = tiny_case_data()
    data["authors"] = []
    data["values"]["south"]["issues"]["mill"]["scores"]["opne"] = 1
    data["packages"] = {"p": {**PACKAGE, "options": {"water": "haf"}}}
    folder = write_case(data)
    with pytest.raises(
        InputError, match=r"(?s)case\.yaml:\d+:\d+: error: .*'haf'.*'opne'"
    ) as caught:
        load_checked(folder)
    text = (folder / "case.yaml").read_text().splitlines()
    for problem in caught.value.problems:
        line = text[problem.place.line - 1]
        assert line[problem.place.column - 1 :].startswith(("opne", "haf"))
    kinds = [p.severity for p in check(load_case(folder))]
    assert kinds == sorted(kinds)
    assert "warning" in kinds


# -- linkages against an oracle ------------------------------------------------------------

options = [f"i{i}/o{j}" for i in range(3) for j in range(2)]
some = st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
two = st.lists(st.sampled_from(options), min_size=2, max_size=4, unique=True)
links = st.one_of(
    st.builds(lambda a, b: {"option": a, "requires": b}, st.sampled_from(options), some),
    st.builds(lambda a, b: {"if": a, "then": b}, some, some),
    st.builds(lambda a: {"excludes": a}, two),
    st.builds(lambda n, a: {"at_most": n, "of": a}, st.integers(0, 2), some),
)


def allowed(chosen: set[str], link: dict[str, Any]) -> bool:
    if "option" in link:
        return link["option"] not in chosen or chosen >= set(link["requires"])
    if "if" in link:
        return not chosen >= set(link["if"]) or bool(chosen & set(link["then"]))
    if "excludes" in link:
        return len(chosen & set(link["excludes"])) <= 1
    return len(chosen & set(link["of"])) <= link["at_most"]


@settings(max_examples=150, deadline=None)
@given(st.lists(links, max_size=10))
def test_no_package_is_said_exactly_when_none_is_left(stated):
    issues = {
        f"i{i}": {
            "label": "i",
            "status_quo": "o0",
            "options": {"o0": {"label": "0"}, "o1": {"label": "1"}},
        }
        for i in range(3)
    }
    data = {**tiny_case_data(), "issues": issues, "linkages": stated}
    case = case_from(data)
    assert package_count(case) == 8

    def some_left(kept: list[dict[str, Any]]) -> bool:
        spaces = itertools.product(*([f"i{i}/o0", f"i{i}/o1"] for i in range(3)))
        return any(all(allowed(set(x), link) for link in kept) for x in spaces)

    found = list(packages(Context(case, Source(data, {"": Place("f")}, {}, Path(), (), {}))))
    assert bool(found) == (not some_left(stated))
    if found:
        named = [int(w) - 1 for w in found[0].message.split() if w.isdigit() and int(w) > 0]
        first = int(found[0].pointer.rpartition("/")[2])
        assert first in named
