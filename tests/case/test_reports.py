"""Rules on claims, reports and enquiries, each with its place."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from detente.case.admiralty import RATES, code_of, unknown
from detente.case.checking import check, load_checked
from detente.case.loaded import LoadedCase, Source
from detente.case.numbers import numbers
from detente.errors import InputError, Problem
from tests.builders import case_from
from tests.evidence.said import JUDGED, claim, relay, report, said, states

R = "/reports"


def sound() -> dict[str, Any]:
    claims = {
        "yes": claim(50, text="draft"),
        "which": states({"a": 30, "b": 30, "c": 30}),
        "clause": states({"all": 30, "part": 30, "no": 40}, text="draft", so=["all", "part"]),
    }
    reports = {
        "first": report(
            text="draft", genuine=50, affirms=["yes", "clause"], names={"which": ["a", "b"]}
        ),
        "again": relay("first", 90, affirms=["yes"], names={"which": ["a", "b"]}),
        "coded": report(None, denies=["yes"], serves=["yes"], credibility=2, source="s"),
        "copied": report(affirms=["yes"], may_have_copied={"coded": 40}),
        "quiet": report(silent_on={"yes": {"if_so": 60, "if_not": 90}}),
        "nobody-heard": report(),
        "hearsay": relay("nobody-heard", leaves_open=["yes"]),
    }
    enquiry = {"label": "X", "how": "Ask", "hit": 90, "false_report": 10, "basis": JUDGED}
    asks = {"ask": enquiry | {"asks": ["yes", "clause"], "whether": {"which": ["a"]}}}
    sources = {"s": {"label": "S", "reliability": "B"}}
    return said(claims, reports, enquiries=asks, sources=sources)


def problems_of(*changes: tuple[str, Any]) -> list[Problem]:
    data = sound()
    for pointer, value in changes:
        *above, last = pointer.split("/")[1:]
        block: Any = data
        for part in above:
            block = block.setdefault(part, {})
        if value is None:
            del block[last]
        else:
            block[last] = copy.deepcopy(value)
    return check(LoadedCase(case_from(data), Source(data, {}, {}, Path(), (), {})))


def test_a_sound_case_has_no_problems() -> None:
    assert problems_of() == []


ROW = {"label": "X", "known_from": "2019-01-01", "basis": JUDGED}
NEAR = {"hit": 80, "false_report": 20}


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ([("/claims/yes/prior", 0)], "certain", "/claims/yes/prior"),
        ([("/claims/yes/prior", 100)], "certain", "/claims/yes/prior"),
        ([("/claims/which/states/a/prior", 0)], "certain", "/claims/which/states/a/prior"),
        ([("/claims/clause/so", ["al"])], "unknown-state", "/claims/clause/so/0"),
        ([("/claims/clause/so", ["all", "part", "no"])], "all-states", "/claims/clause/so"),
        ([("/claims/which/text", "draft")], "no-so", "/claims/which"),
        ([("/claims/yes/text", "drafts")], "unknown-text", "/claims/yes/text"),
        (
            [("/admiralty", {"B2": {"hit": 100, "false_report": 5, "basis": JUDGED}})],
            "certain",
            "/admiralty/B2/hit",
        ),
        (
            [("/interest_factors", {"serving": [0, 2], "against": 0.5})],
            "factor",
            "/interest_factors/serving",
        ),
        ([(f"{R}/first/affirms", ["yes", "yess"])], "unknown-claim", f"{R}/first/affirms/1"),
        ([(f"{R}/first/denies", ["yes"])], "twice", f"{R}/first/denies/0"),
        ([(f"{R}/coded/affirms", ["which"])], "states", f"{R}/coded/affirms/0"),
        ([(f"{R}/coded/names", {"yes": ["a"]})], "states", f"{R}/coded/names/yes"),
        ([(f"{R}/coded/names", {"which": []})], "no-states", f"{R}/coded/names/which"),
        ([(f"{R}/coded/names", {"which": ["d"]})], "unknown-state", f"{R}/coded/names/which/0"),
        (
            [(f"{R}/coded/names", {"which": ["a", "b", "c"]})],
            "all-states",
            f"{R}/coded/names/which",
        ),
        ([(f"{R}/coded/serves", ["which"])], "not-spoken", f"{R}/coded/serves/0"),
        ([(f"{R}/coded/against", ["yes"])], "twice", f"{R}/coded/against/0"),
        ([(f"{R}/first/serves", ["yes"])], "interest", f"{R}/first/hit"),
        ([(f"{R}/first/hit", 100)], "certain", f"{R}/first/hit"),
        ([(f"{R}/first/false_report", [0, 20])], "certain", f"{R}/first/false_report"),
        ([(f"{R}/first/genuine", 100)], "certain", f"{R}/first/genuine"),
        ([(f"{R}/first/hit", {"normal": [80, 5]})], "certain", f"{R}/first/hit"),
        ([(f"{R}/first/hit", None)], "one-rate", f"{R}/first/false_report"),
        ([(f"{R}/first/hit", 10)], "upside-down", f"{R}/first"),
        ([(f"{R}/quiet/silent_on/yes/if_so", 0)], "certain", f"{R}/quiet/silent_on/yes/if_so"),
        ([(f"{R}/copied/genuine", 50)], "no-text", f"{R}/copied/genuine"),
        (
            [
                (f"{R}/copied/text", "draft"),
                (f"{R}/copied/affirms", None),
                (f"{R}/copied/names", {"which": ["a"]}),
            ],
            "no-clause",
            f"{R}/copied/text",
        ),
        ([(f"{R}/copied/fidelity", 90)], "no-relays", f"{R}/copied/fidelity"),
        ([(f"{R}/again/fidelity", 0)], "certain", f"{R}/again/fidelity"),
        ([(f"{R}/again/hit", 80), (f"{R}/again/false_report", 20)], "relay", f"{R}/again/hit"),
        ([(f"{R}/again/may_have_copied", {"coded": 10})], "relay", f"{R}/again/may_have_copied"),
        ([(f"{R}/again/relays", "firs")], "unknown-report", f"{R}/again/relays"),
        (
            [(f"{R}/first", {**ROW, "relays": "again", "affirms": ["yes"]})],
            "loop",
            f"{R}/first/relays",
        ),
        (
            [(f"{R}/first", {**ROW, "relays": "first", "affirms": ["yes"]})],
            "loop",
            f"{R}/first/relays",
        ),
        (
            [(f"{R}/again/affirms", ["yes", "clause"]), (f"{R}/first/affirms", ["yes"])],
            "relay-adds",
            f"{R}/again/relays",
        ),
        ([(f"{R}/again/names", {"which": ["a"]})], "relay-differs", f"{R}/again/names"),
        (
            [
                (f"{R}/again/fidelity", None),
                (f"{R}/again/affirms", None),
                (f"{R}/again/denies", ["yes"]),
            ],
            "relay-differs",
            f"{R}/again/relays",
        ),
        (
            [(f"{R}/copied/may_have_copied/copied", 10)],
            "copies-itself",
            f"{R}/copied/may_have_copied/copied",
        ),
        (
            [(f"{R}/first/may_have_copied", {"again": 10})],
            "copies-itself",
            f"{R}/first/may_have_copied/again",
        ),
        (
            [(f"{R}/copied/may_have_copied", {"nobody-heard": 10})],
            "copies-unheard",
            f"{R}/copied/may_have_copied/nobody-heard",
        ),
        (
            [(f"{R}/copied/may_have_copied", {"coded": 60, "first": [10, 50]})],
            "scale",
            f"{R}/copied/may_have_copied",
        ),
        (
            [(f"{R}/copied/may_have_copied/coded", 101)],
            "scale",
            f"{R}/copied/may_have_copied/coded",
        ),
        ([(f"{R}/coded/known_from", None)], "no-record", f"{R}/coded"),
        ([(f"{R}/idle", {**ROW, **NEAR})], "unused-report", f"{R}/idle"),
        ([("/texts/other", {"label": "X"})], "unused-text", "/texts/other"),
        ([("/claims/idle", claim())], "unused-claim", "/claims/idle"),
        ([("/enquiries/ask/asks", ["which"])], "states", "/enquiries/ask/asks/0"),
        (
            [("/enquiries/ask/whether", {"which": ["x"]})],
            "unknown-state",
            "/enquiries/ask/whether/which/0",
        ),
        (
            [("/enquiries/ask/asks", None), ("/enquiries/ask/whether", None)],
            "nothing-asked",
            "/enquiries/ask",
        ),
        ([("/enquiries/ask/hit", 100)], "certain", "/enquiries/ask/hit"),
    ],
)
def test_every_rule(changes: list[tuple[str, Any]], code: str, pointer: str) -> None:
    told = [(p.code, p.pointer) for p in problems_of(*changes)]
    assert (code, pointer) in told


@pytest.mark.parametrize("where", ["hit", "false_report", "genuine"])
def test_certainty_is_allowed_where_it_is_meant(where: str) -> None:
    value = 0 if where == "false_report" else 100
    assert problems_of((f"{R}/first/{where}", value), (f"{R}/first/impossible", True)) == []


def test_the_contrary_is_no_mistake_of_a_relay_that_may_err() -> None:
    changes = (f"{R}/again/affirms", None), (f"{R}/again/denies", ["yes"])
    assert problems_of(*changes) == []


def test_two_reports_on_one_item_are_doubted_unless_one_repeats_the_other() -> None:
    item = {
        "happened": "2019-01-01",
        "known_from": "2019-01-01",
        "actor": "X",
        "kind": "report",
        "text": "Something.",
        "sources": ["s"],
        "credibility": 2,
    }
    record = ("/record", {"item": item, "told": {**item, "origin": "item"}})
    both = (f"{R}/first/record", ["item"]), (f"{R}/coded/record", ["told"])
    told = problems_of(record, *both)
    assert [(p.code, p.severity, p.pointer) for p in told] == [
        ("shared-origin", "warning", f"{R}/coded")
    ]
    assert problems_of(record, *both, (f"{R}/coded/may_have_copied", {"first": 10})) == []
    again = (f"{R}/first/record", ["item"]), (f"{R}/again/record", ["told"])
    assert problems_of(record, *again) == []


def test_a_circle_of_citations_is_told_with_file_line_and_column(write_case: Any) -> None:
    data = sound()
    data["reports"]["first"] = {**ROW, "relays": "hearsay", "affirms": ["yes"]}
    data["reports"]["nobody-heard"] = {**ROW, "relays": "again"}
    folder = write_case(data)
    with pytest.raises(InputError) as caught:
        load_checked(folder)
    (problem,) = [p for p in caught.value.problems if p.code == "loop"]
    assert "goes back to itself" in problem.message
    assert problem.place.line is not None
    assert problem.place.column is not None
    line = (folder / "case.yaml").read_text().splitlines()[problem.place.line - 1]
    assert "relays:" in line


def test_every_number_has_a_place_a_basis_and_words() -> None:
    data = sound()
    data["admiralty"] = {"B2": {"hit": [70, 90], "false_report": [5, 20], "basis": JUDGED}}
    data["interest_factors"] = {
        "serving": {"range": [2, 3], "basis": JUDGED},
        "against": {"range": [0.3, 0.5], "basis": JUDGED},
    }
    found = {p: n for p, n in numbers(case_from(data)).items() if p.split("/")[1] in data}
    expected = {
        "/claims/yes/prior",
        "/claims/which/states/a/prior",
        "/admiralty/B2/hit",
        "/interest_factors/against",
        "/reports/first/genuine",
        "/reports/again/fidelity",
        "/reports/copied/may_have_copied/coded",
        "/reports/quiet/silent_on/yes/if_not",
        "/enquiries/ask/false_report",
    }
    assert expected <= set(found)
    assert all(n.basis is not None and n.label for p, n in found.items() if p in expected)


def test_codes() -> None:
    assert len(RATES) == 36
    assert {c for c in RATES if unknown(c)} == {c for c in RATES if "F" in c or "6" in c}
    assert code_of("B", [4, 2, 6], None) == "B2"
    assert code_of("B", [4, 2], 5) == "B5"
    assert code_of(None, [], None) == "F6"


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": "X"},
        {"label": "X", "prior": 50, "states": {"a": {"label": "A", "prior": 1}}},
        {"label": "X", "states": {"a": {"label": "A", "prior": 1}}},
        {"label": "X", "prior": 50, "so": ["a"]},
    ],
)
def test_a_claim_is_yes_or_no_or_has_states(wrong: dict[str, Any]) -> None:
    data = sound()
    data["claims"]["yes"] = wrong
    with pytest.raises(ValueError, match=r"prior|state"):
        case_from(data)
