"""Vague qualifiers and quoted phrases are found by rule, and nothing else is."""

from __future__ import annotations

import pytest

from detente.terms.quoted import names_term, quoted_phrases
from detente.vague import VAGUE, vague_words


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


@pytest.mark.parametrize(("language", "word"), [(c, w) for c, ws in VAGUE.items() for w in ws])
def test_every_word_of_the_list_is_found(language: str, word: str) -> None:
    assert vague_words(f"It acts {word}.", language) == (word,)


def test_a_language_without_a_list_has_no_vague_words() -> None:
    assert vague_words("agit de manière appropriée", "fr") == ()


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
