"""Calibration where draws hang together: belief sets, shared factors, readings, two parties.

References
----------
Talts, S. et al. (2018). Validating Bayesian inference algorithms with simulation-based calibration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from detente.beliefs.learning.learn import kernels, learn, prior
from detente.beliefs.learning.parties import RATIONALITY, Chance, Menu, PartyItems, alone
from detente.beliefs.learning.smc import State
from detente.beliefs.learning.study import SHARES
from detente.beliefs.shapes import quantile
from detente.beliefs.study import Study
from detente.beliefs.utilities import Model
from detente.case.quantity import Quantity
from tests.builders import case_from, tiny_case_data

BETA = Quantity(range=(2.0, 10.0))
TACTICAL = "/packages/x/tactical"


def hanging_together() -> dict[str, Any]:
    """Return a case whose weights hang on belief sets and on a factor that moves both sides."""
    found = tiny_case_data()
    found["factors"] = {"drought": {"label": "Drought"}}
    for party, sign in (("north", 0.6), ("south", -0.5)):
        issues = found["values"][party]["issues"]
        for name, issue in issues.items():
            issue["importance"] = [10, 80]
            for option in issue["scores"]:
                if issue["scores"][option] not in (0, 100):
                    issue["scores"][option] = {"range": [0, 100]}
            if name == "water":
                issue["importance"] = {"range": [10, 80], "factors": {"drought": sign}}
        for course in found["values"][party]["no_deal"]["courses"].values():
            course["value"] = {"range": [0, 60], "factors": {"drought": sign}}
    at = "/values/north/issues/water/importance"
    found["beliefs"] = {
        "one": {"label": "One", "weight": 60, "changes": []},
        "two": {"label": "Two", "weight": 40, "changes": [{"number": at, "set": [60, 90]}]},
    }
    return found


def simulated(
    model: Model, drawn: State, k: int, rng: np.random.Generator
) -> tuple[PartyItems, ...]:
    """Return offers that a party of the truth ``k`` makes, one in four of them not meant."""
    from detente.beliefs.learning.study import with_particles

    grid = model.grid
    assert grid is not None
    packages = grid.packages(*np.nonzero(grid.feasible))
    n = len(packages)
    none = Menu(packages[:0], np.zeros(0, dtype=int), 0)
    found = []
    beta = float(quantile(BETA, drawn[RATIONALITY][[k]])[0])
    chances = np.linspace(0.3, 1.0, n)
    for party in ("north", "south"):
        small = alone(model, party)
        small.study = with_particles(model.study, drawn)
        worth = small.block(0)
        margins = worth.parts[0, packages, k].sum(axis=1) - worth.floor[0, k]
        chance = np.append(np.exp(beta * chances * margins / 100), 1.0)
        offers = rng.choice(n + 1, 3, p=chance / chance.sum())
        meant = np.append(True, rng.random(2) > 0.25)
        offers = np.where(meant, offers, rng.integers(0, n + 1, 3))
        tactical = {i: Chance(TACTICAL, Quantity(point=25.0)) for i in (1, 2)}
        found.append(
            PartyItems(
                party, Menu(packages, np.arange(n), n), chances, offers, none, (), np.ones(3),
                ("a", "b", "c"), tactical=tactical,
            )
        )  # fmt: skip
    return tuple(found)


def calibration(rounds: int, seed: int) -> dict[str, float]:
    """Return p-values of uniform ranks, by what was hidden."""
    model = Model(Study(case_from(hanging_together()), 3))
    rng = np.random.default_rng(seed)
    empty = simulated_menu(model)
    truths = prior(model, empty, BETA, 1).state
    ranks: dict[str, list[float]] = {}
    for k in rng.choice(4096, rounds, replace=False):
        items = simulated(model, truths, int(k), rng)
        _, learned = learn(model, items, BETA, 4096, rng)
        for name in ("factor:drought", RATIONALITY, SHARES + "north", SHARES + "south"):
            got, truth = learned.state[name], truths[name]
            got, truth = (got[0], truth[0]) if got.ndim > 1 else (got, truth)
            some = rng.choice(got, 99, replace=False)
            rank = (some < truth[k]).sum() + rng.random() * ((some == truth[k]).sum() + 1)
            ranks.setdefault(name, []).append(float(rank) / 100)
    return {n: float(stats.kstest(np.array(r), "uniform").pvalue) for n, r in ranks.items()}


def simulated_menu(model: Model) -> tuple[PartyItems, ...]:
    """Return items of the right parties, whatever they say: what draws hang on is the same."""
    grid = model.grid
    assert grid is not None
    packages = grid.packages(*np.nonzero(grid.feasible))
    n = len(packages)
    none = Menu(packages[:0], np.zeros(0, dtype=int), 0)
    one = PartyItems(
        "north", Menu(packages, np.arange(n), n), np.ones(n), np.zeros(3, dtype=int), none, (),
        np.ones(3), ("a", "b", "c"),
    )  # fmt: skip
    return one, replace(one, party="south")


def test_what_draws_hang_on_is_moved_together() -> None:
    model = Model(Study(case_from(hanging_together()), 3))
    found = prior(model, simulated_menu(model), BETA, 1)
    assert found.gates == {"beliefs", "factor:drought"}
    assert RATIONALITY in found.common()
    own = set(found.own("north"))
    assert own
    assert not own & {*found.own("south"), *found.common(), *found.gates}
    everything = {k for k in found.state if not k.startswith(SHARES)}
    assert everything == own | {*found.own("south"), *found.common(), *found.gates}


def test_every_move_keeps_the_prior_and_what_hangs_together() -> None:
    model = Model(Study(case_from(hanging_together()), 3))
    items = simulated_menu(model)
    drawn = prior(model, items, BETA, 2)
    rng = np.random.default_rng(0)
    state = dict(drawn.state)
    for _ in range(3):
        for move in kernels(model, items, drawn, 2):
            state |= move.propose(state, rng, 0.7)
    for name, values in state.items():
        assert not (values == drawn.state[name]).all(), name
        for now, before in zip(
            np.atleast_2d(values), np.atleast_2d(drawn.state[name]), strict=True
        ):
            assert np.ptp(before) == 0 or stats.ks_2samp(now, before).pvalue > 1e-5, name
    # The importance of water is higher under the second set, and rises with the drought.
    for found in (drawn.state, state):
        second = found["beliefs"] > 0.6
        water = found[SHARES + "north"][0]
        assert water[second].mean() > water[~second].mean() + 0.1
    apart = [
        np.corrcoef(found["factor:drought"], found[SHARES + "south"][0])[0, 1]
        for found in (drawn.state, state)
    ]
    assert apart[0] == pytest.approx(apart[1], abs=0.06)
    assert abs(apart[0]) > 0.1


def test_ranks_of_what_hangs_together_are_uniform() -> None:
    assert min(calibration(12, 0).values()) > 1e-3


@pytest.mark.slow
def test_ranks_of_what_hangs_together_are_uniform_over_many_rounds() -> None:
    assert min(calibration(150, 1).values()) > 1e-3
