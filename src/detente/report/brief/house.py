"""A house's Word template: what of it a brief takes, and how it looks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from detente.drafting.docx_open import open_docx
from detente.errors import InputError, UsageError
from detente.report.brief.fit import LINE
from detente.report.brief.look import Block, Look, Role

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

STYLES: Final[dict[Role, str]] = {
    "head": "Detente Head",
    "title": "Title",
    "heading": "Heading 1",
    "text": "Normal",
    "item": "List Bullet",
    "note": "Detente Note",
}
_BUILT_IN: Final = frozenset({"Title", "Heading 1", "List Bullet", "Normal"})

A4: Final = (595.0, 842.0)
MARGIN: Final = 72.0
DEFAULT: Final = 10.0
"""Points of type where a document names none."""

_TYPES: Final = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
Found = TypeVar("Found")


def opened(template: Path) -> Document:
    """Return a template (.docx or .dotx) without what it says, with every style a brief needs.

    Raises
    ------
    UsageError
        When it cannot be read.
    """
    import docx

    no = f"'{template}' is no Word document that can serve as a template"
    try:
        open_docx(template)
        document = docx.Document(_as_document(template))
    except InputError as error:
        raise UsageError(
            f"{no}: {error.problems[0].message}; give a .docx or .dotx file"
        ) from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"{no}: give a .docx or .dotx file") from error
    body = document.element.body
    for child in list(body):
        # The last part of a body holds the page: its size, margins, header and footer.
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    complete(document)
    return document


def _as_document(template: Path) -> io.BytesIO:
    """Return the file with the type of a document, which a .dotx differs from by one word."""
    made = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == _TYPES:
                content = content.replace(_TEMPLATE, _DOCUMENT)
            new.writestr(part, content)
    made.seek(0)
    return made


def look_of(document: Document) -> Look:
    """Return how a brief looks in the styles of a complete document."""
    blocks = {role: _block(document, document.styles[name]) for role, name in STYLES.items()}
    section = document.sections[-1]
    line = LINE * blocks["text"].line * blocks["text"].size + blocks["text"].after
    first = section.different_first_page_header_footer
    header = section.first_page_header if first else section.header
    footer = section.first_page_footer if first else section.footer
    top = _edge(section.top_margin, section.header_distance, header._element, line)
    bottom = _edge(section.bottom_margin, section.footer_distance, footer._element, line)
    width = _points(section.page_width, A4[0])
    sides = _points(section.left_margin, MARGIN) + _points(section.right_margin, MARGIN)
    return Look(width - sides, _points(section.page_height, A4[1]) - top - bottom, blocks)


def set_look(document: Document, look: Look) -> None:
    """Set the sizes and spaces of a brief's styles."""
    from docx.shared import Pt

    for role, name in STYLES.items():
        style, block = document.styles[name], look.blocks[role]
        style.font.size = Pt(block.size)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(block.before), Pt(block.after)
        form.line_spacing = block.line


def has_bullets(document: Document) -> bool:
    """Return whether items of a list get their mark from the style."""
    style = document.styles[STYLES["item"]]
    return any(x.element.xpath("./w:pPr/w:numPr") for x in _chain(style))


def complete(document: Document) -> None:
    """Add the styles that a document lacks, after its own text."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    known = {s.name for s in document.styles}
    size = _size(document, document.styles["Normal"])
    for role, name in STYLES.items():
        if name in known:
            continue
        style: ParagraphStyle = document.styles.add_style(
            name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN
        )
        style.base_style, style.quick_style = document.styles["Normal"], True
        form = style.paragraph_format
        if role in ("head", "note"):
            style.font.size = Pt(size - 1)
        elif role == "item":
            form.left_indent, form.first_line_indent = Pt(12), Pt(-12)
        else:
            style.font.bold = True
            style.font.size = Pt(size + (5 if role == "title" else 1))
            form.keep_with_next = True
        if role == "heading":
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "0")
            style.element.get_or_add_pPr().append(level)


def _block(document: Document, style: ParagraphStyle) -> Block:
    size = _size(document, style)
    spacing = _spacing(document, style)
    line = float(spacing.get("line", 240)) / 240
    if spacing.get("lineRule", "auto") != "auto":
        line = float(spacing["line"]) / 20 / (LINE * size)
        if spacing["lineRule"] == "atLeast":
            line = max(1.0, line)
    indent = _first(style, lambda s: s.paragraph_format.left_indent)
    listed = any(x.element.xpath("./w:pPr/w:numPr") for x in _chain(style))
    return Block(
        size,
        float(spacing.get("before", 0)) / 20,
        float(spacing.get("after", 0)) / 20,
        line,
        _points(indent, 18.0 if listed else 0.0),
        any(x.element.xpath("./w:pPr/w:contextualSpacing") for x in _chain(style)),
    )


def _size(document: Document, style: ParagraphStyle) -> float:
    found = _first(style, lambda s: s.font.size)
    if found is not None:
        return float(found.pt)
    default = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    return float(default[0]) / 2 if default else DEFAULT


def _spacing(document: Document, style: ParagraphStyle) -> dict[str, str]:
    """Return what a style says of its spacing, in twentieths of a point, inherited values too."""
    path = "w:pPr/w:spacing"
    layers = document.styles.element.xpath(f"w:docDefaults/w:pPrDefault/{path}")
    for one in reversed(list(_chain(style))):
        layers += one.element.xpath(f"./{path}")
    found: dict[str, str] = {}
    for layer in layers:
        found |= {name.rpartition("}")[2]: value for name, value in layer.attrib.items()}
    return found


def _chain(style: ParagraphStyle) -> Iterator[Any]:
    seen: set[str] = set()
    at: Any = style
    while at is not None and at.style_id not in seen:
        seen.add(at.style_id)
        yield at
        at = at.base_style


def _first(style: ParagraphStyle, read: Callable[[Any], Found | None]) -> Found | None:
    return next((x for s in _chain(style) if (x := read(s)) is not None), None)


def _edge(margin: Any, distance: Any, part: Any, line: float) -> float:
    """Return how much of the page a header or footer takes: at least the margin."""
    rows = len(part.xpath("./w:p | ./w:tbl/w:tr"))
    pictures = [int(x) / 12_700 for x in part.xpath(".//wp:inline/wp:extent/@cy")]
    said = part.xpath(".//w:t") or pictures
    taken = _points(distance, MARGIN / 2) + rows * line + sum(pictures) if said else 0.0
    return max(abs(_points(margin, MARGIN)), taken)


def _points(length: Any, default: float) -> float:
    return default if length is None else float(length.pt)
