"""What the main report says of words that a deal leaves open, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.finding import Share
from detente.report.brief.lines import bottom_lines
from detente.report.document import plain_text
from detente.report.editions import in_edition
from detente.report.names import Names
from detente.report.sections import report
from detente.report.sentences.certainty import certainty
from tests.answers.test_open_words import open_case, ready, told
from tests.builders import case_from
from tests.report.fixtures import made_up


def reached(a_hold: float, *, carried_out: bool = True) -> tuple[ReachFinding, Case]:
    data = open_case(carried_out=carried_out)
    data["editions"] = {"korean": {"label": "한국어", "language": "ko", "names": {}}}
    case = case_from(data)
    finding = made_up(case)
    packages = list(finding.deals.packages)
    packages[0] = replace(packages[0], a_sign=Share(0.8, 0.001), a_hold=Share(a_hold, 0.001))
    deals = replace(finding.deals, packages=tuple(packages))
    words = tuple(told(ready(data), 0.8, a_hold))
    return replace(finding, deals=deals, open_words=words), case


def sure(finding: ReachFinding, case: Case, edition: str | None = None) -> str:
    shown = in_edition(finding, case, edition)
    part = certainty(shown.finding, Names(shown.case, shown.language))
    return "\n".join(plain_text(p) for p in part.paragraphs)


def test_the_first_page_says_when_a_deal_holds_much_less_often() -> None:
    said = sure(*reached(0.5))
    assert (
        "It leaves “share” open, one word signed with two meanings: acceptable to all in 80 of 100 "
        "belief sets by each one’s own reading, and still in 50 of 100 belief sets if the other’s "
        "reading turns out to bind." in said
    )
    korean = sure(*reached(0.5), "korean")
    assert "구속하게 되어도 그대로인 경우: 100개 신념 집합 가운데 50개" in korean
    little = sure(*reached(0.79))
    assert "two meanings" not in little
    assert "as the other reads its words: 79 of 100." in little


def test_the_brief_stays_as_it_was() -> None:
    finding, case = reached(0.5)
    names = Names(case, "en")
    plain = replace(finding, open_words=())
    assert bottom_lines(finding, names, 1) == bottom_lines(plain, names, 1)


@pytest.mark.parametrize(("edition", "word"), [(None, "winter water"), ("korean", "winter water")])
def test_the_deal_in_detail_says_who_would_call_what_a_breach(
    edition: str | None, word: str
) -> None:
    shown = in_edition(*reached(0.5), edition)
    composed = report(shown.finding, shown.case, shown.language)
    section = next(s for s in composed.sections if s.slug == "deal-in-detail")
    said = "\n".join(plain_text(s) for s in section.items)
    assert len(section.items) == 2
    assert word in said
    assert "{" not in said
    tables = {t.slug: t for t in section.tables}
    for table in (tables["open-words"], tables["open-breaches"]):
        assert all(len(row) == len(table.columns) for row in table.rows)
    columns = [c.key for c in tables["open-words"].columns]
    (best, _) = tables["open-words"].rows
    at = {key: best[k].value for k, key in enumerate(columns)}
    assert (at["a_sign"], at["a_hold"]) == (0.8, 0.5)
    assert (at["binds_north"], at["binds_south"], at["leaves_south_north"]) == (1.0, 0.0, 1.0)
    assert tables["open-breaches"].rows[0][-2].text == "winter water"


def test_what_nobody_carries_out_is_said() -> None:
    shown = in_edition(*reached(0.5, carried_out=False), None)
    composed = report(shown.finding, shown.case, shown.language)
    section = next(s for s in composed.sections if s.slug == "deal-in-detail")
    assert "Nobody carries out" in plain_text(section.items[-1])
    assert "open-breaches" not in {t.slug for t in section.tables}


def test_a_report_without_open_words_has_none_of_it() -> None:
    finding, case = reached(0.5)
    composed = report(replace(finding, open_words=()), case)
    section = next(s for s in composed.sections if s.slug == "deal-in-detail")
    assert section.items == ()
    assert "open-words" not in {t.slug for t in section.tables}
