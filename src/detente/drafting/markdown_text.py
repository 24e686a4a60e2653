"""A text from Markdown: ours, with its anchors, or anybody's, by headings and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.drafting.assembly import ReadLine, assembled
from detente.drafting.docx_body import Printed
from detente.drafting.docx_text import language_of, unmarked
from detente.drafting.labels import heading, numbered
from detente.drafting.text import Text

_HEAD: Final = re.compile(r"(?P<level>#{1,6})\s+(?P<said>\S.*)")
_ANCHOR: Final = re.compile(r"<a\s+id=\"(?P<id>[^\"]*)\"\s*>\s*</a>")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET: Final = re.compile(r"[-*+]\s+")
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\N{NO-BREAK SPACE}"}


def from_markdown(source: str) -> tuple[Text, bool]:
    """Return the text of a Markdown file, and whether its ids were kept in it.

    Parameters
    ----------
    source : str
        Headings are articles (``# `` the title), other blocks paragraphs; quoted blocks and
        tables are notes and left out.
    """
    blocks = list(_blocks(source))
    language = language_of([Printed(b, "", ()) for b in blocks])
    lines = list(_lines(blocks))
    return assembled(lines, language), any(line.id for line in lines)


def _blocks(source: str) -> Iterator[str]:
    held: list[str] = []
    for line in [*source.replace("\r\n", "\n").removeprefix("\ufeff").split("\n"), ""]:
        starts = bool(_HEAD.match(line)) or bool(_BULLET.match(line.lstrip(" ")))
        if held and (not line.strip() or starts):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.strip(" \t"))
            if _HEAD.match(line):
                yield " ".join(held)
                held = []


def _lines(blocks: list[str]) -> Iterator[ReadLine]:
    titled = begun = closing = False
    for block in blocks:
        if block.startswith((">", "|", "<!--")):
            continue
        head = _HEAD.match(block)
        said = _unclosed(head["said"]) if head else _BULLET.sub("", block, count=1)
        anchor = _ANCHOR.search(said)
        name = anchor["id"] if anchor else ""
        said = _shown(_ANCHOR.sub("", said, count=1)).strip()
        if head and not titled and len(head["level"]) == 1:
            titled = True
            yield ReadLine("title", "", said, name)
        elif head:
            begun, closing = True, False
            found = heading(said)
            number = numbered(said)
            if found:
                yield ReadLine(*found, name)
            elif number:
                yield ReadLine("article", number[1], number[2], name)
            else:
                yield ReadLine("article", "", said, name)
        else:
            line = unmarked(said, begun, closing)
            closing = line.closing or name.startswith("closing/")
            yield ReadLine(line.kind, line.number, line.words, name, closing)


def _unclosed(said: str) -> str:
    """Return a heading without the signs that may close it."""
    bare = said.rstrip()
    opened = bare.rstrip("#")
    return opened.rstrip() if opened != bare and opened.endswith((" ", "\t")) else bare


def _shown(said: str) -> str:
    for entity, character in _ENTITIES.items():
        said = said.replace(entity, character)
    return _ESCAPED.sub(r"\1", said)
