"""A negotiating text from a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from detente.drafting.assembly import rows
from detente.drafting.docx_open import FORM, open_docx
from detente.drafting.docx_text import body_of, ids_kept, text_of
from detente.drafting.html_text import from_html
from detente.drafting.markdown_text import from_markdown
from detente.drafting.text import Text
from detente.errors import InputError, Place, Problem

LARGEST: Final = 5_000_000
"""Bytes of a Markdown file or a page."""
MARKDOWN: Final = (".md", ".markdown", ".txt")
PAGES: Final = (".html", ".htm")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""What no text has and no document may hold; a form feed ends a page, as a line's end would."""


@dataclass(frozen=True)
class Source:
    """A version as it was read.

    Attributes
    ----------
    text : Text
    ids : bool
        Whether its ids are those of the text it was made from, or were counted off.
    name : str
        What the version is called in a redline.
    """

    text: Text
    ids: bool
    name: str


def read_text(path: Path, after: bool = True) -> Source:
    """Return the text of a Word document, a Markdown file or the page of a draft.

    Parameters
    ----------
    path : Path
    after : bool
        Whether tracked changes of a Word document are taken as accepted, or as rejected.

    Raises
    ------
    InputError
        When it cannot be read, or holds no text.
    """
    if path.suffix.lower() in MARKDOWN:
        text, ids = from_markdown(_characters(path))
    elif path.suffix.lower() in PAGES:
        page = from_html(_characters(path))
        if page is None:
            raise _error(
                path,
                f"'{path.name}' is no page of a draft that Détente wrote",
                "give the page treaty.html of a draft, or a .docx or .md file",
            )
        text, ids = page, True
    elif path.suffix.lower() == FORM.suffix or path.suffix.lower() in FORM.others:
        body = body_of(open_docx(path))
        text, ids = text_of(body, after), ids_kept(body)
    else:
        raise _error(
            path,
            f"'{path.name}' is neither a Word document nor Markdown",
            "give a .docx or .md file",
        )
    if not any(line.printed.strip() for line in rows(text)):
        raise _error(path, f"'{path.name}' holds no text")
    return Source(text, ids, path.name)


def _characters(path: Path) -> str:
    try:
        if path.is_dir():
            raise _error(path, f"'{path}' is a folder where a file is needed")
        if not path.is_file():
            raise _error(path, f"there is no file '{path}'")
        if path.stat().st_size > LARGEST:
            raise _error(path, f"'{path}' is too large: at most {LARGEST // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise _error(path, f"'{str(path)[:200]}' cannot be read") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(path, f"'{path.name}' is not written in UTF-8", "save it as UTF-8") from error
    found = _CONTROL.search(text)
    if found:
        before = text[: found.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"the control character U+{ord(found[0]):04X} stands here"
        place = Place(str(path), line, column)
        raise InputError([Problem(what, place, hint="remove it", code="not-a-text")])
    return text.replace("\f", "\n")


def _error(path: Path, message: str, hint: str = "") -> InputError:
    return InputError([Problem(message, Place(str(path)), hint=hint, code="not-a-text")])
