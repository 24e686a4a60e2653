"""How a Word document remembers which of its paragraphs is which line of a text.

The convention, for everything that writes or reads a negotiating text as docx:

* One line of :func:`detente.drafting.text.lines` is one paragraph of the body, in that order.
* A line with a number is its label (``Article 3``, ``3.2``), one tab and its words, as literal
  text: automatic numbering would renumber silently.  A line without one is its words alone.
* Its content is printed as :func:`detente.drafting.text.plain` does, with the parties' names;
  formatting is free.
* A bookmark encloses what the paragraph holds.  Its name is ``dtn_`` and the id, characters that
  are no letter or digit as ``_``; at most 40 characters, which is all that Word keeps
  (:func:`bookmark_names`).
* A custom XML part (:data:`NAMESPACE`) has the id, kind, number and place of each bookmark, the
  language, version and parties (:func:`record`, :func:`attach`).  It holds no words and no
  origins: a document goes to others, and what was deleted from it must be gone.
* Paragraphs that are no line of the text (a head, a note, a table of contents) have a style of
  :data:`NOT_TEXT` and no bookmark.  Any other paragraph without a bookmark was added by others.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast, get_args

from detente.drafting.text import LineKind, Text, lines

if TYPE_CHECKING:
    from docx.document import Document

PREFIX: Final = "dtn_"
LONGEST: Final = 40
NAMESPACE: Final = "urn:detente:text:1"
NOT_TEXT: Final = ("Detente Head", "Detente Note")
"""Names of styles of paragraphs that are no line of the text."""

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_KINDS: Final = get_args(LineKind)


@dataclass(frozen=True)
class RecordedLine:
    """What a document remembers of one line.

    Attributes
    ----------
    bookmark, id : str
    kind : str
        Of :class:`detente.drafting.text.Line`.
    number : str
        As it was written out.
    place : str
        ``preamble``, ``closing``, or the id of the article or annex it stands in; empty for
        headings and the title.
    """

    bookmark: str
    id: str
    kind: LineKind
    number: str = ""
    place: str = ""


@dataclass(frozen=True)
class Record:
    """What a document remembers of its text; never a word of it."""

    language: str
    parties: tuple[tuple[str, str], ...]
    lines: tuple[RecordedLine, ...]
    version: str = ""
    date: datetime.date | None = None


def bookmark_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the name of the bookmark of each id, in their order; no two are alike.

    Word does not tell small letters from capitals in names, and keeps 40 characters.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for ident in ids:
        name = PREFIX + re.sub(r"\W", "_", ident)
        if len(name) > LONGEST or name.lower() in taken:
            name = f"{name[: LONGEST - 9]}_{hashlib.sha256(ident.encode()).hexdigest()[:8]}"
        found[ident] = name
        taken.add(name.lower())
    return found


def places(text: Text) -> dict[str, str]:
    """Return by id where each line stands: ``preamble``, ``closing`` or what it is part of."""
    found = {p.id: "preamble" for p in text.preamble} | {p.id: "closing" for p in text.closing}
    for article in text.articles:
        found |= {p.id: article.id for p in article.paragraphs}
    for annex in text.annexes:
        for article in annex.articles:
            found |= {article.id: annex.id} | {p.id: article.id for p in article.paragraphs}
    return found


def record(text: Text) -> Record:
    """Return what a document of this text has to remember."""
    where = places(text)
    printed = list(lines(text))
    names = bookmark_names(line.id for line in printed)
    return Record(
        text.language,
        text.parties,
        tuple(
            RecordedLine(names[x.id], x.id, x.kind, x.number, where.get(x.id, "")) for x in printed
        ),
        text.version,
        text.date,
    )


def to_xml(known: Record) -> bytes:
    """Return a record as the custom XML part."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}text", nsmap={"d": NAMESPACE})
    root.set("language", known.language)
    root.set("version", known.version)
    root.set("date", known.date.isoformat() if known.date else "")
    for slug, name in known.parties:
        etree.SubElement(root, f"{{{NAMESPACE}}}party", slug=slug, name=name)
    for line in known.lines:
        one = etree.SubElement(root, f"{{{NAMESPACE}}}line", bookmark=line.bookmark, id=line.id)
        one.set("kind", line.kind)
        one.set("number", line.number)
        one.set("in", line.place)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def from_xml(content: bytes) -> Record | None:
    """Return the record of a custom XML part, or None where it is something else or damaged.

    Parameters
    ----------
    content : bytes
        Of a document opened safely (:mod:`detente.drafting.docx_open`).
    """
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, safe)
        if root.tag != f"{{{NAMESPACE}}}text":
            return None
        date = root.get("date", "")
        return Record(
            root.get("language", "en"),
            tuple((str(p.attrib["slug"]), str(p.attrib["name"])) for p in root.iter("{*}party")),
            tuple(
                RecordedLine(
                    str(x.attrib["bookmark"]),
                    str(x.attrib["id"]),
                    _kind(str(x.attrib["kind"])),
                    x.get("number", ""),
                    x.get("in", ""),
                )
                for x in root.iter("{*}line")
            ),
            root.get("version", ""),
            datetime.date.fromisoformat(date) if date else None,
        )
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return None


def attach(document: Document, known: Record) -> None:
    """Add the custom XML part to a document of python-docx."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = to_xml(known)
    # Word drops a part of the store that has no identity; the same text has the same one.
    digest = hashlib.sha256(content).hexdigest()
    shape = (8, 12, 16, 20, 32)
    ident = "-".join(digest[a:b] for a, b in zip((0, *shape), shape, strict=False)).upper()
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
        f'ds:itemID="{{{ident}}}" xmlns:ds="{_STORE}"><ds:schemaRefs><ds:schemaRef '
        f'ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    package = document.part.package
    taken = {str(p.partname) for p in package.iter_parts()}
    n = next(k for k in range(1, len(taken) + 2) if f"/customXml/item{k}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{n}.xml"), "application/xml", content, package)
    about = Part(PackURI(f"/customXml/itemProps{n}.xml"), _PROPERTIES, properties, package)
    item.relate_to(about, f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(item, f"{_RELATIONS}/customXml")


def _kind(word: str) -> LineKind:
    if word not in _KINDS:
        raise ValueError(word)
    return cast(LineKind, word)
