"""Lines by width: Latin as the standard library does it, Korean two columns a letter."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.report.wrapping import shortened, width, wrapped

WORDS = st.lists(st.text("가나다라a bc1", max_size=9), max_size=12).map(" ".join)


@given(st.text("ab c-d", max_size=60), st.integers(8, 30))
def test_latin_text_is_wrapped_as_ever(text: str, columns: int) -> None:
    assert wrapped(text, columns) == textwrap.wrap(text, columns)
    assert wrapped(text, columns, 2) == textwrap.wrap(text, columns, max_lines=2, placeholder=" …")


@given(WORDS, st.integers(8, 30), st.integers(1, 4), st.sampled_from(["", "  "]))
def test_no_line_is_wider_and_nothing_but_the_end_is_lost(
    text: str, columns: int, most: int, indent: str
) -> None:
    lines = wrapped(text, columns, indent=indent)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    cut = wrapped(text, columns, most, indent)
    assert len(cut) <= most
    assert all(width(line) <= columns for line in cut)
    assert cut == lines or cut[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("합의는 가능한가", ["합의는", "가능한가"]),
        ("가나다라마바사아", ["가나다라", "마바사아"]),
        ("합의 ab", ["합의 ab"]),
    ],
)
def test_korean_breaks_at_spaces_where_it_can(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8) == lines


def test_one_line_ends_in_an_ellipsis() -> None:
    assert shortened("합의는   가능한가", 12) == "합의는 …"
    assert shortened("", 12) == ""
