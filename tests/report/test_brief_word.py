"""The brief in a word processor: one side, in the styles of the user's template."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from pypdf import PdfReader

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.errors import UsageError
from detente.report.brief.docx import to_docx
from detente.report.brief.files import brief_files
from detente.report.brief.fit import fitted, height
from detente.report.brief.house import STYLES, look_of, opened
from detente.report.brief.look import OWN, SMALLEST
from detente.report.editions import Edition, in_edition
from tests.report.briefs import EDITIONS, answered, closed_up, set_by_word_processor
from tests.report.conftest import KINDS

HANOI = KINDS["hanoi"]
BUILT_IN = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
HOUSE = RGBColor(0x12, 0x34, 0x56)


def ordinary(path: Path) -> Path:
    """What Word offers: Letter, 11 points, a large title, space between paragraphs; old words."""
    made = docx.Document()
    made.add_paragraph("words of an old letter")
    made.sections[0].header.paragraphs[0].text = "MINISTRY"
    made.save(str(path))
    return path


def bare(path: Path) -> Path:
    """What Word writes for a document without headings or lists: their styles are not in it."""
    made = docx.Document()
    for style in made.styles.element.xpath("w:style"):
        if style.get(qn("w:styleId")) not in BUILT_IN:
            style.getparent().remove(style)
    made.save(str(path))
    return path


def house(path: Path) -> Path:
    """A4 with a tall letterhead, wide margins, its own type, colours and alignment."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    header = section.header
    header.paragraphs[0].text = "MINISTRY"
    for line in ("Division of Things", "Street 1", "Town"):
        header.add_paragraph(line)
    section.footer.paragraphs[0].text = "FOOTER"
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Normal"].font.size = Pt(12)
    made.styles["Heading 1"].font.color.rgb = HOUSE
    made.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.save(str(path))
    return path


TEMPLATES = {"ordinary": ordinary, "bare": bare, "house": house}


def small(case: Case, finding: ReachFinding) -> Edition:
    return in_edition(finding, case)


def written(edition: Edition, template: Path | None = None) -> docx.document.Document:
    return docx.Document(io.BytesIO(brief_files(edition, template=template)["brief.docx"]))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pdf_of_hanoi_is_one_side(edition: str | None) -> None:
    case, finding, _ = answered()
    for reader in (None, "united-states", "north-korea"):
        files = brief_files(in_edition(finding, case, edition), reader)
        assert len(PdfReader(io.BytesIO(files["brief.pdf"])).pages) == 1


def test_the_document_of_hanoi_is_one_side_in_a_word_processor(tmp_path: Path) -> None:
    case, finding, _ = answered()
    written: list[tuple[Path, str]] = []
    for name in EDITIONS:
        edition = in_edition(finding, case, name)
        for kind in (None, *TEMPLATES):
            template = TEMPLATES[kind](tmp_path / f"{kind}.docx") if kind else None
            file = tmp_path / f"{name or 'english'}-{kind or 'own'}.docx"
            file.write_bytes(brief_files(edition, template=template)["brief.docx"])
            looks = look_of(opened(template)).smaller() if template else OWN
            written.append((file, fitted(edition, looks=looks)[0].notes[-1].text))
    for (file, last), read in zip(
        written, set_by_word_processor([f for f, _ in written], tmp_path), strict=True
    ):
        assert len(read.pages) == 1, file.name
        assert closed_up(last) in closed_up(read.pages[0].extract_text()), file.name


def test_what_does_not_fit_is_seen_by_the_word_processor(tmp_path: Path) -> None:
    """The check above can fail: the fullest text in the template's own sizes takes more pages."""
    case, finding, _ = answered()
    edition = in_edition(finding, case)
    template = ordinary(tmp_path / "ordinary.docx")
    look = look_of(opened(template))
    assert height(fitted(edition)[0], look) > look.height
    file = tmp_path / "full.docx"
    file.write_bytes(to_docx(fitted(edition)[0], look, opened(template)))
    (read,) = set_by_word_processor([file], tmp_path)
    assert len(read.pages) > 1


