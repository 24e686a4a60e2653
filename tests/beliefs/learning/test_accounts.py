"""Rival accounts of one offer, what was not meant, the choice set: by hand and by property."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.answers.learn_items import items_of
from detente.answers.learn_parties import parties_of
from detente.beliefs.learning import likelihood
from detente.beliefs.learning.likelihood import account_shares
from detente.beliefs.learning.parties import Chance, PartyItems
from detente.beliefs.study import Study
from detente.case.quantity import Quantity
from detente.deals.analysis.workspace import Workspace
from tests.beliefs.learning.test_smc import SCORE, data, exact, problem
from tests.builders import case_from

FULL = {"water": "full", "bridge": "built"}
NONE = {"water": "none", "mill": "closed"}


def ready(case: dict[str, Any]) -> Workspace:
    return Workspace(Study(case_from(case), 1), 4096)


def north(case: dict[str, Any]) -> PartyItems:
    made = ready(case)
    (items,) = parties_of(made, items_of(made))
    return items


def coded(case: dict[str, Any], **codes: str) -> dict[str, Any]:
    """Return a case in which each package rests on an item of a code such as ``B2``."""
    case["sources"] = {
        f"of-{name}": {"label": name, "reliability": code[0]} for name, code in codes.items()
    }
    case["record"] = {
        f"item-{name}": {
            "happened": "2020-01-01",
            "known_from": "2020-01-01",
            "actor": "n",
            "kind": "account",
            "text": "t",
            "sources": [f"of-{name}"],
            "credibility": int(code[1]),
        }
        for name, code in codes.items()
    }
    for name in codes:
        case["packages"][name]["record"] = [f"item-{name}"]
    return case


def posterior(items: PartyItems, logs: np.ndarray) -> np.ndarray:
    """Return the posterior over particles of even prior weight, from logs of the accounts."""
    total = items.combined(logs).sum(axis=0)
    weight = np.exp(total - total.max())
    return np.asarray(weight / weight.sum())


LOGS = st.lists(st.floats(-8, 4), min_size=6, max_size=6)


@given(LOGS, LOGS)
def test_two_accounts_lie_between_the_two_alone(one: list[float], two: list[float]) -> None:
    logs = np.array([one, two])
    values = np.arange(6.0)
    items = replace(
        problem_items(),
        weights=np.array([0.9, 0.4]),
        names=("a", "b"),
        group=np.array([0, 0]),
        shares=np.array([0.7, 0.3]),
    )
    means = [float(posterior(items, logs) @ values)]
    for k in (0, 1):
        alone = replace(items, shares=np.eye(2)[k])
        with np.errstate(divide="ignore"):
            means.append(float(posterior(alone, logs) @ values))
    assert min(means[1:]) - 1e-9 <= means[0] <= max(means[1:]) + 1e-9


@given(LOGS, LOGS)
def test_of_two_accounts_exactly_one_is_so(one: list[float], two: list[float]) -> None:
    # The oracle: exactly one of the two is so, whichever, summed by hand.
    logs = np.array([one, two])
    items = replace(
        problem_items(),
        weights=np.ones(2),
        names=("a", "b"),
        group=np.array([0, 0]),
        shares=np.array([0.25, 0.75]),
    )
    by_hand = 0.25 * np.exp(logs[0]) + 0.75 * np.exp(logs[1])
    assert posterior(items, logs) == pytest.approx(by_hand / by_hand.sum(), rel=1e-9)


def problem_items() -> PartyItems:
    return problem(2)[1]


def test_an_account_told_twice_moves_nothing() -> None:
    plain = data(one={"account_of": "offer"}, two={"options": FULL, "account_of": "offer"})
    before = north(coded(plain, one="B2", two="C3"))
    plain = data(
        one={"account_of": "offer"},
        copy={"account_of": "offer"},
        two={"options": FULL, "account_of": "offer"},
        again={"options": FULL, "account_of": "offer"},
    )
    # Told again by others, who are worth as little or less, or are unknown.
    after = north(coded(plain, one="B2", copy="F6", two="C3", again="E5"))
    assert after.names == before.names
    assert after.shares == pytest.approx(before.shares)
    assert after.weights == pytest.approx(before.weights)
    assert (after.menu.packages == before.menu.packages).all()
    assert before.shares == pytest.approx([0.81 / (0.81 + 0.49), 0.49 / (0.81 + 0.49)])


def test_accounts_without_a_common_offer_count_each() -> None:
    items = north(data(one={}, two={"options": FULL}))
    assert items.group is not None
    assert items.group.tolist() == [0, 1]
    assert items.shares == pytest.approx([1, 1])


def test_shares_of_accounts_are_those_of_their_sources() -> None:
    known = np.zeros(2, dtype=bool)
    assert account_shares(np.array([0.9, 0.3]), known) == pytest.approx([0.75, 0.25])
    assert account_shares(np.zeros(2), known) == pytest.approx([0.5, 0.5])
    # Of an unknown source any weight is as likely: the mean of u / (u + 0.5), by integration.
    found = account_shares(np.array([1.0, 0.5]), np.array([True, False]))
    assert found[0] == pytest.approx(1 - 0.5 * np.log(3), abs=1e-3)
    assert found.sum() == pytest.approx(1)
    both = account_shares(np.ones(2), np.ones(2, dtype=bool))
    assert both == pytest.approx([0.5, 0.5])


def test_what_may_not_be_meant_is_between_meant_and_nothing() -> None:
    ratios = np.array([-5.0, -1.0, 0.0, 2.0])
    for chance in (0.0, 0.2, 1.0):
        found = np.exp(likelihood.perhaps(ratios, np.full(4, chance)))
        assert found == pytest.approx((1 - chance) * np.exp(ratios) + chance)


def test_learning_from_what_may_not_be_meant_is_integration_by_hand() -> None:
    from detente.beliefs.learning.learn import learn
    from detente.beliefs.learning.smc import effective_sample

    model, items = problem(1)
    sharp = Quantity(point=8.0)
    half = replace(items, tactical={0: Chance("/x/tactical", Quantity(point=60.0))})
    _, learned = learn(model, (half,), sharp, 8192, np.random.default_rng(4))
    density = exact(model, items)
    u = (np.arange(2000) + 0.5) / 2000
    # Bayes by hand: 0.4 of the likelihood and 0.6 of a choice at random, one of n and no offer.
    n = items.menu.bundles
    raw = raw_likelihood(model, items)
    mixed = 0.4 * raw + 0.6 / (n + 1)
    mixed = mixed / mixed.sum()
    assert density == pytest.approx(raw / raw.sum(), rel=1e-9)
    got = learned.state[SCORE]
    effective = effective_sample(got, learned.ancestors)
    sd = float(np.sqrt(mixed @ (u - mixed @ u) ** 2))
    assert abs(got.mean() - mixed @ u) < 4 * sd / np.sqrt(effective)
    assert abs(mixed @ u - density @ u) > 0.02


def raw_likelihood(model: Any, items: PartyItems) -> np.ndarray:
    """Return the likelihood of one offer over the grid of the score, not scaled."""
    u = (np.arange(2000) + 0.5) / 2000
    options, menu = model.structure.options, items.menu.packages
    v = np.empty((len(menu), len(u)))
    for k, package in enumerate(menu):
        value = np.zeros(len(u))
        for o in package:
            issue, option = options.names[o].split("/")
            if issue == "water":
                score = u * 100 if option == "half" else 100.0 * (option == "full")
                value = value + 0.6 * score
            else:
                value = value + 0.2 * 100.0 * (option in ("closed", "built"))
        v[k] = 8.0 * 0.7 * (model.scale.total_factor[0] * (value - model.scale.total_low[0]) - 20)
    v /= 100
    return np.asarray(np.exp(v[items.offers[0]]) / (1 + np.exp(v).sum(axis=0)))


@pytest.mark.parametrize("how", ["all", "record", "neighbours"])
def test_the_choice_set_is_the_one_asked_for(how: str) -> None:
    case = data(one={}, two={"options": NONE}, seen={"options": FULL, "kind": "example", "by": []})
    case["learning"] = {"choice_set": how, "basis": {"judgement": "so"}}
    made = ready(case)
    (items,) = parties_of(made, items_of(made))
    rows = {tuple(r) for r in items.menu.packages.tolist()}
    if how == "all":
        assert rows == {tuple(r) for r in made.everything.tolist()}
    elif how == "record":
        assert len(rows) == 3
    else:
        assert items.among is not None
        for k, own in enumerate(items.offers):
            offered = items.menu.packages[own]
            apart = (items.menu.packages[items.among[k]] != offered).sum(axis=1)
            assert sorted(set(apart.tolist())) == [0, 1]
            # Every feasible package one issue away is there.
            away = (made.everything != offered).sum(axis=1)
            assert items.among[k].sum() == (away <= 1).sum()


def test_offers_out_of_sets_of_their_own_are_probabilities() -> None:
    rng = np.random.default_rng(0)
    v = rng.standard_normal((5, 30))
    among = np.array([[1, 1, 0, 0, 1], [0, 1, 1, 1, 1]], dtype=bool)
    for some in among:
        chosen = np.flatnonzero(some)
        each = np.exp(likelihood.offers(v, chosen, np.tile(some, (len(chosen), 1)))).sum(axis=0)
        none = 1 / (1 + np.exp(v[some]).sum(axis=0))
        assert each + none == pytest.approx(np.ones(30))


def test_the_case_sets_the_weights_and_the_rest_is_as_usual() -> None:
    case = coded(data(one={"kind": "demand"}), one="C2")
    case["learning"] = {
        "reliability": {"C": 60},
        "credibility": {"2": 80},
        "kinds": {"demand": 50},
        "basis": {"judgement": "so"},
    }
    made = ready(case)
    (item,) = items_of(made).used
    assert item.weight == pytest.approx(0.6 * 0.8 * 0.5)
    assert item.credit == pytest.approx(0.6 * 0.8)


@pytest.mark.parametrize("table", ["reliability", "credibility"])
def test_no_number_stands_for_not_knowing(table: str) -> None:
    case = data(one={})
    code = {"reliability": "F", "credibility": "6"}[table]
    case["learning"] = {table: {code: 50}}
    with pytest.raises(ValueError, match="nothing is known"):
        case_from(case)
