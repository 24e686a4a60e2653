"""Which deal is followed, on which day, and when nothing can be said."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from detente.answers.reach import workspace
from detente.answers.track import TrackedFinding, tracked
from detente.case.loaded import LoadedCase
from detente.case.loading import load_case
from detente.errors import UsageError
from detente.finding import plain
from tests.schedule.analysis.tracked import data

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def loaded(write_case):
    def make(made: dict[str, Any]) -> LoadedCase:
        return load_case(write_case(made))

    return make


def answer(
    loaded: LoadedCase, on: str | None = None, package: str | None = None, seed: int = 1
) -> TrackedFinding:
    day = datetime.date.fromisoformat(on) if on else None
    return tracked(workspace(loaded, 200, seed, day), package)


def real(name: str, on: str | None = None) -> TrackedFinding:
    return answer(load_case(CASES / name), on)


def test_the_day_is_the_case_s_own_or_the_one_asked_for(loaded) -> None:
    case = loaded(data())
    assert answer(case).track.day == datetime.date(2020, 3, 11)
    assert answer(case, "2020-02-15").track.day == datetime.date(2020, 2, 15)
    assert answer(case, "2020-02-15").header.as_of == "2020-02-15"
    assert answer(case).header.kind == "track"


def test_without_any_day_one_is_asked_for(loaded) -> None:
    made = data()
    del made["as_of"]
    with pytest.raises(UsageError, match="--on YYYY-MM-DD"):
        answer(loaded(made))


def test_the_package_that_the_log_speaks_of_most_is_followed(loaded) -> None:
    made = data()
    made["packages"]["water-alone"] = {
        "label": "Water alone",
        "kind": "draft",
        "known_from": "2020-01-10",
        "options": {"water": "half"},
    }
    # Water alone has the passage, the charter has the mill too.
    assert answer(loaded(made)).track.package == "charter"
    assert answer(loaded(made), package="water-alone").track.package == "water-alone"
    del made["performance"]["mill-runs"]
    # Of equals the latest; what is not known yet is none.
    assert answer(loaded(made)).track.package == "water-alone"
    assert answer(loaded(made), "2020-01-09").track.package == "charter"


def test_a_case_without_a_log_says_how_to_add_one(loaded) -> None:
    made = data()
    del made["performance"]
    with pytest.raises(UsageError, match=r"no log of performance(.|\n)*add a block 'performance'"):
        answer(loaded(made), "2020-01-20")


def test_without_a_log_the_dates_alone_may_tell_what_is_overdue(loaded) -> None:
    made = data()
    del made["performance"]
    found = answer(loaded(made)).track
    assert found.log == ()
    assert {c.slug for c in found.commitments if c.status == "overdue"} == {
        "passage",
        "mill",
        "water",
    }


def test_a_log_of_which_nothing_is_known_yet_is_no_mistake(loaded) -> None:
    found = answer(loaded(data()), "2020-01-20").track
    assert (found.log, found.later) == ((), 2)


def test_a_package_without_commitments_or_unknown_is_refused(loaded) -> None:
    made = data()
    made["packages"]["nothing"] = {
        "label": "Nothing",
        "kind": "draft",
        "known_from": "2020-01-01",
        "options": {"mill": "closed"},
    }
    with pytest.raises(UsageError, match="no commitment of the case delivers anything"):
        answer(loaded(made), package="nothing")
    with pytest.raises(UsageError, match=r"no package named 'chartre'.*did you mean 'charter'"):
        answer(loaded(made), package="chartre")
    with pytest.raises(UsageError, match="no package of the record known on 2019-12-01"):
        answer(loaded(made), "2019-12-01")


def test_the_same_seed_gives_the_same_answer(loaded) -> None:
    case = loaded(data())
    one, other = (plain(answer(case, seed=3).track) for _ in range(2))
    assert one == other


# -- real cases: what their logs say -------------------------------------------------------


def test_joint_plan_at_its_end() -> None:
    found = real("jpoa-2014").track
    assert found.package == "as-extended"
    by_slug = {c.slug: c for c in found.commitments}
    assert [s for s, c in by_slug.items() if c.delivered is None] == ["fuel-from-oxide"]
    assert (by_slug["tranche-5"].status, by_slug["tranche-5"].days_late) == ("late", 2)
    # Paid on a Monday after a Saturday: two days late by the dates, on time by the log.
    assert (by_slug["tranche-1"].status, by_slug["tranche-1"].days_late) == ("on-time", 2)
    assert "tranche-1" in found.unverified
    assert "dilute-first-half" not in found.unverified


def test_joint_plan_before_the_first_confirmation() -> None:
    found = real("jpoa-2014", "2014-03-05").track
    assert found.package == "joint-plan"
    # The tranche of 1 March waits for the dilution, which nobody had confirmed yet.
    overdue = {c.slug: c.waits_for for c in found.commitments if c.status == "overdue"}
    assert overdue == {"dilute-first-half": (), "tranche-2": ("dilute-first-half",)}
    assert found.unlocks[0].slug == "dilute-first-half"


def test_six_parties_in_june_2008() -> None:
    found = real("six-party-2007").track
    by_slug = {c.slug: c for c in found.commitments}
    assert found.package == "both-phases"
    assert by_slug["shut-and-seal"].delivered == datetime.date(2007, 7, 18)
    assert by_slug["shut-and-seal"].days_late == 95
    assert by_slug["first-oil"].days_late == 106
    assert by_slug["rest-of-oil"].status == "disputed"
    assert not [c for c in found.commitments if c.status == "breach"]
    assert (by_slug["disable-reactor"].levels, by_slug["disable-reactor"].delivered) == (
        {"activity": 1, "output": 2},
        None,
    )


def test_six_parties_in_may_2007_knew_of_no_oil() -> None:
    found = real("six-party-2007", "2007-05-15").track
    assert found.package == "first-phase"
    assert "no-oil-by-april" not in [e.slug for e in found.log]
    assert {c.slug: c.status for c in found.commitments} == {
        "shut-and-seal": "overdue",
        "readmit-inspectors": "overdue",
        "first-oil": "overdue",
    }
