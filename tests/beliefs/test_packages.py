"""Packages against plain enumeration, with linkages of every form."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.beliefs import packages
from detente.beliefs.packages import (
    choices,
    expected_extremes,
    feasible_packages,
    grid,
    half_sum,
    space_size,
)
from detente.beliefs.structure import Acceptors, Options, Structure, rules_of, structure
from detente.case.models import Linkage
from detente.errors import UsageError
from tests.beliefs.slow_values import allowed
from tests.builders import case_from, tiny_case_data

NOBODY = Acceptors(
    ("p",), 1, np.zeros(1, int), ("veto",), np.zeros(1), np.ones(1, bool), np.ones(1), np.zeros(1)
)


def options_of(sizes: list[int], off: frozenset[int] = frozenset()) -> Options:
    names = tuple(f"i{i}/o{k}" for i, size in enumerate(sizes) for k in range(size))
    return Options(
        tuple(f"i{i}" for i in range(len(sizes))),
        names,
        np.repeat(np.arange(len(sizes)), sizes),
        np.cumsum([0, *sizes[:-1]]),
        np.array([k not in off for k in range(len(names))]),
        {},
    )


def structure_of(
    sizes: list[int], linkages: tuple[Linkage, ...] = (), off: frozenset[int] = frozenset()
) -> Structure:
    options = options_of(sizes, off)
    rules = tuple(rule for link in linkages for rule in rules_of(link, options))
    return Structure(options, rules, NOBODY)


@st.composite
def linkages(draw: st.DrawFn, names: tuple[str, ...]) -> Linkage:
    form = draw(st.sampled_from(["requires", "if", "excludes", "at_most"]))
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    if form == "requires":
        return Linkage(option=draw(st.sampled_from(names)), requires=tuple(draw(some)))
    if form == "if":
        return Linkage(**{"if": tuple(draw(some)), "then": tuple(draw(some))})
    several = st.lists(st.sampled_from(names), min_size=2, max_size=min(4, len(names)), unique=True)
    if form == "excludes":
        return Linkage(excludes=tuple(draw(several)))
    return Linkage(at_most=draw(st.integers(0, 2)), of=tuple(draw(some)))


@st.composite
def small(draw: st.DrawFn) -> tuple[Structure, tuple[Linkage, ...]]:
    """Up to six issues of one to four options, up to three linkages, options off the table."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    assume(1 < np.prod(sizes) <= 600)
    starts = np.cumsum([0, *sizes[:-1]])
    others = [k for k in range(sum(sizes)) if k not in starts]
    off = frozenset(draw(st.lists(st.sampled_from(others), max_size=2)) if others else ())
    names = options_of(sizes).names
    links = tuple(draw(st.lists(linkages(names), max_size=3)))
    return structure_of(sizes, links, off), links


def brute(whole: Structure, links: tuple[Linkage, ...]) -> list[tuple[int, ...]]:
    """Every package that the linkages, read as they are written, allow."""
    options = whole.options
    per_issue = [
        [k for k in range(len(options.names)) if options.issue[k] == i and options.on_table[k]]
        for i in range(len(options.issues))
    ]
    case = SimpleNamespace(linkages=links)
    return [
        package
        for package in itertools.product(*per_issue)
        if allowed(case, dict(options.names[k].split("/") for k in package))
    ]


def of_grid(whole: Structure) -> list[tuple[int, ...]]:
    every = grid(whole)
    return sorted(map(tuple, every.packages(*np.nonzero(every.feasible)).tolist()))


@given(small())
def test_the_grid_holds_the_allowed_packages_and_no_others(
    drawn: tuple[Structure, tuple[Linkage, ...]],
) -> None:
    whole, links = drawn
    expected = brute(whole, links)
    assert of_grid(whole) == sorted(expected)
    assert grid(whole).count == len(expected)


@given(small())
def test_feasible_packages_are_the_allowed_ones(
    drawn: tuple[Structure, tuple[Linkage, ...]],
) -> None:
    whole, links = drawn
    every = list(itertools.product(*(c.tolist() for c in choices(whole))))
    kept = feasible_packages(whole, np.array(every))
    assert [p for p, ok in zip(every, kept, strict=True) if ok] == brute(whole, links)
    assert space_size(whole) == len(every)


