from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from detente.report.document import Column, Report, Table, cell
from detente.report.figures.render import Picture
from detente.report.pdf import ACROSS, pieces, to_pdf
from tests.report.conftest import KINDS

Drawn = tuple[Report, dict[str, Picture]]


@pytest.fixture(scope="module")
def pdf(hanoi_drawn: Drawn) -> bytes:
    return to_pdf(*hanoi_drawn)


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_the_first_page_is_the_first_page(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    first = words_of(reader.pages[0].extract_text())
    second = words_of(reader.pages[1].extract_text())
    assert "Is there a deal?" in first
    assert "in 46 of 100 belief sets" in first
    assert "It depends on what one believes" in first
    assert "It depends on what one believes" not in second
    assert "Deal map" in second


def test_the_pdf_is_tagged_titled_and_in_a_language(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    case, _ = KINDS["hanoi"]
    assert reader.metadata
    assert reader.metadata.title == case.title
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert str(catalog["/Lang"]).startswith("en")
    assert b"pdfuaid" in pdf or "/StructTreeRoot" in catalog


def test_equal_reports_give_equal_bytes(hanoi_drawn: Drawn, pdf: bytes) -> None:
    assert to_pdf(*hanoi_drawn) == pdf


def test_the_time_is_that_of_the_run(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata
    assert str(reader.metadata.get("/CreationDate")).startswith("D:20260102030405")


def test_text_of_the_user_is_never_markup(hostile_drawn: Drawn) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(*hostile_drawn)))
    text = words_of(" ".join(p.extract_text() for p in reader.pages))
    assert "{{7*7}}#emph[x]$x$" in text.replace(" ", "")
    targets = [
        a.get_object()["/A"].get("/URI", "")
        for p in reader.pages
        for a in p.get("/Annots", [])
        if "/A" in a.get_object()
    ]
    assert all(not str(t).startswith(("javascript", "file")) for t in targets)


def test_links_inside_lead_to_the_inputs(pdf: bytes) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    found = [a.get_object() for p in reader.pages for a in p.get("/Annots", [])]
    assert any("/Dest" in a or a.get("/A", {}).get("/S") == "/GoTo" for a in found)


def test_wide_tables_are_set_in_pieces_that_lose_nothing() -> None:
    count = 3 * ACROSS
    columns = tuple(Column(f"c{i}", f"C{i}" if i != 5 else "") for i in range(count))
    rows = tuple(tuple(cell(f"{r}.{i}") for i in range(count)) for r in range(2))
    table = Table("t", "T", columns, rows, ("a", "b"), "note")
    found = pieces(table)
    assert all(len(p.columns) <= ACROSS and p.columns[0].key == "c0" for p in found)
    shown = [c.key for p in found for c in p.columns[1:]]
    assert shown == [f"c{i}" for i in range(1, count) if i != 5]
    assert [p.anchors for p in found] == [("a", "b")] + [()] * (len(found) - 1)
    assert [p.note for p in found][-1] == "note"
