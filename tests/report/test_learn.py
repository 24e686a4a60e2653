"""What was learned, told in both languages, as a folder and by the command."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from detente.answers.learn import answer_learn
from detente.answers.learn_findings import LearnFinding
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.cli.main import run
from detente.deals.analysis.workspace import Workspace
from detente.report.document import plain_text
from detente.report.figures.render import draw
from detente.report.learn.document import in_edition, report
from detente.report.learn.terminal import TOLD
from detente.report.one_answer import screen
from detente.report.tables.files import to_csv
from tests.beliefs.learning.test_smc import data
from tests.builders import case_from

SIX = Path(__file__).parents[2] / "cases" / "six-party-2007"


@cache
def found() -> tuple[LearnFinding, Case]:
    made = data(one={}, two={"options": {"water": "full", "bridge": "built"}, "kind": "demand"})
    made["refusals"] = {"no": {"by": "south", "package": "two"}}
    made["statements"] = {"said": {"by": "north", "says": "mill < water"}}
    made["editions"] = {"korean": {"label": "K", "language": "ko", "names": {}}}
    case = case_from(made)
    return answer_learn(Workspace(Study(case, 1), 4096)), case


@pytest.mark.parametrize("edition", [None, "korean"])
def test_the_first_page_has_no_jargon_and_no_holes(edition: str | None) -> None:
    finding, case = found()
    composed = report(*in_edition(finding, case, edition))
    said = "\n".join(plain_text(s) for p in composed.first for s in (*p.paragraphs, *p.items))
    assert "{" not in said
    assert not re.search(r"\d\.\d", said)
    assert not re.search(r"\b(optimal|fair|rational|lambda|utility)\b", said, re.IGNORECASE)
    assert len(said.splitlines()) > 12
    assert screen(composed, TOLD, 80)[0] == "Two towns and a river"


def test_tables_and_the_figure_show_the_finding() -> None:
    finding, case = found()
    composed = report(*in_edition(finding, case, None))
    tables = {t.slug: t for t in composed.tables()}
    assert set(tables) == {"learn-numbers", "learn-packages", "learn-items", "learn-settings"}
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
    read = list(csv.DictReader(io.StringIO(to_csv(tables["learn-numbers"]))))
    assert [float(r["after"]) for r in read] == pytest.approx(
        [n.after.mean for n in finding.numbers]
    )
    weights = {
        r["item"]: float(r["weight"])
        for r in csv.DictReader(io.StringIO(to_csv(tables["learn-items"])))
    }
    assert weights == {"one": 1.0, "two": 0.5, "no": 1.0, "said": 1.0}
    (picture,) = draw({f.slug: f.spec for f in composed.figures()}, lambda _: None).values()
    assert picture.png.startswith(b"\x89PNG")


def test_the_command_answers_writes_and_repeats_itself(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    args = ["learn", str(SIX), "--draws", "4096"]
    assert run([*args, "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    kept = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert run([*args, "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["header"].pop("created")
    assert kept["header"].pop("created")
    assert one == kept
    assert one["effective"] > 200
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize(
    ("edition", "told"),
    [(None, "about 5 in the middle, before and after"), ("korean", "전후 모두 약 5로 같다")],
)
def test_what_stays_in_the_middle_is_not_said_to_go_up(edition: str | None, told: str) -> None:
    finding, case = found()
    before = replace(finding.numbers[0].before, p50=4.8)
    after = replace(finding.numbers[0].after, p50=5.2)
    still = tuple(replace(n, before=before, after=after) for n in finding.numbers)
    composed = report(*in_edition(replace(finding, numbers=still), case, edition))
    (moved,) = (p for p in composed.first if p.slug == "learn-moved")
    said = [plain_text(item) for item in moved.items]
    assert said
    assert all(told in one for one in said)
    more = tuple(replace(n, after=replace(after, p50=9.0)) for n in still)
    composed = report(*in_edition(replace(finding, numbers=more), case, edition))
    (moved,) = (p for p in composed.first if p.slug == "learn-moved")
    assert not any(told in plain_text(item) for item in moved.items)
