"""Changing one number: comments, quotes and order stay; nothing is half-written."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys

import pytest

from detente.case import saving
from detente.case.loading import load_case
from detente.case.rewriting import Beside, rewritten
from detente.case.saving import edited, parse_value, set_value, set_values, write, write_copy
from detente.case.scaffold import FILES, new_case
from detente.case.tree import parse
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


SEVERAL = {ROAD: [40, 50], "/courses/blockade/likelihood": 40}
"""Values of two files."""


def test_several_values_of_several_files_are_set_at_once(folder):
    before = lines(folder)
    assert set_values(folder, SEVERAL) == [folder / "values.yaml", folder / "case.yaml"]
    after = lines(folder)
    changed = sum(old != new for f in FILES for old, new in zip(before[f], after[f], strict=True))
    assert changed == 2


def test_values_are_checked_together_and_all_refused_together(folder):
    before = lines(folder)
    # Each alone leaves the importances able to sum to 100; together they do not.
    water = ROAD.replace("road", "water")
    set_values(folder, {})
    edited(folder, {ROAD: [50, 60]})
    edited(folder, {water: [50, 60]})
    with pytest.raises(InputError, match="at least 110 in sum"):
        set_values(folder, {ROAD: [50, 60], water: [50, 60]})
    with pytest.raises(UsageError, match="nothing at '/nowhere/x'"):
        set_values(folder, {ROAD: [40, 50], "/nowhere/x": 1})
    assert lines(folder) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, UsageError])
@pytest.mark.parametrize("late", [False, True])
def test_an_interruption_between_two_files_gives_the_first_its_old_text_back(
    folder, monkeypatch, error, late
):
    before, real, count = lines(folder), saving.write_atomic, [0]

    def stumbling(file, text):
        count[0] += 1
        if count[0] == 2 and not late:
            raise error
        real(file, text)
        if count[0] == 2 and late:
            raise error

    monkeypatch.setattr(saving, "write_atomic", stumbling)
    with pytest.raises(error):
        set_values(folder, SEVERAL)
    assert count[0] >= 3
    assert lines(folder) == before


CRASH = """
import os, sys
from pathlib import Path
from detente.case import saving
real, left = saving.write_atomic, int(sys.argv[2])
def dying(file, text):
    global left
    if not left:
        os._exit(9)
    left -= 1
    real(file, text)
saving.write_atomic = dying
from detente.case.rewriting import Beside
saving.set_values(Path(sys.argv[1]), {
    "/analysts": {"as-stated": {"label": "A"}, "ann": {"label": "Ann"}},
    "/values/upper-town/issues/road/importance":
        Beside("ann", {"range": [31, 49]}, {"as-stated": ""}),
})
"""


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_crash_between_two_files_leaves_a_case_that_loads_and_the_work_can_be_repeated(
    folder, tmp_path, left
):
    """The analysts are declared before a number names them."""
    before = lines(folder)
    done = subprocess.run([sys.executable, "-c", CRASH, str(folder), str(left)], check=False)
    assert done.returncode == (0 if left == 2 else 9)
    after = lines(folder)
    assert [f for f in FILES if after[f] != before[f]] == ["case.yaml", "values.yaml"][:left]
    load_case(folder)
    if left < 2:
        subprocess.run([sys.executable, "-c", CRASH, str(folder), "9"], check=True)
    given = load_case(folder).case.values["upper-town"].issues["road"].importance.analysts
    assert {name: q.range for name, q in given.items()} == {"as-stated": (30, 50), "ann": (31, 49)}


def test_a_changed_file_is_whole_and_a_rule_can_refuse_it(folder):
    def never(loaded):
        yield saving.Problem("no", loaded.source.place(ROAD), ROAD)

    before = lines(folder)
    with pytest.raises(InputError, match=r"values\.yaml:\d+:\d+: error: no"):
        edited(folder, {ROAD: 40}, (never,))
    edit = edited(folder, {ROAD: 40})
    assert lines(folder) == before
    assert write(edit) == [folder / "values.yaml"]
    assert lines(folder) != before


def test_a_copy_holds_every_file_of_the_case_and_what_stands_beside(folder, tmp_path):
    (folder / "ideas.yaml").write_text("left: out\n", "utf-8")
    (folder / "more").mkdir()
    (folder / "levers.yaml").rename(folder / "more" / "levers.yaml")
    text = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(text.replace("- levers.yaml", "- more/levers.yaml"), "utf-8")
    before = load_case(folder).case
    write_copy(edited(folder, {ROAD: [40, 50]}), tmp_path / "copy")
    assert (tmp_path / "copy" / "ideas.yaml").read_text("utf-8") == "left: out\n"
    assert (tmp_path / "copy" / "more" / "levers.yaml").exists()
    assert load_case(tmp_path / "copy").case != before == load_case(folder).case


NUMBERS = """\
a:
  list: [30, 50]  # on list
  # before point
  point: 12    # on point
  flow: {range: [1, 2], basis: {judgement: why}, factors: {rain: 0.3}}  # on flow
  bare: {triangular: [1, 2, 3]}  # on bare
  # before block
  block:
    # in block
    triangular: [1, 2, 3]   # on shape
    # before basis

    basis: {judgement: why}  # on basis
    note: n
  inside: {v: [1, 2], u: 3}
  # before last
  last:
    triangular: [1, 2, 3]
    # below last
  end:
    range: [1, 3] # on end
# before c
c: 1
# at the end
"""
PLACES = ("list", "point", "flow", "bare", "block", "inside/v", "last", "end")


def stands_before(text):
    """Return the key that follows each line of comment; a shape may have gone under a name."""
    found, waiting = {}, []
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            waiting.append(line.strip())
        elif line.strip():
            key = line.split(":")[0].strip()
            found |= dict.fromkeys(waiting, "triangular" if key == "analysts" else key)
            waiting = []
    return found


@pytest.mark.parametrize("place", PLACES)
def test_a_number_beside_another_keeps_every_comment_in_its_place(place):
    new = {"range": [3, 4], "basis": {"judgement": "because: # 'x'", "by": "Ann"}}
    after = rewritten(NUMBERS, [(f"/a/{place}", Beside("ann", new, {"as-stated": ""}), place)])
    below = [line for line in after.splitlines() if line.lstrip().startswith("#")]
    assert below == [x for x in NUMBERS.splitlines() if x.lstrip().startswith("#")]
    assert stands_before(after) == stands_before(NUMBERS)
    for comment in re.findall(r"# on \w+", NUMBERS):
        assert after.count(comment) == 1
    data, old = parse(after, "x").data, parse(NUMBERS, "x").data
    block, plain = data["a"], old["a"]
    for part in place.split("/")[:-1]:
        block, plain = block[part], plain[part]
    last = place.rpartition("/")[2]
    several, stated = block[last], plain[last]
    whole = stated if isinstance(stated, dict) else {}
    assert several.pop("analysts") == {
        "as-stated": {k: v for k, v in whole.items() if k not in ("basis", "note")} or stated,
        "ann": new,
    }
    kept = ("basis", "note", "factors") if "basis" in whole else ()
    assert several == {k: v for k, v in whole.items() if k in kept}
    block[last] = stated
    assert data == old
