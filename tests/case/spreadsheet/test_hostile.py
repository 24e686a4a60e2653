"""Files that are no honest workbook: one clear message each, and never a traceback."""

from __future__ import annotations

import contextlib
import datetime
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import office
from detente.case.loading import load_case
from detente.case.spreadsheet import cells
from detente.case.spreadsheet.writing import workbook
from detente.cli.main import run
from detente.errors import InputError
from tests.builders import tiny_case_data

BOOK = workbook(tiny_case_data())


@pytest.fixture
def book() -> bytes:
    return BOOK


def loaded(content: bytes, folder: Path, name: str = "case.xlsx") -> None:
    path = folder / name
    path.write_bytes(content)
    load_case(path)


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> bytes:
    """Return the archive with parts changed (None drops one) and parts added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in extra.items():
            new.writestr(name, part)
    return out.getvalue()


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    document = openpyxl.load_workbook(io.BytesIO(content))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_good_book_is_read_after_a_spreadsheet_program_saved_it(
    book: bytes, tmp_path: Path
) -> None:
    loaded(edited(book, lambda b: None), tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("case.xlsm", "is a workbook with macros"),
        ("case.xls", "is a workbook of an old form"),
        ("case.xlsb", "is a binary workbook"),
        ("case.ods", "is an OpenDocument spreadsheet"),
    ],
)
def test_other_forms_are_named(book: bytes, tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        loaded(book, tmp_path, name)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a spreadsheet"),
        (b"detente: 1\n", "is not a spreadsheet"),
        (b"PK\x03\x04 nothing more", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
    ],
)
def test_what_is_no_workbook_at_all(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        loaded(content, tmp_path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        load_case(tmp_path / "none.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(InputError, match=r"case\.yaml"):
        load_case(tmp_path / "folder.xlsx")


def test_a_file_cut_short_anywhere(book: bytes, tmp_path: Path) -> None:
    for share in (0.1, 0.5, 0.9, 0.999):
        with pytest.raises(InputError, match="is damaged"):
            loaded(book[: int(len(book) * share)], tmp_path)


@settings(max_examples=20)
@given(st.data())
def test_a_file_with_broken_bytes_never_ends_in_a_traceback(data: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    # It may still be a case, where the bytes did not matter; nothing but InputError is raised.
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(InputError):
        loaded(bytes(content), Path(folder))


def test_a_bomb_is_refused_before_it_is_unpacked(book: bytes, tmp_path: Path) -> None:
    bomb = repacked(book, lambda n, p: p, **{"xl/media/x.xml": b" " * (office.MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    with pytest.raises(InputError, match="unpacks to more than 100 MB"):
        loaded(bomb, tmp_path)


def test_many_parts_are_refused(book: bytes, tmp_path: Path) -> None:
    many = {f"xl/p{i}.xml": b"<a/>" for i in range(office.MAX_MEMBERS)}
    with pytest.raises(InputError, match="unpacks to more than"):
        loaded(repacked(book, lambda n, p: p, **many), tmp_path)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet3.xml", "xl/styles.xml"])
def test_entities_are_refused_wherever_they_are(
    book: bytes, tmp_path: Path, declaration: bytes, part: str
) -> None:
    def declare(name: str, content: bytes) -> bytes:
        head, mark, rest = content.partition(b"?>")
        if name != part:
            return content
        return head + mark + declaration + rest if mark else declaration + content

    with pytest.raises(InputError, match="XML that no spreadsheet program writes"):
        loaded(repacked(book, declare), tmp_path)


def test_xml_in_another_encoding_cannot_hide_entities(book: bytes, tmp_path: Path) -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    with pytest.raises(InputError, match="XML that no spreadsheet program writes"):
        loaded(repacked(book, lambda n, p: p, **{"xl/other.xml": hidden}), tmp_path)


def test_macros_are_refused(book: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds macros"):
        loaded(repacked(book, lambda n, p: p, **{"xl/vbaProject.bin": b"x"}), tmp_path)


def test_a_missing_part_is_told(book: bytes, tmp_path: Path) -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet3.xml", "[Content_Types].xml"):
        with pytest.raises(InputError, match="is damaged"):
            loaded(repacked(book, lambda n, p, part=part: None if n == part else p), tmp_path)


def test_links_to_other_workbooks_are_not_followed(book: bytes, tmp_path: Path) -> None:
    link = b'<Relationships xmlns="x"><Relationship Target="file:///etc/passwd"/></Relationships>'
    loaded(
        repacked(book, lambda n, p: p, **{"xl/externalLinks/_rels/externalLink1.xml.rels": link}),
        tmp_path,
    )


def problems(content: bytes, folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        loaded(content, folder)
    return [str(p.place).rpartition("/")[2] + ": " + p.message for p in caught.value.problems]


def test_formulas_and_errors_name_their_cells(book: bytes, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document["values"]["F3"] = "=1+1"
        document["parties"]["B2"] = "#REF!"

    found = problems(edited(book, edit), tmp_path)
    assert found == [
        "case.xlsx:parties!B2: the cell holds the error #REF!",
        "case.xlsx:values!F3: the cell holds a formula",
    ]


def test_merged_cells_are_refused(book: bytes, tmp_path: Path) -> None:
    found = problems(edited(book, lambda b: b["values"].merge_cells("A3:A5")), tmp_path)
    assert found == ["case.xlsx:values!A3: the cells A3:A5 are merged"]


def test_a_percentage_a_time_and_a_stray_column(book: bytes, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        page = document["values"]
        page["F3"], page["F3"].number_format = 0.5, "0%"
        page["F4"] = datetime.datetime(2019, 2, 28, 12, 30)
        page["F5"] = datetime.time(1, 30)
        page["Z6"] = "what is this?"

    assert problems(edited(book, edit), tmp_path) == [
        "case.xlsx:values!F3: the cell is shown as a percentage, which stands for a hundredth",
        "case.xlsx:values!F4: the cell holds a day with a time of day",
        "case.xlsx:values!F5: the cell holds a time of day",
        "case.xlsx:values!Z6: this column has no name",
    ]


def test_a_range_that_became_a_date_is_told(book: bytes, tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell = document["values"]["F3"]
        cell.value, cell.number_format = datetime.date(2026, 10, 20), "d-mmm"

    found = problems(edited(book, edit), tmp_path)
    assert "case.xlsx:values!F3: the date 2026-10-20 is not a number" in found


def test_empty_rows_far_down_cost_nothing_and_content_there_is_read(
    book: bytes, tmp_path: Path
) -> None:
    def edit(document: Any) -> None:
        page = document["linkages"]
        page["A1000000"] = "water/half"
        page["B1000000"] = "mill/open"

    path = tmp_path / "case.xlsx"
    path.write_bytes(edited(book, edit))
    assert len(load_case(path).case.linkages) == 2


def test_too_many_cells_are_refused(
    book: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MAX_CELLS", 50)
    with pytest.raises(InputError, match="more than 50 cells are filled in"):
        loaded(book, tmp_path)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    with path.open("wb") as stream:
        stream.truncate(office.MAX_BYTES + 1)
    with pytest.raises(InputError, match="too large: at most 20 MB"):
        load_case(path)


@pytest.mark.parametrize("content", [b"PK broken", b"\xd0\xcf\x11\xe0"])
def test_the_command_line_leaves_with_2(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    assert run(["check", str(path)]) == 2
    assert "Traceback" not in capsys.readouterr().err
