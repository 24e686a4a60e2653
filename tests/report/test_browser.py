"""The report in a real browser: offline, light and dark, by keyboard, checked by axe-core."""

from __future__ import annotations

from typing import Any

import pytest

from detente.report.document import Report
from detente.report.figures.render import Picture
from detente.report.html import to_html
from tests.report.browsing import ALL_RULES, COLOURS, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, hanoi_drawn: tuple[Report, dict[str, Picture]]
) -> str:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(to_html(*hanoi_drawn), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_offline_without_errors_and_passes_axe(
    browser: Any, address: str, scheme: str
) -> None:
    # The page's own policy forbids scripts; the check needs to run one.
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
    assert violations(page, ALL_RULES if scheme == "light" else COLOURS) == []
    context.close()


def test_the_policy_of_the_page_lets_no_script_run(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    ran = page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); return window.ran }"
    )
    assert ran is None
    page.close()


def test_the_first_tab_stop_is_the_skip_link(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.className")
    assert focused == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_the_page_never_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_figures_follow_the_page_into_the_dark(browser: Any, address: str) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(address)
        colours[scheme] = page.evaluate(
            "getComputedStyle(document.querySelector('#figure-deal-map text')).fill"
        )
        page.close()
    assert colours["light"] != colours["dark"]


def test_closed_tables_are_printed(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.emulate_media(media="print")
    shown = page.evaluate(
        "document.querySelector('#inputs tbody tr').getBoundingClientRect().height"
    )
    assert shown > 0
    page.close()
