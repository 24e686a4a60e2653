"""A negotiating text as Markdown (CommonMark), with an anchor for every article and paragraph."""

from __future__ import annotations

import re
from typing import Final

from detente.drafting.text import Text
from detente.report.draft.view import Notes, Row, printed, rows
from detente.report.html import link_target

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|~])")
_AT_START: Final = re.compile(r"^(\s*)(#+|[+=-]|\d+[.)])(?=\s|$)")
_LEVELS: Final = {"title": "#", "article": "##", "annex": "##", "part": "###"}


def to_markdown(text: Text, notes: Notes | None = None) -> str:
    """Return a text as Markdown.

    Parameters
    ----------
    text : Text
    notes : dict of paragraph id to Annotations, optional
        Printed under their paragraph.
    """
    return "\n\n".join(_block(row) for row in rows(text, notes)) + "\n"


def _block(row: Row) -> str:
    # An anchor stands before it, so that nothing is at the start of a line.
    body = _inline(printed(row.pieces).replace("\n", " "))
    anchor = f'<a id="{row.id}"></a>'
    if row.kind in _LEVELS:
        label = f"{_inline(row.label)}. " if row.label else ""
        made = f"{_LEVELS[row.kind]} {anchor}{label}{body}"
    else:
        indent = "    " if row.kind == "item" else ""
        label = f"{_inline(row.label)} " if row.label else ""
        # A no-break space stands in for an indent, which Markdown would read as code.
        made = f"{anchor}{indent.replace(' ', chr(0xA0))}{label}{body}"
    for kept in row.keeps:
        made += f"\n\n> *{escaped(kept)}*"
    for note in row.notes:
        said = escaped(note.text)
        made += (
            f"\n\n> [{said}]({_address(note.link)})" if link_target(note.link) else f"\n\n> {said}"
        )
    return made


def escaped(text: str) -> str:
    """Return text that Markdown reads as itself, also at the start of a line."""
    said = _inline(text)
    return _AT_START.sub(lambda m: m[1] + (m[2][:-1] + "\\" + m[2][-1]), said)


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")


def _address(link: str) -> str:
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
