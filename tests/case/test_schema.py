"""The JSON Schema for editors accepts our cases and refuses what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from detente.case.schema import case_schema
from detente.case.tree import parse
from tests.builders import tiny_case_data

ROOT = Path(__file__).parents[2]
FILES = [
    file
    for file in sorted([*ROOT.glob("cases/*/*.yaml"), *ROOT.glob("src/detente/case/data/*.yaml")])
    # Beside the case, with a schema of its own; and not a case at all.
    if file.name not in ("ideas.yaml", "codebook.yaml", "cameo.yaml")
]


@pytest.fixture(scope="module")
def validator():
    schema = case_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_every_file_of_our_cases_is_valid(validator, file):
    data = parse(file.read_text("utf-8"), file.name).data
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(data)] == []


def test_a_whole_case_is_valid_and_part_of_one_too(validator):
    data = tiny_case_data()
    assert validator.is_valid(data)
    assert validator.is_valid({"parties": data["parties"]})
    assert validator.is_valid({"detente": 1, "include": ["parties.yaml"]})


@pytest.mark.parametrize("importance", [5, [1, 2], {"range": [1, 2], "basis": {"record": ["a"]}}])
def test_quantities_have_their_short_forms(validator, importance):
    data = tiny_case_data()
    data["values"]["north"]["issues"]["water"]["importance"] = importance
    assert validator.is_valid(data)


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"title": 5},
        {"include": "x"},
        {"parties": {"North Town": {"label": "x", "role": "signatory"}}},
        {"parties": {"north": {"label": "x", "role": "signer"}}},
        {"linkages": [{"option": "water", "requires": []}]},
        {"factors": {"f": {"label": ""}}},
    ],
)
def test_what_the_loader_refuses_is_refused(validator, change):
    assert not validator.is_valid({**tiny_case_data(), **change})


def test_a_whole_case_needs_its_blocks(validator):
    data = tiny_case_data()
    del data["courses"]
    assert not validator.is_valid(data)


def test_blocks_are_described_in_prose():
    for name, definition in case_schema()["$defs"].items():
        assert definition.get("description"), name
        assert "---" not in definition["description"]
