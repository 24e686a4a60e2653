"""The settings of learning in a case: errors with their place, and there and back in a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.case.blocks.learning import Learning
from detente.case.checking import check
from detente.case.loading import load_case
from detente.case.numbers import numbers
from detente.case.spreadsheet.sheets import sheets
from detente.cli.main import run
from detente.errors import InputError, Problem
from tests.builders import tiny_case_data

Write = Callable[[dict[str, Any]], Path]
WHY = {"judgement": "why", "by": "tests"}


def data(**learning: Any) -> dict[str, Any]:
    found = tiny_case_data()
    found["learning"] = {"basis": WHY, **learning}
    offer = {
        "label": "An offer",
        "kind": "offer",
        "by": ["north"],
        "known_from": "2020-01-01",
        "options": {"mill": "open"},
        "account_of": "offer",
    }
    found["packages"] = {"one": offer, "two": {**offer, "options": {"mill": "closed"}}}
    return found


def problems(path: Path) -> dict[str, Problem]:
    return {p.pointer: p for p in check(load_case(path))}


def test_what_is_not_written_is_as_usual(write_case: Write) -> None:
    stated = load_case(write_case(data(credibility={"2": 75}))).case.learning
    assert stated is not None
    usual = Learning()
    assert stated.credibility.d2 == 75
    assert stated.credibility.d1 == usual.credibility.d1 == 100
    assert (stated.rationality, stated.reliability) == (usual.rationality, usual.reliability)
    assert "/learning/rationality" in numbers(load_case(write_case(data())).case)


@pytest.mark.parametrize(
    ("learning", "said"),
    [
        ({"reliability": {"F": 50}}, "'F' means that nothing is known"),
        ({"credibility": {"6": 50}}, "'6' means that nothing is known"),
        ({"reliability": {"A": 120}}, "100"),
        ({"choice_set": "some"}, "'choice_set' cannot be 'some'"),
        ({"kinds": {"message": 50}}, "message"),
    ],
)
def test_a_setting_that_cannot_be_is_an_error_at_its_line(
    write_case: Write, learning: dict[str, Any], said: str
) -> None:
    path = write_case(data(**learning))
    with pytest.raises(InputError) as told:
        load_case(path)
    (problem,) = told.value.problems
    assert said in problem.message + problem.allowed
    lines = Path(problem.place.file).read_text("utf-8").splitlines()
    block = [i for i, line in enumerate(lines, 1) if line.startswith(("learning:", "packages:"))]
    assert problem.place.line is not None
    assert block[0] < problem.place.line < block[1]


def test_offers_cannot_follow_value_backwards(write_case: Write) -> None:
    found = problems(write_case(data(rationality=[-1, 3])))
    assert found["/learning/rationality"].severity == "error"
    assert "/learning/rationality" not in problems(write_case(data(rationality=[0, 3])))


def test_accounts_of_one_offer_are_of_one_party_and_more_than_one(write_case: Write) -> None:
    case = data()
    assert not [p for p in problems(write_case(case)) if "account" in p]
    case["packages"]["two"]["by"] = ["south"]
    found = problems(write_case(case))["/packages/two/account_of"]
    assert (found.severity, found.code) == ("error", "accounts")
    assert "'two' and 'one'" in found.message
    case["packages"]["two"]["account_of"] = "another"
    found = problems(write_case(case))["/packages/two/account_of"]
    assert (found.severity, found.code) == ("warning", "one-account")


def test_settings_go_to_a_spreadsheet_and_back(write_case: Write, tmp_path: Path) -> None:
    case = data(
        rationality=[1, 4], choice_set="neighbours", reliability={"C": 60}, kinds={"draft": 0}
    )
    # Two blocks of the first sheet with a basis each.
    case["sequence"] = {"basis": {"judgement": "another reason"}}
    case["packages"]["one"]["tactical"] = [5, 20]
    path = write_case(case)
    table, back = tmp_path / "case.xlsx", tmp_path / "back"
    assert run(["convert", str(path), str(table)]) == 0
    assert run(["convert", str(table), str(back)]) == 0
    assert load_case(back).case == load_case(path).case


def test_no_sheet_has_two_columns_of_one_name() -> None:
    for sheet in sheets():
        for variant in sheet.variants:
            headers = [c.header for c in variant.columns]
            assert len(headers) == len(set(headers)), sheet.name
