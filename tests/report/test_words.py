from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.report import words


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "none"),
        (1e-9, "fewer than 1 of 100"),
        (0.00999, "fewer than 1 of 100"),
        (0.01, "1 of 100"),
        (0.125, "13 of 100"),
        (0.46, "46 of 100"),
        (0.99, "99 of 100"),
        (0.9901, "more than 99 of 100"),
        (1 - 1e-9, "more than 99 of 100"),
        (1.0, "all"),
    ],
)
def test_a_share_is_none_or_all_only_where_it_is_exact(share: float, said: str) -> None:
    assert words.in_100(share) == said


@given(st.floats(0, 1))
def test_belief_sets_never_show_decimals(share: float) -> None:
    said = words.belief_sets(share)
    assert said.startswith("in ")
    assert "." not in said
    assert "100 of 100" not in said
    assert " 0 of" not in said


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.0, "below the scale of words (under 1 %)"),
        (0.009, "below the scale of words (under 1 %)"),
        (0.01, "almost no chance (1–5 %)"),
        (0.05, "very unlikely (5–20 %)"),
        (0.2, "unlikely (20–45 %)"),
        (0.45, "roughly even chance (45–55 %)"),
        (0.5, "roughly even chance (45–55 %)"),
        (0.55, "roughly even chance (45–55 %)"),
        (0.551, "likely (55–80 %)"),
        (0.8, "likely (55–80 %)"),
        (0.95, "very likely (80–95 %)"),
        (0.951, "almost certain (95–99 %)"),
        (0.99, "almost certain (95–99 %)"),
        (0.995, "above the scale of words (over 99 %)"),
    ],
)
def test_words_of_probability_carry_their_band(probability: float, said: str) -> None:
    assert words.likelihood(probability) == said


MIRROR = {
    "almost no chance": "almost certain",
    "very unlikely": "very likely",
    "unlikely": "likely",
    "roughly even chance": "roughly even chance",
    "below the scale of words": "above the scale of words",
}


@given(st.integers(0, 1000))
def test_a_probability_and_its_complement_get_mirrored_words(thousandths: int) -> None:
    def word(p: float) -> str:
        return words.likelihood(p).split(" (")[0]

    p = thousandths / 1000
    one, other = word(p), word(1 - p)
    assert MIRROR.get(one) == other or MIRROR.get(other) == one


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1346.0, "1,300"),
        (57.4, "57"),
        (2.5, "3"),
        (0.58, "0.6"),
        (0.0, "0"),
        (-3.2, "−3"),
        (0.01, "0"),
        (99.6, "100"),
        (3_000_000.0, "3,000,000"),
    ],
)
def test_numbers_are_said_short(value: float, said: str) -> None:
    assert words.number(value) == said


def test_a_span_of_one_number_is_one_number() -> None:
    assert words.span(2.1, 2.4, "months") == "2 months"
    assert words.span(2.1, 5.4, "months") == "2 to 5 months"


def test_days_do_not_depend_on_the_locale() -> None:
    assert words.day(datetime.date(2019, 4, 15)) == "15 April 2019"
    assert words.day("2019-02-05") == "5 February 2019"
    assert words.day(None) == ""


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists(items: list[str], said: str) -> None:
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (0.0, "no change"),
        (0.09, "9 more of 100"),
        (-0.03, "3 fewer of 100"),
        (0.004, "less than 1 of 100 more"),
    ],
)
def test_changes(gain: float, said: str) -> None:
    assert words.change_of_100(gain) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1234.5678, "1235"), (0.25, "0.25"), (-0.5, "−0.5"), (-0.0, "0"), (0.0, "0")],
)
def test_exact_numbers(value: float, said: str) -> None:
    assert words.exact(value) == said
