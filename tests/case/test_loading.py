"""A case folder into a case: files, includes, and every mistake of shape in plain words."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.case.checking import check
from detente.case.loading import load_case
from detente.case.scaffold import FILES, new_case
from detente.errors import InputError, Problem
from tests.builders import tiny_case_data


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_case(path)
    return str(caught.value)


def test_a_case_loads_from_its_folder_and_from_its_file(write_case):
    folder = write_case(tiny_case_data())
    loaded = load_case(folder)
    assert loaded.case == load_case(folder / "case.yaml").case
    assert loaded.data["parties"]["north"]["label"] == "North Town"
    assert loaded.files == (folder / "case.yaml",)
    assert loaded.folder == folder
    assert loaded.places["/parties/north/label"].line is not None


# -- files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"case\.yaml: error: the file is empty"),
        ("# only a comment\n", r"the file is empty"),
        ("- a\n- b\n", r"case\.yaml:1:1: error: the file is a list, not a case"),
        ("just text", r"the file is a single value, not a case"),
        (b"\xff\xfea\x00", r"the file is in UTF-16\n +save it as UTF-8"),
        (b"title: x\nlabel: caf\xe9\n", r"case\.yaml:2:11: error: the file is not in UTF-8.*0xE9"),
        (b"detente: 1\ntitle: \x00", r"case\.yaml:2:8: error: .*control character U\+0000"),
        (b"a: " + b"x" * 10_000_000, r"is too large: at most 10 MB"),
        (b"[" * 10_000_001, r"is too large: at most 10 MB"),
    ],
)
def test_a_file_that_is_no_case_is_one_message(write_case, content, message):
    text = refused(write_case(content))
    assert re.search(message, text)
    assert text.count(": error: ") == 1


def test_a_missing_file_or_folder_is_named(tmp_path):
    assert "there is no file" in refused(tmp_path / "nowhere")
    assert re.search(r"there is no file '.*case\.yaml'", refused(tmp_path))
    (tmp_path / "case.yaml").mkdir()
    assert re.search(r"'.*case\.yaml' is a folder where a file is needed", refused(tmp_path))
    assert "cannot be read" in refused(Path("x" * 5000))
    assert "cannot be read" in refused(Path("a\0b"))


def test_devices_and_pipes_are_not_read(tmp_path):
    os.mkfifo(tmp_path / "case.yaml")
    assert "is not an ordinary file" in refused(tmp_path)
    assert "is not an ordinary file" in refused(Path("/dev/zero"))


def test_no_permission_is_said(write_case, monkeypatch):
    folder = write_case(tiny_case_data())

    def closed(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert re.search(r"no permission to read '.*case\.yaml'", refused(folder))


def test_a_byte_order_mark_is_passed_over(write_case):
    folder = write_case(tiny_case_data())
    file = folder / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_case(folder).case.title == "Two towns and a river"


# -- includes ---------------------------------------------------------------------------


def test_files_are_merged_by_sub_key_and_lists_are_joined(write_case):
    data = tiny_case_data()
    values = data["values"]
    last = {"excludes": ["water/none", "bridge/built"]}
    write_case({"values": {"south": values.pop("south")}, "linkages": [last]}, "values/us.yaml")
    folder = write_case({**data, "include": ["values/us.yaml"]})
    loaded = load_case(folder)
    assert set(loaded.case.values) == {"north", "south", "council"}
    assert loaded.case.linkages[1].excludes == ("water/none", "bridge/built")
    assert loaded.places["/values/south"].file.endswith("us.yaml")
    assert loaded.places["/values/north"].file.endswith("case.yaml")
    assert loaded.places["/linkages/1/excludes/0"].file.endswith("us.yaml")
    assert loaded.places["/linkages/0/option"].file.endswith("case.yaml")
    assert loaded.source.origins["/linkages/1"] == (folder / "values/us.yaml", "/linkages/0")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../x.yaml", r"'\.\./x\.yaml' cannot be included"),
        ("/etc/passwd", r"'/etc/passwd' cannot be included"),
        ("a\\b.yaml", r"cannot be included"),
        ("C:/x.yaml", r"cannot be included"),
        ("", r"cannot be included"),
        ("out.yaml", r"'out\.yaml' leads out of the case folder"),
        ("case.yaml", r"'case\.yaml' includes itself: case\.yaml -> case\.yaml"),
        ("loop.yaml", r"includes itself: case\.yaml -> loop\.yaml -> case\.yaml"),
        ("missing.yaml", r"case\.yaml:\d+:\d+: error: there is no file '.*missing\.yaml'"),
        ("folder", r"'.*folder' is a folder where a file is needed"),
        ("list.yaml", r"the file is a list, not a case"),
        ("title.yaml", r"'title' stands in two files: here and in .*case\.yaml:\d+:1"),
        ("north.yaml", r"north\.yaml:2:3: error: 'north' stands in two files"),
    ],
)
def test_includes_stay_inside_the_folder_and_name_every_key_once(
    write_case, tmp_path, name, message
):
    folder = write_case({**tiny_case_data(), "include": [name]})
    (tmp_path / "secret.yaml").write_text("title: secret\n")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "loop.yaml").write_text("include: [case.yaml]\n")
    (folder / "folder").mkdir()
    (folder / "list.yaml").write_text("- 1\n")
    (folder / "title.yaml").write_text("title: another\n")
    (folder / "north.yaml").write_text("parties:\n  north: {label: x, role: signatory}\n")
    assert re.search(message, refused(folder))


def test_a_file_included_twice_and_a_wrong_list_are_errors(write_case):
    data = tiny_case_data()
    folder = write_case({**data, "include": ["a.yaml", "a.yaml"]})
    (folder / "a.yaml").write_text("summary: x\n")
    assert "'a.yaml' is included twice" in refused(folder)
    assert "include is not a list of file names" in refused(write_case({**data, "include": "a"}))


def test_too_many_files_are_refused(write_case):
    folder = write_case({**tiny_case_data(), "include": [f"f{i}.yaml" for i in range(150)]})
    for i in range(150):
        (folder / f"f{i}.yaml").write_text(f"authors: [a{i}]\n")
    assert "more than 100 files" in refused(folder)


# -- shape ------------------------------------------------------------------------------

LINES = """\
detente: 1
title: "Test"
parties:
  north: {label: North, role: signatory}
  south: {label: South, role: signatory}
