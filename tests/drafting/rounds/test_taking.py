"""A document that came back: every change in brackets, each with its author."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafting.compared import compare
from detente.drafting.reading import Source
from detente.drafting.rounds.taking import take
from detente.drafting.text import Bracket, Paragraph, Text, paragraphs, plain
from tests.drafting.edits import edited
from tests.drafting.texts import small


def without_brackets(text: Text) -> Text:
    def settled(p: Paragraph) -> Paragraph:
        words = "".join(x if isinstance(x, str) else x.alternatives[0].text for x in p.content)
        return replace(p, content=(words.replace("[", "(").replace("]", ")"),))

    return each(text, settled)


def each(text: Text, change) -> Text:
    def of(found):
        return tuple(change(p) for p in found)

    return replace(
        text,
        preamble=of(text.preamble),
        articles=tuple(replace(a, paragraphs=of(a.paragraphs)) for a in text.articles),
        closing=of(text.closing),
        annexes=tuple(
            replace(x, articles=tuple(replace(a, paragraphs=of(a.paragraphs)) for a in x.articles))
            for x in text.annexes
        ),
    )


def read_as(text: Text, party: str) -> dict[str, str]:
    """Return the words of each paragraph as one side would have them; nothing where empty."""
    found = {}
    for p in paragraphs(text):
        words = "".join(
            x if isinstance(x, str) else next(a.text for a in x.alternatives if a.by == (party,))
            for x in p.content
        )
        if words.strip():
            found[p.id] = words
    return found


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**9), st.integers(0, 6))
def test_each_side_reads_its_own_words(seed: int, times: int) -> None:
    """With its brackets one side's way, the new version is what that side wrote."""
    sent = without_brackets(small())
    rng = random.Random(seed)
    came = without_brackets(edited(sent, rng, times, "x"))
    got, taken = take(
        sent, compare(Source(sent, True, "a"), Source(came, True, "b")), "south", ("north",)
    )
    before = {p.id: plain(p.content) for p in paragraphs(sent)}
    after = {p.id: plain(p.content) for p in paragraphs(came) if plain(p.content).strip()}
    assert read_as(got, "north") == {k: v for k, v in before.items() if v.strip()}
    # A paragraph that lost its name gets another: what it says is there, as often.
    assert sorted(read_as(got, "south").values()) == sorted(after.values())
    assert {t.paragraph for t in taken if t.how == "bracketed"} == {
        p.id for p in paragraphs(got) if any(isinstance(x, Bracket) for x in p.content)
    }


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**9), st.integers(0, 6))
def test_everything_accepted_is_what_came(seed: int, times: int) -> None:
    sent = without_brackets(small())
    came = without_brackets(edited(sent, random.Random(seed), times, "x"))
    compared = compare(Source(sent, True, "a"), Source(came, True, "b"))
    got, _ = take(sent, compared, "south", ("north",), ("all",))
    assert not any(isinstance(x, Bracket) for p in paragraphs(got) for x in p.content)
    said = sorted(plain(p.content) for p in paragraphs(got) if plain(p.content).strip())
    assert said == sorted(plain(p.content) for p in paragraphs(came) if plain(p.content).strip())


def _taken(words: str, text: Text | None = None):
    sent = text or small()
    came = each(sent, lambda p: replace(p, content=(words,)) if p.id.endswith("/pay") else p)
    compared = compare(Source(sent, True, "a"), Source(came, True, "b"))
    got, taken = take(sent, compared, "south", ("north", "south"))
    return {p.id: p for p in paragraphs(got)}["article-2/pay"], taken


def test_only_what_changed_is_bracketed_and_names_both_sides() -> None:
    paragraph, taken = _taken("South may pay 40 million euros by 1 June 2019.")
    before, bracket, after = paragraph.content
    assert (before, after) == ("South ", " pay 40 million euros by 1 June 2019.")
    assert [(a.text, a.by) for a in bracket.alternatives] == [
        ("should", ("north",)),
        ("may", ("south",)),
    ]
    assert [(t.paragraph, t.how) for t in taken] == [("article-2/pay", "bracketed")]


def test_brackets_that_came_back_are_taken_as_written() -> None:
    paragraph, taken = _taken("South should pay [North: 40] [South: 4] million euros by 1 June.")
    assert paragraph.content[1].alternatives[1].by == ("south",)
    assert taken[0].how == "as-written"


def test_what_is_not_printed_of_a_bracket_comes_back_with_it() -> None:
    sent = small()
    words = "North [North: shall dismantle] [South: shall permanently dismantle] the Dam at once:"
    came = each(
        sent,
        lambda p: replace(p, content=(words,)) if p.id == "article-2/dismantle" else p,
    )
    compared = compare(Source(sent, True, "a"), Source(came, True, "b"))
    got, _ = take(sent, compared, "south", ("north",))
    bracket = {p.id: p for p in paragraphs(got)}["article-2/dismantle"].content[1]
    assert bracket.alternatives[0].reservation == "subject to Article 2"
