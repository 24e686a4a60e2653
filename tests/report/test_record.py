"""The record as it is read: sentences, accounts in columns, the timeline, the warning."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.answers.record import ASSUMPTIONS, answer_record
from detente.case.checking import load_checked
from detente.case.models import Case
from detente.report.document import Part, Report, Table, plain_text
from detente.report.figures.render import draw
from detente.report.html import to_html
from detente.report.one_answer import screen
from detente.report.record.document import in_edition, report
from detente.report.record.terminal import TOLD
from detente.report.tables.files import to_csv
from tests.answers.test_record import case, coded, item
from tests.report.browsing import COLOURS, violations
from tests.report.test_sentences import FORBIDDEN

HANOI = Path(__file__).parents[2] / "cases" / "hanoi-2019"
WARNING = "Event scores miss breakdowns: on 28 February 2019"


@cache
def hanoi() -> Case:
    return load_checked(HANOI)[0].case


def told(
    made: Case | None = None,
    day: datetime.date | None = None,
    edition: str | None = None,
    filters: tuple[tuple[str, str], ...] = (),
) -> Report:
    made = made or hanoi()
    return report(*in_edition(answer_record(made, day, dict(filters)), made, edition))


def text(part: Part) -> str:
    return "\n".join(plain_text(s) for s in (*part.paragraphs, *part.items))


def part(found: Report, slug: str) -> str:
    (one,) = [p for p in found.first if p.slug == f"record-{slug}"]
    return text(one)


def table(found: Report, slug: str) -> Table:
    tables = [t for section in found.sections for t in section.tables]
    (one,) = [t for t in tables if t.slug == slug]
    return one


def test_the_first_page_says_what_was_known_and_what_is_left_out():
    known = part(told(day=datetime.date(2019, 2, 28)), "known")
    assert "were known on 28 February 2019." in known
    assert "became known later and are left out." in known
    narrowed = part(told(filters=(("about", "yongbyon"),)), "known")
    assert "Asked for: subject “yongbyon”" in narrowed


def test_the_warning_stands_beside_every_index():
    found = told(filters=(("actor", "united-states"),))
    assert WARNING in part(found, "relation")
    assert WARNING in found.hero.caption
    assert WARNING in found.hero.alt
    assert WARNING in found.hero.table.note
    lines = " ".join(" ".join(screen(found, TOLD, 80)).split())
    assert WARNING in lines
    assert "standard error" in lines
    assert "(The summit ended without a text) the index" in lines


def test_without_a_coded_event_there_is_no_index_and_no_figure():
    found = told(case(a=item("2019-01-01")))
    assert found.hero is None
    assert part(found, "relation").startswith("No item of the record is coded")


def test_rival_accounts_are_columns_in_the_order_in_which_they_became_known():
    found = table(told(), "record-rival-dprk-offer")
    assert [c.title for c in found.columns[1:]] == [
        "US (President)", "DPRK (foreign minister)", "US (State Department official)",
        "Press (Reuters)", "Press (CNN)",
    ]  # fmt: skip
    rows = {row[0].value: [plain_text(c.content) for c in row[1:]] for row in found.rows}
    assert rows["code"] == ["A4", "B2", "A2", "A2", "C3"]
    assert rows["text"][0] == "Yongbyon; verbal promise of no tests"
    assert len(set(rows["text"])) == 5


def test_an_item_has_its_day_code_origin_and_link():
    found = table(told(), "record-items")
    rows = {
        r[-1].value: {c.key: x for c, x in zip(found.columns, r, strict=True)} for r in found.rows
    }
    door = rows["message-at-the-door"]
    assert plain_text(door["code"].content) == "C3"
    assert door["known_from"].value == "2019-03-06"
    assert "relays, one origin" in plain_text(door["origin"].content)
    assert door["link"].content[0].href.startswith("https://www.cnn.com/")
    relay = rows["cnn-everything"]
    assert plain_text(relay["origin"].content).startswith("Repeats message-at-the-door")
    assert plain_text(rows["biegun-in-parallel"]["worded"].content) == "word for word"
    assert plain_text(relay["worded"].content) == "in other words"


def test_what_is_no_web_address_is_no_link():
    found = table(told(case(a=item("2019-01-01", url=["javascript:alert(1)"]))), "record-items")
    link = next(x for c, x in zip(found.columns, found.rows[0], strict=True) if c.key == "link")
    assert [s.href for s in link.content] == [""]
    assert plain_text(link.content) == "javascript:alert(1)"


def values(panel: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [layer["data"]["values"] for layer in panel["layer"]]


def test_the_timeline_marks_key_items_the_outcome_and_holds_each_mean_until_the_next():
    made = case(
        a=item("2019-01-01", key="A beginning", **coded("036")),
        b=item("2019-01-11", key="An end", **coded("163")),
    )
    figure = told(made).hero
    keys, actors, relation = figure.spec["vconcat"]
    assert values(keys)[-1] == [
        {"day": "2019-01-01", "name": "A beginning"}, {"day": "2019-01-11", "name": "An end"},
    ]  # fmt: skip
    assert [v["who"] for v in values(actors)[-1]] == ["North Town", "North Town"]
    corners = [(v["day"], v["mean"]) for v in values(relation)[-1]]
    assert corners[:4] == [
        ("2019-01-01", 4.0), ("2019-01-11", 4.0), ("2019-01-11", -2.0), ("2019-04-01", -2.0),
    ]  # fmt: skip
    assert "A beginning (1 January 2019)" in figure.alt
    domains = {str(p["layer"][-1]["encoding"]["x"]["scale"]) for p in (keys, actors, relation)}
    assert len(domains) == 1, "one axis of time"


def test_the_day_of_the_outcome_is_marked_once_it_is_known():
    def marked(found: Report) -> set[str]:
        panels = found.hero.spec["vconcat"]
        dashed = [x for p in panels for x in p["layer"] if "strokeDash" in x["mark"]]
        return {v["day"] for x in dashed for v in x["data"]["values"]}

    assert marked(told()) == {"2019-02-28"}
    assert marked(told(day=datetime.date(2019, 2, 27))) == set()


@pytest.mark.parametrize("edition", [None, "korean"])
def test_it_is_told_in_plain_words_in_the_edition(edition):
    found = told(edition=edition)
    sentences = [text(p) for p in found.first] + [plain_text(s) for s in found.sections[-1].items]
    assert len(found.sections[-1].items) == len(ASSUMPTIONS)
    if edition is None:
        own = part(found, "relation") + part(found, "known")
        assert not FORBIDDEN.search(own)
        return
    assert "북한" in "".join(sentences)
    assert "사건 점수는 결렬을 놓친다" in part(found, "relation")
    keys = found.hero.spec["vconcat"][0]
    assert "싱가포르 공동성명" in [v["name"] for v in values(keys)[-1]]
    assert table(found, "record-rival-dprk-ask").caption.startswith("북한이 하노이에서 요구한 것")


def test_tables_become_csv_without_formulas():
    made = case(a=item("2019-01-01", actor="=1+1"))
    csv = to_csv(table(told(made), "record-items"))
    assert not re.search(r"(^|,)=", csv, re.MULTILINE)


@pytest.mark.browser
def test_the_page_passes_axe_and_fits_a_telephone(browser: Any, tmp_path: Path) -> None:
    # Narrowed down, so that axe has fewer rows to go through: the kinds of parts are the same.
    found = told(day=datetime.date(2019, 3, 1), filters=(("kind", "account"),))
    file = tmp_path / "report.html"
    pictures = draw({f.slug: f.spec for f in found.figures()})
    file.write_text(to_html(found, pictures), encoding="utf-8")
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
        page = context.new_page()
        page.goto(file.as_uri())
        assert violations(page, COLOURS) == [] if scheme == "dark" else violations(page) == []
        context.close()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
