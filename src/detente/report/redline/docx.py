"""A redline as a Word document with real tracked changes.

Rejecting all changes in a word processor gives the old version, accepting all the new one:
the ends of paragraphs that came or went are tracked too.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from detente.drafting.compared import Compared, ComparedLine
from detente.drafting.docx_ids import NOT_TEXT, Record, RecordedLine, attach, bookmark_names
from detente.drafting.docx_open import W
from detente.drafting.redline import Run, RunKind
from detente.drafting.text import LineKind
from detente.report.docx_bytes import same_bytes
from detente.report.language import language
from detente.report.redline.told import report_language

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element as Element

STYLES: Final[dict[LineKind, str]] = {
    "title": "Title",
    "article": "Heading 1",
    "annex": "Heading 1",
    "part": "Heading 2",
    "item": "Detente Item",
}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# What XML cannot hold at all is shown as what it is: something that cannot be shown.
_UNSAID: Final = re.compile("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "dv"})
_TAGS: Final[dict[RunKind, str]] = {"inserted": f"{W}ins", "deleted": f"{W}del"}
APART: Final = datetime.timedelta(minutes=2)
_FONT, _KOREAN_FONT = "Calibri", "Malgun Gothic"


def to_docx(
    found: Compared,
    author: str,
    at: datetime.datetime,
    authors: Mapping[str, str] | None = None,
) -> bytes:
    """Return a redline as docx; equal redlines give equal bytes.

    Parameters
    ----------
    found : Compared
    author : str
        Of the changes.
    at : datetime
        Of the changes; shown in UTC.
    authors : dict of str to str, optional
        Authors of single lines, by id.
    """
    document = _empty(found)
    body = document.element.body
    writer = _Writer(found, author, at, authors or {})
    for line in writer.paragraphs():
        body.insert(len(body) - 1, line)
    # The last paragraph of a document cannot go, so the last one is none of the text.
    said = language(report_language(found.language))
    document.add_paragraph(
        _clean(said.text("redline.made", old=found.old, new=found.new)), NOT_TEXT[1]
    )
    attach(document, writer.record())
    properties = document.core_properties
    properties.title = _clean(found.title)[:255]
    properties.author = properties.last_modified_by = _clean(author)[:255]
    properties.comments = properties.keywords = ""
    properties.language = found.language
    stamp = at.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = stamp
    properties.revision = 1
    written = io.BytesIO()
    document.save(written)
    return same_bytes(written.getvalue())


class _Writer:
    """Writes the paragraphs of one redline, and remembers their names."""

    def __init__(
        self, found: Compared, author: str, at: datetime.datetime, authors: Mapping[str, str]
    ) -> None:
        self.found, self.author, self.authors = found, author, authors
        self.at = at.astimezone(datetime.UTC)
        self.date = ""
        self.count = 0
        self.names = bookmark_names(self._key(line) for line in found.lines)

    def record(self) -> Record:
        """Return what the document has to remember, of both versions."""
        lines = tuple(
            RecordedLine(self.names[self._key(x)], x.row.id, x.row.kind, x.row.number, x.row.place)
            for x in self.found.lines
        )
        return Record(self.found.language, self.found.parties, lines)

    def paragraphs(self) -> Iterator[Element]:
        """Yield the paragraphs, bookmarks and tracked changes in them."""
        ends: RunKind = "equal"
        apart = False
        for line in self.found.lines:
            whole = _whole(line)
            # LibreOffice joins a change at the end of a paragraph to the same change of the whole
            # next one, unless they are more than a minute apart, and then takes the end between
            # them for changed too: rejecting would run the paragraph on into the one after.
            apart = whole != "equal" and (apart or ends == whole)
            self.date = (self.at + apart * APART).strftime("%Y-%m-%dT%H:%M:%SZ")
            ends = "equal" if whole != "equal" else _last(line)
            made = self._paragraph(line)
            number = str(self._next())
            start = _make(f"{W}bookmarkStart", id=number, name=self.names[self._key(line)])
            made.insert(1, start)
            made.append(_make(f"{W}bookmarkEnd", id=number))
            yield made

    def _key(self, line: ComparedLine) -> str:
        """Return the id, told apart where the old line stands beside the new one."""
        gone = line.change.how in ("deleted", "moved-away")
        return f"{line.row.id}/old" if gone else line.row.id

    def _paragraph(self, line: ComparedLine) -> Element:
        author = self.authors.get(line.row.id, self.author)
        made = _make(f"{W}p")
        properties = _add(made, f"{W}pPr")
        if style := STYLES.get(line.row.kind):
            _add(properties, f"{W}pStyle", val=style.replace(" ", ""))
        if self.found.language.split("-")[0] in _RIGHT_TO_LEFT:
            _add(properties, f"{W}bidi")
        whole = _whole(line)
        if whole != "equal":
            self._tracked(_add(properties, f"{W}rPr"), _TAGS[whole], author)
        for run in _with_tab(line):
            parent = made
            if run.kind != "equal":
                parent = self._tracked(made, _TAGS[run.kind], author)
            self._run(parent, run)
        return made

    def _tracked(self, parent: Element, tag: str, author: str) -> Element:
        return _add(parent, tag, id=str(self._next()), author=_clean(author), date=self.date)

    def _run(self, parent: Element, run: Run) -> None:
        made = _add(parent, f"{W}r")
        if self.found.language.split("-")[0] in _RIGHT_TO_LEFT:
            _add(_add(made, f"{W}rPr"), f"{W}rtl")
        tag = f"{W}delText" if run.kind == "deleted" else f"{W}t"
        for piece in re.split(r"([\t\n])", _clean(run.text)):
            if piece in ("\t", "\n"):
                _add(made, f"{W}tab" if piece == "\t" else f"{W}br")
            elif piece:
                said = _add(made, tag)
                said.text = piece
                said.set(_SPACE, "preserve")

    def _next(self) -> int:
        self.count += 1
        return self.count


def _whole(line: ComparedLine) -> RunKind:
    """Return what happened to a line as a whole."""
    how = line.change.how
    if how in ("inserted", "moved-here"):
        return "inserted"
    return "deleted" if how in ("deleted", "moved-away") else "equal"


def _last(line: ComparedLine) -> RunKind:
    """Return what happened to the last words of a line."""
    runs = list(_with_tab(line))
    return runs[-1].kind if runs else "equal"


def _with_tab(line: ComparedLine) -> Iterator[Run]:
    """Yield label, tab and words; the tab comes and goes with the label."""
    change = line.change
    yield from change.label
    if change.label:
        kinds: set[RunKind] = {run.kind for run in change.label}
        if kinds == {"inserted", "deleted"}:
            kinds = {"equal"}
        kind: RunKind = "equal" if "equal" in kinds else next(iter(kinds))
        yield Run(kind, "\t")
    yield from change.words


def _make(tag: str, **attributes: str) -> Element:
    from lxml import etree

    return etree.Element(tag, {f"{W}{name}": value for name, value in attributes.items()})


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    made = _make(tag, **attributes)
    parent.append(made)
    return made


def _clean(text: str) -> str:
    return _UNSAID.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r", "\n")


def _empty(found: Compared) -> Document:
    """Return an empty document of A4 with the styles of a text."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    for name, above in (("Detente Item", "Normal"), (NOT_TEXT[1], "Normal")):
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles[above]
    document.styles["Detente Item"].paragraph_format.left_indent = Mm(10)
    document.styles[NOT_TEXT[1]].font.size = Pt(8)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = _FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _KOREAN_FONT)
    for extra in document.styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        extra.getparent().remove(extra)
    return document
