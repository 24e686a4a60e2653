"""Published and worked values of reports that share an origin or name a set."""

from __future__ import annotations

import numpy as np
import pytest

from detente.evidence.copying import Account, Copied, together
from detente.evidence.genuine import account, joint
from detente.evidence.sets import rate_of_set
from tests.published.loading import published

HALF = np.full((2, 1), 0.5)


def after(words: list[int], copied: float, hit: float, false_report: float) -> float:
    rate = np.array([[hit], [false_report]])
    each = [rate if w else 1 - rate for w in words]
    accounts = [Account(each[0])]
    for word, own in zip(words[1:], each[1:], strict=True):
        edge = Copied(0, np.array([copied]), word == words[0], np.ones(1))
        accounts.append(Account(own, (edge,)))
    return float(joint([HALF], together(accounts))[0][0, 0])


def test_the_more_they_may_have_copied_the_less_they_add() -> None:
    told = published("shared-origins")
    for copied, expected in zip(told["copied"], told["posterior"], strict=True):
        found = after([1] * told["reports"], copied, told["hit"], told["false_report"])
        assert found == pytest.approx(expected, abs=told["tolerance"])


def test_where_reports_disagree_it_matters_who_came_first() -> None:
    told = published("shared-origins")
    rates = told["disagreeing_copied"], told["hit"], told["false_report"]
    assert after([1, 1, 0], *rates) == pytest.approx(told["against_last"])
    assert after([0, 1, 1], *rates) == pytest.approx(told["against_first"])


def test_witnesses_who_name_one_of_six() -> None:
    told = published("kowalewska-urbaniak-2023")
    count = told["persons"]
    prior = np.full((count, 1), 1 / count)
    hit, wrong = np.array([told["hit"]]), np.array([told["false_report"]])
    named = account({0: rate_of_set(count, {2}, hit, wrong)}, [prior])
    for likelihood, key in ((named, "one_witness"), (named * named, "two_witnesses")):
        assert joint([prior], likelihood)[0][2, 0] == pytest.approx(
            told[key], abs=told["tolerance"]
        )
