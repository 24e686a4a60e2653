"""Changing one number: comments, quotes and order stay; nothing is half-written."""

from __future__ import annotations

import errno
import os
import re

import pytest

from detente.case.loading import load_case
from detente.case.saving import parse_value, set_value
from detente.case.scaffold import FILES, new_case
from detente.errors import InputError, UsageError

ROAD = "/values/upper-town/issues/road/importance"


@pytest.fixture
def folder(tmp_path):
    new_case(tmp_path / "case")
    return tmp_path / "case"


def lines(folder):
    return {name: (folder / name).read_text("utf-8").splitlines() for name in FILES}


@pytest.mark.parametrize(
    ("pointer", "value", "file", "line"),
    [
        (ROAD, "[40, 50]", "values.yaml", "        importance: [40, 50]"),
        (ROAD, "40", "values.yaml", "        importance: 40"),
        (ROAD + "/0", "36.5", "values.yaml", "        importance: [36.5, 50]"),
        ("/courses/blockade/likelihood", "{triangular: [30, 40, 50]}", "case.yaml",
         "    likelihood: {triangular: [30, 40, 50]}"),
        ("/linkages/0/why", "'NO'", "case.yaml", '    why: "NO"'),
        ("/terms/summer/read_by/upper-town/readings/dry-weeks", "[60, 90]", "case.yaml",
         "        readings: {three-months: [10, 30], dry-weeks: [60, 90]}"),
    ],
)  # fmt: skip
def test_exactly_one_line_changes(folder, pointer, value, file, line):
    before = lines(folder)
    assert set_value(folder, pointer, parse_value(value)) == folder / file
    after = lines(folder)
    changed = [
        (name, new)
        for name in FILES
        for old, new in zip(before[name], after[name], strict=True)
        if old != new
    ]
    assert changed == [(file, line)]


def test_a_new_number_keeps_the_basis_of_the_old(folder):
    pointer = "/beliefs/pride/changes/0/set"
    file = folder / "values.yaml"
    text = file.read_text("utf-8")
    block = "{range: [45, 50], note: 'kept', basis: {judgement: 'mine'}}  # why"
    file.write_text(text.replace("set: [45, 50]", f"set: {block}"), "utf-8")
    set_value(folder, pointer, 46)
    written = next(line for line in file.read_text("utf-8").splitlines() if "kept" in line)
    assert re.fullmatch(
        r" +set: \{point: 46, note: 'kept', basis: \{judgement: 'mine'\}\} +# why", written
    )
    set_value(folder, pointer, [46, 47])
    quantity = load_case(folder).case.beliefs["pride"].changes[0].set
    assert quantity.range == (46, 47)
    assert quantity.basis.judgement == "mine"


def test_a_value_that_makes_the_case_wrong_is_refused_and_nothing_changes(folder):
    before = lines(folder)
    for pointer, value, message in (
        (ROAD, [300, 400], r"values\.yaml:\d+:\d+: error: the importances of Upper Town"),
        (ROAD, "x", r"values\.yaml:19:21: error: 'x' is not a number"),
        ("/issues/water/status_quo", "x", r"there is no option of 'water' 'x'"),
    ):
        with pytest.raises(InputError, match=message):
            set_value(folder, pointer, value)
    assert lines(folder) == before


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        ("/courses/quarrl/likelihood", "nothing at .*did you mean '/courses/quarrel/likelihood'"),
        ("courses", "nothing at 'courses'"),
        ("", "nothing at ''"),
        ("/nowhere/at/all", "nothing at '/nowhere/at/all'"),
        ("/values/upper-town/basis/judgement", r"is shared \(&judged\): change it in an editor"),
        ("/values/lower-town/basis/judgement", r"is shared \(&judged\): change it in an editor"),
    ],
)
def test_a_place_that_cannot_be_set_is_named(folder, pointer, message):
    with pytest.raises(UsageError, match=message):
        set_value(folder, pointer, 1)


def test_linkages_of_an_included_file_are_found_there(folder):
    text = (folder / "levers.yaml").read_text("utf-8")
    (folder / "levers.yaml").write_text(
        text + "linkages:\n  - {at_most: 1, of: [water/half], why: old}\n", "utf-8"
    )
    assert set_value(folder, "/linkages/1/why", "new") == folder / "levers.yaml"
    assert load_case(folder).case.linkages[1].why == "new"


def test_line_ends_and_the_start_of_the_document_stay(folder):
    file = folder / "values.yaml"
    text = "---\n" + file.read_text("utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode())
    set_value(folder, ROAD, 40)
    after = file.read_bytes()
    assert after.startswith(b"---\r\n# What each party")
    assert after.count(b"\n") == after.count(b"\r\n") == text.count("\n")


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(folder, monkeypatch, step):
    before = lines(folder)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(UsageError, match=r"cannot write .*No space left on device; nothing was"):
        set_value(folder, ROAD, 40)
    monkeypatch.undo()
    assert lines(folder) == before
    assert sorted(p.name for p in folder.iterdir()) == sorted(FILES)
