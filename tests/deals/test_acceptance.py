"""Who accepts what, over random small negotiations, against the slow oracle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
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
from tests.deals.small import Small, smalls


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


@given(smalls(costs=(-3, 3)))
def test_counting_over_the_grid_gives_the_oracles_acceptability(small: Small) -> None:
    oracle, whole_grid = oracle_of(small), small.grid
    counts = Searcher(small.structure, whole_grid).counts(small.utilities)
    total = small.utilities.weights.sum()
    assert not counts[~whole_grid.feasible].any()
    for row, column in zip(*np.nonzero(whole_grid.feasible), strict=True):
        (package,) = as_tuples(whole_grid.packages(np.array([row]), np.array([column])))
        assert counts[row, column] / total == pytest.approx(oracle.acceptability(package))


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


@given(smalls(floors=(0.5, 0.7, 0.8, 1.0)))
def test_leaving_out_useless_options_hides_no_zone(small: Small) -> None:
    oracle, structure, u = oracle_of(small), small.structure, small.utilities
    kept = useful(
        u.parts, structure.options.on_table, exchangeable(structure), np.unique(u.pairs)
    )
    for d in oracle.draws:
        thinned = [p for p in oracle.packages() if all(kept[o, d] for o in p)]
        assert any(oracle.accepted(p, d) for p in thinned) == oracle.zone(d)


def test_some_option_is_useless_in_some_draw() -> None:
    from tests.deals.small import options_of

    # Else the property above would hold with nothing left out.
    options = options_of([2, 2], [True] * 4)
    structure = Structure(options, (), _two_signatories(4))
    parts = np.array([[[1.0], [2.0], [0.0], [3.0]], [[1.0], [1.0], [3.0], [0.0]]])
    kept = useful(parts, options.on_table, exchangeable(structure), np.array([], dtype=int))
    assert kept[:, 0].tolist() == [False, True, True, True]
    tied = useful(parts, options.on_table, exchangeable(structure), np.array([1]))
    assert tied[:, 0].tolist() == [True, True, True, True]


def _two_signatories(options: int):
    from detente.beliefs.structure import Acceptors

    return Acceptors(
        ("p0", "p1"),
        2,
        np.array([0, 1]),
        ("veto", "veto"),
        np.zeros(2),
        np.array([True, True]),
        np.ones(2),
        np.zeros((2, options), dtype=bool),
    )


@given(smalls(most_draws=4))
def test_when_every_package_is_raced_the_winner_is_the_best(small: Small) -> None:
    assume(small.grid.count)
    oracle, u = oracle_of(small), small.utilities
    result = race(small.structure, small.grid, u.cut(0, 1), u)
    best = max(oracle.acceptability(p) for p in oracle.packages())
    assert result.share[0] == pytest.approx(best)
    assert oracle.acceptability(as_tuples(result.packages)[0]) == pytest.approx(best)
    assert result.screened == len(oracle.packages()) == len(result.packages)
    assert result.passed == 0.0
    assert (np.diff(result.share) <= 1e-12).all()


@given(smalls(most_draws=4), st.integers(1, 5))
def test_what_is_not_raced_was_screened_no_better_than_what_is(small: Small, keep: int) -> None:
    assume(small.grid.count)
    oracle, u = oracle_of(small), small.utilities
    result = race(small.structure, small.grid, u, u, keep=keep)
    raced = set(as_tuples(result.packages))
    assert len(raced) == min(keep, small.grid.count)
    others = [oracle.acceptability(p) for p in oracle.packages() if p not in raced]
    assert result.passed == pytest.approx(max(others, default=0.0))
    assert result.passed <= min(oracle.acceptability(p) for p in raced) + 1e-6


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
