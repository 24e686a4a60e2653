from __future__ import annotations

import dataclasses
import itertools
import re

import pytest

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.document import Report, Span
from detente.report.figures.render import Picture
from detente.report.html import target, to_html
from detente.report.sections import report
from tests.report.conftest import KINDS
from tests.report.pages import Page

BLANK = Picture('<svg xmlns="http://www.w3.org/2000/svg"></svg>', b"")
Drawn = tuple[Report, dict[str, Picture]]


@pytest.fixture(scope="module")
def html(hanoi_drawn: Drawn) -> str:
    return to_html(*hanoi_drawn)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def hostile(hostile_drawn: Drawn) -> Page:
    return Page(to_html(*hostile_drawn))


def test_elements_close_in_order(page: Page, hostile: Page) -> None:
    assert page.unbalanced == []
    assert hostile.unbalanced == []


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(t[1]) for t, _, _ in page.elements if re.fullmatch(r"h[1-6]", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


@pytest.mark.parametrize("name", ["page", "hostile"])
def test_names_are_unique_and_links_resolve(name: str, request: pytest.FixtureRequest) -> None:
    found: Page = request.getfixturevalue(name)
    names = [a["id"] for _, a, _ in found.elements if "id" in a]
    assert len(set(names)) == len(names)
    inside = {a["href"] for a in found.all("a") if (a.get("href") or "").startswith("#")}
    assert inside
    assert {h[1:] for h in inside if h} <= set(names)
    for _, attributes, _ in found.elements:
        for key in ("aria-labelledby", "aria-describedby"):
            if key in attributes:
                assert attributes[key] in names


def test_tables_have_captions_and_scopes(page: Page) -> None:
    tables = page.all("table")
    assert tables
    assert len(page.all("caption")) == len(tables)
    for attributes in page.all("th"):
        assert attributes.get("scope") in ("row", "col")


def test_figures_have_a_caption_an_alternative_and_their_numbers(page: Page) -> None:
    figures = page.all("figure")
    assert len(figures) == 7
    assert len(page.all("figcaption")) == len(figures)
    drawings = [a for t, a, path in page.elements if t == "svg" and "figure" in path]
    assert len(drawings) == len(figures)
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert len(drawing["aria-label"] or "") > 80
    behind = [p for t, _, p in page.elements if t == "table" and "figure" in p]
    assert len(behind) == len(figures)


def test_landmarks_language_and_skip_link(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    for tag in ("header", "main", "nav", "footer"):
        assert len(page.all(tag)) == 1
    first = next(a for t, a, _ in page.elements if t == "a")
    assert first["href"] == "#main"
    assert page.all("main")[0]["tabindex"] == "-1"


def test_nothing_is_asked_of_the_network(page: Page, html: str) -> None:
    policy = next(
        a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert policy.startswith("default-src 'none'")
    assert "font-src data:;" in policy
    for tag in ("script", "link", "img", "iframe", "object", "embed", "image", "audio", "video"):
        assert page.all(tag) == []
    style = html[html.index("<style>") : html.index("</style>")]
    assert style.count("url(") == style.count("url(data:font/woff;base64,") == 2
    assert "@import" not in style
    for tag, attributes, _ in page.elements:
        for key, value in attributes.items():
            if (value or "").startswith(("http:", "https:", "//")):
                assert (tag, key) == ("a", "href") or key.startswith("xmlns"), (tag, key, value)


def test_outside_links_do_not_tell_where_they_come_from(page: Page) -> None:
    outside = [a for a in page.all("a") if (a["href"] or "").startswith("http")]
    assert outside
    for attributes in outside:
        assert "noreferrer" in (attributes["rel"] or "")


@pytest.mark.parametrize(
    ("href", "allowed"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("#deal", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https:///nohost", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_pages_and_anchors_become_links(href: str, allowed: bool) -> None:
    assert (target(Span("x", href)) is not None) is allowed


def test_hostile_text_is_shown_and_does_nothing(hostile: Page) -> None:
    assert hostile.all("script") == []
    assert hostile.all("b") == [{}] * len(hostile.all("figure"))
    shown = " ".join(text for _, text in hostile.texts)
    assert "<script>alert(1)</script>" in shown
    assert "{{7*7}}" in shown
    for attributes in hostile.all("a"):
        assert (attributes["href"] or "").startswith(("#", "https://example.org/"))
    for _, attributes, _ in hostile.elements:
        assert not any(key.startswith("on") for key in attributes)


def test_every_number_of_the_run_can_be_followed(page: Page) -> None:
    """From the first page to a section, from the section to inputs, and on to the record."""
    case, finding = KINDS["hanoi"]
    links = {a["href"] for a in page.all("a")}
    names = {a.get("id") for _, a, _ in page.elements}
    assert "#acceptability" in links
    for number in finding.inputs:
        assert f"input{number.pointer.replace('/', '.')}" in names
    cited = {item for number in finding.inputs for item in number.basis_record}
    assert cited
    day = finding.header.as_of or ""
    for item in cited:
        if case.record[item].known_from.isoformat() <= day:
            assert f"#record-{item}" in links
            assert f"record-{item}" in names


def test_what_was_not_yet_known_is_not_shown() -> None:
    case, finding = KINDS["hanoi"]
    early = dataclasses.replace(
        finding, header=dataclasses.replace(finding.header, as_of="2019-02-26")
    )
    composed = report(early, case)
    pictures = {f.slug: BLANK for f in composed.figures()}
    page = Page(to_html(composed, pictures))
    names = {a.get("id") or "" for _, a, _ in page.elements}
    shown = {n.removeprefix("record-") for n in names if n.startswith("record-")} - {"caption"}
    assert shown
    assert all(case.record[i].known_from.isoformat() <= "2019-02-26" for i in shown)
    inside = {a["href"] or "" for a in page.all("a")}
    assert {h[1:] for h in inside if h.startswith("#")} <= names


def test_the_same_report_gives_the_same_page(hanoi_drawn: Drawn, html: str) -> None:
    assert to_html(*hanoi_drawn) == html


def test_pages_of_every_kind(told: tuple[Case, ReachFinding]) -> None:
    case, finding = told
    composed = report(finding, case)
    page = Page(to_html(composed, {f.slug: BLANK for f in composed.figures()}))
    names = {a.get("id") for _, a, _ in page.elements}
    assert page.unbalanced == []
    assert {h[1:] for a in page.all("a") if (h := a["href"] or "").startswith("#")} <= names
