"""From the page to the case: what a reader saves is what the author then says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.answers.reach import workspace
from detente.answers.sampling import sample
from detente.beliefs.study import Study
from detente.case.checking import load_checked
from detente.case.numbers import numbers
from detente.case.scaffold import new_case
from detente.cli.main import run
from detente.report.argue import argument
from detente.report.document import Report
from detente.report.html import to_html
from detente.report.names import Names
from tests.report.conftest import _drawn
from tests.report.test_argue import settled

pytestmark = pytest.mark.browser
QUARREL = "/values/upper-town/no_deal/courses/quarrel/value"
WATER = "/values/lower-town/issues/water/importance"


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[tuple[Any, Path]]:
    """The example case and a page on it.  The report around the section is another case's."""
    folder = tmp_path / "river"
    new_case(folder)
    loaded, _ = load_checked(folder)
    carried = argument(sample(workspace(loaded, 300)), Names(loaded.case))
    drawn: tuple[Report, Any] = _drawn("tiny")
    file = tmp_path / "report.html"
    file.write_text(to_html(*drawn, carried), encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto(file.as_uri())
    yield page, folder
    context.close()


def change(page: Any, party: str, topic: str, low: str, high: str, why: str) -> None:
    page.select_option("#argue-party", label=party)
    page.select_option("#argue-topic", label=topic)
    box = page.locator("#argue-numbers fieldset").first
    ends = box.locator("input[type=number]").all()
    ends[1].fill(high)
    ends[0].fill(low)
    box.locator("input[type=text]").fill(why)


def test_a_dissent_saved_by_the_page_goes_into_the_case(
    opened: tuple[Any, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    page, folder = opened
    why = 'Seen there: "enough" # twice — 충분'
    change(page, "Upper Town", "No deal", "6.5", "18", why)
    change(page, "Lower Town", "Water released in summer", "62", "66", "")
    settled(page, 2)
    page.fill("#argue-author", "José  Lee")
    with page.expect_download() as saved:
        page.click("#argue-save")
    patch = folder.parent / saved.value.suggested_filename
    saved.value.save_as(patch)

    assert run(["apply-patch", str(folder), str(patch), "--in-place"]) == 0
    out, err = capsys.readouterr()
    assert (out, "warning" in err) == ("", False)
    assert "2 numbers of José Lee (analyst jose-lee)" in err
    assert run(["check", str(folder)]) == 0
    case = load_checked(folder)[0].case
    assert case.analysts["jose-lee"].label == "José Lee"
    basis = (numbers(case)[QUARREL].quantity.analysts or {})["jose-lee"].basis
    assert basis
    assert (basis.judgement, basis.by) == (why, "José Lee")

    author = Study(case, seed=5, analyst="jose-lee")
    stated = Study(case, seed=5, analyst="as-stated")
    drawn, shares = author.number(QUARREL, 2), 100 * author.shares("lower-town", 2)[0]
    assert 6.5 <= drawn.min() < 7 < 17 < drawn.max() <= 18
    assert 62 - 1e-9 <= shares.min() < 63 < 65 < shares.max() <= 66 + 1e-9
    assert stated.number(QUARREL, 2).min() < 1
    assert np.ptp(100 * stated.shares("lower-town", 2)[0]) > 10
    assert run(["compare", str(folder), str(patch), "--draws", "200", "--json"]) == 0
