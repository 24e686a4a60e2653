"""The page of a redline in a real browser: offline, checked by axe-core, on a telephone; Korean."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.cli.main import run
from detente.drafting.compared import Compared, compare
from detente.drafting.reading import Source
from detente.drafting.text import Article, Paragraph, Text
from detente.report.redline.html import to_html
from detente.report.redline.terminal import screen
from tests.drafting.texts import small
from tests.report.browsing import COLOURS, violations

AT = datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC)


def several() -> Compared:
    """Everything at once: changed, moved, added, gone, renumbered."""
    old = small()
    one, two = old.articles
    paragraphs = list(two.paragraphs)
    paragraphs[2] = replace(paragraphs[2], content=("South shall pay 45 million euros.",))
    paragraphs = [paragraphs[2], paragraphs[0], Paragraph("new", "2.3", ("North waits.",))]
    new = replace(old, articles=(one, replace(two, number="3", paragraphs=tuple(paragraphs))))
    return compare(Source(old, True, "v1.docx"), Source(new, True, "v2.docx"))


def korean(words: str) -> Text:
    article = Article("article-1", "1", "시설", (Paragraph("article-1/1", "1.1", (words,)),))
    return Text("합의서", "ko", (("north", "북측"),), (), (article,))


@pytest.mark.browser
def test_a_page_opens_offline_passes_axe_and_fits_a_telephone(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "redline.html"
    file.write_text(to_html(several(), "Ann", AT), encoding="utf-8")
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(file.as_uri())
        assert said == []
        assert asked == [file.as_uri()]
        assert violations(page, COLOURS) == [] if scheme == "dark" else violations(page) == []
        context.close()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # Marked without colour too, and every line of the summary leads to its line.
    lines = "(s) => getComputedStyle(document.querySelector(s)).textDecorationLine"
    assert page.evaluate(lines, "ins") == "underline"
    assert page.evaluate(lines, "del") == "line-through"
    dangling = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter((a) => !document.querySelector(a.getAttribute('href'))).length"
    )
    assert dangling == 0
    page.close()


def test_a_korean_text_is_told_in_korean() -> None:
    old, new = (
        korean("북측은 시설을 폐기하여야 한다."),
        korean("북측은 시설을 폐기하도록 노력한다."),
    )
    found = compare(Source(old, True, "초안 1"), Source(new, True, "초안 2"))
    said = "\n".join(screen(found, colour=False))
    assert "신구 대조: 합의서" in said
    assert "의무의 정도: “폐기하여야 한다” 대신 “노력한다” (구속력이 약해짐)" in said
    page = to_html(found, "사무국", AT)
    assert '<html lang="ko">' in page
    assert "실질적 변경 1건" in page


def test_versions_of_one_file_name_are_told_apart_without_a_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, words in (
        ("first", "# One\n\nNorth may pay.\n"),
        ("second", "# One\n\nIt must.\n"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "draft.md").write_text(words, encoding="utf-8")
    files = [str(tmp_path / folder / "draft.md") for folder in ("first", "second")]
    assert run(["redline", *files, "--out", str(tmp_path / "out")]) == 0
    assert "From first/draft.md to second/draft.md." in capsys.readouterr().out
    for name in ("redline.html", "findings.json"):
        assert str(tmp_path) not in (tmp_path / "out" / name).read_text("utf-8")
    assert json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))["header"]["kind"]
    # A folder of ours is written over; anybody else's is not.
    assert run(["redline", *files, "--out", str(tmp_path / "out")]) == 0
    assert run(["redline", *files, "--out", str(tmp_path / "first")]) == 2
    assert (tmp_path / "first" / "draft.md").exists()
