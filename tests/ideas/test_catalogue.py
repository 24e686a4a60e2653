"""The catalogue that ships: complete, sourced, and of no side."""

from __future__ import annotations

import re
import typing
from importlib import resources

import pytest
from pydantic import ValidationError

from detente.case.blocks.interests import INTEREST_KINDS, InterestKind
from detente.ideas.analysis.catalogue import Measure, Precedent
from detente.ideas.analysis.loading import FILES, published, published_file
from tools import catalogue_reference

STATES = re.findall(
    r"\S+",
    """
    afghan africa america antarctic arab argentin armenia asia australia austria azerbai balkan
    bangladesh belarus belgi bosnia brazil brit canad chile chin colombia croat cuba cypr czech
    denmark danish dprk dutch ecuador egypt eritrea ethiopia europ finland finn france french german
    greece greek hungar india indonesia iran iraq ireland irish israel ital japan jewish jordan
    kashmir kazakh korea kosovo leban libya malaysia mexic morocc muslim christian myanmar nepal
    nigeria norway norwegian pakistan palestin panama peru philippin poland polish portug romania
    russia rwanda saudi serb sinai sloven slovak somali soviet spain spanish sudan sweden swed swiss
    syria taiwan thai tibet timor turk ukrain united_states vietnam yemen washington moscow beijing
    pyongyang seoul tokyo london paris berlin tehran baghdad jerusalem hanoi geneva new_york vienna
    oslo camp_david dayton yongbyon kaesong panmunjom kurd nato warsaw_pact white_house kremlin
    pentagon knesset duma bundes hamas hezbollah dollar rouble shekel
    """,
)
LEADERS = re.findall(
    r"\S+",
    """
    trump obama bush clinton reagan nixon carter kennedy putin gorbachev yeltsin mao kim moon stalin
    thatcher blair arafat rabin sadat begin assad khamenei modi khrushchev roosevelt brandt
    """,
)
STATE_OR_LEADER = re.compile(
    rf"\b(?:(?:{'|'.join(STATES)})|(?:{'|'.join(LEADERS)})\b)".replace("_", " "), re.IGNORECASE
)
"""States by the beginning of the word (so that adjectives count), leaders as whole words."""

MEASURES = published()
PRECEDENTS = [(slug, p) for slug, m in MEASURES.items() for p in m.precedents]


def own_words(measure: Measure) -> list[str]:
    """Return all prose of a measure, the precedents apart."""
    return [
        measure.label,
        measure.description,
        measure.gives,
        measure.cost.why,
        *measure.preconditions,
    ]


def test_there_are_at_least_sixty_with_labels_of_their_own() -> None:
    assert len(MEASURES) >= 60
    assert len({m.label for m in MEASURES.values()}) == len(MEASURES)


@pytest.mark.parametrize("slug", MEASURES)
def test_every_measure_is_complete(slug: str) -> None:
    measure = MEASURES[slug]
    assert all(len(text) >= 10 for text in own_words(measure))
    assert any(s.how == "mainly" for s in measure.serves)
    assert len({(s.interest, s.of) for s in measure.serves}) == len(measure.serves)
    assert measure.preconditions
    assert measure.precedents
    assert len(set(measure.legal_bars)) == len(measure.legal_bars)


def test_legal_bars_are_stated_or_left_out_on_purpose() -> None:
    assert sum(bool(m.legal_bars) for m in MEASURES.values()) > len(MEASURES) / 2


@pytest.mark.parametrize("slug", MEASURES)
def test_no_state_and_no_leader_is_named_outside_the_precedents(slug: str) -> None:
    for text in own_words(MEASURES[slug]):
        assert not STATE_OR_LEADER.search(text), text


def test_the_word_list_finds_a_planted_name() -> None:
    assert STATE_OR_LEADER.search("relief for North Korea")
    assert STATE_OR_LEADER.search("as Reagan did")
    assert not STATE_OR_LEADER.search("the giver spares the receiver a season of exercises")


def test_no_kind_of_interest_is_one_of_a_state() -> None:
    for words in INTEREST_KINDS.values():
        assert not STATE_OR_LEADER.search(words), words


def test_names_stand_in_the_precedents_so_that_the_search_would_see_them() -> None:
    named = [p for _, p in PRECEDENTS if STATE_OR_LEADER.search(f"{p.name} {p.where} {p.fared}")]
    assert len(named) > len(PRECEDENTS) / 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "either checked"),
        ({"checked": {"title": "T", "url": "https://example.org/t"}, "unverified": True}, "either"),
        ({"unverified": True, "date": "long ago"}, "names no year"),
        ({"checked": {"title": "T"}}, "url"),
        ({"unverified": False}, "unverified"),
    ],
)
def test_a_precedent_of_unknown_standing_is_refused(given, told) -> None:
    good = {"name": "N", "date": "1972", "where": "W", "fared": "F."}
    assert Precedent.model_validate({**good, "unverified": True}).checked is None
    with pytest.raises(ValidationError, match=told):
        Precedent.model_validate({**good, **given})


@pytest.mark.parametrize(("slug", "precedent"), PRECEDENTS, ids=[p.name for _, p in PRECEDENTS])
def test_every_precedent_is_cited_or_marked_unverified(slug, precedent) -> None:
    if precedent.checked is None:
        assert precedent.unverified is True
    else:
        assert precedent.unverified is None
        assert re.fullmatch(r"https?://[^\s]+\.[^\s]+", precedent.checked.url)
        assert precedent.checked.title
        assert "read" in precedent.checked.how
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", precedent.fared)) <= 2


def test_at_least_half_of_the_precedents_were_checked() -> None:
    checked = sum(p.checked is not None for _, p in PRECEDENTS)
    assert 2 * checked >= len(PRECEDENTS)


def test_no_precedent_lies_in_the_future_and_years_are_plausible() -> None:
    for slug, precedent in PRECEDENTS:
        years = [int(y) for y in re.findall(r"\b[12]\d{3}\b", precedent.date)]
        assert years, slug
        assert all(1800 <= y <= 2025 for y in years), slug


def test_every_kind_of_interest_has_words_and_some_measure() -> None:
    kinds = set(typing.get_args(InterestKind))
    assert set(INTEREST_KINDS) == kinds
    used = {s.interest for m in MEASURES.values() for s in m.serves}
    assert kinds - used <= {"alliances"}, "a kind that nothing serves"


def test_most_kinds_are_mainly_served_by_more_than_one_measure() -> None:
    mainly = [s.interest for m in MEASURES.values() for s in m.serves if s.how == "mainly"]
    alone = {k for k in INTEREST_KINDS if mainly.count(k) < 2}
    assert alone <= {"alliances", "regional-calm"}


def test_every_data_file_is_read_and_no_slug_stands_twice() -> None:
    folder = resources.files("detente.ideas") / "data"
    names = {f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")}
    assert names == set(FILES)
    assert sum(len(published_file(name)) for name in FILES) == len(MEASURES)


def test_the_page_of_the_catalogue_is_current() -> None:
    shown = catalogue_reference.PAGE.read_text("utf-8")
    assert shown == catalogue_reference.page(), "run `make reference`"
