"""Which deal is verified, and when nothing can be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.answers.reach import workspace
from detente.answers.verify import VerifyFinding, verified
from detente.case.loaded import LoadedCase
from detente.case.loading import load_case
from detente.errors import UsageError
from detente.finding import plain
from tests.schedule.analysis.watched import data

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def loaded(write_case):
    def make(made: dict[str, Any]) -> LoadedCase:
        return load_case(write_case(made))

    return make


def answer(loaded: LoadedCase, package: str = "charter", seed: int = 1) -> VerifyFinding:
    return verified(workspace(loaded, 200, seed), package)


def test_it_follows_the_order_of_schedule(loaded) -> None:
    found = answer(loaded(data()))
    assert found.header.kind == "verify"
    assert found.verification.package == "charter"
    assert [w.of for w in found.verification.watches] == ["north", "south"]
    assert {s.slug for s in found.verification.steps} == set(data()["commitments"])
    assert [s.step for s in found.verification.steps] == sorted(
        s.step for s in found.verification.steps
    )


def test_a_case_without_verification_says_what_to_add(loaded) -> None:
    made = data()
    del made["verification"]
    with pytest.raises(UsageError, match=r"how anybody is watched(.|\n)*verification:\n"):
        answer(loaded(made))


def test_what_it_says_to_add_is_a_case(loaded) -> None:
    from io import StringIO

    from ruamel.yaml import YAML

    from detente.answers.verify import HOW_TO_WATCH

    text = HOW_TO_WATCH.partition("\n")[2].replace("PARTY", "north").replace("COMMITMENT", "mill")
    made = data()
    made |= YAML(typ="safe").load(StringIO(text))
    assert [p.slug for p in answer(loaded(made)).verification.watches[0].places] == ["mill"]


def test_a_package_without_commitments_or_unknown_is_refused(loaded) -> None:
    made = data()
    made["packages"]["nothing"] = {
        "label": "Nothing",
        "kind": "draft",
        "known_from": "2020-01-01",
        "options": {"mill": "closed"},
    }
    with pytest.raises(UsageError, match="no commitment of the case delivers anything"):
        answer(loaded(made), "nothing")
    with pytest.raises(UsageError, match=r"no package named 'chartre'.*did you mean 'charter'"):
        answer(loaded(made), "chartre")


def test_the_same_seed_gives_the_same_answer(loaded) -> None:
    made = data()
    made["facilities"]["store"]["gain"] = [2, 9]
    case = loaded(made)
    one, other = (plain(answer(case, seed=3).verification) for _ in range(2))
    assert one == other


# -- the real case -------------------------------------------------------------------------


def test_the_draft_of_hanoi_freezes_and_leaves_a_route_alone() -> None:
    found = answer(load_case(CASES / "hanoi-2019"), "reported-draft").verification
    assert {w.of for w in found.watches} == {"north-korea", "united-states"}
    assert found.unwatched == ()
    north = next(w for w in found.watches if w.of == "north-korea")
    routes = {r.slug: r for r in north.months.routes}
    assert {s for s, r in routes.items() if not r.touched} == {"uranium-elsewhere"}
    assert north.months.quickest is not None
    assert north.months.quickest.p95 == 0
    # A freeze of all three plants: between half a month and three.
    assert 0.5 <= routes["plutonium"].after.p05 <= routes["plutonium"].after.p95 <= 3
    assert {p.action for p in north.months.places} == {"freeze", ""}


def test_a_deal_that_dismantles_buys_more_than_one_that_freezes() -> None:
    case = load_case(CASES / "hanoi-2019")
    bought = []
    for package in ("reported-draft", "pyongyang-declaration"):
        found = answer(case, package).verification
        north = next(w for w in found.watches if w.of == "north-korea")
        bought.append(north.months.quickest_declared.mean)
    assert bought[0] < 3 < 8 < bought[1]
