"""The paragraphs of a Word document, each piece with what track changes say of it.

python-docx's ``paragraph.text`` leaves tracked insertions out; here every piece is kept, with
whether it stands in the text before the changes, after them, both or neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from detente.drafting.docx_open import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True)
class Mark:
    """A tracked change of a piece, a paragraph's end or a row.

    Attributes
    ----------
    kind : str
        ``inserted``, ``deleted``, ``moved-here`` or ``moved-away``.
    author, date : str
        As the document has them; empty where it has none.
    """

    kind: str
    author: str = ""
    date: str = ""

    @property
    def comes(self) -> bool:
        """Whether it adds what it marks."""
        return self.kind in ("inserted", "moved-here")


@dataclass(frozen=True)
class Piece:
    """Text under the same tracked changes."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def before(self) -> bool:
        """Whether it stands in the text when all changes are rejected."""
        return not any(m.comes for m in self.marks)

    @property
    def after(self) -> bool:
        """Whether it stands in the text when all changes are accepted."""
        return all(m.comes for m in self.marks)


@dataclass
class DocxParagraph:
    """A paragraph of a document.

    Attributes
    ----------
    pieces : list of Piece
    style : str
        Name of its style; ``Normal`` where it names none.
    bookmarks : list of str
        That begin in it.
    end : tuple of Mark
        Tracked changes of the paragraph mark.
    row : tuple of Mark
        Of the table row that it stands in.
    in_table : bool
    numbering : tuple of (str, int) or None
        Of an automatic number: its list and level.
    outline : int or None
        Level of the heading that the paragraph itself says it is, from 0.
    element : Element
    """

    style: str
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    end: tuple[Mark, ...] = ()
    row: tuple[Mark, ...] = ()
    in_table: bool = False
    numbering: tuple[str, int] | None = None
    outline: int | None = None
    element: Element | None = None


@dataclass(frozen=True)
class Printed:
    """A paragraph as it reads before or after all changes."""

    text: str
    style: str
    bookmarks: tuple[str, ...]
    numbering: tuple[str, int] | None = None
    outline: int | None = None


MARKS: Final = {
    f"{W}ins": "inserted",
    f"{W}del": "deleted",
    f"{W}moveTo": "moved-here",
    f"{W}moveFrom": "moved-away",
}
_TEXT: Final = {f"{W}t", f"{W}delText"}
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
# What only wraps text that is read as if it stood there itself.
WRAPPERS: Final = {
    f"{W}hyperlink", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}fldSimple",
    f"{W}dir", f"{W}bdo",
}  # fmt: skip

HOLDERS: Final = {f"{W}tbl", f"{W}tc", f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}


def body_paragraphs(root: Element, styles: dict[str, str] | None = None) -> list[DocxParagraph]:
    """Return the paragraphs of a document's body, those of tables too, in order.

    Parameters
    ----------
    root : Element
        ``w:document``, or any part with paragraphs.
    styles : dict of str to str, optional
        Names of styles by their identifier.
    """
    body = root.find(f"{W}body")
    return list(_blocks(root if body is None else body, styles or {}, (), False))


def printed(found: Sequence[DocxParagraph], after: bool) -> list[Printed]:
    """Return the text as it reads when all changes are accepted (``after``) or rejected.

    A paragraph whose end is not there runs on into the next one, as in a word processor.
    """
    lines: list[Printed] = []
    open_text = ""
    open_marks: list[str] = []
    for one in found:
        if not _stands(one.row, after):
            continue
        text = "".join(p.text for p in one.pieces if (p.after if after else p.before))
        ends = _stands(one.end, after)
        # Of a paragraph that is not there at all, no name is left for the next one to take.
        if text or ends:
            open_text, open_marks = open_text + text, [*open_marks, *one.bookmarks]
        if ends:
            lines.append(
                Printed(open_text, one.style, tuple(open_marks), one.numbering, one.outline)
            )
            open_text, open_marks = "", []
    if open_text:
        lines.append(Printed(open_text, found[-1].style, tuple(open_marks)))
    return lines


def _stands(marks: tuple[Mark, ...], after: bool) -> bool:
    piece = Piece("", marks)
    return piece.after if after else piece.before


def _blocks(
    parent: Element, styles: dict[str, str], row: tuple[Mark, ...], in_table: bool
) -> Iterator[DocxParagraph]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child, styles, row, in_table)
        elif child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            own = tuple(_marks_in(properties)) if properties is not None else ()
            yield from _blocks(child, styles, row + own, True)
        elif child.tag in HOLDERS:
            yield from _blocks(child, styles, row, in_table or child.tag == f"{W}tbl")
        elif child.tag in MARKS:  # not in the standard, but written by some programs
            yield from _blocks(child, styles, (*row, mark(child)), in_table)


def _paragraph(
    element: Element, styles: dict[str, str], row: tuple[Mark, ...], in_table: bool
) -> DocxParagraph:
    made = DocxParagraph("Normal", row=row, in_table=in_table, element=element)
    properties = element.find(f"{W}pPr")
    if properties is not None:
        style = properties.find(f"{W}pStyle")
        if style is not None:
            name = style.get(f"{W}val", "")
            made.style = styles.get(name, name)
        end = properties.find(f"{W}rPr")
        if end is not None:
            made.end = tuple(_marks_in(end))
        made.numbering = _numbering(properties)
        outline = properties.find(f"{W}outlineLvl")
        if outline is not None and outline.get(f"{W}val", "") in tuple("0123456789"):
            made.outline = int(outline.get(f"{W}val", "9"))
    _inline(element, made, ())
    made.pieces = _merged(made.pieces)
    return made


def _numbering(properties: Element) -> tuple[str, int] | None:
    number = properties.find(f"{W}numPr/{W}numId")
    if number is None:
        return None
    level = properties.find(f"{W}numPr/{W}ilvl")
    said = level.get(f"{W}val", "0") if level is not None else "0"
    return number.get(f"{W}val", "0"), int(said) if said.isdecimal() and len(said) < 3 else 0


def _inline(parent: Element, made: DocxParagraph, marks: tuple[Mark, ...]) -> None:
    for child in parent:
        if child.tag == f"{W}r":
            _run(child, made, marks)
        elif child.tag in MARKS:
            _inline(child, made, (*marks, mark(child)))
        elif child.tag in WRAPPERS:
            _inline(child, made, marks)
        elif child.tag == f"{W}bookmarkStart":
            made.bookmarks.append(child.get(f"{W}name", ""))


def _run(run: Element, made: DocxParagraph, marks: tuple[Mark, ...]) -> None:
    for child in run:
        if child.tag in _TEXT:
            made.pieces.append(Piece(child.text or "", marks))
        elif child.tag in _SIGNS:
            made.pieces.append(Piece(_SIGNS[child.tag], marks))
        elif child.tag == f"{W}sym":
            made.pieces.append(Piece("\ufffc", marks))


def mark(element: Element) -> Mark:
    """Return the tracked change that an element stands for."""
    kind = MARKS[str(element.tag)]
    return Mark(kind, element.get(f"{W}author", ""), element.get(f"{W}date", ""))


def _marks_in(properties: Element) -> Iterator[Mark]:
    for child in properties:
        if child.tag in MARKS:
            yield mark(child)


def _merged(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].marks == piece.marks:
            found[-1] = replace(found[-1], text=found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
