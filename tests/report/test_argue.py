"""The section a reader argues with: it counts what the program counts, offline, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.answers.dissent import dissent
from detente.answers.reach import workspace
from detente.answers.sample import Sample
from detente.answers.sampling import sample
from detente.case.loaded import LoadedCase, Source
from detente.case.loading import load_case
from detente.case.models import Case
from detente.report.argue import Argument, argument, messages, script_text
from detente.report.html import to_html
from detente.report.messages import LANGUAGES
from detente.report.names import Names
from tests.builders import case_from, tiny_case, tiny_case_data
from tests.report.browsing import expect, violations
from tests.report.conftest import HANOI, KINDS, _drawn, hostile, many_ratifiers

BIG = 8 * 1024 * 1024
browser_test = pytest.mark.browser


def loaded(case: Case) -> LoadedCase:
    return LoadedCase(case, Source({}, {}, {}, Path(), (), {}))


def uncertain() -> Case:
    """A case with ranges, an order, a majority, beliefs that set and add, several analysts."""
    data = tiny_case_data()
    south, north = data["values"]["south"], data["values"]["north"]
    south["issues"]["water"] = {
        "importance": [10, 30],
        "scores": {"none": [60, 100], "half": [20, 80], "full": [0, 30]},
        "order": ["full < half < none"],
    }
    south["issues"]["mill"]["importance"] = [40, 80]
    south["no_deal"] = {
        "relative_to": "status-quo",
        "courses": {"drought": {"value": {"normal": [5, 10], "within": [-20, 40]}, "drift": 0.1}},
    }
    north["no_deal"]["courses"]["drought"]["value"] = {"triangular": [0, 30, 70]}
    north["issues"]["mill"]["scores"]["open"] = {"analysts": {"ann": [0, 20], "bob": [10, 60]}}
    data["analysts"] = {"ann": {"label": "Ann"}, "bob": {"label": "Bob", "weight": 2}}
    data["beliefs"] = {
        "calm": {"label": "Calm", "weight": 1},
        "storm": {
            "label": "Storm",
            "weight": 1,
            "changes": [
                {"number": "/values/south/issues/water/importance", "set": [25, 50]},
                {"number": "/values/south/issues/water/scores/half", "set": [0, 10]},
                {"number": "/values/north/no_deal/courses/drought/value", "add": [5, 25]},
            ],
        },
    }
    return case_from(data)


CASES = {
    "hanoi": lambda: load_case(HANOI).case,
    "panama": lambda: load_case(HANOI.parent / "panama-1974").case,
    "tiny": tiny_case,
    "uncertain": uncertain,
    "many-ratifiers": many_ratifiers,
}


@pytest.fixture(scope="session", params=sorted(CASES))
def taken(request: pytest.FixtureRequest) -> tuple[Case, Sample]:
    case = CASES[request.param]()
    return case, sample(workspace(loaded(case), 1_000))


@pytest.fixture(scope="session")
def hanoi_page() -> tuple[str, Argument, Sample]:
    case = KINDS["hanoi"][0]
    found = sample(workspace(loaded(case), 1_000))
    carried = argument(found, Names(case))
    return to_html(*_drawn("hanoi"), carried), carried, found


@pytest.fixture
def page(browser: Any, tmp_path: Path, hanoi_page: tuple[str, Argument, Sample]) -> Iterator[Any]:
    file = tmp_path / "report.html"
    file.write_text(hanoi_page[0], encoding="utf-8")
    context = browser.new_context(offline=True, bypass_csp=False)
    opened = context.new_page()
    opened.said = []
    opened.asked = []
    opened.on("console", lambda m: opened.said.append(m.text))
    opened.on("pageerror", lambda e: opened.said.append(str(e)))
    opened.on("request", lambda r: opened.asked.append(r.url))
    opened.goto(file.as_uri())
    yield opened
    assert opened.said == []
    assert [a for a in opened.asked if not a.startswith("blob:")] == [file.as_uri()]
    context.close()


def settled(page: Any, changes: int) -> None:
    """Wait until the page lists so many changes."""
    expect(page.locator("#argue-changed button")).to_have_count(changes)


def busy(meter: Any) -> float:
    """Return milliseconds the page's thread has worked; a clock would count other programs too."""
    found = meter.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(m["value"]) for m in found if m["name"] == "TaskDuration")


def some_changes(found: Sample, rng: np.random.Generator) -> dict[str, tuple[float, float]]:
    """Return one to five changes: narrower, wider, moved, collapsed, off the scale."""
    chosen = rng.choice(len(found.numbers), size=min(5, len(found.numbers)), replace=False)
    changes = {}
    for k in chosen[: rng.integers(1, 6)]:
        number = found.numbers[k]
        low, high = sorted(np.round(rng.uniform(-20, 110, 2), int(rng.integers(0, 3))))
        if number.kind != "no-deal":
            low, high = max(low, 0.0), max(min(high, 100.0), 0.0)
        if rng.random() < 0.2:
            high = low
        changes[number.pointer] = (float(min(low, high)), float(high))
    return changes


