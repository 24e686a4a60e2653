"""Lines find one another: by id, by words, renamed, renumbered and moved."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.alignment import Row, align, similarity
from detente.drafting.assembly import rows
from detente.drafting.redline import LineChange, accepted, difference, redline, rejected
from detente.drafting.text import Text
from detente.drafting.words import tokens
from tests.drafting.edits import versions


def line(ident: str, words: str, label: str = "", kind: str = "paragraph") -> Row:
    return Row(ident, kind, label, words)  # type: ignore[arg-type]  # short for tests


def treaty(*articles: tuple[str, str, list[str]]) -> list[Row]:
    """Articles given as heading, tag of their ids, and paragraphs."""
    found = []
    for number, (heading, tag, paragraphs) in enumerate(articles, 1):
        found.append(line(tag, heading, f"Article {number}", "article"))
        for k, words in enumerate(paragraphs, 1):
            found.append(line(f"{tag}/{k}", words, f"{number}.{k}"))
    return found


DUES = ["North shall pay forty million euros to South each year.", "South shall confirm receipt."]
VISITS = ["Inspectors may visit the dam on two days' notice.", "Their reports shall be published."]


def hows(changes: tuple[LineChange, ...]) -> Counter[str]:
    return Counter(c.how for c in changes)


@given(versions(), st.booleans())
def test_every_line_has_its_place_once(pair: tuple[Text, Text], by_id: bool) -> None:
    old, new = (rows(t) for t in pair)
    places = align(old, new, by_id)
    assert [p.old for p in places if p.here in ("old", "both")] == list(range(len(old)))
    assert [p.new for p in places if p.here in ("new", "both")] == list(range(len(new)))


@given(versions(), st.booleans())
def test_rejecting_gives_the_old_lines_and_accepting_the_new(
    pair: tuple[Text, Text], by_id: bool
) -> None:
    old, new = (rows(t) for t in pair)
    found = redline(old, new, by_id)
    assert rejected(found) == [r.printed for r in old]
    assert accepted(found) == [r.printed for r in new]


@given(st.text("ab shal,.1", max_size=40), st.text("ab shal,.1", max_size=40))
def test_a_difference_is_whole_words_and_gives_both_lines_back(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(r.text for r in runs if r.kind != "inserted") == old
    assert "".join(r.text for r in runs if r.kind != "deleted") == new
    for gone, text in (("inserted", old), ("deleted", new)):
        ends, at = {0}, 0
        for token in tokens(text):
            at += len(token.text)
            ends.add(at)
        at = 0
        for run in runs:
            if run.kind != gone:
                at += len(run.text)
                assert at in ends


def test_a_line_with_its_id_is_the_same_line_whatever_it_says() -> None:
    found = redline([line("a", "All of it goes.")], [line("a", "Something else entirely")])
    assert hows(found) == {"changed": 1}
    found = redline([line("a", "All of it goes.")], [line("a", "Something else entirely")], False)
    assert hows(found) == {"deleted": 1, "inserted": 1}


def test_lines_that_are_alike_find_one_another_however_short_and_many() -> None:
    old = [line(f"o{k}", f"Item {k}") for k in range(60)]
    new = [line("n", "Preface"), *(line(f"n{k}", f"Item {k}") for k in range(60))]
    assert hows(redline(old, new, by_id=False)) == {"same": 60, "inserted": 1}


def test_between_the_same_neighbours_less_in_common_is_enough_than_anywhere() -> None:
    one, two = "North opens the upper sluices each spring", "North opens the gates every autumn"
    first, last = (line(x, words) for x, words in zip("ab", DUES, strict=True))
    found = redline([first, line("c", one), last], [first, line("d", two), last], False)
    assert hows(found) == {"same": 2, "changed": 1}
    found = redline([first, line("c", one), last], [first, last, line("d", two)], False)
    assert hows(found) == {"same": 2, "deleted": 1, "inserted": 1}


def test_words_that_stand_everywhere_make_no_two_lines_alike() -> None:
    tail = ", as provided for in step 1 of Annex I of this Agreement"
    steady = [line(f"s{k}", f"South mends wall number {k}{tail}") for k in range(8)]
    old = [*steady, line("a", f"North opens offices{tail}")]
    new = [*steady, line("b", f"East closes plants{tail}")]
    assert hows(redline(old, new)) == {"same": 8, "deleted": 1, "inserted": 1}


def test_an_article_renamed_and_renumbered_is_found_by_what_stands_under_it() -> None:
    old = treaty(("Dues", "x1", DUES), ("Visits", "x2", VISITS))
    new = treaty(("Preface", "y1", ["Nothing."]), ("Money", "y2", DUES), ("Visits", "y3", VISITS))
    found = redline(old, new, by_id=False)
    assert hows(found) == {"changed": 6, "inserted": 2}
    (renamed,) = (c for c in found if c.old and c.new and c.old.words == "Dues")
    assert renamed.new is not None
    assert (renamed.new.words, renamed.new.label) == ("Money", "Article 2")


def test_a_moved_article_is_told_as_moved() -> None:
    old = treaty(("Dues", "a", DUES), ("Visits", "b", VISITS), ("End", "c", ["It ends."]))
    new = treaty(("Visits", "b", VISITS), ("End", "c", ["It ends."]), ("Dues", "a", DUES))
    for by_id in (True, False):
        found = redline(old, new, by_id)
        moved = [c.new.words for c in found if c.how == "moved-here" and c.new]
        assert moved == ["Dues", *DUES]
        assert hows(found)["moved-away"] == 3
        assert hows(found)["inserted"] == hows(found)["deleted"] == 0


def test_a_paragraph_that_crosses_a_heading_moves_and_the_heading_stays() -> None:
    long = "North shall pay forty million euros to South each year until the dam is gone. " * 3
    old = treaty(("Dues", "a", [long]), ("Visits", "b", VISITS))
    new = [old[0], old[2], old[1], *old[3:]]
    found = redline(old, new)
    assert [c.how for c in found if c.old and c.old.kind == "article"] == ["same", "same"]
    assert hows(found)["moved-here"] == 1


def test_a_moved_line_that_was_changed_says_what_changed_in_it() -> None:
    other = DUES[0].replace("shall", "should")
    old = treaty(("Dues", "a", DUES), ("Visits", "b", VISITS))
    new = treaty(("Dues", "p", DUES[1:]), ("Visits", "q", [*VISITS, other]))
    (moved,) = (c for c in redline(old, new, by_id=False) if c.how == "moved-here")
    assert [(r.kind, r.text) for r in moved.within if r.kind != "equal"] == [
        ("deleted", "shall"),
        ("inserted", "should"),
    ]


def test_similarity_is_the_share_of_words_in_common() -> None:
    assert similarity(Counter("abcd"), Counter("abxy")) == 0.5
    assert similarity(Counter(), Counter()) == 1
    assert similarity(Counter("a"), Counter()) == 0


def test_a_sentence_rewritten_is_replaced_and_not_speckled() -> None:
    runs = difference("The dam shall be opened by North.", "Both sides refrain from force. The")
    assert [r.kind for r in runs] == ["deleted", "inserted"]
