"""What coders of one case put side by side, kind by kind."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from detente.answers.agreement import agreement
from detente.answers.codings import Coder, codings
from detente.case.models import Case
from detente.case.spreadsheet.writing import workbook
from detente.cli.main import run
from detente.errors import UsageError
from tests.builders import case_from, tiny_case_data


def coded(**changes: Any) -> Case:
    """Return the tiny case with a term, a record, orders; coders change some of it."""
    data = tiny_case_data()
    data["sources"] = {s: {"label": s, "reliability": "B"} for s in ("paper", "radio")}
    day = {"happened": "2019-01-01", "known_from": "2019-01-01", "actor": "a", "kind": "k"}
    data["record"] = {
        f"item-{i}": {**day, "text": "t", "credibility": i, "sources": ["paper"]} for i in (1, 2, 6)
    }
    data["terms"] = {
        "word": {
            "label": "'word'",
            "readings": {"wide": {"label": "w"}, "narrow": {"label": "n"}},
            "read_by": {p: {"readings": {"wide": 80, "narrow": 20}} for p in ("north", "south")},
        }
    }
    values = data["values"]["north"]
    values["issues"]["water"]["order"] = ["none < half < full"]
    values["issues"]["water"]["importance"] = changes.get("importance", [50, 70])
    for what, value in changes.items():
        if what == "order":
            values["issues"]["water"]["order"] = value
        elif what == "reading":
            data["terms"]["word"]["read_by"]["north"]["readings"] = value
        elif what == "reliability":
            data["sources"]["radio"]["reliability"] = value
    return case_from(data)


def kinds(*cases: Case) -> dict[str, Any]:
    found = codings(cases[0], [Coder(str(i), c) for i, c in enumerate(cases)])
    return {c.kind: c for c in found}


def test_numbers_count_by_their_medians() -> None:
    found = kinds(coded(), coded(importance={"triangular": [0, 30, 60]}))["importance"]
    assert found.level == "interval"
    assert found.codes["/values/north/issues/water/importance"] == [60, 30]


def test_orders_count_pair_by_pair_with_what_follows_from_them() -> None:
    found = kinds(coded(), coded(order=["half < none = full"]))["order"]
    assert found.level == "ordinal"
    at = "/values/north/issues/water/order: "
    # half < none, the first of a pair (by alphabet) is less: 0; equal: 1; more: 2.
    assert found.codes == {
        f"{at}full, half": [2, 2], f"{at}full, none": [2, 1], f"{at}half, none": [2, 0],
    }  # fmt: skip
    assert list(found.words(f"{at}full, none")) == ["first is more", "equal"]


def test_readings_count_by_the_likeliest_and_a_tie_says_nothing() -> None:
    found = kinds(coded(), coded(reading={"wide": 50, "narrow": 50}))["reading"]
    assert found.level == "nominal"
    assert found.codes["/terms/word/read_by/north"][0] == found.names.index("wide")
    assert math.isnan(found.codes["/terms/word/read_by/north"][1])


def test_grades_are_ordinal_and_cannot_be_judged_is_no_grade() -> None:
    found = kinds(coded(), coded(reliability="F"))
    assert found["reliability"].codes["/sources/paper"] == [1, 1]
    assert found["reliability"].codes["/sources/radio"][0] == 1
    assert math.isnan(found["reliability"].codes["/sources/radio"][1])
    assert list(found["credibility"].codes) == ["/record/item-1", "/record/item-2"]


def test_analysts_of_one_case_are_coders() -> None:
    data = tiny_case_data()
    data["analysts"] = {"ann": {"label": "Ann"}, "bob": {"label": "Bob"}}
    issues = data["values"]["north"]["issues"]
    for name, (ann, bob) in {"water": (60, 50), "mill": (20, 25), "bridge": (20, None)}.items():
        each = {"ann": ann} if bob is None else {"ann": ann, "bob": [bob - 1, bob + 1]}
        issues[name]["importance"] = {"analysts": each}
    case = case_from(data)
    found = agreement(case, [Coder("ann", case, "ann"), Coder("bob", case, "bob")], samples=200)
    (kind,) = found.kinds
    assert (kind.kind, kind.units, kind.pairable) == ("importance", 3, 2)
    assert found.coded == (3, 2)
    # Two units, four values 60 50 20 25: 1 - 3 * 2 * (100 + 25) / sum of all squared pairs.
    pairs = [60, 50, 20, 25]
    expected = sum((a - b) ** 2 for a in pairs for b in pairs)
    assert kind.alpha == pytest.approx(1 - 3 * 2 * (100 + 25) / expected)
    assert kind.worst[0].values == ("60", "50")


def test_equal_coders_agree_and_the_seed_decides_the_interval() -> None:
    two = [Coder("a", coded()), Coder("b", coded(importance=[20, 30]))]
    one = agreement(coded(), two, seed=3, samples=200)
    assert one == agreement(coded(), two, seed=3, samples=200)
    by_kind = {k.kind: k for k in one.kinds}
    assert by_kind["score"].alpha == pytest.approx(1)
    assert by_kind["score"].verdict == "reliable"
    assert by_kind["likelihood"].alpha is None
    assert by_kind["likelihood"].verdict == "not defined"
    importance = by_kind["importance"]
    assert importance.alpha is not None
    assert importance.alpha < 1
    assert [w.unit for w in importance.worst] == ["/values/north/issues/water/importance"]


def test_one_coder_or_an_empty_one_is_refused() -> None:
    case = coded()
    with pytest.raises(UsageError, match="needs two coders"):
        agreement(case, [Coder("a", case)])
    with pytest.raises(UsageError, match="'b' coded nothing"):
        agreement(case, [Coder("a", case), Coder("b", case, "nobody")])


def test_the_command_takes_folders_and_spreadsheets(
    write_case: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_case(tiny_case_data())
    data = tiny_case_data()
    data["values"]["north"]["issues"]["water"]["importance"] = 50
    book = tmp_path / "second.xlsx"
    book.write_bytes(workbook(data))
    assert run(["agreement", str(folder), str(folder), str(book), "--samples", "200"]) == 0
    out = capsys.readouterr().out
    assert "importance" in out
    assert "North Town: importance of Water for North: 60 | 50" in out
    assert run(["agreement", str(folder), str(folder), str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["coders"] == [str(folder), str(book)]
    assert run(["agreement", str(folder), "nobody", str(book)]) == 2
    assert "neither an analyst of the case nor a case folder" in capsys.readouterr().err
