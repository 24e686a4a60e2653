"""Why not: smallest conflicts, their bound and their mends, against trying all sets."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deals.acceptance import called_for, package_values
from detente.deals.cells import DrawCells, draw_cells
from detente.deals.conflicts import DrawPackages, cheapest, smallest_conflicts
from detente.deals.dominance import exchangeable, useful
from detente.deals.search import Searcher
from tests.deals.oracle import Oracle
from tests.deals.small import Small, smalls

MOST = 3
"""Largest conflict the oracle tries; all sets of more demands are too many."""

FAILING = {
    "most_issues": 3,
    "least_draws": 3,
    "most_draws": 3,
    "ratifiers": 2,
    "floors": (0.6, 0.7, 0.8, 0.9, 1.0),
}
"""Few packages, and no deal high enough that mostly none is acceptable."""

MORE = settings(max_examples=2 * settings().max_examples)


def oracle_of(small: Small) -> Oracle:
    return Oracle(small.structure, small.linkages, small.utilities)


def best_of(small: Small) -> np.ndarray:
    """Each signatory's best on each issue on the table; shape (signatories, issues, draws)."""
    options, s = small.structure.options, small.acceptors.signatories
    parts = small.utilities.parts[:s]
    return np.stack(
        [
            parts[:, (options.issue == i) & options.on_table].max(axis=1)
            for i in range(len(options.issues))
        ],
        axis=1,
    )


def flat(small: Small, d: int = 0) -> DrawPackages:
    """All packages of one draw, without the grid's shortcuts."""
    u, s = small.utilities, small.acceptors.signatories
    packages = np.array(oracle_of(small).packages(), dtype=int)
    packages = packages.reshape(-1, len(small.structure.options.issues))
    return DrawPackages(
        packages,
        package_values(u, packages)[:, :, d] - u.floor[:, d, None],
        called_for(packages, small.acceptors),
        best_of(small)[:, None, :, d] - u.parts[:s, :, d][:, packages],
        u.audience[:, d],
    )


def cells(small: Small, thinned: bool, d: int = 0) -> DrawCells:
    u, structure = small.utilities, small.structure
    searcher = Searcher(structure, small.grid)
    kept = np.ones((len(structure.options.names), u.draws), dtype=bool)
    if thinned:
        kept = useful(
            u.parts, structure.options.on_table, exchangeable(structure), np.unique(u.pairs)
        )
    left, right = searcher.halves(u)
    return draw_cells(searcher, u, d, left[d], right[d], kept[:, d], best_of(small)[:, :, d])


@MORE
@given(smalls(**FAILING))
def test_the_smallest_conflicts_are_those_found_by_trying_all_sets(small: Small) -> None:
    for d in oracle_of(small).draws:
        expected = oracle_of(small).conflicts(d, MOST)
        assert smallest_conflicts(flat(small, d), small.acceptors, MOST) == expected


@MORE
@given(smalls(**FAILING))
def test_looking_by_rising_bound_at_useful_options_finds_the_same(small: Small) -> None:
    for d, thinned in product(oracle_of(small).draws, (False, True)):
        found, _ = cells(small, thinned, d).conflicts(MOST)
        assert found == oracle_of(small).conflicts(d, MOST)


@MORE
@given(smalls(**FAILING))
def test_no_package_can_be_mended_below_its_bound(small: Small) -> None:
    oracle, made = oracle_of(small), cells(small, thinned=False)
    bound = made.bound()
    feasible = small.grid.feasible[np.ix_(made.rows, made.columns)]
    assert (bound[~feasible] > MOST).all()
    for a, b in zip(*np.nonzero(feasible), strict=True):
        package = made.packages(np.array([a]), np.array([b])).options[0]
        # Beyond MOST the true number is not known but above it, so only small bounds tell.
        needed = oracle.needs(tuple(int(o) for o in package), 0, MOST)
        if needed is not None:
            assert bound[a, b] <= needed


@MORE
@given(smalls(**FAILING | {"most_issues": 2}))
def test_without_quotas_and_costs_the_bound_is_the_number(small: Small) -> None:
    if set(small.acceptors.rule) != {"veto"}:
        return
    oracle, made = oracle_of(small), cells(small, thinned=False)
    for a, b in zip(*np.nonzero(small.grid.feasible), strict=True):
        package = made.packages(np.array([a]), np.array([b])).options[0]
        needed = oracle.needs(tuple(int(o) for o in package), 0, MOST)
        if needed is not None:
            assert made.bound()[a, b] == needed


@MORE
@given(st.sampled_from([("leader",), ("veto", "majority", "leader")]), st.data())
def test_points_to_one_party_alone_are_the_fewest_that_do(
    rules: tuple[str, ...], data: st.DataObject
) -> None:
    small = data.draw(smalls(**FAILING, rules=rules))
    oracle = oracle_of(small)
    for d, thinned in product(oracle.draws, (False, True)):
        expected = [oracle.least_points(s, d) for s in oracle.signatories]
        assert cells(small, thinned, d).least_points() == pytest.approx(expected)


@MORE
@given(smalls(**FAILING))
def test_the_cheapest_mend_works_and_nothing_is_cheaper(small: Small) -> None:
    oracle = oracle_of(small)
    for d, thinned in product(oracle.draws, (False, True)):
        found, packages = cells(small, thinned, d).conflicts(MOST)
        for conflict in found:
            assert packages is not None
            mend = cheapest(packages, conflict, small.acceptors)
            assert mend is not None
            package = tuple(int(o) for o in mend.options)
            assert oracle.accepted(package, d, conflict)
            ratifiers = frozenset(demand for demand in conflict if demand[1] == -1)
            short = [max(oracle.missing(s, package, d, ratifiers), 0) for s in oracle.signatories]
            assert mend.short == pytest.approx(short)
            assert sum(short) == pytest.approx(oracle.cheapest(conflict, d))


@MORE
@given(smalls(**FAILING))
def test_waiving_what_is_no_conflict_mends_nothing(small: Small) -> None:
    oracle = oracle_of(small)
    for demand in oracle.demands():
        alone = frozenset([demand])
        mend = cheapest(flat(small), alone, small.acceptors) if oracle.packages() else None
        assert (mend is None) == (oracle.cheapest(alone, 0) == inf)
