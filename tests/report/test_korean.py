"""The Korean report: nothing in it is left in English but names, paths and authors' words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from pypdf import PdfReader

from detente.answers.findings import ReachFinding
from detente.case.models import Case
from detente.report.authored import authored
from detente.report.document import Report, plain_text
from detente.report.editions import in_edition
from detente.report.figures.render import Picture, draw
from detente.report.html import to_html
from detente.report.names import Names
from detente.report.pdf import to_pdf
from detente.report.retelling import completed
from detente.report.sections import report
from detente.report.terminal import COLUMNS, LINES, levers_text, points_text, screen
from detente.report.wrapping import width
from tests.report.conftest import KINDS
from tests.report.fixtures import certain, made_up, without_levers, without_zone
from tests.report.korean import korean_answer, korean_case, korean_report
from tests.report.pages import VOID
from tests.report.test_messages import JARGON

BLANK = Picture('<svg xmlns="http://www.w3.org/2000/svg"></svg>', b"")
LATIN = re.compile("[A-Za-z]{3,}")
PLACE = re.compile(r"[\w-]*\.(yaml|xlsx|html)(:\d+)?|https?://\S+")


class Told(HTMLParser):
    """Every text a reader of a page meets, with the language it is marked with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self.stack[-1][1] if self.stack else "")
        for key in ("aria-label", "title", "alt", "placeholder"):
            if given.get(key):
                self.texts.append((lang, str(given[key])))
        if tag not in VOID:
            self.stack.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] not in ("style", "script"):
            self.texts.append((self.stack[-1][1], data))


def in_english(text: str, finding: ReachFinding) -> str | None:
    """Return the first run of Latin letters that is no name, path or identifier."""
    header = finding.header
    if text.strip() in {i.place for i in finding.inputs}:
        return None
    for name in ("Détente", *header.versions, *header.versions.values(), header.case_hash):
        text = text.replace(name, "")
    found = LATIN.search(PLACE.sub("", text.replace(header.created, "")))
    return found and found.group()


def drawn_texts(spec: Any) -> Iterator[str]:
    """Every text that a figure's specification draws: titles, and values of nominal fields."""
    if isinstance(spec, list):
        for part in spec:
            yield from drawn_texts(part)
    elif isinstance(spec, dict):
        for key, part in spec.items():
            if key in ("title", "text", "subtitle") and not isinstance(part, dict):
                yield from [part] if isinstance(part, str) else [t for t in part or [] if t]
            elif key == "values":
                fields = ("package", "what", "kind", "lever", "beliefs", "number", "conflict")
                yield from (
                    str(v[f])
                    for v in part
                    for f in (*fields, "label", "text")
                    if f in v and not (f == "package" and "kind" in v)
                )
            elif key == "domain" and isinstance(part, list):
                yield from (p for p in part if isinstance(p, str))
            elif key not in ("config", "$schema"):
                yield from drawn_texts(part)


def made() -> dict[str, tuple[Case, ReachFinding]]:
    case = korean_case()
    finding = made_up(case)
    return {
        "answered": korean_answer(),
        "made-up": (case, finding),
        "no-zone": (case, without_zone(finding)),
        "certain": (case, certain(finding)),
        "no-levers": (case, without_levers(finding)),
    }


MADE = made()


def told(name: str) -> tuple[Report, ReachFinding]:
    case, finding = MADE[name]
    edition = in_edition(finding, case, "korean")
    return report(edition.finding, edition.case, "ko", edition.missing), finding


def test_no_english_is_left_on_the_page_of_a_korean_case() -> None:
    composed, finding = told("answered")
    page = Told(to_html(composed, {f.slug: BLANK for f in composed.figures()}))
    assert page.texts
    assert {lang for lang, _ in page.texts} == {"ko"}
    left = {t.strip() for _, t in page.texts if in_english(t, finding)}
    assert left == set()


@pytest.mark.parametrize("name", sorted(MADE))
def test_no_english_in_captions_heads_notes_and_figures(name: str) -> None:
    composed, finding = told(name)
    texts = [composed.title, composed.question, plain_text(composed.byline)]
    texts += composed.labels.values()
    for part in composed.first:
        texts += [part.heading, *map(plain_text, part.paragraphs)]
    for section in composed.sections:
        texts.append(section.title)
        if section.slug not in ("method", "bargaining-points", "what-would-help"):
            texts += map(plain_text, section.lead)
    for table in composed.tables():
        texts += [table.caption, table.note, *(c.title for c in table.columns)]
    for figure in composed.figures():
        texts += [figure.title, figure.caption, *drawn_texts(figure.spec)]
    left = {t for t in texts if in_english(t, finding)}
    assert left == set()


