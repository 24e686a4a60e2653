"""Vague qualifiers and quoted phrases are found by rule, and nothing else is."""

from __future__ import annotations

import pytest

from detente.terms.vague import VAGUE, names_term, quoted_phrases, vague_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("takes Corresponding measures", ("corresponding",)),
        ("complete denuclearization, as soon as possible", ("complete", "as soon as possible")),
        ("reasonable steps, and reasonable steps again", ("reasonable",)),
        # The longer phrase is one finding, not two.
        ("as appropriate", ("as appropriate",)),
        ("incompletely, unreasonable", ()),
        ("two plants by 1 March", ()),
        ("", ()),
    ],
)
def test_vague_words(text: str, found: tuple[str, ...]) -> None:
    assert vague_words(text) == found


@pytest.mark.parametrize("word", VAGUE)
def test_every_word_of_the_list_is_found(word: str) -> None:
    assert vague_words(f"It acts {word}.") == (word,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"closure of Yongbyon", the scope unsaid', ("closure of Yongbyon",)),
        ("“the site,” and ‘the plant’", ("the site", "the plant")),
        ('"a" and "a"', ("a",)),
        ('"We will take all of the steps that we said"', ()),
        ("the North's plants and Washington's relief", ()),
        ('""', ()),
    ],
)
def test_quoted_phrases(text: str, found: tuple[str, ...]) -> None:
    assert quoted_phrases(text) == found


def test_a_phrase_that_holds_a_term_is_defined_and_parts_of_words_do_not_count() -> None:
    terms = ("Yongbyon", "closure")
    assert names_term("yongbyon", terms)
    assert names_term("closure of Yongbyon", terms)
    assert not names_term("the enclosures", terms)
    assert not names_term("the site", terms)
    assert not names_term("the site", ())
