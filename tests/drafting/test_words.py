"""Words are whole in every script, and joined again they are the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.words import tokens


def split(text: str) -> list[str]:
    return [t.text for t in tokens(text) if t.kind != "space"]


@given(st.text())
def test_joined_tokens_are_the_text(text: str) -> None:
    found = tokens(text)
    assert "".join(t.text for t in found) == text
    assert all(t.text for t in found)


@given(st.lists(st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1)))
def test_letters_without_a_space_are_one_word(words: list[str]) -> None:
    assert split(" ".join(words)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("shall, if needed: re-enter", ["shall", ",", "if", "needed", ":", "re-enter"]),
        ("the Parties’ don't", ["the", "Parties", "’", "don't"]),
        ("1,250.5 km2", ["1,250.5", "km", "2"]),
        ("by 1 June 2019.", ["by", "1 June 2019", "."]),
        ("on June 1, 2019", ["on", "June 1, 2019"]),
        ("2019-06-01/2", ["2019-06-01", "/", "2"]),
        ("북한은 2019년 6월 1일까지", ["북한은", "2019년 6월 1일", "까지"]),
        ("Стороны обязуются 1 июня 2019", ["Стороны", "обязуются", "1 июня 2019"]),
        ("القوات المُسَلَّحة، 1 يونيو 2019", ["القوات", "المُسَلَّحة", "،", "1 يونيو 2019"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("水坝", ["水", "坝"]),
        ("40%", ["40", "%"]),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert split(text) == words
