"""Each change is named, and nothing that could change the sense is called cosmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.alignment import Row
from detente.drafting.redline import redline
from detente.drafting.substantive import Named, defined_terms, named, typographic

PARTIES = (("north", "North"), ("south", "South"))


def changed(old: str, new: str, language: str = "en", kind: str = "paragraph") -> list[Named]:
    rows = [[Row("x", kind, "1", words)] for words in (old, new)]  # type: ignore[arg-type]  # short for tests
    (change,) = redline(*rows)
    return list(named(change, language, PARTIES, ("Dam",)))


def told(old: str, new: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(n.kind, n.old, n.new) for n in changed(old, new, language) if n.level == "substantive"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("North should pay.", "North shall pay.", ("grade", "should", "shall")),
        ("North shall pay.", "North shall endeavour to pay.",
         ("grade", "shall", "shall endeavour to")),
        ("North undertakes to pay.", "North will pay.", ("grade", "undertakes to", "will")),
        ("by 1 June 2019", "by 1 July 2019", ("date", "1 June 2019", "1 July 2019")),
        ("within 90 days", "within 120 days", ("number", "90 days", "120 days")),
        ("within 90 days", "within 90 months", ("number", "90 days", "90 months")),
        ("40 million euros", "40 million dollars",
         ("number", "40 million euros", "40 million dollars")),
        ("40 %", "45 %", ("number", "40 %", "45 %")),
        ("two inspectors", "three inspectors", ("number", "two inspectors", "three inspectors")),
        ("under Article 3", "under Article 4", ("reference", "Article 3", "Article 4")),
        ("paid by North", "paid by South", ("who", "North", "South")),
        ("each Party pays", "the Parties pay", ("who", "each Party", "the Parties")),
        ("it shall not open", "it shall open", ("negation", "not", "")),
        ("it shall open", "it shall open unless it rains", ("negation", "", "unless")),
        ("all but this", "all except this", ("negation", "", "except")),
        ("it opens", "it opens, subject to payment", ("condition", "", "subject to")),
        ("it opens in parallel", "it opens", ("condition", "in parallel", "")),
        ("it opens", "it opens provided that it rains", ("condition", "", "provided that")),
        ("all sites", "some sites", ("quantifier", "all", "some")),
        ("any site", "each site", ("quantifier", "any", "each")),
        ("at least one", "at most one", ("quantifier", "at least", "at most")),
        ("the wall", "the Dam", ("definition", "", "Dam")),
        ("the works, including gates", "the works", ("definition", "including", "")),
        ("the wall, the gates and the lake", "the wall and the lake", ("list", ", the gates", "")),
        ("the wall and the lake", "the wall, the bank and the lake", ("list", "", ", the bank")),
        ("go", "go [North: now]", ("bracket-opened", "", "[North: now]")),
        ("go [North: now]", "go now", ("bracket-closed", "[North: now]", "")),
        ("[North: a] [South: b]", "[North: a] [South: c]",
         ("alternative", "[North: a] [South: b]", "[North: a] [South: c]")),
        ("[North: now]", "[South: now]", ("proposer", "[North: now]", "[South: now]")),
    ],
)  # fmt: skip
def test_a_change_of_substance_is_named(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(old, new)
    kind, before, after = expected
    if kind.startswith("bracket-"):
        kind = {"bracket-opened": "bracket-closed", "bracket-closed": "bracket-opened"}[kind]
    assert (kind, after, before) in told(new, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "시설을 폐기하여야 한다.",
            "시설을 폐기하도록 노력한다.",
            ("grade", "폐기하여야 한다", "노력한다"),
        ),
        ("90일 이내에", "120일 이내에", ("number", "90일", "120일")),
        ("2019년 6월 1일까지", "2019년 7월 1일까지", ("date", "2019년 6월 1일", "2019년 7월 1일")),
        ("시설을 폐기한다", "모든 시설을 폐기한다", ("quantifier", "", "모든")),
        ("이전하지 아니한다", "이전한다", ("negation", "아니한다", "")),
        ("지원한다", "동시에 지원한다", ("condition", "", "동시에")),
        ("제3조에 따라", "제4조에 따라", ("reference", "제3조", "제4조")),
    ],
)
def test_in_korean_too(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(old, new, "ko")


def test_a_grade_says_whether_it_binds_more_or_less() -> None:
    assert [n.weaker for n in changed("It shall go", "It may go") if n.kind == "grade"] == [True]
    assert [n.weaker for n in changed("It may go", "It shall go") if n.kind == "grade"] == [False]
    assert [n.weaker for n in changed("It goes", "It shall go") if n.kind == "grade"] == [None]


def test_a_bracket_that_changed_is_one_change_and_not_one_closed_and_one_opened() -> None:
    found = told("[North: a] [South: b] and [North: x]", "[North: a] [South: c] and [North: x]")
    assert [kind for kind, *_ in found] == ["alternative"]


def test_proposers_of_a_bracket_are_not_whom_it_binds() -> None:
    found = told("It [North: shall] [South: should] go", "It shall go")
    assert [kind for kind, *_ in found] == ["bracket-closed", "grade"]
    assert found[1] == ("grade", "should", "")


def test_who_does_what_is_told_when_it_is_swapped() -> None:
    found = told("North shall pay and South may look", "South shall pay and North may look")
    assert [kind for kind, *_ in found if kind == "who"]
    found = told("North shall pay and South may look", "North may pay and South shall look")
    assert [kind for kind, *_ in found if kind == "grade"]


@pytest.mark.parametrize(
    ("old", "new", "level", "kind"),
    [
        ("the big wall", "the large wall", "may-be", "wording"),
        ("A treaty, if signed", "A treaty if signed", "may-be", "punctuation"),
        ("go [now", "go now", "may-be", "wording"),
        ("the “wall”  of stone", 'the "wall" of stone', "typographic", "typographic"),
        ("2010–2020", "2010—2020", "typographic", "typographic"),
        ("caf\u00e9", "cafe\u0301", "typographic", "typographic"),
        # A hyphen is no dash, and a capital may be a defined term.
        ("10-20", "10–20", "may-be", "punctuation"),
        ("the wall", "the Wall", "may-be", "wording"),
    ],
)  # fmt: skip
def test_the_rest_is_wording_and_never_cosmetic(old: str, new: str, level: str, kind: str) -> None:
    assert [(n.level, n.kind) for n in changed(old, new)] == [(level, kind)]


def test_any_change_of_a_definition_is_of_substance() -> None:
    found = changed("“Wall” means stone", "“Wall” means brick", kind="definition")
    assert ("definition", "substantive") in [(n.kind, n.level) for n in found]


def test_lines_that_come_and_go_and_headings_and_numbers() -> None:
    old = [
        Row("t", "title", "", "T"),
        Row("a", "article", "Article 1", "Dues"),
        Row("a/1", "paragraph", "1.1", "North shall pay."),
        Row("a/a", "item", "(a)", "gold;"),
    ]
    new = [old[0], Row("a", "article", "Article 1", "Money"),
           Row("a/1", "paragraph", "1.2", "North shall pay."),
           Row("a/0", "paragraph", "1.1", "South waits.")]  # fmt: skip
    found = [(n.kind, n.level) for c in redline(old, new) for n in named(c, "en")]
    assert sorted(found) == [
        ("added", "substantive"),
        ("heading", "may-be"),
        ("list", "substantive"),
        ("renumbered", "renumbered"),
    ]


_LINE = st.lists(
    st.sampled_from(
        ("North", "shall", "should", "not", "all", "30", "days", "pay", "the Dam", "[South: may]",
         "if", "“x”", "—", ",", "1 June 2019", "wall", "Стороны", "한다.", "[", "x]")
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(_LINE, _LINE)
def test_nothing_but_typography_is_ever_called_typographic(old: str, new: str) -> None:
    found = changed(old, new)
    assert bool(found) == (old != new)
    if typographic(old) != typographic(new):
        assert any(n.level in ("substantive", "may-be") for n in found)


@given(st.sampled_from(("shall", "will", "should", "may", "undertakes to")), _LINE)
def test_a_change_of_grade_is_always_of_substance(grade: str, rest: str) -> None:
    found = changed(f"West {grade} {rest}", f"West must {rest}")
    if grade != "shall":
        assert any((n.kind, n.level) == ("grade", "substantive") for n in found)


def test_terms_are_those_that_definitions_define() -> None:
    lines = [
        ("definition", "“Dam” means the wall."),
        ("paragraph", "For this Treaty, 'Site' means the yard."),
        ("paragraph", "It is “large”."),
        ("definition", "‘시설’이란 벽을 말한다."),
    ]
    assert defined_terms(lines) == ("Dam", "Site", "시설")
