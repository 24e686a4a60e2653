"""The system's Chromium, and what axe-core finds in an open page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))),
    None,
)
ALL_RULES = "['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']"
COLOURS = "{type: 'rule', values: ['color-contrast']}"


def launched() -> Iterator[Any]:
    """Yield a browser, or skip where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as driver:
        # The sandbox needs rights that containers do not give; only our own file is opened.
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def expect(shown: Any) -> Any:
    """Return playwright's assertions on what is shown; they wait for it."""
    return pytest.importorskip("playwright.sync_api").expect(shown)


def violations(page: Any, rules: str = ALL_RULES) -> list[tuple[str, str, list[Any]]]:
    """Return what axe-core complains of in an open page, everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {rules}}})")
    return [
        (v["id"], v["help"], [n["target"] for n in v["nodes"][:3]]) for v in found["violations"]
    ]
