"""The brief as a Word document, in named styles that a house's template may set."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Final

from detente.report.brief.fit import told
from detente.report.brief.house import STYLES, complete, has_bullets, set_look
from detente.report.brief.look import Look
from detente.report.brief.text import Brief
from detente.report.docx_bytes import same_bytes
from detente.report.docx_order import AFTER_DIRECTION

if TYPE_CHECKING:
    from docx.document import Document

_FONT, _KOREAN_FONT = "Calibri", "Malgun Gothic"
# What the standard puts behind the spacing of scripts among the properties of a paragraph.
_AFTER: Final = ("w:bidi", *AFTER_DIRECTION)


def to_docx(brief: Brief, look: Look, template: Document | None = None) -> bytes:
    """Return the brief as docx; equal briefs and templates give equal bytes.

    Parameters
    ----------
    brief : Brief
    look : Look
        As it fits one side.
    template : docx.document.Document, optional
        Its styles, page and headers are taken (:func:`detente.report.brief.house.opened`); its
        sizes are changed only where one side asks for it.
    """
    document = template if template is not None else _own()
    if template is None or look.scale < 1:
        set_look(document, look)
    mark = "" if has_bullets(document) else "–\t"
    for role, text in told(brief):
        document.add_paragraph(f"{mark}{text}" if role == "item" else text, STYLES[role])
    _language(document, brief.language)
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
    return same_bytes(written.getvalue())


def _own() -> Document:
    """Return an empty document of A4 in our own type, black on white."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(14)
    complete(document)
    for role, name in STYLES.items():
        style = document.styles[name]
        style.font.name = _FONT
        style.font.bold = role in ("title", "heading")
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _KOREAN_FONT)
    # The default title is underlined by a border of the paragraph, and its letters stand apart.
    title = document.styles["Title"].element
    for extra in title.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing"):
        extra.getparent().remove(extra)
    _plain_list(document)
    return document


def _plain_list(document: Document) -> None:
    """Mark items by a dash of the text's own font: not every machine has that of the bullet."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    number = document.styles[STYLES["item"]].element.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
    numbering = document.part.numbering_part.element
    listed = numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
    (level,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{listed}']/w:lvl[@w:ilvl='0']")
    level.find(qn("w:lvlText")).set(qn("w:val"), "–")
    for name in ("w:rPr", "w:pPr"):
        level.remove(level.find(qn(name)))
    form = document.styles[STYLES["item"]].paragraph_format
    form.left_indent, form.first_line_indent = Pt(12), Pt(-12)


def _language(document: Document, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for style in document.styles.element.xpath("//w:style[@w:default='1'][@w:type='paragraph']"):
        properties = style.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        said = OxmlElement("w:lang")
        # Of Latin letters and digits; called Korean, a number would be broken over two lines.
        said.set(qn("w:val"), "en-GB" if code in ("en", "ko") else code)
        said.set(qn("w:eastAsia"), "ko-KR")
        properties.append(said)
        form = style.get_or_add_pPr()
        for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
            # A Korean counter stands at its number: no space is set between the scripts.
            form.remove_all(name)
            joined = OxmlElement(name)
            joined.set(qn("w:val"), "0")
            form.insert_element_before(joined, *_AFTER)
