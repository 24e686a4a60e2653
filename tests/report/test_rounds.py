"""The report of rounds: numbers from the finding, everybody in the same words, two languages."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.answers.rounds import rounds
from detente.answers.rounds_findings import RoundsFinding
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals.analysis.workspace import Workspace
from detente.drafting.rounds.moves import KINDS
from detente.report.document import Part, Report, plain_text
from detente.report.language import language
from detente.report.names import Names
from detente.report.one_answer import screen, write_answer
from detente.report.rounds.document import in_edition, report
from detente.report.rounds.terminal import TOLD
from detente.report.tables.files import to_csv
from tests.builders import case_from
from tests.drafting.rounds.tree import tree_data
from tests.report.test_messages import JARGON
from tests.report.test_sentences import FORBIDDEN


def answered(data: dict[str, Any] | None = None) -> tuple[RoundsFinding, Case]:
    case = case_from(data or tree_data())
    return rounds(Workspace(Study(case, seed=1), 200)), case


@pytest.fixture(scope="module")
def made() -> tuple[RoundsFinding, Case]:
    return answered()


def composed(made: tuple[RoundsFinding, Case], code: str = "en") -> Report:
    finding, case = made
    if code == "en":
        return report(*in_edition(finding, case, None))
    return report(finding, Names(case, code))


def said(found: Report, slug: str) -> list[str]:
    part = next(p for p in found.first if p.slug == slug)
    return [plain_text(s) for s in (*part.paragraphs, *part.items)]


def everything(parts: tuple[Part, ...]) -> str:
    return "\n".join(plain_text(s) for p in parts for s in (*p.paragraphs, *p.items))


def test_a_text_is_not_agreed_while_one_paragraph_is_not(made) -> None:
    (line,) = said(composed(made), "rounds-open")
    assert line.startswith("“The third”: the text is not agreed; 2 paragraphs of it are not: 1.2")


def test_a_text_is_agreed_when_every_paragraph_is() -> None:
    data = tree_data()
    for paragraph in data["drafts"]["third"]["articles"][0]["paragraphs"]:
        paragraph["status"] = "agreed"
    (line,) = said(composed(answered(data)), "rounds-open")
    assert line == "“The third”: every paragraph is agreed, and so is the text."


def test_everybody_who_signs_is_told_of_in_every_round(made) -> None:
    lines = said(composed(made), "rounds-moves")
    for version in ("South's answer", "The third"):
        for party in ("North Town", "South Town"):
            assert any(x.startswith(f"“{version}”") and party in x for x in lines)


def test_each_change_names_everybody_whose_consent_is_needed(made) -> None:
    finding, _ = made
    lines = [x for x in said(composed(made), "rounds-changes") if "better for" in x]
    assert lines
    assert all(x.count("better for") == len(finding.acceptors) for x in lines)


def test_a_change_without_effect_may_matter_all_the_same(made) -> None:
    lines = said(composed(made), "rounds-changes")
    assert "“South's answer”: 1 change has no effect in the model. It may matter all the same." in (
        lines
    )


def test_a_version_that_contradicts_itself_has_no_value() -> None:
    data = tree_data()
    first = data["drafts"]["first"]["articles"][0]["paragraphs"][0]
    way = {"text": "x", "options": {"water": "none"}}
    first["content"] = ["y", {"alternatives": [way], "status": "agreed"}]
    lines = said(composed(answered(data)), "rounds-worth")
    assert any("“North's draft”: its paragraphs contradict one another" in x for x in lines)


@pytest.mark.parametrize("code", ["en", "ko"])
def test_plain_words_in_both_languages(made, code: str) -> None:
    found = composed(made, code)
    text = everything(found.first)
    assert not (FORBIDDEN if code == "en" else JARGON["ko"]).search(text)
    assert "points" not in text
    assert not re.search(r"\d\.\d+ ?%|0\.\d", text)
    assert all(len(line) <= 100 for line in screen(found, TOLD, 100))
    assert "{" not in text


def test_every_kind_of_move_has_words() -> None:
    for code in ("en", "ko"):
        for kind in KINDS:
            assert language(code).text(f"rounds.moves.{kind}", n=2)
            assert language(code).text(f"rounds.moves.kind.{kind}")


def test_the_tables_have_the_numbers_of_the_finding(made, tmp_path: Path) -> None:
    finding, _ = made
    found = composed(made)
    tables = {
        t.slug: list(csv.DictReader(io.StringIO(to_csv(t))))
        for s in found.sections
        for t in s.tables
    }
    worth = {(r["version"], r["party"]): r for r in tables["rounds-values"]}
    for version in finding.versions:
        assert version.value is not None
        for party, one in version.value.worth.items():
            row = worth[version.slug, party]
            assert float(row["low"]) == pytest.approx(one.low.value)
            assert float(row["high"]) == pytest.approx(one.high.value)
            assert float(row["accepts_low"]) == pytest.approx(one.accepts_low.value)
    moves = tables["rounds-moves"]
    assert len(moves) == sum(len(v.moves) for v in finding.versions)
    none = [r for r in tables["rounds-changes"] if r["paragraph"] == "article-1/mill"]
    assert [r["low"] for r in none] == [""]
    write_answer(finding, found, tmp_path / "out", "rounds")
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_version_that_stands_for_too_much_says_so(made) -> None:
    finding, case = made
    first, *rest = finding.versions
    assert first.value is not None
    cut = replace(first, value=replace(first.value, cut=True, contradictory=True, feasible=False))
    lines = said(composed((replace(finding, versions=(cut, *rest)), case)), "rounds-worth")
    assert sum(x.startswith("“North's draft”") for x in lines) == 4
