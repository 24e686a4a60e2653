"""Every tracked change and comment of a Word document, with its author and date.

References
----------
ECMA-376-1 (2016). Office Open XML File Formats, 17.13.4 (comments) and 17.13.5 (revisions).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from detente.drafting.docx_body import MARKS
from detente.drafting.docx_open import Opened, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ChangeKind = Literal[
    "inserted", "deleted", "moved-here", "moved-away",
    "paragraph-inserted", "paragraph-deleted", "row-inserted", "row-deleted",
    "cell-inserted", "cell-deleted", "cells-merged", "formatting",
]  # fmt: skip


@dataclass(frozen=True)
class TrackedChange:
    """One tracked change.

    Attributes
    ----------
    kind : str
    author, date : str
        As the document has them; empty where it has none.
    text : str
        What was inserted or deleted, or what a change of formatting is of.
    part : str
        ``text``, ``header``, ``footer``, ``footnote``, ``endnote`` or ``text-box``.
    paragraph : str
        How the paragraph begins, all changes seen.
    detail : str
        Of a change of formatting: what kind of properties; else empty.
    """

    kind: ChangeKind
    author: str
    date: str
    text: str
    part: str
    paragraph: str
    detail: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment: who said what, when, and about which words."""

    author: str
    date: str
    text: str
    about: str
    paragraph: str


_FORMATTING: Final = {
    f"{W}rPrChange": "characters",
    f"{W}pPrChange": "paragraph",
    f"{W}sectPrChange": "page",
    f"{W}tblPrChange": "table",
    f"{W}tblPrExChange": "table",
    f"{W}tblGridChange": "table",
    f"{W}trPrChange": "row",
    f"{W}tcPrChange": "cell",
    f"{W}numberingChange": "numbering",
}
_CELLS: Final[dict[str, ChangeKind]] = {
    f"{W}cellIns": "cell-inserted",
    f"{W}cellDel": "cell-deleted",
    f"{W}cellMerge": "cells-merged",
}
_PARTS: Final = {
    "hdr": "header",
    "ftr": "footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "document": "text",
}
# Between two pieces of one change nothing of the text may stand.
_NOTHING: Final = {
    f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr", f"{W}commentRangeStart",
    f"{W}commentRangeEnd", f"{W}moveFromRangeStart", f"{W}moveFromRangeEnd",
    f"{W}moveToRangeStart", f"{W}moveToRangeEnd",
}  # fmt: skip
BEGINNING: Final = 60


def tracked_changes(opened: Opened) -> list[TrackedChange]:
    """Return every tracked change of the text, its notes, headers, footers and text boxes."""
    found: list[TrackedChange] = []
    for root in part_roots(opened):
        found += _of_part(root)
    return found


def comments(opened: Opened) -> list[Comment]:
    """Return every comment, in the order in which the document keeps them."""
    about: dict[str, tuple[str, str]] = {}
    for root in part_roots(opened):
        about |= _anchors(root)
    found = []
    for part in opened.related("comments"):
        told = opened.xml(part)
        for one in told.iter(f"{W}comment") if told is not None else ():
            words, paragraph = about.get(one.get(f"{W}id", ""), ("", ""))
            said = "\n".join(text_in(p) for p in one.iter(f"{W}p"))
            author, date = one.get(f"{W}author", ""), one.get(f"{W}date", "")
            found.append(Comment(author, date, said, words, paragraph))
    return found


def part_roots(opened: Opened) -> list[Element]:
    """Return the parts that hold text: the document itself, headers, footers and notes."""
    names = [opened.main]
    for kind in ("header", "footer", "footnotes", "endnotes"):
        names += [n for n in opened.related(kind) if n not in names]
    return [root for name in names if (root := opened.xml(name)) is not None]


def part_name(element: Element) -> str:
    """Return where an element stands: ``text``, ``header``, ``text-box`` ..."""
    if any(a.tag == f"{W}txbxContent" for a in element.iterancestors()):
        return "text-box"
    root = element.getroottree().getroot()
    return _PARTS.get(str(root.tag).rpartition("}")[2], "text")


def beginning(element: Element) -> str:
    """Return how the paragraph of an element begins, with deleted and inserted words."""
    paragraph = element
    while paragraph.tag != f"{W}p":
        above = paragraph.getparent()
        if above is None:
            return ""
        paragraph = above
    said = ""
    for piece in _pieces(paragraph):
        said += piece
        if len(said) > 3 * BEGINNING:  # long enough, whatever spaces are in it
            break
    said = " ".join(said.split())
    return said if len(said) <= BEGINNING else said[: BEGINNING - 1] + "…"


