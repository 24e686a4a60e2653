"""Word documents written by hand, part by part."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = " ".join(
    (
        f'xmlns:w="{MAIN}"',
        f'xmlns:r="{RELATIONS}"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
    )
)


def element(name: str, content: str) -> str:
    """Return the root of a part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_SPACES}>{content}</w:{name}>'


def p(content: str = "", style: str = "", more: str = "") -> str:
    """Return a paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked(tag: str, content: str, author: str = "Ann", date: str = "2026-01-02T03:04:05Z") -> str:
    """Return what stands under a tracked change; an empty content makes a mark."""
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="{date}">{content}</w:{tag}>'


def gone(text: str) -> str:
    """Return a run of deleted text."""
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def document(
    body: str,
    parts: dict[str, tuple[str, str]] | None = None,
    outside: dict[str, str] | None = None,
    raw: dict[str, bytes] | None = None,
) -> bytes:
    """Return a document.

    Parameters
    ----------
    body : str
        Inside ``w:body``.
    parts : dict of file name to (kind of relationship, XML)
    outside : dict of kind to target
        External relationships.
    raw : dict of name to bytes
        Further entries of the archive, or others than would be written.
    """
    links = "".join(
        f'<Relationship Id="p{k}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
        for k, (name, (kind, _)) in enumerate((parts or {}).items())
    ) + "".join(
        f'<Relationship Id="x{k}" Type="{RELATIONS}/{kind}" Target="{to}" TargetMode="External"/>'
        for k, (kind, to) in enumerate((outside or {}).items())
    )
    entries: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": element("document", f"<w:body>{body}<w:sectPr/></w:body>").encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        ).encode(),
    }
    entries |= {f"word/{name}": xml.encode() for name, (_, xml) in (parts or {}).items()}
    entries |= raw or {}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()
