"""Slots, particles, endings, lists, names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.filling import filled, slots, stray
from detente.drafting.korean import changed, stem
from detente.drafting.naming import Names, letter, roman
from detente.drafting.patterns import Library, allowed, built_in, mistakes
from detente.drafting.text import Alternative, Bracket
from detente.drafting.wording import action, listed, uses


def test_a_slot_takes_words_or_brackets_and_begins_a_sentence() -> None:
    open_place = Bracket((Alternative("…"),))
    assert filled("{Party} waits {days} days.", {"party": "the town", "days": (open_place,)}) == (
        "The town waits ",
        open_place,
        " days.",
    )


@given(st.text())
def test_what_fills_a_slot_is_never_read_as_a_pattern(words: str) -> None:
    value = "{other}" + words
    assert filled("a {slot} b", {"slot": value}) == (f"a {value} b",)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("미국", "은", "미국은"),
        ("러시아", "은", "러시아는"),
        ("러시아", "을", "러시아를"),
        ("제1항", "을", "제1항을"),
        ("영어와 한국어", "으로", "영어와 한국어로"),
        ("시설을 해체한다", "ㄹ", "시설을 해체할"),
        ("시설을 해체한다", "어간", "시설을 해체하"),
        ("메운다", "ㄹ", "메울"),
        ("적는다", "ㄹ", "적을"),
        ("적는다", "기", "적기"),
        ("받아들인다", "어간", "받아들이"),
        ("선언한다", "고", "선언하고"),
    ],
)
def test_korean_forms(text: str, form: str, expected: str) -> None:
    assert changed(text, form) == expected


def test_a_sentence_that_is_no_sentence_stays() -> None:
    assert stem("시설 해체") == "시설 해체"


@pytest.mark.parametrize(
    ("grade", "english", "korean"),
    [
        ("shall", "shall stop", "중단한다"),
        ("undertakes", "undertakes to stop", "중단할 것을 약속한다"),
        ("endeavour", "shall endeavour to stop", "중단하도록 노력한다"),
        ("will", "will stop", "중단하기로 한다"),
        ("should", "should stop", "중단할 것이 권고된다"),
        ("may", "may stop", "중단할 수 있다"),
    ],
)
def test_grades_of_obligation(grade: str, english: str, korean: str) -> None:
    assert Library("en").words(f"grade-{grade}", action="stop") == english
    assert Library("ko").words(f"grade-{grade}", action="중단한다") == korean


def test_an_imperative_follows_shall() -> None:
    assert action("Stop the reactors.", "en") == "stop the reactors"
    assert action("IAEA seals stay.", "en") == "IAEA seals stay"
    assert action("원자로를 중단한다.", "ko") == "원자로를 중단한다"


def test_lists() -> None:
    assert listed(["a", "b", "c"], Library("en")) == "a, b and c"
    assert listed(["미국", "러시아"], Library("ko")) == "미국과 러시아"


def test_a_word_is_used_as_a_word() -> None:
    assert uses("throughout their closure", "closure")
    assert uses("Closure follows", "closure")
    assert not uses("the disclosure of sites", "closure")
    assert uses("영변의 폐쇄를 이행한다", "폐쇄")
    assert not uses("비핵화", "핵화")


def test_numbers_of_lists_and_annexes() -> None:
    assert [letter(k) for k in (0, 25, 26, 51, 52, 702)] == ["a", "z", "aa", "az", "ba", "aaa"]
    assert [roman(k) for k in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_a_name_that_is_taken_gets_a_number() -> None:
    names = Names()
    assert [names.fresh("a") for _ in range(3)] == ["a", "a-2", "a-3"]


def test_the_languages_have_the_same_patterns() -> None:
    english, korean = built_in("en"), built_in("ko")
    assert english.keys() == korean.keys()
    for name in english:
        assert not mistakes(name, english[name], "en")
        assert not mistakes(name, korean[name], "ko")


@pytest.mark.parametrize(
    ("name", "pattern", "language", "said", "hint"),
    [
        ("comitment", "{Party}.", "en", "no pattern 'comitment'", "did you mean 'commitment'?"),
        ("commitment", "{Party} {duti}.", "en", r"no slot {duti}", "did you mean 'duty'?"),
        ("commitment", "{Party {duty}.", "en", "belongs to no slot", ""),
        ("commitment", "{party:을} {duty}.", "en", "no form ':을'", ""),
        ("commitment", "{party:dem} {duty}.", "ko", "no form ':dem'", ""),
    ],
)
def test_mistakes_in_patterns(name: str, pattern: str, language: str, said: str, hint: str) -> None:
    (found,) = mistakes(name, pattern, language)
    assert said in found.message
    assert found.hint == hint


def test_what_a_pattern_may_ask_for_is_what_any_language_asks_for() -> None:
    assert set(allowed("commitment")) == {"party", "duty", "step", "annex"}
    assert slots("{Party} {party:은} {x}") == ("party", "x")
    assert stray("{a} }") == "}"


def test_the_page_on_drafting_lists_every_pattern_with_its_slots() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "drafting.md"
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \|$", page.read_text("utf-8"), re.MULTILINE)
    shown = {name: set(re.findall(r"\{(\w+)\}", said)) for name, said in rows}
    named = {n for n in built_in("en") if not n.startswith(("month-", "language-"))}
    assert shown == {name: set(allowed(name)) for name in named}
