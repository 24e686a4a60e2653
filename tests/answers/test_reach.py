"""The answer to the main question: complete, repeatable, and followed to its inputs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

import detente
from detente.answers.findings import ReachFinding
from detente.answers.header import header as header_of
from detente.answers.inputs import input_numbers
from detente.answers.reach import known_levers, reach, workspace
from detente.beliefs.study import Study
from detente.case.loaded import LoadedCase
from detente.case.loading import load_case
from detente.case.numbers import numbers
from detente.deals.acceptance import accepts
from detente.deals.analysis.answer import deals
from detente.deals.analysis.points import points
from detente.errors import UsageError
from detente.finding import plain
from tests.builders import tiny_case_data, uncertain_case_data
from tests.deals.making import named

PANAMA = Path(__file__).parents[2] / "cases" / "panama-1974"
Write = Callable[[dict[str, Any]], Path]


def uncertain() -> dict[str, Any]:
    """The uncertain case, no deal dear enough to fail at times, with a draft in its record."""
    data = uncertain_case_data()
    data["question"] = "What now?"
    data["values"]["north"]["no_deal"]["courses"]["drought"]["value"]["range"] = [20, 70]
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["range"] = [50, 110]
    data["packages"] = {
        "draft": {
            "label": "A draft",
            "kind": "draft",
            "known_from": "2019-12-01",
            "options": {"water": ["share", "half"], "mill": "open"},
        },
        "later": {
            "label": "A later draft",
            "kind": "draft",
            "known_from": "2020-12-01",
            "options": {"mill": "open"},
        },
    }
    return data


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedCase:
    folder = tmp_path_factory.mktemp("case")
    with (folder / "case.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(uncertain(), stream)
    return load_case(folder)


@pytest.fixture(scope="module")
def answered(loaded: LoadedCase) -> ReachFinding:
    return reach(loaded, draws=1000)


@pytest.fixture(scope="module")
def panama() -> LoadedCase:
    return load_case(PANAMA)


def as_json(finding: ReachFinding) -> dict[str, Any]:
    """Return the finding as JSON data without its time stamp; NaN is an error."""
    data = json.loads(json.dumps(plain(finding), allow_nan=False))
    assert data["header"].pop("created")
    return data


def holes(value: Any, at: str = "") -> list[str]:
    """Where numbers turned into nothing (NaN or infinite before)."""
    if isinstance(value, dict):
        return [hole for k, v in value.items() for hole in holes(v, f"{at}/{k}")]
    if isinstance(value, list):
        return [hole for k, v in enumerate(value) for hole in holes(v, f"{at}/{k}")]
    return [at] if value is None else []


def test_the_answer_is_json_without_a_hole(answered: ReachFinding) -> None:
    data = as_json(answered)
    # The tiny case names no interests and no commitments, and nothing was learned.
    left_out = ("interests", "order", "learned", "header/as_of", "header/believe", "header/analyst")
    expected = {f"/{name}" for name in left_out}
    spare = {at for at in holes(data) if not at.endswith(("/known_from", "/judgement", "/by"))}
    # A ratifier's consent is a demand on no one issue.
    assert {at for at in spare if not at.endswith("/issue")} <= expected


def test_the_same_seed_gives_the_same_answer_whatever_the_processes(loaded: LoadedCase) -> None:
    draws = 5000  # two blocks, so that two processes have something to share
    one = as_json(reach(loaded, draws=draws, seed=7))
    again = as_json(reach(loaded, draws=draws, seed=7, jobs=2))
    assert one == again


def test_another_seed_gives_another_answer_about_as_large(loaded: LoadedCase) -> None:
    one, other = (workspace(loaded, 1000, seed) for seed in (1, 2))
    first, second = (named(deals(ready), "draft").a_sign for ready in (one, other))
    assert first.value != second.value
    assert abs(first.value - second.value) < 4 * (first.se + second.se)
    told = [header_of(ready, "reach") for ready in (one, other)]
    assert [h.seed for h in told] == [1, 2]
    assert told[0].case_hash == told[1].case_hash


def test_the_header_tells_one_run_from_another(loaded: LoadedCase, answered: ReachFinding) -> None:
    day = datetime.date(2020, 12, 1)
    base = answered
    assert base.question == "What now?"
    assert base.header.kind == "reach"
    assert base.header.draws == 1000
    assert base.header.n_eff == pytest.approx(1000)
    assert base.header.as_of == "2020-01-01"
    assert base.header.versions["detente"] == detente.__version__
    assert base.header.versions["numpy"] == np.__version__
    hashes = {base.header.case_hash}
    for how in ({"as_of": day}, {"believe": "strife"}, {"analyst": "ben"}):
        header = header_of(workspace(loaded, 200, **how), "reach")
        hashes.add(header.case_hash)
        told = {"as_of": header.as_of, "believe": header.believe, "analyst": header.analyst}
        assert {k: str(v) for k, v in how.items()}.items() <= told.items()
    assert len(hashes) == 4


def test_a_later_day_knows_more_packages(loaded: LoadedCase) -> None:
    day = datetime.date(2020, 12, 1)
    now, then = (deals(workspace(loaded, 200, as_of=d)).packages for d in (None, day))
    assert "draft" in {p.slug for p in now}
    assert {p.slug for p in then} - {p.slug for p in now} >= {"later"}


def test_each_set_of_beliefs_and_each_analyst_is_answered_apart(
    loaded: LoadedCase, answered: ReachFinding
) -> None:
    finding = answered
    assert [(b.slug, b.weight) for b in finding.beliefs] == [("calm", 0.75), ("strife", 0.25)]
    assert [(a.slug, a.weight) for a in finding.analysts] == [("ada", 0.75), ("ben", 0.25)]
    ready = workspace(loaded, 1000)
    for told in finding.beliefs:
        inside = Study(loaded.case, 1, believe=told.slug)
        alone = ready.model.__class__(inside, ready.model).utilities(8192, 8192 + 1000)
        here = accepts(alone, ready.best_signed[None, :], ready.model.structure.acceptors)
        assert told.overall_best_here.value == pytest.approx(here.mean())
        assert told.zone.value >= max(told.best.value, told.overall_best_here.value) - 1e-12
    narrow = reach(loaded, draws=200, believe="calm", analyst="ada")
    assert (narrow.beliefs, narrow.analysts) == ((), ())


def test_every_number_of_the_case_is_listed_with_its_place(
    loaded: LoadedCase, panama: LoadedCase
) -> None:
    for case in (loaded, panama):
        inputs = input_numbers(case, Study(case.case))
        assert [i.pointer for i in inputs] == list(numbers(case.case))
        for item in inputs:
            file, _, line = item.place.rpartition(":")
            text = (case.folder / Path(file).name).read_text(encoding="utf-8").splitlines()
            last = item.pointer.rpartition("/")[2]
            # Lists have no names: there the place is the entry's own line.
            assert last.isdigit() or last in text[int(line) - 1], item


def test_inputs_carry_their_basis(answered: ReachFinding) -> None:
    inputs = {i.pointer: i for i in answered.inputs}
    bare = inputs["/parties/council/threshold"]
    assert (bare.text, bare.median, bare.flag) == ("1 to 4", 2.5, "no basis")
    based = inputs["/values/south/issues/mill/scores/open"]
    assert (based.judgement, based.by, based.flag) == ("invented for tests", "tests", "")
    assert based.text == "normal, mean 90, sd 4"
    assert inputs["/values/south/issues/water/importance"].text == "ada: 10 to 30; ben: 30 to 50"


def test_the_weakest_input_matters_and_has_no_record_behind_it(answered: ReachFinding) -> None:
    finding = answered
    known = {i.pointer: i for i in finding.inputs}
    assert finding.weakest_input in known
    assert known[finding.weakest_input].basis_record == ()
    first = finding.deals.must_believe[0].numbers
    bare = [n.pointer for n in first if not n.on_record and n.pointer in known]
    assert finding.weakest_input == bare[0]


def test_what_nothing_turns_on_has_no_weakest_input(panama: LoadedCase) -> None:
    assert reach(panama, draws=200).weakest_input is None


def test_levers_are_the_case_s_and_those_that_follow_from_it(
    loaded: LoadedCase, answered: ReachFinding
) -> None:
    finding = answered
    slugs = {x.slugs[0]: x.declared for x in finding.levers.levers}
    assert slugs["pay"] is True
    assert slugs["wait-dam-opens"] is False
    assert slugs["read-fair-share-as-much"] is False
    assert set(slugs) == set(known_levers(workspace(loaded, 1000), finding.deals))
    assert all("draft" in x.on_packages for x in finding.levers.levers)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"draws": 99}, "take between 100 and 10,000,000"),
        ({"draws": 10_000_001}, "take between"),
        ({"seed": -1}, "a whole number from 0 up"),
        ({"believe": "war"}, "there are calm, strife"),
        ({"analyst": "adda"}, "did you mean 'ada'"),
    ],
)
def test_what_cannot_be_asked_is_said(
    loaded: LoadedCase, how: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        reach(loaded, **{"draws": 200, **how})


def test_a_case_without_a_question_asks_the_usual_one(write_case: Write) -> None:
    finding = reach(load_case(write_case(tiny_case_data())), draws=100)
    assert finding.question == "How can these parties still reach a deal?"
    assert finding.deals.best.a_sign.value == 1.0
    assert finding.deals.why_not.failing == 0


@pytest.mark.published
def test_panama_1974_has_its_known_points(panama: LoadedCase) -> None:
    """Whole issues won by points that Raiffa (1982) published."""
    found = points(workspace(panama, 500))
    assert found.points["nash"].values == pytest.approx({"united-states": 64, "panama": 68})
    assert found.pareto_size == 20
    assert found.rational == 1024


def test_panama_1974_is_answered_whole(panama: LoadedCase) -> None:
    finding = reach(panama, draws=500)
    data = as_json(finding)
    assert data == as_json(reach(panama, draws=500))
    # No value of no deal was published: at 0 on both scales everything is acceptable.
    assert finding.deals.zone.zone.value == 1.0
    assert finding.deals.status == "exact"
    assert finding.deals.packages_screened == 1024