def test_every_cell_of_every_table_is_korean() -> None:
    composed, finding = told("answered")
    for table in composed.tables():
        for row in table.rows:
            for column, found in zip(table.columns, row, strict=True):
                if column.title:
                    assert not in_english(found.text, finding), (table.slug, found.text)


def test_what_stands_for_a_figure_is_korean() -> None:
    seen = set()
    for name in ("answered", "made-up"):
        composed, finding = told(name)
        for figure in composed.figures():
            seen.add(figure.slug)
            assert not in_english(figure.alt, finding)
            assert set(drawn_texts(figure.spec)), figure.slug
    assert len(seen) == 7


def test_the_first_page_of_a_korean_report_keeps_to_the_words() -> None:
    for name in MADE:
        composed, _ = told(name)
        for part in composed.first:
            for sentence in (*part.paragraphs, *part.items):
                found = JARGON["ko"].search(plain_text(sentence))
                assert found is None, found


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_terminal_of_a_korean_report_is_korean_and_fits(columns: int) -> None:
    composed, finding = told("answered")
    lines = screen(composed, columns, "out/x")
    assert len(lines) <= LINES
    assert max(map(width, lines)) <= min(max(columns, COLUMNS[0]), COLUMNS[1])
    assert lines[-1] == "전체 보고서: out/x"
    assert not in_english("\n".join(lines[:-1]), finding)


def test_points_and_levers_can_be_told_in_korean() -> None:
    case, finding = korean_answer()
    edition = in_edition(finding, case, "korean")
    lines = points_text(edition.finding.points, edition.case, "ko")
    lines += levers_text(edition.finding.levers, "ko")
    assert not in_english("\n".join(lines), finding)


def test_the_pdf_of_a_korean_report_is_korean() -> None:
    composed, finding = told("answered")
    pictures = draw({f.slug: f.spec for f in composed.figures()})
    reader = PdfReader(io.BytesIO(to_pdf(composed, pictures)))
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("ko")
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "그림 1" in text
    assert "Figure" not in text
    assert "continued" not in text
    assert "as above" not in text
    assert finding.header.case_title not in text


def test_an_authors_words_are_marked_with_their_language() -> None:
    case, finding = KINDS["hanoi"]
    composed = report(finding, case, "ko")
    page = Told(to_html(composed, {f.slug: BLANK for f in composed.figures()}))
    marked = {text for lang, text in page.texts if lang == "en"}
    judged = next(i.judgement for i in finding.inputs if i.judgement)
    assert judged in marked
    assert any(case.sources[s].label in marked for s in case.sources)
    english = Told(to_html(report(finding, case), {f.slug: BLANK for f in composed.figures()}))
    assert {lang for lang, _ in english.texts} == {"en"}


@pytest.mark.parametrize(
    ("text", "code", "lang"),
    [
        ("A judgement", "ko", "en"),
        ("A judgement", "en", ""),
        ("판단", "ko", ""),
        ("판단", "en", "ko"),
        ("NPT에 따른 판단", "ko", ""),
        ("12 %", "ko", ""),
    ],
)
def test_the_script_tells_the_language(text: str, code: str, lang: str) -> None:
    assert authored(text, code).lang == lang


def test_how_packages_were_filled_in_is_told_as_the_analysis_tells_it() -> None:
    case, finding = korean_answer()
    recorded = [p for p in finding.deals.packages if p.completed]
    assert len(recorded) == 3
    for package in recorded:
        assert completed(package, Names(case)) == package.completed
    edition = in_edition(finding, case, "korean")
    for package in edition.finding.deals.packages:
        assert not LATIN.search(completed(package, Names(edition.case, "ko")))


def test_the_korean_report_says_the_same_numbers() -> None:
    english = report(korean_answer()[1], korean_answer()[0])
    korean = korean_report()
    for one, other in zip(english.tables(), korean.tables(), strict=True):
        assert one.slug == other.slug
        assert [c.key for c in one.columns] == [c.key for c in other.columns]
        for row, same in zip(one.rows, other.rows, strict=True):
            for a, b in zip(row, same, strict=True):
                if isinstance(a.value, float | int):
                    assert a.value == b.value
