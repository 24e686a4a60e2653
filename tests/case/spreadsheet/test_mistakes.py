"""Honest mistakes in a spreadsheet: told with sheet and cell, all of them at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from detente.case.checking import check
from detente.case.includes import read_source
from detente.case.loading import load_case
from detente.case.saving import set_value
from detente.case.scaffold import new_spreadsheet
from detente.case.spreadsheet.writing import workbook
from detente.cli.main import run
from detente.errors import InputError, Place, Problem, UsageError
from tests.builders import tiny_case_data

Edit = Callable[[Any], None]


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[Edit], list[Problem]]:
    """Return ``broken(edit)``: the problems of the tiny case's workbook after an edit."""

    def problems(edit: Edit) -> list[Problem]:
        path = tmp_path / "case.xlsx"
        document = openpyxl.load_workbook(io.BytesIO(workbook(tiny_case_data())))
        edit(document)
        document.save(path)
        with pytest.raises(InputError) as caught:
            load_case(path)
        return list(caught.value.problems)

    return problems


def put(sheet: str, **values: Any) -> Edit:
    def edit(document: Any) -> None:
        for cell, value in values.items():
            document[sheet][cell] = value

    return edit


def column(document: Any, sheet: str, header: str) -> str:
    return next(c.column_letter for c in document[sheet][1] if c.value == header)


@pytest.mark.parametrize(
    ("edit", "cell", "message"),
    [
        (put("parties", C2="signer"), "parties!C2", "'role' cannot be 'signer'"),
        (put("parties", A2="North Town"), "parties!A2", "is not a name"),
        (put("parties", A3="north"), "parties!A3", "'north' stands twice: first in parties!A2"),
        (put("parties", B2=None), "parties!A2", "'label' is missing in 'north'"),
        (put("parties", A2=None), "parties!B2", "'name' is missing in this row"),
        (put("parties", B1="lable"), "parties!B1", "unknown column 'lable'"),
        (put("parties", E1="label"), "parties!E1", "the column 'label' stands twice"),
        (put("values", C3="weight"), "values!C3", "does not belong|cannot be"),
        (put("values", D3="weight"), "values!D3", "'what' cannot be 'weight'"),
        (put("values", D3=None), "values!A3", "'what' is missing"),
        (put("values", F3="ten"), "values!F3", "'ten' is not a number"),
        (put("values", F3=None), "values!A3", "the value is missing"),
        (put("values", C3="half"), "values!C3", "'option' does not belong in a row of this kind"),
        (put("values", C4=None), "values!A4", "'option' is missing in this row"),
        (put("values", F2=3), "values!F2", "'value' does not belong in a row of this kind"),
        (put("values", N3="12"), "values!N3", "'more' holds what has no column"),
        (put("options", E2="maybe"), "options!E2", "'maybe' is neither yes nor no"),
        (put("options", G2="without colon"), "options!G2", "'without colon' has no 'name: '"),
        (put("courses", D2="soon"), "courses!D2", "'soon' is not a date"),
        (put("case", B2=2), "case!B2", "'detente' cannot be"),
        (put("case", A3="tittle"), "case!A3", "unknown column 'tittle'"),
    ],
)
def test_the_cell_is_named(
    broken: Callable[[Edit], list[Problem]], edit: Edit, cell: str, message: str
) -> None:
    import re

    found = broken(edit)
    assert any(p.place.cell == cell and re.search(message, p.message) for p in found), [
        p.text() for p in found
    ]


def test_the_same_number_twice_names_both_cells(
    broken: Callable[[Edit], list[Problem]],
) -> None:
    def edit(document: Any) -> None:
        document["values"].append(["north", "water", None, "importance", None, 12])

    (problem,) = broken(edit)
    assert "'importance' is given twice: first in values!F" in problem.message


def test_an_unknown_sheet_is_told_and_notes_are_left_alone(
    broken: Callable[[Edit], list[Problem]],
) -> None:
    def edit(document: Any) -> None:
        document.create_sheet("notes of mine")["A1"] = "=SUM(1)"
        document.create_sheet("# drafts")
        document.create_sheet("partys")

    (problem,) = broken(edit)
    assert problem.message == "unknown sheet 'partys'"
    assert problem.hint == "did you mean 'parties'?"


def test_a_workbook_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(InputError, match="no sheet of this workbook is one of a case"):
        load_case(path)


def test_columns_may_be_moved_left_out_and_added(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    document = openpyxl.load_workbook(io.BytesIO(workbook(tiny_case_data())))
    page = document["linkages"]
    for row in list(page.iter_rows()):
        values = [c.value for c in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    page["Z1"], page["Z2"] = "# mine", "=1+1"
    del document["editions"]
    document.save(path)
    source, problems = read_source(path)
    assert not problems
    assert source.data == tiny_case_data()


def test_what_check_finds_is_in_a_cell_too(tmp_path: Path) -> None:
    data = tiny_case_data()
    data["values"]["north"]["issues"]["water"]["scores"]["quarter"] = 20
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook(data))
    places = {str(p.place).rpartition("/")[2] for p in check(load_case(path))}
    assert any(p.startswith("case.xlsx:values!") for p in places)


def test_the_example_is_written_checked_and_refused_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "example.xlsx"
    assert run(["new", "--spreadsheet", str(path)]) == 0
    assert run(["check", "--strict", str(path)]) == 0
    assert run(["new", "--spreadsheet", str(path)]) == 2
    assert "exists: name a new file" in capsys.readouterr().err
    with pytest.raises(UsageError, match=r"does not end in \.xlsx"):
        new_spreadsheet(tmp_path / "example.txt")


def test_drop_down_lists_headers_and_frozen_rows() -> None:
    document = openpyxl.load_workbook(io.BytesIO(workbook(tiny_case_data())))
    assert document.sheetnames[:3] == ["read me", "case", "parties"]
    page = document["values"]
    rules = {str(r.sqref): r for r in page.data_validations.dataValidation}
    assert rules["A2:A1000"].formula1 == "parties!$A$2:$A$1000"
    assert rules["D2:D1000"].formula1.startswith('"reasons,order')
    assert page.freeze_panes == "F2"
    roles = {str(r.sqref): r for r in document["parties"].data_validations.dataValidation}
    assert roles["C2:C1000"].formula1 == '"signatory,ratifier,guarantor,affected"'
    for page in document.worksheets:
        for rule in page.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255
            assert len(rule.prompt or "") <= 255


def test_setting_a_number_points_to_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook(tiny_case_data()))
    with pytest.raises(UsageError, match=r"change .*case\.xlsx:courses!E2 there"):
        set_value(path, "/courses/drought/likelihood", 50)


def test_convert_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, folder = tmp_path / "case.xlsx", tmp_path / "again"
    book.write_bytes(workbook(tiny_case_data()))
    assert run(["convert", str(book), str(folder)]) == 0
    assert run(["convert", str(folder), str(tmp_path / "third.xlsx")]) == 0
    assert read_source(tmp_path / "third.xlsx")[0].data == tiny_case_data()
    assert run(["convert", str(folder), str(book)]) == 2
    assert run(["convert", str(book), str(folder)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_place_in_a_cell_reads_as_one() -> None:
    place = Place("case.xlsx", 14, 4, cell="values!D14")
    assert str(place) == place.short == "case.xlsx:values!D14"
    assert Place("case.yaml", 3, 2).short == "case.yaml:3"
