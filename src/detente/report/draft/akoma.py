"""A negotiating text as Akoma Ntoso 3.0.

References
----------
OASIS (2018). Akoma Ntoso Version 1.0, Part 2: Specifications (namespace of version 3.0).
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, Final, Literal

from detente.drafting.labels import label
from detente.drafting.text import Annex, Article, Paragraph, Text
from detente.report.draft.view import Notes, Open, Row, Shown, rows
from detente.report.html import link_target

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_PREFIXES: Final[Any] = {None: NAMESPACE}  # the stubs do not know of a default namespace
_SOURCE: Final = "#detente"
UNDATED: Final = "1970-01-01"
"""The schema asks for full dates; the name of the date says that there is none."""

# Three-letter codes, as the schema's examples use them; other codes go in as they are.
_THREE: Final = {"en": "eng", "ko": "kor", "ar": "ara", "ru": "rus", "fr": "fra", "es": "spa",
                 "zh": "zho", "uk": "ukr"}  # fmt: skip
_UNSAID: Final = re.compile(r"[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def to_akoma(text: Text, notes: Notes | None = None, work: str = "draft") -> bytes:
    """Return a text as Akoma Ntoso, valid against the schema of OASIS.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Written as notes of the document's metadata, each naming its paragraph.
    work : str
        Name of the work in its addresses.

    Returns
    -------
    bytes
        UTF-8; identifiers are those of the text, with ``__`` for the slash.
    """
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap=_PREFIXES)
    doc = _add(root, "doc", name="agreement", contains="singleVersion")
    _meta(doc, text, notes or {}, work)
    preface = _add(doc, "preface")
    _add(_add(preface, "longTitle"), "p", text.title)
    shown = {row.id: row for row in rows(text)}
    if text.preamble:
        recitals = _add(_add(doc, "preamble"), "recitals", eId="recitals")
        for paragraph in text.preamble:
            recital = _add(recitals, "recital", eId=identifier(paragraph.id))
            _labelled(_add(recital, "p"), shown[paragraph.id])
    body = _add(doc, "mainBody")
    for article in text.articles:
        _article(body, "article", article, shown, text.language)
    if not text.articles:
        _add(body, "p")
    if text.closing:
        _closing(_add(doc, "conclusions"), text, shown)
    if text.annexes:
        attachments = _add(doc, "attachments")
        for annex in text.annexes:
            _annex(attachments, annex, text, shown, work)
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=False
    )
    return written


def identifier(name: str) -> str:
    """Return an identifier of the text as Akoma Ntoso writes it."""
    return re.sub(r"[^\w.-]", "_", name.replace("/", "__"))


def _add(parent: Element, tag: str, said: str | None = None, **attributes: str) -> Element:
    from lxml import etree

    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    if said is not None:
        made.text = _clean(said)
    return made


def _clean(said: str) -> str:
    return _UNSAID.sub("\N{REPLACEMENT CHARACTER}", said)


def _meta(doc: Element, text: Text, notes: Notes, work: str, part: str = "main") -> None:
    meta = _add(doc, "meta")
    found = _add(meta, "identification", source=_SOURCE)
    day = (text.date or datetime.date.fromisoformat(UNDATED)).isoformat()
    dated = "draft" if text.date else "undated"
    code = _THREE.get(text.language.split("-")[0], text.language)
    home = f"/akn/un/doc/{day}/{identifier(work)}"
    version = f"{home}/{code}@{identifier(text.version)}" if text.version else f"{home}/{code}@"
    for level, uri in (
        ("FRBRWork", home),
        ("FRBRExpression", version),
        ("FRBRManifestation", f"{version}.xml"),
    ):
        one = _add(found, level)
        _add(one, "FRBRthis", value=f"{uri}/!{part}")
        _add(one, "FRBRuri", value=uri)
        _add(one, "FRBRdate", date=day, name=dated)
        for slug, _ in text.parties or (("detente", ""),):
            _add(one, "FRBRauthor", href=f"#{identifier(slug)}")
        if level == "FRBRWork":
            # Between states there is no country; "un" is the code that stands for none of them.
            _add(one, "FRBRcountry", value="un")
        if level == "FRBRExpression":
            _add(one, "FRBRlanguage", language=code)
    references = _add(meta, "references", source=_SOURCE)
    _add(references, "TLCOrganization", eId="detente", href="/ontology/organization/detente",
         showAs="Détente")  # fmt: skip
    for slug, name in text.parties:
        href = f"/ontology/organization/{identifier(slug)}"
        _add(references, "TLCOrganization", eId=identifier(slug), href=href, showAs=_clean(name))
    if part == "main" and any(notes.values()):
        _notes(meta, notes)


def _notes(meta: Element, notes: Notes) -> None:
    listed = _add(meta, "notes", source=_SOURCE)
    for name, told in notes.items():
        for number, one in enumerate(told, 1):
            note = _add(listed, "note", eId=f"note__{identifier(name)}__{number}")
            where = _add(note, "p")
            _add(where, "ref", name, href=f"#{identifier(name)}").tail = " "
            if link_target(one.link):
                href = f"#{identifier(one.link[1:])}" if one.link.startswith("#") else one.link
                _add(where, "ref", one.text, href=href)
            else:
                _add(where, "span", one.text)


def _article(
    parent: Element,
    tag: Literal["article", "part"],
    article: Article,
    shown: dict[str, Row],
    language: str,
) -> None:
    made = _add(parent, tag, eId=identifier(article.id))
    if article.number:
        _add(made, "num", label(tag, article.number, language))
    if article.heading:
        _add(made, "heading", article.heading)
    above: Element | None = None
    for paragraph in article.paragraphs:
        if paragraph.kind == "item" and above is not None:
            above = _item(above, paragraph, shown)
        else:
            above = _paragraph(made, paragraph, shown)
    if not article.paragraphs:
        _add(_add(made, "content"), "p")


def _paragraph(parent: Element, paragraph: Paragraph, shown: dict[str, Row]) -> Element:
    made = _add(parent, "paragraph", eId=identifier(paragraph.id))
    if paragraph.number:
        _add(made, "num", shown[paragraph.id].label)
    _content(_add(_add(made, "content"), "p"), shown[paragraph.id].pieces)
    return made


def _item(above: Element, paragraph: Paragraph, shown: dict[str, Row]) -> Element:
    """Add an item below a paragraph, whose own words become the list's introduction."""
    content = above.find(f"{{{NAMESPACE}}}content")
    if content is not None:
        content.tag = f"{{{NAMESPACE}}}intro"
    point = _add(above, "point", eId=identifier(paragraph.id))
    if paragraph.number:
        _add(point, "num", shown[paragraph.id].label)
    _content(_add(_add(point, "content"), "p"), shown[paragraph.id].pieces)
    return above


