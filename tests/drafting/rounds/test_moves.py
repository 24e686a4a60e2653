"""Who moved: one tiny pair of versions for each kind of move, and what never happens."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafting.rounds.moves import KINDS, Move, moves
from detente.drafting.rounds.standing import standing, standing_of
from detente.drafting.text import Alternative, Article, Bracket, Paragraph, Text
from tests.drafting.edits import edited
from tests.drafting.texts import small, texts

A = Alternative
OURS, THEIRS = A("half", ("north",)), A("none", ("south",))


def one(*content: str | Bracket, status: str = "open", name: str = "a/1") -> Text:
    paragraph = Paragraph(name, "1", content, status=status)
    return Text("T", "en", (), (), (Article("a", "1", "A", (paragraph,)),))


def told(old: Text, new: Text, by: tuple[str, ...] = ("south",)) -> list[tuple[str, str]]:
    return [(m.kind, m.party) for m in moves(old, new, by)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (("let ", "half", "."), ("let ", Bracket((OURS, THEIRS)), "."), [("opened", "south")]),
        (
            ("let ", Bracket((OURS, THEIRS)), "."),
            ("let half.",),
            [("accepted", "south")],
        ),
        (("let ", Bracket((OURS, THEIRS)), "."), ("let none.",), [("accepted", "north")]),
        (
            ("let ", Bracket((OURS, THEIRS)), "."),
            ("let some.",),
            [("gave-way", "north"), ("gave-way", "south")],
        ),
        (
            (Bracket((OURS, THEIRS, A("all", ("council",)))),),
            (Bracket((OURS, THEIRS)),),
            [("withdrawn", "council")],
        ),
        (
            (Bracket((OURS, THEIRS, A("all", ("council",)))),),
            (Bracket((A("half", ("north", "council")), THEIRS)),),
            [("accepted", "council")],
        ),
        (
            (Bracket((OURS, THEIRS)),),
            (Bracket((OURS, A("a tenth", ("south",)))),),
            [("reworded", "south")],
        ),
        (
            (Bracket((A("half", ("north",), "until May"), THEIRS)),),
            (Bracket((OURS, THEIRS)),),
            [("reservation-lifted", "north")],
        ),
        (
            (Bracket((OURS, THEIRS)),),
            (Bracket((OURS, A("none", ("south",), "until May"))),),
            [("reservation-made", "south")],
        ),
        (("South shall pay.",), ("South may pay.",), [("weakened", "south")]),
        (("South may pay.",), ("South shall pay.",), [("strengthened", "south")]),
    ],
)
def test_each_kind_of_move(old, new, expected) -> None:
    assert told(one(*old), one(*new)) == expected


def test_two_brackets_closed_at_once_are_told_apart() -> None:
    pair = Bracket((OURS, THEIRS))
    days = Bracket((A("90", ("north",)), A("30", ("south",))))
    found = moves(one("let ", pair, " in ", days), one("let half in 30"), ("mediator",))
    assert [(m.kind, m.party, m.new) for m in found] == [
        ("accepted", "south", "half"),
        ("accepted", "north", "30"),
    ]


def test_how_far_it_is_settled_is_told_of_those_who_put_it_forward() -> None:
    old, new = one("x"), one("x", status="agreed")
    assert told(old, new, ("mediator",)) == [("agreed", "mediator")]
    assert told(new, old, ("mediator",)) == [("reopened", "mediator")]
    referred = one("x", status="ad-referendum")
    assert told(old, referred, ("north",)) == [("ad-referendum", "north")]


def test_paragraphs_that_come_and_go() -> None:
    old, new = one("x", name="a/1"), one("y", name="a/2")
    assert told(old, new) == [("added", "south"), ("removed", "south")]


@settings(deadline=None, max_examples=40)
@given(texts())
def test_nobody_moves_where_nothing_changed(text: Text) -> None:
    assert moves(text, text, ("north",)) == ()


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**9))
def test_only_known_kinds_and_every_mover_is_somebody(seed: int) -> None:
    old = small()
    new = edited(old, random.Random(seed), 5, "x")
    for move in moves(old, new, ("south",)):
        assert isinstance(move, Move)
        assert move.kind in KINDS
        assert move.party in ("north", "south")


def test_a_text_is_agreed_only_when_every_paragraph_is() -> None:
    def text(*statuses: str) -> Text:
        ps = tuple(Paragraph(f"a/{i}", "", ("x",), status=s) for i, s in enumerate(statuses))
        return Text("T", "en", (), (), (Article("a", "1", "A", ps),))

    assert standing(text("agreed", "agreed")).whole
    assert not standing(text("agreed", "ad-referendum")).whole
    assert standing(text("agreed", "open", "ad-referendum")).waiting == ("a/1", "a/2")
    assert not standing(text()).whole


def test_a_paragraph_with_an_open_bracket_is_open_whatever_it_says() -> None:
    open_one = Bracket((OURS, THEIRS))
    assert standing_of(Paragraph("a", "", (open_one,), status="ad-referendum")) == "open"
    agreed = Bracket((OURS,), "agreed")
    assert standing_of(Paragraph("a", "", (agreed,), status="agreed")) == "agreed"
    assert standing_of(Paragraph("a", "", (agreed,), status="open")) == "open"
