"""Draws: streams of their own, shared factors, coherent analysts, belief sets."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from detente.beliefs import streams
from detente.beliefs.streams import BLOCK, uniforms
from detente.beliefs.study import Study
from detente.case.numbers import numbers
from detente.case.quantity import Quantity
from detente.errors import InputError, UsageError
from tests.builders import case_from, uncertain_case_data

DROUGHT = "/values/{}/no_deal/courses/drought/value"


def study_of(data: dict[str, Any], seed: int = 11, **how: str) -> Study:
    return Study(case_from(data), seed, **how)


def drawn(study: Study, blocks: tuple[int, ...] = (0, 2)) -> dict[str, np.ndarray]:
    """Every number that is drawn by itself (an importance is drawn with its fellows)."""
    return {
        pointer: np.concatenate([study.number(pointer, b) for b in blocks])
        for pointer, number in numbers(study.case).items()
        if number.kind != "importance"
    }


def many(draw: Callable[[int], np.ndarray], blocks: int = 5) -> np.ndarray:
    return np.concatenate([draw(b) for b in range(blocks)], axis=-1)


@pytest.fixture(scope="module")
def study() -> Study:
    return study_of(uncertain_case_data())


# -- streams of their own ----------------------------------------------------------------


def add_issue(data: dict[str, Any]) -> None:
    issue = {"label": "A road", "status_quo": "no", "options": {}}
    issue["options"] = {"no": {"label": "No"}, "yes": {"label": "Yes"}}
    data["issues"] = {"road": issue, **data["issues"]}
    valued = {"importance": [5, 9], "scores": {"no": 0, "yes": [50, 100]}}
    data["values"]["north"]["issues"] = {"road": valued, **data["values"]["north"]["issues"]}


def add_party(data: dict[str, Any]) -> None:
    data["parties"] = {"east": {"label": "East", "role": "signatory"}, **data["parties"]}
    data["values"] = {"east": copy.deepcopy(data["values"]["south"]), **data["values"]}


def add_record_item(data: dict[str, Any]) -> None:
    data["record"] = {
        "rain-fell": {
            "happened": "2019-01-01",
            "known_from": "2019-01-02",
            "actor": "sky",
            "kind": "event",
            "text": "Rain.",
            "credibility": 1,
        }
    }
    data["values"]["south"]["basis"] = {"record": ["rain-fell"]}


def add_factor_and_lever(data: dict[str, Any]) -> None:
    data["factors"] = {"heat": {"label": "Heat"}, **data["factors"]}
    data["levers"]["wait"] = {
        "label": "Wait",
        "kind": "wait",
        "author": "tests",
        "event": "dam-opens",
        "cost": {"text": "time"},
    }


@pytest.mark.parametrize("add", [add_issue, add_party, add_record_item, add_factor_and_lever])
def test_what_is_added_leaves_all_other_draws_alone(
    study: Study, add: Callable[[dict[str, Any]], None]
) -> None:
    data = uncertain_case_data()
    add(data)
    more = study_of(data)
    before, after = drawn(study), drawn(more)
    assert set(before) <= set(after)
    for pointer, values in before.items():
        assert (values == after[pointer]).all(), pointer
    untouched = ["south", "council"]
    if add is not add_issue:
        untouched.append("north")
    for party in untouched:
        rows = [list(more.case.issues).index(i) for i in study.case.issues]
        assert (study.shares(party, 1) == more.shares(party, 1)[rows]).all()


def test_the_same_seed_draws_the_same_and_another_differently(study: Study) -> None:
    again, other = study_of(uncertain_case_data()), study_of(uncertain_case_data(), seed=12)
    one, two, three = drawn(study), drawn(again), drawn(other)
    for pointer, values in one.items():
        assert (values == two[pointer]).all()
        if np.ptp(values) > 0:
            assert (values != three[pointer]).mean() > 0.2, pointer
    assert (study.shares("north", 0) == again.shares("north", 0)).all()
    assert (study.shares("north", 0) != other.shares("north", 0)).any(axis=0).mean() > 0.99


def test_a_block_is_the_same_whatever_was_drawn_before(study: Study) -> None:
    pointer, fresh = "/values/north/issues/mill/scores/open", study_of(uncertain_case_data())
    late = fresh.number(pointer, 7)
    weights = fresh.shares("south", 7)
    for block in range(8):
        study.number(pointer, block)
        study.shares("south", block)
    assert (study.number(pointer, 7) == late).all()
    assert (study.shares("south", 7) == weights).all()
    assert (study.number(pointer, 6) != late).all()


def test_streams_are_uniform_and_free_of_each_other() -> None:
    keys = ["/a", "/b", "factor:a", "beliefs"]
    streams = np.array([[uniforms(3, key, b) for b in range(3)] for key in keys])
    for one in streams.reshape(-1, BLOCK):
        assert stats.kstest(one, "uniform").pvalue > 1e-4
    correlation = np.corrcoef(streams.reshape(-1, BLOCK)) - np.eye(12)
    assert np.abs(correlation).max() < 5 / np.sqrt(BLOCK)
    assert streams.min() > 0
    assert streams.max() < 1


@pytest.mark.parametrize("seed", [0, 2**32 - 1, 2**32, 2**63 - 1])
def test_a_stream_is_the_generator_seeded_with_seed_block_and_hash(seed: int) -> None:
    words = np.frombuffer(hashlib.blake2b(b"/a", digest_size=16).digest(), ">u4").tolist()
    drawn = np.random.default_rng([seed, 7, *words]).random(BLOCK)
    assert (uniforms(seed, "/a", 7) == drawn).all()


def test_a_uniform_is_never_0(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lowest:
        def random(self, count: int) -> np.ndarray:
            return np.zeros(count)

    monkeypatch.setattr(streams, "block_generator", lambda *_: Lowest())
    assert (uniforms(1, "/a", 0) == 2.0**-54).all()


# -- shared factors ----------------------------------------------------------------------


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    return float(stats.spearmanr(a, b).statistic)


def rank_correlation(normal: float) -> float:
    """Spearman's correlation of a Gaussian copula (Pearson 1907)."""
    return float(6 / np.pi * np.arcsin(normal / 2))


