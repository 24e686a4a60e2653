"""A redline in files: a Word document, a page, or a folder with both."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Final

import detente
from detente.drafting.compared import Compared
from detente.files import write_atomic
from detente.finding import SCHEMA_VERSION, plain
from detente.report.redline.docx import to_docx
from detente.report.redline.html import to_html

KIND: Final = "redline"


def write_redline(
    found: Compared,
    author: str,
    at: datetime.datetime,
    *,
    out: Path | None = None,
    docx: Path | None = None,
    html: Path | None = None,
) -> list[Path]:
    """Write what is asked for, and return the files.

    Parameters
    ----------
    found : Compared
    author : str
    at : datetime
        Of the changes.
    out : Path, optional
        Folder for document, page and findings.json.
    docx, html : Path, optional
        Single files.

    Raises
    ------
    UsageError
        When a file or the folder cannot be written.
    """
    document = to_docx(found, author, at) if docx or out else b""
    page = to_html(found, author, at) if html or out else ""
    written: list[Path] = []
    if out is not None:
        # Imported here: it brings the numerical libraries, which a single file needs not.
        from detente.report.folder import MARKER, write_whole

        def fill(folder: Path) -> None:
            (folder / "redline.docx").write_bytes(document)
            (folder / "redline.html").write_bytes(page.encode("utf-8"))
            header = {"schema_version": SCHEMA_VERSION, "kind": KIND, "author": author}
            header |= {"created": at.isoformat(timespec="seconds"), "detente": detente.__version__}
            data = {"header": header, **plain(found)}
            text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (folder / MARKER).write_bytes(text.encode("utf-8"))

        write_whole(out, fill, KIND)
        written += [out / "redline.docx", out / "redline.html"]
    for path, content in ((docx, document), (html, page)):
        if path is not None:
            write_atomic(path, content)
            written.append(path)
    return written
