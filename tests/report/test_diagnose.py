"""A diagnosis told in both languages, as tables, figures, a folder and by the command."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.answers.diagnose import diagnose
from detente.answers.diagnose_findings import GATES, DiagnoseFinding
from detente.case.models import Case
from detente.cli.main import run
from detente.report.diagnose.document import in_edition, report
from detente.report.diagnose.terminal import TOLD
from detente.report.document import Report, plain_text
from detente.report.figures.render import draw
from detente.report.one_answer import screen
from detente.report.tables.files import to_csv
from tests.answers.failures import EXACTLY, GOOD, tabled, weighed
from tests.builders import case_from
from tests.report.test_sentences import FORBIDDEN

PANAMA = Path(__file__).parents[2] / "cases" / "panama-1974"


def data(cause: str = "offers") -> dict[str, Any]:
    found = weighed(EXACTLY[cause](), cause)
    found["packages"]["told-later"] = tabled(
        GOOD, known_from="2019-09-01", about="2019-05-20", label="What was told later"
    )
    found["packages"]["after"] = tabled(GOOD, known_from="2019-08-01", label="A late idea")
    found["editions"] = {
        "korean": {
            "label": "한국어",
            "language": "ko",
            "names": {
                "/title": "두 마을과 강",
                "/parties/north/label": "북쪽 마을",
                "/parties/south/label": "남쪽 마을",
                "/hypotheses/shy/label": "아무도 말하지 않았다",
                "/packages/offer/label": "제안",
            },
        }
    }
    return found


@cache
def found(cause: str = "offers") -> tuple[DiagnoseFinding, Case]:
    case = case_from(data(cause))
    return diagnose(case), case


def told(cause: str = "offers", edition: str | None = None) -> Report:
    finding, case = found(cause)
    return report(*in_edition(finding, case, edition))


def said(composed: Report) -> str:
    return "\n".join(plain_text(s) for p in composed.first for s in (*p.paragraphs, *p.items))


@pytest.mark.parametrize("edition", [None, "korean"])
@pytest.mark.parametrize("cause", ["zone", "offers", "ratification", "definition"])
def test_the_first_page_has_no_jargon_and_no_holes(cause: str, edition: str | None) -> None:
    composed = told(cause, edition)
    text = said(composed)
    assert "{" not in text
    assert not re.search(r"\d\.\d", text)
    assert FORBIDDEN.search(text) is None
    assert all(p.paragraphs or p.items for p in composed.first)
    assert screen(composed, TOLD, 80)[0] == ("두 마을과 강" if edition else "Two towns and a river")


def test_both_readings_are_told_with_what_each_would_have_one_do() -> None:
    text = said(told())
    assert "nothing that was tabled did, in every belief set" in text
    assert "“Nobody said it” is likely (55–80 %). It is about what was put forward." in text
    assert "The two readings name the same cause." in text
    assert "Both ask for the same: put forward what nobody has." in text
    assert "differs from “The offer” in this: The mill: Open." in text
    assert "South Town in all of these (about 19 short)" in text
    assert "cannot be judged from the structure" in text
    assert "Had the most acceptable deal been tabled as well" in text


def test_where_they_differ_both_advices_and_what_to_ask_are_told() -> None:
    finding, _ = found("zone")
    assert finding.days[0].structural_leader == "zone"
    later = diagnose(case_from(data("zone") | {"outcome": None}))
    composed = report(*in_edition(later, case_from(data("zone") | {"outcome": None}), None))
    text = said(composed)
    assert "The two readings name different causes" in text
    assert "If the structure is right: change what can be agreed" in text
    assert "If the record is right: have texts prepared below the leaders" in text
    assert "ask first: “The letter to the miller”" in text


def test_what_has_changed_since_and_what_came_too_late() -> None:
    text = said(told())
    assert "1 more package is known to have been tabled: What was told later." in text
    assert "2 rows of the record now count; another explanation comes first" in text
    korean = said(told(edition="korean"))
    assert "내놓은 것으로 더 알려진 합의안은 1건이다" in korean
    assert "아무도 말하지 않았다" in korean


def test_nothing_tabled_is_said_and_no_cause_made_of_it() -> None:
    made = EXACTLY["offers"]()
    made["packages"] = {}
    case = case_from(made)
    composed = report(*in_edition(diagnose(case), case, None))
    text = said(composed)
    assert "holds nothing that was tabled by then" in text
    assert "Nothing was on the table by then" in text
    assert "The case names no explanations" in text
    assert {f.slug for f in composed.figures()} == {"diagnose-cascade-now"}
    assert "diagnose-sides-now" in {t.slug for t in composed.tables()}


def test_tables_hold_the_finding() -> None:
    finding, _ = found()
    tables = {t.slug: t for t in told().tables()}
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
    rows = list(csv.DictReader(io.StringIO(to_csv(tables["diagnose-gates"]))))
    assert [r["gate"] for r in rows] == [*GATES, "passes", "none", "price"]
    first = [float(r["first"]) for r in rows[:6]]
    day = finding.days[0]
    assert first == pytest.approx([*(g.first.value for g in day.gates), day.passes.value])
    assert sum(first) == pytest.approx(1)
    sides = list(csv.DictReader(io.StringIO(to_csv(tables["diagnose-sides"]))))
    known = {r["cause"]: r for r in sides}
    assert known["mandate"]["structure"] == ""
    assert float(known["offers"]["record"]) == pytest.approx(100 * 3200 / 4700)
    needs = list(csv.DictReader(io.StringIO(to_csv(tables["diagnose-needs"]))))
    assert [(r["gate"], r["party"]) for r in needs] == [("offers", "south")]
    packages = list(csv.DictReader(io.StringIO(to_csv(tables["diagnose-packages"]))))
    assert [r["package"] for r in packages] == ["offer", "most-acceptable"]
    assert (float(packages[0]["accepts_north"]), float(packages[0]["accepts_south"])) == (1, 0)


def test_the_figures_hold_the_numbers_of_their_tables() -> None:
    finding, _ = found()
    figures = {f.slug: f for f in told().figures()}
    assert set(figures) == {
        f"diagnose-{kind}{day}" for kind in ("cascade", "sides") for day in ("", "-now")
    }
    bars = figures["diagnose-cascade"].spec["layer"][0]["data"]["values"]
    lost = [b["high"] - b["low"] for b in bars if b["kind"] == "founder here first"]
    assert lost == pytest.approx([100 * g.first.value for g in finding.days[0].gates])
    # Each bar begins where the one before left off.
    still = [b["high"] for b in bars if b["kind"] == "still in"]
    begins = [b["high"] for b in bars if b["kind"] == "founder here first"]
    assert begins == pytest.approx([100.0, *still[:-1]])
    dots = figures["diagnose-sides"].spec["layer"][2]["data"]["values"]
    assert [d["value"] for d in dots] == pytest.approx(
        [100 * s.evidential.mean for s in finding.days[0].sides if s.evidential]
    )
    pictures = draw({s: f.spec for s, f in figures.items()}, lambda _: None)
    assert all(p.png.startswith(b"\x89PNG") for p in pictures.values())


def test_the_command_answers_writes_and_repeats_itself(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    args = ["diagnose", str(PANAMA)]
    assert run([*args, "--out", str(tmp_path / "out")]) == 0
    assert "Why did the talks fail?" in capsys.readouterr().out
    kept = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert run([*args, "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["header"].pop("created")
    assert kept["header"].pop("created")
    assert one == kept
    assert (tmp_path / "out" / "report.html").is_file()
    assert run([*args, "--edition", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
