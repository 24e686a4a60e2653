"""The report of a deal that is being carried out: neutral, complete, in every language."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

from detente.answers.track import TrackedFinding, tracked
from detente.beliefs.study import Study
from detente.case.models import Case
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.report.document import Part, Report, plain_text
from detente.report.html import to_html
from detente.report.messages import LANGUAGES
from detente.report.names import Names
from detente.report.one_answer import screen, write_answer
from detente.report.tables.files import to_csv
from detente.report.track.document import in_edition, report
from detente.report.track.naming import whole
from detente.report.track.terminal import TOLD
from detente.report.wrapping import width
from tests.builders import case_from
from tests.report.test_messages import JARGON
from tests.schedule.analysis.tracked import data, entry


def contested() -> dict[str, Any]:
    """The two towns with a dispute, an overdue pier and a breach that was taken back."""
    made = data()
    made["commitments"]["north-pier"]["due"] = "2020-03-01"
    made["record"] = {
        "ferry-report": {
            "happened": "2020-03-02",
            "known_from": "2020-03-02",
            "actor": "the ferryman",
            "kind": "report",
            "text": "No water came.",
            "sources": [],
            "credibility": 2,
            "provenance": "memory",
        }
    }
    made["performance"] |= {
        "alarm": entry("passage", "breach", 0, "output", "2020-01-20"),
        "quarrel": entry("water", "disputed", 1, "output", "2020-03-02", record=["ferry-report"]),
    }
    return made


@pytest.fixture
def make():
    def made(content: dict[str, Any], on: str | None = None) -> tuple[Case, TrackedFinding]:
        case = case_from(content)
        day = datetime.date.fromisoformat(on) if on else None
        return case, tracked(Workspace(Study(case, 1, day), 200))

    return made


def composed(case: Case, finding: TrackedFinding, code: str = "en") -> Report:
    return report(finding, Names(case, code))


def part(told: Report, slug: str) -> Part:
    return next(p for p in told.first if p.slug == slug)


def text(one: Part) -> str:
    return "\n".join(plain_text(s) for s in (*one.paragraphs, *one.items))


def whole_text(told: Report) -> str:
    return "\n".join([plain_text(told.byline), *(f"{p.heading}\n{text(p)}" for p in told.first)])


SITUATIONS = {
    "contested": (contested, None),
    "plain": (data, None),
    "early": (data, "2020-01-20"),
    "nothing overdue": (data, "2020-02-25"),
    "long after": (contested, "2021-06-01"),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SITUATIONS)
def test_every_part_says_something_and_nothing_forbidden(make, name: str, code: str) -> None:
    content, on = SITUATIONS[name]
    told = composed(*make(content(), on), code)
    for one in told.first:
        assert one.paragraphs or one.items, one.slug
    found = JARGON[code].search(whole_text(told))
    assert found is None, found
    assert "{" not in whole_text(told)


def test_what_was_done_in_words(make) -> None:
    told = text(part(composed(*make(contested())), "track-done"))
    assert "Of 5 commitments 2 count as delivered; the others: 1 in dispute, 1 overdue and" in told
    assert "1 not yet due" in told
    # Output: passage 0, mill 3, water 1 of five; the others as none and as complete.
    assert "output 27 to 67 (3 of 5 coded)" in told
    assert "activity not coded" in told
    assert "with no verified outcome: “north's”." in told
    assert "(South Town): in dispute, 10 days after 1 March 2020. Source: the ferryman; " in told
    assert "north's (North Town): overdue, 10 days after 1 March 2020. The log is silent" in told


def test_a_dispute_is_never_told_as_a_breach(make) -> None:
    made = contested()
    del made["performance"]["alarm"]
    case, finding = make(made)
    for code, word in (("en", "breach"), ("ko", "위반")):
        told = composed(case, finding, code)
        assert word not in whole_text(told).lower().replace("not as a breach", "")
        names = [plain_text(c.content) for t in told.tables() for row in t.rows for c in row]
        assert not any(word in name.lower() for name in names)


def test_a_breach_that_was_taken_back_is_told_as_such(make) -> None:
    told = text(part(composed(*make(contested())), "track-consequences"))
    assert (
        "Taken back: south's (South Town), logged on 20 January 2020 as reported as a breach"
        in (told)
    )
    assert "was taken back by a later entry; started then, it would have been stopped." in told
    assert "is in dispute, known from 2 March 2020; whether it is an occasion is open." in told


def test_both_parties_are_told_in_the_same_words(make) -> None:
    told = composed(*make(contested()))
    for slug in ("track-standing", "track-next"):
        items = [plain_text(i) for i in part(told, slug).items]
        for party in ("North Town", "South Town"):
            assert sum(i.startswith(party) for i in items) == 1
    standing = [plain_text(i) for i in part(told, "track-standing").items]
    # 20 of 20, and 60 of 10 that the deal costs.
    assert standing[0].startswith(
        "North Town: more paid than received that cannot be undone, by about 100 in 100"
    )
    assert standing[1].startswith(
        "South Town: more received than paid that cannot be undone, by more than all"
    )
    assert all("going on is better for it than breaking off now" in s for s in standing)


def test_breaking_off_that_pays_is_told_with_its_reason(make) -> None:
    made = data()
    made["commitments"]["water"]["cost"] = 30
    told = text(part(composed(*make(made)), "track-standing"))
    assert "breaking off now would be better for it than going on (in every belief set)" in told
    made["commitments"]["water"]["cost"] = 90
    told = text(part(composed(*make(made)), "track-standing"))
    assert "since the whole deal is worth less to it than no deal" in told


def test_delays_and_what_fails_next_in_words(make) -> None:
    made = data()
    made["commitments"]["south-pier"]["duration_days"] = 80
    told = composed(*make(made))
    assert text(part(told, "track-slip")) == (
        "The end moves from 1 June 2020 to 19 June 2020 at the earliest; what decides it: "
        "“south's” and “south's”.\n"
        "south's (South Town): 1 other waits for it, 1 of these for nothing else that is overdue."
    )
    told = text(part(composed(*make(data())), "track-next"))
    assert "South Town would be better off breaking off than going on from 1 May 2020" in told
    assert "North Town: no condition fails." in told
    assert "The next planned day to be missed: 1 June 2020" in told


def test_the_clock_in_words(make) -> None:
    told = text(part(composed(*make(data())), "track-consequences"))
    assert (
        "The levy returns (on South Town), if started today: Notice, to 26 March 2020; "
        "The elders meet, to 10 April 2020; Advice, to 15 April 2020; "
        "The council decides, to 15 May 2020; in force from 16 May 2020 unless somebody acts."
    ) in told
    assert "expires on 30 June 2020" in told


def test_without_a_log_it_says_so(make) -> None:
    made = data()
    del made["performance"]
    told = text(part(composed(*make(made)), "track-done"))
    assert told.startswith("The case has no log of performance")


def test_the_tables_hold_the_finding(make) -> None:
    case, finding = make(contested())
    told = composed(case, finding)
    rows = {t.slug: list(csv.DictReader(io.StringIO(to_csv(t)))) for t in told.tables()}
    plan = {r["what"]: r for r in rows["track-commitments"]}
    assert (plan["water"]["status"], plan["water"]["output"], plan["water"]["days_late"]) == (
        "disputed",
        "1",
        "10",
    )
    assert (plan["mill"]["delivered"], plan["mill"]["slack"]) == ("2020-02-20", "")
    assert [r["entry"] for r in rows["track-log"]] == [e.slug for e in finding.track.log]
    # Complete on a deeper aspect ten days later.
    assert {r["entry"]: r["stands"] for r in rows["track-log"]} == {
        "alarm": "taken-back",
        "passage-open": "yes",
        "mill-runs": "yes",
        "quarrel": "yes",
    }
    standing = {r["party"]: float(r["advance"]) for r in rows["track-standing"]}
    assert standing == pytest.approx({"north": -20, "south": 60})
    assert {r["item"] for r in rows["track-record"]} == {"ferry-report"}
    assert {r["occasion"] for r in rows["track-clocks"]} == {"today", "disputed", "settled"}


def test_the_figure_shows_plan_performance_and_the_day(make) -> None:
    case, finding = make(contested())
    hero = composed(case, finding).hero
    assert hero is not None
    values = hero.spec["data"]["values"]
    assert len(values) == 5
    mill = next(v for v in values if v["reached"] == "2020-02-20")
    assert (mill["planned"], mill["kind"], mill["party"]) == (
        "2020-02-10",
        "delivered",
        "North Town",
    )
    assert hero.spec["layer"][-1]["data"]["values"] == [{"day": "2020-03-11"}]


def test_every_link_leads_somewhere(make) -> None:
    told = composed(*make(contested()))
    pictures = {f.slug: _picture() for f in told.figures()}
    page = to_html(told, pictures)
    assert 'href="#record-ferry-report"' in page
    assert 'id="record-ferry-report"' in page


def _picture() -> Any:
    from detente.report.figures.render import Picture

    return Picture("<svg xmlns='http://www.w3.org/2000/svg'></svg>", b"")


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("code", LANGUAGES)
def test_one_screen(make, columns: int, code: str) -> None:
    lines = screen(composed(*make(contested()), code), TOLD, columns, "out/report.html")
    assert all(width(line) <= min(columns, 96) for line in lines)
    assert "out/report.html" in lines[-1]
    assert len(lines) <= 75


def test_an_edition_gives_names_and_language(make) -> None:
    made = data()
    made["editions"] = {
        "south": {
            "label": "For South",
            "language": "ko",
            "names": {"/parties/north/label": "북마을", "/packages/charter/label": "헌장"},
        }
    }
    case, finding = make(made)
    told, names = in_edition(finding, case, "south")
    assert told.track.label == "헌장"
    assert "북마을" in whole_text(report(told, names))
    with pytest.raises(UsageError, match="edition"):
        in_edition(finding, case, "west")


@pytest.mark.parametrize(
    ("score", "said"), [(0, "0"), (0.2, "1"), (26.7, "27"), (99.6, "99"), (100, "100")]
)
def test_none_and_complete_are_said_only_where_they_are_exact(score: float, said: str) -> None:
    assert whole(score) == said


def test_the_folder_is_whole_and_refuses_another_s(make, tmp_path: Path) -> None:
    case, finding = make(contested())
    out = tmp_path / "out"
    write_answer(finding, report(*in_edition(finding, case, None)), out, "track")
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} >= {
        "report.html",
        "report.pdf",
        "findings.json",
        "figures/track-plan.svg",
        "figures/track-plan.png",
        "tables/track-commitments.csv",
        "tables/track-log.csv",
    }
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "track"
    assert found["track"]["day"] == "2020-03-11"
    (out / "findings.json").write_text('{"header": {"kind": "reach"}}')
    with pytest.raises(UsageError, match="no report of ours"):
        write_answer(finding, report(*in_edition(finding, case, None)), out, "track")
