"""The report of verification: neutral, complete, every number from the finding."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.answers.reach import workspace
from detente.answers.verify import VerifyFinding, verified
from detente.beliefs.study import Study
from detente.case.labels import LANGUAGES
from detente.case.loading import load_case
from detente.case.models import Case
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from detente.finding import Spread, plain
from detente.report.document import Part, Report, plain_text
from detente.report.html import to_html
from detente.report.names import Names
from detente.report.one_answer import screen, write_answer
from detente.report.tables.files import to_csv
from detente.report.verify.document import in_edition, report
from detente.report.verify.naming import chance, chances, month_span
from detente.report.verify.terminal import TOLD
from detente.report.wrapping import width
from tests.builders import case_from, tiny_case
from tests.report.test_messages import JARGON
from tests.report.test_sentences import FORBIDDEN
from tests.schedule.analysis.watched import data

CASES = Path(__file__).parents[2] / "cases"


def one_sided() -> dict[str, Any]:
    made = data()
    del made["verification"]["of-south"]
    return made


def counted() -> dict[str, Any]:
    """Items, an instrument, ranges, a word that does not say what is done, late detection."""
    made = data()
    items = {"count": 100, "mass_kg": 1, "material": "plutonium"}
    made["facilities"]["store"]["items"] = items
    made["facilities"]["mill-house"]["items"] = {**items, "count": 5}
    made["verification"]["of-north"] |= {
        "completeness": [20, 80],
        "undeclared_detection": [5, 40],
        "instrument": 80,
        "lag_days": [30, 120],
        "visits": 1,
    }
    del made["commitments"]["mill"]["action"]
    made["commitments"]["water"] |= {"detection": 5, "detection_lag_days": 30}
    made["commitments"]["mill"] |= {"detection": [60, 99], "detection_lag_days": 120}
    return made


def nothing_listed() -> dict[str, Any]:
    made = data()
    made["facilities"] = {k: v for k, v in made["facilities"].items() if k == "barn"}
    made["verification"]["of-north"]["visits"] = 0
    return made


SITUATIONS = {
    "plain": data,
    "one-sided": one_sided,
    "counted": counted,
    "nothing listed": nothing_listed,
}


@pytest.fixture(scope="module")
def make():
    known: dict[str, tuple[Case, VerifyFinding]] = {}

    def made(name: str) -> tuple[Case, VerifyFinding]:
        if name not in known:
            case = case_from(SITUATIONS[name]())
            known[name] = case, verified(Workspace(Study(case, 1), 200), "charter")
        return known[name]

    return made


@pytest.fixture(scope="module")
def hanoi() -> tuple[Case, VerifyFinding]:
    loaded = load_case(CASES / "hanoi-2019")
    return loaded.case, verified(workspace(loaded, 400, 1), "reported-draft")


def composed(case: Case, finding: VerifyFinding, code: str = "en") -> Report:
    return report(finding, Names(case, code))


def text(one: Part) -> str:
    return "\n".join(plain_text(s) for s in (*one.paragraphs, *one.items))


def part(told: Report, slug: str) -> str:
    return text(next(p for p in told.first if p.slug == slug))


def whole_text(told: Report) -> str:
    return "\n".join([plain_text(told.byline), *(f"{p.heading}\n{text(p)}" for p in told.first)])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SITUATIONS)
def test_every_part_says_something_and_nothing_forbidden(make, name: str, code: str) -> None:
    told = composed(*make(name), code)
    for one in told.first:
        assert one.paragraphs or one.items, one.slug
        assert all(plain_text(s).strip() for s in (*one.paragraphs, *one.items))
    found = JARGON[code].search(whole_text(told))
    assert found is None, found
    assert "{" not in whole_text(told)
    if code == "en":
        assert FORBIDDEN.search(whole_text(told)) is None


@pytest.mark.parametrize("edition", [None, "korean"])
def test_hanoi_in_both_languages(hanoi, edition: str | None) -> None:
    case, finding = hanoi
    told, names = in_edition(finding, case, edition)
    page = report(told, names)
    assert JARGON[names.words.code].search(whole_text(page)) is None
    for who in ("north-korea", "united-states"):
        items = [plain_text(i) for i in page.first[0].items]
        assert sum(i.startswith(names.party(who)) for i in items) == 1
    assert len(page.figures()) == 2


# -- every number comes from the finding ---------------------------------------------------


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)


def allowed(finding: VerifyFinding) -> set[int]:
    known = set(numbers(plain(finding.verification)))
    for watch in finding.verification.watches:
        for place in watch.places:
            gain = place.gain.mean
            known |= {place.worth / gain, place.worth_by_lot / gain}
            known |= {place.game.value / gain} if place.game else set()
        known |= {float(len(watch.plan.lots))} if watch.plan else set()
    known.add(float(len(finding.verification.steps)))
    whole = {math.floor(v + 0.5) for v in known} | {math.floor(v * 100 + 0.5) for v in known}
    return whole | {100, 99, 1}


@pytest.mark.parametrize("name", [*SITUATIONS, "hanoi"])
def test_every_number_on_the_first_page_is_in_the_finding(make, hanoi, name: str) -> None:
    case, finding = hanoi if name == "hanoi" else make(name)
    said = whole_text(composed(case, finding))
    for label in [f.label for f in case.facilities.values()]:
        said = said.replace(label, "")
    said = said.replace("up to a thousand", "")
    rest = len(finding.verification.steps) - sum(
        s.needed is None or s.has < s.needed for s in finding.verification.steps
    )
    found = {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?<!,)", said)}
    assert found - allowed(finding) - {rest} == set()


# -- in words ------------------------------------------------------------------------------


def test_what_would_be_seen_in_words(make) -> None:
    told = part(composed(*make("plain")), "verify-seen")
    assert told == (
        "North Town: with 3 visits (Visits by the elders), a violation that lasts is found about "
        "50 times in 100 at the declared place where it is seen least surely (Store). At a place "
        "that is not declared a violation is found about 20 times in 100, by other means than "
        "visits. Where a violator would be seen less surely, it is found about 20 times in 100; "
        "with 50 in 100 of violations at places that are not declared, about 35 times in 100. "
        "The list of places is taken to be 60 in 100 complete; after 3 visits to places "
        "drawn from all that matter, none of which finds an undeclared one, 60.\n"
        "South Town: with 1 visit (The ferryman looks), a violation that lasts is found about 80 "
        "times in 100 at the declared place where it is seen least surely (Sluice). All places "
        "are taken to be declared."
    )


def test_a_side_that_nobody_watches_is_told(make) -> None:
    told = part(composed(*make("one-sided")), "verify-seen")
    assert "Nobody is listed as watching South Town" in told
    assert "Nobody" not in part(composed(*make("plain")), "verify-seen")


def test_the_plan_in_words(make) -> None:
    told = part(composed(*make("plain")), "verify-plan")
    assert (
        "North Town, 3 visits: Mill house: 2; Store: 1. For a violation that lasts to pay" in told
    )
    assert "none of these places, 2 visits would be enough on expected values" in told
    assert "drawn by lot among 2 divisions" in told
    assert "over within one of 4 times" in told
    assert "at Store, with 1 visit left, go the first time about 25 times in 100" in told
    assert "expect 75 in 100 of what a violation never found would bring" in told
    assert "Store gets one visit: let it come as a surprise" in told
    assert "at least once about 27 times in 100 in all these visits" in told


def test_a_violation_that_still_pays_is_told(make) -> None:
    told = part(composed(*make("counted")), "verify-plan")
    # One visit for two places: the other is worth what it would be if never found.
    assert "would still pay, most of all at Store: it is worth 100 in 100" in told
    assert "by lot and kept sealed it is worth 50 in 100" in told


def test_deterrence_in_words(make) -> None:
    told = part(composed(*make("plain")), "verify-deter").splitlines()
    assert told[1] == (
        "North Town: violations at declared places are deterred in no belief set. At places that "
        "are not declared they are deterred in no belief set; a violation there would have to be "
        "found about 50 times in 100, and is found about 20 times in 100. At both they "
        "are deterred in no belief set."
    )
    assert told[2] == (
        "South Town: violations at declared places are deterred in every belief set."
    )


def test_months_in_words(make) -> None:
    told = part(composed(*make("plain")), "verify-months")
    assert told.splitlines()[0] == (
        "North Town, the route through “Mill house” and “Store”: about 2 months until it runs "
        "again after this deal; found after about a month, that leaves about a month (any time "
        "at all in every belief set)."
    )
    assert "“Barn” (not declared): about 3 months" in told
    assert "The quickest of these routes: about 2 months; of those through declared" in told
    assert "South Town: the case gives no months for its places" in told


def test_what_does_not_say_what_is_done_is_told_with_its_readings(make) -> None:
    told = part(composed(*make("counted")), "verify-months")
    assert "this deal does nothing to it, so that it buys no time there" in told
    assert "does not say what is done. For the route through “Mill house” and “Store”: " in told
    assert "a freeze buys about 2 months and dismantling buys about 20 months." in told


def test_late_detection_is_told(make) -> None:
    case = case_from(data() | {"verification": counted()["verification"]})
    finding = verified(Workspace(Study(case, 1), 200), "charter")
    told = part(composed(case, finding), "verify-months")
    assert "found only after 1 to 4 months, which is about as late or later (in time in" in told
    assert "in no belief" not in told


def test_steps_that_need_more_are_told_whoever_takes_them(make) -> None:
    told = part(composed(*make("counted")), "verify-steps")
    _, finding = make("counted")
    wanting = [s for s in finding.verification.steps if s.needed is None or s.has < s.needed]
    late = [s for s in finding.verification.steps if s.longest and s.lag > s.longest]
    assert len(told.splitlines()) == len(wanting) + len(late) + 1
    assert any(s.slug == "water" for s in wanting)
    assert "(South Town): faking it would have to be found" in told
    assert "1 at Sluice" in told
    fine = part(composed(*make("plain")), "verify-steps")
    assert fine == "Faking it is seen surely enough on expected values at all 5 steps."


def test_the_step_closest_to_what_it_needs_is_told_where_it_is_not_always_enough(hanoi) -> None:
    told = part(composed(*hanoi), "verify-steps").splitlines()
    assert len(told) == 2
    assert told[1].startswith("Closest to what it needs: step ")


def test_samples_in_words(make) -> None:
    told = part(composed(*make("counted")), "verify-samples")
    assert "Mill house: 5 items of 1 kg hold less than 8 kg of plutonium." in told
    assert re.search(
        r"Store: of 100 items of 1 kg, check \d+ \(by formula 32\) to find the removal of 8 kg of "
        r"plutonium about 90 times in 100, within 1 month\.",
        told,
    )
    assert not any(p.slug == "verify-samples" for p in composed(*make("plain")).first)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "in no case"),
        (0.001, "fewer than 1 time in 100"),
        (0.012, "about 1 time in 100"),
        (0.455, "about 46 times in 100"),
        (0.995, "more than 99 times in 100"),
        (1.0, "in every case"),
    ],
)
def test_never_and_always_only_where_exact(share: float, said: str) -> None:
    names = Names(tiny_case())
    assert chance(share, names) == said
    same = Spread(share, share, share, share, share, share)
    assert chances(same, names) == said


def test_a_chance_has_its_range() -> None:
    spread = Spread(0.5, 0.1, 0.3, 0.5, 0.7, 0.9)
    assert chances(spread, Names(tiny_case())) == "about 50 times in 100 (10 to 90)"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 0, "no time"),
        (-3, 0.01, "no time"),
        (0.1, 0.4, "less than a month"),
        (-2, 1.2, "up to a month"),
        (0.8, 1.2, "about a month"),
        (4.9, 5.2, "about 5 months"),
        (-1, 7, "0 to 7 months"),
    ],
)
def test_spans_of_months(low: float, high: float, said: str) -> None:
    assert month_span(low, high, Names(tiny_case())) == said


# -- tables, figures, files ----------------------------------------------------------------


def rows_of(told: Report) -> dict[str, list[dict[str, str]]]:
    return {t.slug: list(csv.DictReader(io.StringIO(to_csv(t)))) for t in told.tables()}


@pytest.mark.parametrize("name", [*SITUATIONS, "hanoi"])
def test_every_row_has_a_cell_for_every_column(make, hanoi, name: str) -> None:
    for table in composed(*(hanoi if name == "hanoi" else make(name))).tables():
        assert table.rows, table.slug
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.slug


def test_the_tables_hold_the_finding(make) -> None:
    case, finding = make("plain")
    rows = rows_of(composed(case, finding))
    place = {r["place"]: r for r in rows["verify-places"]}
    assert float(place["store"]["detection"]) == pytest.approx(0.5)
    assert (place["mill-house"]["visits"], place["barn"]["declared"]) == ("2", "no")
    assert [r["chance"] for r in rows["verify-lots"]] == ["0.5", "0.5"]
    route = {r["route"]: r for r in rows["verify-routes"]}
    assert float(route["flour"]["dismantle"]) == 20
    assert route["flour"]["disable"] == ""
    assert [float(r["chance"]) for r in rows["verify-game"] if r["place"] == "store"] == (
        pytest.approx([1 / 4, 1 / 3, 1 / 2, 1])
    )
    step = {r["what"]: r for r in rows["verify-steps"]}
    by_slug = {s.slug: s for s in finding.verification.steps}
    assert float(step["mill"]["needed"]) == pytest.approx(by_slug["mill"].needed)
    kinds = {r["watch"]: r for r in rows["verify-kinds"]}
    assert kinds["of-south"]["undeclared"] == ""
    assert float(kinds["of-north"]["mixed"]) == pytest.approx(0.35)


def test_the_figures_show_what_was_found(make) -> None:
    seen, months = composed(*make("plain")).figures()
    shown = {v["place"].replace("\n", " "): v for v in seen.spec["data"]["values"]}
    assert set(shown) == {"Mill house", "Store", "Undeclared place (North Town)", "Sluice"}
    assert shown["Store"]["found"] == pytest.approx(50)
    assert shown["Store"]["needed"] == pytest.approx(50.5)
    assert not shown["Undeclared place (North Town)"]["declared"]
    values = {(v["route"], v["action"]): v["middle"] for v in months.spec["data"]["values"]}
    assert values["“Mill house” and “Store”", "this deal"] == 2
    assert values["“Mill house” and “Store”", "dismantling"] == 20
    assert ("“Mill house” and “Store”", "disabling") not in values


def test_without_any_place_there_is_no_figure_of_detection() -> None:
    made = data()
    made["commitments"]["canal"] = {"label": "c", "actor": "south", "what": "w"}
    made["facilities"] = {"sluice": made["facilities"]["sluice"] | {"commitments": ["canal"]}}
    case = case_from(made)
    finding = verified(Workspace(Study(case, 1), 200), "charter")
    told = composed(case, finding)
    assert told.figures() == ()
    assert "this deal binds it at no place" in part(told, "verify-seen")


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SITUATIONS)
def test_one_screen(make, name: str, columns: int, code: str) -> None:
    lines = screen(composed(*make(name), code), TOLD, columns, "out/report.html")
    assert all(width(line) <= min(columns, 96) for line in lines)
    assert "out/report.html" in lines[-1]
    assert len(lines) <= 90


def test_an_edition_gives_names_and_language() -> None:
    made = data()
    made["editions"] = {
        "south": {
            "label": "For South",
            "language": "ko",
            "names": {"/parties/north/label": "북마을", "/packages/charter/label": "헌장"},
        }
    }
    case = case_from(made)
    finding = verified(Workspace(Study(case, 1), 200), "charter")
    told, names = in_edition(finding, case, "south")
    assert told.verification.label == "헌장"
    assert "북마을" in whole_text(report(told, names))
    with pytest.raises(UsageError, match="edition"):
        in_edition(finding, case, "west")


def test_every_link_leads_somewhere(make) -> None:
    from detente.report.figures.render import Picture

    told = composed(*make("counted"))
    empty = Picture("<svg xmlns='http://www.w3.org/2000/svg'></svg>", b"")
    page = to_html(told, {f.slug: empty for f in told.figures()})
    for target in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{target}"' in page, target


def test_the_folder_is_whole_and_refuses_another_s(make, tmp_path: Path) -> None:
    case, finding = make("counted")
    out = tmp_path / "out"
    write_answer(finding, report(*in_edition(finding, case, None)), out, "verify")
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} >= {
        "report.html",
        "report.pdf",
        "findings.json",
        "figures/verify-detection.svg",
        "figures/verify-months.png",
        "tables/verify-places.csv",
        "tables/verify-samples.csv",
        "tables/verify-routes.csv",
    }
    found = json.loads((out / "findings.json").read_text("utf-8"))
    assert found["header"]["kind"] == "verify"
    (out / "findings.json").write_text('{"header": {"kind": "reach"}}')
    with pytest.raises(UsageError, match="no report of ours"):
        write_answer(finding, report(*in_edition(finding, case, None)), out, "verify")
