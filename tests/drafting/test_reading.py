"""Texts are read back from what was written of them, and from what others write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from detente.drafting.assembly import rows
from detente.drafting.brackets import bracketed
from detente.drafting.docx_open import open_docx
from detente.drafting.docx_text import body_of
from detente.drafting.reading import read_text
from detente.drafting.text import Annotation, Bracket, Text, paragraphs, plain
from detente.errors import InputError
from detente.report.draft.docx import to_docx
from detente.report.draft.html import to_html
from detente.report.draft.markdown import to_markdown
from tests.drafting.edits import versions
from tests.drafting.texts import small
from tests.drafting.word import document, element, p, r, tracked

NOTES = {"article-2/pay": (Annotation("From the commitment “pay”.", "#article-2"),)}


def test_a_draft_of_ours_comes_back_from_word_with_everything_but_its_origins(
    tmp_path: Path,
) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(to_docx(small(), NOTES))
    read = read_text(file)
    assert read.ids
    assert rows(read.text) == rows(small())
    assert (read.text.version, read.text.date) == ("v1", small().date)
    (bracket,) = (x for q in paragraphs(read.text) for x in q.content if isinstance(x, Bracket))
    assert [a.by for a in bracket.alternatives] == [("north",), ("south",)]


@settings(max_examples=max(10, settings.default.max_examples // 3))
@given(versions())
def test_random_drafts_come_back_from_word(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Text, Text]
) -> None:
    file = tmp_path_factory.mktemp("draft") / "draft.docx"
    file.write_bytes(to_docx(pair[1]))
    assert rows(read_text(file).text) == rows(pair[1])


def test_a_draft_of_ours_comes_back_from_markdown(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(to_markdown(small(), NOTES), encoding="utf-8")
    read = read_text(file)
    assert read.ids
    assert [(x.id, x.kind, x.printed) for x in rows(read.text)] == [
        # What is a definition, a recital or a step is not written in Markdown.
        (x.id, "paragraph" if x.kind in ("definition", "step") else x.kind, x.printed)
        for x in rows(small())
    ]


def test_a_draft_of_ours_comes_back_from_its_page(tmp_path: Path) -> None:
    file = tmp_path / "treaty.html"
    file.write_text(to_html(small(), NOTES), encoding="utf-8")
    read = read_text(file)
    assert read.ids
    assert rows(read.text) == rows(small())
    file.write_text("<main><p id='x' class='paragraph'>Words</p></main>", encoding="utf-8")
    with pytest.raises(InputError, match="is no page of a draft"):
        read_text(file)


def test_an_id_that_stands_twice_is_taken_in_order(tmp_path: Path) -> None:
    text = small()
    doubled = replace(text, annexes=(replace(text.annexes[0], id="article-2"),))
    file = tmp_path / "treaty.docx"
    file.write_bytes(to_docx(doubled))
    assert [x.printed for x in rows(read_text(file).text)] == [x.printed for x in rows(doubled)]


TREATY = """# Treaty on the River

The two States,

Recalling the statement of 1 May 2018,

## Article I

1. Each Party shall open
the sluices within 30 days.

2. Neither Party may close them:

- (a) in winter;
- (b) at night.

## Article II. Final clauses

This Treaty shall enter into force on 1 June 2019.

Done at the river on 1 May 2019.

For the North:

## Annex A: Maps

