"""A text from a Word document: ours, with its ids, or anybody's, by headings and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.drafting.assembly import ReadLine, assembled
from detente.drafting.docx_body import DocxParagraph, Printed, body_paragraphs, printed
from detente.drafting.docx_ids import NOT_TEXT, Record, RecordedLine, from_xml
from detente.drafting.docx_numbering import numbered_lines
from detente.drafting.docx_open import Opened, W
from detente.drafting.labels import heading, number_in, numbered
from detente.drafting.text import LineKind, Text

# How the last lines of a treaty begin, before the signatures.
_CLOSING: Final = re.compile(
    r"(?:in witness whereof|done (?:at|in)\b|en foi de quoi|fait à|이상의 증거로|"
    r"в удостоверение|совершено в|وإثباتا|حرر في)",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(
    r"(?:for (?:the )?\S.{0,80}:?\s*$|.{0,60}[을를] 위하여|за .{1,60}:?$)", re.IGNORECASE
)
_HEADING: Final = re.compile(
    r"(?:heading|overskrift|titre|제목|überschrift|заголовок)\s*(\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class Body:
    """What stands in the body of a document.

    Attributes
    ----------
    paragraphs : tuple of DocxParagraph
    record : Record or None
        What a document of ours remembers.
    """

    paragraphs: tuple[DocxParagraph, ...]
    record: Record | None


def body_of(opened: Opened) -> Body:
    """Return the paragraphs of a document, and what it remembers of a text of ours."""
    root = opened.xml(opened.main)
    assert root is not None, "the main part was found when the document was opened"
    known = (from_xml(opened.parts[n]) for n in opened.related("customXml") if n in opened.parts)
    found = tuple(body_paragraphs(root, _styles(opened)))
    numbered_lines(found, opened)
    return Body(found, next((r for r in known if r is not None), None))


def text_of(body: Body, after: bool = True) -> Text:
    """Return the text of a document with all tracked changes accepted, or rejected.

    Parameters
    ----------
    body : Body
    after : bool
        Whether changes are accepted.
    """
    shown = printed(body.paragraphs, after)
    if body.record is not None:
        known = body.record
        lines = list(_recorded(shown, known))
        return assembled(lines, known.language, known.parties, known.date, known.version)
    return assembled(list(_foreign(shown)), language_of(shown))


def ids_kept(body: Body) -> bool:
    """Return whether the ids of the document are those of the text it was made from."""
    return body.record is not None


def language_of(shown: Sequence[Printed]) -> str:
    """Return the language of the script of most letters: ``ko``, ``ar``, ``ru``, ``zh``, ``en``."""
    said = "".join(p.text for p in shown)
    counts = {
        "ko": len(re.findall(r"[\uac00-\ud7a3]", said)),
        "ar": len(re.findall(r"[\u0600-\u06ff]", said)),
        "ru": len(re.findall(r"[\u0400-\u04ff]", said)),
        "zh": len(re.findall(r"[\u4e00-\u9fff]", said)),
        "en": len(re.findall(r"[A-Za-z]", said)),
    }
    return max(counts, key=lambda code: counts[code]) if any(counts.values()) else "en"


def _styles(opened: Opened) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in opened.related("styles"):
        root = opened.xml(part)
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.find(f"{W}name")
            if name is not None:
                found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _recorded(shown: Sequence[Printed], known: Record) -> Iterator[ReadLine]:
    by_name: dict[str, list[RecordedLine]] = {}
    for one in known.lines:
        by_name.setdefault(one.bookmark.lower(), []).append(one)
    closing = False
    for paragraph in shown:
        named = (x for b in paragraph.bookmarks if (x := by_name.get(b.lower())))
        line = next((x.pop(0) for x in named), None)
        if line is None:
            if paragraph.style.lower() in _NOT_TEXT or not paragraph.text:
                continue
            yield _added(paragraph, closing)
            continue
        closing = line.place == "closing"
        yield _as_recorded(paragraph.text, line)


_NOT_TEXT: Final = {name.lower() for name in NOT_TEXT}


def _as_recorded(text: str, line: RecordedLine) -> ReadLine:
    number, words = "", text
    label, tab, rest = text.partition("\t")
    if tab and (line.number or len(label) <= 24):
        number, words = number_in(label), rest
        if not number:
            words = text
    return ReadLine(line.kind, number, words, line.id, line.place == "closing")


def _added(paragraph: Printed, closing: bool) -> ReadLine:
    """Return a line that others added: of the kind its words say."""
    said = paragraph.text.replace("\t", " ", 1)
    if (found := heading(said)) or (found := numbered(said)):
        kind, number, words = found
    else:
        kind, number, words = "paragraph", "", paragraph.text
    return ReadLine(kind, number, words, "", closing and kind == "paragraph")


def _foreign(shown: Sequence[Printed]) -> Iterator[ReadLine]:
    titled = any(p.style.lower() in ("title", "제목") for p in shown)
    begun = closing = False
    for at, paragraph in enumerate(p for p in shown if p.text.strip()):
        said = paragraph.text.strip()
        if paragraph.style.lower() in ("title", "제목") or (
            not titled and at == 0 and not heading(said)
        ):
            yield ReadLine("title", "", said)
            continue
        level = _level(paragraph)
        found = heading(said) if level is not None or len(said) < 200 else None
        if found is not None:
            begun, closing = True, False
            yield ReadLine(found[0], found[1], found[2])
        elif level is not None:
            begun, closing = True, False
            kind: LineKind = "article" if level <= 1 else "part"
            told = numbered(said)
            # A heading below the articles is a paragraph of its own to the text.
            if level > 1 and begun:
                yield ReadLine("paragraph", told[1] if told else "", told[2] if told else said)
            else:
                yield ReadLine(kind, told[1] if told else "", told[2] if told else said)
        else:
            closing = closing or (begun and bool(_CLOSING.match(said)))
            yield unmarked(said, begun, closing)


def unmarked(said: str, begun: bool, closing: bool) -> ReadLine:
    """Return a line that nothing marks, of the kind its words and its place say."""
    closing = closing or (begun and bool(_CLOSING.match(said)))
    if closing:
        signed = bool(_SIGNATURE.match(said)) and not _CLOSING.match(said)
        return ReadLine("signature" if signed else "paragraph", "", said, "", True)
    found = numbered(said)
    if found is not None:
        return ReadLine(*found)
    return ReadLine("paragraph" if begun else "recital", "", said)


def _level(paragraph: Printed) -> int | None:
    match = _HEADING.match(paragraph.style)
    if match is not None:
        return int(match[1]) - 1
    return paragraph.outline if paragraph.outline is not None and paragraph.outline < 9 else None
