"""Versions that are saved: composed ones state their package, returned ones keep every author."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from detente.answers.draft import draft
from detente.answers.reach import workspace
from detente.answers.rounds import rounds
from detente.answers.rounds_saving import save_composed, take_back
from detente.case.adding import draft_file
from detente.case.checking import load_checked
from detente.case.models import Case, Draft
from detente.case.spreadsheet.writing import write_new
from detente.case.tree import parse
from detente.drafting.analysis.composing import compose
from detente.drafting.analysis.deal import Deal
from detente.drafting.analysis.versions import as_data, text_of, version
from detente.drafting.compared import compare
from detente.drafting.reading import Source
from detente.drafting.text import Bracket, Text, paragraphs
from detente.errors import UsageError
from detente.report.draft.docx import to_docx as text_docx
from detente.report.redline.docx import to_docx as redline_docx
from detente.schedule.analysis.answer import Effort
from tests.drafting.making import deals
from tests.drafting.rounds.tree import tree_data

CASES = Path(__file__).parents[2] / "cases"
DAY = datetime.date(2019, 12, 1)
AT = datetime.datetime(2019, 12, 1, tzinfo=datetime.UTC)


@settings(deadline=None, max_examples=20)
@given(deals())
def test_every_text_that_is_composed_can_be_kept(deal: Deal) -> None:
    text = compose(deal).text
    data = parse(draft_file("v", as_data(text, label="V")), "v.yaml").data["drafts"]["v"]
    assert text_of("v", Draft.model_validate(data)) == replace(text, version="v")


def test_a_composed_version_stands_for_its_package(tmp_path: Path) -> None:
    """Hanoi, with and without a name for the deal: the saved words give the package back."""
    folder = tmp_path / "hanoi"
    shutil.copytree(CASES / "hanoi-2019", folder)
    loaded, _ = load_checked(folder)
    quick = Effort(0.5, 2, 1.0, 0.0, 1_024, False)
    finding = draft(workspace(loaded, 200, 1), "reported-draft", None, quick)
    save_composed(folder, loaded.case, "named", finding, ["mediator"], DAY)
    nameless = replace(finding, package="most-acceptable")
    saved = save_composed(folder, loaded.case, "nameless", nameless, ["mediator"], DAY)
    again, _ = load_checked(folder)
    assert version(again.case, "named") == replace(finding.text, version="named", date=DAY)
    ready = workspace(again, 200, 1, datetime.date(2019, 12, 31))
    found = {v.slug: v.value for v in rounds(ready).versions}
    assert {i: o for i, (o,) in found["named"].options.items()} == finding.options
    lost = {x.partition("/")[0]: again.case.issues[x.partition("/")[0]] for x in saved.unplaced}
    expected = finding.options | {issue: one.status_quo for issue, one in lost.items()}
    assert {i: o for i, (o,) in found["nameless"].options.items()} == expected


def _case(write_case) -> tuple[Path, Case]:
    data = tree_data()
    del data["drafts"]["second"], data["drafts"]["third"]
    folder = write_case(data)
    return folder, load_checked(folder)[0].case


def _came(sent: Text) -> Text:
    """Return the first version with softer words for the mill, and a bridge."""
    article = sent.articles[0]
    water, mill = article.paragraphs
    softer = replace(mill, content=("North may open the mill.",))
    bridge = replace(mill, id="article-1/bridge", number="1.3", content=("A bridge.",), origins=())
    return replace(sent, articles=(replace(article, paragraphs=(water, softer, bridge)),))


def _returned(folder: Path, case: Case, tracked: bool = True) -> Path:
    sent = version(case, "first")
    file = folder / "returned.docx"
    compared = compare(Source(sent, True, "a"), Source(_came(sent), True, "b"))
    document = redline_docx(compared, "Ms South", AT) if tracked else text_docx(_came(sent))
    file.write_bytes(document)
    return file


def test_tracked_changes_become_brackets_and_keep_their_author(write_case) -> None:
    folder, case = _case(write_case)
    saved = take_back(folder, case, _returned(folder, case), "second", "first", "south", DAY)
    assert (saved.changes, saved.untracked) == (4, 0)
    made = load_checked(folder)[0].case.drafts["second"]
    assert {c.author for c in made.changes} == {"Ms South"}
    assert {c.date for c in made.changes} == {"2019-12-01T00:00:00Z"}
    assert {"shall", "may"} <= {c.text for c in made.changes}
    text = {p.id: p for p in paragraphs(text_of("second", made))}
    ways = text["article-1/mill"].content[1].alternatives
    assert [(a.text, a.by) for a in ways] == [("shall", ("north",)), ("may", ("south",))]
    (bracket,) = text["article-1/bridge"].content
    assert [(a.text, a.by) for a in bracket.alternatives] == [
        ("", ("north",)),
        ("A bridge.", ("south",)),
    ]
    assert made.parent == "first"
    assert made.by == ("south",)


def test_what_was_changed_without_tracking_is_kept_as_that(write_case) -> None:
    folder, case = _case(write_case)
    file = _returned(folder, case, tracked=False)
    saved = take_back(folder, case, file, "second", "first", "south", DAY)
    assert saved.changes == saved.untracked == 2
    made = load_checked(folder)[0].case.drafts["second"]
    assert [(c.tracked, c.author, c.paragraph) for c in made.changes] == [
        (False, "", "article-1/mill"),
        (False, "", "article-1/bridge"),
    ]


def test_one_change_is_accepted_and_the_other_bracketed(write_case) -> None:
    folder, case = _case(write_case)
    file = _returned(folder, case)
    accepted = ("article-1/mill",)
    saved = take_back(folder, case, file, "second", "first", "south", DAY, accepted)
    assert [(t.paragraph, t.how) for t in saved.taken] == [
        ("article-1/mill", "accepted"),
        ("article-1/bridge", "bracketed"),
    ]
    text = {p.id: p for p in paragraphs(version(load_checked(folder)[0].case, "second"))}
    assert text["article-1/mill"].content == ("North may open the mill.",)
    assert isinstance(text["article-1/bridge"].content[0], Bracket)


@pytest.mark.parametrize(
    ("name", "parent", "by", "accept", "message"),
    [
        ("Second", "first", "south", (), "not a name"),
        ("first", "first", "south", (), "there is a version 'first'"),
        ("second", "frist", "south", (), "no version 'frist'.*did you mean 'first'"),
        ("second", "first", "suoth", (), "no party 'suoth'.*did you mean 'south'"),
        ("second", "first", "south", ("article-1/water",), "nothing changed at 'article-1/water'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    write_case, name: str, parent: str, by: str, accept: tuple[str, ...], message: str
) -> None:
    folder, case = _case(write_case)
    file = _returned(folder, case)
    before = (folder / "case.yaml").read_bytes()
    with pytest.raises(UsageError, match=message):
        take_back(folder, case, file, name, parent, by, DAY, accept)
    assert (folder / "case.yaml").read_bytes() == before
    assert not (folder / "drafts").exists()


def test_a_spreadsheet_has_no_drafts(write_case, tmp_path: Path) -> None:
    folder, case = _case(write_case)
    data = load_checked(folder)[0].data
    book = write_new({k: v for k, v in data.items() if k != "drafts"}, tmp_path / "case.xlsx")
    with pytest.raises(UsageError, match="spreadsheet"):
        take_back(book, case, _returned(folder, case), "second", "first", "south", DAY)
