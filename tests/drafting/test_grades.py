"""How firmly a phrase binds, in English and Korean, and what is no obligation at all."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.grades import GRADES, grades, weaker


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[g.start : g.end], g.grade) for g in grades(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North shall pay", [("shall", "shall")]),
        ("North must pay", [("must", "shall")]),
        ("North is obliged to pay", [("is obliged", "shall")]),
        ("North, for its part, undertakes, in good faith, to pay",
         [("undertakes, in good faith, to", "undertakes")]),
        ("The Parties agree not to pay", [("agree not to", "undertakes")]),
        ("North shall endeavour to pay", [("shall endeavour to", "endeavours")]),
        ("North shall make every effort to pay", [("shall make every effort", "endeavours")]),
        ("North will use its best efforts", [("will use its best efforts", "endeavours")]),
        ("North undertakes to seek to pay", [("undertakes to seek to", "endeavours")]),
        ("North shall jointly work towards it", [("shall jointly work towards", "endeavours")]),
        ("North will pay", [("will", "will")]),
        ("North would pay", [("would", "would")]),
        ("North should pay", [("should", "should")]),
        ("North should use its best efforts", [("should use its best efforts", "should")]),
        ("North is encouraged to pay", [("is encouraged", "should")]),
        ("urges the Parties to pay", [("urges", "should")]),
        ("North may pay", [("may", "may")]),
        ("North shall have the right to pay", [("shall have the right to", "may")]),
        ("Welcoming the talks, and noting the rest,",
         [("Welcoming", "recalls"), ("noting", "recalls")]),
        ("recalls the statement", [("recalls", "recalls")]),
        ("North shall pay and South may inspect", [("shall", "shall"), ("may", "may")]),
        # No obligations:
        ("on 1 May 2018", []),
        ("May 1, 2018", []),
        ("the will of the people and their free will", []),
        ("Should any Party fail to pay", []),
        ("in case that, should it fail", []),
        ("It is not here", []),
    ],
)  # fmt: skip
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("북측은 시설을 폐기하여야 한다.", "shall"),
        ("북측은 시설을 폐기해야 한다.", "shall"),
        ("당사국은 위원회를 설치한다.", "shall"),
        ("무기를 이전하지 아니한다.", "shall"),
        ("북측은 시설을 폐기할 것을 약속한다.", "undertakes"),
        ("양측은 회담을 열기로 하였다.", "undertakes"),
        ("북측은 폐기하도록 노력한다.", "endeavours"),
        ("최선을 다하여야 한다.", "endeavours"),
        ("양측은 노력하기로 한다.", "endeavours"),
        ("남측은 지원할 것이다.", "will"),
        ("지원하는 것이 바람직하다.", "should"),
        ("남측은 사찰할 수 있다.", "may"),
        ("양측은 선언을 재확인하며,", "recalls"),
    ],
)
def test_korean(text: str, grade: str) -> None:
    assert [g for _, g in said(text, "ko")] == [grade]


def test_a_definition_binds_nobody() -> None:
    assert said("“시설”이란 벽과 수문을 의미한다.", "ko") == []
    assert said("“Dam” means the wall.") == []


def test_other_languages_have_no_grades_and_tags_of_regions_do() -> None:
    assert said("Стороны обязуются", "ru") == []
    assert said("North shall pay", "en-GB") == [("shall", "shall")]


def test_the_order_of_grades() -> None:
    assert all(weaker(a, b) for a, b in itertools.pairwise(GRADES))
    assert not weaker("should", "shall")
    assert not weaker("shall", "shall")


@given(
    st.lists(
        st.sampled_from(("shall", "may ", "should endeavour to", " the right ", "한다. ", "x"))
    )
)
def test_phrases_are_in_order_and_none_is_inside_another(words: list[str]) -> None:
    text = " ".join(words)
    for language in ("en", "ko"):
        found = grades(text, language)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        assert all(0 <= g.start < g.end <= len(text) for g in found)
