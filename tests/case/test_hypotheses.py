"""Rules on competing hypotheses; words of probability and marks as they may be written."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from detente.case.checking import check
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import load_case
from detente.case.models import Evidence
from detente.case.numbers import numbers
from detente.case.spreadsheet.forms import LIKELIHOOD, decode, encode
from detente.errors import InputError, Problem
from tests.builders import case_from
from tests.evidence.cases import explained

CELLS = "/evidence/low/likelihoods"
CELL = f"{CELLS}/dry"
PRIOR = "/hypotheses/dry/prior"
RESTS = "/evidence/told/assumption"
ELSE = "/evidence/told/otherwise"
OTHER = "/hypotheses/mill/other"
IDLE = "/assumptions/idle"
HOLDS = {"label": "I", "holds": 50, "basis": {"judgement": "x"}}


def problems_of(*changes: tuple[str, Any]) -> list[Problem]:
    data = explained()
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


def test_a_case_that_explains_has_no_problems() -> None:
    assert problems_of() == []


LATE = {
    "label": "A flood came",
    "record": ["flood"],
    "likelihoods": {"dry": 30, "mill": 40},
    "basis": {"judgement": "invented"},
}


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ([(CELL, None)], "missing-likelihood", CELLS),
        ([(f"{CELLS}/rain", 20)], "unknown-hypothesis", f"{CELLS}/rain"),
        ([(CELL, 100)], "certain", CELL),
        ([(CELL, [0, 20])], "certain", CELL),
        ([(CELL, {"normal": [50, 5]})], "certain", CELL),
        ([(CELLS, {"dry": "NA", "mill": "NA"})], "not-applicable", CELLS),
        ([(ELSE, None)], "missing-otherwise", RESTS),
        ([(RESTS, None)], "no-assumption", ELSE),
        ([(ELSE, "NA")], "not-applicable", ELSE),
        ([(RESTS, "trust")], "unknown-assumption", RESTS),
        ([("/evidence/low/record", ["no-such"])], "unknown-record-item", "/evidence/low/record/0"),
        ([("/outcome/record", ["no-such"])], "unknown-record-item", "/outcome/record/0"),
        ([("/evidence/low/record", [])], "no-record", "/evidence/low"),
        ([("/evidence/low/about", "2020-01-01")], "dates", "/evidence/low/about"),
        ([("/evidence/late", LATE)], "after-outcome", "/evidence/late"),
        ([(PRIOR, 0)], "certain", PRIOR),
        ([(PRIOR, [20, 120])], "out-of-bounds", PRIOR),
        ([(f"/hypotheses/{h}/other", True) for h in ("dry", "mill")], "twice", OTHER),
        ([(PRIOR, {"point": 20, "said": "unlikely"})], "said", PRIOR),
        ([(CELL, {"range": [50, 60], "said": "perhaps"})], "said", CELL),
        ([(IDLE, HOLDS)], "unused-assumption", IDLE),
    ],
)  # fmt: skip
def test_each_rule(changes: list[tuple[str, Any]], code: str, pointer: str) -> None:
    found = problems_of(*changes)
    assert (code, pointer) in [(p.code, p.pointer) for p in found]


def test_certainty_is_allowed_where_it_is_meant() -> None:
    row = "/evidence/low"
    assert problems_of((f"{row}/likelihoods/dry", 100), (f"{row}/impossible", True)) == []


def test_an_event_after_the_outcome_said_to_be_one_is_no_doubt() -> None:
    assert problems_of(("/evidence/late", {**LATE, "about": "2019-09-01"})) == []


@pytest.mark.parametrize(
    ("written", "low_high"),
    [
        ("likely", (55, 80)),
        ("Very  Unlikely", (5, 20)),
        ("CC", (80, 95)),
        ("II", (5, 20)),
        ({"said": "likely", "range": [60, 85]}, (60, 85)),
        ({"said": "improbable", "note": "see there"}, (20, 45)),
    ],
)
def test_words_and_marks_stand_for_ranges(written: Any, low_high: tuple[float, float]) -> None:
    row = Evidence.model_validate({"label": "x", "likelihoods": {"a": written}})
    assert row.likelihoods["a"].range == pytest.approx(low_high)
    assert row.likelihoods["a"].said == (written if isinstance(written, str) else written["said"])


def test_analysts_may_use_words() -> None:
    row = Evidence.model_validate(
        {"label": "x", "likelihoods": {"a": {"analysts": {"ada": "likely", "ben": 10}}}}
    )
    each = row.likelihoods["a"].analysts
    assert each is not None
    assert each["ada"].range == pytest.approx((55, 80))
    assert each["ben"].point == 10


def test_a_word_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValidationError, match=r"'likly' is not a likelihood: .*'very unlikely'"):
        Evidence.model_validate({"label": "x", "likelihoods": {"a": "likly"}})


def test_a_wrong_word_in_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    panama = Path(__file__).parents[2] / "cases" / "panama-1974" / "case.yaml"
    text = panama.read_text("utf-8").rstrip("\n")
    row = "evidence:\n  one:\n    label: One\n    likelihoods:\n      a: likly\n"
    (tmp_path / "case.yaml").write_text(f"{text}\n{row}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_case(tmp_path)
    told = [p for p in caught.value.problems if "likly" in p.message]
    assert [p.place.line for p in told] == [len(text.splitlines()) + 5]


def test_a_cell_marked_not_applicable_holds_no_number() -> None:
    data = explained()
    data["evidence"]["low"]["likelihoods"]["dry"] = "NA"
    found = numbers(case_from(data))
    assert CELL not in found
    assert "/evidence/low/likelihoods/mill" in found


@pytest.mark.parametrize("written", ["likely", "CC", "NA", 30, [20, 40], {"said": "I"}])
def test_a_likelihood_survives_a_cell(written: Any) -> None:
    assert decode(LIKELIHOOD, encode(LIKELIHOOD, written)) == written
    if not isinstance(written, dict):
        assert "yaml" not in str(encode(LIKELIHOOD, written))


@pytest.mark.parametrize(
    "cause", ["zone", "offers", "ratification", "definition", "order", "mandate"]
)
def test_a_hypothesis_may_be_about_a_cause_of_the_structure(cause: str) -> None:
    data = explained()
    data["hypotheses"]["dry"]["structural"] = cause
    assert case_from(data).hypotheses["dry"].structural == cause


def test_a_cause_that_is_none_is_refused() -> None:
    data = explained()
    data["hypotheses"]["dry"]["structural"] = "weather"
    with pytest.raises(ValueError, match="structural"):
        case_from(data)
