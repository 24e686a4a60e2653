"""A schedule told: sentences, tables, figures, files; the same words for every party."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from detente.answers.order import OrderFinding
from detente.case.models import Lever
from detente.cli.main import run
from detente.errors import UsageError
from detente.report.document import plain_text
from detente.report.figures.render import draw
from detente.report.names import Names
from detente.report.one_answer import screen, write_answer
from detente.report.order.as_levers import levers_yaml
from detente.report.order.calendar_file import MOST_OCTETS, to_ics
from detente.report.order.document import in_edition, report
from detente.report.order.naming import in_100
from detente.report.order.sentences import first_page
from detente.report.order.terminal import TOLD
from detente.report.tables.files import to_csv
from detente.schedule.findings import ScheduleFinding
from tests.builders import case_from
from tests.report.orders import HEADER, found, impossible

JARGON = (
    "optimal", "fair", "unbiased", "proved impossible", "nobody can gain", "rational", "Nash",
    "lambda", "utility", "players", "the model predicts",
)  # fmt: skip


def asked(finding: ScheduleFinding) -> OrderFinding:
    return OrderFinding(HEADER, "?", "", finding)


def page(kind: str, language: str = "en") -> str:
    finding, case = found(kind)
    parts = first_page(finding, Names(case, language))
    return "\n".join(plain_text(s) for p in parts for s in (*p.paragraphs, *p.items))


def test_an_order_that_holds_is_a_plain_yes() -> None:
    said = page("yes")
    assert said.startswith("Yes, on expected values")
    assert "What is missing" not in said
    assert "in 0 of" not in said


def test_no_order_is_a_no_with_its_reason_and_what_is_missing() -> None:
    finding, case = found("no")
    said = page("no")
    assert said.startswith("Not as things stand. Under these inputs no order exists")
    needs = finding.search.needs
    costs = {"north": 6.0, "south": 8.0}
    for party, need in needs.items():
        if need > 1e-9:
            share = in_100(need / costs[party])
            name = case.parties[party].label
            assert f"about {share} in 100 of its own costs from {name}" in said
    assert "enough by itself" in said


def test_a_time_limit_is_never_told_as_impossibility() -> None:
    finding, case = found("no")
    names = Names(case)
    late = replace(finding, search=replace(finding.search, status="NOT FOUND IN TIME"))
    said = plain_text(first_page(late, names)[0].paragraphs[0])
    assert "does not mean that there is none" in said
    gap = replace(finding, search=replace(finding.search, status="GAP", bound=0.0))
    said = plain_text(first_page(gap, names)[0].paragraphs[0])
    assert "does not mean that there is none" in said
    once = replace(finding, search=replace(finding.search, confirmed="not confirmed"))
    said = plain_text(first_page(once, names)[0].paragraphs[0])
    assert "does not mean that there is none" in said


@pytest.mark.parametrize("kind", ["yes", "no"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_jargon_and_no_decimals_on_the_first_page(kind: str, language: str) -> None:
    said = page(kind, language)
    for word in JARGON:
        assert not re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE), word
    assert not re.search(r"\d\.\d", said)
    assert "{" not in said


def test_every_doctrine_is_told_with_its_share_and_every_party_is_tested() -> None:
    finding, _ = found("no")
    said = page("no")
    for words in ("all at once:", "North Town first:", "South Town first:", "strictly in turn:"):
        assert words in said
    assert {b.party for d in finding.doctrines if (b := d.breaks)} == {"north", "south"}


def test_readings_that_clash_are_told() -> None:
    said = page("no")
    assert "The readings cannot all be kept" in said
    assert "“Send water”" in said
    assert "North first (read so by South Town)" in said


def test_trust_is_told_in_words_with_their_band() -> None:
    said = page("no")
    assert "roughly even chance (45–55 %)" in said
    assert "begin alone with" in said


def test_the_numbers_of_the_tables_are_those_of_the_finding() -> None:
    finding, case = found("no")
    told, names = in_edition(asked(finding), case, None)
    tables = {t.slug: t for t in report(told, names).tables()}
    assert set(tables) == {
        "order-plan", "order-exposure", "order-doctrines", "order-steps", "order-repairs",
        "order-commitments", "order-stakes", "order-shares",
    }  # fmt: skip
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
    read = list(csv.DictReader(io.StringIO(to_csv(tables["order-doctrines"]))))
    for row, doctrine in zip(read, finding.doctrines, strict=True):
        assert row["doctrine"] == doctrine.slug
        assert float(row["holds"]) == pytest.approx(doctrine.holds.value)
        assert float(row["needs_north"]) == pytest.approx(doctrine.needs["north"])
    plan = list(csv.DictReader(io.StringIO(to_csv(tables["order-plan"]))))
    assert finding.calendar is not None
    assert [r["finish"] for r in plan] == [
        d.finish.isoformat() for d in finding.calendar.commitments
    ]
    kept = list(csv.DictReader(io.StringIO(to_csv(tables["order-repairs"]))))
    assert [float(r["kept"]) for r in kept] == pytest.approx(
        [r.kept.value for r in finding.repairs]
    )


def test_figures_show_the_findings_data_and_can_be_drawn() -> None:
    finding, case = found("no")
    told, names = in_edition(asked(finding), case, None)
    figures = {f.slug: f for f in report(told, names).figures()}
    plan = figures["order-plan"].spec["data"]["values"]
    assert finding.calendar is not None
    by_finish = {(v["finish"], v["verified"]) for v in plan}
    assert by_finish == {
        (d.finish.isoformat(), d.verified.isoformat()) for d in finding.calendar.commitments
    }
    panels = figures["order-exposure"].spec["hconcat"]
    assert [p["title"]["text"] for p in panels] == ["North Town", "South Town"]
    for panel, one in zip(panels, finding.calendar.exposure, strict=True):
        line = panel["layer"][1]["data"]["values"]
        assert [v["advance"] for v in line] == list(one.advance)
        assert panel["layer"][2]["data"]["values"][0]["cap"] == one.cap
    left, right = figures["order-doctrines"].spec["hconcat"]
    assert [v["value"] for v in left["data"]["values"]] == pytest.approx(
        [d.holds.value * 100 for d in finding.doctrines]
    )
    assert len(right["data"]["values"]) == 2 * len(finding.doctrines)
    for picture in draw({s: f.spec for s, f in figures.items()}, lambda _: None).values():
        assert picture.png.startswith(b"\x89PNG")
        assert "<svg" in picture.svg


def test_the_calendar_file_follows_its_standard() -> None:
    finding, case = found("no")
    text = to_ics(finding, Names(case), "ab" * 32, HEADER.created)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= MOST_OCTETS for line in lines)
    assert all("\n" not in line for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert finding.calendar is not None
    days = [x.partition(":")[2] for x in unfolded if x.startswith("DTSTART;VALUE=DATE:")]
    assert days == [f"{d.finish:%Y%m%d}" for d in finding.calendar.commitments]
    uids = [x for x in unfolded if x.startswith("UID:")]
    assert len(set(uids)) == len(uids) == len(days)
    assert 'SUMMARY:Pull down\\, slowly\\; the "old" mill (North Town)' in unfolded


def test_repairs_are_printed_as_levers_that_a_case_takes() -> None:
    finding, _ = found("no")
    levers = YAML(typ="safe").load(levers_yaml(finding))["levers"]
    assert len(levers) == len([r for r in finding.repairs if r.kind != "lever"])
    for lever in levers.values():
        Lever.model_validate(lever)
    data = impossible()
    data["levers"] = json.loads(json.dumps(levers))
    case_from(data)
    nothing = levers_yaml(found("yes")[0])
    assert nothing.startswith("#")


def test_a_korean_edition_is_korean_but_for_what_the_case_calls_things() -> None:
    finding, case = found("no")
    told, names = in_edition(asked(finding), case, "korean")
    composed = report(told, names)
    assert composed.language == "ko"
    said = "\n".join(screen(composed, TOLD, 90))
    assert "북촌" in said
    assert "순서" in said
    for word in ("order", "belief", "step", "guarantee"):
        assert word not in said
    with pytest.raises(UsageError, match="no edition 'german'"):
        in_edition(told, case, "german")


def test_the_screen_fits_its_columns() -> None:
    finding, case = found("no")
    told, names = in_edition(asked(finding), case, None)
    lines = screen(report(told, names), TOLD, 72, "out/report.html")
    assert max(map(len, lines)) <= 72 or all(len(x) <= 72 for x in lines[:-1])
    assert lines[-1].endswith("out/report.html")


def test_a_folder_of_another_kind_is_not_touched(tmp_path: Path) -> None:
    finding, case = found("yes")
    out = tmp_path / "out"
    out.mkdir()
    (out / "findings.json").write_text(json.dumps({"header": {"kind": "reach"}}))
    with pytest.raises(UsageError, match="no report of ours"):
        write_answer(
            asked(finding), report(*in_edition(asked(finding), case, None)), out, "schedule"
        )
    assert [p.name for p in out.iterdir()] == ["findings.json"]


def test_the_folder_holds_everything_and_is_written_again_over_itself(tmp_path: Path) -> None:
    finding, case = found("yes")
    out = tmp_path / "out"
    composed = report(*in_edition(asked(finding), case, None))
    for _ in range(2):
        write_answer(asked(finding), composed, out, "schedule", more={"plan.ics": "a plan"})
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert {"report.html", "report.pdf", "plan.ics", "findings.json"} <= names
    assert {"figures/order-plan.svg", "figures/order-plan.png", "tables/order-plan.csv"} <= names
    html = (out / "report.html").read_text("utf-8")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(x for x in ids if ids.count(x) > 1)
    anchors = set(ids)
    for href in re.findall(r'href="#([^"]+)"', html):
        assert href in anchors, href


PANAMA = Path(__file__).parents[2] / "cases" / "panama-1974"
SIX = Path(__file__).parents[2] / "cases" / "six-party-2007"


def test_the_command_answers_prints_json_and_repeats_itself(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    args = ["schedule", str(SIX), "--draws", "200", "--seconds", "2", "--package", "first-phase"]
    assert run(args) == 0
    assert "first" in capsys.readouterr().out.lower()
    assert run([*args, "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["header"]["kind"] == "schedule"
    assert one["schedule"]["package"] == "first-phase"
    assert run([*args, "--json"]) == 0
    two = json.loads(capsys.readouterr().out)
    one["header"].pop("created")
    two["header"].pop("created")
    assert one == two
    out = tmp_path / "out"
    assert run([*args, "--out", str(out)]) == 0
    assert (out / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert str(out / "report.html") in capsys.readouterr().out
    assert run([*args, "--levers"]) == 0
    assert "levers:" in (told := capsys.readouterr().out) or told.startswith("#")


def test_an_unknown_package_and_a_case_without_commitments_are_one_clear_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["schedule", str(SIX), "--package", "frist-phase", "--draws", "200"]) == 2
    assert "did you mean 'first-phase'" in capsys.readouterr().err
    assert run(["schedule", str(PANAMA), "--draws", "200"]) == 2
    assert "no commitment of the case delivers anything" in capsys.readouterr().err
