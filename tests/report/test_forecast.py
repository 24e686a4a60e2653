"""Forecasts and scores told in both languages, as folders and by the commands."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from ruamel.yaml import YAML

from detente.answers.forecast_findings import ForecastFinding
from detente.answers.score import score
from detente.answers.score_findings import ScoreFinding
from detente.answers.seal_folder import checked_seals
from detente.case.models import Case
from detente.cli.main import run
from detente.report.document import Report, plain_text
from detente.report.figures.render import draw
from detente.report.forecast import document as forecasts
from detente.report.forecast.terminal import TOLD as FORECAST_TOLD
from detente.report.one_answer import screen
from detente.report.score import document as scores
from detente.report.score.terminal import TOLD as SCORE_TOLD
from detente.report.tables.files import to_csv
from tests.answers.questions import asked, made
from tests.answers.test_score import rows
from tests.builders import case_from

EDITIONS = {"korean": {"label": "K", "language": "ko", "names": {}}}
FORBIDDEN = re.compile(
    r"\b(optimal|fair|unbiased|rational|Nash|lambda|utility|points?)\b", re.IGNORECASE
)


def data() -> dict[str, Any]:
    return {**asked(), "editions": EDITIONS}


@cache
def found() -> tuple[ForecastFinding, ScoreFinding, Case]:
    case = case_from(data())
    open_ones = data()
    for question in open_ones["questions"].values():
        question.pop("resolution")
    table = rows(12, {"Desk C": [0.9] * 11 + [0.2], "Desk D": [0.5] * 12}, [True] * 11 + [False])
    with TemporaryDirectory() as folder:
        one = made(case_from(open_ones), Path(folder) / "f", "2020-02-01", "2020-02-01")
        made(case, Path(folder) / "f", "2020-06-01", "2020-01-31")
        return one, score(case, checked_seals(Path(folder) / "f"), table, "t.csv"), case


def composed(what: str, edition: str | None) -> Report:
    one, two, case = found()
    if what == "forecast":
        return forecasts.report(*forecasts.in_edition(one, case, edition))
    return scores.report(*scores.in_edition(two, case, edition))


def first(report: Report) -> str:
    return "\n".join(plain_text(s) for p in report.first for s in (*p.paragraphs, *p.items))


@pytest.mark.parametrize("edition", [None, "korean"])
@pytest.mark.parametrize("what", ["forecast", "score"])
def test_the_first_page_has_no_jargon_and_no_holes(what: str, edition: str | None) -> None:
    report = composed(what, edition)
    said = first(report)
    assert "{" not in said
    assert not re.search(r"\d\.\d", said.replace("2020-", ""))
    assert not FORBIDDEN.search(said)
    assert len(said.splitlines()) > 6
    told = FORECAST_TOLD if what == "forecast" else SCORE_TOLD
    assert screen(report, told, 80)[0] == "Two towns and a river"


@pytest.mark.parametrize("edition", [None, "korean"])
@pytest.mark.parametrize("what", ["forecast", "score"])
def test_tables_have_all_cells_and_figures_draw(what: str, edition: str | None) -> None:
    report = composed(what, edition)
    for table in report.tables():
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
    (picture,) = draw({f.slug: f.spec for f in report.figures()}, lambda _: None).values()
    assert picture.png.startswith(b"\x89PNG")


def test_a_share_of_belief_sets_is_not_sold_as_a_probability() -> None:
    said = first(composed("forecast", None))
    assert "It is not a calibrated probability" in said
    assert "the analyses: “yes” in every belief set, which is not a probability" in said
    assert "the base rate: “yes” 40 of 100 (a judgement, anything from 20 to 60)" in said
    assert "Desk A, on 5 January 2020: “yes” 30 of 100" in said
    assert "made after the fact" not in said


def test_the_table_of_forecasts_is_the_finding() -> None:
    one, _, _ = found()
    table = next(t for t in composed("forecast", None).tables() if t.slug == "forecast-chances")
    read = list(csv.DictReader(io.StringIO(to_csv(table))))
    told = {(r["question"], r["forecaster"], r["outcome"]): float(r["of_100"]) for r in read}
    for q in one.questions:
        for m in q.made:
            if m.position is not None:
                assert told[q.slug, m.forecaster, ""] == pytest.approx(m.position)
            for outcome, chance in zip(q.outcomes, m.chances, strict=False):
                assert told[q.slug, m.forecaster, outcome] == pytest.approx(100 * chance)


def test_the_figure_of_calibration_has_every_group_with_its_count() -> None:
    _, two, _ = found()
    (figure,) = composed("score", None).figures()
    values = figure.spec["data"]["values"]
    stated = [f for f in two.forecasters if f.bins and f.origin in ("stated", "computed")]
    assert len(stated) > 2
    assert sum(v["count"] for v in values) == sum(
        f.questions for f in sorted(stated, key=lambda f: -f.questions)[:4]
    )
    desk = [v for v in values if v["who"].startswith("Desk C")]
    assert [(v["said"], v["seen"], v["count"]) for v in desk] == [(20, 0, 1), (90, 100, 11)]


def test_what_can_be_told_is_told_and_the_rest_is_not() -> None:
    said = first(composed("score", None))
    assert "Forecasts made before and after the fact are never counted together." in said
    assert "Desk C is better than Desk D (from elsewhere; yes or no) by " in said
    _, two, _ = found()
    few = [a for f in two.forecasters for a in f.against if a.verdict == "nothing"]
    assert f"{len(few)} comparisons rest on three questions or fewer" in said
    assert not re.search("Desk A (is|against)", said)


def written(folder: Path, content: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / "case.yaml").open("w", encoding="utf-8") as stream:
        YAML().dump(content, stream)
    return folder


def test_the_commands_seal_verify_and_score(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = written(tmp_path / "towns", data())
    assert run(["forecast", str(case), "--as-of", "2020-02-01", "--out", str(tmp_path / "o")]) == 0
    said = capsys.readouterr().out
    assert "made after the fact" in said
    kept = json.loads((tmp_path / "o" / "findings.json").read_text("utf-8"))
    (seal,) = (case / "forecasts").iterdir()
    assert kept["seal"]["file"] == seal.name
    assert run(["forecast", str(case), "--verify"]) == 0
    assert "One seal, as it was sealed." in capsys.readouterr().out
    digest = kept["seal"]["hash"]
    assert run(["forecast", str(case), "--verify", "--expect", digest[:16], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["flaws"] == []
    assert run(["forecast", str(case), "--verify", "--expect", "0" * 64]) == 1
    assert "no seal has the hash 000" in capsys.readouterr().err
    assert run(["score", str(case), "--out", str(tmp_path / "s")]) == 0
    assert "Nothing can be said of who forecasts better" in capsys.readouterr().out
    first_json = []
    for _ in range(2):
        assert run(["score", str(case), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        told["header"].pop("created")
        first_json.append(told)
    assert first_json[0] == first_json[1]
    seal.write_text(seal.read_text("utf-8").replace('"position": 70', '"position": 57'), "utf-8")
    for args, code in ((["score", str(case)], 2), (["forecast", str(case), "--verify"], 1)):
        assert run(args) == code
        err = capsys.readouterr().err
        assert re.search(rf"{seal.name}:\d+: error: the forecast of 'place' is not as it was", err)


def test_what_cannot_be_asked_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = written(tmp_path / "towns", data())
    for args, told in (
        (["forecast", str(case), "--as-of", "2020-03-11", "--question", "text"], "its answer was"),
        (["forecast", str(case), "--expect", "ab"], "--expect goes with --verify"),
        (["forecast", str(case), "--verify", "--expect", "ab"], "12 characters"),
        (["forecast", str(case), "--verify", "--show"], "--show does not go with --verify"),
        (["forecast", str(case), "--verify", "--out", "x"], "--out does not go with --verify"),
        (["forecast", str(case), "--question", "zzz"], "there are"),
        (["score", str(case), "--csv", str(tmp_path / "none.csv")], "cannot read"),
    ):
        assert run(args) == 2
        err = capsys.readouterr().err
        assert told in err
        assert " \n" not in err
    assert not (case / "forecasts").exists()
    assert run(["forecast", str(case), "--verify"]) == 0
    assert "There is no seal in" in capsys.readouterr().out
