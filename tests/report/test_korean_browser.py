"""The Korean report in a real browser: checked by axe-core, its words by what is shown."""

from __future__ import annotations

from typing import Any

import pytest

from detente.report.figures.render import draw
from detente.report.html import to_html
from detente.report.sections import report
from tests.report.browsing import violations
from tests.report.conftest import KINDS
from tests.report.korean import korean_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["all Korean", "authors in English"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    case, finding = KINDS["tiny"]
    mixed = request.param == "authors in English"
    composed = report(finding, case, "ko", ("Water",)) if mixed else korean_report()
    pictures = draw({f.slug: f.spec for f in composed.figures()})
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(to_html(composed, pictures), encoding="utf-8")
    return file.as_uri()


def test_the_korean_page_passes_axe_and_is_marked_as_korean(browser: Any, address: str) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.locator("nav").get_attribute("aria-label") == "차례"
    context.close()


def test_nothing_of_the_korean_page_is_wider_than_a_telephone(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
