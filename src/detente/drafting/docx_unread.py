"""What of a Word document is not in the text that was read: listed, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.drafting.docx_body import HOLDERS, MARKS, WRAPPERS
from detente.drafting.docx_changes import beginning, in_fallback, part_roots, text_in
from detente.drafting.docx_open import Opened, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXCERPT: Final = 80


@dataclass(frozen=True)
class Unread:
    """Something that was not read, or not read as what it is.

    Attributes
    ----------
    kind : str
        ``text-box``, ``field``, ``footnote``, ``endnote``, ``header``, ``footer``, ``equation``,
        ``object``, ``picture``, ``import``, ``table``, ``hidden``, ``symbol``, ``ruby``,
        ``link`` or ``unknown``.
    text : str
        How it begins, its field code, its target or its name; may be empty.
    paragraph : str
        How its paragraph begins.
    """

    kind: str
    text: str
    paragraph: str = ""


_KINDS: Final = {
    "txbxContent": "text-box",
    "fldSimple": "field",
    "instrText": "field",
    "delInstrText": "field",
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "oMath": "equation",
    "object": "object",
    "pic": "picture",
    "imagedata": "picture",
    "chart": "object",
    "relIds": "object",
    "altChunk": "import",
    "subDoc": "import",
    "tbl": "table",
    "vanish": "hidden",
    "webHidden": "hidden",
    "specVanish": "hidden",
    "sym": "symbol",
    "ruby": "ruby",
}
# What a run may hold that prints nothing, or is read, or is listed above.
_KNOWN: Final = {
    f"{W}{name}"
    for name in (
        "t", "delText", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "rPr", "fldChar",
        "instrText", "delInstrText", "footnoteReference", "endnoteReference", "footnoteRef",
        "endnoteRef", "commentReference", "annotationRef", "separator", "continuationSeparator",
        "lastRenderedPageBreak", "drawing", "pict", "object", "sym", "ruby",
    )
}  # fmt: skip


def unread(opened: Opened) -> list[Unread]:
    """Return what is not in the text that :func:`detente.drafting.docx_text.text_of` gives."""
    found: list[Unread] = []
    notes = _notes(opened)
    for root in part_roots(opened):
        part = str(root.tag).rpartition("}")[2]
        if part in ("hdr", "ftr"):
            said = " ".join(text_in(root).split())
            if said:
                found.append(Unread("header" if part == "hdr" else "footer", _excerpt(said)))
        if part != "document":
            continue
        for element in root.iter():
            if not in_fallback(element):
                found += _of_element(element, notes)
    for link in opened.outside:
        found.append(Unread("link", f"{link.kind}: {link.target}"))
    return found


def reached(element: Element) -> bool:
    """Return whether a piece of text is among those that are read as the body's paragraphs."""
    above = element.getparent()
    if above is None or above.tag != f"{W}r":
        return False
    inside = True
    for one in above.iterancestors():
        if inside:
            if one.tag == f"{W}p":
                inside = False
            elif one.tag not in WRAPPERS and one.tag not in MARKS:
                return False
        elif one.tag == f"{W}body":
            return True
        elif one.tag not in HOLDERS and one.tag not in MARKS and one.tag != f"{W}tr":
            return False
    return False


def _of_element(element: Element, notes: dict[tuple[str, str], str]) -> Iterator[Unread]:
    name = str(element.tag).rpartition("}")[2]
    kind = _KINDS.get(name)
    if kind is not None and not _switched_off(element):
        yield Unread(kind, _excerpt(_said(element, name, notes)), beginning(element))
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag == f"{W}r" and element.tag not in _KNOWN and not _choice(element):
        yield Unread("unknown", name, beginning(element))
    if element.tag in (f"{W}t", f"{W}delText") and not reached(element) and not _told(element):
        yield Unread("unknown", _excerpt(element.text or ""), beginning(element))


def _said(element: Element, name: str, notes: dict[tuple[str, str], str]) -> str:
    if name in ("instrText", "delInstrText"):
        return element.text or ""
    if name == "fldSimple":
        return element.get(f"{W}instr", "")
    if name in ("footnoteReference", "endnoteReference"):
        return notes.get((name.removesuffix("Reference"), element.get(f"{W}id", "")), "")
    if name == "oMath":
        return "".join(x.text or "" for x in element.iter() if str(x.tag).endswith("}t"))
    if name in ("vanish", "webHidden", "specVanish"):
        run = next((a for a in element.iterancestors() if a.tag == f"{W}r"), None)
        return text_in(run) if run is not None else ""
    if name == "sym":
        return f"{element.get(f'{W}font', '')} {element.get(f'{W}char', '')}".strip()
    return " ".join(text_in(element).split())


def _switched_off(element: Element) -> bool:
    return element.get(f"{W}val", "") in ("0", "false", "off") and element.tag != f"{W}sym"


def _choice(element: Element) -> bool:
    """Return whether it only offers several forms of what is listed inside it."""
    return str(element.tag).endswith("}AlternateContent")


def _told(element: Element) -> bool:
    """Return whether the text is inside something that is listed as a whole."""
    whole = ("txbxContent", "ruby", "oMath", "object")
    return any(str(a.tag).rpartition("}")[2] in whole for a in element.iterancestors())


def _notes(opened: Opened) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        for part in opened.related(f"{kind}s"):
            root = opened.xml(part)
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                found[kind, note.get(f"{W}id", "")] = " ".join(text_in(note).split())
    return found


def _excerpt(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= EXCERPT else said[: EXCERPT - 1] + "…"
