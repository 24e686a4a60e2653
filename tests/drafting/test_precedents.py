from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.precedents import has_phrase, phrases, relevance

WORDS = st.lists(st.sampled_from(["river", "dam", "peace", "office"]), max_size=8).map(" ".join)


def test_the_worked_value_by_hand() -> None:
    # Two texts of two words; "dam" stands in one: ln(1 + 1.5/1.5) * 2.2 / (1 + 1.2) = ln 2.
    assert relevance(["dam river", "river peace"], "dam") == pytest.approx([0.6931471805599453, 0])


@given(st.lists(WORDS, max_size=6), WORDS)
def test_only_texts_with_a_word_asked_for_score(texts: list[str], request: str) -> None:
    for text, score in zip(texts, relevance(texts, request), strict=True):
        assert (score > 0) == bool(set(text.split()) & set(request.split()))


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_the_order_of_texts_and_of_words_does_not_matter(texts: list[str], request: str) -> None:
    back = relevance(texts[::-1], " ".join(request.split()[::-1]))
    assert relevance(texts, request) == pytest.approx(back[::-1])


def test_a_rarer_word_weighs_more() -> None:
    texts = ["river dam", "river peace", "river office"]
    by_rare, by_common = relevance(texts, "dam")[0], relevance(texts, "river")[0]
    assert by_rare > by_common


def test_phrases_are_words_side_by_side() -> None:
    assert phrases('a "liaison office" b') == (["liaison office"], "a   b")
    assert has_phrase("The Liaison  Office opens", "liaison office")
    assert not has_phrase("liaison, then an office", "liaison office")
