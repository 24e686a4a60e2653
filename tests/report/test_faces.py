"""The fonts that a page carries: what is in them, whose name they bear; browsers use them."""

from __future__ import annotations

import base64
import datetime
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from detente.drafting.compared import compare
from detente.drafting.reading import Source
from detente.report import faces
from detente.report.draft.html import to_html as treaty_page
from detente.report.faces import Face, cut, cut_once, page_faces, with_faces
from detente.report.figures.render import draw
from detente.report.html import to_html
from detente.report.redline.html import to_html as redline_page
from detente.report.sections import report
from tests.drafting.texts import small
from tests.report.conftest import KINDS
from tests.report.korean import korean_report
from tools.font_subset import CUT, common

RULE = re.compile(
    r"@font-face \{ font-family: (?P<family>\w+); font-weight: (?P<weight>\d+); .*?"
    r"unicode-range: (?P<ranges>[^;]*); src: url\(data:font/woff;base64,(?P<font>[^)]*)\)"
)
RESERVED = "Pretendard"
ARABIC = "سلم"
AT = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


def carried(page: str) -> list[tuple[int, str, TTFont]]:
    """Return the fonts of a page: weight, ranges and font."""
    return [
        (int(m["weight"]), m["ranges"], TTFont(io.BytesIO(base64.b64decode(m["font"]))))
        for m in RULE.finditer(page)
    ]


def outline(font: TTFont, character: str) -> tuple[list[Any], float]:
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(character)]]
    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    return pen.value, glyph.width


def names(font: TTFont) -> str:
    cff = font["CFF "].cff
    told = [record.toUnicode() for record in font["name"].names if record.nameID in (1, 3, 4, 6)]
    return " ".join([*told, *cff.fontNames, cff[0].FullName, cff[0].FamilyName])


@pytest.mark.parametrize("face", CUT, ids=lambda face: face.style)
def test_what_is_cut_once_is_of_the_shipped_font(face: Face) -> None:
    file = cut_once(face.style)
    assert file.stat().st_size < 50_000
    with TTFont(file) as made, TTFont(face.path) as whole:
        assert made.flavor == "woff"
        assert frozenset(map(chr, made.getBestCmap())) == common(face)
        assert set("Détente – “5–20 %” ‘×’ → ≥ − Łódź Čapek Ελλάς Договор Київ №") <= common(face)
        for character in sorted(common(face)):
            assert outline(made, character) == outline(whole, character), character
        tags = {record.FeatureTag for record in made["GSUB"].table.FeatureList.FeatureRecord}
        assert tags == {"tnum"}  # tables of numbers ask for it
        assert made["OS/2"].usWeightClass == whole["OS/2"].usWeightClass


def test_what_is_cut_keeps_its_licence_and_not_the_reserved_name() -> None:
    korean = [font for _, _, font in carried(page_faces("가나"))]
    assert len(korean) == 4
    for font in korean:
        assert RESERVED not in names(font)
        assert "Detente" in names(font)
        assert "Kil Hyung-jin" in font["name"].getDebugName(0)
        assert "SIL Open Font License" in font["name"].getDebugName(13)
    licence = (faces.FONTS / "OFL-Pretendard.txt").read_text("utf-8")
    assert f"with Reserved Font Name {RESERVED}." in licence
    other = (faces.FONTS / "OFL-NotoNaskhArabic.txt").read_text("utf-8")
    assert "with Reserved Font Name" not in other


def test_a_page_of_common_characters_opens_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("a font was cut")

    monkeypatch.setattr(faces, "cut", refuse)
    assert [weight for weight, _, _ in carried(page_faces("Détente – №5"))] == [400, 700]
    with pytest.raises(AssertionError, match="a font was cut"):
        page_faces("가")


def test_what_else_a_page_has_is_cut_for_it() -> None:
    found = carried(page_faces(f"aé가나다히\u200d\n{ARABIC}\U0001f1f0ภ"))
    assert [weight for weight, _, _ in found] == [400, 700] * 3
    for _, ranges, font in found[2:4]:
        assert ranges == "U+AC00, U+B098, U+B2E4, U+D788"
        assert set(font.getBestCmap()) == {0xAC00, 0xB098, 0xB2E4, 0xD788}
    with TTFont(faces.SHIPPED[0].path) as whole:
        assert outline(found[2][2], "히") == outline(whole, "히")
    for _, _, font in found[4:]:
        assert set(font.getBestCmap()) == set(map(ord, ARABIC))
        tags = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"init", "medi", "fina"} <= tags  # letters join


def test_equal_pages_are_equal() -> None:
    first = cut(faces.SHIPPED[0], "가나", ())
    assert first == cut(faces.SHIPPED[0], "나가", ())


def test_fonts_go_where_the_page_keeps_a_place_and_nowhere_else() -> None:
    page = with_faces("<title>a /*faces*/</title><style>\n/*faces*/\nbody {}</style>")
    assert page.startswith("<title>a /*faces*/</title><style>\n@font-face")
    assert page.endswith("format('woff'); }\nbody {}</style>")
    with pytest.raises(ValueError, match="no place for its fonts"):
        with_faces("<style>body {}</style>")


@cache
def written(kind: str) -> str:
    case, finding = KINDS["tiny"]
    if kind == "treaty":
        return treaty_page(small())
    if kind == "redline":
        text = small()
        found = compare(Source(text, True, "v1.docx"), Source(text, True, "v2.docx"))
        return redline_page(found, "Ann", AT)
    composed = korean_report() if kind == "Korean report" else report(finding, case)
    return to_html(composed, draw({f.slug: f.spec for f in composed.figures()}))


KINDS_OF_PAGE = ("report", "Korean report", "redline", "treaty")
MEASURE = """(family) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `40px ${family}`;
  return context.measureText('Washington and Pyongyang').width;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_a_browser_shows_the_page_in_its_own_fonts(browser: Any, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(written(kind), encoding="utf-8")
    assert file.stat().st_size < 1_000_000
    context = browser.new_context(offline=True)  # under the page's own policy
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    states = page.evaluate("[...document.fonts].map(f => [f.family, f.weight, f.status])")
    assert said == []
    assert ["Detente", "400", "loaded"] in states
    assert not [state for state in states if state[2] == "error"]
    if kind == "Korean report":
        assert [s[2] for s in states] == ["loaded"] * 4
    ours, others = (page.evaluate(MEASURE, family) for family in ("Detente", "sans-serif"))
    with TTFont(faces.SHIPPED[0].path) as font:
        widths, cmap = font["hmtx"], font.getBestCmap()
        meant = sum(widths[cmap[ord(c)]][0] for c in "Washington and Pyongyang")
        meant *= 40 / font["head"].unitsPerEm
    assert abs(ours - meant) < 0.02 * meant  # kerning
    assert ours != others
    body = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert body.startswith("Detente,")
    context.close()


INSIDE = """() => [...document.querySelectorAll('.picture svg')].flatMap(svg => {
  const room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < room.left - 1 || box.right > room.right + 1);
  }).map(text => text.textContent);
})"""


@pytest.mark.browser
def test_no_label_of_a_figure_stands_out_of_it(browser: Any, tmp_path: Path) -> None:
    for kind in ("report", "Korean report"):
        file = tmp_path / "page.html"
        file.write_text(written(kind), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        assert page.evaluate(INSIDE) == []
        page.close()