def test_a_shared_factor_correlates_numbers_of_two_parties(study: Study) -> None:
    plain = study_of(uncertain_case_data(), believe="calm")
    north = many(lambda b: plain.number(DROUGHT.format("north"), b))
    south = many(lambda b: plain.number(DROUGHT.format("south"), b))
    assert spearman(north, south) == pytest.approx(rank_correlation(0.36), abs=0.025)
    council = many(lambda b: plain.number(DROUGHT.format("council"), b))
    assert spearman(north, council) == pytest.approx(0, abs=0.03)


def test_loadings_of_opposite_sign_correlate_negatively() -> None:
    data = uncertain_case_data()
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"]["factors"] = {"rain": 0.9}
    study = study_of(data, believe="calm")
    north = many(lambda b: study.number(DROUGHT.format("north"), b))
    south = many(lambda b: study.number(DROUGHT.format("south"), b))
    assert spearman(north, south) == pytest.approx(rank_correlation(-0.54), abs=0.025)


def test_a_factor_leaves_each_number_its_own_distribution(study: Study) -> None:
    values = many(lambda b: study.number(DROUGHT.format("south"), b))
    assert stats.kstest(values, stats.uniform(10, 20).cdf).pvalue > 1e-3


def test_two_factors_add_up() -> None:
    data = uncertain_case_data()
    data["factors"]["heat"] = {"label": "Heat"}
    for party, loadings in (("north", {"rain": 0.6, "heat": 0.5}), ("south", {"heat": 0.8})):
        value = {"range": [0, 9], "factors": loadings}
        data["values"][party]["no_deal"]["courses"]["drought"]["value"] = value
    study = study_of(data, believe="calm")
    north, south = (
        many(lambda b, p=p: study.number(DROUGHT.format(p), b)) for p in ("north", "south")
    )
    assert spearman(north, south) == pytest.approx(rank_correlation(0.4), abs=0.025)


def with_importances(**stated: Any) -> Study:
    """North's importances as given; a number of the south that moves with the rain."""
    data = uncertain_case_data()
    north = data["values"]["north"]
    north["order"] = []
    for name, quantity in stated.items():
        north["issues"][name]["importance"] = quantity
    data["courses"]["flood"]["likelihood"] = {"range": [0, 100], "factors": {"rain": 0.99}}
    return study_of(data)


@pytest.mark.parametrize("loading", [0.8, -0.8])
@pytest.mark.parametrize(
    "stated",
    [
        {"water": [30, 50], "mill": [10, 70], "bridge": [10, 60]},  # box, another is the rest
        {"water": [10, 70], "mill": [20, 35], "bridge": [20, 40]},  # box, it is the widest
        {"water": [0, 100], "mill": [0, 100], "bridge": [0, 100]},  # the simplex
    ],
)
def test_a_shared_factor_reaches_the_weights(stated: dict[str, Any], loading: float) -> None:
    moved = {"range": stated["water"], "factors": {"rain": loading}}
    study = with_importances(**{**stated, "water": moved})
    water = many(lambda b: study.shares("north", b)[0])
    rain = many(lambda b: study.number("/courses/flood/likelihood", b))
    assert np.sign(loading) * spearman(water, rain) > 0.35


