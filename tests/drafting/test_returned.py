"""A document that came back: nothing tracked is lost, nothing untracked is missed."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cli.main import run
from detente.drafting.docx_body import body_paragraphs, printed
from detente.drafting.docx_changes import comments, tracked_changes
from detente.drafting.docx_open import open_docx
from detente.drafting.docx_unread import unread
from detente.drafting.reading import read_text
from detente.drafting.returned import read_returned
from tests.drafting import docx_oracle
from tests.drafting.word import document, element, gone, p, r, tracked


def saved(tmp_path: Path, content: bytes, name: str = "draft.docx") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def texts(content: bytes, tmp_path: Path) -> tuple[list[str], list[str]]:
    root = open_docx(saved(tmp_path, content)).xml("word/document.xml")
    assert root is not None
    read = body_paragraphs(root)
    before, after = ([x.text for x in printed(read, a)] for a in (False, True))
    assert before == docx_oracle.paragraphs(content, accept=False)
    assert after == docx_oracle.paragraphs(content, accept=True)
    return before, after


def test_insertions_deletions_and_moves_are_read_both_ways(tmp_path: Path) -> None:
    body = p(r("North ") + tracked("del", gone("should")) + tracked("ins", r("shall")) + r(" pay."))
    body += p(r("A") + tracked("moveFrom", r("B")) + r("C") + tracked("moveTo", r("B")))
    body += p(tracked("ins", tracked("del", gone("never was"))) + r("x"))
    body += p(tracked("del", tracked("ins", r("nor this"))) + r("y"))
    assert texts(document(body), tmp_path) == (
        ["North should pay.", "ABC", "x", "y"],
        ["North shall pay.", "ACB", "x", "y"],
    )


def test_paragraph_marks_join_and_part_paragraphs(tmp_path: Path) -> None:
    mark = "<w:rPr>{}</w:rPr>"
    body = p(r("one "), more=mark.format(tracked("del", ""))) + p(r("two"))
    body += p(r("three "), more=mark.format(tracked("ins", ""))) + p(r("four"))
    body += p(tracked("ins", r("new")), more=mark.format(tracked("ins", ""))) + p(r("last"))
    body += p("", more=mark.format(tracked("ins", ""))) + p()
    assert texts(document(body), tmp_path) == (
        ["one ", "two", "three four", "last", ""],
        ["one two", "three ", "four", "new", "last", "", ""],
    )


_PIECES = st.tuples(
    st.sampled_from(("", "ins", "del", "moveFrom", "moveTo", "ins/del")),
    st.sampled_from(("a ", "shall", " ", "한국", "<&", "")),
    st.sampled_from(("Ann", "Ben", "Ann & Söhne")),
)


@given(st.lists(st.tuples(st.lists(_PIECES, max_size=5), st.sampled_from(("", "ins", "del")))))
def test_every_change_is_kept_with_its_author(
    tmp_path_factory: pytest.TempPathFactory,
    paragraphs: list[tuple[list[tuple[str, str, str]], str]],
) -> None:
    body, expected = "", Counter[tuple[str, str]]()
    names = {"ins": "inserted", "del": "deleted", "moveTo": "moved-here", "moveFrom": "moved-away"}
    for pieces, mark in paragraphs:
        inner = ""
        for tag, text, author in pieces:
            said = text.replace("&", "&amp;").replace("<", "&lt;")
            who = author.replace("&", "&amp;")
            content = r(said)
            for one in reversed(tag.split("/")) if tag else ():
                content = tracked(one, content, who)
                # The words under a change, author by author, whatever pieces they come in.
                expected.update({(names[one], author): len(text)})
            inner += content
        ends = f"<w:rPr>{tracked(mark, '', 'End')}</w:rPr>" if mark else ""
        body += p(inner, more=ends)
        if mark:
            expected[f"paragraph-{names[mark]}", "End"] += 1
    content = document(body + p(r("end")))
    folder = tmp_path_factory.mktemp("changes")
    texts(content, folder)
    found = Counter[tuple[str, str]]()
    for change in tracked_changes(open_docx(folder / "draft.docx")):
        size = 1 if change.kind.startswith("paragraph") else len(change.text)
        found[change.kind, change.author] += size
    assert +found == +expected


def test_pieces_of_one_change_are_one_and_those_of_two_authors_are_two(tmp_path: Path) -> None:
    body = p(tracked("ins", r("a")) + '<w:proofErr w:type="x"/>' + tracked("ins", r("b"))
             + tracked("ins", r("c"), "Ben") + r("x") + tracked("ins", r("d"), "Ben"))  # fmt: skip
    found = tracked_changes(open_docx(saved(tmp_path, document(body))))
    assert [(c.text, c.author) for c in found] == [("ab", "Ann"), ("c", "Ben"), ("d", "Ben")]


def test_formatting_rows_cells_and_numbers_are_listed(tmp_path: Path) -> None:
    table = (
        f"<w:tbl><w:tr><w:trPr>{tracked('ins', '')}</w:trPr><w:tc>{p(r('new'))}</w:tc></w:tr>"
        f"<w:tr><w:trPr>{tracked('del', '')}</w:trPr><w:tc>{p(r('old'))}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr>{tracked('cellIns', '')}</w:tcPr>{p(r('cell'))}</w:tc></w:tr></w:tbl>"
    )
    body = p(r("bold", f"<w:b/>{tracked('rPrChange', '<w:rPr/>')}"))
    body += p(r("indented"), more=tracked("pPrChange", "<w:pPr/>"))
    body += p(r("one"), more=f"<w:numPr>{tracked('ins', '')}</w:numPr>") + table + p()
    file = saved(tmp_path, document(body))
    found = [(c.kind, c.detail, c.text) for c in tracked_changes(open_docx(file))]
    assert found == [
        ("formatting", "characters", "bold"),
        ("formatting", "paragraph", "indented"),
        ("formatting", "numbering", "one"),
        ("row-inserted", "", "new"),
        ("row-deleted", "", "old"),
        ("cell-inserted", "", "cell"),
    ]
    root = open_docx(file).xml("word/document.xml")
    assert root is not None
    before, after = ([x.text for x in printed(body_paragraphs(root), a)] for a in (False, True))
    assert ("new" in before, "old" in before) == (False, True)
    assert ("new" in after, "old" in after) == (True, False)


def test_comments_name_their_author_and_words(tmp_path: Path) -> None:
    body = p(r("North ") + '<w:commentRangeStart w:id="7"/>' + r("shall") +
             '<w:commentRangeEnd w:id="7"/>' + r(" pay"))  # fmt: skip
    told = element("comments", f'<w:comment w:id="7" w:author="Ben" w:date="2026-05-06T00:00:00Z">'
                               f"{p(r('Too strong'))}{p(r('by far'))}</w:comment>")  # fmt: skip
    file = saved(tmp_path, document(body, {"comments.xml": ("comments", told)}))
    (found,) = comments(open_docx(file))
    assert (found.author, found.date[:10]) == ("Ben", "2026-05-06")
    assert (found.text, found.about) == ("Too strong\nby far", "shall")
    assert found.paragraph == "North shall pay"


THINGS = {
    "text-box": '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
                f'<w:txbxContent>{p(r("boxed"))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>'
                f'<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p(r("boxed"))}</w:txbxContent>'
                "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>boxed</w:instrText>'
             '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "footnote": '<w:r><w:footnoteReference w:id="3"/></w:r>',
    "equation": "<m:oMath><m:r><m:t>boxed</m:t></m:r></m:oMath>",
    "object": "<w:r><w:object><o:OLEObject/></w:object></w:r>",
    "hidden": r("boxed", "<w:vanish/>"),
    "ruby": "<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>boxed"
            "</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    "symbol": '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    "unknown": "<w:r><w:pgNum/></w:r>",
}  # fmt: skip


@pytest.mark.parametrize("kind", THINGS)
def test_what_is_not_read_is_listed(tmp_path: Path, kind: str) -> None:
    note = element("footnotes", f'<w:footnote w:id="3">{p(r("boxed"))}</w:footnote>')
    body = p(r("Beside it ") + THINGS[kind])
    file = saved(tmp_path, document(body, {"footnotes.xml": ("footnotes", note)}))
    found = [x for x in unread(open_docx(file)) if x.kind == kind]
    assert len(found) == 1, unread(open_docx(file))
    assert found[0].paragraph.startswith("Beside it")
    if "boxed" in THINGS[kind] or kind == "footnote":
        assert "boxed" in found[0].text


@pytest.mark.parametrize("around", ["mc:AlternateContent><mc:Choice", "w:new", "v:odd"])
def test_words_in_a_place_that_nobody_knows_are_listed(tmp_path: Path, around: str) -> None:
    ends = "".join(f"</{tag}>" for tag in reversed(around.split("><")))
    body = p(r("Beside it ") + f"<{around}>{r('boxed')}{ends}")
    (found,) = unread(open_docx(saved(tmp_path, document(body))))
    assert (found.kind, found.text) == ("unknown", "boxed")


def test_headers_tables_links_and_imports_are_listed(tmp_path: Path) -> None:
    head = element("hdr", p(r("SECRET until signed")))
    body = p(r("x")) + f"<w:tbl><w:tr><w:tc>{p(r('a cell'))}</w:tc></w:tr></w:tbl>"
    body += '<w:altChunk r:id="p9"/>' + p()
    content = document(
        body, {"header1.xml": ("header", head)}, {"hyperlink": "https://example.org"}
    )
    found = {x.kind: x.text for x in unread(open_docx(saved(tmp_path, content)))}
    assert found["header"] == "SECRET until signed"
    assert found["table"] == "a cell"
    assert "example.org" in found["link"]
    assert "import" in found


@given(st.lists(st.sampled_from(list(THINGS)), max_size=4), st.booleans())
def test_no_word_of_a_body_is_dropped_in_silence(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], inside: bool
) -> None:
    body = "".join(
        p(r("text ") + (tracked("ins", THINGS[k]) if inside else THINGS[k])) for k in kinds
    )
    file = saved(tmp_path_factory.mktemp("words"), document(body + p(r("end"))))
    opened = open_docx(file)
    root = opened.xml("word/document.xml")
    assert root is not None
    read = " ".join(x.text for x in printed(body_paragraphs(root), after=True))
    told = read + " ".join(x.text for x in unread(opened))
    for word in re.findall(r">([^<>]+)</(?:w|m):t>", body):
        assert word.strip() in told


def test_tracked_changes_in_notes_and_headers_are_found(tmp_path: Path) -> None:
    note = element(
        "footnotes", f'<w:footnote w:id="3">{p(tracked("ins", r("noted")))}</w:footnote>'
    )
    head = element("hdr", p(tracked("del", gone("headed"))))
    parts = {"footnotes.xml": ("footnotes", note), "header1.xml": ("header", head)}
    found = tracked_changes(open_docx(saved(tmp_path, document(p(r("x")), parts))))
    assert {(c.kind, c.text, c.part) for c in found} == {
        ("inserted", "noted", "footnote"),
        ("deleted", "headed", "header"),
    }


LINES = ("Agreement", "Article 1. Dues", "1.1 North shall pay 40 euros.", "1.2 South may inspect.")


def sent_and_back(tmp_path: Path, third: str, fourth: str = r(LINES[3])) -> tuple[Path, Path]:
    sent = saved(tmp_path, document("".join(p(r(x)) for x in LINES)), "sent.docx")
    body = p(r(LINES[0])) + p(r(LINES[1])) + p(third) + p(fourth)
    return sent, saved(tmp_path, document(body), "back.docx")


def test_what_was_changed_without_tracking_is_told_apart(tmp_path: Path) -> None:
    tracked_one = r("1.1 North ") + tracked("del", gone("shall")) + tracked("ins", r("should"))
    sent, back = sent_and_back(tmp_path, tracked_one + r(" pay 4 euros."))
    found = read_returned(back, read_text(sent))
    assert found.untracked is not None
    (line,) = (x for x in found.untracked.lines if x.change.how != "same")
    assert [(n.kind, n.old, n.new) for n in line.named] == [("number", "40 euros", "4 euros")]
    (line,) = (x for x in found.tracked.lines if x.change.how != "same")
    assert [(n.kind, n.old, n.new) for n in line.named] == [("grade", "shall", "should")]
    assert not found.all_tracked


def test_the_command_says_so_and_ends_with_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, back = sent_and_back(tmp_path, r("1.1 North shall pay 4 euros."))
    args = ["redline", "--read", str(back), "--against", str(sent)]
    assert run(args) == 1
    said = capsys.readouterr().out
    assert "Changed without tracking: 1 line" in said
    assert "[-40-]{+4+}" in said
    assert run([*args, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["changes"] == []
    assert len([x for x in data["untracked"]["lines"] if x["change"]["how"] != "same"]) == 1


def test_all_tracked_is_said_and_ends_with_code_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = r("1.1 North shall pay ") + tracked("del", gone("40")) + tracked("ins", r("4"))
    sent, back = sent_and_back(tmp_path, third + r(" euros."))
    assert run(["redline", "--read", str(back), "--against", str(sent)]) == 0
    said = capsys.readouterr().out
    assert "nothing was changed without tracking" in said
    assert "Ann: deleted 1, inserted 1" in said
    assert "2026-01-02" in said


def test_what_cannot_be_asked_together_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, back = sent_and_back(tmp_path, r("x"))
    for args in (
        [],
        [str(sent)],
        ["--read", str(back), str(sent)],
        [str(sent), str(back), "--against", "x"],
    ):
        assert run(["redline", *args]) == 2
        assert "--read" in capsys.readouterr().err
