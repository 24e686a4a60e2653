"""Every number in the brief of Hanoi 2019 stands in findings.json, where its line says it does.

The rule of rounding, stated here anew: a share of 1 to 99 in 100 is shown as the nearest whole
number in 100; an amount is shown to two significant digits from 100 on, as the nearest whole number
from 1 on, and to one significant digit below.  Names of the case and the wording of the catalogue
(``of 100``) are not findings and are left out first.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from detente.case.labels import labels
from detente.case.models import Case
from detente.report.brief.files import brief_files
from detente.report.brief.fit import fitted
from detente.report.brief.line import Line
from detente.report.brief.text import Brief
from detente.report.editions import Edition, in_edition
from detente.report.language import Language
from tests.report.briefs import EDITIONS, answered, closed_up

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
WORDING = re.compile(
    r"of 100\b|on a scale to 100\b|credibility from 1\b"
    r"|100개 신념 집합 가운데|100개 중|100까지의 척도|2배|A와 1이"
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
CASES = [(edition, reader) for edition in EDITIONS for reader in (None, "united-states")]


def made(edition: str | None, reader: str | None = None) -> tuple[Brief, Edition]:
    case, finding, _ = answered()
    told = in_edition(finding, case, edition)
    return fitted(told, reader)[0], told


def at(pointer: str) -> Any:
    """Return what stands at a JSON pointer of findings.json."""
    found = answered()[2]
    for step in pointer.strip("/").split("/"):
        found = found[int(step)] if isinstance(found, list) else found[step.replace("~1", "/")]
    return found


def leaves(value: Any) -> Iterator[float | str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    elif value is not None:
        yield value


def shown_as(value: float, token: str) -> bool:
    """Whether a number may be shown so, by the rule above."""
    shown = float(token.replace(",", "").replace("−", "-"))
    if 0.01 <= value <= 0.99 and 1 <= shown <= 99 and abs(100 * value - shown) <= 0.5:
        return True
    size = abs(value)
    half = 0.5 * 10 ** (math.floor(math.log10(size)) - 1) if size >= 100 else 0.5
    if 0.05 <= size < 1:
        half = 0.5 * 10 ** math.floor(math.log10(size))
    return abs(value - shown) <= half + 1e-9


def day(date: str | datetime.date, language: str) -> str:
    year, month, number = map(int, str(date)[:10].split("-"))
    if language == "ko":
        return f"{year}년 {month}월 {number}일"
    return f"{number} {MONTHS[month - 1]} {year}"


def strays(line: Line, case: Case, language: str) -> list[str]:
    """Return the numbers of a line that do not stand where it says."""
    text = WORDING.sub(" ", line.text)
    names = (n for n in labels(case).values() if re.search(r"\d", n))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    found = list(leaves([at(place) for place in line.places]))
    for value in (v for v in found if isinstance(v, str)):
        item = case.record.get(value)
        if item is not None:
            # The finding names an item of the record; its day and code stand in the case.
            text = text.replace(day(item.happened, language), " ")
            text = re.sub(rf"\([A-F]{item.credibility}\)", " ", text)
        elif re.match(r"\d{4}-\d\d-\d\d", value):
            text = text.replace(day(value, language), " ")
        else:
            text = text.replace(value[:12], " ") if len(value) == 64 else text.replace(value, " ")
    numbers = [v for v in found if not isinstance(v, str)]
    return [t for t in NUMBER.findall(text) if not any(shown_as(v, t) for v in numbers)]


@pytest.mark.parametrize(("edition", "reader"), CASES)
def test_every_number_is_found_where_its_line_says(edition: str | None, reader: str | None) -> None:
    brief, told = made(edition, reader)
    assert len(brief.lines()) > 15
    for line in brief.lines():
        assert line.places, line.text
        assert strays(line, told.case, told.language) == [], line.text
    counted = [n for line in brief.lines() for n in NUMBER.findall(WORDING.sub("", line.text))]
    assert len(counted) > 30


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_search_sees_a_wrong_share(
    edition: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Language._share
    right = made(edition)[0].lines()
    monkeypatch.setattr(Language, "_share", lambda self, key, v: kept(self, key, v * 0.9))
    brief, told = made(edition)
    changed = [w for w, r in zip(brief.lines(), right, strict=True) if w.text != r.text]
    assert len(changed) >= 6
    assert all(strays(line, told.case, told.language) for line in changed)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_search_sees_a_wrong_digit_anywhere(edition: str | None) -> None:
    brief, told = made(edition)
    for line in brief.lines():
        for found in NUMBER.finditer(WORDING.sub(lambda m: "·" * len(m[0]), line.text)):
            text = line.text[: found.start()] + "7654" + line.text[found.end() :]
            assert strays(Line(text, line.places), told.case, told.language), text


@pytest.mark.parametrize(("edition", "reader"), CASES)
def test_both_files_say_these_lines_and_nothing_else(
    edition: str | None, reader: str | None
) -> None:
    brief, told = made(edition, reader)
    files = brief_files(told, reader)
    paragraphs = [p.text for p in docx.Document(io.BytesIO(files["brief.docx"])).paragraphs]
    said = {line.text for line in brief.lines()}
    frame = [p for p in paragraphs if p not in said]
    assert {p for p in paragraphs if p in said} == said
    headings = [h.title for h in brief.headings]
    assert frame == [f"{brief.kicker} · {brief.handling}", brief.title, brief.question, *headings]
    # The title and the question are the case's own, as the finding holds them.
    assert not any(NUMBER.search(text) for text in (brief.kicker, brief.handling, *headings))
    if edition is None:
        assert (brief.title, brief.question) == (at("/header/case_title"), at("/question"))
    page = closed_up(PdfReader(io.BytesIO(files["brief.pdf"])).pages[0].extract_text())
    for text in (brief.title, brief.question, *headings, *said):
        assert closed_up(text) in page
        page = page.replace(closed_up(text), "", 1)
    rest = page.replace(closed_up(brief.kicker), "").replace(closed_up(brief.handling), "")
    assert set(rest) <= {"–"}
