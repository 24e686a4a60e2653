"""An explanation as it is read: sentences, tables, figures, screen, files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.answers.explain import ExplainFinding, answer_why
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.cli.main import run
from detente.report.document import Report, plain_text
from detente.report.explain.document import in_edition, report
from detente.report.explain.figures import SHADES
from detente.report.explain.terminal import TOLD
from detente.report.messages.template import placeholders
from detente.report.one_answer import screen
from tests.builders import case_from
from tests.evidence.cases import explained
from tests.report.test_sentences import FORBIDDEN

BAND = re.compile(r"\(\d+–\d+ %\)")


def data() -> dict[str, Any]:
    found = explained()
    found["hypotheses"]["dry"] |= {"structural": "zone", "prior": [20, 60]}
    found["evidence"]["low"]["likelihoods"]["mill"] = "unlikely"
    found["evidence"]["late"] = {
        "label": "A flood came",
        "record": ["flood"],
        "likelihoods": {"dry": 30, "mill": 60},
    }
    found["editions"] = {
        "korean": {
            "label": "한국어",
            "language": "ko",
            "names": {
                "/title": "두 마을과 강",
                "/outcome/label": "협상이 끝남",
                "/hypotheses/dry/label": "강물이 너무 적었다",
                "/hypotheses/mill/label": "방앗간 주인이 거절하였다",
                "/evidence/low/label": "수위가 낮았다",
                "/evidence/told/label": "방앗간 주인이 가뭄을 말하였다",
                "/evidence/late/label": "홍수가 났다",
                "/evidence/asked/label": "장부에 손실이 있다",
                "/evidence/asked/to_find/how": "장부를 청하기",
                "/assumptions/honest/label": "방앗간 주인이 사실대로 말하였다",
            },
        }
    }
    return found


@cache
def answered() -> tuple[Case, ExplainFinding]:
    case = case_from(data())
    return case, answer_why(Study(case, 1), 2_000)


def composed(edition: str | None = None) -> Report:
    case, finding = answered()
    return report(*in_edition(finding, case, edition))


def first_page(found: Report) -> str:
    return "\n".join(plain_text(s) for part in found.first for s in (*part.paragraphs, *part.items))


def everything(found: Report) -> str:
    cells = "\n".join(c.text for t in found.tables() for row in t.rows for c in row)
    told = "\n".join(f"{f.title}\n{f.caption}\n{f.alt}" for f in found.figures())
    heads = "\n".join(
        f"{t.caption} {t.note} {[c.title for c in t.columns]}" for t in found.tables()
    )
    items = "\n".join(plain_text(s) for section in found.sections for s in section.items)
    return "\n".join([first_page(found), cells, told, heads, items])


def test_every_explanation_is_told_with_its_word_and_its_band() -> None:
    (part,) = [p for p in composed().first if p.slug == "explain-all"]
    assert len(part.items) == 3
    assert all(BAND.search(plain_text(item)) for item in part.items)
    assert "Something else" in plain_text(part.items[-1])


def test_the_first_page_tells_the_chronology() -> None:
    text = first_page(composed())
    assert "1 row was said only after the outcome" in text
    assert "cannot have caused it: “A flood came”" in text


def test_the_first_page_sets_the_structure_beside_the_record() -> None:
    text = first_page(composed())
    none = "no package suits all whose consent is needed in no belief set"
    assert none in text
    assert "The two readings disagree" in text


def test_no_word_of_the_list_and_no_decimals_on_the_first_page() -> None:
    text = first_page(composed())
    assert FORBIDDEN.search(text) is None
    assert not re.search(r"\d\.\d+ (of 100|%)", text)


def test_nowhere_is_the_matrix_said_to_improve_judgement() -> None:
    text = everything(composed())
    assert "not known to improve judgement" in text


def test_korean_is_korean_throughout() -> None:
    text = everything(composed("korean"))
    allowed = re.compile("CC|II|NA")  # marks
    assert re.findall(r"[A-Za-z]{2,}", allowed.sub("", text)) == []
    assert placeholders(text) == set()


def test_the_figure_draws_what_was_found() -> None:
    _, finding = answered()
    hero = composed().hero
    assert hero is not None
    layers = hero.spec["layer"]
    means = {d["name"]: d["value"] for d in layers[2]["data"]["values"]}
    for h in finding.explained.hypotheses:
        assert means[h.label] == pytest.approx(100 * h.posterior.mean)
    spans = {d["name"]: (d["low"], d["high"]) for d in layers[0]["data"]["values"]}
    for h in finding.explained.hypotheses:
        assert spans[h.label] == pytest.approx((100 * h.posterior.p05, 100 * h.posterior.p95))


def test_the_matrix_reads_without_colour() -> None:
    _, finding = answered()
    (figure,) = [f for f in composed().figures() if f.slug == "explain-matrix"]
    cells = figure.spec["data"]["values"]
    assert len(cells) == len(finding.explained.rows) * len(finding.explained.hypotheses)
    assert figure.spec["layer"][1]["encoding"]["text"] == {"field": "mark"}
    for cell in cells:
        assert cell["shade"] == SHADES[cell["mark"]]
        assert cell["ink"] != cell["shade"]


def test_the_screen_fits_and_names_the_report() -> None:
    lines = screen(composed(), TOLD, 80, "why/report.html")
    assert max(map(len, lines)) <= 80
    assert lines[-1].endswith("why/report.html")
    assert any(line.startswith("- The river was too low") for line in lines)


def test_the_command_writes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    case = tmp_path / "case.yaml"
    case.write_text(json.dumps(data()), encoding="utf-8")
    out = tmp_path / "why"
    assert run(["explain", str(case), "--draws", "200", "--out", str(out)]) == 0
    assert "The river was too low" in capsys.readouterr().out
    assert {p.name for p in out.iterdir()} >= {"report.html", "report.pdf", "findings.json"}
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "explain"
    assert run(["explain", str(case), "--draws", "200", "--as-of", "2019-05-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["explained"]
    assert told["foreseen"]
    assert told["unknown"] == 2
    assert run(["explain", str(case), "--edition", "koran"]) == 2
    assert "korean" in capsys.readouterr().err
