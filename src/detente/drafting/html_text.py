"""A text from a page that Détente wrote: every line of it carries its id, kind and number."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final, cast, get_args

from detente.drafting.assembly import ReadLine, assembled
from detente.drafting.docx_body import Printed
from detente.drafting.docx_text import language_of
from detente.drafting.labels import number_in
from detente.drafting.text import LineKind, Text

_KINDS: Final = get_args(LineKind)
_LINES: Final = ("h1", "h2", "h3", "p")


def from_html(source: str) -> Text | None:
    """Return the text of a page, or None where it is no page of a draft."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if not any(line.kind == "title" for line in reader.found):
        return None
    language = reader.language or language_of([Printed(x.words, "", ()) for x in reader.found])
    return assembled(reader.found, language)


class _Reader(HTMLParser):
    """Collects the lines inside ``main``; notes and reasons have no id and are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[ReadLine] = []
        self.language = ""
        self.inside = self.numbering = False
        self.at: tuple[str, str, LineKind] | None = None  # tag, id and kind of the open line
        self.number, self.words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the text, a line or its number begins."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "main":
            self.inside = True
        elif self.inside and tag in _LINES and given.get("id"):
            kind = "title" if tag == "h1" else given.get("class", "").partition(" ")[0]
            if kind in _KINDS:
                self.at = (tag, given["id"], cast(LineKind, kind))
                self.number, self.words = "", ""
        elif self.at is not None and given.get("class") == "number":
            self.numbering = True

    def handle_endtag(self, tag: str) -> None:
        """Take the line that ends."""
        if tag == "main":
            self.inside = False
        elif tag == "span":
            self.numbering = False
        elif self.at is not None and tag == self.at[0]:
            _, name, kind = self.at
            words = self.words.removeprefix(" ") if self.number else self.words
            closing = name.startswith("closing/")
            self.found.append(ReadLine(kind, number_in(self.number), words, name, closing))
            self.at = None

    def handle_data(self, data: str) -> None:
        """Add to the number or the words of the open line."""
        if self.at is None:
            return
        if self.numbering:
            self.number += data
        else:
            self.words += data