def text_in(element: Element) -> str:
    """Return the words inside an element, deleted and inserted ones alike."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for one in element.iter():
        if one.tag in (f"{W}t", f"{W}delText") and not in_fallback(one):
            yield one.text or ""
        elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            above = one.getparent()
            if above is not None and above.tag == f"{W}r":
                yield "\t" if one.tag == f"{W}tab" else "\n"


def in_fallback(element: Element) -> bool:
    """Return whether an element is the second form of what stands there in a first form."""
    return any(str(a.tag).endswith("}Fallback") for a in element.iterancestors())


def _of_part(root: Element) -> Iterator[TrackedChange]:
    last: tuple[Element, TrackedChange] | None = None
    for element in root.iter():
        made = _change(element)
        if made is None or in_fallback(element):
            continue
        if last is not None and _continues(last[0], element, last[1], made):
            one = last[1]
            last = (
                element,
                TrackedChange(
                    one.kind, one.author, one.date, one.text + made.text, one.part, one.paragraph
                ),
            )
            continue
        if last is not None:
            yield last[1]
        last = (element, made)
    if last is not None:
        yield last[1]


def _change(element: Element) -> TrackedChange | None:
    tag = str(element.tag)
    author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
    where = (part_name(element), beginning(element)) if tag in _ALL else ("", "")
    parent = element.getparent()
    if tag in MARKS and parent is not None:
        kind: ChangeKind
        above = parent.getparent()
        comes = MARKS[tag] in ("inserted", "moved-here")
        if parent.tag == f"{W}rPr" and above is not None and above.tag == f"{W}pPr":
            kind = "paragraph-inserted" if comes else "paragraph-deleted"
            return TrackedChange(kind, author, date, "", *where)
        if parent.tag == f"{W}trPr":
            kind = "row-inserted" if comes else "row-deleted"
            row = above if above is not None else element
            text = " | ".join(text_in(cell) for cell in row.iter(f"{W}tc"))
            return TrackedChange(kind, author, date, text, *where)
        if tag == f"{W}ins" and parent.tag == f"{W}numPr":
            return TrackedChange("formatting", author, date, where[1], *where, "numbering")
        kind = MARKS[tag]  # type: ignore[assignment]  # the four kinds of marks are among ours
        text = text_in(element)
        if not text:
            text = _what(element)
        return TrackedChange(kind, author, date, text, *where)
    if tag in _CELLS:
        cell = parent.getparent() if parent is not None else None
        text = text_in(cell) if cell is not None else ""
        return TrackedChange(_CELLS[tag], author, date, text, *where)
    if tag in _FORMATTING:
        return TrackedChange(
            "formatting", author, date, _formatted(element), *where, _FORMATTING[tag]
        )
    return None


_ALL: Final = {*MARKS, *_CELLS, *_FORMATTING}


def _what(element: Element) -> str:
    """Return what a change without words is of: a picture, a field, a note."""
    for one in element.iter():
        name = str(one.tag).rpartition("}")[2]
        if name in ("drawing", "pict", "object", "oMath", "fldChar", "instrText", "sym",
                    "footnoteReference", "endnoteReference", "commentReference"):  # fmt: skip
            return f"({name})"
    return ""


def _formatted(element: Element) -> str:
    """Return the words whose formatting changed: of the run, else of the paragraph."""
    for above in element.iterancestors():
        if above.tag == f"{W}r":
            return text_in(above)
        if above.tag in (f"{W}p", f"{W}tc", f"{W}tr"):
            return text_in(above)
    return ""


def _continues(before: Element, element: Element, one: TrackedChange, made: TrackedChange) -> bool:
    plain = ("inserted", "deleted", "moved-here", "moved-away")
    if one.kind != made.kind or one.kind not in plain:
        return False
    if (one.author, one.date) != (made.author, made.date):
        return False
    at = element.getprevious()
    while at is not None and at.tag in _NOTHING:
        at = at.getprevious()
    return at is before


def _anchors(root: Element) -> dict[str, tuple[str, str]]:
    """Return by number of a comment the words it is about, and their paragraph."""
    open_ones: dict[str, list[str]] = {}
    found: dict[str, tuple[str, str]] = {}
    for element in root.iter():
        name = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_ones[name] = []
            found[name] = ("", beginning(element))
        elif element.tag == f"{W}commentRangeEnd" and name in open_ones:
            found[name] = ("".join(open_ones.pop(name)), found[name][1])
        elif element.tag == f"{W}commentReference" and name not in found:
            found[name] = ("", beginning(element))
        elif element.tag in (f"{W}t", f"{W}delText"):
            for held in open_ones.values():
                held.append(element.text or "")
    return found
