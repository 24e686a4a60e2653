"""The fonts in the package reach figures and PDF: no box stands where a letter should."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest
import typst
import vl_convert

from tools.font_coverage import COVERAGE, FONTS

WORDS = {"Pretendard": "Détente 영변 핵시설 – ‘×’ → ≥", "Noto Naskh Arabic": "السلام"}


@pytest.mark.parametrize(("family", "words"), WORDS.items())
def test_the_list_of_characters_has_what_we_write(family: str, words: str) -> None:
    ranges = json.loads(COVERAGE.read_text("utf-8"))[family]
    missing = [c for c in words if not any(a <= ord(c) <= b for a, b in ranges)]
    assert missing == []


def test_the_pdf_embeds_our_fonts_and_keeps_the_text(tmp_path: Path) -> None:
    source = tmp_path / "page.typ"
    fonts = ", ".join(f'"{family}"' for family in WORDS)
    text = f"#set text(font: ({fonts}), fallback: false)\n"
    source.write_text(text + "\n\n".join(WORDS.values()), encoding="utf-8")
    pdf = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    embedded = {str(f.get_object()["/BaseFont"]) for f in page["/Resources"]["/Font"].values()}
    assert any("Pretendard-Regular" in name for name in embedded)
    assert any("NotoNaskhArabic" in name for name in embedded)
    assert "영변 핵시설" in page.extract_text()


def test_a_figure_draws_each_korean_letter_as_itself() -> None:
    vl_convert.register_font_directory(str(FONTS))

    def drawn(letter: str) -> bytes:
        mark = {"type": "text", "font": "Pretendard", "fontSize": 40}
        spec = {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "data": {"values": [{}]},
            "mark": mark,
            "encoding": {"text": {"value": letter}},
        }
        picture: bytes = vl_convert.vegalite_to_png(spec)
        return picture

    letters = [drawn(letter) for letter in "북한영변"]
    assert len(set(letters)) == len(letters), "some letters look alike: boxes"
