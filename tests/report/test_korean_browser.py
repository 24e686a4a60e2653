"""The Korean report in a real browser: checked by axe-core, its words by what is shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.report.figures.render import draw
from detente.report.html import to_html
from detente.report.sections import report
from tests.report.conftest import KINDS
from tests.report.korean import korean_report

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))),
    None,
)
RULES = "['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


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
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    broken = [
        (v["id"], v["help"], [n["target"] for n in v["nodes"][:3]]) for v in found["violations"]
    ]
    assert broken == []
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.locator("nav").get_attribute("aria-label") == "차례"
    context.close()


def test_nothing_of_the_korean_page_is_wider_than_a_telephone(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
