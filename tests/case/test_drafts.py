"""Versions of a text in a case: what is wrong is said with its place; saving keeps the rest."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case.adding import add_file, draft_file
from detente.case.checking import check, load_checked
from detente.case.loading import load_case
from detente.errors import InputError, Problem, UsageError
from tests.drafting.rounds.tree import tree_data


def problems(write_case, data: dict[str, Any]) -> list[Problem]:
    """Return the errors of a case on disk, of shape or of sense."""
    try:
        return [p for p in check(load_case(write_case(data))) if p.severity == "error"]
    except InputError as error:
        return error.problems


def only(write_case, data: dict[str, Any]) -> Problem:
    found = problems(write_case, data)
    assert len(found) == 1, [str(p) for p in found]
    assert found[0].place.file.endswith("case.yaml")
    assert found[0].place.line
    assert found[0].place.column
    return found[0]


def test_the_tree_is_sound(write_case) -> None:
    assert problems(write_case, tree_data()) == []


def test_an_unknown_parent_is_named_with_the_likely_one(write_case) -> None:
    data = tree_data()
    data["drafts"]["second"]["parent"] = "frist"
    found = only(write_case, data)
    assert (found.code, found.pointer) == ("unknown-draft", "/drafts/second/parent")
    assert "did you mean 'first'" in found.hint


def test_a_circle_of_parents_is_told_once(write_case) -> None:
    data = tree_data()
    data["drafts"]["first"]["parent"] = "third"
    for draft in data["drafts"].values():
        del draft["date"]
    found = only(write_case, data)
    assert found.code == "circle"
    assert "first -> third -> second -> first" in found.message


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        (lambda d: d.update(by=["nroth"]), "/by/0", "unknown-party"),
        (lambda d: d.update(package="ofer"), "/package", "unknown-package"),
        (lambda d: d.update(edition="korean"), "/edition", "unknown-edition"),
        (lambda d: d["names"].update(west="West"), "/names/west", "unknown-party"),
        (
            lambda d: _bracket(d)["alternatives"][1].update(by=["west"]),
            "/articles/0/paragraphs/0/content/1/alternatives/1/by/0",
            "unknown-party",
        ),
        (
            lambda d: _bracket(d)["alternatives"][1].update(options={"water": "nine"}),
            "/articles/0/paragraphs/0/content/1/alternatives/1/options/water",
            "unknown-option",
        ),
        (
            lambda d: d["articles"][0]["paragraphs"][2].update(options={"bridge": "x"}),
            "/articles/0/paragraphs/2/options/bridge",
            "unknown-option",
        ),
        (
            lambda d: d["articles"][0]["paragraphs"][2].update(id="article-1/mill"),
            "/articles/0/paragraphs/2/id",
            "duplicate-id",
        ),
        (
            lambda d: d["articles"][0]["paragraphs"][0].update(status="agreed"),
            "/articles/0/paragraphs/0/status",
            "agreed-with-bracket",
        ),
        (
            lambda d: d["articles"][0]["paragraphs"][1].update(options={"bridge": "no"}),
            "/articles/0/paragraphs/2/options/bridge",
            "contradiction",
        ),
        (lambda d: d.update(date="2019-06-30"), "/date", "date"),
        (
            lambda d: d.update(notes={"a": {**_NOTE, "about": "article-9"}}),
            "/notes/a/about",
            "unknown-paragraph",
        ),
        (
            lambda d: d.update(notes={"a": {**_NOTE, "by": "west"}}),
            "/notes/a/by",
            "unknown-party",
        ),
    ],
)
def test_each_mistake_has_its_place(write_case, change, pointer: str, code: str) -> None:
    data = tree_data()
    del data["drafts"]["third"]
    change(data["drafts"]["second"])
    found = only(write_case, data)
    assert (found.pointer, found.code) == (f"/drafts/second{pointer}", code)


_NOTE = {"by": "north", "text": "Asked at home.", "confidential": False}


def _bracket(draft: dict[str, Any]) -> dict[str, Any]:
    return draft["articles"][0]["paragraphs"][0]["content"][1]


def test_a_mediator_need_not_be_a_party(write_case) -> None:
    data = tree_data()
    data["drafts"]["first"]["by"] = ["mediator"]
    assert problems(write_case, data) == []


def test_a_note_is_confidential_unless_it_says_otherwise(write_case) -> None:
    data = tree_data()
    data["drafts"]["first"]["notes"] = {
        "open-one": {**_NOTE, "about": "article-1/mill"},
        "closed": {**_NOTE, "confidential": True},
        "silent": {"by": "north", "text": "Not said."},
    }
    loaded, _ = load_checked(write_case(data))
    assert list(loaded.case.drafts["first"].notes) == ["open-one"]
    assert list(loaded.data["drafts"]["first"]["notes"]) == ["open-one"]
    assert loaded.source.withheld
    notes = {p for p in loaded.places if "/notes/" in p}
    assert notes
    assert all(p.startswith("/drafts/first/notes/open-one") for p in notes)


MAIN = """\
# The case of the river.
include:
  - rest.yaml   # everything else
# Below stands what is short.
title: Two towns and a river   # as both call it
"""


def _folder(write_case) -> Any:
    data = tree_data()
    drafts = data.pop("drafts")
    del data["title"]
    write_case(data, "rest.yaml")
    folder = write_case(MAIN)
    return folder, drafts


def test_adding_a_version_keeps_comments_and_names_the_file(write_case) -> None:
    folder, drafts = _folder(write_case)
    made = add_file(folder, "drafts/first.yaml", draft_file("first", drafts["first"]))
    assert made == folder / "drafts" / "first.yaml"
    after = (folder / "case.yaml").read_text("utf-8")
    assert after == MAIN.replace(
        "# everything else\n", "# everything else\n  - drafts/first.yaml\n"
    )
    loaded, _ = load_checked(folder)
    assert list(loaded.case.drafts) == ["first"]


def test_a_version_that_would_break_the_case_is_not_written(write_case) -> None:
    folder, drafts = _folder(write_case)
    wrong = draft_file("first", {**drafts["first"], "package": "ofer"})
    with pytest.raises(InputError, match="ofer"):
        add_file(folder, "drafts/first.yaml", wrong)
    assert not (folder / "drafts").exists()
    assert (folder / "case.yaml").read_text("utf-8") == MAIN


def test_nothing_is_left_when_the_second_file_cannot_be_written(write_case, monkeypatch) -> None:
    from detente.case import adding

    folder, drafts = _folder(write_case)
    real = adding.write_atomic

    def failing(path, content) -> None:
        if path.name == "case.yaml":
            raise UsageError("the disk is full")
        real(path, content)

    monkeypatch.setattr(adding, "write_atomic", failing)
    with pytest.raises(UsageError, match="full"):
        add_file(folder, "drafts/first.yaml", draft_file("first", drafts["first"]))
    assert not (folder / "drafts").exists()
    assert (folder / "case.yaml").read_text("utf-8") == MAIN


def test_a_file_that_is_there_is_not_written_over(write_case) -> None:
    folder, drafts = _folder(write_case)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "first.yaml").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists"):
        add_file(folder, "drafts/first.yaml", draft_file("first", drafts["first"]))
    assert (folder / "drafts" / "first.yaml").read_text("utf-8") == "mine"