@pytest.mark.parametrize("sizes", [[3], [1], [1, 1], [2, 1, 3], [2, 3, 2, 3, 2], [4, 1, 1, 1, 2]])
def test_odd_sizes_single_issues_and_single_options(sizes: list[int]) -> None:
    whole = structure_of(sizes)
    assert of_grid(whole) == sorted(brute(whole, ()))
    every = grid(whole)
    assert sorted([*every.left_issues, *every.right_issues]) == list(range(len(sizes)))


def test_halves_are_of_like_size() -> None:
    every = grid(structure_of([4] * 6))
    assert len(every.left) == len(every.right) == 64


def test_many_issues_are_halved_without_trying_all_ways() -> None:
    whole = structure_of([2] * 17, (Linkage(excludes=("i0/o0", "i16/o0")),))
    every = grid(whole)
    assert every.count == 2**17 * 3 // 4
    some = every.packages(*(index[::997] for index in np.nonzero(every.feasible)))
    assert feasible_packages(whole, some).all()


def test_too_many_packages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "ENUMERABLE", 26)
    assert grid(structure_of([2, 13])).count == 26
    with pytest.raises(UsageError, match="27 packages are too many to enumerate"):
        grid(structure_of([3, 3, 3]))


def test_linkages_may_leave_nothing() -> None:
    whole = structure_of([2, 2], (Linkage(at_most=0, of=("i0/o0", "i0/o1")),))
    assert grid(whole).count == 0
    with pytest.raises(UsageError, match="the linkages leave no package"):
        expected_extremes(
            whole, grid(whole), np.zeros((1, 4)), np.zeros((0, 2), int), np.zeros((1, 0))
        )


def test_a_lever_can_open_options() -> None:
    whole = structure_of([2, 2], (), frozenset({1}))
    assert grid(whole).count == 2
    assert grid(whole, np.ones(4, dtype=bool)).count == 4


def test_the_case_is_read_into_the_same_packages() -> None:
    data = tiny_case_data()
    data["linkages"].append({"if": ["mill/closed"], "then": ["water/half", "bridge/built"]})
    data["linkages"].append({"excludes": ["water/half", "mill/open", "bridge/built"]})
    case = case_from(data)
    whole = structure(case)
    assert of_grid(whole) == sorted(brute(whole, case.linkages))
    assert whole.options.status_quo.tolist() == [0, 3, 5]


@given(small(), st.data())
def test_extremes_equal_those_of_all_packages(
    drawn: tuple[Structure, tuple[Linkage, ...]], data: st.DataObject
) -> None:
    whole, links = drawn
    size, every = len(whole.options.names), brute(whole, links)
    assume(every)
    points = st.integers(-9, 9)
    parts = np.array(
        data.draw(st.lists(st.lists(points, min_size=size, max_size=size), min_size=2, max_size=2)),
        dtype=float,
    )
    option = st.integers(0, size - 1)
    pairs = data.draw(
        st.lists(st.tuples(option, option).filter(lambda p: p[0] != p[1]), max_size=3)
    )
    extra = data.draw(
        st.lists(st.lists(points, min_size=len(pairs), max_size=len(pairs)), min_size=2, max_size=2)
    )
    low, high = expected_extremes(
        whole,
        grid(whole),
        parts,
        np.array(pairs, dtype=int).reshape(-1, 2),
        np.array(extra, dtype=float).reshape(2, -1),
    )
    for p in range(2):
        values = [
            sum(parts[p, k] for k in package)
            + sum(extra[p][n] for n, (a, b) in enumerate(pairs) if a in package and b in package)
            for package in every
        ]
        assert low[p] == min(values)
        assert high[p] == max(values)


def test_without_a_grid_the_bounds_leave_linkages_out() -> None:
    whole = structure_of([2, 2], (Linkage(excludes=("i0/o1", "i1/o1")),))
    parts = np.array([[0.0, 5.0, 1.0, 9.0]])
    none = (np.zeros((0, 2), int), np.zeros((1, 0)))
    assert [x.tolist() for x in expected_extremes(whole, grid(whole), parts, *none)] == [[1], [9]]
    assert [x.tolist() for x in expected_extremes(whole, None, parts, *none)] == [[1], [14]]


def test_half_sums_add_up_option_by_option() -> None:
    half = np.array([[0, 3], [1, 2]])
    assert half_sum(half, np.array([1.0, 2.0, 4.0, 8.0])).tolist() == [9, 6]
    drawn = np.arange(8.0).reshape(4, 2)
    assert half_sum(half, drawn).tolist() == [[6, 8], [6, 8]]
    assert half_sum(np.zeros((3, 0), int), drawn).tolist() == [[0, 0]] * 3
