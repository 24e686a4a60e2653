"""Questions: outcomes that exhaust, chances that add up, days in order."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.case.checking import check
from detente.case.loading import load_case
from detente.errors import Problem
from tests.answers.questions import asked

CHANGES: list[tuple[str, Any, str]] = [
    ("text/base_rate/chances", {"yes": 40, "no": 50}, "sum"),
    ("clause/base_rate/chances", {"no": 50}, "missing-chance"),
    ("text/base_rate/chances", {"yes": 40, "maybe": 60}, "unknown-outcome"),
    ("clause/base_rate/chances", {}, "forecast"),
    ("clause/base_rate/position", 40, "forecast"),
    ("text/base_rate", None, "no-base-rate"),
    ("text/base_rate/least", 70, "span"),
    ("text/base_rate/most", None, "span"),
    ("text/outcomes", {"signed": {"label": "Signed"}}, "outcomes"),
    ("text/option", "water/half", "option"),
    ("clause/option", None, "option"),
    ("clause/option", "water/some", "unknown-option"),
    ("text/positions", {"north": {"position": 1, "capability": 1, "salience": 1}}, "positions"),
    ("place/positions/north/capability", 0, ""),
    ("place/positions", {"north": {"position": 1, "capability": 0, "salience": 1}}, "positions"),
    ("place/positions", {"west": {"position": 1, "capability": 1, "salience": 1}}, "unknown-party"),
    ("place/base_rate", {"chances": {"yes": 1}, "basis": {"judgement": "x"}}, "forecast"),
    ("end/outcomes", {"signed": {"label": "Signed"}}, "few-outcomes unknown-outcome"),
    ("end/outcomes/signed/until", "2020-02-01", "until"),
    ("when/outcomes/spring/until", None, "until"),
    ("when/outcomes/summer/until", "2020-03-01", "until"),
    ("when/outcomes/later/until", "2020-12-01", "until"),
    ("text/computed", {"zone": True, "package": "first"}, "computed"),
    ("text/computed", {}, "computed"),
    ("text/computed/outcome", "signed", "unknown-outcome"),
    ("clause/computed/option", "water/some", "unknown-option"),
    ("text/computed", {"package": "third"}, "unknown-package"),
    ("text/forecasts/rival/made_on", "2020-03-15", "after-the-fact"),
    ("text/forecasts/desk/record", ["end"], "after-the-fact"),
    ("text/forecasts/desk/made_on", "2020-01-08", "dates"),
    ("text/forecasts/desk/record", ["nothing"], "unknown-record-item"),
    ("text/forecasts", {"even": {"by": "A", "made_on": "2020-01-05", "chances": {"yes": 1}}},
     "reserved"),
    ("text/resolution/outcome", "maybe", "unknown-outcome"),
    ("text/resolution/outcome", None, "resolution"),
    ("text/resolution/position", 3, "resolution"),
    ("place/resolution/position", None, "resolution"),
    ("text/resolution/known_from", "2020-03-09", "dates"),
    ("text/resolution/record", [], "no-record"),
    ("text/resolution", None, "unresolved"),
]  # fmt: skip


def problems_of(tmp_path: Any, data: dict[str, Any]) -> list[Problem]:
    file = tmp_path / "case.yaml"
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return check(load_case(file))


def put(data: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split("/")
    for step in steps:
        data = data[step]
    if value is None:
        data.pop(last, None)
    else:
        data[last] = value


def told(problems: list[Problem]) -> set[str]:
    return {p.code for p in problems if p.pointer.startswith("/questions")}


def test_sound_questions_have_no_problem(tmp_path: Any) -> None:
    data = asked()
    data["as_of"] = "2020-12-31"
    assert told(problems_of(tmp_path, data)) == set()


@pytest.mark.parametrize(("path", "value", "code"), CHANGES)
def test_every_mistake_is_told_at_its_place(
    tmp_path: Any, path: str, value: Any, code: str
) -> None:
    data = asked()
    data["as_of"] = "2020-12-31"
    put(data["questions"], path, value)
    found = [p for p in problems_of(tmp_path, data) if p.pointer.startswith("/questions")]
    assert {p.code for p in found} == set(code.split())
    for problem in found:
        assert problem.pointer.startswith(f"/questions/{path.split('/')[0]}")
        assert problem.place.line


def test_a_spreadsheet_keeps_every_question(tmp_path: Any) -> None:
    from detente.cli.main import run

    file = tmp_path / "case.yaml"
    data = asked()
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    before = load_case(file).case.questions
    assert run(["convert", str(file), str(tmp_path / "case.xlsx")]) == 0
    assert load_case(tmp_path / "case.xlsx").case.questions == before
