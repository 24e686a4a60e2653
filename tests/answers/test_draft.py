"""The draft of an agreement, from case to finding: schedule, visits, readings, sources, balance."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.answers.draft import Wanted, draft, refuse_bad_words
from detente.answers.draft_findings import DraftFinding
from detente.answers.reach import workspace
from detente.case.loading import load_case
from detente.drafting.text import Bracket, Text, paragraphs, plain
from detente.errors import InputError, UsageError
from detente.finding import plain as as_json
from detente.schedule.analysis.answer import Effort

ROOT = Path(__file__).parents[2]
QUICK = Effort(0.5, 2, 1.0, 0.0, 1_024, False)


@cache
def drafted(
    case: str,
    package: str,
    edition: str | None = None,
    order: str = "calendar",
    dates: bool = False,
) -> DraftFinding:
    loaded = load_case(ROOT / "cases" / case)
    wanted = Wanted(edition, "korean" if edition else None, order, dates)
    return draft(workspace(loaded, 500, 1), package, wanted, QUICK)


def said(text: Text) -> str:
    return "\n".join(plain(p.content, dict(text.parties)) for p in paragraphs(text))


def test_the_offer_of_pyongyang_as_a_treaty() -> None:
    finding = drafted("hanoi-2019", "pyongyang-offer", "english-dprk")
    assert finding.templates == ("singapore-joint-statement",)
    words = said(finding.text)
    assert "The DPRK shall dismantle the reactors and the reprocessing plant at Yongbyon" in words
    assert "“Yongbyon” covers: the reactors; the reprocessing plant; the fuel" in words
    assert "Korea and the United States" not in words
    # Nobody beyond Yongbyon, no peace, no remains: they are not in this package.
    for foreign in ("liaison", "recovery of", "enrichment plants outside", "peace treaty"):
        assert foreign not in words
    left = {(item.kind, item.name) for item in finding.left_out}
    assert ("article", "singapore-joint-statement/article-4") in left
    assert ("visits", "watching-washington") in left


def test_a_second_edition_has_the_same_paragraphs() -> None:
    finding = drafted("hanoi-2019", "pyongyang-offer", "english-dprk")
    assert finding.beside is not None
    assert [p.id for p in paragraphs(finding.beside)] == [p.id for p in paragraphs(finding.text)]
    assert finding.beside.language == "ko"
    assert "미합중국은" in said(finding.beside)


def test_what_the_record_leaves_open_is_a_bracket_of_those_who_read_it_so() -> None:
    finding = drafted("hanoi-2019", "reported-draft")
    (yongbyon,) = (p for p in paragraphs(finding.text) if p.id == "definitions/yongbyon")
    bracket = next(piece for piece in yongbyon.content if isinstance(piece, Bracket))
    by = {a.by: a.text for a in bracket.alternatives}
    assert set(by) == {("united-states",), ("north-korea",)}
    assert "laboratories" not in by["north-korea",]
    assert "laboratories" in by["united-states",]
    assert any(o.paragraph == "definitions/yongbyon" and o.kind == "reading" for o in finding.open)


def test_steps_and_days_are_those_of_the_order() -> None:
    finding = drafted("hanoi-2019", "freeze-for-exemptions", order="alternating")
    assert finding.plan.source == "alternating"
    steps = [f for f in finding.figures if f.what == "days"]
    days = [f.value for f in steps]
    assert days == sorted(days)
    assert len(set(days)) == len(days) > 1
    assert all(f"{day:,.0f} days after" in said(finding.text) for day in days if day)
    assert all(pointer.startswith("/commitments/") for f in steps for pointer in f.rests_on)


def test_dates_instead_of_days() -> None:
    words = said(drafted("hanoi-2019", "freeze-for-exemptions", dates=True).text)
    assert "days after the entry into force" not in words
    assert " 2019, the following shall be completed" in words or " 2020, the" in words


def test_sources_of_paragraphs_are_items_known_on_the_day() -> None:
    finding = drafted("hanoi-2019", "reported-draft")
    case = load_case(ROOT / "cases" / "hanoi-2019").case
    named = {i for notes in finding.annotations.values() for note in notes for i in note.record}
    assert named
    assert named == set(finding.record)
    assert all(case.record[i].known_from <= datetime.date(2019, 4, 15) for i in named)
    notes = finding.annotations["article-3/halt-production"] if (
        "article-3/halt-production" in finding.annotations
    ) else finding.annotations["article-3/close-yongbyon"]  # fmt: skip
    assert notes[0].judgement


def test_the_balance_counts_alike_for_all() -> None:
    finding = drafted("hanoi-2019", "reported-draft")
    count = {b.party: b.commitments for b in finding.balance}
    assert set(count) == {"united-states", "north-korea"}
    articles = [p for a in finding.text.articles for p in a.paragraphs]
    assert sum(count.values()) == sum(
        any(o.kind == "commitment" for o in p.origins) for p in articles
    )


@pytest.mark.parametrize("case", ["jpoa-2014", "six-party-2007", "minsk-2"])
def test_other_cases(case: str) -> None:
    finding = drafted(case, "most-acceptable")
    assert len(finding.text.articles) > 6
    assert "shall the " not in said(finding.text)


def test_a_case_without_commitments_is_told_so() -> None:
    loaded = load_case(ROOT / "cases" / "panama-1974")
    with pytest.raises(UsageError, match="no commitment of the case delivers anything"):
        draft(workspace(loaded, 200, 1), looking=QUICK)


def test_an_order_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="did you mean 'alternating'"):
        drafted("hanoi-2019", "freeze-for-exemptions", order="alternatin")


def test_the_whole_finding_becomes_json() -> None:
    data: Any = as_json(drafted("hanoi-2019", "reported-draft"))
    assert data["header"]["kind"] == "draft"
    assert data["text"]["articles"][0]["paragraphs"][0]["id"] == "definitions/intro"


@pytest.mark.parametrize(
    ("what", "instead", "message", "hint"),
    [
        ("commitment: {en: '{Party} {dutty}.'}", "", r"no slot \{dutty\}", "'duty'"),
        ("commitmnt: {en: '{Party}.'}", "", "no pattern 'commitmnt'", "'commitment'"),
        ("", "look after {terms}", r"no slot \{terms\}", "'term'"),
        ("", "look after {quantity}", "gives no quantity", "add 'quantity:'"),
    ],
)
def test_own_words_that_cannot_be_filled(
    what: str, instead: str, message: str, hint: str, tmp_path: Path
) -> None:
    source = (ROOT / "cases" / "minsk-2" / "case.yaml").read_text("utf-8")
    for name in ("commitments.yaml", "record.yaml", "values.yaml"):
        text = (ROOT / "cases" / "minsk-2" / name).read_text("utf-8")
        if instead and name == "commitments.yaml":
            first = text.index("    what:")
            text = f"{text[:first]}    clause: {{text: '{instead}'}}\n{text[first:]}"
            # The case may have a clause of its own there: one is enough.
            head, _, rest = text[first + 10 :].partition("\n")
            lines = rest.split("\n")
            if len(lines) > 1 and lines[1].startswith("    clause:"):
                del lines[1]
            text = text[: first + 10] + head + "\n" + "\n".join(lines)
        (tmp_path / name).write_text(text, "utf-8")
    if what:
        source += f"\npatterns:\n  {what}\n"
    (tmp_path / "case.yaml").write_text(source, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        refuse_bad_words(load_case(tmp_path))
    (problem,) = caught.value.problems
    assert hint in problem.hint
    assert problem.place.line is not None
    assert problem.place.file.endswith(".yaml")


def test_a_pattern_of_the_case_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    for name in ("commitments.yaml", "record.yaml", "values.yaml", "case.yaml"):
        text = (ROOT / "cases" / "minsk-2" / name).read_text("utf-8")
        if name == "case.yaml":
            text += "\npatterns:\n  testimonium: {en: 'Signed by all.'}\n"
        (tmp_path / name).write_text(text, "utf-8")
    loaded = load_case(tmp_path)
    refuse_bad_words(loaded)
    finding = draft(workspace(loaded, 200, 1), looking=QUICK)
    assert "Signed by all." in said(finding.text)
