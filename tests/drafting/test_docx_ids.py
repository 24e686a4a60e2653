"""A document remembers ids, kinds and places, and no word of the text."""

from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import given
from hypothesis import strategies as st

from detente.drafting.docx_ids import LONGEST, attach, bookmark_names, from_xml, record, to_xml
from detente.drafting.text import lines
from tests.drafting.texts import small


def test_names_are_readable() -> None:
    assert bookmark_names(["title", "article-3/2"]) == {
        "title": "dtn_title",
        "article-3/2": "dtn_article_3_2",
    }


@given(st.lists(st.text("aA-/_é가 1", min_size=1, max_size=60), unique=True, max_size=30))
def test_names_are_short_and_differ_even_without_capitals(ids: list[str]) -> None:
    names = bookmark_names(ids)
    assert list(names) == ids
    assert all(len(name) <= LONGEST for name in names.values())
    assert len({name.lower() for name in names.values()}) == len(ids)


def test_the_record_comes_back_and_holds_no_words() -> None:
    known = record(small())
    content = to_xml(known)
    assert from_xml(content) == known
    assert [x.id for x in known.lines] == [x.id for x in lines(small())]
    places = {x.id: x.place for x in known.lines}
    assert places["closing/done"] == "closing"
    assert places["article-2/pay"] == "article-2"
    assert places["schedule/steps"] == "schedule"
    for said in ("sluices", "subject to", "dam/", "statement/"):
        assert said.encode() not in content


def test_what_is_no_record_is_none() -> None:
    for content in (b"", b"<a/>", b"<text xmlns='urn:detente:text:1'><line/></text>"):
        assert from_xml(content) is None


def test_the_part_is_in_the_document() -> None:
    document = docx.Document()
    attach(document, record(small()))
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made:
        names = [n for n in made.namelist() if n.startswith("customXml/item")]
        known = [from_xml(made.read(n)) for n in names]
    assert record(small()) in known