def test_a_template_gives_page_styles_and_headers_and_loses_its_words(tmp_path: Path) -> None:
    made = written(small(*KINDS["tiny"]), house(tmp_path / "house.docx"))
    section = made.sections[0]
    assert (round(section.left_margin.mm), round(section.page_width.mm)) == (30, 210)
    assert section.header.paragraphs[0].text == "MINISTRY"
    assert section.footer.paragraphs[0].text == "FOOTER"
    styles = made.styles
    assert styles["Normal"].font.name == "Georgia"
    assert styles["Heading 1"].font.color.rgb == HOUSE
    assert styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    other = written(small(*KINDS["tiny"]), ordinary(tmp_path / "ordinary.docx"))
    assert "words of an old letter" not in [p.text for p in other.paragraphs]
    assert other.paragraphs[0].text.startswith("Détente brief")


def test_a_template_with_room_keeps_its_sizes(tmp_path: Path) -> None:
    file = ordinary(tmp_path / "ordinary.docx")
    roomy = docx.Document(str(file))
    roomy.sections[0].page_height = Mm(900)
    roomy.save(str(file))
    made = written(small(*KINDS["tiny"]), file)
    assert [made.styles[n].font.size for n in ("Title", "Heading 1")] == [Pt(26), Pt(14)]
    assert made.styles["Normal"].font.size is None


@pytest.mark.parametrize("kind", [None, *TEMPLATES])
def test_every_word_stands_in_a_named_style_and_is_formatted_by_it_alone(
    tmp_path: Path, kind: str | None
) -> None:
    template = TEMPLATES[kind](tmp_path / "template.docx") if kind else None
    made = written(small(*HANOI), template)
    assert {p.style.name for p in made.paragraphs} == set(STYLES.values())
    assert not made.element.body.xpath(".//w:r/w:rPr")
    assert not made.element.body.xpath("./w:p/w:pPr/*[not(self::w:pStyle)]")
    # Headings are headings to Word's outline and to a screen reader; items carry a mark.
    assert made.styles["Heading 1"].element.xpath("./w:pPr/w:outlineLvl[@w:val='0']")
    items = [p for p in made.paragraphs if p.style.name == "List Bullet"]
    marked = made.styles["List Bullet"].element.xpath("./w:pPr/w:numPr")
    assert items
    assert all(bool(marked) != p.text.startswith("–\t") for p in items)


def test_numbers_are_not_broken_over_lines_in_korean() -> None:
    case, finding = HANOI
    made = written(in_edition(finding, case, "korean"))
    (said,) = made.styles["Normal"].element.xpath("./w:rPr/w:lang")
    assert (said.get(qn("w:val")), said.get(qn("w:eastAsia"))) == ("en-GB", "ko-KR")
    assert made.core_properties.language == "ko"


def test_a_word_template_file_serves_too(tmp_path: Path) -> None:
    document = house(tmp_path / "house.docx")
    template = tmp_path / "house.dotx"
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(template, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(b"document.main+xml", b"template.main+xml")
            new.writestr(part, content)
    assert b"template.main" in zipfile.ZipFile(template).read("[Content_Types].xml")
    edition = small(*KINDS["tiny"])
    one, two = (brief_files(edition, template=t)["brief.docx"] for t in (document, template))
    assert one == two


def test_what_is_no_template_is_refused(tmp_path: Path) -> None:
    edition = small(*KINDS["tiny"])
    for name, content in (("text.docx", b"words"), ("empty.docx", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UsageError, match=re.escape(f"{name}' is no Word document")):
            brief_files(edition, template=tmp_path / name)
    narrow = docx.Document(str(house(tmp_path / "narrow.docx")))
    narrow.sections[0].page_height = Mm(60)
    narrow.save(str(tmp_path / "narrow.docx"))
    with pytest.raises(UsageError, match=r"does not fit one side: .* or the template leaves"):
        brief_files(small(*HANOI), template=tmp_path / "narrow.docx")


def test_type_is_never_too_small_and_text_goes_first(tmp_path: Path) -> None:
    for look in (*OWN, *look_of(opened(house(tmp_path / "house.docx"))).smaller()):
        assert look.size >= SMALLEST
    looks = look_of(opened(tmp_path / "house.docx")).smaller()
    assert [x.scale for x in looks] == sorted((x.scale for x in looks), reverse=True)
    heights = [height(fitted(small(*HANOI))[0], x) for x in looks]
    assert heights == sorted(heights, reverse=True)


def test_equal_briefs_give_equal_bytes(tmp_path: Path) -> None:
    template = house(tmp_path / "house.docx")
    for given in (None, template):
        one, two = (brief_files(small(*HANOI), template=given) for _ in range(2))
        assert one == two
