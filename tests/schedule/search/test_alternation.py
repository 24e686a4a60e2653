"""Strict alternation, against every order that alternates."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given

from detente.schedule.exchange import Exchange
from detente.schedule.search.alternation import alternate
from detente.schedule.search.exact import exact
from detente.schedule.search.states import states
from tests.schedule.checker import check
from tests.schedule.random_exchanges import exchanges


def alternating(e: Exchange) -> list[tuple[tuple[int, ...], ...]]:
    """Every order in which the parties deliver in turn, passing only with nothing to deliver."""
    held = {j: tuple(sorted(x.members)) for x in e.escrows for j in x.members}
    units = sorted({held.get(j, (j,)) for j in range(e.commitments)})
    found = []

    def ready(done: frozenset[int], party: int) -> list[tuple[int, ...]]:
        return [
            unit
            for unit in units
            if not set(unit) & done
            and any(e.actor[j] == party for j in unit)
            and all(i in done for j in unit for i in np.flatnonzero(e.before[:, j]))
        ]

    def go(order: tuple[tuple[int, ...], ...], turn: int, cycle: tuple[int, ...]) -> None:
        done = frozenset(j for step in order for j in step)
        if len(done) == e.commitments:
            found.append(order)
            return
        while not ready(done, cycle[turn % len(cycle)]):
            turn += 1
        for unit in ready(done, cycle[turn % len(cycle)]):
            go((*order, unit), turn + 1, cycle)

    for cycle in permutations(range(e.parties)):
        go((), 0, cycle)
    return found


@given(exchanges(most=5))
def test_the_best_alternation_is_the_best_of_all(e: Exchange) -> None:
    s, scale = states(e), np.ones(e.parties)
    every = alternating(e)
    found = alternate(s, scale)
    assert found.proved
    truth = min(max(check(e, order)) for order in every)
    assert found.lam == pytest.approx(truth, abs=1e-7)
    assert s.order(found.units) in every
    assert found.lam >= exact(s, scale).lam - 1e-7


@given(exchanges(least=5, most=5, escrow=False, prerequisites=False))
def test_a_cut_layer_is_not_called_proved(e: Exchange) -> None:
    s, scale = states(e), np.ones(e.parties)
    cut = alternate(s, scale, width=1)
    assert not cut.proved
    assert cut.lam >= alternate(s, scale).lam
    assert s.order(cut.units) in alternating(e)
