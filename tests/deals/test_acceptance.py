"""Who accepts what, over random small negotiations, against the slow oracle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.beliefs.packages import feasible_packages
from detente.beliefs.structure import Structure
from detente.beliefs.utilities import Utilities
from detente.deals.acceptability import race, shares_of
from detente.deals.acceptance import accepts, package_values
from detente.deals.ascent import ascend, neighbours
from detente.deals.dominance import exchangeable, useful
from detente.deals.search import Searcher, _over
from tests.deals.oracle import Oracle
from tests.deals.small import Small, options_of, smalls, two_signatories

MORE = settings(max_examples=3 * settings().max_examples)


def oracle_of(small: Small) -> Oracle:
    return Oracle(small.structure, small.linkages, small.utilities)


def whole(small: Small) -> np.ndarray:
    """Every feasible package, in the order of the grid."""
    return small.grid.packages(*np.nonzero(small.grid.feasible))


def as_tuples(packages: np.ndarray) -> list[tuple[int, ...]]:
    return [tuple(int(o) for o in package) for package in packages]


@given(smalls())
def test_the_grid_holds_exactly_the_packages_that_keep_every_linkage(small: Small) -> None:
    found = as_tuples(whole(small))
    assert sorted(found) == sorted(oracle_of(small).packages())
    assert feasible_packages(small.structure, whole(small)).all()


@given(smalls())
def test_values_and_acceptance_are_the_oracles(small: Small) -> None:
    oracle, packages = oracle_of(small), whole(small)
    values = package_values(small.utilities, packages)
    good = accepts(small.utilities, packages, small.acceptors, chunk=7)
    for k, package in enumerate(as_tuples(packages)):
        for d in oracle.draws:
            assert good[k, d] == oracle.accepted(package, d)
            for p in range(len(small.acceptors.names)):
                assert values[p, k, d] == oracle.value(p, package, d)
    shares = shares_of(small.utilities, packages, small.structure)
    assert shares == pytest.approx([oracle.acceptability(p) for p in as_tuples(packages)])


@MORE
@given(smalls(costs=(-3, 3)))
def test_counting_over_the_grid_gives_the_oracles_acceptability(small: Small) -> None:
    oracle, whole_grid = oracle_of(small), small.grid
    counts = Searcher(small.structure, whole_grid).counts(small.utilities)
    total = small.utilities.weights.sum()
    assert not counts[~whole_grid.feasible].any()
    for row, column in zip(*np.nonzero(whole_grid.feasible), strict=True):
        (package,) = as_tuples(whole_grid.packages(np.array([row]), np.array([column])))
        assert counts[row, column] / total == pytest.approx(oracle.acceptability(package))


@MORE
@given(smalls(floors=(0.5, 0.7, 0.8, 1.0)))
def test_a_zone_is_found_exactly_where_there_is_one(small: Small) -> None:
    oracle = oracle_of(small)
    found = Searcher(small.structure, small.grid).exists(small.utilities, batch=2)
    assert found.tolist() == [oracle.zone(d) for d in oracle.draws]


@given(
    st.lists(st.integers(-3, 8), min_size=6, max_size=6),
    st.integers(-3, 6),
    st.lists(
        st.tuples(st.integers(-2, 3), st.lists(st.booleans(), min_size=6, max_size=6)), max_size=5
    ),
)
def test_a_leader_pays_for_each_one_who_refuses(
    totals: list[int], need: int, refusals: list[tuple[int, list[bool]]]
) -> None:
    found = _over(
        np.array(totals, dtype=float),
        float(need),
        [(float(cost), np.array(content)) for cost, content in refusals],
    )
    expected = [
        total - sum(cost for cost, content in refusals if not content[k]) >= need
        for k, total in enumerate(totals)
    ]
    assert found.tolist() == expected


def test_a_ratifier_who_need_not_be_asked_hides_no_zone() -> None:
    options = options_of([2, 2], [True] * 4)
    needed = np.zeros((2, 4), dtype=bool)
    needed[1, 3] = True
    acceptors = replace(
        two_signatories(4), signatories=1, rule=("veto",), leader=np.array([0, 0]), needed=needed
    )
    # The ratifier likes nothing, but is asked only about i1/o1.
    u = Utilities(
        np.zeros((2, 4, 1)),
        np.zeros((0, 2), dtype=int),
        np.zeros((2, 0, 1)),
        np.array([[0.0], [50.0]]),
        np.zeros((2, 1)),
        np.ones(1),
    )
    small = Small(Structure(options, (), acceptors), (), u)
    assert Searcher(small.structure, small.grid).exists(u).tolist() == [True]


@MORE
@given(smalls())
def test_what_may_stand_in_for_an_option_breaks_no_rule_and_asks_nobody_else(small: Small) -> None:
    oracle, safe = oracle_of(small), exchangeable(small.structure)
    packages = set(oracle.packages())
    table = small.structure.options.on_table
    for package in packages:
        for issue, old in enumerate(package):
            for new in np.flatnonzero(safe[:, old] & table):
                other = (*package[:issue], int(new), *package[issue + 1 :])
                assert other in packages
                for r in oracle.ratifiers:
                    assert oracle.asked(r, package) or not oracle.asked(r, other)


@MORE
@given(smalls(most_draws=2))
def test_every_package_has_one_of_useful_options_that_nobody_likes_less(small: Small) -> None:
    oracle, structure, u = oracle_of(small), small.structure, small.utilities
    kept = useful(u.parts, structure.options.on_table, exchangeable(structure), np.unique(u.pairs))
    everybody = range(len(small.acceptors.names))
    for d in oracle.draws:
        thinned = [
            (q, [oracle.value(p, q, d) for p in everybody])
            for q in oracle.packages()
            if all(kept[o, d] for o in q)
        ]
        for package in oracle.packages():
            values = [oracle.value(p, package, d) for p in everybody]
            assert any(
                all(b >= a for a, b in zip(values, better, strict=True))
                and all(
                    oracle.asked(r, package) or not oracle.asked(r, q) for r in oracle.ratifiers
                )
                for q, better in thinned
            )


def test_some_option_is_useless_in_some_draw() -> None:
    # Else the property above would hold with nothing left out.
    options = options_of([2, 2], [True] * 4)
    structure = Structure(options, (), two_signatories(4))
    parts = np.array([[[1.0], [2.0], [0.0], [3.0]], [[1.0], [1.0], [3.0], [0.0]]])
    kept = useful(parts, options.on_table, exchangeable(structure), np.array([], dtype=int))
    assert kept[:, 0].tolist() == [False, True, True, True]
    tied = useful(parts, options.on_table, exchangeable(structure), np.array([1]))
    assert tied[:, 0].tolist() == [True, True, True, True]


@given(smalls(most_draws=4))
def test_when_every_package_is_raced_the_winner_is_the_best(small: Small) -> None:
    assume(small.grid.count)
    oracle, u = oracle_of(small), small.utilities
    result = race(small.structure, small.grid, u.cut(0, 1), u)
    best = max(oracle.acceptability(p) for p in oracle.packages())
    assert result.share[0] == pytest.approx(best)
    assert oracle.acceptability(as_tuples(result.packages)[0]) == pytest.approx(best)
    assert result.screened == len(oracle.packages()) == len(result.packages)
    assert (np.diff(result.share) <= 1e-12).all()


@given(smalls(most_draws=4), st.integers(1, 5))
def test_what_is_not_raced_was_screened_no_better_than_what_is(small: Small, keep: int) -> None:
    assume(small.grid.count)
    oracle, u = oracle_of(small), small.utilities
    result = race(small.structure, small.grid, u, u, keep=keep)
    raced = set(as_tuples(result.packages))
    assert len(raced) == min(keep, small.grid.count)
    others = [oracle.acceptability(p) for p in oracle.packages() if p not in raced]
    worst = min(oracle.acceptability(p) for p in raced)
    assert max(others, default=0.0) <= worst + 1e-6


@given(smalls(most_draws=3))
def test_a_climb_ends_where_no_single_switch_is_better(small: Small) -> None:
    packages = whole(small)
    assume(len(packages))
    table = small.structure.options.on_table
    found, share = ascend(small.structure, small.utilities, packages[:1], table)
    oracle = oracle_of(small)
    assert set(as_tuples(found)) <= set(oracle.packages())
    assert share == pytest.approx([oracle.acceptability(p) for p in as_tuples(found)])
    top = as_tuples(found)[0]
    around = [p for p in oracle.packages() if sum(a != b for a, b in zip(p, top, strict=True)) == 1]
    assert sorted(as_tuples(neighbours(small.structure, found[0], table))) == sorted(around)
    assert share[0] >= max((oracle.acceptability(p) for p in around), default=0.0) - 1e-12
    assert share[0] >= oracle.acceptability(as_tuples(packages)[0]) - 1e-12


@given(smalls())
def test_the_zone_is_never_smaller_than_the_best_package(small: Small) -> None:
    assume(small.grid.count)
    u = small.utilities
    some = Searcher(small.structure, small.grid).exists(u)
    zone = float((some * u.weights).sum() / u.weights.sum())
    assert zone >= shares_of(u, whole(small), small.structure).max() - 1e-12


@given(smalls(most_draws=3), st.lists(st.integers(1, 3), min_size=3, max_size=3))
def test_a_weight_counts_as_so_many_equal_draws(small: Small, times: list[int]) -> None:
    packages = whole(small)
    assume(len(packages))
    count = np.array(times[: small.utilities.draws])
    weighted = replace(small.utilities, weights=count.astype(float))
    again = np.repeat(np.arange(len(count)), count)
    repeated: Utilities = replace(small.utilities.chosen(again), weights=np.ones(len(again)))
    assert shares_of(weighted, packages, small.structure) == pytest.approx(
        shares_of(repeated, packages, small.structure)
    )
    searcher = Searcher(small.structure, small.grid)
    assert searcher.counts(weighted) == pytest.approx(searcher.counts(repeated))
