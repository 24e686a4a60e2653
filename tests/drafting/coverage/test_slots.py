"""Which slots a clause fills, itself or through another line."""

from __future__ import annotations

import pytest

from detente.drafting.coverage.clauses import clauses
from detente.drafting.coverage.slots import slots
from tests.drafting.coverage.treaties import treaty


def state(said: str, slot: str, *others: tuple[str, list[str]], language: str = "en") -> str:
    text = treaty(("The dam", [said]), *others, language=language)
    return slots(text, clauses(text), ("Dam",))["a1/1"].state[slot]


FULL = (
    "North shall open all gates of the Dam within 30 days, verified by South; failure is a breach."
)


@pytest.mark.parametrize(
    "slot", ["who", "grade", "object", "amount", "deadline", "verification", "consequence"]
)
def test_a_clause_with_everything_fills_every_slot(slot: str) -> None:
    assert state(FULL, slot) == "filled"


@pytest.mark.parametrize(
    ("said", "slot", "found"),
    [
        ("The gates shall stay open.", "who", "missing"),
        ("The Parties shall open the gates.", "who", "filled"),
        ("A Party shall open the gates.", "who", "filled"),
        ("North shall open the gates.", "object", "open"),
        ("North shall open the gates.", "amount", "open"),
        ("North shall open 3 gates.", "amount", "filled"),
        ("North shall open the gates within 30 days.", "amount", "open"),
        ("North shall open the gates in step 2 of Annex I.", "amount", "open"),
        ("North shall open the gates.", "deadline", "missing"),
        ("North shall open the gates by 1 June 2019.", "deadline", "filled"),
        # The day of something recalled is no deadline.
        ("Recalling the Declaration of 27 April 2018, North shall open it.", "deadline", "missing"),
        ("North shall open the gates.", "verification", "missing"),
        ("North shall open the gates.", "consequence", "missing"),
    ],
)
def test_what_is_missing_is_told_and_what_words_cannot_tell_is_left_open(
    said: str, slot: str, found: str
) -> None:
    assert state(said, slot) == found


def test_a_line_that_names_the_clause_may_fill_its_slot() -> None:
    said = "North shall open the gates."
    elsewhere = ("Later", ["Article 1.1 shall be carried out within 30 days by North."])
    assert state(said, "deadline", elsewhere) == "elsewhere"
    other = ("Later", ["Article 11.1 shall be carried out within 30 days by North."])
    assert state(said, "deadline", other) == "missing"


def test_an_article_about_verification_speaks_for_all_measures() -> None:
    said = "North shall open the gates."
    assert state(said, "verification", ("Verification", ["Inspectors observe it all."])) == (
        "elsewhere"
    )
    assert state(said, "verification", ("Flowers", ["Inspectors observe it all."])) == "missing"
    assert state(said, "verification", ("Verification", ["It is good."])) == "missing"


def test_articles_about_the_text_itself_are_not_asked_for_a_verifier() -> None:
    text = treaty(("Amendment", ["The Parties shall amend this Agreement in writing."]))
    found = slots(text, clauses(text))["a1/1"].state
    assert (found["verification"], found["deadline"]) == ("open", "open")


def test_korean() -> None:
    said = "북측은 서명 후 30일 이내에 수문을 개방한다."
    assert state(said, "who", language="ko") == "filled"
    assert state(said, "deadline", language="ko") == "filled"
    assert state(said, "verification", language="ko") == "missing"
    assert state("수문을 개방한다.", "who", language="ko") == "missing"


@pytest.mark.parametrize(
    ("said", "binds"),
    [
        ("North shall open the gates.", True),
        ("North may open the gates.", False),
        ("North opens the gates.", False),
        ("The Parties agree as follows:", False),
        ("The Parties undertake to meet.", True),
    ],
)
def test_only_what_binds_is_looked_over(said: str, binds: bool) -> None:
    assert bool(clauses(treaty(("x", [said])))) is binds


def test_the_doer_is_who_stands_before_the_verb() -> None:
    (one,) = clauses(treaty(("x", ["South shall pay North."])))
    assert one.who == ("south",)
    (one,) = clauses(treaty(("x", ["The South shall pay."])))
    assert one.who == ("south",)
    (both,) = clauses(treaty(("x", ["North and South shall meet."])))
    assert both.who == ("north", "south")
