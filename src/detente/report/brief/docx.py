"""The brief as a Word document, in named styles that a house's template may set."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from detente.errors import UsageError
from detente.report.brief.text import Brief

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LARGEST: Final = 20_000_000
"""Bytes of a template that are read, and a fifth of what it may unpack to."""

HEAD, NOTE = "Detente Head", "Detente Note"
_FONT, _KOREAN_FONT = "Calibri", "Malgun Gothic"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def to_docx(brief: Brief, size: float, template: Path | None = None) -> bytes:
    """Return the brief as docx; equal briefs and templates give equal bytes.

    Parameters
    ----------
    brief : Brief
    size : float
        Of the text, in points; a template's own sizes stand.
    template : path, optional
        A document whose styles, page and headers are taken; what it says is left out.

    Raises
    ------
    UsageError
        When the template cannot be read.
    """
    document = _opened(template)
    if template is None:
        _own_look(document, size)
    for name in (HEAD, NOTE):
        _style(document, name, size)
    _fill(document, brief)
    properties = document.core_properties
    made = datetime.datetime.fromisoformat(brief.created).replace(tzinfo=None, microsecond=0)
    properties.title, properties.subject = brief.title, brief.kicker
    properties.author = properties.last_modified_by = "Détente"
    properties.comments = properties.keywords = ""
    properties.language = brief.language
    properties.created = properties.modified = made
    properties.revision = 1
    written = io.BytesIO()
    document.save(written)
    return _same_bytes(written.getvalue())


def _opened(template: Path | None) -> Document:
    import docx

    if template is None:
        return docx.Document()
    try:
        with zipfile.ZipFile(template) as inside:
            large = sum(x.file_size for x in inside.infolist()) > 5 * LARGEST
        if large or template.stat().st_size > LARGEST:
            raise UsageError(f"the template '{template}' is too large")
        document = docx.Document(str(template))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(
            f"'{template}' is no Word document that can serve as a template: give a .docx file"
        ) from error
    body = document.element.body
    for child in list(body):
        # The last part of a body holds the page: its size, margins, header and footer.
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return document


def _own_look(document: Document, size: float) -> None:
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(14)
    looks = {
        "Normal": (size, False, 0.0, 2.0),
        "Title": (size + 5, True, 0.0, 2.0),
        "Heading 1": (size + 1, True, 5.0, 1.0),
        "List Bullet": (size, False, 0.0, 0.0),
    }
    for name, (points, bold, before, after) in looks.items():
        style = _style(document, name, size)
        _set_font(style)
        style.font.size, style.font.bold = Pt(points), bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = 1.0
    # The default title is underlined by a border of the paragraph.
    properties = document.styles["Title"].element.pPr
    for border in properties.findall(f"{{{properties.nsmap['w']}}}pBdr"):
        properties.remove(border)


def _set_font(style: ParagraphStyle) -> None:
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _KOREAN_FONT)


def _style(document: Document, name: str, size: float) -> ParagraphStyle:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    if name in [s.name for s in document.styles]:
        found: ParagraphStyle = document.styles[name]
        return found
    made: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    if name in (HEAD, NOTE):
        made.font.size = Pt(size - 1)
    return made


def _fill(document: Document, brief: Brief) -> None:
    for name in ("Title", "Heading 1", "List Bullet"):
        _style(document, name, 10)
    document.add_paragraph(f"{brief.kicker} · {brief.handling}", HEAD)
    document.add_paragraph(brief.title, "Title")
    document.add_paragraph(brief.question, HEAD)
    for heading in brief.headings:
        document.add_paragraph(heading.title, "Heading 1")
        told = [(line, "Normal") for line in heading.lines]
        items = [(line, "List Bullet") for line in heading.items]
        for line, style in [*items, *told] if heading.items_first else [*told, *items]:
            document.add_paragraph(line.text, style)
    for line in brief.notes:
        document.add_paragraph(line.text, NOTE)
    _language(document, brief.language)


def _language(document: Document, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    full = {"en": "en-GB", "ko": "ko-KR"}.get(code, code)
    for style in document.styles.element.xpath("//w:style[@w:default='1'][@w:type='paragraph']"):
        properties = style.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        said = OxmlElement("w:lang")
        said.set(qn("w:val"), full)
        said.set(qn("w:eastAsia"), "ko-KR")
        properties.append(said)


def _same_bytes(content: bytes) -> bytes:
    """Return a zip file with its parts in order of name and without the time of writing."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        # The list of types comes first, as readers expect.
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return written.getvalue()
