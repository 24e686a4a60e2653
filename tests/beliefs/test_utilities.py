"""Utilities against the slow oracle, their scale, and what a lever may and may not move."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pytest

from detente.beliefs.effective import Variant
from detente.beliefs.packages import grid
from detente.beliefs.revision import NO_REVISION, Bonus, Revision, Shift
from detente.beliefs.streams import BLOCK
from detente.beliefs.study import Study
from detente.beliefs.utilities import Model, Utilities
from detente.deals.acceptance import accepts, package_values
from tests.beliefs.slow_values import Package, SlowValues, packages
from tests.builders import case_from, tiny_case_data, uncertain_case_data

PAY = "/levers/pay"
SCORE = "/values/south/issues/water/scores/half"
SHIFTS = (
    Shift(SCORE, "set", f"{PAY}/changes/0/set"),
    Shift("/values/north/no_deal/courses/flood/value", "times", f"{PAY}/changes/1/times"),
    Shift("/terms/fair-share/read_by/south/readings/much", "add", f"{PAY}/changes/2/add"),
)
REVISIONS = {
    "nothing": NO_REVISION,
    "shifts": Revision(SHIFTS),
    "shifts in one belief set": Revision(
        (Shift(SCORE, "set", f"{PAY}/changes/0/set", frozenset({"strife"})),)
    ),
    "likelihood and threshold": Revision(
        (
            Shift("/courses/drought/likelihood", "times", f"{PAY}/changes/1/times"),
            Shift("/parties/council/threshold", "add", f"{PAY}/points/council"),
            Shift("/parties/council/audience_cost", "times", f"{PAY}/changes/1/times"),
            Shift("/values/south/synergies/shared/points", "add", f"{PAY}/points/south"),
        )
    ),
    "bonus on every deal": Revision((), (Bonus("north", f"{PAY}/cost/points/north", (), -1.0),)),
    "bonus on an option": Revision((), (Bonus("south", f"{PAY}/points/south", (5,)),)),
    "bonus on two options": Revision((), (Bonus("council", f"{PAY}/points/council", (1, 7)),)),
    "a bonus for nobody here": Revision((), (Bonus("mill", f"{PAY}/points/south", (5,)),)),
    "reading settled": Revision((), (), (("fair-share", "much"),)),
    "a wait": Revision((), (), (), 4.5),
    "all": Revision(
        SHIFTS, (Bonus("south", f"{PAY}/points/south", (5, 7)),), (("fair-share", "little"),), 2.0
    ),
}
DRAWS = (0, 17, 4095, 4096, 9001)


def as_indices(model: Model, many: list[Package]) -> np.ndarray:
    options = model.structure.options
    return np.array([[options.index(f"{i}/{o}") for i, o in each.items()] for each in many])


def draws_of(model: Model, revision: Revision, reader: str | None = None) -> Utilities:
    every = model.utilities(0, max(DRAWS) + 1, revision, reader)
    return every.chosen(np.array(DRAWS))


@pytest.fixture(scope="module")
def study() -> Study:
    return Study(case_from(uncertain_case_data()), seed=11)


@pytest.fixture(scope="module")
def model(study: Study) -> Model:
    return Model(study)


@pytest.fixture(scope="module")
def slow(study: Study) -> SlowValues:
    return SlowValues(study)


def compare(model: Model, slow: SlowValues, revision: Revision, reader: str | None = None) -> None:
    case, names = slow.case, model.structure.acceptors.names
    fast = draws_of(model, revision, reader)
    many = packages(case, on_table_only=False)
    margins = package_values(fast, as_indices(model, many)) - fast.floor[:, None, :]
    expected = np.array(
        [
            [
                [slow.value(p, x, d, revision, reader) - slow.floor(p, d, revision) for d in DRAWS]
                for x in many
            ]
            for p in names
        ]
    )
    np.testing.assert_allclose(margins, expected, rtol=0, atol=1e-9)
    audience = [[slow.audience(p, d, revision) for d in DRAWS] for p in names]
    np.testing.assert_allclose(fast.audience, audience, atol=1e-12)


@pytest.mark.parametrize("name", REVISIONS)
def test_gains_equal_the_oracle(model: Model, slow: SlowValues, name: str) -> None:
    compare(model, slow, REVISIONS[name])


@pytest.mark.parametrize("reader", ["north", "south"])
def test_gains_under_a_readers_reading_equal_the_oracle(
    model: Model, slow: SlowValues, reader: str
) -> None:
    compare(model, slow, NO_REVISION, reader)


def test_values_and_floors_stand_on_the_scale_themselves(model: Model, slow: SlowValues) -> None:
    fast = draws_of(model, NO_REVISION)
    many = packages(slow.case)
    for p, party in enumerate(model.structure.acceptors.names):
        got = package_values(fast, as_indices(model, many))[p]
        np.testing.assert_allclose(
            got, [[slow.value(party, x, d) for d in DRAWS] for x in many], atol=1e-9
        )
        np.testing.assert_allclose(fast.floor[p], [slow.floor(party, d) for d in DRAWS], atol=1e-9)


@pytest.mark.parametrize("condition", [{"believe": "strife"}, {"analyst": "ben"}])
def test_conditions_keep_the_scale_of_the_mix(slow: SlowValues, condition: dict[str, str]) -> None:
    study = Study(slow.case, seed=11, **condition)
    compare(Model(study), SlowValues(study, slow), NO_REVISION)


def test_an_earlier_day_has_drifted_less(slow: SlowValues) -> None:
    study = Study(slow.case, seed=11, as_of=datetime.date(2019, 1, 1))
    compare(Model(study), SlowValues(study), NO_REVISION)
    day = Study(slow.case, seed=11, as_of=datetime.date(2019, 10, 1))
    model, later = Model(day), Model(Study(slow.case, seed=11))
    assert model.months("drought") == pytest.approx(92 / 30.4375)
    assert later.months("drought") == pytest.approx(184 / 30.4375)
    assert later.months("flood") == 0


def test_a_status_quo_option_is_read_by_each_in_its_own_way() -> None:
    data = uncertain_case_data()
    data["issues"]["water"]["status_quo"] = "share"
    study = Study(case_from(data), seed=5)
    slow = SlowValues(study)
    compare(Model(study), slow, NO_REVISION, "north")
    compare(Model(study), slow, Revision((), (), (("fair-share", "much"),)), "south")


def test_readers_readings_differ_at_all(model: Model) -> None:
    share = model.structure.options.index("water/share")
    own = model.block(0).parts[1, share]
    as_north = model.block(0, reader="north").parts[1, share]
    assert (own != as_north).mean() > 0.3


def test_a_ratifier_without_a_reading_reads_as_its_leader(model: Model) -> None:
    options, block = model.structure.options, model.block(0)
    means = [options.index("water/half"), options.index("water/full")]
    share = options.index("water/share")
    for p in (1, 2):  # south, its council
        picked = block.parts[p, share] == block.parts[p, means[1]]
        assert 0.25 < picked.mean() < 0.35
    same = [block.parts[p, share] == block.parts[p, means[1]] for p in (1, 2)]
    assert (same[0] == same[1]).all()


def test_a_refusal_never_pays_the_leader() -> None:
    data = uncertain_case_data()
    data["parties"]["council"]["audience_cost"] = {"normal": [0, 5]}
    audience = Model(Study(case_from(data), seed=1)).block(0).audience[2]
    assert audience.min() == 0
    assert (audience > 0).mean() == pytest.approx(0.5, abs=0.04)


# -- the scale ---------------------------------------------------------------------------


def expected_values(model: Model) -> np.ndarray:
    first = model.utilities(0, BLOCK)
    whole = grid(model.structure)
    every = whole.packages(*np.nonzero(whole.feasible))
    return package_values(first, every).mean(axis=2)


@pytest.mark.parametrize("change", ["none", "linkages", "off the table", "worse"])
def test_expected_worst_is_0_and_best_100(change: str) -> None:
    data = uncertain_case_data()
    if change == "linkages":
        data["linkages"] = [
            {"if": ["mill/closed"], "then": ["water/half", "water/full"]},
            {"excludes": ["water/full", "mill/open", "bridge/built"]},
            {"at_most": 1, "of": ["water/none", "bridge/no"]},
        ]
    if change == "off the table":
        data["issues"]["mill"]["options"]["open"]["on_table"] = False
    if change == "worse":
        data["values"]["south"]["synergies"]["shared"]["points"] = [-90, -70]
    values = expected_values(Model(Study(case_from(data), seed=2)))
    np.testing.assert_allclose(values.min(axis=1), 0, atol=1e-9)
    np.testing.assert_allclose(values.max(axis=1), 100, atol=1e-9)


def test_values_that_are_not_0_to_100_give_the_same_deals() -> None:
    plain, shifted = uncertain_case_data(), uncertain_case_data()
    for data in (plain, shifted):
        data["beliefs"], data["events"], data["levers"] = {}, {}, {}
    for values in shifted["values"].values():
        for issue in values["issues"].values():
            issue["scores"] = {o: _onto_3_to_7(s) for o, s in issue["scores"].items()}
    models = [Model(Study(case_from(data), seed=4)) for data in (plain, shifted)]
    whole = grid(models[0].structure)
    every = whole.packages(*np.nonzero(whole.feasible))
    first, second = (m.utilities(0, 3000) for m in models)
    np.testing.assert_allclose(package_values(first, every), package_values(second, every))
    agreed = [accepts(u, every, models[0].structure.acceptors) for u in (first, second)]
    assert (agreed[0] == agreed[1]).all()
    assert 0.01 < agreed[0].mean() < 0.99


def _onto_3_to_7(score: Any) -> Any:
    """Squeeze scores of 0 to 100 into 3 to 7."""

    def move(x: float) -> float:
        return 3 + x / 25

    if isinstance(score, list):
        return [move(x) for x in score]
    if isinstance(score, dict) and "triangular" in score:
        return {"triangular": [move(x) for x in score["triangular"]]}
    if isinstance(score, dict) and "normal" in score:
        return {"normal": [move(score["normal"][0]), score["normal"][1] / 25]}
    if isinstance(score, dict):
        return {"beta": score["beta"], "within": [3, 7]}
    return move(score)


def test_a_lever_never_moves_the_scale(model: Model) -> None:
    bonus = Bonus("south", f"{PAY}/points/south", (5,))  # mill/open
    before, after = model.block(0), model.block(0, Revision((), (bonus,)))
    added = after.parts - before.parts
    np.testing.assert_allclose(added[1, 5], model.study.number(f"{PAY}/points/south", 0))
    added[1, 5] = 0
    assert not added.any()
    assert (after.floor == before.floor).all()
    assert expected_values(model).max() == pytest.approx(100)


def test_a_revision_does_not_leak_into_the_next_question(model: Model) -> None:
    before = model.block(0)
    model.block(0, REVISIONS["all"])
    again = model.block(0)
    for name in ("parts", "pair_points", "floor", "audience"):
        assert (getattr(before, name) == getattr(again, name)).all()


def test_two_models_of_one_study_agree_whatever_was_asked_between(study: Study) -> None:
    """The remembered parts belong to one scale, also when another's memory is reused."""
    first = [Model(study).block(0).parts for _ in range(3)]
    assert (first[0] == first[1]).all()
    assert (first[0] == first[2]).all()


