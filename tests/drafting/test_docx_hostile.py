"""Documents that mean harm, or are broken: each ends in one clear message; nothing is fetched."""

from __future__ import annotations

import io
import socket
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from detente.cli.main import run
from detente.drafting.compared import compare
from detente.drafting.docx_open import open_docx
from detente.drafting.reading import read_text
from detente.errors import InputError
from tests.drafting.word import document, element, p, r

GOOD = document(p(r("Agreement")) + p(r("Article 1. The dam")) + p(r("1.1 North shall open it.")))
SECRET = "root:x:0"


def opened(tmp_path: Path, content: bytes, name: str = "draft.docx") -> None:
    file = tmp_path / name
    file.write_bytes(content)
    read_text(file)


def flagged(content: bytes) -> bytes:
    """The bit that says that an entry is encrypted, set in every directory entry."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def doctype(entity: str) -> bytes:
    return document(
        "",
        raw={
            "word/document.xml": element("document", "<w:body>&x;</w:body>")
            .replace("?>", f"?><!DOCTYPE w [<!ENTITY x {entity}>]>", 1)
            .encode()
        },
    )


def deep(levels: int) -> bytes:
    return document("<w:sdt><w:sdtContent>" * levels + "</w:sdtContent></w:sdt>" * levels)


def doubled() -> bytes:
    written = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(written, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/Document.xml", b"<x/>")
    return written.getvalue()


BOMB = document("", raw={"word/big.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
HOSTILE = {
    "words": (b"only words", "is not a Word document of the form .docx"),
    "empty": (b"", "is not a Word document of the form .docx"),
    "password": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is protected by a password, or of an old"),
    "encrypted": (flagged(GOOD), "is protected by a password"),
    "truncated": (GOOD[: len(GOOD) // 2], "is damaged: it cannot be read as a Word document"),
    "corrupt": (GOOD[:60] + b"\xff" * 40 + GOOD[100:], "is damaged"),
    "bomb": (BOMB, "unpacks to more than 10 MB: it is not read"),
    "many": (document("", raw={f"x{k}.xml": b"" for k in range(2_001)}), "unpacks to more than"),
    "macros": (document("", raw={"word/vbaProject.bin": b"x"}), "holds macros"),
    "macro type": (
        document("", raw={"[Content_Types].xml": b"<Types>x.macroEnabled.main+xml</Types>"}),
        "holds macros",
    ),
    "entity": (doctype(f'"{SECRET}"'), "holds XML that no word processor writes"),
    "file entity": (doctype('SYSTEM "file:///etc/passwd"'), "holds XML that no word processor"),
    "utf-16": (
        document("", raw={"word/document.xml": element("document", "").encode("utf-16")}),
        "holds XML that no word processor writes",
    ),
    "deep": (deep(3_000), "is damaged"),
    "not well formed": (document("<w:p>"), "is damaged"),
    "a path out": (document("", raw={"../../evil.xml": b"<a/>"}), "names that no word processor"),
    "a path from the root": (document("", raw={"/etc/x.xml": b"<a/>"}), "names that no word"),
    "a drive": (document("", raw={"C:\\x.xml": b"<a/>"}), "names that no word processor writes"),
    "two of a name": (doubled(), "names that no word processor writes"),
    "no text": (document("", raw={"word/document.xml": b"<x/>"}), "is not a Word document"),
    "no types": (GOOD.replace(b"[Content_Types].xml", b"[Content_Typos].xml"), "is damaged"),
    "a spreadsheet": (
        document("", raw={"word/document.xml": b'<workbook xmlns="x"/>'}),
        "is not a Word document",
    ),
    "strict": (
        document(
            "",
            raw={
                "word/document.xml": element("document", "<w:body/>")
                .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                         "http://purl.oclc.org/ooxml/wordprocessingml/main")
                .encode()
            },
        ),
        "Strict Open XML",
    ),
}  # fmt: skip


def test_a_good_document_is_read(tmp_path: Path) -> None:
    opened(tmp_path, GOOD)


def test_a_foreign_part_of_another_form_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    parts = {"item9.xml": "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16")}
    foreign = document(p(r("words")), raw={f"customXml/{n}": c for n, c in parts.items()})
    opened(tmp_path, foreign)
    assert "customXml/item9.xml" not in open_docx(tmp_path / "draft.docx").parts


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_refused_in_one_message(tmp_path: Path, kind: str) -> None:
    content, message = HOSTILE[kind]
    with pytest.raises(InputError, match=message) as raised:
        opened(tmp_path, content)
    (problem,) = raised.value.problems
    assert problem.hint or problem.code == "too-large"
    assert SECRET not in problem.text()


@pytest.mark.parametrize("kind", ["words", "bomb", "deep", "entity", "truncated"])
def test_the_command_ends_with_code_2(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(GOOD)
    bad.write_bytes(HOSTILE[kind][0])
    for args in (["redline", good, bad], ["redline", "--read", bad], ["redline", bad, good]):
        assert run([str(a) for a in args]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
        assert HOSTILE[kind][1] in said.err


@pytest.mark.parametrize(
    ("suffix", "what"),
    [
        (".docm", "a Word document with macros"),
        (".dotm", "a Word template with macros"),
        (".doc", "a Word document of an old form"),
        (".odt", "an OpenDocument text"),
        (".rtf", "a Rich Text file"),
        (".pdf", "neither a Word document nor Markdown"),
    ],
)
def test_other_forms_are_named(tmp_path: Path, suffix: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        opened(tmp_path, GOOD, f"draft{suffix}")


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for name in ("missing.docx", "missing.md"):
        with pytest.raises(InputError, match="there is no file"):
            read_text(tmp_path / name)
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(InputError, match="is not an ordinary file"):
        read_text(tmp_path / "folder.docx")
    (tmp_path / "latin.md").write_bytes("# Généve".encode("latin-1"))
    with pytest.raises(InputError, match="is not written in UTF-8"):
        read_text(tmp_path / "latin.md")


def test_links_that_lead_outside_are_listed_and_never_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    file = tmp_path / "draft.docx"
    outside = {
        "attachedTemplate": "http://192.0.2.1/evil.dotm",
        "hyperlink": "https://example.org/a",
        "image": "file:///etc/passwd",
    }
    file.write_bytes(document(p(r("words")), outside=outside))
    found = open_docx(file).outside
    assert {(x.kind, x.target) for x in found} == set(outside.items())
    read_text(file)


LONG = {
    "hangul": "가" * 60_000,
    "letters": "a" * 60_000,
    "brackets": "[" * 60_000,
    "spaces": " " * 60_000 + "x",
    "words": "shall may 1 " * 2_000,
    "digits": "1." * 30_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_very_long_line_takes_seconds_and_not_hours(tmp_path: Path, kind: str) -> None:
    files = []
    for name, more in (("old", ""), ("new", " North shall pay not 2 euros")):
        files.append(tmp_path / f"{name}.md")
        said = f"# One\n\n{LONG[kind]}{more}\n\n# {LONG[kind]}{more}\n"
        files[-1].write_text(said, encoding="utf-8")
    began = time.process_time()
    found = compare(*(read_text(f) for f in files))
    assert any(n.level == "substantive" for line in found.lines for n in line.named)
    # Bounds a search without end, not a busy machine.
    assert time.process_time() - began < 20
