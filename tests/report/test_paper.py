"""The page on paper: black on white, whatever the screen's colours, read without colour."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from detente.report.document import Report
from detente.report.figures.render import Picture
from detente.report.html import to_html

pytestmark = pytest.mark.browser

# The contrast of every text with white, once colours have become greys: a printer's paper.
CONTRASTS = """
() => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).map(Number);
    const alpha = parts.length > 3 ? parts[3] : 1;
    const [r, g, b] = parts.slice(0, 3).map((v) => {
      const x = (v * alpha + 255 * (1 - alpha)) / 255;
      return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    const box = at.getBoundingClientRect();
    const hidden = at.closest('script') || !box.width || !box.height;
    if (hidden || !walk.currentNode.data.trim()) continue;
    const style = getComputedStyle(at);
    const colour = at.closest('svg') ? style.fill : style.color;
    if (!/^rgb/.test(colour)) continue;
    const contrast = 1.05 / (light(colour) + 0.05);
    found.push([contrast, walk.currentNode.data.trim().slice(0, 40), colour]);
  }
  return found;
}
"""


@pytest.fixture
def page(
    browser: Any, tmp_path: Path, hanoi_drawn: tuple[Report, dict[str, Picture]]
) -> Iterator[Any]:
    file = tmp_path / "report.html"
    file.write_text(to_html(*hanoi_drawn), encoding="utf-8")
    # A reader whose screen is dark prints too.
    context = browser.new_context(color_scheme="dark", offline=True)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def test_every_text_can_be_read_in_grey_on_white(page: Any) -> None:
    assert min(c for c, _, _ in page.evaluate(CONTRASTS)) < 4.5, "a dark screen is not paper"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    found = page.evaluate(CONTRASTS)
    assert len(found) > 300
    assert [x for x in found if x[0] < 4.5] == []


def test_the_printed_pages_hold_the_answer_first_and_every_section(
    page: Any, hanoi_drawn: tuple[Report, dict[str, Picture]]
) -> None:
    report, _ = hanoi_drawn
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    size = pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == pytest.approx((595, 842), abs=2)
    texts = [" ".join(p.extract_text().split()) for p in pages]
    for part in report.first:
        assert part.heading in texts[0] + texts[1]
    whole = " ".join(texts)
    for section in report.sections:
        assert section.title in whole
