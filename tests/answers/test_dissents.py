"""Two readers side by side: judged as the page judges, one number at a time from both ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from detente.answers.dissent import dissent
from detente.answers.dissents import compare_dissents, compared
from detente.answers.dissents_effects import finite_changes
from detente.answers.dissents_findings import DissentsFinding, Side
from detente.answers.dissents_judge import Judge
from detente.answers.header import header
from detente.answers.patch import apply_patch
from detente.answers.patch_numbers import Moved
from detente.answers.reach import workspace
from detente.answers.sample import Sample
from detente.answers.sampling import sample
from detente.beliefs.study import Study
from detente.case.checking import load_checked
from detente.case.scaffold import new_case
from detente.deals.acceptance import accepts
from detente.deals.analysis.workspace import Workspace
from detente.errors import InputError, Place
from detente.finding import Header, plain
from tests.answers.test_patch import QUARREL, THIRD, WATER, written

BLOCKADE = "/values/upper-town/no_deal/courses/blockade/value"
MOVABLE = (WATER, QUARREL, THIRD, BLOCKADE)
Moves = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare") / "river"
    new_case(folder)
    return folder


@pytest.fixture(scope="module")
def shipped(river: Path) -> tuple[Sample, Header]:
    ready = workspace(load_checked(river)[0], 400)
    return sample(ready, draws=400), header(ready, "dissents")


def of(shipped: tuple[Sample, Header], a: Moves, b: Moves) -> DissentsFinding:
    """Compare two readers without files."""
    known = {n.pointer: n for n in shipped[0].numbers}
    sides = [
        [Moved(p, p, *r, (known[p].low, known[p].high), "", Place("")) for p, r in x.items()]
        for x in (a, b)
    ]
    names = [Side("A", "a", len(a)), Side("B", "b", len(b))]
    return compared(shipped[0], names, sides, shipped[1])


def share_of_best(found: Sample, changes: Moves) -> float:
    result = dissent(found, changes)
    return result.accepted[result.best] / result.draws


RANGE = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda x: (float(min(x)), float(max(x)))
)
MOVES = st.dictionaries(st.sampled_from(MOVABLE), RANGE, max_size=3)


@given(a=MOVES, b=MOVES)
@settings(max_examples=20)
def test_every_figure_is_what_the_page_would_count(
    shipped: tuple[Sample, Header], a: Moves, b: Moves
) -> None:
    """The page's own counts, one call for each figure, are the oracle."""
    found, n = of(shipped, a, b), shipped[0].draws
    for moves, mine in ((a, found.under_a), (b, found.under_b), ({}, found.stated)):
        page = dissent(shipped[0], moves)
        assert mine.best.value == pytest.approx(page.accepted[page.best] / n)
        assert mine.zone.value == pytest.approx(page.some / n)
    best_a, best_b = dissent(shipped[0], a).best, dissent(shipped[0], b).best
    assert found.a_deal_under_b.value == pytest.approx(dissent(shipped[0], b).accepted[best_a] / n)
    assert found.b_deal_under_a.value == pytest.approx(dissent(shipped[0], a).accepted[best_b] / n)
    assert found.same_deal is (best_a == best_b)
    assert found.difference.value == pytest.approx(
        share_of_best(shipped[0], b) - share_of_best(shipped[0], a)
    )
    stated = {x.pointer: (x.low, x.high) for x in shipped[0].numbers}
    differing = {p for p in {*a, *b} if a.get(p, stated[p]) != b.get(p, stated[p])}
    assert {d.pointer for d in found.disagreements} == differing
    assert set(found.agreed) == set(real(a, stated)) - differing
    for d in found.disagreements:
        assert (d.a, d.b) == (a.get(d.pointer, stated[d.pointer]), b.get(d.pointer, d.stated))
        swapped_a = real({**a, d.pointer: d.b}, stated)
        swapped_b = real({**b, d.pointer: d.a}, stated)
        assert d.effect_at_a.value == pytest.approx(
            share_of_best(shipped[0], swapped_a) - share_of_best(shipped[0], real(a, stated))
        )
        assert d.effect_at_b.value == pytest.approx(
            share_of_best(shipped[0], real(b, stated)) - share_of_best(shipped[0], swapped_b)
        )
    doubt = 0.05 / (2 * 2 * max(1, len(differing)))
    assert found.limit == pytest.approx(norm.isf(doubt))
    for d in found.disagreements:
        effects = (d.effect_at_a, d.effect_at_b)
        assert d.noise is all(abs(e.value) <= found.limit * e.se for e in effects)
    sizes = [max(abs(d.effect_at_a.value), abs(d.effect_at_b.value)) for d in found.disagreements]
    real_ones = [s for s, d in zip(sizes, found.disagreements, strict=True) if not d.noise]
    assert real_ones == sorted(real_ones, reverse=True)
    assert (found.first is None) == (not real_ones)