@browser_test
def test_the_page_counts_what_the_program_counts(
    browser: Any, tmp_path: Path, taken: tuple[Case, Sample]
) -> None:
    case, found = taken
    carried = argument(found, Names(case))
    file = tmp_path / "judge.html"
    file.write_text(
        f'<script type="application/json" id="data">{carried.data}</script>'
        f'<script type="text/plain" id="rows">{carried.rows}</script>'
        f"<script>{script_text().split('// The section')[0]}\n"
        "const data = JSON.parse(document.getElementById('data').textContent);"
        "const judge = new Judge(data, decodeRows("
        "document.getElementById('rows').textContent, data.draws));"
        "window.run = (given) => judge.run(new Map(Object.entries(given)));})();</script>",
        encoding="utf-8",
    )
    opened = browser.new_page()
    opened.goto(file.as_uri())
    rng = np.random.default_rng(7)
    tried = [{}] + [some_changes(found, rng) for _ in range(40)]
    for changes in tried:
        ours = dissent(found, changes)
        theirs = opened.evaluate("given => run(given)", {k: list(v) for k, v in changes.items()})
        expected = json.loads(
            json.dumps(
                {
                    "draws": ours.draws,
                    "accepted": ours.accepted,
                    "some": ours.some,
                    "best": ours.best,
                    "refusals": ours.refusals,
                    "refused": ours.refused,
                    "mends": ours.mends,
                }
            )
        )
        assert theirs == expected, changes
    opened.close()


@browser_test
def test_a_reader_changes_a_range_and_sees_what_follows(
    page: Any, hanoi_page: tuple[str, Argument, Sample]
) -> None:
    _, _, found = hanoi_page
    first_line = page.locator("#answer p").first.text_content()
    before = page.locator("#argue-stated-now").text_content()
    page.select_option("#argue-party", label="North Korea")
    page.select_option("#argue-topic", value="-1")
    box = page.locator("#argue-numbers fieldset").first
    low, high = box.locator("input[type=number]").all()
    high.fill("60")
    settled(page, 1)
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    # The least of several: a busy machine takes longer now and then, the page does not.
    took = []
    for value in ("34", "32", "30"):
        before_change = busy(meter)
        low.fill(value)
        expect(page.locator("#argue-changed li")).to_contain_text(value)
        took.append(busy(meter) - before_change)
    assert 0 < min(took) < 200
    pointer = next(n.pointer for n in found.numbers if n.kind == "no-deal" and n.party == 1)
    ours = dissent(found, {pointer: (30.0, 60.0)})
    share = Names(KINDS["hanoi"][0]).words.in_100(ours.accepted[0] / ours.draws)
    assert page.locator("#argue-stated-now").text_content() == share != before
    assert page.locator("#answer p").nth(1).text_content() != first_line
    assert page.locator("#answer .note").count() == 1
    assert page.locator("#in-the-way .note").count() == 1
    expect(page.locator("#argue-said")).to_contain_text(share)
    page.locator("#argue-reset").click()
    settled(page, 0)
    assert page.locator("#argue-stated-now").text_content() == before
    assert page.locator("#answer p").first.text_content() == first_line


@browser_test
def test_a_dissent_is_made_by_keyboard_alone(page: Any) -> None:
    page.locator("#argue-party").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "number"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "range"
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    settled(page, 1)
    page.locator("#argue-changed button").focus()
    page.keyboard.press("Enter")
    settled(page, 0)
    assert page.evaluate("document.activeElement.id") == "argue-heading"


@browser_test
def test_an_impossible_range_is_named_and_not_taken(page: Any) -> None:
    box = page.locator("#argue-numbers fieldset").first
    low = box.locator("input[type=number]").first
    for typed, told in (("99", "above"), ("", "Write numbers"), ("1000", "Write numbers")):
        low.fill(typed)
        assert told in box.locator("[role=alert]").text_content()
        assert low.get_attribute("aria-invalid") == "true"
    assert page.locator("#argue-changed button").count() == 0


@browser_test
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_section_passes_axe_when_changed(
    browser: Any, tmp_path: Path, hanoi_page: tuple[str, Argument, Sample], scheme: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(hanoi_page[0], encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
    opened = context.new_page()
    opened.goto(file.as_uri())
    opened.locator("#argue-numbers input[type=range]").last.focus()
    opened.keyboard.press("ArrowLeft")
    settled(opened, 1)
    assert violations(opened) == []
    context.close()


@browser_test
def test_nothing_to_press_is_printed_and_the_changes_are(page: Any) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#disagree").is_visible()
    page.emulate_media(media="screen")
    page.locator("#argue-numbers input[type=range]").last.focus()
    page.keyboard.press("ArrowLeft")
    settled(page, 1)
    page.emulate_media(media="print")
    assert page.locator("#argue-changed li").is_visible()
    shown = page.locator("#disagree").locator("button, input, select").all()
    assert not any(element.is_visible() for element in shown)


@browser_test
@pytest.mark.parametrize("width", [360, 800])
def test_the_page_never_scrolls_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@browser_test
def test_another_script_does_not_run(page: Any) -> None:
    ran = page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); return window.ran }"
    )
    assert ran is None
    page.said.clear()  # the browser reports the refusal


def test_the_page_is_one_small_file_with_our_script_alone(
    hanoi_page: tuple[str, Argument, Sample],
) -> None:
    html, carried, _ = hanoi_page
    assert len(html.encode("utf-8")) < BIG
    assert html.count("<script") == 3
    assert f"script-src {carried.policy};" in unescape(html)
    assert "http://www.w3.org" not in carried.script
    assert "</" not in carried.data


def test_names_of_a_hostile_case_stay_text() -> None:
    case = hostile()
    carried = argument(sample(workspace(loaded(case), 200)), Names(case))
    assert "<" not in carried.data
    names = json.loads(carried.data)["names"]
    assert any("<script>alert(1)</script>" in name for name in names["parties"])


def test_every_language_says_the_same() -> None:
    import re

    first = messages(LANGUAGES[0])
    for code in LANGUAGES:
        other = messages(code)
        assert other.keys() == first.keys()
        for key, text in first.items():
            asked = set(re.findall(r"\{(\w+)\}", text))
            assert set(re.findall(r"\{(\w+)\}", other[key])) == asked, (code, key)