issues:
  water:
    label: Water
    status_quo: none
    options:
      none: {label: None}
      half: {label: Half}
values:
  north:
    issues:
      water: {importance: 100, scores: {none: 0, half: 100}}
    no_deal: {courses: {drought: {value: 20}}}
  south:
    issues:
      water: {importance: 100, scores: {none: 100, half: 0}}
    no_deal: {courses: {drought: {value: 20}}}
courses:
  drought: {label: Drought, starts: 2020-06-01, likelihood: 100}
"""

IMPORTANCE = "importance: 100, scores: {none: 0"
PACKAGE = "packages: {p: {label: p, kind: offer, known_from: 2020-01-01, options: {water: %s}}}"
BELIEF = "beliefs: {b: {label: b, weight: %s}}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'title: "Test"',
            "titel: Test",
            r":2:1: error: unknown key 'titel'\n.*\n +did you mean 'title'\?",
        ),
        ('title: "Test"\n', "", r":1:1: error: 'title' is missing$"),
        ('"Test"', "", r":2:7: error: 'title' is empty\n +allowed: a text"),
        ('"Test"', '""', r":2:8: error: 'title' is empty"),
        (
            '"Test"',
            "2019",
            r":2:8: error: 'title' cannot be the number 2019\n.*\n +put it in quotes",
        ),
        (
            "detente: 1",
            "detente: 2",
            r":1:10: error: 'detente' cannot be the number 2\n.*at most 1",
        ),
        ("detente: 1", "detente: one", r"'detente' cannot be 'one'\n +allowed: a whole number"),
        (
            "role: signatory}\n  south",
            "role: signer}\n  south",
            r":4:31: error: 'role' cannot be 'signer'\n +allowed: signatory, .*\n"
            r" +did you mean 'signatory'",
        ),
        (
            "label: North, role",
            "lable: North, role",
            r":4:11: error: unknown key 'lable'(.*\n)+ +did you mean 'label'",
        ),
        (
            "  north: {label: North, role: signatory}",
            "  north:",
            r":4:9: error: 'north' is empty\n +allowed: a block with label, role",
        ),
        (
            "status_quo: none",
            "status_quo: [none]",
            r":9:17: error: 'status_quo' cannot be a list of 1\n +allowed: a text",
        ),
        (
            "      half: {label: Half}\n",
            "",
            r":11:7: error: 'options' has too few entries\n +allowed: at least 2",
        ),
        (
            "none: {label: None}",
            "none: {label: None, on_table: maybe}",
            r"'on_table' cannot be 'maybe'\n +allowed: true or false",
        ),
        (
            IMPORTANCE,
            "importance: x, scores: {none: 0",
            r":16:27: error: 'x' is not a number: write 12",
        ),
        (
            IMPORTANCE,
            "importance: [60, 50], scores: {none: 0",
            r":16:27: error: range \[60, 50\] is upside down: write \[50, 60\]",
        ),
        (
            IMPORTANCE,
            "importance: [60], scores: {none: 0",
            r":16:27: error: too few values in this list: 1 found\n +allowed: 2 values",
        ),
        (
            IMPORTANCE,
            "importance: [1, 2, 3], scores: {none: 0",
            r"'importance' has too many entries\n +allowed: at most 2",
        ),
        (
            IMPORTANCE,
            "importance: [1, x], scores: {none: 0",
            r":16:31: error: entry 2 of 'importance' cannot be 'x'\n +allowed: a number",
        ),
        (
            IMPORTANCE,
            "importance: {rnage: [1, 2]}, scores: {none: 0",
            r"unknown key 'rnage'(.*\n)+ +did you mean 'range'",
        ),
        (
            IMPORTANCE,
            "importance: {point: 1, range: [1, 2]}, scores: {none: 0",
            r"exactly one of point, .* found point, range",
        ),
        (
            IMPORTANCE,
            "importance: .nan, scores: {none: 0",
            r":16:27: error: '\.nan' is not a finite number",
        ),
        (
            "starts: 2020-06-01",
            "starts: 2020-06-31",
            r":23:37: error: '2020-06-31' is not a day of the calendar",
        ),
        ("starts: 2020-06-01", "starts: June", r"'June' is not a date: write YYYY-MM-DD"),
        (
            "values:\n",
            "linkages:\n  - {option: water, requires: [a/b]}\nvalues:\n",
            r":14:14: error: 'water' is not an option\n +allowed: .*issue/option",
        ),
        (
            "values:\n",
            "linkages:\n  - {excludes: [water/half]}\nvalues:\n",
            r":14:5: error: excludes names at least two options",
        ),
        (
            "values:\n",
            "linkages: x\nvalues:\n",
            r":13:11: error: 'linkages' cannot be 'x'\n +allowed: a list\n +write \[x\]",
        ),
        (
            "values:\n",
            PACKAGE % 5 + "\nvalues:\n",
            r":13:80: error: 'water' cannot be the number 5\n +allowed: a name, or a list",
        ),
        ("values:\n", PACKAGE % "[a, B]" + "\nvalues:\n", r":13:84: error: 'B' is not a name"),
        (
            "values:\n",
            BELIEF % 0 + "\nvalues:\n",
            r"'weight' cannot be the number 0\n +allowed: above 0",
        ),
        (
            "values:\n",
            BELIEF % "1, changes: [{number: x, set: 1}]" + "\nvalues:\n",
            r"'x' is not a pointer\n +allowed: a pointer such as /values/",
        ),
    ],
)
def test_a_mistake_of_shape_is_told_once_in_plain_words(write_case, old, new, message):
    assert LINES.count(old) == 1
    text = refused(write_case(LINES.replace(old, new)))
    assert re.search(message, text, re.MULTILINE)
    assert text.count(": error: ") == 1
    for jargon in ("Input should", "validation", "pydantic", "dict", "tuple", "NoneType", "str["):
        assert jargon not in text


def test_a_wrong_name_is_told_where_it_stands(write_case):
    text = refused(write_case(LINES.replace("  north: {label", "  North Town: {label")))
    assert re.search(":4:3: error: 'North Town' is not a name: use lower-case letters", text)


def test_all_mistakes_of_all_files_are_told_at_once_by_place(write_case):
    data = tiny_case_data()
    data["parties"]["north"]["role"] = "signer"
    data["issues"]["mill"]["status_quo"] = "opne"
    data["linkages"].append({"excludes": ["mill/open", "watr/full"]})
    folder = write_case({**data, "include": ["record.yaml"]})
    (folder / "record.yaml").write_text("record:\n  x: {happened: soon}\n")
    with pytest.raises(InputError) as caught:
        load_case(folder)
    messages = [p.message for p in caught.value.problems]
    assert "'role' cannot be 'signer'" in messages
    assert "'soon' is not a date: write YYYY-MM-DD" in messages
    assert "there is no option 'watr/full'" in messages, "names are checked where shape allows"
    assert "there is no option of 'mill' 'opne'" in messages
    assert not any("north" in m for m in messages), "a broken entry's name still counts as known"
    places = [(p.place.file, p.place.line) for p in caught.value.problems]
    assert places == sorted(places)


# -- nothing else ever comes out ----------------------------------------------------------


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_damage_to_a_case_ends_in_success_or_in_problems(tmp_path, data):
    folder = tmp_path / "new"
    if not folder.exists():
        new_case(folder)
    name = data.draw(st.sampled_from(FILES))
    source = (Path(__file__).parents[2] / "src/detente/case/data" / name).read_text("utf-8")
    start = data.draw(st.integers(0, len(source)))
    match data.draw(st.sampled_from(["cut", "remove", "insert", "swap"])):
        case "cut":
            damaged = source[:start]
        case "remove":
            damaged = source[:start] + source[start + data.draw(st.integers(1, 60)) :]
        case "insert":
            damaged = source[:start] + data.draw(st.text(max_size=6)) + source[start:]
        case _:
            lines = source.splitlines(keepends=True)
            i, j = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[i], lines[j] = lines[j], lines[i]
            damaged = "".join(lines)
    (folder / name).write_text(damaged, "utf-8", errors="replace", newline="")
    problems: tuple[Problem, ...] = ()
    try:
        check(load_case(folder))
    except InputError as error:
        problems = error.problems
    (folder / name).write_text(source, "utf-8")
    assert all(p.message and p.place.file for p in problems)
