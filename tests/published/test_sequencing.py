"""Worked values of self-enforcing orders."""

from __future__ import annotations

import numpy as np
import pytest

from detente.schedule.doctrines import doctrines
from detente.schedule.exchange import exchange
from detente.schedule.search.compound import best_deviation
from detente.schedule.search.exact import exact
from detente.schedule.search.least import least_guarantee
from detente.schedule.search.rounds import rounds
from detente.schedule.search.states import states
from tests.published.loading import published
from tests.schedule.brute import all_needs
from tests.schedule.checker import check

pytestmark = pytest.mark.published

WORKED = published("sequencing")
FOUR, LOSSES, COMPOUND = WORKED["four"], WORKED["losses"], WORKED["compound"]


def test_the_last_to_deliver_needs_the_cheapest_last_step() -> None:
    e = exchange(FOUR["actor"], np.array(FOUR["cost"]), np.array(FOUR["value"]))
    answer = least_guarantee(e, np.ones(2))
    assert (answer.status, answer.lam, answer.lower) == ("PROVED", FOUR["lam"], FOUR["lam"])
    assert max(check(e, answer.order)) == FOUR["lam"]
    assert min(max(needs) for _, needs in all_needs(e)) == FOUR["lam"]
    assert exact(states(e), np.ones(2)).lam == FOUR["lam"]
    assert rounds(states(e), np.ones(2), [(0,), (1,), (2,), (3,)]).lam == FOUR["lam"]


def test_doctrines_of_the_same() -> None:
    e = exchange(FOUR["actor"], np.array(FOUR["cost"]), np.array(FOUR["value"]))
    found = {(d.name, d.party): d.needs.tolist() for d in doctrines(e, np.ones(2))}
    assert found["all at once", None] == FOUR["at_once"]
    assert found["party first", 0] == FOUR["first_0"]
    assert found["party first", 1] == FOUR["first_1"]
    assert max(found["best order", None]) == FOUR["lam"]


def test_losses_that_cancel_when_delivered_together() -> None:
    e = exchange(
        LOSSES["actor"],
        np.array(LOSSES["cost"]),
        np.array(LOSSES["value"]),
        parties=3,
        rent=LOSSES["rent"],
    )
    answer = least_guarantee(e, np.ones(3))
    assert (answer.order, answer.lam) == (((0, 1),), LOSSES["together"])
    alone = {max(needs) for _, needs in all_needs(e)}
    assert alone == {LOSSES["one_by_one"]}
    assert exact(states(e), np.ones(3)).lam == LOSSES["one_by_one"]


def test_small_cheats_add_up() -> None:
    e = exchange(
        COMPOUND["actor"],
        np.array(COMPOUND["cost"]),
        np.array(COMPOUND["value"]),
        gain=np.array(COMPOUND["gain"]),
        detection=np.array(COMPOUND["detection"]),
        rent=np.array(COMPOUND["rent"]),
    )
    order = tuple((j,) for j in COMPOUND["order"])
    assert check(e, order) == [0.0, 0.0]
    found = best_deviation(e, order, 0, may_leave=False)
    assert (found.complying, found.value) == (COMPOUND["complying"], COMPOUND["cheating"])
    assert best_deviation(e, order, 0).value == COMPOUND["and_leaving"]
