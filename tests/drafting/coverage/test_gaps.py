"""Everything that a text leaves open, and nothing that it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from detente.drafting.coverage.clauses import clauses
from detente.drafting.coverage.definitions import definitions
from detente.drafting.coverage.gaps import coverage
from detente.drafting.coverage.waiting import circle, waits
from detente.drafting.coverage.words import FINAL_CLAUSES
from tests.drafting.coverage.treaties import treaty
from tests.drafting.texts import small, texts

FINAL = [
    ("Entry into force", ["This Agreement enters into force on signature."]),
    ("Languages", ["Both texts are authentic."]),
    ("Amendment", ["The Parties may amend this Agreement."]),
    ("Withdrawal", ["A Party may withdraw."]),
    ("Disputes", ["The Parties shall settle disputes by negotiation."]),
    ("Depositary", ["The original is deposited with the River Commission."]),
]
WHOLE = [
    ("Definitions", ["“Dam” means the wall."]),
    ("The dam", ["North shall open the Dam within 30 days.", "South shall pay 3 euros on 1 May."]),
    ("Verification", ["Inspectors verify all measures."]),
    ("Non-performance", ["A failure is a breach and is referred to the Commission."]),
]  # fmt: skip


def kinds(*articles, **more) -> list[str]:
    return [gap.kind for gap in coverage(treaty(*articles, **more)).gaps]


def test_a_text_with_everything_leaves_nothing_open() -> None:
    assert coverage(treaty(*WHOLE, *FINAL)).gaps == ()


@pytest.mark.parametrize("name", FINAL_CLAUSES)
def test_each_final_clause_is_missed_when_it_is_taken_away(name: str) -> None:
    rest = [one for one, clause in zip(FINAL, FINAL_CLAUSES, strict=True) if clause != name]
    (gap,) = coverage(treaty(*WHOLE, *rest)).gaps
    assert (gap.kind, gap.what) == ("final-clause", (name,))


@pytest.mark.parametrize(
    ("article", "kind", "what"),
    [
        (("More", ["North shall take appropriate measures by 1 May."]), "vague", ("appropriate",)),
        (("More", ["The wall shall be demolished by North by 1 May."]), None, ()),
        (("More", ["The wall shall be demolished."]), "no-agent", ("shall be demolished",)),
        (("More", ["North likes the “Lake”."]), "undefined", ("Lake",)),
        (("More", ["“Lake” means the water."]), "unused", ("Lake",)),
        (("More", ["“Dam” means the lake."]), "twice", ("Dam",)),
        (("More", ["The river is blue."]), "empty-article", ()),
    ],
)
def test_each_kind_is_found_by_what_makes_it(article, kind, what) -> None:
    found = {(g.kind, g.what) for g in coverage(treaty(*WHOLE, article, *FINAL)).gaps}
    assert found >= {(kind, what)} if kind else not {k for k, _ in found if k == "no-agent"}


def test_what_is_due_from_a_party_is_not_vague() -> None:
    assert "vague" not in kinds(("x", ["North shall do what is due from it."]))
    assert "vague" not in kinds(("x", ["North shall pay when it falls due."]))
    assert "vague" in kinds(("x", ["North shall take due care."]))


def test_a_party_that_nothing_binds_is_told() -> None:
    found = coverage(treaty(("x", ["North shall go."])))
    assert [g.what for g in found.gaps if g.kind == "one-sided"] == [("south",)]
    assert found.balance == {"north": {"shall": 1}, "south": {}}
    assert "one-sided" not in kinds(("x", ["North and South shall go."]))


def test_after_you_is_found_as_a_circle() -> None:
    text = treaty(
        ("a", ["North shall open the gates after South has carried out Article 2.1."]),
        ("b", ["South shall pay once North has carried out Article 1.1."]),
    )
    assert waits(clauses(text), "en") == {"a1/1": ("a2/1",), "a2/1": ("a1/1",)}
    (gap,) = [g for g in coverage(text).gaps if g.kind == "waits-in-circle"]
    assert set(gap.what) == {"a1/1", "a2/1"}
    line = treaty(
        ("a", ["North shall open the gates."]),
        ("b", ["South shall pay once North has carried out Article 1.1."]),
    )
    assert "waits-in-circle" not in [g.kind for g in coverage(line).gaps]


def test_waiting_that_is_known_otherwise_counts_too() -> None:
    text = treaty(("a", ["North shall go."]), ("b", ["South shall go after Article 1.1 is done."]))
    found = coverage(text, links={"a1/1": ("a2/1",)})
    assert "waits-in-circle" in [g.kind for g in found.gaps]


def test_circles_are_named_so_that_each_waits_for_the_next() -> None:
    waiting = {"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",)}
    found = circle(waiting)
    assert len(found) == 3
    assert all(found[(k + 1) % 3] in waiting[one] for k, one in enumerate(found))
    assert circle({"a": ("b",), "b": ()}) == ()


def test_definitions_in_korean() -> None:
    text = treaty(
        ("정의", ["“댐”이란 벽을 말한다."]), ("조치", ["북측은 댐을 연다."]), language="ko"
    )
    found = definitions(text)
    assert (tuple(found.defined), found.unused) == (("댐",), ())


def test_nothing_is_said_of_words_in_a_language_that_is_not_known() -> None:
    found = coverage(replace(small(), language="fr"))
    assert not found.judged
    assert {g.kind for g in found.gaps} <= {"open-bracket", "undefined", "unused", "twice"}


@given(texts())
def test_any_text_is_looked_over_and_its_open_brackets_are_all_told(text) -> None:
    found = coverage(text)
    told = {g.line for g in found.gaps if g.kind == "open-bracket"}
    from detente.drafting.text import Bracket, lines

    assert told == {
        line.id
        for line in lines(text)
        if any(isinstance(p, Bracket) and p.status != "agreed" for p in line.content)
    }
    assert set(found.slots) == {c.line.id for c in found.clauses}
