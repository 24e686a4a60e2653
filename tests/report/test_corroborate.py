"""What is reported, as it is read: sentences, tables, figures, screen, files."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.answers.corroborate import CorroborateFinding, answer_corroborate
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.case.numbers import numbers
from detente.case.numbers_reports import PLACES
from detente.cli.main import run
from detente.finding import plain
from detente.report.corroborate.document import in_edition, report
from detente.report.corroborate.terminal import TOLD, on_screen
from detente.report.document import Report, Table, plain_text
from detente.report.messages.template import placeholders
from detente.report.names import Names
from detente.report.numbers import number_label
from detente.report.one_answer import screen
from tests.builders import case_from
from tests.case.test_reports import sound
from tests.evidence.said import JUDGED, claim, relay, said, states
from tests.evidence.said import report as told_by
from tests.report.test_sentences import FORBIDDEN

BAND = re.compile(r"\(\d+–\d+ %\)")
WORDS = {
    "/claims/peace/label": "초안에 평화가 들어 있었다",
    "/claims/site/label": "초안의 시설 조항",
    "/claims/site/states/all/label": "전부",
    "/claims/site/states/part/label": "일부",
    "/claims/site/states/none/label": "없음",
    "/claims/asked/label": "더 요구하였다",
    "/claims/quiet/label": "아무도 말하지 않은 것",
    "/texts/draft/label": "그 초안",
    "/reports/paper/label": "신문",
    "/reports/agency/label": "통신",
    "/reports/other/label": "다른 사람",
    "/reports/envoy/label": "특사",
    "/reports/late/label": "뒤늦은 보고",
    "/reports/insider/label": "내부자",
    "/reports/column/label": "칼럼",
    "/enquiries/host/label": "주최 측",
    "/enquiries/host/how": "묻기",
    "/sources/s/label": "출처",
    "/title": "두 마을과 강",
}


def data() -> dict[str, Any]:
    wide: Any = [10, 30]
    claims = {
        "peace": claim(wide, text="draft") | {"label": "The draft held a peace"},
        "site": states({"all": 30, "part": 40, "none": 30}, text="draft", so=["all", "part"]),
        "asked": claim(50) | {"label": "More was asked"},
        "quiet": claim(50) | {"label": "Nobody spoke of this"},
    }
    reports = {
        "paper": told_by(
            None, source="s", credibility=3, text="draft", genuine=60, affirms=["peace", "site"]
        ),
        "agency": relay("paper", 90, affirms=["peace"], source="s", credibility=3),
        "other": told_by(
            None,
            source="s",
            credibility=2,
            affirms=["peace"],
            may_have_copied={"paper": 90},
            serves=["peace"],
            names={"site": ["all"]},
        ),
        "envoy": told_by(
            70, 20, denies=["asked"], silent_on={"peace": {"if_so": 60, "if_not": 80}}
        ),
        "insider": told_by(70, 30),
        "column": relay("insider", 80, affirms=["asked"]),
        "late": told_by(70, 20, affirms=["asked"], known_from="2021-01-01"),
    }
    for name, one in reports.items():
        one["label"] = f"The {name}"
    ask = {"label": "The hosts", "how": "Ask them", "hit": 80, "false_report": 20}
    host = ask | {"asks": ["peace"], "whether": {"site": ["all"]}, "basis": JUDGED}
    data = said(claims, reports, enquiries={"host": host})
    data["sources"] = {"s": {"label": "The source", "reliability": "B"}}
    data["editions"] = {"korean": {"label": "한국어", "language": "ko", "names": WORDS}}
    return data


@cache
def answered() -> tuple[Case, CorroborateFinding]:
    case = case_from(data())
    return case, answer_corroborate(Study(case, 1), 1_000)


def composed(edition: str | None = None, whole: bool = False) -> Report:
    case, finding = answered()
    named, names = in_edition(finding, case, edition)
    found = report(named, names)
    return on_screen(found, named, names) if whole else found


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


def table(slug: str) -> Table:
    return next(t for t in composed().tables() if t.slug == slug)


def test_the_first_page_is_one_paragraph_and_a_figure() -> None:
    found = composed()
    (part,) = found.first
    assert len(part.paragraphs) == 1
    text = plain_text(part.paragraphs[0])
    assert BAND.search(text)
    assert "all 2 clauses" in text
    assert "took every report to be independent" in text
    assert "1 report was not known on this day" in text
    assert found.hero is not None
    assert FORBIDDEN.search(text) is None
    assert not re.search(r"\d\.\d+ (of 100|%)", text)


def test_the_screen_tells_every_claim_with_its_word_and_its_band() -> None:
    found = composed(whole=True)
    (part,) = [p for p in found.first if p.slug == "corroborate-claims"]
    lines = [plain_text(item) for item in part.items]
    assert len(lines) == 4
    assert all(BAND.search(line) for line in lines[:3])
    assert "site" not in lines[1]
    assert lines[1].startswith("A choice: all or part: ")
    assert "Disputed" in lines[2]
    assert "nothing was reported" in lines[3]
    assert FORBIDDEN.search(first_page(found)) is None
    shown = screen(found, TOLD, 80, "out/report.html")
    assert max(map(len, shown)) <= 80
    assert shown[-1].endswith("out/report.html")


def test_what_is_told_is_what_was_found() -> None:
    _, finding = answered()
    found = finding.corroborated
    rows = {(r[0].value, r[1].value): r for r in table("corroborate-claims").rows}
    for c in found.claims:
        for s in c.states:
            if s.slug != "no":
                row = rows[c.slug, s.slug]
                assert 100 * s.posterior.mean in [cell.value for cell in row]
                assert 100 * s.apart in [cell.value for cell in row]
    assert ("peace", "no") not in rows
    told = table("corroborate-texts").rows[0]
    assert 100 * found.texts[0].product in [cell.value for cell in told]


def test_reports_show_their_code_and_whom_they_repeat() -> None:
    rows = {str(r[0].value): [c.text for c in r] for r in table("corroborate-reports").rows}
    assert list(rows) == ["paper", "agency", "other", "envoy", "insider", "column", "late"]
    assert rows["paper"][2] == "B3"
    assert rows["envoy"][2] == "own rates"
    assert "relays “The paper”" in rows["agency"][4]
    assert "may have copied “The paper” (90 of 100)" in rows["other"][4]
    assert "serves its speaker: The draft held a peace" in rows["other"][6]
    assert "silent on: The draft held a peace" in rows["envoy"][5]
    assert rows["insider"][5] == "nobody heard it; others go back to it"
    assert rows["late"][5] == "not known on this day"
    codes = [[c.text for c in r[:3]] for r in table("corroborate-codes").rows]
    assert codes == [
        ["B2", "usually reliable", "probably true"],
        ["B3", "usually reliable", "possibly true"],
    ]


def test_the_graph_draws_relays_possible_copies_and_words() -> None:
    (figure,) = [f for f in composed().figures() if f.slug == "corroborate-sources"]
    layers = figure.spec["layer"]
    relays, copies, heads = (layer["data"]["values"] for layer in layers[:3])
    assert layers[0]["mark"]["strokeDash"] != layers[1]["mark"]["strokeDash"]
    assert {p["arc"] for p in relays} == {"relays-0", "relays-1"}
    assert {p["arc"] for p in copies} == {"copies-2"}
    # Rows: paper, agency, other, envoy, insider, column; late is not known yet.
    assert [h["y"] for h in heads] == [1, 5, 2]
    ends = {p["arc"]: [] for p in (*relays, *copies)}  # type: dict[str, list[float]]
    for point in (*relays, *copies):
        ends[point["arc"]].append(point["y"])
        assert point["x"] <= -0.6 + 1e-9
    spans = {arc: (min(y), max(y)) for arc, y in ends.items()}
    assert spans["relays-0"] == pytest.approx((0, 1))
    assert spans["relays-1"] == pytest.approx((4, 5))
    assert spans["copies-2"] == pytest.approx((0, 2))
    cells = [c for layer in layers[3:] for c in layer["data"]["values"]]
    # Columns: peace, site all, part, none, asked, quiet.
    assert {(c["x"], c["y"]) for c in cells if c["what"] == "says so"} == {
        (0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 2), (4, 5),
    }  # fmt: skip
    assert [(c["x"], c["y"]) for c in cells if "not so" in c["what"]] == [(4, 3)]
    assert [(c["x"], c["y"]) for c in cells if "silent" in c["what"]] == [(0, 3)]


def test_the_figure_of_claims_draws_means_ranges_priors_and_the_trap() -> None:
    _, finding = answered()
    hero = composed().hero
    assert hero is not None
    bars = {b["name"]: b for b in hero.spec["layer"][0]["data"]["values"]}
    peace = finding.corroborated.claims[0].states[0]
    assert bars["The draft held a peace"]["mean"] == pytest.approx(100 * peace.posterior.mean)
    assert bars["The draft held a peace"]["low"] == pytest.approx(100 * peace.posterior.p05)
    assert bars["A draft: all clauses together"]["mean"] == pytest.approx(
        100 * finding.corroborated.texts[0].posterior.mean
    )
    trap = {d["name"]: d["value"] for d in hero.spec["layer"][3]["data"]["values"]}
    assert trap["The draft held a peace"] == pytest.approx(100 * peace.apart)


def test_korean_is_korean_throughout() -> None:
    text = everything(composed("korean")) + first_page(composed("korean", whole=True))
    # The label of the tiny case's states and codes of sources are no words.
    assert re.findall(r"[A-Za-z]{2,}", text) == []
    assert placeholders(text) == set()


def test_a_run_is_identified_and_repeats() -> None:
    case, first = answered()
    again = answer_corroborate(Study(case, 1), 1_000)
    assert first.corroborated == again.corroborated
    assert first.header.kind == "corroborate"
    assert 0 < first.header.n_eff <= first.header.draws == 1_000
    whole = plain(first)["corroborated"]
    assert len(whole["method"]) == len(set(whole["method"]))
    assert {"relays", "copies", "genuine", "silence", "interest"} <= set(whole["method"])


def test_the_command_writes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(json.dumps(data()), encoding="utf-8")
    out = tmp_path / "out"
    assert run(["corroborate", str(case), "--draws", "200", "--out", str(out)]) == 0
    assert "The draft held a peace" in capsys.readouterr().out
    assert {p.name for p in out.iterdir()} >= {"report.html", "report.pdf", "findings.json"}
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "corroborate"
    assert run(["corroborate", str(case), "--draws", "200", "--as-of", "2021-01-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["corroborated"]
    assert all(r["known"] for r in told["reports"])
    assert run(["corroborate", str(case), "--edition", "koran"]) == 2
    assert "korean" in capsys.readouterr().err
    assert run(["corroborate", str(case), "--as-of", "2018-01-01"]) == 2
    assert "nothing had been reported" in capsys.readouterr().err


def test_every_number_is_called_alike_in_the_case_and_in_the_report() -> None:
    data = sound()
    data["admiralty"] = {"B2": {"hit": [70, 90], "false_report": [5, 20], "basis": JUDGED}}
    data["interest_factors"] = {"serving": 2, "against": 0.5}
    case = case_from(data)
    own = {p: n for p, n in numbers(case).items() if p.startswith(PLACES)}
    assert len(own) > 20
    for pointer, number in own.items():
        assert number_label(pointer, Names(case)) == number.label
        assert number_label(pointer, Names(case, "ko")) not in ("", number.label)