def real(moves: Moves, stated: Moves) -> Moves:
    return {p: r for p, r in moves.items() if r != stated[p]}


@given(a=MOVES, b=MOVES)
@settings(max_examples=10)
def test_the_other_way_round_every_effect_has_the_other_sign(
    shipped: tuple[Sample, Header], a: Moves, b: Moves
) -> None:
    one, other = of(shipped, a, b), of(shipped, b, a)
    mirrored = {d.pointer: d for d in other.disagreements}
    assert one.difference.value == pytest.approx(-other.difference.value)
    assert one.both == other.both
    for d in one.disagreements:
        back = mirrored[d.pointer]
        assert d.effect_at_a.value == pytest.approx(-back.effect_at_b.value)
        assert d.effect_at_a.se == pytest.approx(back.effect_at_b.se)


def test_alone_a_number_makes_the_whole_difference(shipped: tuple[Sample, Header]) -> None:
    found = of(shipped, {WATER: (45.0, 60.0)}, {})
    (only,) = found.disagreements
    assert only.effect_at_a == only.effect_at_b == found.difference
    assert abs(found.difference.value) > 3 * found.difference.se
    assert found.matters
    assert found.first == WATER
    assert found.under_b == found.stated


def test_both_at_once_is_stricter_than_either(shipped: tuple[Sample, Header]) -> None:
    found = of(shipped, {WATER: (45.0, 60.0)}, {THIRD: (0.0, 10.0), QUARREL: (10.0, 40.0)})
    assert found.both.zone.value < min(found.under_a.zone.value, found.under_b.zone.value)
    judge = Judge(shipped[0])
    good = [judge.good({WATER: (45.0, 60.0)}),
            judge.good({THIRD: (0.0, 10.0), QUARREL: (10.0, 40.0)})]  # fmt: skip
    draws = shipped[0].draws
    by_hand = max(
        sum(a and b for a, b in zip(*rows, strict=True)) for rows in zip(*good, strict=True)
    )
    assert found.both.best.value == pytest.approx(by_hand / draws)


def test_standard_errors_are_those_of_paired_draws(shipped: tuple[Sample, Header]) -> None:
    found = of(shipped, {WATER: (45.0, 60.0)}, {})
    judge = Judge(shipped[0])
    one, other = judge.good({WATER: (45.0, 60.0)}), judge.good({})
    k, m = one.sum(axis=1).argmax(), other.sum(axis=1).argmax()
    steps = other[m].astype(int) - one[k].astype(int)
    assert found.difference.se == pytest.approx(steps.std() / np.sqrt(len(steps)))
    # Independent draws would have told less.
    assert found.difference.se < np.hypot(found.under_a.best.se, found.under_b.best.se)


def test_a_difference_within_noise_is_not_called_one(shipped: tuple[Sample, Header]) -> None:
    found = of(shipped, {THIRD: (25.0, 64.0)}, {})
    (only,) = found.disagreements
    assert 0 < abs(only.effect_at_a.value) < 2 * only.effect_at_a.se
    assert only.noise
    assert not found.matters
    assert found.first is None


def test_the_same_dissent_twice_is_no_disagreement(shipped: tuple[Sample, Header]) -> None:
    found = of(shipped, {WATER: (45.0, 60.0)}, {WATER: (45.0, 60.0)})
    assert (found.disagreements, found.agreed, found.matters) == ((), (WATER,), False)
    assert found.difference.value == found.difference.se == 0


