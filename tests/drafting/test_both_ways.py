"""A draft says what the package says: nothing that is not in the case, and all of the deal."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from benchmarks.drafts import LIMIT, many
from detente.drafting.analysis.composing import compose
from detente.drafting.analysis.deal import Deal
from detente.drafting.text import Text, paragraphs, plain
from tests.drafting.both_ways import foreign_words, missing, unknown_origins, wrong_references
from tests.drafting.making import deal_of, deals, first_options, hanoi

CASE = hanoi()
EDITIONS = [None, "english-dprk", "korean"]


def faults(deal: Deal, text: Text) -> list[str]:
    return [
        *unknown_origins(deal, text),
        *foreign_words(deal, text),
        *missing(deal, text),
        *wrong_references(deal, text),
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("package", [*CASE.packages])
def test_every_package_of_hanoi_both_ways(package: str, edition: str | None) -> None:
    deal = deal_of(CASE, first_options(CASE, package), edition)
    assert faults(deal, compose(deal).text) == []


@given(deals())
@settings(deadline=None)
def test_any_small_deal_both_ways(deal: Deal) -> None:
    if deal.commitments:
        composed = compose(deal)
        assert faults(deal, composed.text) == []


@given(deals())
@settings(deadline=None)
def test_names_of_paragraphs_are_unique_and_the_same_in_every_language(deal: Deal) -> None:
    if not deal.commitments:
        return
    names = [p.id for p in paragraphs(compose(deal).text)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("package", ["reported-draft", "us-paper", "pyongyang-offer"])
def test_two_editions_have_the_same_paragraphs(package: str) -> None:
    options = first_options(CASE, package)
    texts = [compose(deal_of(CASE, options, edition)).text for edition in EDITIONS]
    for text in texts[1:]:
        assert {p.id for p in paragraphs(text)} == {p.id for p in paragraphs(texts[0])}
        same = {p.id: p.number for p in paragraphs(text) if p.kind != "definition"}
        first = {p.id: p.number for p in paragraphs(texts[0]) if p.kind != "definition"}
        assert same == first


def test_no_english_words_of_the_case_are_left_in_the_korean_text() -> None:
    for package in CASE.packages:
        text = compose(deal_of(CASE, first_options(CASE, package), "korean")).text
        said = " ".join(plain(p.content) for p in paragraphs(text) if p.kind != "definition")
        assert "the " not in said, package


def test_the_reader_finds_what_is_wrong() -> None:
    """Every rule of the reader speaks when its fault is made."""
    deal = deal_of(CASE, first_options(CASE, "pyongyang-offer"))
    text = compose(deal).text
    less = deal_of(CASE, first_options(CASE, "freeze-for-exemptions"))
    said = "\n".join(faults(less, text))
    assert "in the articles" in said or "commitment/" in said
    assert foreign_words(less, text), "words of another package"


def test_two_hundred_articles_take_less_than_three_seconds() -> None:
    deal = many()
    start = time.process_time()
    text = compose(deal).text
    assert time.process_time() - start < LIMIT
    assert len(text.articles) > 200
    assert missing(deal, text) == []
