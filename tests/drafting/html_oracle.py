"""Read a redline's page as a browser would, with insertions or deletions left out."""

from __future__ import annotations

from html.parser import HTMLParser


def lines(page: str, accept: bool) -> list[str]:
    """Return the text of every line of a page, all changes accepted or rejected."""
    reader = _Reader(accept)
    reader.feed(page)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, accept: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.dropped = "del" if accept else "ins"
        self.gone = ("deleted", "moved-away") if accept else ("inserted", "moved-here")
        self.line: str | None = None
        self.tag, self.silent = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if "line" in classes:
            self.line, self.tag = "", tag
            self.silent = 1 if given["data-how"] in self.gone else 0
            self.whole = bool(self.silent)
        elif self.line is not None and (self.silent or tag == self.dropped or "said" in classes):
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        if self.line is None:
            return
        if tag == self.tag:
            if not self.whole:
                self.found.append(self.line)
            self.line = None
        elif self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if self.line is not None and not self.silent:
            self.line += data
