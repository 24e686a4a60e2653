"""A case written as a spreadsheet and read again is the same case, whatever is in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from detente.case.includes import read_source
from detente.case.loading import load_case
from detente.case.models import Case
from detente.case.quantity import Quantity
from detente.case.resolve import resolved_json
from detente.case.scaffold import write_folder
from detente.case.spreadsheet import notation
from detente.case.spreadsheet.annotations import entries_model, inner_model, listed_model
from detente.case.spreadsheet.folder import folder_files
from detente.case.spreadsheet.forms import same
from detente.case.spreadsheet.sheets import BY_HAND, NOT_HERE, sheets
from detente.case.spreadsheet.writing import workbook
from tests.builders import tiny_case_data
from tests.case.spreadsheet.strategies import case_data, numbers, quantities, rising

# Shrinking writes hundreds of workbooks to make a failure smaller; the difference is shown as is.
FEW = settings(max_examples=settings().max_examples // 2, phases=[Phase.generate, Phase.explicit])
ROOT = Path(__file__).parents[3]
CASES = sorted(p.parent for p in ROOT.glob("cases/*/case.yaml"))


def there_and_back(data: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        path.write_bytes(workbook(data))
        source, problems = read_source(path)
    assert not problems, "\n".join(p.text() for p in problems)
    return source.data


@pytest.mark.parametrize("folder", CASES, ids=lambda p: p.name)
def test_cases_lose_nothing_as_a_spreadsheet_and_as_a_folder_again(
    folder: Path, tmp_path: Path
) -> None:
    first = load_case(folder)
    book = tmp_path / "case.xlsx"
    book.write_bytes(workbook(first.data))
    second = load_case(book)
    assert same(first.data, second.data)
    write_folder(tmp_path / "again", folder_files(second.data))
    third = load_case(tmp_path / "again")
    assert same(first.data, third.data)
    assert resolved_json(first.case) == resolved_json(second.case) == resolved_json(third.case)
    assert list(first.case.issues) == list(second.case.issues) == list(third.case.issues)


@FEW
@given(case_data())
def test_random_cases_lose_nothing(data: dict[str, Any]) -> None:
    Case.model_validate(data)
    assert same(data, there_and_back(data))


@FEW
@given(case_data())
def test_random_cases_lose_nothing_as_folders(data: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder) / "case", folder_files(data))
        source, problems = read_source(Path(folder) / "case")
    assert not problems
    assert same(data, source.data)


@FEW
@given(quantities)
def test_a_quantity_in_one_cell_comes_back(quantity: Any) -> None:
    data = tiny_case_data()
    data["courses"]["drought"]["likelihood"] = quantity
    assert same(there_and_back(data)["courses"]["drought"]["likelihood"], quantity)


@given(rising(2))
def test_a_range_is_two_numbers_with_two_points(pair: list[Any]) -> None:
    assert notation.write_quantity(pair) == f"{pair[0]!r}..{pair[1]!r}"
    assert notation.read_quantity(str(notation.write_quantity(pair))) == pair


@given(numbers, st.sampled_from(["{0!r} .. {1!r}", "{0!r} to {1!r}", "{0!r}–{1!r}"]))
def test_ranges_are_read_as_people_write_them(low: Any, form: str) -> None:
    assert notation.read_quantity(form.format(low, low + 1)) == [low, low + 1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3.5", -3.5),
        ("10..20", [10, 20]),
        ("-20..-5", [-20, -5]),
        ("triangular 5 10 20", {"triangular": [5, 10, 20]}),
        ("normal 5, 2", {"normal": [5, 2]}),
        ("normal 5 2 in 0..10", {"normal": [5, 2], "within": [0, 10]}),
        ("beta 2 3 in 0..50", {"beta": [2, 3], "within": [0, 50]}),
        ("values 1 2 3", {"empirical": [1, 2, 3]}),
        ("values 1 2 weights 3 4", {"empirical": [1, 2], "weights": [3, 4]}),
        ("range 1 2", {"range": [1, 2]}),
        ("point 4", {"point": 4}),
    ],
)
def test_the_notation_of_the_manual(text: str, value: Any) -> None:
    assert notation.read_quantity(text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("about 12", "'about 12' is not a number"),
        ("triangular 1 2", "'triangular' takes 3 numbers, not 2"),
        ("1,5", "'1,5' is not a number"),
        ("10-20", "'10-20' is not a number"),
    ],
)
def test_what_is_not_a_number_is_told(text: str, message: str) -> None:
    with pytest.raises(notation.BadCellError, match=message):
        notation.read_quantity(text)


def test_texts_longer_than_a_cell_are_kept() -> None:
    data = tiny_case_data()
    data["summary"] = "An old quarrel. " * 9_000
    data["courses"]["drought"]["likelihood"] = {"empirical": list(range(20_000))}
    assert same(there_and_back(data), data)


def test_every_field_of_the_models_has_a_column() -> None:
    """Else a new field would still be kept, under 'more', but nobody could fill it in.

    Drafts stand in YAML alone, and 'detente convert' says so.
    """
    placed = {
        (tuple(s for s in v.path if isinstance(s, str)), c.path)
        for sheet in sheets()
        for v in sheet.variants
        for c in v.columns
    }
    fields = {(*path, *below) for path, below in placed}
    missing = [".".join(p) for p in _fields(Case, ()) if p not in fields and p[0] not in NOT_HERE]
    assert missing == []


def _fields(model: type[BaseModel], above: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = []
    for name, field in model.model_fields.items():
        here = (*above, field.alias or name)
        inner = (
            entries_model(field.annotation)
            or inner_model(field.annotation)
            or listed_model(field.annotation)
        )
        if inner is not None and inner is not Quantity:
            found += _fields(inner, here)
        elif f"{model.__name__}.{name}" not in BY_HAND:
            found.append(here)
    return found
