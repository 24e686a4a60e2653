"""Bargaining points of the literature, from the kernel and from a whole case."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.study import Study
from detente.case.loading import load_case
from detente.case.models import Case
from detente.deals.analysis.points import points
from detente.deals.analysis.workspace import Workspace
from detente.deals.findings import PointsFinding
from detente.deals.points import RULES, bargaining_points, pareto
from tests.builders import case_from
from tests.published.loading import published

pytestmark = pytest.mark.published

PANAMA = published("raiffa-1982")
BARTER = published("nash-1950")
NICE = published("nice-or-die")
CASES = Path(__file__).parents[2] / "cases"


def pairs(values: np.ndarray, index: np.ndarray) -> list[list[float]]:
    return sorted(values[:, index].T.tolist())


def divisions(first: list[int], second: list[int]) -> np.ndarray:
    """Points of both sides when every thing goes to one or the other."""
    to_first = np.array(list(itertools.product([1, 0], repeat=len(first))))
    return np.stack([to_first @ np.array(first), (1 - to_first) @ np.array(second)]).astype(float)


def two_sides(
    options: dict[str, dict[str, tuple[float, float]]], no_deal: tuple[float, float]
) -> Case:
    """A case of two parties from the points each option gives them; no deal in points.

    Their worst sum stands at 0 of our scale and their best at 100.
    """
    ends = [
        [sum(end(pair[p] for pair in issue.values()) for issue in options.values()) for p in (0, 1)]
        for end in (min, max)
    ]
    data: dict[str, Any] = {"detente": 1, "title": "Two sides"}
    data["parties"] = {n: {"label": n, "role": "signatory"} for n in ("first", "second")}
    data["courses"] = {"as-is": {"label": "As is", "starts": "2000-01-01", "likelihood": 100}}
    data["issues"], data["values"] = {}, {}
    for name, issue in options.items():
        stated = {option: {"label": option} for option in issue}
        quo = next(iter(issue))
        data["issues"][name] = {"label": name, "status_quo": quo, "options": stated}
    for p, party in enumerate(("first", "second")):
        valued = {}
        for name, issue in options.items():
            mine = [pair[p] for pair in issue.values()]
            valued[name] = {
                "importance": max(mine) - min(mine),
                "scores": {option: pair[p] for option, pair in issue.items()},
            }
        worst, best = ends[0][p], ends[1][p]
        course = {"value": 100 * (no_deal[p] - worst) / (best - worst)}
        data["values"][party] = {"issues": valued, "no_deal": {"courses": {"as-is": course}}}
    return case_from(data)


def found_by(case: Case) -> PointsFinding:
    return points(Workspace(Study(case), 10))


# -- Raiffa (1982): Panama ---------------------------------------------------------------


def test_panama_by_enumeration() -> None:
    values = divisions(PANAMA["united_states"], PANAMA["panama"])
    assert values.shape[1] == PANAMA["expected"]["divisions"]
    chosen = bargaining_points(values)
    assert pairs(values, chosen["nash"]) == [PANAMA["expected"]["nash"]]
    assert len(pareto(values)) == PANAMA["expected"]["undominated"]


def test_the_panama_case_that_ships_gives_the_same() -> None:
    case = load_case(CASES / "panama-1974").case
    found = found_by(case)
    nash = found.points["nash"]
    assert list(nash.values.values()) == pytest.approx(PANAMA["expected"]["nash"], abs=1e-9)
    assert found.pareto_size == PANAMA["expected"]["undominated"]
    assert found.rational == PANAMA["expected"]["divisions"]
    for party, stated in (("united-states", "united_states"), ("panama", "panama")):
        weights = [issue.importance for issue in case.values[party].issues.values()]
        assert [w.point for w in weights if w is not None] == PANAMA[stated]


# -- Nash (1950): Bill and Jack ----------------------------------------------------------


def bartered() -> tuple[float, float]:
    """What Bill and Jack have before they barter."""
    has = [good in BARTER["bill_has"] for good in BARTER["goods"]]
    return (
        sum(u for u, his in zip(BARTER["bill"], has, strict=True) if his),
        sum(u for u, his in zip(BARTER["jack"], has, strict=True) if not his),
    )


def test_bill_and_jack_by_enumeration() -> None:
    gains = divisions(BARTER["bill"], BARTER["jack"]) - np.array(bartered())[:, None]
    chosen = bargaining_points(gains)
    assert pairs(gains, chosen["nash"]) == [BARTER["expected"]["gains"]]


def test_bill_and_jack_as_a_case() -> None:
    goods = {
        good: {"bill": (float(b), 0.0), "jack": (0.0, float(j))}
        for good, b, j in zip(BARTER["goods"], BARTER["bill"], BARTER["jack"], strict=True)
    }
    (package,) = found_by(two_sides(goods, bartered())).points["nash"].packages
    had = {good: "bill" if good in BARTER["bill_has"] else "jack" for good in goods}
    given = {p: {g for g in goods if had[g] == p != package[g]} for p in ("bill", "jack")}
    assert given == {p: set(BARTER["expected"][f"{p}_gives"]) for p in given}


# -- NiceOrDie ---------------------------------------------------------------------------


def test_nice_or_die() -> None:
    values, expected = np.array(NICE["outcomes"]).T, NICE["expected"]
    chosen = bargaining_points(values)
    assert pairs(values, chosen["nash"]) == expected["nash"]
    for rule in ("kalai_smorodinsky", "egalitarian"):
        assert pairs(values, chosen[rule]) == [expected[rule]]
    assert len(pareto(values)) == expected["undominated"]


def test_nice_or_die_as_a_case_with_both_at_nothing_without_agreement() -> None:
    """Utilities of 0.16 to 1 are our 0 to 100, so that nothing stands below our 0."""
    outcomes = {f"o{k}": (a, b) for k, (a, b) in enumerate(NICE["outcomes"])}
    found = found_by(two_sides({"outcome": outcomes}, (0.0, 0.0))).points
    assert {p["outcome"] for p in found["nash"].packages} == {"o0", "o1"}
    assert [p["outcome"] for p in found["kalai_smorodinsky"].packages] == ["o2"]
    assert [p["outcome"] for p in found["egalitarian"].packages] == ["o2"]


# -- textbook problems -------------------------------------------------------------------

X = np.arange(3001) / 30.0
CURVES = {
    "y = (100 - x) / 4": (100 - X) / 4,
    "y = min(100 - x, 50)": np.minimum(100 - X, 50),
    "y = 100 - x**2 / 100": 100 - X**2 / 100,
    "y = sqrt(100**2 - x**2)": np.sqrt(100**2 - X**2),
}
PROBLEMS = published("textbook-bargaining")["problem"]


ASKED = [(problem, rule) for problem in PROBLEMS for rule in RULES if rule in problem]


@pytest.mark.parametrize(
    ("problem", "rule"), ASKED, ids=[f"{problem['name']}-{rule}" for problem, rule in ASKED]
)
def test_textbook_problems(problem: dict[str, Any], rule: str) -> None:
    values = np.stack([X, CURVES[problem["frontier"].partition(", x from")[0]]])
    gains = values - np.array(problem["no_deal"])[:, None]
    chosen = bargaining_points(gains)[rule]
    assert len(chosen) == 1
    np.testing.assert_allclose(
        values[:, chosen[0]], problem[rule], rtol=1e-12, atol=problem["tolerance"]
    )


# -- where common tools go wrong ---------------------------------------------------------


def test_two_losses_never_multiply_into_a_gain() -> None:
    gains = np.array([[-3.0, 1.0, 2.0], [-4.0, 1.0, 0.25]])
    assert bargaining_points(gains)["nash"].tolist() == [1]
    losses = gains[:, :1]
    assert all(len(chosen) == 0 for chosen in bargaining_points(losses).values())


def test_two_losses_never_multiply_in_a_case_either() -> None:
    issue = {"bad": (0.0, 0.0), "good": (40.0, 40.0), "best": (100.0, 100.0)}
    found = found_by(two_sides({"deal": issue}, (90.0, 90.0)))
    assert [p["deal"] for p in found.points["nash"].packages] == ["best"]
    assert found.rational == 1
    nothing = found_by(two_sides({"deal": issue}, (100.5, 100.5)))
    assert not nothing.zone_on_expected_values
    assert nothing.points == {}


def test_kalai_smorodinsky_is_not_the_least_difference() -> None:
    gains = np.array([[10.0, 60.0, 90.0], [10.0, 50.0, 5.0]])
    assert bargaining_points(gains)["kalai_smorodinsky"].tolist() == [1]
    assert bargaining_points(gains)["egalitarian"].tolist() == [1]


def test_ideals_are_taken_within_what_both_can_accept() -> None:
    """The second's 100 costs the first a loss: it is no ideal of the second's."""
    gains = np.array([[-1.0, 10.0, 6.0, 4.0], [100.0, 1.0, 6.0, 8.0]])
    assert bargaining_points(gains)["kalai_smorodinsky"].tolist() == [2]


def test_values_of_no_deal_are_respected() -> None:
    values = np.array([[90.0, 60.0, 50.0], [30.0, 45.0, 52.0]])
    assert bargaining_points(values)["nash"].tolist() == [0, 1]  # 2,700 both; the third 2,600
    with_reservation = values - np.array([[0.0], [40.0]])
    assert bargaining_points(with_reservation)["nash"].tolist() == [2]


@st.composite
def gain_tables(draw: st.DrawFn) -> np.ndarray:
    parties, count = draw(st.integers(1, 3)), draw(st.integers(1, 8))
    table = st.lists(st.integers(-4, 6), min_size=count, max_size=count)
    return np.array(draw(st.lists(table, min_size=parties, max_size=parties)), dtype=float)


@given(gain_tables())
def test_points_by_their_definitions(gains: np.ndarray) -> None:
    chosen = bargaining_points(gains)
    rational = [k for k in range(gains.shape[1]) if min(gains[:, k]) >= 0]
    if not rational:
        assert all(len(index) == 0 for index in chosen.values())
        return
    ideal = [max(gains[p, k] for k in rational) for p in range(len(gains))]
    able = [p for p in range(len(gains)) if ideal[p] > 0]

    def product(k: int) -> float:
        return float(np.prod([gains[p, k] for p in able]))

    best = max(product(k) for k in rational)
    if best > 0:
        assert chosen["nash"].tolist() == [k for k in rational if product(k) == best]
    measures = {
        "kalai_smorodinsky": lambda k: min((gains[p, k] / ideal[p] for p in able), default=0),
        "egalitarian": lambda k: min((gains[p, k] for p in able), default=0),
        "utilitarian": lambda k: gains[:, k].sum(),
    }
    for rule, measure in measures.items():
        (index,) = chosen[rule]
        assert index in rational
        assert measure(index) == pytest.approx(max(measure(k) for k in rational))
        tied = [k for k in rational if measure(k) == pytest.approx(measure(index), abs=1e-12)]
        assert gains[:, index].sum() == max(gains[:, k].sum() for k in tied)


@given(gain_tables())
def test_undominated_packages_are_those_no_other_beats(values: np.ndarray) -> None:
    kept = {tuple(values[:, k]) for k in pareto(values)}
    columns = [tuple(values[:, k]) for k in range(values.shape[1])]
    expected = {
        a
        for a in columns
        if not any(all(y >= x for x, y in zip(a, b, strict=True)) and b != a for b in columns)
    }
    assert kept == expected
    assert len(pareto(values)) == len(expected)
