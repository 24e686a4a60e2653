"""Tempering and learned draws: integration by hand, calibration, properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from detente.answers.learn import answer_learn
from detente.answers.learn_findings import LearnFinding
from detente.answers.learn_items import items_of
from detente.beliefs.learning import likelihood
from detente.beliefs.learning.learn import learn
from detente.beliefs.learning.likelihood import discounted
from detente.beliefs.learning.parties import RATIONALITY, Menu, PartyItems, Statement
from detente.beliefs.learning.smc import Kernel, crank_nicolson, effective_sample, temper
from detente.beliefs.shapes import quantile
from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.case.blocks.learning import RATIONALITY as RATIONALITY_USUAL
from detente.case.orders import parse_order
from detente.case.quantity import Quantity
from detente.deals.analysis.workspace import Workspace
from detente.errors import UsageError
from tests.builders import case_from, tiny_case_data

SURE = Quantity(point=8.0)


def data(**offers: Any) -> dict[str, Any]:
    """Return the tiny case; what north makes of half the water is uncertain."""
    found = tiny_case_data()
    found["as_of"] = "2021-01-01"
    found["values"]["north"]["issues"]["water"]["scores"]["half"] = [0, 100]
    found["packages"] = {
        name: {
            "label": name,
            "kind": "offer",
            "by": ["north"],
            "known_from": "2020-01-01",
            "options": {"water": "half", "mill": "open"},
            **more,
        }
        for name, more in offers.items()
    }
    return found


def problem(count: int) -> tuple[Model, PartyItems]:
    """Return a model and ``count`` offers of half the water out of all packages."""
    model = Model(Study(case_from(data()), 3))
    assert model.grid is not None
    grid = model.grid
    packages = grid.packages(*np.nonzero(grid.feasible))
    half = model.structure.options.index("water/half")
    chosen = int(np.flatnonzero((packages == half).any(axis=1))[0])
    none = Menu(packages[:0], np.zeros(0, dtype=int), 0)
    n = len(packages)
    return model, PartyItems(
        "north",
        Menu(packages, np.arange(n), n),
        np.full(n, 0.7),
        np.full(count, chosen),
        none,
        (),
        np.ones(count),
        tuple(map(str, range(count))),
    )


SCORE = "/values/north/issues/water/scores/half"


def exact(model: Model, items: PartyItems) -> np.ndarray:
    """Return the posterior of the score over a fine grid of 2,000 values, by integration."""
    u = (np.arange(2000) + 0.5) / 2000
    menu, options = items.menu.packages, model.structure.options
    base = {"none": 0.0, "full": 100.0}
    margins = np.empty((len(menu), len(u)))
    # Of the definition: weights times scores, on the scale of the base case, over no deal of 20.
    span = model.scale.total_factor[0]
    for k, package in enumerate(menu):
        value = np.zeros(len(u))
        for o in package:
            issue, option = options.names[o].split("/")
            score = base.get(option)
            if issue == "water":
                points = u * 100 if option == "half" else np.full(len(u), score)
                value = value + 0.6 * points
            else:
                good = {"closed", "built"}
                value = value + 0.2 * (100.0 if option in good else 0.0)
        margins[k] = span * (value - model.scale.total_low[0]) - 20.0
    v = 8.0 * 0.7 * margins / 100
    log = v[items.offers[0]] - np.log(1 + np.exp(v).sum(axis=0))
    density = np.exp(len(items.offers) * (log - log.max()))
    return np.asarray(density / density.sum())


def test_the_posterior_is_that_of_integration_by_hand() -> None:
    model, items = problem(3)
    _, learned = learn(model, (items,), SURE, 4096, np.random.default_rng(5))
    density = exact(model, items)
    u = (np.arange(2000) + 0.5) / 2000
    mean = float(density @ u)
    sd = float(np.sqrt(density @ (u - mean) ** 2))
    got = learned.state[SCORE]
    n = effective_sample(got, learned.ancestors)
    assert n > 1000
    assert abs(got.mean() - mean) < 4 * sd / np.sqrt(n)
    assert got.std() == pytest.approx(sd, rel=0.06)
    assert abs(mean - 0.5) > 0.1  # else nothing was learned and nothing tested


def test_the_evidence_is_that_of_a_known_integral() -> None:
    # Likelihood exp(-9 u): its mean over uniforms is (1 - exp(-9)) / 9.
    state = {"u": np.random.default_rng(0).random(20_000)}
    move = Kernel((0,), lambda s, r, c: {"u": crank_nicolson(s["u"], r, c)}, 0.5, True)
    found = temper(state, (lambda s: -9 * s["u"][None, :],), [move], np.random.default_rng(1))
    assert found.log_evidence == pytest.approx(np.log((1 - np.exp(-9)) / 9), abs=0.03)
    assert len(found.powers) > 1
    assert found.state["u"].mean() == pytest.approx(1 / 9 - 1 / (np.exp(9) - 1), abs=0.005)


def test_moves_keep_uniforms_uniform() -> None:
    rng = np.random.default_rng(2)
    u = rng.random(20_000)
    for scale in (0.1, 0.6, 1.0):
        u = crank_nicolson(u, rng, scale)
        assert stats.kstest(u, "uniform").pvalue > 1e-4


def test_copies_that_have_not_moved_count_once() -> None:
    values = np.repeat(np.random.default_rng(0).standard_normal(500), 8)
    assert effective_sample(values, np.repeat(np.arange(500), 8)) == pytest.approx(500, rel=0.1)
    assert effective_sample(values, np.arange(4000)) == pytest.approx(4000, rel=0.01)


def test_likelihoods_are_probabilities() -> None:
    rng = np.random.default_rng(1)
    v = rng.standard_normal((6, 40)) * 3
    every = np.exp(likelihood.offers(v, np.arange(6))).sum(axis=0)
    none = 1 / (1 + np.exp(v).sum(axis=0))
    assert every + none == pytest.approx(np.ones(40))
    margin, beta = rng.standard_normal((2, 40)) * 30, np.full(40, 4.0)
    accepted = 1 / (1 + np.exp(-4.0 * margin / 100))
    assert np.exp(likelihood.refusals(margin, beta)) == pytest.approx(1 - accepted)


def calibration(rounds: int, seed: int) -> float:
    """Return the p-value of uniform ranks (Talts et al. 2018)."""
    model, items = problem(4)
    rng = np.random.default_rng(seed)
    ranks = []
    for k in range(rounds):
        hidden = model.study.sibling()
        hidden.seed = 1000 + seed + k
        small = Model(hidden, model)
        truth = float(small.study.number(SCORE, 0)[0])
        drawn = small.block(0)
        margins = drawn.parts[0, items.menu.packages, 0].sum(axis=1) - drawn.floor[0, 0]
        v = 8.0 * items.chances * margins / 100
        chance = np.append(np.exp(v), 1.0)
        offered = rng.choice(len(chance), 4, p=chance / chance.sum())
        one = replace(items, offers=offered)
        _, learned = learn(model, (one,), SURE, 4096, rng)
        got = quantile(Quantity(range=(0.0, 100.0)), learned.state[SCORE])
        ranks.append(float((rng.choice(got, 99, replace=False) < truth).sum()) / 100)
    return float(stats.kstest(np.array(ranks) + 0.005, "uniform").pvalue)


def test_ranks_of_what_was_hidden_are_uniform() -> None:
    assert calibration(24, 0) > 1e-3


@pytest.mark.slow
def test_ranks_of_what_was_hidden_are_uniform_over_many_rounds() -> None:
    assert calibration(300, 10_000) > 1e-3


def answer(case: dict[str, Any], without: tuple[str, ...] = ()) -> LearnFinding:
    return answer_learn(Workspace(Study(case_from(case), 1), 4096), without)


def test_an_offer_is_learned_from_and_can_be_left_out() -> None:
    found = answer(data(one={}, two={"options": {"water": "none", "mill": "closed"}}))
    first = found.numbers[0]
    assert first.pointer == SCORE
    assert {i.slug for i in found.items} == {"one", "two"}
    less = answer(data(one={}, two={}), ("two",))
    assert less.left_out == (("two", "asked"),)
    with pytest.raises(UsageError, match="did you mean 'one'"):
        answer(data(one={}), ("onne",))
    with pytest.raises(UsageError, match="no offer, refusal or statement"):
        answer(data())


def test_the_same_report_twice_and_the_order_of_items_change_nothing() -> None:
    once = answer(data(one={}, other={"options": {"water": "full", "bridge": "built"}}))
    twice = answer(data(other={"options": {"water": "full", "bridge": "built"}}, two={}, one={}))
    assert twice.doubles == (("two", "one"),)
    assert once.numbers == twice.numbers


def test_an_item_of_weight_0_changes_nothing() -> None:
    model, items = problem(1)
    nothing = PartyItems(
        "north", items.menu, items.chances, items.offers, items.refused, (), np.zeros(1), ("0",)
    )
    before, learned = learn(model, (nothing,), RATIONALITY_USUAL, 4096, np.random.default_rng(0))
    for name, values in before.items():
        assert (values == learned.state[name]).all(), name


def test_refusals_and_statements_move_what_they_speak_of() -> None:
    case = data(one={})
    case["packages"]["one"]["by"] = ["south"]
    case["refusals"] = {"no": {"by": "north", "package": "one"}}
    found = answer(case)
    moved = {n.pointer: n.moved for n in found.numbers}
    assert moved[SCORE] < 0
    case = data()
    case["statements"] = {"said": {"by": "north", "says": "full < half", "issue": "water"}}
    case["values"]["north"]["issues"]["water"]["scores"]["full"] = [0, 100]
    found = answer(case)
    moved = {n.pointer: n.moved for n in found.numbers}
    assert moved[SCORE] > 0.2
    assert moved[SCORE.replace("half", "full")] < -0.2


def test_a_statement_on_what_is_not_there_is_one_clear_error() -> None:
    case = data(one={})
    case["statements"] = {"said": {"by": "north", "says": "water"}}
    with pytest.raises(ValueError, match="states no order"):
        case_from(case)
    del case["values"]["north"]["issues"]["bridge"]
    case["statements"] = {"said": {"by": "north", "says": "bridge < water"}}
    assert answer(case).left_out == (("said", "values"),)


def test_a_statement_holds_as_often_as_bayes_says() -> None:
    case = data()
    case["values"]["north"]["issues"]["water"]["scores"]["full"] = [0, 100]
    model = Model(Study(case_from(case), 3))
    stream = "/statements/x/errs"
    said = Statement(tuple(parse_order("full < half")), "water", stream, Quantity(point=20.0))
    none = Menu(np.zeros((0, 3), dtype=int), np.zeros(0, dtype=int), 0)
    items = PartyItems(
        "north", none, np.zeros(0), np.zeros(0, dtype=int), none, (said,), np.ones(1), ("x",)
    )
    _, learned = learn(model, (items,), SURE, 8192, np.random.default_rng(0))
    holds = learned.state[SCORE] > learned.state[SCORE.replace("half", "full")]
    # Even before, and four times as likely when it is so.
    assert holds.mean() == pytest.approx(0.8, abs=0.025)
    assert RATIONALITY in learned.state


def test_weights_by_code() -> None:
    case = data(one={"kind": "demand", "record": ["r"]})
    case["sources"] = {"paper": {"label": "Paper", "reliability": "F"}}
    case["record"] = {
        "r": {"happened": "2020-01-01", "known_from": "2020-01-01", "actor": "n", "kind": "offer",
              "text": "t", "sources": ["paper"], "credibility": 6}
    }  # fmt: skip
    (item,) = items_of(Workspace(Study(case_from(case), 1), 4096)).used
    assert (item.weight, item.code, item.unknown) == (0.5, "F6", True)


def test_an_unknown_weight_is_the_mean_over_all_weights_and_not_the_middle() -> None:
    logs = np.array([[0.0, -1e-10, -0.3, -2.0, -40.0]])
    most = np.array([0.7])
    found = discounted(logs, most, np.array([True]))
    u = (np.arange(200_000) + 0.5) / 200_000
    slow = np.log(np.exp(most[0] * u[:, None] * logs[0]).mean(axis=0))
    assert found[0] == pytest.approx(slow, abs=1e-6)
    # What speaks strongly against it is discounted far less than by one half of the weight.
    assert found[0, -1] > (most[0] / 2 * logs[0])[-1]
    known = discounted(logs, most, np.array([False]))
    assert known[0] == pytest.approx(most[0] * logs[0])


def test_a_known_code_goes_before_an_unknown_one() -> None:
    case = data(one={"kind": "offer", "record": ["r", "s"]})
    case["sources"] = {
        "blank": {"label": "Blank", "reliability": "F"},
        "paper": {"label": "Paper", "reliability": "C"},
    }
    case["record"] = {
        name: {"happened": "2020-01-01", "known_from": "2020-01-01", "actor": "n", "kind": "offer",
               "text": "t", "sources": [source], "credibility": 3}
        for name, source in (("r", "blank"), ("s", "paper"))
    }  # fmt: skip
    (item,) = items_of(Workspace(Study(case_from(case), 1), 4096)).used
    assert (item.code, item.unknown) == ("C3", False)
    assert item.weight == pytest.approx(0.49)
