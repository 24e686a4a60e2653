"""The one place where a Word document from outside is opened.

Nothing of it is fetched, run or trusted: links that lead outside are listed, macros and
encrypted files are refused, XML is read without entities and within the parser's own bounds.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from detente import office
from detente.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CODE: Final = "not-a-text"

FORM: Final = office.Form(
    "a Word document",
    "a word processor",
    ".docx",
    "save it as 'Word document (.docx)'",
    {
        ".docm": "a Word document with macros",
        ".dotm": "a Word template with macros",
        ".doc": "a Word document of an old form",
        ".odt": "an OpenDocument text",
        ".rtf": "a Rich Text file",
    },
    ("[Content_Types].xml",),
    office.MAX_RATIO,
    "customXml/",
)


@dataclass(frozen=True)
class Outside:
    """A link of a document to something outside it; it is listed and never followed.

    Attributes
    ----------
    kind : str
        Last part of the type of relationship: ``hyperlink``, ``image``, ``attachedTemplate``.
    target : str
    part : str
        The part of the document that holds it.
    """

    kind: str
    target: str
    part: str


@dataclass(frozen=True)
class Opened:
    """A Word document, unpacked within bounds.

    Attributes
    ----------
    path : Path
    parts : dict of str to bytes
        The XML parts by name, without a leading slash.
    main : str
        Name of the part that holds the text.
    outside : tuple of Outside
    """

    path: Path
    parts: dict[str, bytes]
    main: str
    outside: tuple[Outside, ...]

    def xml(self, name: str) -> Element | None:
        """Return a part as XML, or None where there is none of that name.

        Raises
        ------
        InputError
            When it is not well formed.
        """
        content = self.parts.get(name)
        return None if content is None else _parsed(self.path, content)

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts that the text refers to as ``kind``, such as ``styles``."""
        found = []
        for link in _links(self.path, self.parts, self.main):
            if link.get("Type", "").rpartition("/")[2] == kind and not _leads_out(link):
                found.append(_target(self.main, link.get("Target", "")))
        return found


def open_docx(path: Path) -> Opened:
    """Return the parts of a Word document.

    Raises
    ------
    InputError
        When it is missing, too large, encrypted, damaged, no Word document, holds macros,
        declares entities, or is of the rare form that Word calls 'Strict Open XML'.
    """
    try:
        _, parts = office.unpacked(path, FORM)
    except InputError as error:
        raise _told(error) from error
    main = _main(path, parts)
    if parts[main].find(_STRICT, 0, 20_000) >= 0:
        raise office.refused(
            path,
            f"'{path.name}' is saved as 'Strict Open XML', which is not read",
            FORM.save_as,
            _CODE,
        )
    return Opened(path, parts, main, tuple(_outside(path, parts)))


def _told(error: InputError) -> InputError:
    import dataclasses

    return InputError(
        [
            dataclasses.replace(p, code=_CODE) if p.code == "not-a-case" else p
            for p in error.problems
        ]
    )


def _main(path: Path, parts: dict[str, bytes]) -> str:
    for link in _links(path, parts, ""):
        if link.get("Type", "").endswith("/officeDocument") and not _leads_out(link):
            name = _target("", link.get("Target", ""))
            root = _parsed(path, parts[name]) if name in parts else None
            if root is not None and root.tag == f"{W}document":
                return name
            if root is not None and _STRICT in parts[name][:20_000]:
                return name
    raise office.refused(
        path,
        f"'{path.name}' is not a Word document of the form .docx",
        FORM.save_as,
        _CODE,
    )


def _links(path: Path, parts: dict[str, bytes], part: str) -> list[Element]:
    folder, name = posixpath.split(part)
    content = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    return list(_parsed(path, content)) if content is not None else []


def _leads_out(link: Element) -> bool:
    return link.get("TargetMode") == "External"


def _target(part: str, target: str) -> str:
    joined = posixpath.join("/", posixpath.dirname(part), unquote(target))
    return posixpath.normpath(joined).lstrip("/")


def _outside(path: Path, parts: dict[str, bytes]) -> Iterator[Outside]:
    for name in sorted(parts):
        folder, file = posixpath.split(name)
        if posixpath.basename(folder) != "_rels":
            continue
        part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for link in _parsed(path, parts[name]):
            if _leads_out(link):
                kind = link.get("Type", "").rpartition("/")[2]
                yield Outside(kind, link.get("Target", ""), part)


def _parsed(path: Path, content: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _told(office.damaged(path, FORM)) from error
    return root
