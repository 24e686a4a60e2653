"""What readings are worth on Hanoi: own and others' readings, learning and settling."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.answers.order import chosen
from detente.answers.reach import workspace
from detente.answers.terms_worth import settling, worth
from detente.beliefs.revision import Revision
from detente.beliefs.study import SELECTION
from detente.case.loading import load_case
from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Workspace
from detente.deals.shares import share

CASES = Path(__file__).parents[2] / "cases"
DRAWS = 1_000


@pytest.fixture(scope="module")
def hanoi() -> Workspace:
    return workspace(load_case(CASES / "hanoi-2019"), DRAWS, 1)


def test_a_package_with_an_open_word_holds_no_more_often_than_it_is_signed(
    hanoi: Workspace,
) -> None:
    named, _ = chosen(hanoi, "reported-draft")
    found = worth(hanoi, named)
    assert "yongbyon" in found.terms
    assert found.a_hold.value <= found.a_sign.value
    # Pyongyang reads narrower: under Washington's reading the same words cost it more.
    theirs = found.under["united-states"]["north-korea"].mean
    assert theirs < found.own["north-korea"].mean
    ours = found.under["north-korea"]["north-korea"].mean
    assert ours == pytest.approx(found.own["north-korea"].mean)


def test_terms_are_ranked_by_their_larger_gain_and_weights_are_those_of_the_lever(
    hanoi: Workspace,
) -> None:
    found = settling(hanoi)
    assert {f.term for f in found} >= {"yongbyon"}
    gains = [max(f.learning.value, f.settling.value) for f in found]
    assert gains == sorted(gains, reverse=True)
    for one in found:
        assert sum(one.agreed.values()) == pytest.approx(1.0)
        # Chosen on other draws than it is judged on: below 0 by chance alone.
        assert one.learning.value >= -3 * one.learning.se - 1e-9
        assert one.learning_least.value >= -3 * one.learning_least.se - 1e-9
        mixed = sum(w * one.settled[r].value for r, w in one.agreed.items())
        others = {f.term: f for f in found}
        assert others[one.term].settling.value <= mixed
    by = {f.term: f.agreed_by for f in found}
    assert by["yongbyon"] == "settle-yongbyon"


def test_what_is_settled_is_the_value_of_some_plan_under_that_reading(hanoi: Workspace) -> None:
    found = next(f for f in settling(hanoi) if f.term == "yongbyon")
    there = hanoi.revised(
        SELECTION, SELECTION + DRAWS, Revision(readings=(("yongbyon", "whole-site"),))
    )
    good = accepts(there, hanoi.best_signed[None, :], hanoi.model.structure.acceptors)[0]
    least = share(good, there.weights)
    assert found.settled["whole-site"].value >= least.value - 3 * least.se
