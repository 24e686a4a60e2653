"""The pages of forecasts and of scores in a real browser: offline, by axe-core, on a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.report.figures.render import draw
from detente.report.html import to_html
from tests.report.browsing import COLOURS, violations
from tests.report.test_forecast import composed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("what", ["forecast", "score"])
def test_a_page_opens_offline_passes_axe_and_fits_a_telephone(
    browser: Any, tmp_path: Path, what: str
) -> None:
    report = composed(what, None)
    file = tmp_path / "report.html"
    pictures = draw({f.slug: f.spec for f in report.figures()})
    file.write_text(to_html(report, pictures), encoding="utf-8")
    at = file.as_uri()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(at)
        assert said == []
        assert asked == [at]
        assert violations(page, COLOURS) == [] if scheme == "dark" else violations(page) == []
        context.close()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(at)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
