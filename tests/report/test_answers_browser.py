"""The pages of single answers in a real browser: offline, by axe-core, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.answers.track import tracked
from detente.answers.verify import verified
from detente.beliefs.study import Study
from detente.deals.analysis.workspace import Workspace
from detente.report.document import Report
from detente.report.explain import document as explain
from detente.report.figures.render import draw
from detente.report.html import to_html
from detente.report.learn import document as learn
from detente.report.track import document as track
from detente.report.verify import document as verify
from tests.builders import case_from
from tests.report import test_explain, test_learn, test_terms
from tests.report.browsing import COLOURS, violations
from tests.report.orders import told_report
from tests.schedule.analysis import tracked as performance
from tests.schedule.analysis import watched

pytestmark = pytest.mark.browser


def explained() -> Report:
    case, finding = test_explain.answered()
    return explain.report(*explain.in_edition(finding, case, "korean"))


def learned() -> Report:
    finding, case = test_learn.found()
    return learn.report(*learn.in_edition(finding, case, None))


def carried_out() -> Report:
    case = case_from(performance.data())
    finding = tracked(Workspace(Study(case, 1), 200))
    return track.report(*track.in_edition(finding, case, None))


def seen() -> Report:
    case = case_from(watched.data())
    finding = verified(Workspace(Study(case, 1), 200), "charter")
    return verify.report(*verify.in_edition(finding, case, None))


PAGES: dict[str, Callable[[], Report]] = {
    "explain": explained,
    "learn": learned,
    "schedule, none holds": lambda: told_report("no"),
    "schedule, one holds": lambda: told_report("yes"),
    "terms": test_terms.composed,
    "track": carried_out,
    "verify": seen,
}


@pytest.fixture(scope="module", params=PAGES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    composed = PAGES[request.param]()
    file: Path = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(
        to_html(composed, draw({f.slug: f.spec for f in composed.figures()})), encoding="utf-8"
    )
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_asks_for_nothing_and_passes_axe(browser: Any, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert said == []
    assert asked == [address]
    # Only colours differ in the dark.
    assert (violations(page, COLOURS) if scheme == "dark" else violations(page)) == []
    context.close()


def test_everything_is_reached_and_unfolded_by_keyboard(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    # What scrolls, unfolds or leads somewhere has its stop, in the order of the page.
    wanted = page.evaluate(
        "[...document.querySelectorAll('main a[href], main summary, main [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility()).length"
    )
    reached, folded = 0, 0
    while page.keyboard.press("Tab") or page.evaluate(
        "document.querySelector('main').contains(document.activeElement)"
    ):
        reached += 1
        assert reached <= wanted
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
            page.keyboard.press("Enter")
            folded += 1
    assert reached == wanted
    assert folded == page.locator("main summary").count()
    page.close()


def test_it_fits_a_telephone_and_no_label_is_cut(browser: Any, address: str) -> None:
    for width in (360, 1200):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cut = page.evaluate(
            "[...document.querySelectorAll('.picture')].flatMap(p => {"
            " const left = p.getBoundingClientRect().left;"
            " return [...p.querySelectorAll('text')]"
            ".filter(t => t.getBoundingClientRect().left < left - 1).map(t => t.textContent)})"
        )
        assert cut == []
        page.close()