def test_without_a_factor_weights_move_alone() -> None:
    study = with_importances(water=[30, 50], mill=[10, 70], bridge=[10, 60])
    water = many(lambda b: study.shares("north", b)[0])
    rain = many(lambda b: study.number("/courses/flood/likelihood", b))
    assert abs(spearman(water, rain)) < 0.03


def test_the_weights_of_two_parties_are_drawn_apart() -> None:
    data = uncertain_case_data()
    for name, issue in data["values"]["council"]["issues"].items():
        issue["importance"] = [10, 60]
        data["values"]["south"]["issues"][name]["importance"] = [10, 60]
    study = study_of(data, believe="calm")
    south, council = (many(lambda b, p=p: study.shares(p, b)) for p in ("south", "council"))
    for row in range(3):
        assert abs(spearman(south[row], council[row])) < 0.03


# -- analysts ----------------------------------------------------------------------------


def with_two_analysts() -> dict[str, Any]:
    """Ada says low and Ben high, of three numbers; Cora only of one."""
    data = uncertain_case_data()
    data["analysts"]["cora"] = {"label": "Cora", "weight": 1}
    two = {"analysts": {"ada": [0, 10], "ben": [20, 30]}}
    three = {"analysts": {"ada": [0, 10], "ben": [20, 30], "cora": [40, 50]}}
    data["values"]["south"]["no_deal"]["courses"]["drought"]["value"] = two
    data["values"]["north"]["no_deal"]["courses"]["flood"]["value"] = three
    return data


