"""A redline gives both versions back: rejecting all, the old one; accepting all, the new one."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafting.assembly import rows
from detente.drafting.compared import Compared, compare
from detente.drafting.docx_body import body_paragraphs, printed
from detente.drafting.docx_open import open_docx
from detente.drafting.docx_text import body_of, ids_kept, text_of
from detente.drafting.reading import Source
from detente.drafting.text import Text
from detente.report.redline.docx import to_docx
from detente.report.redline.html import to_html
from detente.report.redline.terminal import screen
from tests.drafting import docx_oracle, html_oracle
from tests.drafting.edits import AUTHORS, versions
from tests.drafting.texts import small

AT = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


def compared(old: Text, new: Text, ids: bool = True) -> Compared:
    return compare(Source(old, ids, "old"), Source(new, ids, "new"))


def shown(text: Text) -> list[str]:
    return [row.printed for row in rows(text)]


def redlined(old: Text, new: Text) -> bytes:
    return to_docx(compared(old, new), "Secretariat", AT)


@settings(max_examples=max(12, settings.default.max_examples // 2))
@given(versions(), st.booleans(), st.data())
def test_the_document_gives_both_versions_back(
    pair: tuple[Text, Text], ids: bool, data: st.DataObject
) -> None:
    old, new = pair
    names = [r.id for t in pair for r in rows(t)]
    authors = {n: data.draw(st.sampled_from(AUTHORS)) for n in names[::3]}
    made = to_docx(compared(old, new, ids), "Secretariat", AT, authors)
    assert docx_oracle.paragraphs(made, accept=False)[:-1] == shown(old)
    assert docx_oracle.paragraphs(made, accept=True)[:-1] == shown(new)
    found = docx_oracle.marks(made)
    assert len({ident for *_, ident in found}) == len(found)
    assert {author for _, author, _, _ in found} <= set(AUTHORS)
    assert {date for _, _, date, _ in found} <= {"2026-03-01T09:30:00Z", "2026-03-01T09:32:00Z"}
    assert bool(found) == (shown(old) != shown(new))


@given(versions(), st.booleans())
def test_the_page_gives_both_versions_back(pair: tuple[Text, Text], ids: bool) -> None:
    old, new = pair
    page = to_html(compared(old, new, ids), "Ann <O'Neil>", AT)
    assert html_oracle.lines(page, accept=False) == shown(old)
    assert html_oracle.lines(page, accept=True) == shown(new)


@given(versions())
def test_our_reader_agrees_with_the_standard(pair: tuple[Text, Text]) -> None:
    made = redlined(*pair)
    root = docx.Document(io.BytesIO(made)).element
    for accept in (True, False):
        read = [p.text for p in printed(body_paragraphs(root), accept)]
        assert read == docx_oracle.paragraphs(made, accept)


@given(versions())
def test_a_document_of_ours_gives_both_texts_back_with_their_names(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Text, Text]
) -> None:
    file = tmp_path_factory.mktemp("ids") / "redline.docx"
    file.write_bytes(redlined(*pair))
    body = body_of(open_docx(file))
    assert ids_kept(body)
    for text, after in zip(pair, (False, True), strict=True):
        read = text_of(body, after)
        assert rows(read) == rows(text)
        assert (read.language, read.parties) == (text.language, text.parties)


def test_python_docx_loses_what_was_inserted_and_we_do_not() -> None:
    old = small()
    article = old.articles[1]
    paragraphs = list(article.paragraphs)
    paragraphs[2] = replace(paragraphs[2], content=("South shall pay by 1 June 2019.",))
    new = replace(old, articles=(old.articles[0], replace(article, paragraphs=tuple(paragraphs))))
    document = docx.Document(io.BytesIO(redlined(old, new)))
    (seen,) = (p.text for p in document.paragraphs if p.text.startswith("2.2"))
    assert "shall" not in seen
    assert "should" not in seen
    read = [p.text for p in printed(body_paragraphs(document.element), after=True)]
    assert "2.2\tSouth shall pay by 1 June 2019." in read


def test_equal_redlines_are_equal_bytes() -> None:
    old = small()
    new = replace(old, title="Agreement")
    assert redlined(old, new) == redlined(old, new)


def test_whole_words_are_marked_and_never_letters() -> None:
    old = replace(small(), title="The Parties should meet on 1 June 2019")
    new = replace(small(), title="The Parties shall meet on 1 July 2019")
    said = "\n".join(screen(compared(old, new), colour=False))
    assert "The Parties [-should-]{+shall+} meet on [-1 June 2019-]{+1 July 2019+}" in said


def test_marks_are_there_without_colour_and_with() -> None:
    found = compared(small(), replace(small(), title="Agreement about the River"))
    plain, coloured = ("\n".join(screen(found, c)) for c in (False, True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "[-on-]{+about+}" in plain


def test_a_moved_line_is_told_as_moved_and_goes_and_comes_in_the_document() -> None:
    old = small()
    one, two = old.articles
    moved = replace(two, paragraphs=(two.paragraphs[2], *two.paragraphs[:2]))
    found = compared(old, replace(old, articles=(one, moved)))
    hows = [x.change.how for x in found.lines if x.change.how != "same"]
    assert hows == ["moved-here", "moved-away"]
    page = to_html(found, "A", AT)
    assert "Moved here from 2.2." in page
    assert "Moved to 2.2." in page


def test_the_page_needs_no_colour_and_asks_for_nothing() -> None:
    page = to_html(compared(small(), replace(small(), title="Pact")), "A", AT)
    assert '<span class="said">inserted: </span>' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
