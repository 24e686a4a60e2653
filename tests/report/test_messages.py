"""The catalogue: the same sentences in every language, plurals, words not to be used."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from detente.answers.inputs import in_words
from detente.case.blocks.levers import LeverKind
from detente.case.kinds import Kind
from detente.case.quantity import Quantity
from detente.deals.analysis.answer import ASSUMPTIONS
from detente.levers.generated import AUTHOR
from detente.report.language import language
from detente.report.messages import LANGUAGES, catalogue
from detente.report.messages.template import placeholders
from detente.report.names import Names
from detente.report.retelling import known, quantity, retold
from tests.builders import tiny_case
from tests.report.korean import korean_answer
from tests.report.test_sentences import FORBIDDEN

OTHERS = [code for code in LANGUAGES if code != "en"]
# Technical names are at home where the method is told.
TECHNICAL = ("tables.points.", "sections.bargaining-points.", "found.")
# What is split has two parts or more.
NEVER_ONE = {"order.repair.split"}
JARGON = {
    "en": re.compile(FORBIDDEN.pattern.replace(r"|\bpoints?\b", ""), re.IGNORECASE),
    "ko": re.compile(
        r"최적|공정|편향|불편부당|불가능함?이 (증명|입증)|(아무|누구)도 (더 )?이득|합리적|내시|"
        r"람다|효용|모형이 예측|모델이 예측|참가자|플레이어|파레토|균형|게임|"
        r"(합의|서명)할? 확률|\d\.\d+\s*(%|개)"
    ),
}


def forms(template: str | dict[str, str]) -> list[str]:
    return [template] if isinstance(template, str) else list(template.values())


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_says_the_same_sentences(code: str) -> None:
    assert set(catalogue(code)) == set(catalogue("en"))


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_has_the_same_places_to_fill(code: str) -> None:
    own, english = catalogue(code), catalogue("en")
    for key, template in english.items():
        asked = set().union(*map(placeholders, forms(template)))
        for form in forms(own[key]):
            # A form for one may say the number as a word.
            assert placeholders(form) | {"n"} == asked | {"n"}, (code, key)
            assert "n" in placeholders(form) or "n" not in asked, (code, key)


def test_english_has_a_form_for_one_and_korean_needs_none() -> None:
    english, korean = catalogue("en"), catalogue("ko")
    counted = {key for key, template in english.items() if not isinstance(template, str)}
    assert counted
    assert counted == {k for k, template in korean.items() if not isinstance(template, str)}
    for key in counted:
        one = english[key]
        assert isinstance(one, dict)
        assert set(one) == ({"other"} if key in NEVER_ONE else {"one", "other"}), key
        assert one.get("one") != one["other"], key
        assert set(korean[key]) == {"other"}, key


@pytest.mark.parametrize(
    ("code", "n", "said"),
    [
        ("en", 1, "Not shown: 1 lever with less or no effect."),
        ("en", 2, "Not shown: 2 levers with less or no effect."),
        ("en", 1200, "Not shown: 1,200 levers with less or no effect."),
        ("ko", 1, "효과가 더 작거나 없는 조치 1건은 그리지 않았다."),
        ("ko", 1200, "효과가 더 작거나 없는 조치 1,200건은 그리지 않았다."),
    ],
)
def test_the_number_chooses_the_form(code: str, n: int, said: str) -> None:
    assert language(code).text("figures.levers.rest", n=n) == said


@pytest.mark.parametrize(
    ("one", "two", "begins"),
    [("미국", "조선", "미국은 세로선"), ("캐나다", "페루", "캐나다는 세로선")],
)
def test_particles_in_captions_follow_the_sound(one: str, two: str, begins: str) -> None:
    told = language("ko").text("figures.deal-map.how", one=one, two=two)
    assert begins in told
    assert f"{two}{'은' if two == '조선' else '는'} 가로선" in told


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_of_the_list_in_any_sentence_table_or_caption(code: str) -> None:
    for key, template in catalogue(code).items():
        if key.startswith(TECHNICAL):
            continue
        for form in forms(template):
            found = JARGON[code].search(form)
            assert found is None, (key, found)


def test_korean_sentences_hold_no_english() -> None:
    names = re.compile(r"\{[^}]*\}|\(#?[^)가-힣]*\)|Détente|detente [a-z-]+")
    for key, template in catalogue("ko").items():
        for form in forms(template):
            assert not re.search("[A-Za-z]{3}", names.sub("", form)), (key, form)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_has_words(code: str) -> None:
    for kind in get_args(Kind):
        assert f"tables.inputs.kinds.{kind}" in catalogue(code)
    for kind in (*get_args(LeverKind), "portfolio"):
        assert f"tables.levers.kinds.{kind}" in catalogue(code)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (3, "3"),
        ([-2, 5], "-2~5"),
        ({"triangular": [0, 3, 9]}, "0~9, 가장 그럴듯한 값 3"),
        ({"normal": [5, 2]}, "정규분포, 평균 5, 표준편차 2"),
        (
            {"normal": [5, 2], "within": [0, 9]},
            "정규분포, 평균 5, 표준편차 2, 0~9 안",
        ),
        ({"beta": [2, 3]}, "베타분포 2, 3(0~100 위)"),
        ({"empirical": [4, 1, 7]}, "관측값 3개, 1~7"),
        (
            {"analysts": {"ada": [1, 2], "ben": {"beta": [2, 3]}}},
            "ada: 1~2; ben: 베타분포 2, 3(0~100 위)",
        ),
    ],
)
def test_a_number_as_written_is_told_in_korean(written: object, told: str) -> None:
    text = in_words(Quantity.model_validate(written))
    assert quantity(text, Names(tiny_case(), "ko")) == told
    assert quantity(text, Names(tiny_case())) == text


def test_what_the_analyses_say_in_english_is_found_again() -> None:
    _, finding = korean_answer()
    assert known(finding.deals.method, "deals")
    assert known(finding.points.method, "points")
    assert known(finding.levers.method, "levers")
    assert all(known(text, "assumptions") for text in ASSUMPTIONS)
    assert known(AUTHOR, "author")
    assert all(known(i.flag, "flag") for i in finding.inputs if i.flag)
    for name in ("packages found by coordinate ascent; better ones may exist", "every package"):
        assert known(name, "points")


def test_values_inside_a_sentence_come_through() -> None:
    _, finding = korean_answer()
    korean = language("ko")
    told = retold(finding.levers.method, "levers", korean)
    for number in re.findall(r"[\d,]*\d", finding.levers.method):
        assert number in told
    assert retold("already over by 2019-04-15", "note", korean) == "2019년 4월 15일에 이미 지난 일"
    assert retold("already over by 2019-04-15", "note", language("en")).endswith("2019-04-15")
    assert retold("Something new", "note", korean) == "Something new"