def test_a_draw_is_one_coherent_person() -> None:
    study = study_of(with_two_analysts(), believe="calm")
    drought = many(lambda b: study.number(DROUGHT.format("south"), b))
    flood = many(lambda b: study.number("/values/north/no_deal/courses/flood/value", b))
    water = many(lambda b: study.shares("south", b)[0])
    person = many(study.analysts)
    assert (flood // 20 == person).all()
    for i, (low, high) in enumerate([(0.1, 0.3), (0.3, 0.5)]):
        assert (drought[person == i] // 20 == i).all()
        mine = water[person == i]
        assert low <= mine.min() < mine.max() <= high


def test_who_says_nothing_of_a_number_takes_one_persons_word() -> None:
    study = study_of(with_two_analysts(), believe="calm")
    drought = many(lambda b: study.number(DROUGHT.format("south"), b))
    cora = many(study.analysts) == 2
    assert len(np.unique(drought[cora] // 20)) == 1


def test_analysts_are_mixed_by_their_weights() -> None:
    study = study_of(with_two_analysts())
    person = many(study.analysts, 10)
    for i, share in enumerate([0.6, 0.2, 0.2]):
        error = np.sqrt(share * (1 - share) / len(person))
        assert (person == i).mean() == pytest.approx(share, abs=4 * error)


def test_one_analyst_can_be_asked_alone() -> None:
    mixed, alone = study_of(with_two_analysts()), study_of(with_two_analysts(), analyst="ben")
    assert (alone.analysts(0) == 1).all()
    rows = mixed.analysts(0) == 1
    pointer = DROUGHT.format("south")
    assert (mixed.number(pointer, 0)[rows] == alone.number(pointer, 0)[rows]).all()
    assert (mixed.shares("south", 0)[:, rows] == alone.shares("south", 0)[:, rows]).all()
    assert (alone.number(pointer, 0) >= 20).all()


# -- belief sets -------------------------------------------------------------------------


def test_belief_sets_are_mixed_by_their_weights(study: Study) -> None:
    held = many(study.beliefs, 10)
    assert (held == 1).mean() == pytest.approx(0.25, abs=4 * np.sqrt(0.25 * 0.75 / len(held)))


def test_beliefs_and_analysts_are_chosen_apart(study: Study) -> None:
    table = np.zeros((2, 2))
    np.add.at(table, (many(study.beliefs), many(study.analysts)), 1)
    assert stats.chi2_contingency(table).pvalue > 1e-3


@pytest.mark.parametrize(("name", "index"), [("calm", 0), ("strife", 1)])
def test_believing_keeps_each_draw_as_it_was_in_the_mix(
    study: Study, name: str, index: int
) -> None:
    alone = study_of(uncertain_case_data(), believe=name)
    assert (alone.beliefs(0) == index).all()
    rows = study.beliefs(0) == index
    assert rows.any()
    one, two = drawn(study, (0,)), drawn(alone, (0,))
    for pointer, values in one.items():
        assert (values[rows] == two[pointer][rows]).all(), pointer
    for party in study.case.values:
        assert (study.shares(party, 0)[:, rows] == alone.shares(party, 0)[:, rows]).all()


def test_changes_hold_in_their_belief_set_only() -> None:
    calm, strife = (study_of(uncertain_case_data(), believe=b) for b in ("calm", "strife"))
    pointer = DROUGHT.format("north")
    added = strife.number(pointer, 0) - calm.number(pointer, 0)
    np.testing.assert_allclose(added, calm.number("/beliefs/strife/changes/0/add", 0), atol=1e-12)
    assert -8 <= added.min() < -7.9
    assert -2.1 < added.max() <= -2
    shared = "/values/south/synergies/shared/points"
    np.testing.assert_allclose(strife.number(shared, 0), 2 * calm.number(shared, 0))
    assert calm.shares("south", 0)[1].min() >= 0.4 > strife.shares("south", 0)[1].min() >= 0.3
    assert strife.shares("south", 0)[1].max() <= 0.45 < calm.shares("south", 0)[1].max()


def test_setting_a_number_uses_its_own_uniforms() -> None:
    data = uncertain_case_data()
    pointer = "/values/council/no_deal/courses/drought/value"
    data["beliefs"]["strife"]["changes"] = [{"number": pointer, "set": [50, 70]}]
    calm, strife = (study_of(data, believe=b) for b in ("calm", "strife"))
    low, high = calm.number(pointer, 3), strife.number(pointer, 3)
    np.testing.assert_allclose((low - 5) / 10, (high - 50) / 20)


@pytest.mark.parametrize("how", ["add", "times"])
def test_an_importance_can_only_be_set(how: str) -> None:
    data = uncertain_case_data()
    change = {"number": "/values/south/issues/mill/importance", how: 2}
    data["beliefs"]["strife"]["changes"] = [change]
    with pytest.raises(InputError, match=r"beliefs/strife.*importance.*\n.*allowed: set"):
        study_of(data)


def test_unknown_names_are_refused_with_the_likely_one() -> None:
    with pytest.raises(UsageError, match=r"no set of beliefs named 'clam'.*did you mean 'calm'"):
        study_of(uncertain_case_data(), believe="clam")
    with pytest.raises(UsageError, match=r"no analyst named 'bob'.*ada, ben"):
        study_of(uncertain_case_data(), analyst="bob")


def test_statements_that_leave_no_weights_are_an_error_that_names_the_party() -> None:
    data = uncertain_case_data()
    for name, quantity in (("water", [40, 70]), ("mill", [10, 20]), ("bridge", [10, 30])):
        data["values"]["north"]["issues"][name]["importance"] = quantity
    data["values"]["north"]["order"] = ["water < mill"]
    with pytest.raises(InputError, match=r"values of north: error: no weights satisfy"):
        study_of(data).shares("north", 0)


# -- weights of a party ------------------------------------------------------------------


def test_points_are_shares_of_their_sum() -> None:
    study = with_importances(water=3, mill=1, bridge=1)
    assert np.unique(study.shares("north", 0), axis=1).T.tolist() == [[0.6, 0.2, 0.2]]


def test_a_range_bounds_the_normalised_weight() -> None:
    study = with_importances(water=[20, 25], mill=[0, 100], bridge=50)
    water, mill, bridge = study.shares("north", 0)
    assert 0.2 <= water.min() < water.max() <= 0.25
    np.testing.assert_allclose(bridge, 0.5)
    np.testing.assert_allclose(water + mill + bridge, 1)


def test_an_issue_a_party_does_not_value_has_no_weight() -> None:
    data = uncertain_case_data()
    del data["values"]["north"]["issues"]["mill"]
    data["values"]["north"]["order"] = []
    shares = study_of(data).shares("north", 0)
    assert (shares[1] == 0).all()
    np.testing.assert_allclose(shares.sum(axis=0), 1)


def test_statements_of_order_hold_in_every_draw(study: Study) -> None:
    water, mill, _ = study.shares("north", 0)
    assert (mill <= water + 1e-12).all()
    scores = study.scores("north", "water", 0)
    assert (scores["none"] <= scores["half"]).all()
    assert (scores["half"] <= scores["full"]).all()


def test_a_factor_stretches_nothing_when_the_quantity_has_none() -> None:
    study, plain = study_of(uncertain_case_data()), Quantity(range=(0.0, 1.0))
    assert (study.uniform("/x", plain, 0) == uniforms(11, "/x", 0)).all()