1. One map.
"""


def test_anybodys_markdown_becomes_articles(tmp_path: Path) -> None:
    file = tmp_path / "treaty.md"
    file.write_text(TREATY, encoding="utf-8")
    read = read_text(file)
    assert not read.ids
    text = read.text
    assert text.title == "Treaty on the River"
    assert plain(text.preamble[0].content) == "The two States,"
    assert [(a.number, a.heading) for a in text.articles] == [("I", ""), ("II", "Final clauses")]
    first = text.articles[0].paragraphs
    assert [(q.kind, q.number) for q in first] == [
        ("paragraph", "1"), ("paragraph", "2"), ("item", "a"), ("item", "b"),
    ]  # fmt: skip
    assert plain(first[0].content) == "Each Party shall open the sluices within 30 days."
    assert [q.kind for q in text.closing] == ["paragraph", "signature"]
    assert [(a.number, a.heading) for a in text.annexes] == [("A", "Maps")]


def test_anybodys_word_document_becomes_articles(tmp_path: Path) -> None:
    styles = element(
        "styles",
        '<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="t"><w:name w:val="Title"/></w:style>',
    )
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
        '<w:lvlText w:val="{}"/></w:lvl>'
    )
    numbering = element(
        "numbering",
        '<w:abstractNum w:abstractNumId="5">'
        + level.format(0, "decimal", "%1.")
        + level.format(1, "lowerLetter", "(%2)")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>',
    )
    at = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = p(r("Treaty"), "t") + p(r("The States,")) + p(r("Article 1 – Dues"), "a1")
    body += p(r("North shall pay:"), more=at.format(0)) + p(r("in gold;"), more=at.format(1))
    body += p(r("in silver."), more=at.format(1)) + p(r("South may inspect."), more=at.format(0))
    body += p(r("the dam."), more=at.format(1))
    body += p(r("Disputes"), "a1") + p(tracked("ins", r("The Parties shall talk.")))
    body += p(r("IN WITNESS WHEREOF the undersigned have signed.")) + p(r("For the South:"))
    file = tmp_path / "treaty.docx"
    parts = {"styles.xml": ("styles", styles), "numbering.xml": ("numbering", numbering)}
    file.write_bytes(document(body, parts))
    shown = [(x.kind, x.printed) for x in rows(read_text(file).text)]
    assert shown == [
        ("title", "Treaty"),
        ("recital", "The States,"),
        ("article", "Article 1\tDues"),
        ("paragraph", "1\tNorth shall pay:"),
        ("item", "(a)\tin gold;"),
        ("item", "(b)\tin silver."),
        ("paragraph", "2\tSouth may inspect."),
        ("item", "(a)\tthe dam."),
        ("article", "Disputes"),
        ("paragraph", "The Parties shall talk."),
        ("paragraph", "IN WITNESS WHEREOF the undersigned have signed."),
        ("signature", "For the South:"),
    ]
    assert "The Parties shall talk." not in [x.words for x in rows(read_text(file, False).text)]


def test_a_paragraph_that_others_added_to_our_document_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(to_docx(small()))
    opened = open_docx(file)
    body = body_of(opened)
    at = next(k for k, q in enumerate(body.paragraphs) if "dtn_article_2_pay" in q.bookmarks)
    added = opened.parts["word/document.xml"].replace(
        body.paragraphs[at].bookmarks[0].encode(), b"gone_from_here", 1
    )
    file.write_bytes(document("", raw=opened.parts | {"word/document.xml": added}))
    read = rows(read_text(file).text)
    (row,) = (x for x in read if x.words.startswith("South should pay"))
    assert (row.id, row.number, row.place) == ("article-2/2", "2.2", "article-2")


def test_a_number_that_others_changed_is_the_number_now(tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(to_docx(small()))
    opened = open_docx(file)
    main = opened.parts["word/document.xml"]
    assert main.count(b">2.2<") == 1
    changed = {"word/document.xml": main.replace(b">2.2<", b">2.7<")}
    file.write_bytes(document("", raw=opened.parts | changed))
    (row,) = (x for x in rows(read_text(file).text) if x.id == "article-2/pay")
    assert (row.number, row.label) == ("2.7", "2.7")


def test_brackets_are_read_as_they_are_printed() -> None:
    parties = (("north", "North"), ("south", "South"))
    for words in (
        "North [North: shall] [South: may] go",
        "[optional] and [[nested]] and [North, South: both]",
        "a [: odd] [x: y: z] ] [",
        "[Others: say]",
        "",
    ):
        assert plain(bracketed(words, parties), dict(parties)) == words
    (one,) = bracketed("[North: shall] [South: may]", parties)
    assert isinstance(one, Bracket)
    assert [(a.text, a.by) for a in one.alternatives] == [
        ("shall", ("north",)),
        ("may", ("south",)),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"'a\.md' holds no text"),
        ("\n \n> a note\n", r"'a\.md' holds no text"),
        ("# A\n\nThe N\x00orth", r"a\.md:3:6: error: the control character U\+0000 stands here"),
        ("# A\x1b[31m", r"a\.md:1:4: error: the control character U\+001B"),
        (b"# \xff", "is not written in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=message):
        read_text(file)


def test_a_folder_and_an_empty_document_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    with pytest.raises(InputError, match="is a folder where a file is needed"):
        read_text(tmp_path / "b.md")
    (tmp_path / "b.docx").write_bytes(document(p()))
    with pytest.raises(InputError, match="holds no text"):
        read_text(tmp_path / "b.docx")


def test_a_page_break_of_a_plain_text_ends_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("# A\n\nThe North.\n\f\nThe South.\n", encoding="utf-8")
    assert [row.printed for row in rows(read_text(file).text)] == ["A", "The North.", "The South."]