def test_a_variant_keeps_the_scale_of_the_base(model: Model) -> None:
    wide = Model(model.study.sibling(variant=Variant("twice", 2.0)), model)
    assert wide.scale is model.scale
    narrow, broad = (m.utilities(0, BLOCK).parts.std(axis=2) for m in (model, wide))
    assert (broad[0, :3] > narrow[0, :3]).all()


def test_a_party_indifferent_between_all_packages_stays_finite() -> None:
    data = tiny_case_data()
    for issue in data["values"]["north"]["issues"].values():
        issue["scores"] = dict.fromkeys(issue["scores"], 50)
    block = Model(Study(case_from(data))).block(0)
    assert np.isfinite(block.parts).all()


def test_weights_multiply_normalised_scores() -> None:
    """Common tools multiply them by the raw scores: then 0..1 scores count for nothing."""
    data = tiny_case_data()
    data["linkages"] = []
    data["values"]["north"]["issues"]["water"]["scores"] = {"none": 0, "half": 0.6, "full": 1}
    model = Model(Study(case_from(data)))
    values = package_values(
        model.utilities(0, 1),
        as_indices(model, [{"water": "half", "mill": "open", "bridge": "built"}]),
    )
    assert values[0, 0, 0] == pytest.approx(0.6 * 60 + 0 + 20)


def test_a_number_widened_to_the_scale_counts_from_its_zero() -> None:
    data = uncertain_case_data()
    course = data["values"]["north"]["no_deal"]["courses"]["flood"]
    course["value"] = {"range": [-20, 0], "known_from": "2030-01-01"}
    data["values"]["north"]["no_deal"]["courses"] = {"flood": course}
    study = Study(case_from(data), seed=3)
    pointer = "/values/north/no_deal/courses/flood/value"
    np.testing.assert_allclose(Model(study).block(1).floor[0], study.number(pointer, 1))


def test_draws_do_not_depend_on_the_range_asked(model: Model) -> None:
    whole = model.utilities(0, 2 * BLOCK + 10)
    part = model.utilities(BLOCK - 3, 2 * BLOCK + 5)
    for name in ("parts", "floor", "audience"):
        cut = getattr(whole, name)[..., BLOCK - 3 : 2 * BLOCK + 5]
        assert (getattr(part, name) == cut).all()
