"""Accept or reject all tracked changes of a Word document, by the standard and nothing of ours.

ECMA-376-1, 17.13.5: what is inserted or deleted is taken in or out; a paragraph whose mark is
inserted (on rejection) or deleted (on acceptance) is joined to the next.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMES, GOES = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")


def paragraphs(docx: bytes, accept: bool) -> list[str]:
    """Return the text of every paragraph of the body, all changes accepted or rejected."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    kept, dropped = (COMES, GOES) if accept else (GOES, COMES)
    found: list[str] = []
    run_on = ""
    for paragraph in body.findall(f"{W}p"):
        text = run_on + _text(paragraph, kept, dropped)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        joined = mark is not None and any(mark.find(tag) is not None for tag in dropped)
        run_on = text if joined else ""
        if not joined:
            found.append(text)
    assert run_on == "", "the last paragraph of a document cannot go"
    return found


def _text(element: ET.Element, kept: tuple[str, ...], dropped: tuple[str, ...]) -> str:
    said = ""
    for child in element:
        if child.tag in dropped or child.tag == f"{W}pPr":
            continue
        if child.tag in (f"{W}t", f"{W}delText"):
            text = child.text or ""
            space = child.get("{http://www.w3.org/XML/1998/namespace}space")
            said += text if space == "preserve" else text.strip()
        elif child.tag == f"{W}tab":
            said += "\t"
        elif child.tag == f"{W}br":
            said += "\n"
        else:
            said += _text(child, kept, dropped)
    return said


def marks(docx: bytes) -> list[tuple[str, str, str, str]]:
    """Return kind, author, date and identifier of every tracked change."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    return [
        (e.tag.removeprefix(W), *(e.get(f"{W}{name}", "") for name in ("author", "date", "id")))
        for e in root.iter()
        if e.tag in (*COMES, *GOES)
    ]