def _closing(parent: Element, text: Text, shown: dict[str, Row]) -> None:
    for paragraph in text.closing:
        line = _add(parent, "p", eId=identifier(paragraph.id))
        if paragraph.kind == "signature":
            _labelled(_add(line, "signature"), shown[paragraph.id])
        else:
            _labelled(line, shown[paragraph.id])


def _annex(parent: Element, annex: Annex, text: Text, shown: dict[str, Row], work: str) -> None:
    held = _add(parent, "attachment", eId=f"att__{identifier(annex.id)}")
    if annex.number:
        _add(held, "num", label("annex", annex.number, text.language))
    _add(held, "heading", annex.heading)
    doc = _add(held, "doc", name="annex", contains="singleVersion")
    _meta(doc, text, {}, work, identifier(annex.id))
    body = _add(doc, "mainBody")
    for article in annex.articles:
        _article(body, "part", article, shown, text.language)
    if not annex.articles:
        _add(body, "p")


def _labelled(parent: Element, row: Row) -> None:
    """Say a row where the schema has no place for a number of its own."""
    _content(parent, (f"{row.label} ", *row.pieces) if row.label else row.pieces)


def _content(parent: Element, pieces: tuple[Shown, ...]) -> None:
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, Open):
            last = _bracket(parent, last, piece)
        elif last is None:
            parent.text = (parent.text or "") + _clean(piece)
        else:
            last.tail = (last.tail or "") + _clean(piece)


def _bracket(parent: Element, last: Element | None, bracket: Open) -> Element:
    for number, (said, by) in enumerate(zip(bracket.printed(), bracket.by, strict=True)):
        if number and last is not None:
            last.tail = " "
        more = {"refersTo": f"#{identifier(by)}"} if by else {}
        last = _add(parent, "inline", said, name=f"alternative-{bracket.status}", **more)
    assert last is not None, "a bracket has an alternative"
    return last
