"""A reader's dissent merged into a case: under its author's name, comments kept, or refused."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from detente.answers.patch import apply_patch, read_patch, slug_of
from detente.answers.sampling import band
from detente.beliefs.study import Study
from detente.case.checking import load_checked
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.resolve import case_hash
from detente.case.scaffold import new_case, new_spreadsheet
from detente.errors import InputError, UsageError
from tests.builders import tiny_case_data, uncertain_case_data

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"
WATER = "/values/upper-town/issues/water/importance"
QUARREL = "/values/lower-town/no_deal/courses/quarrel/value"
BLOCKADE = "/values/lower-town/no_deal/courses/blockade/value"
THIRD = "/values/farmers/issues/water/scores/third"


@pytest.fixture
def river(tmp_path: Path) -> Path:
    new_case(tmp_path / "river")
    return tmp_path / "river"


def written(
    folder: Path,
    changes: dict[str, tuple[float, float]],
    author: str = "Ann Lee",
    why: str = "",
    was: tuple[float, float] | None = None,
    of: Path | None = None,
) -> Path:
    """Write a patch of a case as the page does."""
    case = load_checked(of or folder)[0].case
    known = numbers(case)
    lines = [f"# A dissent\ndissent: 1\ncase: {json.dumps(case_hash(case))}"]
    lines += [f"author: {json.dumps(author)}\ndate: 2024-05-01\nchanges:"]
    for pointer, (low, high) in changes.items():
        stated = was or (band(known[pointer].quantity) if pointer in known else (0, 1))
        lines += [
            f"  - number: {json.dumps(pointer)}\n    range: [{low}, {high}]",
            f"    was: [{stated[0]}, {stated[1]}]\n    why: {json.dumps(why)}",
        ]
    file = folder.parent / f"{slug_of(author)}.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def case_of(folder: Path) -> Case:
    return load_checked(folder)[0].case


def texts(folder: Path) -> dict[str, str]:
    return {f.name: f.read_text("utf-8") for f in sorted(folder.iterdir())}


def comments(folder: Path) -> Counter[str]:
    found = re.findall(r"(?:^|\s)#.*$", "\n".join(texts(folder).values()), re.MULTILINE)
    return Counter(c.strip() for c in found)


# -- as an analyst -------------------------------------------------------------------------


def test_a_dissent_stands_beside_the_stated_numbers_with_its_reason(river: Path) -> None:
    before = case_of(river)
    why = 'They said: "water first" # twice'
    patch = written(river, {WATER: (40, 55), QUARREL: (5, 5)}, why=why)
    done = apply_patch(river, patch)
    case = case_of(river)
    assert (done.author, done.analyst, len(done.changes), done.warnings) == (
        "Ann Lee", "ann-lee", 2, ())  # fmt: skip
    assert list(case.analysts) == ["as-stated", "ann-lee"]
    assert case.analysts["ann-lee"].label == "Ann Lee"
    given = numbers(case)[WATER].quantity.analysts
    assert given is not None
    assert given["as-stated"] == numbers(before)[WATER].quantity
    assert given["ann-lee"].range == (40, 55)
    assert given["ann-lee"].basis is not None
    assert (given["ann-lee"].basis.judgement, given["ann-lee"].basis.by) == (why, "Ann Lee")
    point = (numbers(case)[QUARREL].quantity.analysts or {})["ann-lee"]
    assert (point.point, point.basis) == (5, given["ann-lee"].basis)


def test_nothing_else_changes_and_every_comment_stays(river: Path, tmp_path: Path) -> None:
    before, said = numbers(case_of(river)), comments(river)
    apply_patch(river, written(river, {WATER: (40, 55), THIRD: (5, 15)}), out=tmp_path / "new")
    after = numbers(case_of(tmp_path / "new"))
    assert {p for p in before if before[p] != after[p]} == {WATER, THIRD}
    assert before.keys() == after.keys()
    assert comments(tmp_path / "new") == said
    # The folder that was copied is as it was.
    assert numbers(case_of(river)) == before


@pytest.mark.parametrize("pointer", [WATER, QUARREL, THIRD])
def test_draws_of_the_author_lie_in_the_new_range_and_the_stated_ones_stay(
    river: Path, pointer: str
) -> None:
    before = Study(case_of(river), seed=4)
    apply_patch(river, written(river, {pointer: (41, 44)}))
    author = Study(case_of(river), seed=4, analyst="ann-lee")
    stated = Study(case_of(river), seed=4, analyst="as-stated")
    if pointer == WATER:
        drawn = 100 * author.shares("upper-town", 2)[0]
        kept, old = stated.shares("upper-town", 2), before.shares("upper-town", 2)
    else:
        drawn = author.number(pointer, 2)
        kept, old = stated.number(pointer, 2), before.number(pointer, 2)
    free = author.holds(frozenset({"market-first"}), 2)  # the other account sets this number
    drawn = drawn[free] if pointer == WATER else drawn
    assert 41 - 1e-9 <= drawn.min() < 42 < 43 < drawn.max() <= 44 + 1e-9
    np.testing.assert_allclose(kept, old)


def test_readers_come_one_after_another_and_each_keeps_their_own(river: Path) -> None:
    first = written(river, {WATER: (40, 55)})
    second = written(river, {THIRD: (5, 15)}, "Bob")
    third = written(river, {QUARREL: (1, 2)}, "Cem")
    fourth = written(river, {WATER: (20, 35)}, "Dag")
    assert apply_patch(river, first).warnings == ()
    for patch in (second, third, fourth):
        # The case has changed since, but not the number as its reader saw it.
        assert [p.code for p in apply_patch(river, patch).warnings] == ["other-case"]
    case = case_of(river)
    assert list(case.analysts) == ["as-stated", "ann-lee", "bob", "cem", "dag"]
    said = {
        WATER: {"ann-lee": (40, 55), "dag": (20, 35)},
        THIRD: {"bob": (5, 15)},
        QUARREL: {"cem": (1, 2)},
    }
    for name in case.analysts:
        study = Study(case, analyst=name)
        for pointer, own in said.items():
            rows = list(study._analyst_rows(numbers(case)[pointer].quantity, 0))
            (whose, taken), *others = rows
            assert (others, len(taken)) == ([], 4096)
            quantity = (numbers(case)[pointer].quantity.analysts or {})[whose]
            expected = own.get(name, {WATER: (30, 50), THIRD: (25, 60), QUARREL: (0, 15)}[pointer])
            assert quantity.range == expected, (name, pointer)


def test_a_second_dissent_of_one_reader_takes_the_place_of_the_first(river: Path) -> None:
    apply_patch(river, written(river, {WATER: (40, 55)}))
    apply_patch(river, written(river, {WATER: (35, 45)}, was=(30, 50)))
    once = texts(river)
    given = numbers(case_of(river))[WATER].quantity.analysts or {}
    assert given["ann-lee"].range == (35, 45)
    apply_patch(river, written(river, {WATER: (35, 45)}, was=(30, 50)))
    assert texts(river) == once


def test_analysts_of_the_case_keep_their_numbers(write_case: Any) -> None:
    folder = write_case(uncertain_case_data())
    before = case_of(folder)
    several = [p for p, n in numbers(before).items() if n.quantity.analysts]
    single = "/values/north/no_deal/courses/drought/value"
    low, high = band(numbers(before)[single].quantity)
    apply_patch(folder, written(folder, {single: (low + 1, high + 1), several[0]: (11, 12)}))
    after = case_of(folder)
    assert list(after.analysts) == ["ada", "ben", "ann-lee"]
    for name in ("ada", "ben"):
        old, new = Study(before, seed=2, analyst=name), Study(after, seed=2, analyst=name)
        for pointer in numbers(before):
            np.testing.assert_allclose(new.number(pointer, 0), old.number(pointer, 0))
    mine = Study(after, seed=2, analyst="ann-lee")
    assert 11 <= mine.number(several[0], 0).min() <= mine.number(several[0], 0).max() <= 12


SHAPES: list[Any] = [
    30,
    [20, 40],
    {"point": 30},
    {"triangular": [10, 30, 60]},
    {"normal": [30, 5], "within": [0, 90], "factors": {"rain": 0.6}},
    {"empirical": [10, 20, 50], "weights": [1, 2, 1]},
    {"range": [20, 40], "basis": {"judgement": "seen", "record": ["late"]}, "note": "n"},
    {"range": [20, 40], "basis": {"judgement": "own"}, "factors": {"rain": -0.5}},
    {"beta": [2, 3], "known_from": "2019-06-01", "before": [0, 10]},
    {"range": [20, 40], "known_from": "2019-06-01", "before": [0, 10]},
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dated", [False, True])
def test_a_number_of_any_shape_stays_what_it_was_on_every_day(
    write_case: Any, shape: Any, dated: bool
) -> None:
    """Day, basis and note stay with the number; the shape and its factors go to a name."""
    pointer = "/values/north/no_deal/courses/drought/value"
    data = tiny_case_data()
    data["factors"] = {"rain": {"label": "Rain"}}
    data["sources"] = {"paper": {"label": "Paper", "reliability": "B"}}
    data["record"] = {
        "late": {"happened": "2019-05-01", "known_from": "2019-06-01", "actor": "x",
                 "kind": "event", "text": "t", "sources": ["paper"], "credibility": 2,
                 "provenance": "memory"}
    }  # fmt: skip
    if dated:
        data["values"]["north"]["basis"] = {"judgement": "j", "record": ["late"]}
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = shape
    data["values"]["south"]["no_deal"]["courses"]["drought"]["drift"] = {
        "normal": [1, 1], "factors": {"rain": 0.3}}  # fmt: skip
    folder = write_case(data)
    before = case_of(folder)
    apply_patch(folder, written(folder, {pointer: (70, 75)}))
    after = case_of(folder)
    old, new = numbers(before)[pointer], numbers(after)[pointer]
    assert (old.basis, old.known_from) == (new.basis, new.known_from)
    given = new.quantity.analysts or {}
    assert given["ann-lee"].factors == old.quantity.factors == given["as-stated"].factors
    for day in (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31)):
        plain = Study(before, seed=3, as_of=day)
        stated = Study(after, seed=3, as_of=day, analyst="as-stated")
        np.testing.assert_allclose(stated.number(pointer, 1), plain.number(pointer, 1))
    # Before the number was known the reader did not disagree with it.
    early = Study(after, seed=3, as_of=datetime.date(2019, 1, 1), analyst="ann-lee")
    if old.known_from is not None:
        plain = Study(before, seed=3, as_of=datetime.date(2019, 1, 1))
        np.testing.assert_allclose(early.number(pointer, 1), plain.number(pointer, 1))
    else:
        assert 70 <= early.number(pointer, 1).min() <= early.number(pointer, 1).max() <= 75


def test_every_movable_number_of_hanoi_can_be_dissented_from(tmp_path: Path) -> None:
    before, kept = case_of(HANOI), comments_in(HANOI)
    movable = ("/no_deal/courses/", "/scores/")
    changes = {
        p: (51.0, 52.5) for p in numbers(before) if any(part in p for part in movable)
    }  # fmt: skip
    changes = {p: c for p, c in changes.items() if p.endswith("/value") or "/scores/" in p}
    patch = written(tmp_path / "x", changes, of=HANOI)
    apply_patch(HANOI, patch, out=tmp_path / "hanoi")
    loaded, _ = load_checked(tmp_path / "hanoi")
    after = numbers(loaded.case)
    assert {p for p in after if after[p].quantity.analysts} == changes.keys()
    assert comments_in(tmp_path / "hanoi") >= kept


def comments_in(folder: Path) -> Counter[str]:
    lines = [line for f in folder.glob("*.yaml") for line in f.read_text("utf-8").splitlines()]
    return Counter(line.strip() for line in lines if line.lstrip().startswith("#"))


ANY = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda x: (min(x), max(x)))


@given(moves=st.dictionaries(st.sampled_from([QUARREL, THIRD, BLOCKADE]), ANY, min_size=1))
@settings(max_examples=8, phases=[Phase.generate])  # each example writes a folder
def test_what_the_page_writes_is_what_the_author_says(
    tmp_path_factory: pytest.TempPathFactory, moves: dict[str, tuple[float, float]]
) -> None:
    folder = tmp_path_factory.mktemp("any") / "river"
    new_case(folder)
    apply_patch(folder, written(folder, moves))
    after = numbers(case_of(folder))
    for pointer, (low, high) in moves.items():
        mine = (after[pointer].quantity.analysts or {})["ann-lee"]
        assert (mine.range or (mine.point, mine.point)) == (low, high)


# -- in the place of the stated ------------------------------------------------------------


def test_replace_puts_the_number_and_its_reason_in_the_place(river: Path) -> None:
    patch = written(river, {WATER: (40, 55), QUARREL: (5, 5)}, why="seen there")
    said = comments(river)
    done = apply_patch(river, patch, how="replace")
    case = case_of(river)
    assert (done.analyst, case.analysts) == (None, {})
    number = numbers(case)[WATER].quantity
    assert number.range == (40, 55)
    assert number.basis is not None
    assert (number.basis.judgement, number.basis.by) == ("seen there", "Ann Lee")
    assert numbers(case)[QUARREL].quantity.point == 5
    assert comments(river) == said


def test_replace_ends_a_dispute_and_keeps_day_and_factors(write_case: Any) -> None:
    data = tiny_case_data()
    data["factors"] = {"rain": {"label": "Rain"}}
    pointer = "/values/north/no_deal/courses/drought/value"
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"] = {
        "normal": [30, 5], "within": [0, 90], "factors": {"rain": 0.6},
        "known_from": "2019-06-01", "before": [0, 10], "basis": {"judgement": "old"}}  # fmt: skip
    folder = write_case(data)
    apply_patch(folder, written(folder, {pointer: (70, 75)}), how="replace")
    number = numbers(case_of(folder))[pointer].quantity
    assert (number.range, number.normal, number.within) == ((70, 75), None, None)
    assert number.factors == {"rain": 0.6}
    assert number.known_from == datetime.date(2019, 6, 1)
    assert number.before
    assert number.before.range == (0, 10)
    other = written(folder, {pointer: (60, 65)}, "Bob")
    apply_patch(folder, other)
    apply_patch(folder, written(folder, {pointer: (1, 2)}, "Cem"), how="replace")
    assert numbers(case_of(folder))[pointer].quantity.range == (1, 2)


# -- refused -------------------------------------------------------------------------------


def refused(folder: Path, patch: Path, match: str, **options: Any) -> None:
    before = texts(folder)
    with pytest.raises((InputError, UsageError), match=match):
        apply_patch(folder, patch, **options)
    assert texts(folder) == before


def test_a_number_that_is_another_now_is_refused_with_the_mend(river: Path) -> None:
    patch = written(river, {WATER: (40, 55)}, was=(10, 20))
    told = r"disagreed with 10 to 20, and the case now says 30 to 50\n.*was: \[30, 50\]"
    refused(river, patch, rf"ann-lee\.yaml:7:13: error: Upper Town: importance of Water.*{told}")
    patch.write_text(patch.read_text("utf-8").replace("was: [10, 20]", "was: [30, 50]"), "utf-8")
    assert apply_patch(river, patch).analyst == "ann-lee"


def test_every_fault_is_named_at_once(river: Path) -> None:
    gone = THIRD.replace("scores", "score")
    patch = written(river, {gone: (1, 2), WATER: (40, 55)}, was=(1, 2))
    told = rf"did you mean '{THIRD}'\?.*:11:13: error"
    refused(river, patch, rf"(?s)ann-lee\.yaml:7:13: error: the case has no number at .*{told}")


def test_importances_that_cannot_be_shares_of_one_whole_are_refused(river: Path) -> None:
    """Beside others' they could be: the author's alone are looked at."""
    patch = written(river, {WATER: (90, 95)})
    refused(river, patch, r"ann-lee\.yaml:7:13: error: by the numbers of Ann Lee alone, the "
            r"importances of Upper Town are at least 130 in sum")  # fmt: skip
    refused(river, patch, r"ann-lee\.yaml:7:13: error: the importances", how="replace")


def test_another_person_of_the_same_slug_is_not_overwritten(river: Path) -> None:
    first = written(river, {WATER: (40, 55)})
    refused(river, first, "'as-stated', and that is somebody else", author="As stated")
    apply_patch(river, written(river, {WATER: (40, 55)}))
    other = written(river, {QUARREL: (1, 2)}, "Ann-Lee")
    refused(river, other, "'Ann-Lee' would be the analyst 'ann-lee', and that is somebody else")
    assert apply_patch(river, other, "Ann Lee of the embassy").analyst == "ann-lee-of-the-embassy"
    assert apply_patch(river, other, " ANN  LEE ").analyst == "ann-lee"
    refused(river, other, "'as-stated', and that is somebody else", author="As stated")


def test_without_a_name_nobody_is_made_up(river: Path) -> None:
    refused(river, written(river, {WATER: (40, 55)}, "​ \n"), "add --author NAME")


def test_a_spreadsheet_is_sent_to_convert(river: Path, tmp_path: Path) -> None:
    new_spreadsheet(tmp_path / "river.xlsx")
    patch = written(river, {WATER: (40, 55)})
    with pytest.raises(
        UsageError, match=r"is a spreadsheet: 'detente convert .*river\.xlsx FOLDER'"
    ):
        apply_patch(tmp_path / "river.xlsx", patch)
    from detente.cli.main import run

    assert run(["convert", str(tmp_path / "river.xlsx"), str(tmp_path / "folder")]) == 0
    assert apply_patch(tmp_path / "folder", patch).warnings == ()


def test_a_copy_is_not_put_over_something_or_into_the_case(river: Path, tmp_path: Path) -> None:
    patch = written(river, {WATER: (40, 55)})
    refused(river, patch, "is inside the case", out=river / "copy")
    refused(river, patch, "is not empty", out=river.parent)
    assert not (river / "copy").exists()


def test_a_shared_block_and_a_comment_inside_a_list_are_left_to_an_editor(river: Path) -> None:
    file = river / "values.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("importance: [30, 50]\n", "importance: [30, # a\n 50]\n", 1))
    refused(
        river, written(river, {WATER: (40, 55)}), f"comments stand inside the value at '{WATER}'"
    )
    file.write_text(text.replace("importance: [30, 50]\n", "importance: &w [30, 50]\n", 1))
    refused(river, written(river, {WATER: (40, 55)}), r"is shared \(&w\)")


HEAD = "dissent: 1\ncase: x\nauthor: A\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"p\.yaml: error: the file is not a dissent"),
        ("detente: 1\ntitle: x\n", r"it has no 'dissent: 1'"),
        ("[1, 2]", "is not a dissent"),
        ("dissent: 2\ncase: x\nchanges: [{number: /a, range: [1, 2]}]", r"p\.yaml:1:10: error"),
        (HEAD + "changes: []\n", r"p\.yaml:4:10: error"),
        (HEAD + "chagnes: []\n", r"unknown key 'chagnes'"),
        (HEAD + "changes:\n  - {number: /a, range: [3, 1]}\n", r"p\.yaml:5:.*upside down"),
        (HEAD + "changes:\n  - {number: /a, range: [1, .inf]}\n", r"p\.yaml:5:.*not a finite"),
        (HEAD + "changes:\n  - {number: /a, range: [1, yes]}\n", r"p\.yaml:5:"),
        (HEAD + "changes:\n  - {number: /a, range: 3}\n", r"p\.yaml:5:"),
        (HEAD + "changes:\n  - {number: /a, range: [1, 2]}\n  - {number: /a, range: [1, 3]}\n",
         r"p\.yaml:6:14: error: the number stands twice: first in line 5"),
        (HEAD + "changes: [*x]\n", r"p\.yaml:4:11: error: '\*x' repeats something"),
        (HEAD + "changes: !!python/object:os.system [x]\n", "the tag .* is not allowed"),
        (HEAD + "changes: " + "[" * 100 + "]" * 100, "nested more than 64 levels"),
        (HEAD + "changes:\n- &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"- &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(8)),
         "aliases .* repeat more than"),
        (HEAD + f"why: {'x' * 11_000_000}\n", "too large"),
        (HEAD + "changes: [1\n", r"p\.yaml:4:10: error: not valid YAML"),
        ("\x1b[31mdissent: 1", "control character"),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_file_is_one_message_with_its_place(
    river: Path, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_patch(file)
    refused(river, file, message)


def test_hostile_words_become_one_plain_line(river: Path) -> None:
    refused(
        river, written(river, {WATER: (40, 55)}, "Eve\u001b[31m"), r"cannot be printed \(U\+001B"
    )
    bad = "Eve\u202e\u2066 {x}: &a *b # !!c\nnext\u200b"
    patch = written(river, {WATER: (40, 55)}, bad, why=bad)
    done = apply_patch(river, patch)
    assert done.author == "Eve {x}: &a *b # !!c next"
    case = case_of(river)
    assert case.analysts[done.analyst or ""].label == done.author
    basis = (numbers(case)[WATER].quantity.analysts or {})[done.analyst or ""].basis
    assert basis
    assert basis.judgement == done.author


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ann Lee", "ann-lee"),
        (" ann   LEE ", "ann-lee"),
        ("José Ñuñez", "jose-nunez"),
        ("김철수", "reader-"),
        ("J. 김", "j-"),
        ("!!!", "reader-"),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_name_has_one_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug_of(f" {name} ")
    assert slug_of(name).startswith(slug)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(name))
    assert slug_of("김철수") != slug_of("김영희")