# -- finite changes ------------------------------------------------------------------------


@given(
    weights=st.lists(st.integers(-9, 9), min_size=1, max_size=5),
    ends=st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=5, max_size=5),
)
def test_where_the_answer_adds_up_both_ends_agree_and_sum_to_the_whole(
    weights: list[int], ends: list[tuple[int, int]]
) -> None:
    names = [f"x{i}" for i in range(len(weights))]
    one, other = ({n: ends[i][k] for i, n in enumerate(names)} for k in (0, 1))

    def answer(x: Any) -> int:
        return sum(w * x[n] for w, n in zip(weights, names, strict=True))

    changes = [
        (first[1] - first[0], total[1] - total[0])
        for _, first, total in finite_changes(answer, one, other, names)
    ]
    assert all(first == total for first, total in changes)
    assert sum(first for first, _ in changes) == answer(other) - answer(one)


def test_a_product_by_hand() -> None:
    """x y z from (1, 1, 1) to (2, 3, 4): alone x adds 1; last of all it adds 12."""
    one, other = dict.fromkeys("xyz", 1), {"x": 2, "y": 3, "z": 4}
    found = finite_changes(lambda v: v["x"] * v["y"] * v["z"], one, other, "xyz")
    assert [(n, f[1] - f[0], t[1] - t[0]) for n, f, t in found] == [
        ("x", 1, 12), ("y", 2, 16), ("z", 3, 18)]  # fmt: skip


# -- files ---------------------------------------------------------------------------------


def test_a_scored_dissent_is_judged_as_the_changed_case_would_be(
    river: Path, tmp_path: Path
) -> None:
    """The engine itself, on the case with the numbers replaced, is the oracle."""
    moves: Moves = {THIRD: (5, 15), QUARREL: (10, 40), BLOCKADE: (-5, 30)}
    patch = written(river, moves, "Engine")
    loaded, _ = load_checked(river)
    ready = workspace(loaded, 1_000)
    found = sample(ready)
    apply_patch(river, patch, how="replace", out=tmp_path / "changed")
    changed = Workspace(Study(load_checked(tmp_path / "changed")[0].case, 1), 1_000, ready)
    engine = accepts(changed.held_out, np.array(found.packages), changed.model.structure.acceptors)
    counted = np.array(dissent(found, moves).accepted)
    assert np.abs(counted - engine.sum(axis=1)).max() <= 3
    assert np.abs(counted - np.array(dissent(found, {}).accepted)).max() > 50


def test_files_are_read_named_and_compared(river: Path) -> None:
    loaded, _ = load_checked(river)
    a = written(river, {WATER: (45, 60), QUARREL: (0, 15)}, "Ann", why="they said so")
    b = written(river, {THIRD: (5, 15)}, "Bob")
    found, warnings = compare_dissents(loaded, a, b, draws=500)
    assert warnings == ()
    assert (found.a.name, found.b.name, found.a.moved) == ("Ann", "Bob", 2)
    top = next(d for d in found.disagreements if d.pointer == WATER)
    assert top.label == "Upper Town: importance of Water released in summer"
    assert top.why_a == "they said so"
    assert top.why_b == ""
    assert {d.pointer for d in found.disagreements} == {WATER, THIRD}
    again, _ = compare_dissents(loaded, a, b, draws=500)
    clock = replace(found.header, created="")
    assert replace(found, header=clock) == replace(again, header=replace(again.header, created=""))
    assert plain(found)["under_a"]["best"]["value"] == found.under_a.best.value
    alone, _ = compare_dissents(loaded, a, draws=500)
    assert alone.b.name == "as stated"
    assert alone.under_b == alone.stated
    twice, _ = compare_dissents(loaded, a, a, draws=500)
    assert twice.a.name == "Ann (ann.yaml)"


def test_a_number_that_the_page_cannot_move_is_refused_with_its_place(river: Path) -> None:
    a = written(river, {"/courses/quarrel/likelihood": (10, 20)}, "Fay")
    with pytest.raises(InputError, match=r"fay\.yaml:7:13: error: .* is no importance, score or"):
        compare_dissents(load_checked(river)[0], a, draws=200)
