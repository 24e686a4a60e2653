"""A negotiating text as a Word document that remembers which paragraph is which.

The convention is that of :mod:`detente.drafting.docx_ids`: a document that comes back from
others is read by its bookmarks.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any, Final

from detente.drafting.docx_ids import NOT_TEXT, attach, bookmark_names, record
from detente.drafting.text import Text
from detente.report.docx_bytes import same_bytes
from detente.report.docx_order import AFTER_DIRECTION
from detente.report.draft.view import Notes, Open, Row, direction, rows

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_FONTS: Final = {"w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman",
                 "w:cs": "Times New Roman", "w:eastAsia": "Batang"}  # fmt: skip
_STYLES: Final = {
    "title": "Title",
    "article": "Heading 1",
    "annex": "Heading 1",
    "part": "Heading 2",
    "item": "Detente Item",
    "signature": "Detente Signature",
}
_NOTE: Final = NOT_TEXT[1]
_EPOCH: Final = datetime.datetime(1980, 1, 1)


def to_docx(text: Text, notes: Notes | None = None) -> bytes:
    """Return a text as docx; equal texts give equal bytes.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Printed under their paragraph, in a style that is no part of the text.
    """
    import docx

    document = docx.Document()
    _styles(document)
    shown = rows(text, notes)
    marks = bookmark_names(row.id for row in shown)
    turned = direction(text.language) == "rtl"
    for number, row in enumerate(shown):
        paragraph = document.add_paragraph(style=_STYLES.get(row.kind, "Normal"))
        if row.kind == "annex":
            paragraph.paragraph_format.page_break_before = True
        _enclose(paragraph, marks[row.id], number, lambda p=paragraph, r=row: _say(p, r, turned))
        below = [*row.keeps, *(f"{n.text} ({n.link})" if n.link else n.text for n in row.notes)]
        for said in below:
            note = document.add_paragraph(style=_NOTE)
            _run(note, said, turned)
            _turn(note, turned)
        _turn(paragraph, turned)
    _language(document, text.language)
    attach(document, record(text))
    _about(document, text)
    written = io.BytesIO()
    document.save(written)
    return same_bytes(written.getvalue())


def _say(paragraph: Paragraph, row: Row, turned: bool) -> None:
    if row.label:
        _run(paragraph, f"{row.label}\t", turned)
    for piece in row.pieces:
        if not isinstance(piece, Open):
            _run(paragraph, piece, turned)
            continue
        for number, (by, said) in enumerate(piece.alternatives):
            _run(paragraph, " [" if number else "[", turned)
            if by:
                _run(paragraph, f"{by}:", turned, bold=True)
                _run(paragraph, " ", turned)
            _run(paragraph, f"{said}]", turned)


def _run(paragraph: Paragraph, said: str, turned: bool, bold: bool = False) -> None:
    run = paragraph.add_run(_clean(said))
    if bold:
        run.bold = True
    if turned:
        run.font.rtl = True


def _clean(said: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(c if c in "\t\n" or c >= " " else "\N{REPLACEMENT CHARACTER}" for c in said)


def _enclose(paragraph: Paragraph, name: str, number: int, fill: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    fill()
    paragraph._p.append(end)


def _turn(paragraph: Paragraph, turned: bool) -> None:
    if turned:
        from docx.oxml import OxmlElement

        properties: Any = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *AFTER_DIRECTION)


def _styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin = section.bottom_margin = Mm(22)
    sizes = {"Normal": 11, "Title": 17, "Heading 1": 12.5, "Heading 2": 11.5, "Detente Item": 11,
             "Detente Signature": 11, _NOTE: 9}  # fmt: skip
    for name, size in sizes.items():
        known = {style.name for style in document.styles}
        style: Any = (
            document.styles[name]
            if name in known
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        _plain(style, size, bold=name in ("Title", "Heading 1", "Heading 2"))
    spaces = {"Normal": (0, 6), "Title": (0, 18), "Heading 1": (18, 6), "Heading 2": (12, 4),
              "Detente Item": (0, 4), "Detente Signature": (36, 0), _NOTE: (0, 6)}  # fmt: skip
    for name, (before, after) in spaces.items():
        form = document.styles[name].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        if name in ("Detente Item", _NOTE):
            form.left_indent = Mm(10)
    _line_above(document.styles["Detente Signature"])
    title = document.styles["Title"].element
    for extra in title.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing"):
        extra.getparent().remove(extra)


def _plain(style: ParagraphStyle, size: float, bold: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, font in _FONTS.items():
        fonts.set(qn(name), font)


def _line_above(style: Any) -> None:
    """Draw the line on which is signed."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    style.paragraph_format.right_indent = Mm(90)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in {"val": "single", "sz": "4", "space": "4", "color": "000000"}.items():
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _language(document: Document, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for style in document.styles.element.xpath("//w:style[@w:default='1'][@w:type='paragraph']"):
        properties = style.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        said = OxmlElement("w:lang")
        # Of Latin letters and digits; called Korean, a number would be broken over two lines.
        said.set(qn("w:val"), "en-GB" if code.split("-")[0] in ("en", "ko") else code)
        said.set(qn("w:eastAsia"), "ko-KR")
        said.set(qn("w:bidi"), code if direction(code) == "rtl" else "ar-SA")
        properties.append(said)


def _about(document: Document, text: Text) -> None:
    made = datetime.datetime.combine(text.date, datetime.time()) if text.date else _EPOCH
    properties = document.core_properties
    properties.title = _clean(text.title)
    properties.author = properties.last_modified_by = "Détente"
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = text.language
    properties.created = properties.modified = made
    properties.revision = 1
