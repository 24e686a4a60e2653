"""Rules on commitments, guarantees, escrows, orders, the log and verification."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from detente.case.checking import check
from detente.case.loaded import LoadedCase, Source
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.errors import Problem
from tests.builders import case_from, tiny_case_data

BASIS = {"judgement": "invented"}


def full() -> dict[str, Any]:
    """Return the tiny case with everything that says how a deal is carried out."""
    data = tiny_case_data()
    data["commitments"] = {
        "open-mill": {"label": "Open the mill", "actor": "north", "what": "Open it."},
        "send-water": {
            "label": "Send water",
            "actor": "south",
            "what": "Open the sluice.",
            "prerequisites": ["open-mill"],
            "cost": [1, 2],
            "value": {"north": [3, 4]},
            "share": 2,
            "recoverable": [50, 80],
            "detection": [60, 90],
            "detection_lag_days": [5, 30],
            "gain_from_faking": [1, 2],
            "duration_days": [10, 20],
            "not_before": "2020-02-01",
            "due": "2020-06-01",
        },
    }
    data["guarantees"] = {
        "bond": {
            "label": "A bond",
            "kind": "bond",
            "on": "south",
            "points": [3, 5],
            "credibility": [40, 80],
            "stages": {"first": {"label": "notice", "days": 15}},
        }
    }
    data["coalitions"] = {"both": {"label": "Both", "members": ["north", "south"]}}
    data["orders"] = {"north-first": {"label": "N", "after": ["open-mill < send-water"]}}
    data["trust"] = {
        "north": {
            "of": "south",
            "trustworthy": [30, 60],
            "both": 4,
            "cheated": 0,
            "cheats": 3,
            "neither": 1,
            "floor": 2,
        }
    }
    data["sequence"] = {
        "starts": "2020-01-15",
        "rents": {"north": [0, 2]},
        "unit": {"label": "crowns", "per_point": {"north": 2, "south": 3}},
    }
    data["performance"] = {
        "mill": {
            "commitment": "open-mill",
            "status": "late",
            "level": 2,
            "happened": "2020-03-01",
            "known_from": "2020-03-02",
            "by": "the miller",
        }
    }
    data["facilities"] = {
        "mill": {
            "label": "The mill",
            "of": "north",
            "commitments": ["open-mill"],
            "gain": [1, 3],
            "detection": [50, 90],
            "months_to_rebuild": {"freeze": [1, 3]},
            "items": {"count": 100, "mass_kg": 1, "material": "plutonium"},
        }
    }
    data["verification"] = {
        "watch": {"label": "W", "of": "north", "visits": 4, "completeness": [60, 90]}
    }
    for block in ("commitments", "guarantees", "trust", "facilities", "verification"):
        for entry in data[block].values():
            entry["basis"] = BASIS
    data["sequence"]["basis"] = BASIS
    return data


def problems_of(*changes: tuple[str, Any]) -> list[Problem]:
    data = full()
    for pointer, value in changes:
        *above, last = pointer.split("/")[1:]
        block: Any = data
        for part in above:
            block = block.setdefault(part, {})
        block[last] = copy.deepcopy(value)
    source = Source(data, {}, {}, Path(), (), {})
    return check(LoadedCase(case_from(data), source))


def test_a_case_that_says_all_of_it_has_no_problems() -> None:
    assert problems_of() == []


ESCROW = {"label": "E", "commitments": ["open-mill", "send-water"], "reliability": 90}


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/commitments/send-water/detection", [60, 120], "out-of-bounds"),
        ("/commitments/send-water/recoverable", -5, "out-of-bounds"),
        ("/commitments/send-water/detection_lag_days", [-3, 5], "out-of-bounds"),
        ("/commitments/send-water/share", -1, "out-of-bounds"),
        ("/facilities/mill/months_to_rebuild/freeze", [-1, 3], "out-of-bounds"),
        ("/commitments/send-water/value", {"south": 3}, "own-value"),
        ("/commitments/send-water/actor", "nobody", "unknown-party"),
        ("/escrows/one", ESCROW, "escrow-order"),
        ("/coalitions/both/weights", {"council": 1}, "not-a-member"),
        ("/orders/north-first/after", ["open-mill < nothing"], "unknown-commitment"),
        ("/orders/north-first/after", ["open-mill <= send-water"], "order"),
        ("/orders/north-first/after", ["open-mill"], "order"),
        ("/trust/north/of", "north", "own-trust"),
        ("/trust/elsewhere", {**full()["trust"]["north"]}, "unknown-party"),
        ("/performance/mill/known_from", "2020-02-01", "dates"),
        ("/performance/mill/commitment", "nothing", "unknown-commitment"),
        ("/facilities/mill/commitments", ["send-water"], "other-actor"),
        ("/guarantees/bond/on", "nobody", "unknown-party"),
        ("/sequence/rents", {"nobody": 3}, "unknown-party"),
        ("/sequence/unit/per_point", {"nobody": 3}, "unknown-party"),
        ("/verification/watch/of", "nobody", "unknown-party"),
    ],
)
def test_what_makes_no_sense_is_an_error(pointer: str, value: Any, code: str) -> None:
    errors = [p for p in problems_of((pointer, value)) if p.severity == "error"]
    assert code in {p.code for p in errors}, errors
    assert all(p.pointer.startswith("/" + pointer.split("/")[1]) for p in errors)


def test_a_commitment_in_two_escrows_is_an_error() -> None:
    data = {"label": "E", "commitments": ["open-mill", "third"]}
    third = {"label": "T", "actor": "south", "what": "x", "basis": BASIS}
    found = problems_of(
        ("/commitments/third", third), ("/escrows/a", data), ("/escrows/b", {**data})
    )
    assert {p.code for p in found if p.severity == "error"} == {"twice"}


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/coalitions/both/members", ["council", "north"], "unused-coalition"),
        ("/performance/mill/by", None, "no-basis"),
        ("/verification/watch/of", "south", "unused-verification"),
    ],
)
def test_what_is_doubtful_is_a_warning(pointer: str, value: Any, code: str) -> None:
    changes: list[tuple[str, Any]] = [(pointer, value)]
    if code == "unused-coalition":
        mill = {"label": "M", "actor": "south", "what": "x", "basis": BASIS}
        changes = [(pointer, ["north", "council"]), ("/commitments/open-mill", mill)]
        changes += [("/facilities", {}), ("/verification", {})]
    assert code in {p.code for p in problems_of(*changes) if p.severity == "warning"}


def test_due_before_it_may_begin_is_refused() -> None:
    data = full()
    data["commitments"]["send-water"]["due"] = "2020-01-01"
    with pytest.raises(ValueError, match="due is before not_before"):
        Case.model_validate(data)


def test_a_day_that_no_order_can_keep_is_named() -> None:
    mill = {**full()["commitments"]["open-mill"], "duration_days": [60, 90]}
    # From 15 January 60 days to 15 March, then at least 10 more.
    late = problems_of(
        ("/commitments/open-mill", mill), ("/commitments/send-water/due", "2020-03-24")
    )
    (problem,) = [p for p in late if p.severity == "error"]
    assert problem.pointer == "/commitments/send-water/due"
    assert "cannot be done before 2020-03-25" in problem.message
    in_time = problems_of(
        ("/commitments/open-mill", mill), ("/commitments/send-water/due", "2020-03-25")
    )
    assert [p for p in in_time if p.severity == "error"] == []


def test_a_circle_is_told_as_a_circle_and_not_as_days() -> None:
    found = problems_of(
        (
            "/commitments/open-mill",
            {**full()["commitments"]["open-mill"], "prerequisites": ["send-water"]},
        )
    )
    assert {p.code for p in found if p.severity == "error"} == {"loop"}


def test_every_number_is_found_with_its_kind_and_owner() -> None:
    found = numbers(case_from(full()))
    expected = {
        "/commitments/send-water/cost": ("points", "south"),
        "/commitments/send-water/value/north": ("points", "north"),
        "/commitments/send-water/share": ("part", "south"),
        "/commitments/send-water/recoverable": ("percent", "south"),
        "/commitments/send-water/detection": ("percent", "south"),
        "/commitments/send-water/detection_lag_days": ("days", "south"),
        "/commitments/send-water/gain_from_faking": ("points", "south"),
        "/commitments/send-water/duration_days": ("days", "south"),
        "/guarantees/bond/points": ("points", "south"),
        "/guarantees/bond/credibility": ("percent", "south"),
        "/trust/north/trustworthy": ("percent", "north"),
        "/trust/north/floor": ("points", "north"),
        "/sequence/rents/north": ("points", "north"),
        "/facilities/mill/gain": ("points", "north"),
        "/facilities/mill/detection": ("percent", "north"),
        "/facilities/mill/months_to_rebuild/freeze": ("months", ""),
        "/verification/watch/completeness": ("percent", "north"),
    }
    for pointer, (kind, owner) in expected.items():
        assert (found[pointer].kind, found[pointer].owner) == (kind, owner), pointer
        assert found[pointer].basis is not None
        assert found[pointer].label
