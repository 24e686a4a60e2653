"""Words that can mean two things as they are read: sentences, tables, screen, files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from detente.answers.terms import TermsFinding, readings
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.cli.main import run
from detente.deals.analysis.workspace import Workspace
from detente.finding import Share, Spread
from detente.report.document import Part, Report, Sentence, plain_text
from detente.report.messages.template import placeholders
from detente.report.names import Names
from detente.report.one_answer import screen
from detente.report.tables.files import to_csv
from detente.report.terms.document import ASSUMPTIONS, in_edition, report
from detente.report.terms.naming import clear
from detente.report.terms.sentences import read, worth
from detente.report.terms.settling import settle
from detente.report.terms.terminal import TOLD
from detente.terms.findings import SettlingFinding
from tests.builders import case_from
from tests.report.open_words import data
from tests.report.test_messages import JARGON
from tests.report.test_sentences import FORBIDDEN

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"
NOTHING = Share(0.0, 0.0)


@cache
def answered() -> tuple[Case, TermsFinding]:
    case = case_from(data())
    return case, readings(Workspace(Study(case, 1), 500))


def composed(edition: str | None = None) -> Report:
    case, finding = answered()
    return report(*in_edition(finding, case, edition))


def sentences(found: Report) -> list[Sentence]:
    return [s for part in found.first for s in (*part.paragraphs, *part.items)]


def part(found: Report, slug: str) -> str:
    (one,) = [p for p in found.first if p.slug == f"terms-{slug}"]
    return text(one)


def text(one: Part) -> str:
    return "\n".join(plain_text(s) for s in (*one.paragraphs, *one.items))


def gain(value: float, se: float) -> Share:
    return Share(value, se)


def settled(term: str, settling: Share, learning: Share = NOTHING) -> SettlingFinding:
    return SettlingFinding(term, {"one": 1.0}, "", learning, settling, NOTHING, NOTHING, {})


def told(*found: SettlingFinding) -> str:
    case, finding = answered()
    return text(settle(replace(finding, settling=found), Names(case)))


def test_a_word_is_told_with_its_likelihood_its_band_and_the_share_found() -> None:
    _, finding = answered()
    pair = next(d for d in finding.terms[0].differing if d.parties == ("north", "south"))
    said = part(composed(), "read")
    assert f"{pair.differs.mean * 100:.0f} of 100 on average" in said
    assert re.search(r"“equal share”: read differently by North Town and South Town, ", said)
    assert re.search(r"\(\d+–\d+ %\)", said)
    assert "how every signatory reads “opening” and “idle”" in said
    assert "“opening”: read differently" not in said
    assert "“opening”" not in part(composed(), "breach")


def test_words_further_apart_come_first() -> None:
    case, finding = answered()
    first = finding.terms[0]
    wide = [replace(d, differs=Spread(*(0.99,) * 6)) for d in first.differing]
    more = replace(first, slug="opening", differing=tuple(wide))
    items = read(replace(finding, terms=(first, more)), Names(case)).items
    assert plain_text(items[0]).startswith("“opening”")


def test_a_breach_is_told_in_the_same_words_of_every_party() -> None:
    case, finding = answered()
    called = finding.terms[0].called
    assert [(c.of, c.by) for c in called] == [("south", "north")]
    said = part(composed(), "breach")
    assert "North Town would find something owed and not given in what South Town does" in said
    assert f"{called[0].likely.mean * 100:.0f} of 100 on average. Most often: 겨울 물." in said
    mirrored = (*called, replace(called[0], of="north", by="south"))
    both = replace(finding.terms[0], called=mirrored)
    told_of = report(*in_edition(replace(finding, terms=(both,)), case, None))
    one, other = part(told_of, "breach").splitlines()[1:]
    one = one.replace("North Town", "BY").replace("South Town", "OF")
    other = other.replace("South Town", "BY").replace("North Town", "OF")
    assert one == other


def test_a_package_is_told_by_both_shares_found() -> None:
    case, finding = answered()
    (one,) = finding.worth
    one = replace(one, a_sign=gain(0.42, 0.01), a_hold=gain(0.17, 0.01))
    said = text(worth(replace(finding, worth=(one,)), Names(case)))
    assert "“The charter” leaves “equal share” open: in 42 of 100 belief sets when" in said
    assert "in 17 of 100 belief sets when each must also accept" in said
    assert "As North" not in said


def test_whom_another_reading_leaves_worse_off_is_said() -> None:
    case, finding = answered()
    (one,) = finding.worth
    up, down = Spread(*(3.0,) * 6), Spread(*(-3.0,) * 6)
    one = replace(
        one,
        own={"north": up, "south": up, "council": down},
        under={"north": {"north": up, "south": down, "council": down}},
    )
    said = text(worth(replace(finding, worth=(one,)), Names(case)))
    assert "As North Town reads it, worse than no deal on average" in said
    assert said.endswith("by its own reading: South Town.")


@pytest.mark.parametrize(
    ("value", "se", "sign"),
    [(0.05, 0.02, 1), (0.04, 0.02, 0), (-0.05, 0.02, -1), (0.0, 0.0, 0), (0.01, 0.0, 1)],
)
def test_only_beyond_two_standard_errors_is_a_gain_one(value: float, se: float, sign: int) -> None:
    assert clear(gain(value, se)) == sign


def test_a_ranking_is_told_only_where_it_is_clear() -> None:
    low = settled("opening", gain(0.01, 0.01))
    said = told(settled("fair-share", gain(0.2, 0.01)), low)
    assert "Settle “equal share” first" in said
    assert "20 more of 100 belief sets" in said
    assert "“opening”: whether settling helps or harms cannot be told" in said
    near = told(settled("fair-share", gain(0.2, 0.02)), settled("opening", gain(0.17, 0.02)))
    assert "which of “equal share” and “opening” to settle first cannot be told" in near
    assert "Settle “" not in near
    unsure = told(settled("fair-share", gain(0.02, 0.02)), low)
    assert "Which word to settle first cannot be told" in unsure
    assert "Settle “" not in unsure


def test_where_the_open_word_helps_it_is_said() -> None:
    said = told(settled("fair-share", gain(-0.1, 0.02)))
    assert "settling it would lower acceptability, 10 fewer of 100 belief sets" in said
    assert "the open word helps" in said
    assert "settling changes nothing" in told(settled("fair-share", gain(0.0, 0.0)))


def test_knowing_a_reading_is_told_where_it_is_clear() -> None:
    assert "to know how each reads it" in told(settled("idle", NOTHING, gain(0.05, 0.02)))
    assert "helps, for none of them," in told(settled("idle", NOTHING, gain(0.03, 0.02)))


def test_words_that_no_option_leaves_open_cannot_be_ranked() -> None:
    said = part(composed(), "settle")
    assert "No option on the table leaves “opening” and “idle” open" in said
    assert "cannot be ranked" in said


def test_the_register_names_forum_and_day_or_that_there_is_none() -> None:
    said = part(composed(), "register")
    assert "Left open on purpose: “equal share”." in said
    assert "Forum: 의회. Until: 31 December 2020." in said
    assert "Put off, with no forum and no day in the case: “idle”." in said
    assert "Not known whether on purpose: “opening”." in said


def test_what_rules_find_is_listed() -> None:
    said = part(composed(), "remarks").splitlines()
    assert "Words of the case: “idle” is defined, and no option uses it." in said
    assert sum("“stone bridge” stands in quotation marks" in s for s in said) == 1
    assert sum("“reasonable” leaves open what is owed" in s for s in said) == 1


@pytest.mark.parametrize(("edition", "code"), [(None, "en"), ("korean", "ko")])
def test_no_word_of_the_list_and_no_decimals_on_the_first_page(
    edition: str | None, code: str
) -> None:
    said = "\n".join(plain_text(s) for s in sentences(composed(edition)))
    assert (FORBIDDEN if code == "en" else JARGON[code]).search(said) is None
    assert not re.search(r"\d\.\d", said)
    assert not placeholders(said)


def test_korean_is_korean_but_for_what_the_case_says() -> None:
    found = composed("korean")
    spans = [s for sentence in sentences(found) for s in sentence]
    cells = [s for t in found.tables() for row in t.rows for c in row for s in c.content]
    heads = [c.title for t in found.tables() for c in t.columns]
    notes = [x for t in found.tables() for x in (t.caption, t.note)]
    own = [s.text for s in (*spans, *cells) if not s.lang]
    # Options and packages keep the name that the edition leaves them.
    assert re.findall(r"[A-Za-z]{2,}", "\n".join([*own, *heads, *notes])) == []


def test_what_a_word_covers_and_its_forum_are_named_by_the_edition() -> None:
    made = data()
    made["terms"]["fair-share"]["elements"] = {"summer": "half of it", "winter": "winter water"}
    made["levers"]["later"]["forum"] = "the council"
    made["editions"]["korean"]["names"] |= {
        "/terms/fair-share/elements/summer": "물 절반",
        "/terms/fair-share/elements/winter": "겨울 물",
        "/levers/later/forum": "의회",
    }
    case = case_from(made)
    _, finding = answered()
    found = report(*in_edition(finding, case, "korean"))
    said = "\n".join(plain_text(s) for s in sentences(found))
    cells = "\n".join(c.text for t in found.tables() for row in t.rows for c in row)
    assert "겨울 물" in said
    assert "물 절반" in cells
    assert "의회" in said
    for english in ("half of it", "winter water", "the council"):
        assert english not in said + cells
    plain = report(*in_edition(finding, case, None))
    assert "winter water" in "\n".join(plain_text(s) for s in sentences(plain))


def test_that_all_is_counted_as_owed_is_said() -> None:
    found = composed()
    (method,) = [s for s in found.sections if s.slug == "terms-method"]
    assert len(method.items) == len(ASSUMPTIONS)
    assert "counted as owed" in plain_text(method.items[0])


def test_tables_hold_the_numbers_of_the_finding() -> None:
    _, finding = answered()
    tables = {t.slug: t for t in composed().tables()}
    first = tables["terms-reading-fair-share"]
    assert [c.value for c in first.rows[1]] == ["winter", 0, 1]
    north = next(r for r in finding.terms[0].readers if r.party == "north")
    row = next(r for r in first.rows if r[0].value == "north")
    assert row[2].value == pytest.approx(100 * north.readings["much"].mean)
    called = dict(
        zip(
            (c.key for c in tables["terms-called"].columns),
            tables["terms-called"].rows[0],
            strict=True,
        )
    )
    assert called["likely"].value == pytest.approx(100 * finding.terms[0].called[0].likely.mean)
    assert len(tables["terms-breaches"].rows) == sum(len(t.breaches) for t in finding.terms)
    assert tables["terms-worth"].rows[0][2].value == finding.worth[0].a_sign.value
    settling = tables["terms-settling"]
    assert settling.rows[0][1].value == finding.settling[0].settling.value
    assert len(tables["terms-remarks"].rows) == len(finding.remarks)
    for table in tables.values():
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert to_csv(table)


def test_the_screen_fits() -> None:
    lines = screen(composed(), TOLD, 80, "words/report.html")
    assert max(map(len, lines)) <= 80
    assert len(lines) < 60
    assert lines[-1].endswith("words/report.html")


@pytest.mark.parametrize("edition", [None, "korean"])
def test_the_command_writes_a_folder(
    write_case, tmp_path: Path, capsys: pytest.CaptureFixture[str], edition: str | None
) -> None:
    out = tmp_path / "words"
    more = ["--edition", edition] if edition else []
    case = str(write_case(data()))
    assert run(["terms", case, "--draws", "200", "--out", str(out), *more]) == 0
    printed = capsys.readouterr()
    assert ("알맞은 몫" if edition else "equal share") in printed.out
    assert printed.err == ""
    assert {p.name for p in out.iterdir()} >= {"report.html", "report.pdf", "findings.json"}
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "terms"
    assert (out / "tables" / "terms-settling.csv").is_file()


def test_the_command_on_hanoi(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["terms", str(HANOI), "--draws", "500", "--package", "reported-draft", "--json"]
    assert run(asked) == 0
    found = json.loads(capsys.readouterr().out)
    assert [w["terms"] for w in found["worth"]] == [["yongbyon"]]
    assert {s["term"] for s in found["settling"]} >= {"yongbyon"}
    assert len(found["terms"]) == 8


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--package", "chartre"], "did you mean 'charter'"), (["--edition", "west"], "edition")],
)
def test_what_is_wrong_is_said(
    write_case, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["terms", str(write_case(data())), "--draws", "200", *options]) == 2
    assert said in capsys.readouterr().err
